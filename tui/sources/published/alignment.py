"""Which cell of a row belongs to which column, where a page reader has lost some cells of the row.

A short row has either been cut off on the right, or lost a run of columns in the middle. Every way of losing
them is tried, and the one in which most cells hold what their column can hold wins: letters under the rating,
arrows under the direction, numbers under months and benchmarks. Rows that stand together and have the same
number of cells are judged together.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec

from tui.scorecard.values import BLANK, UNREADABLE, parse_target, parse_value
from tui.sources.published.columns import NUMERIC, Column, Kind
from tui.sources.published.marks import parse_arrow, parse_direction, parse_rating

Cells = tuple[str, ...]

_LEADING: Final = 2
"""Columns that begin every row (ref and name) and are never the lost ones."""

_OFTEN_LOST: Final[frozenset[Kind]] = frozenset({"target", "trend"})
"""Columns that a table leaves out when it has nothing to put there."""


class Alignment(msgspec.Struct, frozen=True):
    """`cell_of[i]` is the index of the cell under column i, null where the row has none.

    `lost` are the columns without a cell, `uncertain` those whose cell could belong to another column too.
    """

    cell_of: tuple[int | None, ...]
    lost: tuple[Column, ...] = ()
    uncertain: frozenset[int] = frozenset()


def align(rows: Sequence[Cells], columns: Sequence[Column]) -> Alignment | None:
    """How the cells of rows of one length lie under the columns.

    Null where the rows hold more than the columns: nothing under them is certain then.
    """
    count, length = len(columns), len(rows[0])
    if length >= count:
        whole = all(not cell for row in rows for cell in row[count:])
        return Alignment(tuple(range(count))) if whole else None
    losses = [_without(columns, start, count - length) for start in range(_LEADING, length + 1)]
    scores = [_misfits(rows, columns, alignment) for alignment in losses]
    fitting = [alignment for alignment, score in zip(losses, scores, strict=True) if score == min(scores)]
    cut_off = next((alignment for alignment in fitting if alignment.cell_of[-1] is None), None)
    left_out = next((one for one in fitting if {column.kind for column in one.lost} <= _OFTEN_LOST), None)
    chosen = left_out or cut_off
    if chosen is None:
        return _certain_part(rows, fitting[0], fitting)
    return _certain_part(rows, chosen, [one for one in (left_out, cut_off) if one is not None])


def _without(columns: Sequence[Column], start: int, lost: int) -> Alignment:
    cell_of = [
        index if index < start else None if index < start + lost else index - lost for index in range(len(columns))
    ]
    return Alignment(tuple(cell_of), tuple(columns[start : start + lost]))


def _certain_part(rows: Sequence[Cells], chosen: Alignment, rivals: Sequence[Alignment]) -> Alignment:
    """`chosen`, with the filled cells that a rival puts elsewhere marked as uncertain."""
    uncertain = {
        index
        for rival in rivals
        for index, (cell, other) in enumerate(zip(chosen.cell_of, rival.cell_of, strict=True))
        if cell != other and any((_at(row, cell) or _at(row, other)) for row in rows)
    }
    return msgspec.structs.replace(chosen, uncertain=frozenset(uncertain))


def _at(row: Cells, cell: int | None) -> str:
    return row[cell] if cell is not None else ""


def _misfits(rows: Sequence[Cells], columns: Sequence[Column], alignment: Alignment) -> float:
    """How many cells do not fit their column; half a point for benchmarks that are given only in part."""
    comparators = [column.index for column in columns if column.kind == "comparator"]
    total = 0.0
    for row in rows:
        cells = [_at(row, cell) for cell in alignment.cell_of]
        total += sum(not fits(cell, column.kind) for cell, column in zip(cells, columns, strict=True))
        given = sum(bool(cells[index]) for index in comparators)
        total += 0.5 * (0 < given < len(comparators))
    return total


def fits(cell: str, kind: Kind) -> bool:
    """Whether a cell holds what a column of this kind can hold; a blank one fits anywhere but as a name."""
    if kind == "name":
        return bool(cell) and parse_value(cell).missing is not None
    if not cell or kind in ("ref", "unknown"):
        return True
    if kind == "rating":
        return parse_rating(cell) is not None
    if kind == "direction":
        return parse_direction(cell) is not None
    if kind == "target":
        target = parse_target(cell)
        return target is None or target.low is not None or target.high is not None
    if kind in NUMERIC:
        return parse_value(cell).missing != UNREADABLE
    return parse_value(cell).missing in (BLANK, UNREADABLE) and not parse_rating(cell) and not parse_arrow(cell)
