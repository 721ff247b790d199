"""Titles that count the months of the financial year: "Scorecard 2023/24 - Month 6" is of September 2023."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.support.grids import csv, read_book, read_text, said
from tests.support.published import SEPTEMBER, read, table
from tests.support.workbooks import MadeSheet
from tui.sources.decoding import SourceError
from tui.sources.published.stated import month_of_year

HEADINGS = ["Ref", "Indicator", "Current", "Target"]
ROW = ["ZZ1", "Contacts", "2", "3"]


@pytest.mark.parametrize(
    ("title", "month"),
    [
        ("Scorecard 2023/24 - Month 6", SEPTEMBER),
        ("Month 6 2023-24", SEPTEMBER),
        ("Month 6 - 23/24", SEPTEMBER),
        ("M06 2023/2024 Scorecard", SEPTEMBER),
        ("Scorecard 23/24 Mth 1", date(2023, 4, 30)),
        ("Scorecard 2023/24: month 10", date(2024, 1, 31)),
        ("Scorecard 2023–24, Month 12", date(2024, 3, 31)),
        ("Scorecard 2023/24 (Month No. 9)", date(2023, 12, 31)),
        ("Scorecard 1999/00 - Month 2", date(1999, 5, 31)),
    ],
)
def test_it_is_the_month_counted_from_april(title: str, month: date) -> None:
    assert month_of_year(title) == month
    scorecard = read_text(csv([title], HEADINGS, ROW))
    assert (scorecard.period, said(scorecard)) == (month, [])


@pytest.mark.parametrize(
    "title",
    [
        "Scorecard 2023 - Month 6",
        "Scorecard 2023/24",
        "Scorecard Month 6",
        "Scorecard 2023/24 - Month 13",
        "Scorecard 2023/24 - Month 0",
        "Scorecard 2022/23 and 2023/24 - Month 6",
        "Scorecard 2023/24 - Months 5 and 6",
        "Scorecard 2023/24 - Month 1-6",
        "Scorecard 2023/24 - M1 to M6",
        "Scorecard 2023/25 - Month 6",
        "Scorecard 2023/24 - Last 12 months",
        "Scorecard 2023/24 - M62 corridor",
        "Scorecard 2023/24 - Period 6",
    ],
)
def test_what_could_be_several_months_is_none(title: str) -> None:
    assert month_of_year(title) is None
    with pytest.raises(SourceError, match="give it with --period"):
        read_text(csv([title], HEADINGS, ROW))


def test_on_a_page_and_without_the_word_scorecard() -> None:
    scorecard = read(table(HEADINGS, ROW, month="Performance 2023/24 - Month 6"))
    assert (scorecard.period, said(scorecard)) == (SEPTEMBER, [])


def test_beside_a_label() -> None:
    scorecard = read_text(csv(["Reporting period", "Month 6 2023/24"], HEADINGS, ROW))
    assert (scorecard.period, said(scorecard)) == (SEPTEMBER, [])


def test_a_month_in_words_counts_before_it() -> None:
    scorecard = read_text(csv(["Scorecard 2023/24 - Month 6"], ["October 2023"], HEADINGS, ROW))
    assert scorecard.period == date(2023, 10, 31)


def test_the_text_below_the_headings_says_no_month() -> None:
    with pytest.raises(SourceError, match="give it with --period"):
        read_text(csv(HEADINGS, ROW, ["As restated in 2023/24 - Month 6"]))


def test_sheets_of_several_months(tmp_path: Path) -> None:
    def sheet(name: str, title: str, figure: int) -> MadeSheet:
        return MadeSheet(name, [[title], list(HEADINGS), ["ZZ1", "Contacts", figure, 9]])

    titled = [sheet(f"S{at}", f"Scorecard 2023/24 - Month {at}", at) for at in (5, 6)]
    named = [sheet(f"M{at} 2023-24", "Exampleshire", at) for at in (6, 5)]
    for sheets in (titled, named):
        scorecard = read_book(tmp_path / "book.xlsx", *sheets)
        assert scorecard.period == SEPTEMBER
        assert scorecard.frames.observations["value"].to_list() == [6.0]
