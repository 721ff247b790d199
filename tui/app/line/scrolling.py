"""Rows that only move: a terminal moves them itself for a few bytes."""

from __future__ import annotations

from collections import Counter
from operator import ne
from typing import Final, NamedTuple

from tui.app.line.grid import Grid

_FEWEST: Final = 4
"""Rows that must move together for it to be worth while."""

_WORTH: Final = 0.7
"""The share of the cells to be written without moving above which moving is not worth while."""


class Scroll(NamedTuple):
    """Rows from `top` to `bottom`, both with it, move up by `by`, or down where that is negative."""

    top: int
    bottom: int
    by: int

    @property
    def sequence(self) -> str:
        """Margins around the rows, lines taken out or put in at their top, and no margins any more."""
        count, what = abs(self.by), "M" if self.by > 0 else "L"
        number = str(count) if count > 1 else ""
        return f"\x1b[{self.top + 1};{self.bottom + 1}r\x1b[{self.top + 1}H\x1b[{number}{what}\x1b[r"


def find_scroll(shown: Grid, wanted: Grid, rows: set[int]) -> Scroll | None:
    """The move that leaves least to be written; nothing where none saves much."""
    changed = [y for y in rows if shown.signs[y] != wanted.signs[y]]
    if len(changed) < _FEWEST:
        return None
    span = range(min(changed), max(changed) + 1)
    # The last column is a scroll bar's.
    before = {"".join(shown.signs[y][:-1]): y for y in span}
    pairs = [(before.get("".join(wanted.signs[y][:-1])), y) for y in span if any(map(str.strip, wanted.signs[y]))]
    moves = Counter(old - y for old, y in pairs if old is not None and old != y)
    if not moves:
        return None
    by, count = moves.most_common(1)[0]
    if count < _FEWEST:
        return None
    moved = [y for old, y in pairs if old is not None and old - y == by]
    top, bottom = min(moved[0], moved[0] + by), max(moved[-1], moved[-1] + by)
    staying = sum(_differing(shown, wanted, y, y) for y in range(top, bottom + 1))
    moving = sum(
        _differing(shown, wanted, y + by, y) if top <= y + by <= bottom else _written(wanted, y)
        for y in range(top, bottom + 1)
    )
    return Scroll(top, bottom, by) if moving < staying * _WORTH else None


def _differing(shown: Grid, wanted: Grid, old: int, new: int) -> int:
    return sum(map(ne, shown.signs[old], wanted.signs[new])) or sum(map(ne, shown.styles[old], wanted.styles[new]))


def _written(grid: Grid, y: int) -> int:
    return sum(sign != " " for sign in grid.signs[y])
