from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.sources.decoding import Line
from tui.sources.lines import Fill, GridLine, Lines, SheetLine, column_of, letters, quoted, reading_order


def test_a_cell_of_a_sheet_is_named_as_a_spreadsheet_names_it() -> None:
    line = SheetLine("book.xlsx", 7, ("a", "b", "c"), sheet="Sheet1")
    assert (line.place(2), line.place(), line.title) == (
        "book.xlsx:Sheet1!C7",
        "book.xlsx:Sheet1!A7",
        "row 7 of Sheet1",
    )
    assert GridLine("a.csv", 7, ()).place(2) == "a.csv:7:3"
    assert Line("a.txt", 7, ()).title == "line 7"


@pytest.mark.parametrize(
    ("name", "written"),
    [("Sheet1", "Sheet1"), ("Front Door", "'Front Door'"), ("Ann's", "'Ann''s'"), ("2023", "'2023'"), ("a!b", "'a!b'")],
)
def test_names_of_sheets_are_quoted_as_formulas_quote_them(name: str, written: str) -> None:
    assert quoted(name) == written
    place = SheetLine("b.xlsx", 12, (), sheet=name).place(27)
    assert reading_order(place, "b.xlsx", {written: 3}) == (3, 12, 27)


@given(st.integers(0, 20_000))
def test_letters_and_columns_are_inverse(index: int) -> None:
    assert column_of(letters(index)) == index


def test_the_letters_of_columns() -> None:
    assert [letters(index) for index in (0, 25, 26, 701, 702, 16_383)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]


def test_places_of_lines_are_in_reading_order_whatever_the_name_of_the_file() -> None:
    assert reading_order("a:1:2!B3.csv:14:5", "a:1:2!B3.csv", {}) == (0, 14, 5)


@pytest.mark.parametrize(
    ("decimals", "text", "numeral"),
    [
        ("point", "1,234.5", "1,234.5"),
        ("comma", "1.234,5", "1,234.5"),
        ("comma", "20,5-24,5%", "20.5-24.5%"),
        ("comma", "n/a", "n/a"),
        ("unclear", "1.234", "?"),
        ("unclear", "84,5", "84,5"),
        ("unclear", "12", "12"),
    ],
)
def test_numbers_are_written_with_a_point(decimals: str, text: str, numeral: str) -> None:
    assert GridLine("a.csv", 1, (), decimals).numeral(text) == numeral  # type: ignore[arg-type]


def test_a_condition_colours_a_cell_that_has_no_fill_of_its_own() -> None:
    line = SheetLine("b", 5, (), fills={1: Fill("#FF0000", "R")}, conditions=((3, 1, 9, 2),))
    assert [line.fill(index) for index in range(4)] == [None, Fill("#FF0000", "R"), Fill(""), None]
    assert (Fill("#FF0000", "R").name, Fill("#4472C4").name) == ("red fill", "fill #4472C4")


@given(st.lists(st.lists(st.integers(0, 9), max_size=3), max_size=5))
def test_lines_in_parts_are_lines_one_after_the_other(parts: list[list[int]]) -> None:
    made = [[Line("a", number, ()) for number in part] for part in parts]
    flat = [line for part in made for line in part]
    lines = Lines(made)
    assert (len(lines), list(lines), lines[:]) == (len(flat), flat, flat)
    assert [lines[at] for at in range(-len(flat), len(flat))] == [*flat, *flat]
    with pytest.raises(IndexError):
        lines[len(flat)]
