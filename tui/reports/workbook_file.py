"""A workbook (.xlsx) of one plain sheet, written with the standard library.

Texts are written as texts, so that none is ever taken for a formula, and numbers to their last digit, which the usual
writers of workbooks round away.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, BinaryIO, Final
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tui.sources.lines import letters

MOST_ROWS: Final = 1_048_576
MOST_CHARACTERS: Final = 32_767
"""What a sheet, and a cell of it, can hold."""

_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CONTENT: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PARTS: Final = {
    "[Content_Types].xml": (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_CONTENT}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_CONTENT}.worksheet+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" Type="{_OFFICE}/officeDocument"'
        ' Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" Type="{_OFFICE}/worksheet"'
        ' Target="worksheets/sheet1.xml"/></Relationships>'
    ),
}
_WHEN: Final = (1980, 1, 1, 0, 0, 0)
"""The time of every part, so that the same table gives the same file."""

_NO_CHARACTERS: Final = re.compile(r"[\ufffe\uffff]")
_NOT_IN_XML: Final = re.compile(r"[\x00-\x08\x0b-\x1f]|_(?=x[0-9A-Fa-f]{4}_)")
"""Characters that XML cannot hold (a line's return would come back as another), and what looks like their escape."""


class WorkbookError(Exception):
    """A workbook cannot hold this; the message says what to do."""


def write_workbook(
    name: str, titles: Sequence[str], rows: Iterable[Sequence[Any]], height: int, file: BinaryIO
) -> None:
    """Write one sheet with a line of titles; a cell is a text, a number, or null for none. `height` counts the rows.

    Raises `WorkbookError` for more rows, or a longer text, than a sheet can hold, and for codes that are no characters.
    """
    if height >= MOST_ROWS:
        raise WorkbookError(f"{height:,} rows are more than a sheet can hold ({MOST_ROWS - 1:,}); write Parquet or CSV")
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for part, text in _PARTS.items():
            archive.writestr(_info(part), _HEAD + text)
        book = (
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
            f'<sheet name="{escape(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>'
        )
        archive.writestr(_info("xl/workbook.xml"), _HEAD + book)
        with archive.open(_info("xl/worksheets/sheet1.xml"), "w", force_zip64=True) as sheet:
            for piece in _sheet(titles, rows):
                sheet.write(piece.encode("utf-8"))


def _info(part: str) -> ZipInfo:
    info = ZipInfo(part, _WHEN)
    info.compress_type = ZIP_DEFLATED
    return info


def _sheet(titles: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    names = [letters(column) for column in range(len(titles))]
    yield f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData>'
    yield _row(1, names, titles)
    for number, row in enumerate(rows, 2):
        yield _row(number, names, row)
    yield "</sheetData></worksheet>"


def _row(number: int, letters: Sequence[str], cells: Sequence[Any]) -> str:
    filled = "".join(
        _cell(f"{letter}{number}", cell) for letter, cell in zip(letters, cells, strict=True) if cell is not None
    )
    return f'<row r="{number}">{filled}</row>'


def _cell(name: str, value: Any) -> str:
    if not isinstance(value, str):
        return f'<c r="{name}"><v>{value!r}</v></c>'
    if len(value) > MOST_CHARACTERS:
        raise WorkbookError(
            f"a text of {len(value):,} characters is more than a cell can hold ({MOST_CHARACTERS:,});"
            " write Parquet or CSV"
        )
    if found := _NO_CHARACTERS.search(value):
        raise WorkbookError(f"no workbook can hold the code U+{ord(found[0]):04X} of a text; write Parquet or CSV")
    text = escape(_NOT_IN_XML.sub(lambda found: f"_x{ord(found[0]):04X}_", value))
    return f'<c r="{name}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
