"""Sheets fit any width: nothing is cut, no line is longer, and a row without room becomes a paragraph."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.reports.cells import Cell, line_width
from tui.reports.paper import LEAST_WIDTH, folded, sheet_lines
from tui.reports.sheets import Heading, Sheet
from tui.reports.styled import colours_of, text_of

TEXTS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P")) | st.just(" "), max_size=60)

REDS = Sheet(
    "Exampleshire, September 2023: 1 red",
    (Heading("Ref"), Heading("Indicator", wraps=True), Heading("Current", "right"), Heading("RAG", "centre")),
    ((Cell("FD2e"), Cell("Screenings completed in time"), Cell("951"), Cell(" R ", "R")),),
)


def printed(sheet: Sheet, width: int) -> list[str]:
    return text_of(sheet_lines(sheet, width), "plain").split("\n")


@given(
    st.lists(st.tuples(st.sampled_from(["", "Ref", "Green within"]), st.booleans()), min_size=1, max_size=6),
    st.data(),
    st.integers(LEAST_WIDTH, 120),
)
def test_no_line_is_too_long_and_nothing_is_lost(
    titles: list[tuple[str, bool]], data: st.DataObject, width: int
) -> None:
    headings = tuple(Heading(title, wraps=wraps) for title, wraps in titles)
    rows = data.draw(st.lists(st.tuples(*(TEXTS for _ in headings)), max_size=3))
    sheet = Sheet("A caption", headings, tuple(tuple(map(Cell, row)) for row in rows))
    lines = list(sheet_lines(sheet, width))
    assert all(line_width(line) <= width for line in lines)
    shown = "".join(cell.text for line in lines for cell in line)
    for character in {character for row in rows for text in row for character in text if not character.isspace()}:
        wanted = sum(text.count(character) for row in rows for text in row)
        assert shown.count(character) >= wanted, character


def test_a_table_that_fits_is_as_wide_as_it_needs_to_be() -> None:
    assert printed(REDS, 80) == [
        "Exampleshire, September 2023: 1 red",
        "Ref   Indicator                     Current  RAG",
        "------------------------------------------------",
        "FD2e  Screenings completed in time      951   R",
    ]


def test_a_text_folds_within_its_column() -> None:
    assert printed(REDS, 44)[3:] == [
        "FD2e  Screenings completed in       951   R",
        "      time",
    ]


def test_a_row_without_room_is_a_paragraph() -> None:
    assert printed(REDS, 30) == [
        "Exampleshire, September 2023:",
        "1 red",
        "",
        "FD2e  Screenings completed in",
        "  time",
        "  Current: 951; RAG: R",
    ]


def test_long_lines_go_on_under_their_beginning() -> None:
    assert folded("short\n  one two three four five six seven", 24) == (
        "short\n  one two three four\n    five six seven"
    )
    assert all(cell_len(line) <= 24 for line in folded("x" * 90, 24).split("\n"))


WORD = "/home/somebody/of-the-council/scorecard/journal.sqlite"


def test_a_word_longer_than_a_line_gets_no_blank_in_it() -> None:
    """Two ends of a path with a blank between them are no path: what goes on is indented, and that is all."""
    made = Sheet("Settings", (Heading("Key"), Heading("Value", wraps=True), Heading("From")), ())
    row = tuple(map(Cell, ("journal", WORD, "built in")))
    for width in range(LEAST_WIDTH, 39):  # in wider lines it is a table
        for text in (
            folded(f"  journal: {WORD}", width),
            "\n".join(printed(Sheet(made.caption, made.headings, (row,)), width)),
        ):
            assert WORD in "".join(line.strip() for line in text.split("\n")), (width, text)


def test_columns_of_texts_share_the_room() -> None:
    headings = (Heading("Rule", wraps=True), Heading("Which", wraps=True))
    made = Sheet("Rules", headings, ((Cell("a " * 40), Cell("b " * 41)),))
    for width in (50, 61, 80, 120):
        line = printed(made, width)[3]
        assert abs(line.count("a") - line.count("b")) <= 1, line


def test_what_is_said_of_a_word_goes_on_under_its_beginning() -> None:
    assert folded("  Figure    951 in September 2023", 26) == "  Figure    951 in\n            September 2023"
    assert folded("  Figure              951 in September 2023", 26).split("\n")[1] == "    in September 2023"


def test_colours_are_the_terminals_own() -> None:
    lines = list(sheet_lines(REDS, 80))
    assert "\x1b[1;97;41m R \x1b[0m" in text_of(lines, "all")
    assert "\x1b[1;7m R \x1b[0m" in text_of(lines, "none")
    assert "\x1b" not in text_of(lines, "plain")


def test_who_gets_colours() -> None:
    xterm = {"TERM": "xterm"}
    assert colours_of(xterm, is_terminal=True, none=False) == "all"
    assert colours_of(xterm, is_terminal=True, none=True) == "none"
    assert colours_of(xterm | {"NO_COLOR": ""}, is_terminal=True, none=False) == "none"
    assert colours_of({"TERM": "dumb"}, is_terminal=True, none=False) == "plain"
    assert colours_of(xterm, is_terminal=False, none=False) == "plain"
    assert colours_of(xterm | {"FORCE_COLOR": "1"}, is_terminal=False, none=False) == "all"
