"""The rows of a table, each made when it is first looked at: of a hundred thousand, a screen shows thirty."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import overload

import msgspec

from tui.reports.cells import Cell, Line


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


class GridRows(Sequence[GridRow]):
    """So many rows, which `make` makes by their position."""

    __slots__ = ("_count", "_made", "_make")

    def __init__(self, count: int, make: Callable[[int], GridRow]) -> None:
        self._count = count
        self._make = make
        self._made: dict[int, GridRow] = {}

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> GridRow: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[GridRow, ...]: ...
    def __getitem__(self, at: int | slice) -> GridRow | tuple[GridRow, ...]:
        if isinstance(at, slice):
            return tuple(self[each] for each in range(*at.indices(self._count)))
        position = at + self._count if at < 0 else at
        if not 0 <= position < self._count:
            raise IndexError(at)
        row = self._made.get(position)
        if row is None:
            row = self._made[position] = self._make(position)
        return row

    def __iter__(self) -> Iterator[GridRow]:
        return (self[position] for position in range(self._count))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))
