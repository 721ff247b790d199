from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.reports.cells import Cell, beside, fitted, joined, line_width, wrap
from tui.reports.plain_text import clipped, visible

printable = st.text(st.characters(exclude_categories=["C", "M", "Z"], include_characters=" "), max_size=60)
lines = st.lists(st.builds(Cell, printable), max_size=5)


@given(lines, st.integers(0, 80))
def test_a_fitted_line_takes_exactly_its_room(line: list[Cell], width: int) -> None:
    assert line_width(fitted(line, width)) == width


@given(lines, st.integers(0, 200))
def test_a_line_that_fits_keeps_its_text(line: list[Cell], more: int) -> None:
    text = "".join(cell.text for cell in fitted(line, line_width(line) + more))
    assert text == "".join(cell.text for cell in line) + " " * more


def test_wide_characters_are_not_cut_in_half() -> None:
    assert "".join(cell.text for cell in fitted([Cell("漢字")], 3)) == "漢 "


@given(printable, st.integers(2, 40), st.integers(1, 5))
def test_wrapped_lines_fit_and_keep_every_word(text: str, width: int, most: int) -> None:
    wrapped = wrap(text, width, most)
    assert len(wrapped) <= most
    assert all(cell_len(line) <= width for line in wrapped)
    plain = "".join(text.split())
    shown = "".join("".join(wrapped).split())
    assert shown == plain or (shown.endswith("…") and plain.startswith(shown[:-1]))


@pytest.mark.parametrize(
    ("text", "width", "most", "expected"),
    [
        ("", 10, 3, []),
        ("one two three", 7, 3, ["one two", "three"]),
        ("one two three", 7, 1, ["one tw…"]),
        ("abcdefghij", 4, 3, ["abcd", "efgh", "ij"]),
        ("abcdefghij", 4, 2, ["abcd", "efg…"]),
    ],
)
def test_text_breaks_at_blanks_where_it_can(text: str, width: int, most: int, expected: list[str]) -> None:
    assert wrap(text, width, most) == expected


def test_two_drawings_side_by_side_have_the_height_of_the_taller() -> None:
    drawn = beside([[Cell("a")]], [[Cell("x")], [Cell("y")]], 3, 2)
    assert ["".join(cell.text for cell in line) for line in drawn] == ["a    x", "     y"]


def test_joining_leaves_out_what_says_nothing() -> None:
    assert joined(["a", "", "b"]) == "a  b"


@given(st.text(max_size=60), st.integers(0, 40), st.sampled_from(["…", "~", ""]))
def test_clipped_text_is_no_longer_than_its_room(text: str, width: int, ellipsis: str) -> None:
    short = clipped(text, width, ellipsis)
    assert len(short) <= width or short == text[:width]
    assert short == text or len(text) > width


@given(st.text(max_size=60))
def test_visible_text_is_drawn_and_never_obeyed(text: str) -> None:
    shown = visible(text)
    assert shown.isprintable()
    assert visible(shown) == shown
    if text.isprintable():
        assert shown == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31m", "␛[31m"),
        ("a\nb\tc\0", "a␊b␉c␀"),
        ("\u202eabc", "<U+202E>abc"),
        ("\x7f\x9b", "<U+007F><U+009B>"),
        ("a\u00a0b\u2028c", "a b c"),
        ("\U000e0041", "<U+E0041>"),
        ("[red]x[/]", "[red]x[/]"),
    ],
)
def test_what_is_not_drawn_is_named(text: str, shown: str) -> None:
    assert visible(text) == shown
