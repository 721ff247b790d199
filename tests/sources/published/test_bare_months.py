"""Months without a year in headings: those of the financial year, of a rolling year, or of none that can be told."""

from __future__ import annotations

import pytest

from tests.support.grids import csv, observed, read_text
from tests.support.published import found
from tui.scorecard.model import Scorecard

YEAR = "Apr May Jun Jul Aug Sep Oct Nov Dec Jan Feb Mar".split()


def read(month: str, titles: list[str], figures: int, *more: str) -> Scorecard:
    """One row: 1, 2, 3... under the first titles, and nothing under the others."""
    cells = [str(number) if number <= figures else "" for number in range(1, len(titles) + 1)]
    return read_text(csv([month], ["Ref", "Indicator", *titles, "Target"], ["ZZ1", "Contacts", *cells, "9"]))


def months(scorecard: Scorecard) -> list[tuple[str, float | None]]:
    return [row[:2] for row in observed(scorecard, "ZZ1")]


def of(first: int, count: int, start: str = "2023-04") -> list[tuple[str, float]]:
    year, month = map(int, start.split("-"))
    ends = [divmod(year * 12 + month - 1 + number, 12) for number in range(count)]
    return [(f"{y}-{m + 1:02d}", float(first + number)) for number, (y, m) in enumerate(ends)]


def test_the_months_of_a_financial_year_that_is_not_over() -> None:
    scorecard = read("September 2023", YEAR, 6)
    assert months(scorecard) == of(1, 6)
    assert scorecard.problems == ()
    assert scorecard.of_one_month


@pytest.mark.parametrize(("month", "count"), [("April 2023", 1), ("January 2024", 10), ("March 2024", 12)])
def test_the_financial_year_is_that_of_the_report_month(month: str, count: int) -> None:
    scorecard = read(month, YEAR, count)
    assert months(scorecard) == of(1, count)
    assert scorecard.problems == ()


def test_figures_after_the_report_month_are_listed_and_not_read() -> None:
    scorecard = read("September 2023", YEAR, 7)
    assert months(scorecard) == of(1, 6)
    (problem,) = scorecard.problems
    assert problem.severity == "warning"
    assert problem.message == ("“Oct” is October 2023, later than the scorecard's own month; its 1 cell is not read")


def test_newest_month_first() -> None:
    scorecard = read("September 2023", YEAR[5::-1], 6)
    assert months(scorecard) == [(month, 7 - value) for month, value in of(1, 6)]


@pytest.mark.parametrize("count", [3, 7, 12, 13])
def test_a_rolling_year_ends_in_the_report_month(count: int) -> None:
    titles = [*YEAR[5:], *YEAR[:6]][-count:]
    scorecard = read("September 2023", titles, count)
    assert months(scorecard) == of(1, 13, "2022-09")[:0] + [
        (month, value - 13 + count) for month, value in of(1, 13, "2022-09")[-count:]
    ]
    assert scorecard.problems == ()


def test_twelve_months_before_the_current_one() -> None:
    scorecard = read("September 2023", [*YEAR[5:], *YEAR[:5], "Current"], 13)
    assert months(scorecard) == of(1, 13, "2022-09")
    assert scorecard.problems == ()


def test_last_financial_year_before_the_current_month() -> None:
    assert months(read("April 2024", [*YEAR, "Current"], 13)) == of(1, 13)


@pytest.mark.parametrize("titles", [["Jun", "Sep", "Dec", "Mar"], ["Q1", "Jun", "Sep", "Dec", "Mar"]])
def test_the_quarters_of_a_financial_year(titles: list[str]) -> None:
    scorecard = read("September 2023", titles, len(titles) - 2)
    assert dict(months(scorecard)).keys() == {"2023-06", "2023-09"}


def test_a_calendar_year() -> None:
    titles = [*YEAR[9:], *YEAR[:9]]
    assert months(read("September 2023", titles, 9)) == of(1, 9, "2023-01")


@pytest.mark.parametrize(
    "titles",
    [
        [*YEAR[5:], *YEAR[:5]],  # a school year to come, or twelve months that are over
        [*YEAR, *YEAR],  # two years, and nothing says which
        ["Aug", "Nov", "Sep", "Oct", "Feb", "Jul", "May"],
    ],
)
def test_months_whose_year_cannot_be_told_are_listed_and_not_read(titles: list[str]) -> None:
    scorecard = read("September 2023", titles, len(titles))
    assert [row for row in months(scorecard) if row[1] is not None] == []
    listed = found(scorecard, "it cannot be told of which year")
    assert len(listed) == len(titles)
    assert {problem.severity for problem in listed} == {"warning"}


def test_the_same_period_last_year_is_a_month() -> None:
    scorecard = read("September 2023", ["Same period last year", "Aug", "Current"], 3)
    assert months(scorecard) == [("2022-09", 1.0), ("2023-08", 2.0), ("2023-09", 3.0)]
