"""The columns of the table of indicators: in which order, how important, and what stands in them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Final, Literal

import msgspec
from rich.cells import cell_len

from tui.reports.cells import Cell, Tone
from tui.reports.figures import figure_text, signed
from tui.reports.glyphs import Glyphs
from tui.reports.plain_text import clipped, visible
from tui.scorecard.insight_views import Insight, Insights
from tui.scorecard.periods import MONTHS, add_months, short_label
from tui.scorecard.views import Figure, IndicatorView, Overview

Align = Literal["left", "right", "centre"]

RATING_KINDS: Final = frozenset({"rating_target", "rating_pair"})
ARROW_KINDS: Final = frozenset({"arrow", "arrow_rounding"})
"""Kinds of finding that are marked beside a rating and beside an arrow."""

SIGNAL_TONES: Final[dict[str, Tone]] = {
    "improving": "better",
    "concern": "worse",
    "changed": "accent",
    "common": "quiet",
    "no_variation": "quiet",
    "too_few": "quiet",
    "not_for_basis": "quiet",
    "no_values": "quiet",
}

TREND_MONTHS: Final = 12
RECENT_MONTHS: Final = 5
"""Months before the current one that matter more than benchmarks; older ones matter less."""

_LONGEST_FIGURE: Final = 14


class ColumnMaker(msgspec.Struct, frozen=True):
    """How one column comes to be.

    `texts` gives every text that it can hold of these indicators, where that is quicker told than cell by cell.
    """

    key: str
    title: str
    align: Align
    importance: int
    cell: Callable[[IndicatorView], Cell]
    texts: Callable[[Sequence[IndicatorView]], Iterable[str]] | None = None

    def width(self, indicators: Sequence[IndicatorView]) -> int:
        """How many cells of the terminal the widest text takes."""
        texts = self.texts(indicators) if self.texts else {self.cell(one).text for one in indicators}
        return max(map(cell_len, texts), default=0)


def column_makers(overview: Overview, glyphs: Glyphs, insights: Insights | None) -> list[ColumnMaker]:
    """Every column beside ref and name, in the order in which they stand."""
    period = overview.period
    by_ref = insights.by_ref if insights else {}
    seen = _months(overview)
    window = [add_months(period, -back) for back in range(TREND_MONTHS - 1, -1, -1)]
    window = window[next((position for position, month in enumerate(window) if month in seen), -1) :]
    return [
        *(_month_maker(month, overview, glyphs) for month in window[:-1] if month in seen),
        _figure_maker("current", short_label(period), 1, lambda one: one.current, glyphs, "strong"),
        ColumnMaker("trend", "Trend", "left", 5, partial(_trend_cell, window, glyphs), lambda _: [" " * len(window)]),
        ColumnMaker("target", "Target", "right", 7, _target_cell),
        ColumnMaker("gap", "v target", "right", 3, _gap_cell),
        ColumnMaker("rating", "RAG", "centre", 1, partial(_rating_cell, by_ref, glyphs)),
        ColumnMaker("direction", "Dir", "centre", 2, partial(_direction_cell, by_ref, glyphs)),
        ColumnMaker("signal", "Sig", "centre", 4, partial(_signal_cell, by_ref, glyphs)),
        _figure_maker("previous", "Last yr", 13, lambda one: one.previous_year, glyphs, "quiet"),
        *(
            _figure_maker(one.key, visible(one.short_name), 14, partial(_benchmark, one.key), glyphs)
            for one in overview.comparators
        ),
    ]


def _months(overview: Overview) -> Collection[date]:
    """The months of which any indicator has a cell."""
    if overview.months is not None:
        return overview.months.months()
    return {point.period for indicator in overview.indicators for point in indicator.history}


def _month_maker(month: date, overview: Overview, glyphs: Glyphs) -> ColumnMaker:
    period, stored = overview.period, overview.months
    back = (period.year - month.year) * 12 + period.month - month.month
    title = MONTHS[month.month - 1][:3] if month.year == period.year else short_label(month)
    importance = 7 + back if back <= RECENT_MONTHS else 21 + back
    maker = _figure_maker(f"month-{back}", title, importance, lambda one: one.figure_at(month), glyphs)
    if stored is None:
        return maker
    return msgspec.structs.replace(
        maker, texts=lambda _: (_figure_cell(figure, glyphs).text for figure in stored.different(month))
    )


def _figure_maker(
    key: str,
    title: str,
    importance: int,
    read: Callable[[IndicatorView], Figure | None],
    glyphs: Glyphs,
    tone: Tone = "plain",
) -> ColumnMaker:
    """A column of figures; those with the same text look the same."""

    def cell(indicator: IndicatorView) -> Cell:
        figure = read(indicator)
        return _figure_cell(figure, glyphs, tone) if figure else Cell()

    def texts(indicators: Sequence[IndicatorView]) -> Iterable[str]:
        figures = filter(None, map(read, indicators))
        different = {(figure.text, figure.missing): figure for figure in figures}
        return (_figure_cell(figure, glyphs).text for figure in different.values())

    return ColumnMaker(key, title, "right", importance, cell, texts)


def _figure_cell(figure: Figure, glyphs: Glyphs, tone: Tone = "plain") -> Cell:
    text = clipped(figure_text(figure, glyphs), _LONGEST_FIGURE, glyphs.ellipsis)
    return Cell(text, "quiet" if figure.missing else tone)


def _trend_cell(window: Sequence[date], glyphs: Glyphs, indicator: IndicatorView) -> Cell:
    values = {point.period: point.figure.value for point in indicator.history}
    return Cell(glyphs.sparkline([values.get(month) for month in window]), "quiet")


def _target_cell(indicator: IndicatorView) -> Cell:
    return Cell(clipped(visible(indicator.target.text), _LONGEST_FIGURE)) if indicator.target else Cell()


def _gap_cell(indicator: IndicatorView) -> Cell:
    if indicator.gap is None:
        return Cell()
    tone: Tone = "plain" if indicator.gap.better is None else "better" if indicator.gap.better else "worse"
    return Cell(signed(indicator.gap), tone)


def _rating_cell(insights: Mapping[str, Insight], glyphs: Glyphs, indicator: IndicatorView) -> Cell:
    rating = indicator.rating
    if rating not in ("R", "A", "G"):
        return Cell()
    mark = glyphs.contradiction if _contradicted(insights, indicator, RATING_KINDS) else " "
    return Cell(f" {rating}{mark}", rating)  # type: ignore[arg-type]


def _direction_cell(insights: Mapping[str, Insight], glyphs: Glyphs, indicator: IndicatorView) -> Cell:
    mark = glyphs.contradiction if _contradicted(insights, indicator, ARROW_KINDS) else ""
    return Cell(glyphs.direction(indicator.direction) + mark)


def _contradicted(insights: Mapping[str, Insight], indicator: IndicatorView, kinds: frozenset[str]) -> bool:
    insight = insights.get(indicator.ref)
    return insight is not None and any(finding.kind in kinds for finding in insight.findings)


def _signal_cell(insights: Mapping[str, Insight], glyphs: Glyphs, indicator: IndicatorView) -> Cell:
    insight = insights.get(indicator.ref)
    return Cell(glyphs.signals[insight.signal.state], SIGNAL_TONES[insight.signal.state]) if insight else Cell()


def _benchmark(comparator: str, indicator: IndicatorView) -> Figure | None:
    return next((each.figure for each in indicator.benchmarks if each.comparator == comparator), None)
