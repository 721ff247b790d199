"""The months of a problem, for a small chart and in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec

from tui.reports.cells import joined
from tui.reports.figures import figure_words
from tui.reports.history_chart import MOST_MONTHS, missing_note
from tui.reports.plain_text import visible
from tui.scorecard.periods import long_label
from tui.scorecard.views import IndicatorView, Point

_MOST_NAMED: Final = 3
"""Months without a figure that are named one by one."""


class Months(msgspec.Struct, frozen=True):
    """The latest months, oldest first: a name, a value and a text each.

    `values` are in the indicator's unit, null where a month has no figure; `texts` then say why. `low` and `high` are
    the ends of the target, null where it has none, and `target` is how it is published. `words` say what a chart shows.
    """

    labels: tuple[str, ...]
    values: tuple[float | None, ...]
    texts: tuple[str, ...]
    low: float | None
    high: float | None
    target: str
    words: str

    @property
    def drawn(self) -> bool:
        """Whether there is anything to draw."""
        return any(value is not None for value in self.values)


def months_of(indicator: IndicatorView) -> Months:
    """The months of an indicator that a chart has room for."""
    points = indicator.history[-MOST_MONTHS:]
    target = indicator.target
    return Months(
        labels=tuple(long_label(point.period) for point in points),
        values=tuple(point.figure.value for point in points),
        texts=tuple(figure_words(point.figure) for point in points),
        low=target.low if target else None,
        high=target.high if target else None,
        target=visible(target.text) if target else "",
        words=_words(indicator, points),
    )


def _words(indicator: IndicatorView, points: Sequence[Point]) -> str:
    if not points:
        return "no month is published"
    known = [point for point in points if point.figure.value is not None]
    if not known:
        return missing_note(indicator)
    return joined([_range(known), _without(points)], "; ")


def _range(known: Sequence[Point]) -> str:
    """The lowest and the highest month with a figure."""
    low = min(known, key=lambda point: point.figure.value or 0.0)
    high = max(known, key=lambda point: point.figure.value or 0.0)
    if len(known) == 1:
        return f"only {long_label(low.period)} has a figure: {figure_words(low.figure)}"
    if low.figure.value == high.figure.value:
        return f"{figure_words(low.figure)} in every month that has a figure"
    return f"lowest {_named(low)}, highest {_named(high)}"


def _named(point: Point) -> str:
    return f"{figure_words(point.figure)} in {long_label(point.period)}"


def _without(points: Sequence[Point]) -> str:
    """Which months have no figure and why; how many, where they are more than can be named."""
    missing = [point for point in points if point.figure.value is None]
    if len(missing) > _MOST_NAMED:
        return f"no figure for {len(missing)} of {len(points)} months"
    named = [f"{long_label(point.period)} ({figure_words(point.figure)})" for point in missing]
    return f"no figure for {', '.join(named)}" if named else ""
