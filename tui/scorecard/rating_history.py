"""Published ratings through the months, and for how long the present one has stood."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

import msgspec

from tui.scorecard.periods import add_months

if TYPE_CHECKING:
    import polars as pl

_QUARTER: Final = 3


class RatingPoint(msgspec.Struct, frozen=True, gc=False):
    """What an indicator was rated (R/A/G) in one month."""

    period: date
    rating: str


RatingHistory = tuple[RatingPoint, ...]
"""The rated months of one indicator, oldest first; a month without a rating has no point."""


def rating_histories(published: pl.DataFrame, period: date, *, latest: bool = False) -> dict[str, RatingHistory]:
    """The published ratings of each ref up to `period`, as they were known then; with `latest`, as they are now.

    `published` is the tidy frame of any number of publications. Of a month that several of them rate, the newest up
    to `period` (of all) counts, also where it takes the rating back.
    """
    import polars as pl

    counts = pl.lit(value=True) if latest else pl.col("publication") <= period
    rows = (
        published.lazy()
        .filter(counts & (pl.col("period") <= period))
        .sort("publication", maintain_order=True)
        .unique(["ref", "period"], keep="last", maintain_order=True)
        .drop_nulls("rating")
        .sort("period")
        .select("ref", "period", pl.col("rating").cast(pl.String))
        .collect(engine="in-memory")
        .rows()
    )
    found: dict[str, list[RatingPoint]] = defaultdict(list)
    for ref, month, rating in rows:
        found[ref].append(RatingPoint(month, rating))
    return {ref: tuple(points) for ref, points in found.items()}


def previous_period(histories: Mapping[str, RatingHistory], period: date) -> date | None:
    """The newest period before `period` in which anything was rated; null where there is none."""
    earlier = (point.period for points in histories.values() for point in points if point.period < period)
    return max(earlier, default=None)


def months_in_a_row(history: Sequence[RatingPoint], period: date, *, basis: str | None = "month") -> int:
    """For how many months up to and with `period` the rating has been what it is then; 0 where it is not rated.

    Counted back month by month; a month without a rating ends the run, for it may have been any. A quarterly
    indicator is rated once a quarter and keeps its rating until the next: its run goes on over up to two months
    between, and counts them.
    """
    rating = next((point.rating for point in reversed(history) if point.period == period), None)
    if rating is None:
        return 0
    widest, first = _QUARTER if basis == "quarter" else 1, period
    for point in reversed(history):
        if point.period > first:
            continue
        if point.rating != rating or _months_between(point.period, first) > widest:
            break
        first = point.period
    return _months_between(first, period) + 1


def run_words(history: Sequence[RatingPoint], period: date, *, basis: str | None = "month") -> str:
    """How long a rating has stood: `3 months`, `2 quarters`; nothing for the first month or quarter.

    `at least 3 months` where the run goes back to the first rating that is known: what came before is not.
    """
    months = months_in_a_row(history, period, basis=basis)
    unit, number = ("quarter", (months - 1) // _QUARTER + 1) if basis == "quarter" else ("month", months)
    if number < 2:
        return ""
    from_the_start = history[0].period == add_months(period, 1 - months)
    return f"{'at least ' if from_the_start else ''}{number} {unit}s"


def _months_between(earlier: date, later: date) -> int:
    return (later.year - earlier.year) * 12 + later.month - earlier.month
