"""How a text says its month itself: in a title, or beside a label."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from tui.scorecard.period_texts import parse_period
from tui.scorecard.periods import add_months, month_end
from tui.sources.published.titles import month_within

_TITLE: Final = re.compile(r"\bscorecard\b", re.IGNORECASE)
_SAYS_MONTH: Final = re.compile(r"\b(?:month|period|date|report|reporting|scorecard)\b", re.IGNORECASE)
_APRIL: Final = 4
_FINANCIAL_YEAR: Final = re.compile(
    r"(?<![\d/-])((?:20|19)?\d{2})\s*[/\-\u2010-\u2014\u2212]\s*((?:20|19)?\d{2})(?![\d/-])"
)
_MONTH_NUMBER: Final = re.compile(
    r"\b(?:month|mth)\b\.?\s*(?:no\.?\s*|number\s*)?(\d{1,2})\b|\bm(\d{1,2})\b", re.IGNORECASE
)
_SEVERAL_MONTHS: Final = re.compile(
    r"\bm(?:on)?ths\b\s*\d{1,2}\b|\bm(?:onth|th)?\s*\d{1,2}\s*(?:[-\u2010-\u2014\u2212/&+]|to|and)\s*m?\d{1,2}(?![\d/-])",
    re.IGNORECASE,
)
"""Months 1-6."""

_MOST_LABELLED: Final = 6
"""A line that gives a label and the month has no more filled cells."""


def names_scorecard(text: str) -> bool:
    """Whether a text calls itself a scorecard."""
    return _TITLE.search(text) is not None


def month_in_title(text: str) -> date | None:
    """The month in a longer text, with its year in full: "Ex scorecard Sep 2023"; null where there is none."""
    within = month_within(text)
    return parse_period(within[0]) if within and within[0][-4:].isdigit() else None


def month_of_year(text: str) -> date | None:
    """The month that a text counts from April in a financial year: "Scorecard 2023/24 - Month 6".

    Null where it names no such year or month, or several: "Month 6" of 2023 could be June or September.
    """
    numbers = [int(first or second) for first, second in _MONTH_NUMBER.findall(text)]
    years = _FINANCIAL_YEAR.findall(text) if numbers and not _SEVERAL_MONTHS.search(text) else []
    if len(numbers) != 1 or len(years) != 1 or not 1 <= numbers[0] <= 12:
        return None
    first, second = years[0]
    start = int(first) + (2000 if len(first) == 2 else 0)
    return add_months(month_end(start, _APRIL), numbers[0] - 1) if (start + 1) % 100 == int(second) % 100 else None


def labelled_month(filled: Sequence[tuple[int, str]]) -> date | None:
    """The one month of a line that has a label or a title beside it: "Reporting month", "Sep-23"; null for none."""
    if not 2 <= len(filled) <= _MOST_LABELLED or not any(_SAYS_MONTH.search(text) for _, text in filled):
        return None
    months = {month for _, text in filled if (month := parse_period(text) or month_of_year(text))}
    return months.pop() if len(months) == 1 else None
