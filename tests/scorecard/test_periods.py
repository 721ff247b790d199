from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.scorecard import periods
from tui.scorecard.period_texts import find_year, parse_month_name, parse_period
from tui.scorecard.periods import MONTHS, add_months, month_end

ends = st.builds(month_end, st.integers(1950, 2090), st.integers(1, 12))


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Sep-23",
            "Sept-23",
            "sep 23",
            "SEP23",
            "Sep. 2023",
            "September 2023",
            "September, 2023",
            "Sep '23",
            "Sep ’23",
        ),
        *("Sep/23", "Sep_2023", "Sep\u201123", "Sep–23", "2023-09", "2023/9", "2023-09-30", "09/2023", "9/2023"),
    ],
)
def test_september_2023_however_it_is_written(text: str) -> None:
    assert parse_period(text) == date(2023, 9, 30)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Current",
        "Sept",
        "Smarch 23",
        "Sepp 23",
        "13/2023",
        "2023-00",
        "2023-13",
        "0/2023",
        "Sep-123",
        "2022/23",
        "9",
    ],
)
def test_what_is_no_month(text: str) -> None:
    assert parse_period(text) is None


@given(st.text(max_size=20))
def test_any_text_is_a_months_end_or_nothing(text: str) -> None:
    period = parse_period(text)
    assert period is None or (period + timedelta(days=1)).day == 1


@given(ends)
def test_labels_read_back(period: date) -> None:
    assert parse_period(periods.key(period)) == period
    assert parse_period(periods.long_label(period)) == period
    if period.year >= 2000:
        assert parse_period(periods.short_label(period)) == period


def test_labels() -> None:
    september = date(2023, 9, 30)
    assert periods.key(september) == "2023-09"
    assert periods.short_label(september) == "Sep-23"
    assert periods.long_label(september) == "September 2023"


@pytest.mark.parametrize(
    ("text", "number"), [("Apr", 4), ("april", 4), ("Sept.", 9), ("May", 5), ("Ma", None), ("A", None)]
)
def test_months_without_their_year(text: str, number: int | None) -> None:
    assert parse_month_name(text) == number


@given(ends, st.integers(-400, 400))
def test_adding_months_counts_months_and_ends_on_their_last_day(period: date, months: int) -> None:
    later = add_months(period, months)
    assert (later.year * 12 + later.month) - (period.year * 12 + period.month) == months
    assert (later + timedelta(days=1)).day == 1
    assert add_months(later, -months) == period


@given(st.integers(1, 12), ends)
def test_the_latest_month_lies_within_the_year_before_the_report(month: int, report: date) -> None:
    found = periods.latest_not_after(month, report)
    assert found.month == month
    assert add_months(report, -12) < found <= report


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Greater Manchester Average (2021/22)", "2021/22"),
        ("North West (2021 / 22)", "2021/22"),
        ("England 2021", "2021"),
        ("SN 2021-22", "2021-22"),
        ("SN 2021/2022", "2021/2022"),
        ("SN (21/22)", "21/22"),
        ("England Average", None),
        ("Target 12345", None),
    ],
)
def test_years_of_headings(text: str, year: str | None) -> None:
    assert find_year(text) == year


@pytest.mark.parametrize(
    ("period", "year"),
    [
        (date(2023, 9, 30), "2022/23"),
        (date(2024, 3, 31), "2022/23"),
        (date(2024, 4, 30), "2023/24"),
        (date(2000, 4, 30), "1999/00"),
    ],
)
def test_the_financial_year_before(period: date, year: str) -> None:
    assert periods.previous_financial_year(period) == year


def test_months_have_their_names() -> None:
    assert [MONTHS[0], MONTHS[8], MONTHS[11], len(MONTHS)] == ["January", "September", "December", 12]
