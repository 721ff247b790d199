"""The table of indicators, finished for drawing: the same columns on screen and in `scorecard list`.

A grid has every column. `fit` says which of them a width has room for; the others follow to their right, in
the same order, so that scrolling sideways reaches them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Final, Literal

import msgspec
from rich.cells import cell_len

from tui.reports.cells import Cell, Line, Tone
from tui.reports.figures import figure_text, short_year, signed
from tui.reports.glyphs import Glyphs
from tui.reports.plain_text import clipped, visible
from tui.scorecard.insight_views import Insight, Insights
from tui.scorecard.periods import MONTHS, add_months, short_label
from tui.scorecard.views import AreaView, Figure, IndicatorView, Overview

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
_LONGEST_NAME: Final = 400
_SHORT_NAME: Final = 30
_LEAST_NAME: Final = 14


class Column(msgspec.Struct, frozen=True):
    """A column; `importance` 1 is the last to give way."""

    key: str
    title: str
    align: Align
    width: int
    importance: int


class GridRow(msgspec.Struct, frozen=True, gc=False):
    """One indicator's cells, by column; `short_name` stands in for the name where that is too long.

    `note` is what a grid of two lines a row says in the second one, `sign` what stands there under the ref.
    """

    ref: str
    name: str
    short_name: str
    cells: tuple[Cell, ...]
    note: Line = ()
    sign: Cell = Cell()


class GridArea(msgspec.Struct, frozen=True, gc=False):
    """The rows of an area; `subtitles` are the second line of its column titles: the benchmarks' years."""

    rows: tuple[GridRow, ...]
    subtitles: tuple[str, ...]


class Grid(msgspec.Struct, frozen=True):
    """All columns beside ref and name; their widths hold for every area, so that they stay put across tabs.

    `name_width` is the width that every short name fits, `row_height` the lines that a row takes.
    """

    columns: tuple[Column, ...]
    areas: tuple[GridArea, ...]
    ref_width: int
    name_width: int
    row_height: int = 1


class Fit(msgspec.Struct, frozen=True):
    """The columns in the order to draw them, the first `fitting` of them within the width."""

    order: tuple[int, ...]
    fitting: int
    name_width: int


class _Maker(msgspec.Struct, frozen=True):
    """How one column comes to be."""

    key: str
    title: str
    align: Align
    importance: int
    cell: Callable[[IndicatorView], Cell]


def build_grid(overview: Overview, glyphs: Glyphs, insights: Insights | None = None) -> Grid:
    """The grid of a scorecard; without insights, signals and marks of contradiction are left out of their columns."""
    makers = _makers(overview, glyphs, insights)
    areas = tuple(_area(area, makers) for area in overview.areas)
    rows = [row for area in areas for row in area.rows]

    def width(position: int, maker: _Maker) -> int:
        titles = [maker.title, *(area.subtitles[position] for area in areas)]
        return max(cell_len(text) for text in [*titles, *(row.cells[position].text for row in rows)])

    return Grid(
        columns=tuple(
            Column(maker.key, maker.title, maker.align, width(position, maker), maker.importance)
            for position, maker in enumerate(makers)
        ),
        areas=areas,
        ref_width=max([len("Ref"), *(cell_len(row.ref) for row in rows)]),
        name_width=max([len("Indicator"), *(min(cell_len(row.short_name), _SHORT_NAME) for row in rows)]),
    )


