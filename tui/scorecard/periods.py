"""Months and years as scorecards write them. A period is the last day of its month."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import Final

MONTHS: Final = "January February March April May June July August September October November December".split()


@lru_cache(maxsize=4096)  # the same few months, asked for with every figure of a large scorecard
def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def add_months(period: date, months: int) -> date:
    """The period `months` after `period` (before it, where negative)."""
    year, month = divmod(period.year * 12 + period.month - 1 + months, 12)
    return month_end(year, month + 1)


def latest_not_after(month: int, report: date) -> date:
    """The last time that `month` came round by the `report` month."""
    return month_end(report.year - (month > report.month), month)


def previous_financial_year(period: date) -> str:
    """The April-to-March year before the one `period` lies in: "2022/23" for September 2023."""
    start = period.year - (period.month < 4) - 1
    return f"{start}/{(start + 1) % 100:02d}"


def key(period: date) -> str:
    """`2023-09`"""
    return f"{period.year:04d}-{period.month:02d}"


def short_label(period: date) -> str:
    """`Sep-23`"""
    return f"{MONTHS[period.month - 1][:3]}-{period.year % 100:02d}"


def long_label(period: date) -> str:
    """`September 2023`"""
    return f"{MONTHS[period.month - 1]} {period.year}"
