"""Days that a workbook keeps as numbers."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Final

from tui.scorecard.periods import MONTHS, short_label

_DAY_0: Final = date(1899, 12, 30)
_DAY_0_OF_1904: Final = date(1904, 1, 1)
_NO_SUCH_DAY: Final = 60
"""A spreadsheet holds 1900 for a leap year: its days before 1 March count one more."""

_LAST: Final = 2_958_465
_MONTH_IN_WORDS: Final = re.compile(r"mmmm", re.IGNORECASE)
_SHORT_MONTH: Final = re.compile(r"mmm", re.IGNORECASE)
_DAY: Final = re.compile(r"d", re.IGNORECASE)


def day_of(number: float, *, from_1904: bool) -> date | None:
    """The day of a number; null where there is none."""
    days = int(number)
    if from_1904:
        return _DAY_0_OF_1904 + timedelta(days=days) if 0 <= days <= _LAST else None
    if not 1 <= days <= _LAST or days == _NO_SUCH_DAY:
        return None
    return _DAY_0 + timedelta(days=days + (days < _NO_SUCH_DAY))


def show_day(day: date, pattern: str) -> str:
    """A day as text: "Sep-23" and "September 2023" where the format shows no day of the month, else "2023-09-30"."""
    if _DAY.search(pattern):
        return day.isoformat()
    if _MONTH_IN_WORDS.search(pattern):
        return f"{MONTHS[day.month - 1]} {day.year}"
    return short_label(day) if _SHORT_MONTH.search(pattern) and 2000 <= day.year < 2100 else day.isoformat()


def iso_day(text: str) -> date | None:
    """The day of a cell that keeps it as text: "2023-09-30T00:00:00"."""
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        return None
