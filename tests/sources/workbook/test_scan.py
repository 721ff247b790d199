"""A large sheet is read at once, and gives what it gives cell by cell."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.support.grids import read_book, said
from tests.support.published import FIGURES
from tests.support.workbooks import MAIN, Made, MadeSheet, Value, write
from tui.scorecard.model import Scorecard
from tui.sources.decoding import SourceError
from tui.sources.lines import Lines
from tui.sources.workbook import read_workbook_lines
from tui.sources.workbook.sheet_grid import SheetGrid

HEADINGS: list[Value] = [
    "Ref",
    "Indicator",
    "Jul-23",
    "Aug-23",
    "Current",
    "Target",
    "NAT AVE (2021/22)",
    "RAG (in month)",
    "DOT",
]
SENTINEL = 1 << 40


def rows(count: int, seed: int = 1) -> list[list[Value]]:
    """Rows of every kind: most plain, some with something to say of them."""
    chance = Random(seed)  # noqa: S311 - made-up figures
    found: list[list[Value]] = []
    for number in range(1, count + 1):
        percent = number % 2
        cells: list[Value] = [f"ZZ{number}", f"Measure {number} & more"]
        cells += [
            Made(chance.randint(200, 900) / 1000, "0.0%") if percent else chance.randint(5, 5000) for _ in range(3)
        ]
        cells += [chance.choice([None, "at least 90%", Made(0.5, 9)]), Made(chance.random(), "0.0")]
        fill = chance.choice(["FFFF0000", "FF00B050", "FFFFC000", "FFFFFFFF", "FF4472C4"])
        cells += [chance.choice(["R", "A", None, Made(None, fill=f'rgb="{fill}"'), Made("G", fill=f'rgb="{fill}"')])]
        cells += [chance.choice(["↑", "↓", None, "1"])]
        if number % 37 == 0:
            odd: list[Value] = ["4S", Made("#N/A", kind="e"), Made(None, formula="A1"), "n/a"]
            cells[chance.randrange(len(cells))] = chance.choice(odd)
        if number % 53 == 0:
            cells[0] = chance.choice([None, "ZZ1", "zz 7", f"FD{chance.randint(1, 9)}"])
        found.append(cells)
    return found


def large(count: int = 600, **about: Any) -> MadeSheet:
    middle: list[list[Value]] = [["Youth Justice - Head of Service - Bo Long"]]
    made = rows(count)
    all_rows: list[list[Value]] = [["September 2023"], HEADINGS, *made[: count // 2], *middle, *made[count // 2 :]]
    return MadeSheet("Front Door", all_rows, **about)


def assert_equal(one: Scorecard, other: Scorecard) -> None:
    for name in (*FIGURES, "published", "listing"):
        first, second = getattr(one.frames, name), getattr(other.frames, name)
        assert first.sort(first.columns).equals(second.sort(second.columns)), name
    assert said(one) == said(other)


@pytest.mark.parametrize(
    "about",
    [
        {},
        {"merged": ["A10:B10", "C20:C24", "A303:I303"], "hidden_rows": [5, 6, 7], "first": 4},
        {
            "others": '<conditionalFormatting sqref="H1:H1048576"/>',
            "columns": '<cols><col min="5" max="5" hidden="true"/></cols>',
            "state": "hidden",
        },
    ],
)
def test_at_once_and_cell_by_cell_are_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, about: dict[str, Any]
) -> None:
    path, made = tmp_path / "book.xlsx", large(**about)
    monkeypatch.setattr("tui.sources.workbook.lines.LARGE", 1)
    at_once = read_book(path, made)
    lines = read_workbook_lines(path)
    assert isinstance(lines, Lines)
    assert isinstance(lines.parts[0], SheetGrid)
    grid_lines = list(lines)
    monkeypatch.setattr("tui.sources.workbook.lines.LARGE", SENTINEL)
    assert_equal(at_once, read_book(path, made))
    assert grid_lines == list(read_workbook_lines(path))


@pytest.mark.parametrize(
    "cells",
    [
        '<c r="A1" t="inlineStr"><is><t>x</t></is></c>',
        '<c t="n" r="A1"><v>1</v></c>',
        '<c r="A1"><v>1</v><extLst/></c>',
        '<c r="A1"><!-- <c r="B1"><v>2</v></c> --><v>1</v></c>',
        '<c r="A1"><v><![CDATA[1]]></v></c>',
        '<x:c xmlns:x="m" r="A1"><x:v>1</x:v></x:c>',
        '<c r="A1" cm="1"><v>1</v></c>',
        "<c><v>1</v></c>",
        "",
    ],
)
def test_what_is_written_in_another_way_is_left_to_the_careful_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cells: str
) -> None:
    monkeypatch.setattr("tui.sources.workbook.lines.LARGE", 1)
    good = '<row r="9"><c r="A9"><v>9</v></c></row>'
    raw = f'<worksheet xmlns="{MAIN}"><sheetData><row r="1">{cells}</row>{good}</sheetData></worksheet>'
    made = [MadeSheet("S", raw=raw)]

    lines = read_workbook_lines(write(tmp_path / "book.xlsx", *made))
    assert isinstance(lines, Lines)
    assert isinstance(lines.parts[0], list) is bool(cells)
    assert lines[-1].cells[0] == "9"
    assert len(lines) == (2 if cells else 1)


def test_a_row_that_pretends_to_be_another_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:

    monkeypatch.setattr("tui.sources.workbook.lines.LARGE", 1)
    inner = '<row r="1" note=\'><c r="B1"><v>66</v></c>\'><c r="A1"><v>1</v></c></row>'
    raw = f'<worksheet xmlns="{MAIN}"><sheetData>{inner}</sheetData></worksheet>'
    with pytest.raises(SourceError, match="is damaged"):  # XML allows no "<" there
        read_workbook_lines(write(tmp_path / "book.xlsx", MadeSheet("S", raw=raw)))
