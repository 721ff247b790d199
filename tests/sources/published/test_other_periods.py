"""Ratings, targets and benchmarks of another month or year than the scorecard's own are not taken for its own."""

from __future__ import annotations

import pytest

from tests.support.grids import compared, csv, marked, observed, read_text
from tests.support.published import found
from tui.scorecard.model import Scorecard


def read(*columns: tuple[str, str], month: str = "September 2023") -> Scorecard:
    """One row of these titles and cells."""
    titles, cells = zip(*columns, strict=True)
    heading = ["Ref", "Indicator", "Aug-23", "Sep-23", *titles]
    return read_text(csv([month], heading, ["ZZ1", "Contacts", "1", "3", *cells]))


def targets(scorecard: Scorecard) -> list[float]:
    return scorecard.frames.targets["low"].to_list()


def test_last_months_rating_arrow_and_target_are_listed_and_not_read() -> None:
    scorecard = read(("RAG Aug-23", "R"), ("DOT (Aug-23)", "↑"), ("Target (Aug-23)", "5"))
    assert marked(scorecard, "ZZ1") == (None, None, None)
    assert targets(scorecard) == []
    assert [problem.message for problem in scorecard.problems] == [
        f"“{title}” is of August 2023, not of the scorecard's own month; its 1 cell is not read"
        for title in ("RAG Aug-23", "DOT (Aug-23)", "Target (Aug-23)")
    ]
    assert {problem.severity for problem in scorecard.problems} == {"warning"}


@pytest.mark.parametrize("turn", [1, -1])
def test_the_rating_and_target_of_the_report_month_count(turn: int) -> None:
    columns = [("RAG (Aug-23)", "R"), ("RAG (Sep-23)", "G"), ("Target Aug-23", "5"), ("Target Sep-23", "6")]
    scorecard = read(*columns[::turn])
    assert marked(scorecard, "ZZ1")[0] == "G"
    assert targets(scorecard) == [6.0]
    assert len(found(scorecard, "is of August 2023")) == 2


def test_what_names_the_report_month_counts_before_what_names_none() -> None:
    scorecard = read(("RAG", "R"), ("RAG Sep-23", "G"))
    assert marked(scorecard, "ZZ1")[0] == "G"
    assert [problem.message for problem in scorecard.problems] == [
        "“RAG” gives way to “RAG Sep-23”; its 1 cell is not read"
    ]


@pytest.mark.parametrize("turn", [1, -1])
def test_the_target_of_the_financial_year_counts(turn: int) -> None:
    scorecard = read(*[("Target 2022/23", "5"), ("Target 2023/24", "6")][::turn])
    assert targets(scorecard) == [6.0]
    assert [problem.message for problem in scorecard.problems] == [
        "“Target 2022/23” is of 2022/23, not of the scorecard's own year; its 1 cell is not read"
    ]


@pytest.mark.parametrize("title", ["Target 2022/23", "Target 2024-25", "Target 2022"])
def test_the_target_of_another_year_is_none(title: str) -> None:
    assert targets(read((title, "5"))) == []


@pytest.mark.parametrize("title", ["Target 2023/24", "Target 23-24", "Target (2023)", "Target", "Target Sep-23"])
def test_the_target_of_this_year_is_one(title: str) -> None:
    scorecard = read((title, "5"))
    assert targets(scorecard) == [5.0]
    assert scorecard.problems == ()


@pytest.mark.parametrize("turn", [1, -1])
def test_of_two_years_of_a_comparator_the_newest_counts(turn: int) -> None:
    scorecard = read(*[("England 2021/22", "5"), ("England 2022/23", "6")][::turn])
    assert compared(scorecard, "ZZ1") == [("england", "2022/23", 6.0)]
    (problem,) = scorecard.problems
    assert problem.severity == "info"
    assert problem.message == "“England 2021/22” is older than “England 2022/23”; its 1 cell is not read"


