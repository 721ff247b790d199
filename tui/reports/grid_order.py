"""The table of indicators with the columns first that a user looks at first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec

from tui.reports.grid import Column, Grid, GridArea
from tui.reports.grid_rows import GridRow, GridRows

_BENCHMARK: Final = "benchmarks."
_KNOWN: Final = frozenset(
    ("current", "trend", "target", "gap", "rating", "direction", "signal", "previous", "review"),
)
"""Keys that columns have themselves; months and benchmarks have keys by month and by comparator."""


def arranged(grid: Grid, first: Sequence[str]) -> Grid:
    """The grid with these columns first, in this order, and the last to give way; the others follow as they were.

    `months` stands for the months before the current one, `benchmarks` for all comparators and `benchmarks.sn` for
    one. What the grid does not have is passed over. Once arranged, a grid stays as it is.
    """
    groups = [[at for at, one in enumerate(grid.columns) if _is(one, name)] for name in first]
    chosen = list(dict.fromkeys(at for group in groups for at in group))
    order = [*chosen, *(at for at in range(len(grid.columns)) if at not in chosen)]
    # Of the months of a group, the newest stand last and are the last to give way.
    by_importance = (at for group in groups for at in sorted(group, key=lambda at: grid.columns[at].importance))
    places = {at: place - len(chosen) for place, at in enumerate(dict.fromkeys(by_importance))}
    columns = tuple(
        msgspec.structs.replace(grid.columns[at], importance=places.get(at, grid.columns[at].importance))
        for at in order
    )
    if columns == grid.columns:
        return grid
    return msgspec.structs.replace(grid, columns=columns, areas=tuple(_area(area, order) for area in grid.areas))


def _is(column: Column, name: str) -> bool:
    if name == "months":
        return column.key.startswith("month-")
    if column.key in _KNOWN or column.key.startswith("month-"):
        return column.key == name
    return name in ("benchmarks", f"{_BENCHMARK}{column.key}")


def _area(area: GridArea, order: Sequence[int]) -> GridArea:
    def row(at: int) -> GridRow:
        plain = area.rows[at]
        return msgspec.structs.replace(plain, cells=tuple(plain.cells[each] for each in order))

    return GridArea(GridRows(len(area.rows), row), tuple(area.subtitles[each] for each in order))
