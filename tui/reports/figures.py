"""How figures, differences and ratings are written, on screen and in reports."""

from __future__ import annotations

from typing import Final

from tui.reports.glyphs import Glyphs
from tui.reports.plain_text import visible
from tui.scorecard.missing import MISSING_WORDS, UNREADABLE
from tui.scorecard.views import Amount, Figure

POLARITY_WORDS: Final = {
    "high": "high is good",
    "low": "low is good",
    "near": "good near its target",
    "none": "neither high nor low is good",
}
BASIS_WORDS: Final = {
    "month": "in the month",
    "ytd": "year to date",
    "rolling_12": "rolling 12 months",
    "quarter": "quarterly",
    "snapshot": "at month end",
}
UNIT_WORDS: Final = {"count": "number", "percent": "per cent", "rate_per_10000": "rate per 10,000", "ratio": "ratio"}
NOT_STATED: Final = "not stated"
"""Where a benchmark's year should be."""

_DIFFERENCE_UNITS: Final = {"percent": " pp", "rate_per_10000": " per 10,000"}


def figure_text(figure: Figure, glyphs: Glyphs) -> str:
    """A figure as published, or the smallest clear sign of why there is none."""
    return visible(figure.text or "") if figure.missing is None else glyphs.missing[figure.missing]


def figure_words(figure: Figure) -> str:
    """A figure as published, or in words why there is none."""
    if figure.missing is None:
        return visible(figure.text or "")
    if figure.missing == UNREADABLE and figure.text:
        return f"unreadable: “{visible(figure.text)}”"
    return MISSING_WORDS[figure.missing]


def signed(amount: Amount) -> str:
    """`+3.7`, `-11`, `0`: a difference without its unit."""
    return f"{amount.amount:+.{amount.digits}f}" if amount.amount else "0"


def difference(amount: Amount, unit: str) -> str:
    """A difference in the indicator's unit: `+3.7 pp`, `-11 per 10,000`, `+98`."""
    return f"{signed(amount)}{_DIFFERENCE_UNITS.get(unit, '')}"


def judgement(amount: Amount) -> str:
    """`better`, `worse` or nothing."""
    return {True: "better", False: "worse", None: ""}[amount.better]


def year_text(year: str | None) -> str:
    """A benchmark's year, or "not stated"."""
    return visible(year) if year else NOT_STATED


def short_year(year: str | None) -> str:
    """A year for a narrow column: `21/22` for 2021/22, `no year` where none is stated."""
    return visible(year).removeprefix("20") if year and "/" in year else visible(year or "no year")
