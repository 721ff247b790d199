"""The months of which a scorecard can be seen: those that were published."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from tui.scorecard.periods import add_months, key

if TYPE_CHECKING:
    from tui.scorecard.model import Scorecard

_RHYTHMS: Final = (3, 6, 12)
"""Months from one publication to the next where a scorecard comes out less often than monthly."""

_FEWEST_STEPS: Final = 2
"""Two steps of one length are a rhythm; one alone is a gap."""


class PeriodError(ValueError):
    """A month that was not published; the message names the nearest that were."""


def publications(scorecard: Scorecard) -> tuple[date, ...]:
    """The months that can be chosen, newest first."""
    if scorecard.of_one_month:
        return (scorecard.period,)
    import polars as pl

    frames = scorecard.frames
    every = (frames.observations, frames.outturns, frames.benchmarks, frames.targets, frames.published, frames.listing)
    months = pl.concat([frame["publication"].unique() for frame in every]).drop_nulls().unique()
    return tuple(months.sort(descending=True))


def check_period(scorecard: Scorecard, period: date) -> None:
    """Raise `PeriodError` where nothing was published for that month."""
    months = publications(scorecard)
    if period not in months:
        raise PeriodError(f"there is no scorecard of {key(period)}{_nearest(months, period)}")


def _nearest(months: Sequence[date], period: date) -> str:
    """`; the nearest are 2023-07 and 2023-09`"""
    before = next((month for month in months if month < period), None)
    after = next((month for month in reversed(months) if month > period), None)
    near = [key(month) for month in (before, after) if month]
    return f"; the nearest {'is' if len(near) == 1 else 'are'} {' and '.join(near)}" if near else ""


def gaps(months: Sequence[date]) -> list[tuple[date, date]]:
    """The published months between which others are missing, oldest first; `months` are newest first.

    A quarterly, half-yearly or yearly scorecard has none as long as it keeps to its rhythm.
    """
    steps = [(before, after, _months_between(before, after)) for before, after in pairwise(reversed(months))]
    usual = min((step for *_, step in steps), default=1)
    in_rhythm = usual in _RHYTHMS and sum(step == usual for *_, step in steps) >= _FEWEST_STEPS
    return [(before, after) for before, after, step in steps if step > (usual if in_rhythm else 1)]


def gap_words(before: date, after: date) -> str:
    """The months that are missing between two: `2023-07`, `2023-05 to 2023-07`."""
    first, last = add_months(before, 1), add_months(after, -1)
    return key(first) if first == last else f"{key(first)} to {key(last)}"


def _months_between(earlier: date, later: date) -> int:
    return (later.year - earlier.year) * 12 + later.month - earlier.month
