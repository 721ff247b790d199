"""Which cell of a row belongs to which column, where a page reader has lost some cells of the row.

A short row has either been cut off on the right, or lost a run of columns in the middle. Every way of losing
them is tried, and the one in which most cells hold what their column can hold wins: letters under the rating,
arrows under the direction, numbers under months and benchmarks. Rows that stand together and have the same
number of cells are judged together. Where several ways are as good, what they put differently is uncertain.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

import msgspec

from tui.scorecard.missing import BLANK, UNREADABLE
from tui.scorecard.values import parse_target, parse_value
from tui.sources.decoding import Line
from tui.sources.lines import GridLine, SheetLine
from tui.sources.published.columns import NUMERIC, Column, Heading
from tui.sources.published.marks import parse_arrow, parse_direction, parse_rating, says_no_mark
from tui.sources.published.titles import Kind

Cells = tuple[str, ...]

_OFTEN_LOST: Final[frozenset[Kind]] = frozenset({"target", "trend"})
"""Columns that a table leaves out when it has nothing to put there."""

_GARBLED_MARKS: Final = ("?", "\ufffd")
"""What a file's encoding makes of an arrow or a Greek letter that it cannot hold."""


_UP_TO_THOUSANDS: Final = re.compile(r"-?£?[1-9]\d{0,2}")
_AFTER_THOUSANDS: Final = re.compile(r"\d{3}(?:\.\d+)?%?")


class Alignment(msgspec.Struct, frozen=True):
    """`cell_of[i]` is the index of the cell under column i, null where the row has none.

    `lost` are the columns without a cell: those that the table left out in its middle, of the kinds `left_out`, and
    the last `cut` ones. `uncertain` are the columns whose cell could belong to another column too.
    """

    cell_of: tuple[int | None, ...]
    lost: tuple[Column, ...] = ()
    left_out: frozenset[Kind] = frozenset()
    cut: int = 0

    @property
    def is_often_lost(self) -> bool:
        """Whether columns were left out, and only such as tables often leave out."""
        return bool(self.left_out) and self.left_out <= _OFTEN_LOST

    uncertain: frozenset[int] = frozenset()


def align(rows: Sequence[Cells], columns: Sequence[Column]) -> Alignment | None:
    """How the cells of rows of one length lie under the columns.

    Null where the rows hold more than the columns: nothing under them is certain then.
    """
    count, length = len(columns), len(rows[0])
    if length < count:
        return _short(rows, columns)
    if any(cell for row in rows for cell in row[count:]):
        return None
    return _padded([row[:count] for row in rows], columns) or Alignment(tuple(range(count)))


def is_fixed(line: Line, columns: Sequence[Column]) -> bool:
    """Whether the cells of a line stand under their columns for certain.

    So do those of a sheet, and those of a delimited text unless the line is short and a cell does not fit its column.
    """
    if not isinstance(line, GridLine):
        return False
    cells = line.cells
    if isinstance(line, SheetLine) or len(cells) >= len(columns):
        return True
    return all(fits(line.numeral(cells[one.index]), one.kind) for one in columns if one.index < len(cells))


def lies_as_it_stands(line: Line, heading: Heading) -> Alignment | None:
    """How a line lies whose cells stand under their columns; null where it holds more than the headings.

    A number with a comma and no quotes ("1,107") gives a line of delimited text one cell more.
    """
    count, cells = len(heading.columns), line.cells
    if any(cells[count:]):
        return None
    if not isinstance(line, SheetLine) and len(cells) > len(heading.line.cells) and _has_torn_number(cells):
        return None
    return Alignment(tuple(range(count)))


def _has_torn_number(cells: Cells) -> bool:
    return any(_UP_TO_THOUSANDS.fullmatch(one) and _AFTER_THOUSANDS.fullmatch(other) for one, other in pairwise(cells))


def lies_whole(cells: Cells, columns: Sequence[Column]) -> bool:
    """Whether a row has a cell for every column, each holding what its column can hold."""
    return len(cells) >= len(columns) and all(fits(cells[column.index], column.kind) for column in columns)


def _padded(rows: Sequence[Cells], columns: Sequence[Column]) -> Alignment | None:
    """How rows lie that are short, and were filled up with blank cells at their end; null where they are not."""
    whole = _doubts(rows, columns, Alignment(tuple(range(len(columns)))))
    for length in range(len(columns) - 1, len(columns) - 1 - min(map(_blanks_at_end, rows)), -1):
        shorter = [row[:length] for row in rows]
        found = _short(shorter, columns) if whole else None
        if found and _doubts(shorter, columns, found) < whole:
            return found
    return None


def _blanks_at_end(row: Cells) -> int:
    return len(row) - max((index + 1 for index, cell in enumerate(row) if cell), default=0)


def _short(rows: Sequence[Cells], columns: Sequence[Column]) -> Alignment | None:
    """How rows lie that have fewer cells than there are columns; null where no way is left."""
    losses = _losses(columns, len(rows[0]))
    if not losses:
        return None
    return _of_one(rows[0], columns, losses) if len(rows) == 1 else _of_several(rows, columns, losses)


