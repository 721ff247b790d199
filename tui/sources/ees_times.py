"""When the rows of DfE's tables are of: a year, as a number and in words, and the month in which it ends."""

from __future__ import annotations

from datetime import date
from typing import Final

from tui.scorecard.end_years import end_year
from tui.scorecard.period_texts import parse_month_name
from tui.scorecard.periods import month_end
from tui.scorecard.words import normal

_LAST_MONTHS: Final = {"reporting year": 3, "financial year": 3, "academic year": 8, "calendar year": 12}
"""The month in which each kind of year ends; reporting years of children's social care end on 31 March."""


def period_of(time_period: str, time_identifier: str) -> date | None:
    """The last day of the year (or month) that a row is of; null for anything else, such as a week or a term.

    >>> period_of("2023", "Reporting year"), period_of("202223", "Financial year")
    (datetime.date(2023, 3, 31), datetime.date(2023, 3, 31))
    """
    kind, year = normal(time_identifier), end_year(time_period)
    month = _LAST_MONTHS.get(kind) or parse_month_name(kind)
    return month_end(year, month) if year and month else None
