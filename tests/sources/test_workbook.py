"""A tidy workbook: the same records as the CSV, from the first sheet of an XLSX file."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZipFile

import pytest
from click.testing import CliRunner

from tui.cli import cli

ROWS = [
    ["record", "authority", "publication", "ref", "period", "value", "text"],
    ["observation", "Exampleshire (made-up)", "2023-08", "FD2f", "2023-08", "63.3", "63.3%"],
    ["observation", "Exampleshire (made-up)", "2023-09", "FD2f", "2023-09", "67", "67%"],
]
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATIONS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def _cell(text: str) -> str:
    return f'<c t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def write_workbook(path: Path, rows: list[list[str]]) -> None:
    """The smallest workbook that is one: a sheet of texts."""
    sheet = "".join(f"<row>{''.join(map(_cell, row))}</row>" for row in rows)
    with ZipFile(path, "w") as workbook:
        workbook.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{CONTENT}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{CONTENT}.worksheet+xml"/></Types>',
        )
        workbook.writestr(
            "_rels/.rels",
            f'<Relationships {RELATIONS}><Relationship Id="r1" Type="{OFFICE}/officeDocument"'
            ' Target="xl/workbook.xml"/></Relationships>',
        )
        workbook.writestr(
            "xl/workbook.xml",
            f'<workbook {MAIN} xmlns:r="{OFFICE}"><sheets>'
            '<sheet name="Tidy" sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        workbook.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships {RELATIONS}><Relationship Id="r1" Type="{OFFICE}/worksheet"'
            ' Target="worksheets/sheet1.xml"/></Relationships>',
        )
        workbook.writestr("xl/worksheets/sheet1.xml", f"<worksheet {MAIN}><sheetData>{sheet}</sheetData></worksheet>")


def test_a_tidy_workbook_is_read(tmp_path: Path) -> None:
    source = tmp_path / "tidy.xlsx"
    write_workbook(source, ROWS)
    result = CliRunner().invoke(cli, ["list", str(source), "--format", "csv"])
    assert result.exit_code == 0, result.output
    assert "67.0,67%" in result.stdout
    assert "tidy.xlsx:3:6" in result.stdout


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty; save or copy it again"),
        (b"not a workbook", "is not a workbook"),
        (b"PK\x03\x04 cut short", "is not a workbook"),
    ],
)
def test_a_broken_workbook_is_said_to_be_one(tmp_path: Path, content: bytes, words: str) -> None:
    source = tmp_path / "broken.xlsx"
    source.write_bytes(content)
    result = CliRunner().invoke(cli, ["summary", str(source)])
    assert result.exit_code == 2
    assert f"broken.xlsx: {words}" in result.stderr
    assert result.exception is None or isinstance(result.exception, SystemExit)