def test_of_two_outturns_the_newest_counts() -> None:
    scorecard = read(("Outturn 2021/22", "5"), ("Outturn 2022/23", "6"))
    assert scorecard.frames.outturns.select("year", "value").rows() == [("2022/23", 6.0)]


@pytest.mark.parametrize(
    ("title", "comparator", "year"),
    [
        ("NW 22-23", "nw", "2022/23"),
        ("National average 21-22", "england", "2021/22"),
        ("London", "london", None),
        ("North East 2022/23", "north_east", "2022/23"),
    ],
)
def test_comparators_as_people_write_them(title: str, comparator: str, year: str | None) -> None:
    scorecard = read(("SN Average", "4"), (title, "5"))
    assert compared(scorecard, "ZZ1") == [("sn", None, 4.0), (comparator, year, 5.0)]
    assert scorecard.problems == ()


def test_a_region_beside_no_comparator_is_not_understood() -> None:
    scorecard = read(("London", "5"))
    assert compared(scorecard, "ZZ1") == []
    assert len(found(scorecard, "heading not understood: “London”")) == 1


def test_last_years_outturn_abbreviated() -> None:
    scorecard = read(("Prev Yr (22/23)", "5"))
    assert scorecard.frames.outturns.select("year", "value").rows() == [("22/23", 5.0)]


@pytest.mark.parametrize("months", [("Aug-23", "Sep-23"), ("Sep-23", "Aug-23")])
def test_each_month_over_its_own_figure_target_and_rating(months: tuple[str, str]) -> None:
    """As a workbook's merged cells become in a text."""
    upper = ["Ref", "Indicator", months[0], "", "", months[1], "", ""]
    lower = ["", "", *("Actual", "Target", "RAG") * 2]
    cells = {"Aug-23": ["1", "2", "R"], "Sep-23": ["3", "4", "G"]}
    row = ["ZZ1", "Contacts", *cells[months[0]], *cells[months[1]]]
    scorecard = read_text(csv(["September 2023"], upper, lower, row))
    assert [row[:2] for row in observed(scorecard, "ZZ1")] == [("2023-08", 1.0), ("2023-09", 3.0)]
    assert targets(scorecard) == [4.0]
    assert marked(scorecard, "ZZ1")[0] == "G"
    assert len(found(scorecard, "is of August 2023")) == 2


@pytest.mark.parametrize("months", [("Aug-23", "Sep-23"), ("Sep-23", "Aug-23"), ("Aug", "Sep"), ("Aug", "Current")])
def test_a_rating_after_each_month_is_that_months(months: tuple[str, str]) -> None:
    heading = ["Ref", "Indicator", months[0], "RAG", months[1], "RAG", "Target"]
    marks = ["R", "G"] if months[0].startswith("Aug") else ["G", "R"]
    row = ["ZZ1", "Contacts", "1", marks[0], "3", marks[1], "4"]
    scorecard = read_text(csv(["September 2023"], heading, row))
    assert marked(scorecard, "ZZ1")[0] == "G"
    assert targets(scorecard) == [4.0]
    assert [problem.message for problem in scorecard.problems] == [
        "“RAG” is of August 2023, not of the scorecard's own month; its 1 cell is not read"
    ]


def test_two_ratings_after_one_month_are_one_and_a_repetition() -> None:
    scorecard = read(("RAG", "G"), ("RAG", "R"))
    assert marked(scorecard, "ZZ1")[0] == "G"
    assert len(found(scorecard, "“RAG” repeats “RAG”")) == 1


def test_a_title_under_none_after_months_with_titles_of_their_own_is_not_theirs() -> None:
    upper = ["Ref", "Indicator", "Aug-23", "Sep-23", "Target", "RAG"]
    lower = ["", "", "Actual", "Actual", "", ""]
    scorecard = read_text(csv(["September 2023"], upper, lower, ["ZZ1", "Contacts", "1", "3", "4", "G"]))
    assert targets(scorecard) == [4.0]
    assert marked(scorecard, "ZZ1")[0] == "G"
    assert found(scorecard, "is of") == []
