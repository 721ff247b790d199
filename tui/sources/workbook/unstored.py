"""Formulas whose value a file does not hold, as spreadsheets never save them but other programs do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final

from tui.sources.lines import letters

Cell = tuple[int, int]
"""Row, from 1, and column, from 0."""

_MOST_LISTED: Final = 8


def unstored_formulas(cells: Sequence[Cell]) -> str:
    """What to say of such formulas in these cells of one sheet, and what to do."""
    by_row = list(_runs(sorted(cells)))
    by_column = [
        ((first[1], first[0]), (last[1], last[0])) for first, last in _runs(sorted((at, row) for row, at in cells))
    ]
    runs = min(by_row, by_column, key=len)
    more = len(runs) - _MOST_LISTED
    listed = ", ".join(_range(*run) for run in runs[:_MOST_LISTED]) + (f" and {more} more" if more > 0 else "")
    one = len(cells) == 1
    return (
        f"{len(cells):,} formula{'' if one else 's'} without a stored value, which {'is' if one else 'are'} not read"
        f" ({listed}); open the workbook in a spreadsheet, let it calculate and save it"
    )


def _runs(cells: Iterable[tuple[int, int]]) -> Iterable[tuple[tuple[int, int], tuple[int, int]]]:
    """The first and the last of those that follow one another in their second number, the first one being the same."""
    for _, group in groupby(enumerate(cells), key=lambda each: (each[1][0], each[1][1] - each[0])):
        run = [cell for _, cell in group]
        yield run[0], run[-1]


def _range(first: Cell, last: Cell) -> str:
    """A run of cells as a spreadsheet names it: "D2", "D2:E2"."""
    ends = [f"{letters(column)}{row}" for row, column in (first, last)]
    return ends[0] if first == last else ":".join(ends)
