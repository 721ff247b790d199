"""Whether an indicator is getting worse: its last change, and whether the one before was for the worse as well."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

import msgspec

from tui.scorecard.periods import add_months
from tui.scorecard.views import Change, Figure, IndicatorView, Point

_FRACTION: Final = re.compile(r"\.(\d+)")
_APRIL: Final = 4
_NOISE: Final = 1e-9


class Worsening(msgspec.Struct, frozen=True, gc=False):
    """A last change for the worse; `again` where the change before it went the same way."""

    change: Change
    again: bool


def worsening(one: IndicatorView) -> Worsening | None:
    """The last change where polarity calls it worse; null where there is none, or where rounding can account for it.

    A year begins in April: what a year-to-date figure then does against March is no change of the thing counted. A
    count for the year to date only ever grows, which is none either.
    """
    change = one.since_last_month
    if change is None or change.by.better is not False or (one.basis == "ytd" and one.unit == "count"):
        return None
    steps = _steps(one)
    if steps and (_new_year(one, steps[0][1]) or not _moved(*steps[0])):
        return None
    before = _moved(*steps[1]) if len(steps) > 1 and not _new_year(one, steps[1][1]) else 0
    return Worsening(change, again=before == (1 if change.by.amount > 0 else -1))


def _steps(one: IndicatorView) -> list[tuple[Point, Point]]:
    """The last two changes, newest first, each as the point before and after; those of a month from just before it.

    Months between the quarters of a quarterly indicator are no gaps.
    """
    valued = [point for point in one.history if point.figure.value is not None]
    steps = []
    for before, after in reversed(list(pairwise(valued[-3:]))):
        if one.basis != "quarter" and add_months(before.period, 1) != after.period:
            break
        steps.append((before, after))
    return steps


def _new_year(one: IndicatorView, point: Point) -> bool:
    return one.basis == "ytd" and point.period.month == _APRIL


def _moved(before: Point, after: Point) -> int:
    """1 up, -1 down, 0 not at all or by no more than the rounding of the coarser figure, where one is coarser."""
    digits = _decimals(before.figure), _decimals(after.figure)
    change = (after.figure.value or 0.0) - (before.figure.value or 0.0)
    rounding = 0.0 if digits[0] == digits[1] else 0.5 * 10.0 ** -min(digits)
    return 0 if abs(change) <= rounding + _NOISE else 1 if change > 0 else -1


def _decimals(figure: Figure) -> int:
    found = _FRACTION.search(figure.text or "")
    return len(found[1]) if found else 0
