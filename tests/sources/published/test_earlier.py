"""Columns that say they are of the month before, or of an earlier one: never the scorecard's own."""

from __future__ import annotations

import pytest

from tests.support.grids import csv, marked, observed, read_text, said
from tests.support.published import found
from tui.scorecard.model import Scorecard

TITLES = [
    "Previous RAG",
    "RAG last month",
    "Last month's RAG",
    "Last month’s RAG rating",
    "Prev RAG",
    "RAG (previous month)",
    "Previous Month RAG Status",
    "RAG - last quarter",
    "Prior month rating",
    "RAG previous",
    "RAG last year",
    "Rating for last month",
]


def read(*columns: tuple[str, str]) -> Scorecard:
    titles, cells = zip(*columns, strict=True)
    return read_text(csv(["September 2023"], ["Ref", "Indicator", "Sep-23", *titles], ["ZZ1", "Contacts", "3", *cells]))


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("turn", [1, -1])
def test_an_earlier_rating_is_set_aside_quietly(title: str, turn: int) -> None:
    scorecard = read(*[(title, "R"), ("RAG", "G")][::turn])
    assert marked(scorecard, "ZZ1")[:2] == ("G", "G")
    (problem,) = scorecard.problems
    assert (problem.severity, problem.code) == ("info", "other_period")
    assert problem.message == f"“{title}” is an earlier rating, not the scorecard's own; its 1 cell is not read"


@pytest.mark.parametrize("title", TITLES)
def test_alone_it_is_no_rating_of_the_month(title: str) -> None:
    assert marked(read((title, "R")), "ZZ1") == (None, None, None)


def test_nor_is_an_earlier_arrow_or_target_one_of_the_month() -> None:
    scorecard = read(("Previous DOT", "↑"), ("Last month's target", "5"))
    assert marked(scorecard, "ZZ1") == (None, None, None)
    assert scorecard.frames.targets.is_empty()
    assert [(one.severity, one.message.split(";")[0]) for one in scorecard.problems] == [
        ("info", "“Previous DOT” is an earlier arrow, not the scorecard's own"),
        ("warning", "“Last month's target” is an earlier target, not the scorecard's own"),
    ]


@pytest.mark.parametrize("title", ["Previous performance", "Last RAG", "Last quarter"])
def test_what_could_be_something_else_is_not_understood(title: str) -> None:
    scorecard = read((title, "5"))
    assert marked(scorecard, "ZZ1")[0] is None
    assert found(scorecard, f"heading not understood: “{title}”")[0].severity == "error"


@pytest.mark.parametrize("title", ["Last month", "Previous month", "Prev month actual", "Last month's figure"])
def test_last_months_figure_is_that_of_the_month_before(title: str) -> None:
    scorecard = read((title, "5"))
    assert [row[:2] for row in observed(scorecard, "ZZ1")] == [("2023-08", 5.0), ("2023-09", 3.0)]
    assert said(scorecard) == []


def over(*groups: str) -> Scorecard:
    """Two lines of headings: a group, and below it the figure and its rating."""
    upper = ["Ref", "Indicator", *(cell for group in groups for cell in (group, ""))]
    lower = ["", "", *("Actual", "RAG") * len(groups)]
    cells = {"Last month": ["1", "R"], "This month": ["2", "G"]}
    row = ["ZZ1", "Contacts", *(cell for group in groups for cell in cells[group])]
    return read_text(csv(["September 2023"], upper, lower, row))


@pytest.mark.parametrize("groups", [("Last month", "This month"), ("This month", "Last month"), ("Last month",)])
def test_a_group_of_last_month_is_not_that_of_this_one(groups: tuple[str, ...]) -> None:
    scorecard = over(*groups)
    assert marked(scorecard, "ZZ1")[0] == ("G" if "This month" in groups else None)
    figures = dict(row[:2] for row in observed(scorecard, "ZZ1"))
    assert figures["2023-08"] == 1.0
    assert figures.get("2023-09") == (2.0 if "This month" in groups else None)


def test_previous_above_rag_in_two_lines() -> None:
    upper, lower = ["Ref", "Indicator", "Sep-23", "Previous", "Current"], ["", "", "", "RAG", "RAG"]
    scorecard = read_text(csv(["September 2023"], upper, lower, ["ZZ1", "Contacts", "3", "R", "G"]))
    assert marked(scorecard, "ZZ1")[0] == "G"


def test_the_month_of_the_scorecard_is_not_made_of_it() -> None:
    """Where the text does not say its month, "Last month" does not either."""
    scorecard = read_text(
        csv(["Ref", "Indicator", "Jul-23", "Last month", "Current"], ["ZZ1", "Contacts", "1", "2", "3"])
    )
    assert next(row[:2] for row in observed(scorecard, "ZZ1")) == ("2023-07", 1.0)
