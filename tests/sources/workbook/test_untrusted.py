"""Workbooks that mean harm, are damaged, or are something else: a message that says what to do, and never more."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.grids import observed, read_book
from tests.support.published import found
from tests.support.workbooks import MAIN, Made, MadeSheet, Value, write
from tui.sources.decoding import SourceError
from tui.sources.workbook import limits, read_workbook_lines

ROWS: list[list[Value]] = [["September 2023"], ["Ref", "Indicator", "Sep-23"], ["FD1", "Contacts", 1107]]
SHEET = MadeSheet("S", ROWS)
HEAD = f'<worksheet xmlns="{MAIN}"><sheetData>'
TAIL = "</sheetData></worksheet>"


def refusal(path: Path) -> str:
    with pytest.raises(SourceError) as refused:
        read_workbook_lines(path)
    assert str(refused.value).startswith(str(path))
    return str(refused.value)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is not a workbook (.xlsx) but empty; save or copy it again"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old workbook (.xls) or has a password; open it in"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "save it as .xlsx, without a password"),
        (b"Ref,Indicator,Sep-23\n", "is not a workbook (.xlsx) that can be read"),
        (b"PK\x03\x04 cut short", "perhaps cut off; copy it again"),
        (b"PK\x05\x06" + b"\0" * 18, "is a zip archive, but no workbook"),
    ],
)
def test_what_is_no_workbook_is_refused(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(data)
    assert words in refusal(path)


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (
            {"xl/workbook.bin": b"", "_rels/.rels": b""},
            "binary workbook (.xlsb); open it in a spreadsheet and save it as",
        ),
        (
            {"content.xml": b"", "mimetype": b"x"},
            "OpenDocument file (.ods); open it in a spreadsheet and save it as .xlsx",
        ),
        ({"photo.jpg": b"x"}, "is a zip archive, but no workbook"),
        ({"_rels/.rels": b"<Relationships/>"}, "is a zip archive, but no workbook"),
        ({"xl/workbook.xml": b"<workbook"}, "is damaged (xl/workbook.xml cannot be read)"),
        ({"xl/workbook.xml": b"<workbook/>"}, "holds no cell with anything in it"),
        ({"xl/workbook.xml": "<workbook/>".encode("utf-16")}, "xl/workbook.xml is not in UTF-8"),
        ({"xl/workbook.xml": b'<?xml version="1.0" encoding="cp1047"?><workbook/>'}, "is not in UTF-8"),
    ],
)
def test_other_archives_are_refused(tmp_path: Path, parts: dict[str, bytes], words: str) -> None:
    path = tmp_path / "book.xlsx"
    with ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    assert words in refusal(path)


def test_a_file_that_is_not_there_and_a_folder_are_refused(tmp_path: Path) -> None:
    assert "cannot be read (no such file or directory)" in refusal(tmp_path / "none.xlsx")
    assert "cannot be read (is a directory)" in refusal(tmp_path)


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/sharedStrings.xml"]
)
def test_no_document_type_is_processed(tmp_path: Path, part: str) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'
    path = write(tmp_path / "book.xlsx", SHEET, extra={part: bomb})
    assert f"{part} has a document type (DTD)" in refusal(path)


def test_an_expansion_bomb_is_refused_before_anything_is_expanded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "book.xlsx", SHEET, extra={"xl/worksheets/sheet1.xml": b"<" + b" " * (64 << 20)})
    assert path.stat().st_size < 1 << 17
    monkeypatch.setattr(ZipFile, "open", None)
    assert "xl/worksheets/sheet1.xml expands to more than 200 times its size" in refusal(path)


def test_a_part_that_lies_about_its_size_is_refused_while_it_is_read(tmp_path: Path) -> None:
    path = write(tmp_path / "book.xlsx", SHEET, extra={"xl/worksheets/sheet1.xml": b"<" + b" " * (8 << 20)})
    data = path.read_bytes()
    with ZipFile(path) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    path.write_bytes(data.replace(struct.pack("<L", size), struct.pack("<L", 1000)))
    assert "cannot be read" in refusal(path) or "expands" in refusal(path)


def test_parts_and_files_that_are_too_large_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "book.xlsx", SHEET)
    with monkeypatch.context() as patch:
        patch.setattr(limits, "LARGEST_PART", 100)
        assert "expands to too much" in refusal(path)
    with monkeypatch.context() as patch:
        patch.setattr(limits, "LARGEST_IN_ALL", 1000)
        assert "expands to too much" in refusal(path)
    with monkeypatch.context() as patch:
        patch.setattr(limits, "MOST_PARTS", 3)
        assert "more than any workbook needs" in refusal(path)
    monkeypatch.setattr(limits, "LARGEST_FILE", 100)
    assert "split it, or save its table as CSV" in refusal(path)


@pytest.mark.parametrize("limit", ["MOST_ROWS", "MOST_COLUMNS"])
def test_cells_beyond_the_limits_are_counted_and_listed(
    tmp_path: Path, limit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("cells", "lines", "merging"):
        monkeypatch.setattr(f"tui.sources.workbook.{module}.{limit}", 3, raising=False)
    more = MadeSheet("S", [*[[*row, None] for row in ROWS], ["FD2", "Screenings", 5, 6]])
    scorecard = read_book(tmp_path / "book.xlsx", more)
    (problem,) = found(scorecard, "filled cells beyond")
    assert problem.severity == "error"
    assert problem.message.startswith("4 filled" if limit == "MOST_ROWS" else "1 filled")
    assert observed(scorecard, "FD1")[0][1] == 1107.0


def test_sheets_beyond_the_limit_are_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.sources.workbook.lines.MOST_SHEETS", 1)
    scorecard = read_book(tmp_path / "book.xlsx", SHEET, MadeSheet("More", ROWS))
    assert found(scorecard, "1 sheets from More on are not read")[0].severity == "error"


def test_links_to_other_files_and_macros_are_left_alone(tmp_path: Path) -> None:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="x/worksheet" Target="https://example.org/sheet1.xml" TargetMode="External"/>'
        '<Relationship Id="rId2" Type="x/worksheet" Target="../../../../etc/passwd"/></Relationships>'
    )
    path = write(
        tmp_path / "book.xlsx",
        SHEET,
        MadeSheet("Other", ROWS),
        extra={"xl/_rels/workbook.xml.rels": relations, "xl/vbaProject.bin": b"macro"},
    )
    assert "names a sheet S, but the file does not hold its cells" in refusal(path)


def test_a_formula_of_another_program_is_text(tmp_path: Path) -> None:
    row: list[Value] = ["FD1", "Contacts", Made(None, formula="cmd|' /C calc'!A0")]
    scorecard = read_book(tmp_path / "book.xlsx", MadeSheet("S", [*ROWS[:2], row]))
    assert observed(scorecard, "FD1")[0][1:3] == (None, "=cmd|' /C calc'!A0")


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="1"><c r="ZZZ99999999" t="s"><v>0</v></c></row>',
        '<row r="999999999999"><c><v>5</v></c></row>',
        '<row r="1"><c r="A1" s="99999999" t="s"><v>-5</v></c></row>',
        '<row r="1"><c r="A1" s="x" t="nonsense"><v>5</v></c></row>',
        '<row r="1"><c r="A1"><v>1e999</v></c><c r="B1"><v>NaN</v></c><c r="C1"><v>five</v></c></row>',
        '<row r="1"><c r="A1" t="d"><v>never</v></c><c r="B1" t="b"><v>7</v></c></row>',
        '<row r="5"><c r="A1"><v>1</v></c></row><row r="2"><c r="A1"><v>2</v></c></row>',
    ],
)
def test_cells_that_no_spreadsheet_writes_do_no_harm(tmp_path: Path, cells: str) -> None:
    good = '<row r="1"><c r="A1" t="str"><v>x</v></c></row>'
    write(tmp_path / "book.xlsx", MadeSheet("S", raw=HEAD + good + cells + TAIL))
    lines = read_workbook_lines(tmp_path / "book.xlsx")
    assert len(lines) >= 1


@pytest.mark.parametrize(
    "others", ['<mergeCells><mergeCell ref="nonsense"/><mergeCell ref="A1:XFD1048576"/></mergeCells>']
)
def test_merged_cells_over_a_whole_sheet_do_no_harm(tmp_path: Path, others: str) -> None:
    scorecard_lines = read_workbook_lines(write(tmp_path / "book.xlsx", MadeSheet("S", ROWS, others=others)))
    assert [line.cells for line in scorecard_lines] == [("September 2023",)]
    assert [problem.code for problem in scorecard_lines.problems] == ["hidden"] * 6


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 10_000), st.binary(min_size=1, max_size=6), st.booleans())
def test_any_damage_is_a_message_or_a_reading(tmp_path: Path, at: int, bytes_: bytes, cut: bool) -> None:
    path = write(tmp_path / "book.xlsx", SHEET)
    data = path.read_bytes()
    at %= len(data)
    path.write_bytes(data[:at] if cut else data[:at] + bytes_ + data[at + len(bytes_) :])
    outcome: Any = None
    try:
        outcome = read_workbook_lines(path)
    except SourceError as refused:
        outcome = str(refused)
    assert len(outcome) > 0


def test_a_truncated_workbook_says_so(tmp_path: Path) -> None:
    path = write(tmp_path / "book.xlsx", SHEET)
    path.write_bytes(path.read_bytes()[:-200])
    assert "perhaps cut off; copy it again" in refusal(path)


def test_a_workbook_with_a_password_of_its_own_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    write(path, SHEET)
    data = bytearray(path.read_bytes())
    for mark, flag_at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        data[at + flag_at] |= 1
    path.write_bytes(bytes(data))
    assert "has a password" in refusal(path)


def test_an_archive_without_compression_is_a_workbook_all_the_same(tmp_path: Path) -> None:
    first = write(tmp_path / "first.xlsx", SHEET)
    second = tmp_path / "second.xlsx"
    with ZipFile(first) as source, ZipFile(second, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name), ZIP_DEFLATED if "sheet" in name else 0)
    assert [line.cells for line in read_workbook_lines(second)] == [line.cells for line in read_workbook_lines(first)]