def fit(grid: Grid, width: int, gap: int = 1) -> Fit:
    """Which columns a table of this width shows, beside ref and name; what gave way follows to the right.

    A name keeps the width of the longest short name, but gives way to the most important columns; once every
    column has its place, it takes what is left. `gap` blanks stand between columns.
    """
    room = width - grid.ref_width - gap
    least_name = min(grid.name_width, max(_LEAST_NAME, width // 2 - 10))
    chosen: set[int] = set()
    for position in sorted(range(len(grid.columns)), key=lambda each: grid.columns[each].importance):
        needed = grid.columns[position].width + gap
        if needed > room - least_name:
            break
        room -= needed
        chosen.add(position)
    order = (*sorted(chosen), *(position for position in range(len(grid.columns)) if position not in chosen))
    return Fit(order, len(chosen), max(room, 1))


def _makers(overview: Overview, glyphs: Glyphs, insights: Insights | None) -> list[_Maker]:
    period = overview.period
    by_ref = insights.by_ref if insights else {}
    seen = {point.period for indicator in overview.indicators for point in indicator.history}
    window = [add_months(period, -back) for back in range(TREND_MONTHS - 1, -1, -1)]
    window = window[next((position for position, month in enumerate(window) if month in seen), -1) :]
    comparators = overview.comparators
    return [
        *(_month_maker(month, period, glyphs) for month in window[:-1] if month in seen),
        _Maker("current", short_label(period), "right", 1, lambda one: _figure_cell(one.current, glyphs, "strong")),
        _Maker("trend", "Trend", "left", 5, partial(_trend_cell, window, glyphs)),
        _Maker("target", "Target", "right", 7, _target_cell),
        _Maker("gap", "v target", "right", 3, _gap_cell),
        _Maker("rating", "RAG", "centre", 1, partial(_rating_cell, by_ref, glyphs)),
        _Maker("direction", "Dir", "centre", 2, partial(_direction_cell, by_ref, glyphs)),
        _Maker("signal", "Sig", "centre", 4, partial(_signal_cell, by_ref, glyphs)),
        _Maker("previous", "Last yr", "right", 13, lambda one: _figure_cell(one.previous_year, glyphs, "quiet")),
        *(
            _Maker(one.key, visible(one.short_name), "right", 14, partial(_benchmark_cell, one.key, glyphs))
            for one in comparators
        ),
    ]


def _month_maker(month: date, period: date, glyphs: Glyphs) -> _Maker:
    back = (period.year - month.year) * 12 + period.month - month.month
    title = MONTHS[month.month - 1][:3] if month.year == period.year else short_label(month)
    return _Maker(
        f"month-{back}",
        title,
        "right",
        7 + back if back <= RECENT_MONTHS else 21 + back,
        partial(_month_cell, month, glyphs),
    )


def _area(area: AreaView, makers: Sequence[_Maker]) -> GridArea:
    rows = tuple(
        GridRow(
            ref=visible(indicator.ref),
            name=clipped(visible(indicator.name), _LONGEST_NAME),
            short_name=clipped(visible(indicator.short_name), _LONGEST_NAME),
            cells=tuple(maker.cell(indicator) for maker in makers),
        )
        for indicator in area.indicators
    )
    return GridArea(rows, tuple(_benchmark_year(area, maker.key) for maker in makers))


def _benchmark_year(area: AreaView, comparator: str) -> str:
    """The year of an area's benchmarks of one comparator; nothing where it has none."""
    years = {
        short_year(benchmark.year)
        for indicator in area.indicators
        for benchmark in indicator.benchmarks
        if benchmark.comparator == comparator
    }
    return one_year(years)


def one_year(years: Iterable[str]) -> str:
    """The year that all benchmarks of a column have; `mixed` for several, nothing for none."""
    found = set(years) - {""}
    return "mixed" if len(found) > 1 else "".join(found)


def _figure_cell(figure: Figure, glyphs: Glyphs, tone: Tone = "plain") -> Cell:
    text = clipped(figure_text(figure, glyphs), _LONGEST_FIGURE, glyphs.ellipsis)
    return Cell(text, "quiet" if figure.missing else tone)


def _month_cell(month: date, glyphs: Glyphs, indicator: IndicatorView) -> Cell:
    for point in indicator.history:
        if point.period == month:
            return _figure_cell(point.figure, glyphs)
    return Cell()


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


def _benchmark_cell(comparator: str, glyphs: Glyphs, indicator: IndicatorView) -> Cell:
    for benchmark in indicator.benchmarks:
        if benchmark.comparator == comparator:
            return _figure_cell(benchmark.figure, glyphs)
    return Cell()
