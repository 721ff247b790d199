"""How a text says its month itself: in a title, or beside a label."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from tui.scorecard.periods import parse_period
from tui.sources.published.titles import month_within

_TITLE: Final = re.compile(r"\bscorecard\b", re.IGNORECASE)
_SAYS_MONTH: Final = re.compile(r"\b(?:month|period|date|report|reporting|scorecard)\b", re.IGNORECASE)
_MOST_LABELLED: Final = 6
"""A line that gives a label and the month has no more filled cells."""


def names_scorecard(text: str) -> bool:
    """Whether a text calls itself a scorecard."""
    return _TITLE.search(text) is not None


def month_in_title(text: str) -> date | None:
    """The month in a longer text, with its year in full: "Ex scorecard Sep 2023"; null where there is none."""
    within = month_within(text)
    return parse_period(within[0]) if within and within[0][-4:].isdigit() else None


def labelled_month(filled: Sequence[tuple[int, str]]) -> date | None:
    """The one month of a line that has a label or a title beside it: "Reporting month", "Sep-23"; null for none."""
    if not 2 <= len(filled) <= _MOST_LABELLED or not any(_SAYS_MONTH.search(text) for _, text in filled):
        return None
    months = {month for _, text in filled if (month := parse_period(text))}
    return months.pop() if len(months) == 1 else None
