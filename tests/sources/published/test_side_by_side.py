"""Two tables side by side, with a blank column between them and headings over each, are both read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.grids import csv, marked, observed, read_book, read_text, said
from tests.support.published import found
from tests.support.workbooks import Made, MadeSheet, Value
from tui.scorecard.overview import overview

TITLES = ["Ref", "Indicator", "Aug-23", "Sep-23", "RAG"]
LEFT = [["ZZ1", "Contacts", "1", "2", "G"], ["ZZ2", "Referrals", "3", "4", "R"]]
RIGHT = [["ZY1", "Visits", "5", "6", "A"], ["ZY2", "Letters", "7", "8", "G"]]


def beside(*tables: list[list[str]], gap: str = "") -> list[list[str]]:
    """The lines of tables side by side."""
    depth = max(map(len, tables))
    filled = [[*table, *[[""] * len(table[0])] * (depth - len(table))] for table in tables]
    return [
        [cell for at, row in enumerate(rows) for cell in ([gap] if at else []) + row]
        for rows in zip(*filled, strict=True)
    ]


def test_both_are_read_and_each_cell_keeps_its_place() -> None:
    scorecard = read_text(csv(["September 2023"], *beside([TITLES, *LEFT], [TITLES, *RIGHT])))
    assert said(scorecard) == []
    assert observed(scorecard, "ZZ2") == [("2023-08", 3.0, "3", "4:3"), ("2023-09", 4.0, "4", "4:4")]
    assert observed(scorecard, "ZY2") == [("2023-08", 7.0, "7", "4:9"), ("2023-09", 8.0, "8", "4:10")]
    assert [marked(scorecard, ref)[0] for ref in ("ZZ1", "ZZ2", "ZY1", "ZY2")] == ["G", "R", "A", "G"]


def test_three_of_them_of_different_lengths() -> None:
    tables = [[TITLES, *LEFT], [TITLES, RIGHT[0]], [TITLES, ["ZX1", "Posts", "9", "10", "R"]]]
    scorecard = read_text(csv(["September 2023"], *beside(*tables)))
    assert said(scorecard) == []
    assert sorted(scorecard.frames.listing["ref"]) == ["ZX1", "ZY1", "ZZ1", "ZZ2"]
    assert observed(scorecard, "ZX1")[1] == ("2023-09", 10.0, "10", "3:16")


def test_the_areas_above_each_are_its_own() -> None:
    areas = [["Front Door", "", "", "", ""], ["Workforce", "", "", "", ""]]
    tables = [[areas[0], TITLES, *LEFT], [areas[1], TITLES, *RIGHT]]
    scorecard = read_text(csv(["September 2023"], *beside(*tables)))
    assert said(scorecard) == []
    assert {one.ref: one.area for one in overview(scorecard).indicators} == {
        "ZZ1": "Front Door",
        "ZZ2": "Front Door",
        "ZY1": "Workforce",
        "ZY2": "Workforce",
    }


def test_an_area_of_the_first_is_not_that_of_the_second() -> None:
    left = [TITLES, LEFT[0], ["Workforce", "", "", "", ""], LEFT[1]]
    scorecard = read_text(csv(["September 2023"], *beside(left, [TITLES, *RIGHT])))
    areas = {one.ref: one.area for one in overview(scorecard).indicators}
    assert areas == {"ZZ1": "Area not stated", "ZZ2": "Workforce", "ZY1": "Area not stated", "ZY2": "Area not stated"}


@pytest.mark.parametrize("count", [2, 3000])
def test_on_a_sheet_with_its_colours(tmp_path: Path, count: int) -> None:
    """Of a large sheet too, whose rows would be read at once otherwise."""
    rows: list[list[Value]] = [
        [f"ZZ{at}", f"Left {at}", 1, 2, "G", None, f"ZY{at}", f"Right {at}", 3, 4, Made(None, fill='rgb="FFFF0000"')]
        for at in range(1, count + 1)
    ]
    titles: list[Value] = [*TITLES, None, *TITLES]
    scorecard = read_book(tmp_path / "book.xlsx", MadeSheet("S", [["September 2023"], titles, *rows]))
    assert said(scorecard) == []
    assert scorecard.frames.listing.height == 2 * count
    assert (marked(scorecard, "ZZ2")[0], marked(scorecard, "ZY2")[0]) == ("G", "R")
    assert observed(scorecard, "ZY2")[1] == ("2023-09", 4.0, "4", "S!J4")


@pytest.mark.parametrize(
    ("titles", "cells"),
    [
        (["Ref", "Indicator", "Sep-23", "", "Description", "Comment"], ["ZZ1", "Contacts", "1", "", "Of all", "Fine"]),
        (["Ref", "Indicator", "Sep-23", "", "No", "Target"], ["ZZ1", "Contacts", "1", "", "7", "8"]),
        (["Ref", "Indicator", "Sep-23", "", "Target", "RAG"], ["ZZ1", "Contacts", "1", "", "8", "G"]),
    ],
)
def test_a_blank_column_within_a_table_parts_nothing(titles: list[str], cells: list[str]) -> None:
    scorecard = read_text(csv(["September 2023"], titles, cells))
    assert scorecard.frames.listing["ref"].to_list() == ["ZZ1"]
    assert observed(scorecard, "ZZ1")[0][1] == 1.0


def test_where_they_cannot_be_told_apart_it_is_said_what_to_do() -> None:
    lines = beside([TITLES, *LEFT], [TITLES, *RIGHT])
    lines[1][5] = "see note"  # the column between them is not blank
    scorecard = read_text(csv(["September 2023"], *lines))
    assert scorecard.frames.listing["ref"].to_list() == ["ZZ1", "ZZ2"]
    (problem,) = found(scorecard, "“Ref” repeats “Ref”")
    assert problem.severity == "error"
    assert problem.message == (
        "“Ref” repeats “Ref”; its 2 cells are not read: keep one of the two columns, or put a second table under the"
        " first"
    )
    assert len(found(scorecard, "its 2 cells are not read")) == len(TITLES)
