"""Merged cells: their text belongs to the first of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Final

from tui.sources.workbook.cells import Range
from tui.sources.workbook.limits import MOST_ROWS

_MOST_CARRIED: Final = 2_000
"""No text is carried down a merged range of more rows: it groups no indicators then."""

_MOST_CELLS_CARRIED: Final = 100_000
"""Of all ranges together; of further ones the text is carried down their first column only."""

_MOST_ROWS_IN_ALL: Final = 200_000
"""Merged ranges that touch more rows than this are not those of a table for people."""


class Merged:
    """The merged ranges of a sheet, of which the last `left` ones are not looked at.

    `hidden` are the cells with a text that they hide, as row, column and text.
    """

    def __init__(self, ranges: list[Range]) -> None:
        self._by_row: dict[int, list[Range]] = defaultdict(list)
        self._ranges: list[Range] = []
        room = _MOST_ROWS_IN_ALL
        for each in ranges:
            rows = range(each[0], min(each[2], MOST_ROWS) + 1)
            room -= len(rows)
            if room < 0:
                break
            self._ranges.append(each)
            for row in rows:
                self._by_row[row].append(each)
        self.left = len(ranges) - len(self._ranges)
        self.hidden: list[tuple[int, int, str]] = []

    @property
    def rows(self) -> set[int]:
        """The rows that they touch."""
        return set(self._by_row)

    def hides(self, row: int, column: int) -> bool:
        """Whether a cell stands in a merged range, and is not its first."""
        return any(
            left <= column <= right and (row, column) != (top, left)
            for top, left, _, right in self._by_row.get(row, ())
        )

    def add_hidden(self, row: int, column: int, text: str) -> None:
        """Remember the text of a cell that is hidden."""
        if text:
            self.hidden.append((row, column, text))

    def spans(self, row: int) -> dict[int, int]:
        """The last column of each range that begins in a row, by its first."""
        return {left: right for top, left, _, right in self._by_row.get(row, ()) if top == row}

    def carried(self, text_at: Callable[[int, int], str]) -> dict[int, dict[int, str]]:
        """The texts of ranges over several rows, for each of their rows but the first, by row and column."""
        found: dict[int, dict[int, str]] = defaultdict(dict)
        room = _MOST_CELLS_CARRIED
        for top, left, bottom, right in self._ranges:
            if bottom > top and (text := text_at(top, left)):
                rows = range(top + 1, min(bottom, top + _MOST_CARRIED) + 1)
                whole = len(rows) * (right - left + 1) <= room
                columns = range(left, right + 1 if whole else left + 1)
                room -= len(rows) * len(columns) if whole else 0
                for row in rows:
                    found[row].update(dict.fromkeys(columns, text))
        return found
