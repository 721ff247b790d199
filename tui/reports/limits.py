"""Process limits on a history chart: the mean and both limits month by month, and the points they flag."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Final

from tui.reports.canvas import Canvas
from tui.reports.cells import Tone
from tui.reports.glyphs import Glyphs
from tui.scorecard.insight_views import ChartPoint

_TONES: Final[dict[str, Tone]] = {"improvement": "better", "concern": "worse", "neutral": "accent"}


def limit_values(chart: Sequence[ChartPoint]) -> list[float]:
    """Every level that the limits reach, for the scale of the chart."""
    levels = [level for point in chart for level in (point.lower, point.upper)]
    return [level for level in levels if level is not None]


def flagged(chart: Sequence[ChartPoint]) -> dict[date, Tone]:
    """The months with a special cause, each with the tone of its verdict."""
    return {point.period: _TONES[point.verdict] for point in chart if point.verdict in _TONES}


def draw_limits(
    canvas: Canvas,
    chart: Sequence[ChartPoint],
    column_of: Mapping[date, int],
    row_of: Callable[[float], int],
    glyphs: Glyphs,
) -> None:
    """Draw mean and limits behind the months, each from its month up to the next: a rebase shows as a step."""
    shown = [point for point in chart if point.period in column_of]
    for position, point in enumerate(shown):
        start = column_of[point.period]
        end = column_of[shown[position + 1].period] if position + 1 < len(shown) else start + 1
        for level, sign in ((point.mean, glyphs.floor), (point.lower, glyphs.limit), (point.upper, glyphs.limit)):
            if level is not None:
                canvas.write(start, row_of(level), sign * (end - start), "benchmark")
