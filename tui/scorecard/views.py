"""Finished rows: everything a screen or a report says of an indicator, computed and with its places.

These are plain records without a frame behind them, so that whoever draws them needs no polars.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from tui.scorecard.problems import Problem
from tui.scorecard.triage_weights import TriageWeights

if TYPE_CHECKING:
    from tui.scorecard.months import Months


class Figure(msgspec.Struct, frozen=True, gc=False):
    """One published figure; exactly one of `value` and `missing` is null. `text` is null where no cell was."""

    value: float | None
    text: str | None
    missing: str | None
    place: str | None = None


class Point(msgspec.Struct, frozen=True, gc=False):
    """One month of an indicator."""

    period: date
    figure: Figure


class History(Sequence[Point]):
    """The months of an indicator, oldest to newest, of which one can be looked at without making all of them."""

    @abstractmethod
    def at(self, month: date) -> Figure | None:
        """The figure of a month; null where there is no cell for it."""

    @abstractmethod
    def ends(self, after: date) -> tuple[float, float] | None:
        """The first and the last figure after a month; null where there are not two."""


class TargetView(msgspec.Struct, frozen=True, gc=False):
    """A published target, as `tui.scorecard.values.Target`."""

    text: str
    low: float | None
    high: float | None
    place: str


class Amount(msgspec.Struct, frozen=True, gc=False):
    """A difference in the indicator's unit, exact to `digits`; `better` by polarity, null where it is neither."""

    amount: float
    digits: int
    better: bool | None = None


class Change(msgspec.Struct, frozen=True, gc=False):
    """How far a figure moved, and since when: "August 2023", "2022/23"."""

    since: str
    by: Amount


class BenchmarkView(msgspec.Struct, frozen=True, gc=False):
    """A comparator's figure for an indicator; `gap` is ours less theirs."""

    comparator: str
    name: str
    short_name: str
    year: str | None
    figure: Figure
    gap: Amount | None


class IndicatorView(msgspec.Struct, frozen=True, gc=False):
    """One indicator of a scorecard.

    `history` runs oldest to newest and includes the current month. `unit`, `polarity` and `basis` are the
    catalogue's; for an indicator that it does not know, the unit is read off the published figures, the
    polarity is `none` and the basis null. `row` says how it stood in the source: `whole`, `restored`, `fragment`.
    """

    ref: str
    area: str
    name: str
    short_name: str
    unit: str
    polarity: str
    basis: str | None
    period: date
    current: Figure
    previous_year: Figure
    previous_year_label: str | None
    target: TargetView | None
    gap: Amount | None
    rating: str | None
    rating_text: str | None
    direction: str | None
    direction_text: str | None
    since_last_month: Change | None
    against_last_year: Change | None
    history: Sequence[Point]
    benchmarks: tuple[BenchmarkView, ...]
    row: str
    place: str
    rating_place: str | None
    direction_place: str | None
    head_of_service: str
    twin: str | None = None

    def figure_at(self, month: date) -> Figure | None:
        """The figure of a month; null where there is no cell for it."""
        return figure_at(self.history, month)


class Ratings(msgspec.Struct, frozen=True, gc=False):
    """How many indicators bear each published rating."""

    red: int
    amber: int
    green: int
    unrated: int


class AreaView(msgspec.Struct, frozen=True):
    """A service area with its indicators, in the order of the scorecard."""

    name: str
    short_name: str
    prefix: str
    head_of_service: str
    ratings: Ratings
    indicators: tuple[IndicatorView, ...]


class ComparatorView(msgspec.Struct, frozen=True, gc=False):
    """A comparator that the scorecard has benchmarks of."""

    key: str
    name: str
    short_name: str


class Overview(msgspec.Struct, frozen=True):
    """A whole scorecard as of one period, ready to be shown; `weights` order its problems in triage."""

    authority: str
    period: date
    ratings: Ratings
    areas: tuple[AreaView, ...]
    comparators: tuple[ComparatorView, ...]
    problems: tuple[Problem, ...]
    sources: tuple[str, ...]
    weights: TriageWeights = TriageWeights()
    months: Months | None = None
    """Where their histories are kept, of very many indicators."""

    @property
    def indicators(self) -> tuple[IndicatorView, ...]:
        """All indicators, area by area."""
        return tuple(indicator for area in self.areas for indicator in area.indicators)


def count_ratings(indicators: tuple[IndicatorView, ...]) -> Ratings:
    """Count the published ratings."""
    ratings = [indicator.rating for indicator in indicators]
    return Ratings(ratings.count("R"), ratings.count("A"), ratings.count("G"), ratings.count(None))


def figure_at(history: Sequence[Point], month: date) -> Figure | None:
    """The figure of a month; null where there is no cell for it."""
    if isinstance(history, History):
        return history.at(month)
    return next((point.figure for point in reversed(history) if point.period == month), None)


NO_FIGURE = Figure(None, None, "unavailable")
"""Where the source has no such column, or none for this row."""
