from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.reports.cells import Cell
from tui.reports.paper import sheet_lines
from tui.reports.sheets import Heading, Sheet, to_csv, to_markdown
from tui.reports.styled import text_of

SIGNS = ("=", "+", "-", "@")


def cells_of(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


def test_csv_has_a_heading_and_a_line_a_row_and_blanks_for_nothing() -> None:
    assert to_csv(["ref", "value"], [["FD1", 1.5], ["FD2", None]]) == "ref,value\nFD1,1.5\nFD2,"


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3", "\t=1", "\r=1", "--", "+"])
def test_no_text_is_a_formula(text: str) -> None:
    (_, (cell,)) = cells_of(to_csv(["a"], [[text]]))
    assert not cell.startswith(SIGNS)


@pytest.mark.parametrize("text", ["-", "-0.4%", "+3.7", "-1,200"])
def test_signed_figures_stay_figures(text: str) -> None:
    assert cells_of(to_csv(["a"], [[text]]))[1] == [text]


@given(st.lists(st.text(max_size=20), min_size=2, max_size=4))
def test_any_texts_keep_their_cells(texts: list[str]) -> None:
    printed = to_csv(["a"] * len(texts), [texts])
    assert len(cells_of(printed)) == 2
    assert len(cells_of(printed)[1]) == len(texts)
    assert all(character.isprintable() or character == "\n" for character in printed)


def sheet(*cells: str) -> Sheet:
    return Sheet("Caption", tuple(Heading(f"H{number}") for number in range(len(cells))), (tuple(map(Cell, cells)),))


def test_markdown_is_a_table_under_its_caption() -> None:
    headings = (Heading("Ref"), Heading("Value", "right"), Heading("RAG", "centre"))
    made = Sheet("Front Door", headings, ((Cell("FD1"), Cell("5"), Cell(" R ")),))
    assert to_markdown([made]) == ("## Front Door\n\n| Ref | Value | Rating |\n| :-- | --: | :-: |\n| FD1 | 5 | R |")


def test_markdown_says_ratings_and_arrows_in_words() -> None:
    headings = (Heading("Rating"), Heading("Dir"))
    made = Sheet("Front Door", headings, ((Cell(" R ", "R"), Cell("↑")), (Cell(" A ", "A"), Cell("↔"))))
    assert to_markdown([made]).split("\n")[-2:] == ["| Red | up |", "| Amber | no change |"]


def test_markdown_of_columns_without_titles_is_a_list() -> None:
    made = Sheet("FD1", (Heading(""), Heading("")), ((Cell("Change"), Cell("+3")), (Cell("Rating"), Cell("a *b*"))))
    assert to_markdown([made]) == "## FD1\n\n- Change: +3\n- Rating: a \\*b\\*"


def test_markdown_keeps_what_is_said_of_one_thing_in_its_item() -> None:
    """An item without a name, between the findings and the rating, would be nobody's."""
    rows = (("Findings", "It fell."), ("", "It is stale."), ("", "+3"), ("Rating", "Red"))
    made = Sheet("FD1", (Heading(""), Heading("")), tuple(tuple(map(Cell, row)) for row in rows))
    assert to_markdown([made]) == "## FD1\n\n- Findings: It fell.\\\n  It is stale.\\\n  \\+3\n- Rating: Red"


def test_markdown_has_a_first_row_without_a_name_too() -> None:
    made = Sheet("FD1", (Heading(""), Heading("")), ((Cell(""), Cell("It fell.")),))
    assert to_markdown([made]) == "## FD1\n\n- It fell."


def test_a_table_without_rows_is_none() -> None:
    made = Sheet("Front Door: 0 red", (Heading("Ref"), Heading("RAG")), ())
    assert to_markdown([made]) == "## Front Door: 0 red\n\nNone."
    assert text_of(sheet_lines(made, 60), "plain") == "Front Door: 0 red\nNone."
    said = Sheet("What looks wrong", (Heading("Ref"), Heading("RAG")), (), "Nothing at all.")
    assert to_markdown([said]).endswith("\n\nNothing at all.")
    narrow = text_of(sheet_lines(said, 20), "plain")
    assert narrow == "What looks wrong\nNothing at all."


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("a|b", "a\\|b"),
        ("`code`", "\\`code\\`"),
        ("[red]x[/]", "\\[red\\]x\\[/\\]"),
        ("<b>", "\\<b\\>"),
        ("a\\", "a\\\\"),
        ("*x* _y_ #z ~s~", "\\*x\\* \\_y\\_ \\#z \\~s\\~"),
    ],
)
def test_nothing_in_a_cell_is_markup(text: str, escaped: str) -> None:
    assert to_markdown([sheet(text)]).split("\n")[-1] == f"| {escaped} |"


def test_markup_of_a_terminal_library_is_printed_as_it_is() -> None:
    printed = text_of(sheet_lines(sheet("[red]x[/]", "[link=a]b[/link]"), 60), "plain")
    assert "[red]x[/]" in printed
    assert "[link=a]b[/link]" in printed
