"""Lines of sources in which every cell has its fixed position: tables of delimited text, and sheets of workbooks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain
from typing import Final, Literal, overload

import msgspec

from tui.scorecard.problems import Problem
from tui.sources.decoding import Line

Decimals = Literal["point", "comma", "unclear"]
"""How a file writes fractions; `unclear` where a comma or a point before three digits could be either."""

_PLAIN_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_NUMERAL: Final = re.compile(r"\d[\d.,]*")
_EITHER_WAY: Final = re.compile(r"\d{1,3}[.,]\d{3}")
_SWAP: Final = str.maketrans(".,", ",.")


class Lines(Sequence[Line]):
    """The lines of a source, in parts one after the other, and what is to say of it before any line is understood.

    A part can be a list of lines, or a `tui.sources.grids.Grid`, which makes lines when they are asked for.
    """

    def __init__(self, parts: Iterable[Sequence[Line]], problems: Iterable[Problem] = ()) -> None:
        self.parts = [part for part in parts if len(part)]
        self.problems = tuple(problems)
        self._starts = list(accumulate(map(len, self.parts), initial=0))

    def __len__(self) -> int:
        return self._starts[-1]

    def __iter__(self) -> Iterator[Line]:
        return chain.from_iterable(self.parts)

    @overload
    def __getitem__(self, at: int) -> Line: ...
    @overload
    def __getitem__(self, at: slice) -> list[Line]: ...
    def __getitem__(self, at: int | slice) -> Line | list[Line]:
        if isinstance(at, slice):
            return [self[each] for each in range(*at.indices(len(self)))]
        at += len(self) if at < 0 else 0
        if not 0 <= at < len(self):
            raise IndexError(at)
        part = bisect_right(self._starts, at) - 1
        return self.parts[part][at - self._starts[part]]


class GridLine(Line, frozen=True):
    """A line whose cells stand where they stood in the table: none is lost before another."""

    decimals: Decimals = "point"

    def numeral(self, text: str) -> str:
        """`text` with its numbers written with a decimal point: "1.234,5" as "1,234.5".

        What could be meant either way comes back as no number at all.
        """
        if self.decimals == "point":
            return text
        if self.decimals == "comma":
            return _NUMERAL.sub(lambda match: match[0].translate(_SWAP), text)
        return _NUMERAL.sub(lambda match: "?" if _EITHER_WAY.fullmatch(match[0]) else match[0], text)


class Fill(msgspec.Struct, frozen=True):
    """How a cell is coloured: `mark` is R, A or G where that is clear.

    `colour` is its red, green and blue ("#FF0000"); empty where only a condition colours it, which is not evaluated.
    """

    colour: str
    mark: str | None = None

    @property
    def name(self) -> str:
        """As in a message: `red fill`."""
        words = {"R": "red", "A": "amber", "G": "green"}
        return f"{words[self.mark]} fill" if self.mark else f"fill {self.colour}"


class SheetLine(GridLine, frozen=True):
    """A row of a sheet.

    `fills` are its coloured cells; `spans` the last index of each merged range that begins in it, by its first;
    `carried` the texts of cells merged from the rows above, which are not cells of this row. `conditions` are the
    ranges (first row, first column, last row, last column) of the sheet that conditions colour.
    """

    sheet: str = ""
    fills: Mapping[int, Fill] = {}
    spans: Mapping[int, int] = {}
    carried: Mapping[int, str] = {}
    conditions: tuple[tuple[int, int, int, int], ...] = ()

    def fill(self, index: int) -> Fill | None:
        """How a cell is coloured; null where it is not. A condition's colour is not known."""
        if found := self.fills.get(index):
            return found
        conditional = any(
            top <= self.number <= bottom and left <= index <= right for top, left, bottom, right in self.conditions
        )
        return Fill("") if conditional else None

    def place(self, index: int = 0) -> str:
        """The place of the cell at `index` (from 0): `book.xlsx:Sheet1!C7`."""
        return f"{self.source}:{sheet_cell(self.sheet, self.number, index)}"

    @property
    def title(self) -> str:
        """The row itself, in words: `row 7 of Sheet1`."""
        return f"row {self.number} of {self.sheet}"


def sheet_of(line: Line) -> str | None:
    """The sheet that a line stands on; null where it stands on none."""
    return line.sheet if isinstance(line, SheetLine) else None


def sheet_cell(sheet: str, row: int, index: int) -> str:
    """A cell as a spreadsheet names it: `Sheet1!C7`, `'Front Door'!C7`; `index` is the column's, from 0."""
    return f"{quoted(sheet)}!{letters(index)}{row}"


def quoted(sheet: str) -> str:
    """A sheet's name as formulas write it."""
    return sheet if _PLAIN_NAME.fullmatch(sheet) else "'" + sheet.replace("'", "''") + "'"


def letters(index: int) -> str:
    """A column's letters: 0 is A, 26 is AA."""
    found = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def column_of(name: str) -> int:
    """The index of a column's letters, from 0."""
    index = 0
    for letter in name:
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1


_CELL: Final = re.compile(r"([A-Z]{1,3})(\d+)")


def reading_order(place: str, source: str, sheets: Mapping[str, int]) -> tuple[int, int, int]:
    """Sheet, line and column of a place in `source`; `sheets` numbers the sheets, by their quoted names."""
    sheet, _, cell = place[len(source) + 1 :].rpartition("!")
    if sheet and (match := _CELL.fullmatch(cell)):
        return sheets.get(sheet, 0), int(match[2]), column_of(match[1])
    _, line, column = place.rsplit(":", 2)
    return 0, int(line), int(column)