def _of_several(rows: Sequence[Cells], columns: Sequence[Column], losses: Sequence[Alignment]) -> Alignment:
    """Several rows that are equally short: their table left out a column, or the page cut them off."""
    scores = [_doubts(rows, columns, loss) + _oddities(rows, columns, loss) for loss in losses]
    fitting = [loss for loss, score in zip(losses, scores, strict=True) if score == min(scores)]
    cut_off = next((loss for loss in fitting if not loss.left_out), None)
    left_out = next((loss for loss in fitting if loss.is_often_lost), None)
    if cut_off and left_out and left_out.cut:
        left_out = None  # one loss explains the rows as well as two
    likely = [loss for loss in (left_out, cut_off) if loss]
    chosen = (likely or fitting)[0]
    convincing = likely and _misfits(rows, columns, chosen) <= len(rows) / 2
    return _certain_part(rows, chosen, likely if convincing else fitting)


def _of_one(row: Cells, columns: Sequence[Column], losses: Sequence[Alignment]) -> Alignment:
    """A row that is short alone may have lost any cell, so only what every way of losing it has in common is certain.

    Unless it ends with a filled cell: so do rows whose blank ends were left off.
    """
    doubts = [_doubts([row], columns, loss) for loss in losses]
    fitting = [loss for loss, count in zip(losses, doubts, strict=True) if count == min(doubts)]
    cut_off, *others = fitting
    if cut_off.left_out or not row[-1]:
        return _certain_part([row], cut_off, fitting)
    odd = _oddities([row], columns, cut_off)
    rivals = [loss for loss in others if loss.is_often_lost and _oddities([row], columns, loss) <= odd]
    return _certain_part([row], cut_off, rivals if odd else [])


def strays(rows: Sequence[Cells], columns: Sequence[Column], alignment: Alignment) -> list[bool]:
    """Which of the rows lie in another way than the rest: alone, fewer of their cells would be misfits."""
    found = []
    for row in rows:
        misfits = _misfits([row], columns, alignment)
        alone = align([row], columns) if misfits else None
        found.append(alone is not None and _doubts([row], columns, alone) < misfits)
    return found


def _losses(columns: Sequence[Column], length: int) -> list[Alignment]:
    """The ways in which a row can have come to this length: cut off, or without a run of columns, or both.

    A row that is cut off as well has lost no more columns than tables leave out.
    """
    missing, leading = len(columns) - length, _leading(columns)
    if leading > length:
        return []
    runs = [missing, *(run for run in range(1, len(_OFTEN_LOST) + 1) if run < missing)]
    inner = [_without(columns, start, run, missing - run) for run in runs for start in range(leading, length + 1)]
    return [_without(columns, length, 0, missing), *(one for one in inner if one.cell_of[-1] is not None or one.cut)]


def _leading(columns: Sequence[Column]) -> int:
    """Where the columns begin that can be lost: a row is known by its ref and name, so those are there."""
    return max((column.index + 1 for column in columns if column.kind in ("ref", "name")), default=0)


def _without(columns: Sequence[Column], start: int, run: int, cut: int) -> Alignment:
    """A row without the `run` columns from `start` on, and cut off before the last `cut` columns."""
    end = len(columns) - cut
    cell_of = [*range(start), *[None] * run, *range(start, end - run), *[None] * cut]
    inner = columns[start : start + run]
    return Alignment(tuple(cell_of), (*inner, *columns[end:]), frozenset(column.kind for column in inner), cut)


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


def _misfits(rows: Sequence[Cells], columns: Sequence[Column], alignment: Alignment) -> int:
    """How many cells do not fit their column."""
    kinds = [column.kind for column in columns]
    return sum(
        not fits(_at(row, cell), kind) for row in rows for cell, kind in zip(alignment.cell_of, kinds, strict=True)
    )


def _doubts(rows: Sequence[Cells], columns: Sequence[Column], alignment: Alignment) -> int:
    """The misfits, and the cells under the drawn trend: debris is what a garbled rating looks like too."""
    trends = [alignment.cell_of[column.index] for column in columns if column.kind == "trend"]
    return _misfits(rows, columns, alignment) + sum(
        fits(_at(row, cell), "trend") for row in rows for cell in trends if _at(row, cell)
    )


def _oddities(rows: Sequence[Cells], columns: Sequence[Column], alignment: Alignment) -> float:
    """What is unlikely of rows, though it can be: some of the benchmarks but not all, or months without the current."""
    comparators, months, current = (
        [alignment.cell_of[column.index] for column in columns if column.kind == kind]
        for kind in ("comparator", "month", "current")
    )
    total = 0.0
    for row in rows:
        given = sum(bool(_at(row, cell)) for cell in comparators)
        total += 0.5 * (0 < given < len(comparators))
        total += 0.25 * (any(_at(row, cell) for cell in months) and not all(_at(row, cell) for cell in current))
    return total


@lru_cache(maxsize=1 << 16)  # every way of losing cells asks of the same ones
def fits(cell: str, kind: Kind) -> bool:
    """Whether a cell holds what a column of this kind can hold; a blank one fits anywhere but as a name."""
    if kind == "name":
        return bool(cell) and parse_value(cell).missing is not None
    if not cell or kind in ("ref", "unknown", "area", "polarity"):
        return True
    if cell.strip(" ()") in _GARBLED_MARKS:
        return kind in ("rating", "direction")
    if kind == "rating":
        return parse_rating(cell) is not None or says_no_mark(cell)
    if kind == "direction":
        return parse_direction(cell) is not None or says_no_mark(cell)
    if kind == "target":
        target = parse_target(cell)
        return target is None or target.low is not None or target.high is not None
    if kind in NUMERIC:
        return parse_value(cell).missing != UNREADABLE
    return parse_value(cell).missing in (BLANK, UNREADABLE) and not parse_rating(cell) and not parse_arrow(cell)
