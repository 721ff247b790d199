"""Words that say on purpose that there is no rating or arrow: nothing is lost by them, and nothing is said of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.grids import csv, marked, read_book, read_text, said
from tests.support.published import found, read, table
from tests.support.workbooks import Made, MadeSheet, Value

HEADINGS = ["Ref", "Indicator", "Aug-23", "Sep-23", "RAG", "DOT"]
WORDS = ["n/a", "N/A", "NA", "-", "–", "--", "tbc", "TBC", "Not rated", "No RAG", "none", "[x]", "(n/a)", "Awaited"]


@pytest.mark.parametrize("word", WORDS)
def test_it_is_no_rating_and_no_error_and_kept_as_published(word: str) -> None:
    scorecard = read_text(csv(["September 2023"], HEADINGS, ["ZZ1", "Contacts", "1", "2", word, "↑"]))
    assert marked(scorecard, "ZZ1") == (None, word, "up")
    assert said(scorecard) == []


@pytest.mark.parametrize("word", WORDS)
def test_nor_is_it_an_arrow(word: str) -> None:
    scorecard = read_text(csv(["September 2023"], HEADINGS, ["ZZ1", "Contacts", "1", "2", "G", word]))
    assert marked(scorecard, "ZZ1") == ("G", "G", None)
    assert scorecard.frames.published["direction_text"].to_list() == [word]
    assert said(scorecard) == []


@pytest.mark.parametrize("word", ["Purple", "4", "RAG", "low", "x%"])
def test_anything_else_is_an_error_still(word: str) -> None:
    scorecard = read_text(csv(["September 2023"], HEADINGS, ["ZZ1", "Contacts", "1", "2", word, "↑"]))
    assert found(scorecard, f"“{word}” is not a rating that can be read")[0].severity == "error"


def test_a_row_of_a_page_that_has_one_is_whole() -> None:
    """The word stands under the rating, and moves no other cell."""
    rows = [["ZZ1", "Contacts", "1", "2", "n/a", "↑"], ["ZZ2", "Referrals", "3", "4", "-", "n/a"]]
    scorecard = read(table(HEADINGS, *rows))
    assert [marked(scorecard, ref)[1] for ref in ("ZZ1", "ZZ2")] == ["n/a", "-"]
    assert said(scorecard) == []


def test_a_large_table_has_them_too() -> None:
    rows = [[f"ZZ{at}", f"Measure {at}", "1", "2", "n/a" if at % 2 else "G", "-"] for at in range(1, 801)]
    scorecard = read_text(csv(["September 2023"], HEADINGS, *rows))
    assert marked(scorecard, "ZZ401") == (None, "n/a", None)
    assert scorecard.frames.published["rating"].null_count() == 400
    assert said(scorecard) == []


def of_colour(path: Path, text: str, fill: str, count: int = 1) -> list[str]:
    """What is read and said of cells with a text and a fill; with enough of them the table is read at once."""
    rows: list[list[Value]] = [
        [f"ZZ{at}", f"Measure {at}", 1, 2, Made(text, fill=f'rgb="FF{fill}"')] for at in range(1, count + 1)
    ]
    scorecard = read_book(path, MadeSheet("S", [["September 2023"], list(HEADINGS[:5]), *rows]))
    return [f"{marked(scorecard, 'ZZ1')[:2]}", *said(scorecard)]


@pytest.mark.parametrize("count", [1, 6000])
def test_a_word_in_a_red_cell_is_no_rating_and_is_said(tmp_path: Path, count: int) -> None:
    read_as, first, *_ = of_colour(tmp_path / "book.xlsx", "n/a", "FF0000", count)
    assert read_as == "(None, 'n/a')"
    assert first == (
        "warning book.xlsx:S!E3 “n/a” stands in a cell with a red fill; no rating is read: write R, A or G there, or"
        " take the colour out"
    )


def test_a_dash_in_a_red_cell_is_read_by_the_colour(tmp_path: Path) -> None:
    read_as, line = of_colour(tmp_path / "book.xlsx", "-", "FF0000")
    assert read_as == "('R', '-')"
    assert line == "info book.xlsx:S!E3 “-” is not a rating; read from its cell's red fill"


def test_a_word_in_a_grey_cell_is_no_rating_and_no_error(tmp_path: Path) -> None:
    assert of_colour(tmp_path / "book.xlsx", "n/a", "808080") == ["(None, 'n/a')"]
