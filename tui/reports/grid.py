"""The table of indicators, finished for drawing: the same columns on screen and in `scorecard list`.

A grid has every column. `fit` says which of them a width has room for; the others follow to their right, in
the same order, so that scrolling sideways reaches them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import msgspec
from rich.cells import cell_len

from tui.reports.figures import short_year
from tui.reports.glyphs import Glyphs
from tui.reports.grid_columns import Align, ColumnMaker, column_makers
from tui.reports.grid_rows import GridRow, GridRows
from tui.reports.plain_text import clipped, visible
from tui.scorecard.insight_views import Insights
from tui.scorecard.views import AreaView, IndicatorView, Overview

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


class GridArea(msgspec.Struct, frozen=True):
    """The rows of an area; `subtitles` are the second line of its column titles: the benchmarks' years."""

    rows: Sequence[GridRow]
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


def build_grid(overview: Overview, glyphs: Glyphs, insights: Insights | None = None) -> Grid:
    """The grid of a scorecard; without insights, signals and marks of contradiction are left out of their columns."""
    makers = column_makers(overview, glyphs, insights)
    indicators = overview.indicators
    areas = tuple(_area(area, makers) for area in overview.areas)

    def width(position: int, maker: ColumnMaker) -> int:
        titles = [maker.title, *(area.subtitles[position] for area in areas)]
        return max(maker.width(indicators), *map(cell_len, titles))

    return Grid(
        columns=tuple(
            Column(maker.key, maker.title, maker.align, width(position, maker), maker.importance)
            for position, maker in enumerate(makers)
        ),
        areas=areas,
        ref_width=max([len("Ref"), *(cell_len(visible(one.ref)) for one in indicators)]),
        name_width=max([len("Indicator"), *(min(cell_len(_short_name(one)), _SHORT_NAME) for one in indicators)]),
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


def _area(area: AreaView, makers: Sequence[ColumnMaker]) -> GridArea:
    indicators = area.indicators

    def row(position: int) -> GridRow:
        one = indicators[position]
        return GridRow(
            ref=visible(one.ref),
            name=clipped(visible(one.name), _LONGEST_NAME),
            short_name=_short_name(one),
            cells=tuple(maker.cell(one) for maker in makers),
        )

    years = _benchmark_years(area)
    return GridArea(GridRows(len(indicators), row), tuple(one_year(years.get(maker.key, ())) for maker in makers))


def _short_name(indicator: IndicatorView) -> str:
    return clipped(visible(indicator.short_name), _LONGEST_NAME)


def _benchmark_years(area: AreaView) -> Mapping[str, set[str]]:
    """The years of an area's benchmarks, by comparator."""
    found: dict[str, set[str | None]] = defaultdict(set)
    for indicator in area.indicators:
        for benchmark in indicator.benchmarks:
            found[benchmark.comparator].add(benchmark.year)
    return {comparator: set(map(short_year, years)) for comparator, years in found.items()}


def one_year(years: Iterable[str]) -> str:
    """The year that all benchmarks of a column have; `mixed` for several, nothing for none."""
    found = set(years) - {""}
    return "mixed" if len(found) > 1 else "".join(found)
