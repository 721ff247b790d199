"""Large tables as columns of text: lines of them are made only where they are looked at one by one."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, overload

from tui.sources.decoding import Line
from tui.sources.lines import Decimals

if TYPE_CHECKING:
    import polars as pl

LEAST_LINES: Final = 400
"""A table of fewer lines is read line by line: that is as fast, and waits for no library."""


class Grid(Sequence[Line]):
    """A table of `numbers` lines; `decimals` as for `tui.sources.lines.GridLine`.

    `fixed` says that cells stand in their positions; else a line with fewer cells than headings has lost some.
    """

    source: str
    numbers: Sequence[int]
    decimals: Decimals = "point"
    fixed: bool = True

    def __len__(self) -> int:
        return len(self.numbers)

    @overload
    def __getitem__(self, at: int) -> Line: ...
    @overload
    def __getitem__(self, at: slice) -> list[Line]: ...
    def __getitem__(self, at: int | slice) -> Line | list[Line]:
        if isinstance(at, slice):
            return [self.line(each) for each in range(*at.indices(len(self)))]
        at += len(self) if at < 0 else 0
        if not 0 <= at < len(self):
            raise IndexError(at)
        return self.line(at)

    @abstractmethod
    def line(self, at: int) -> Line:
        """The line at this position, from 0."""

    @abstractmethod
    def frame(self) -> pl.DataFrame:
        """The cells as tidy text, columns "0", "1"...: blank ones are empty, those that a line has not are null."""

    @abstractmethod
    def told(self, cells: int) -> pl.Series:
        """Which lines the frame holds as they are, under headings of so many cells."""

    @abstractmethod
    def full(self, cells: int) -> pl.Series:
        """Which lines have so many cells, blank ones included."""

    @abstractmethod
    def place_parts(self, column: int) -> tuple[str, str]:
        """What stands before and after a line's number in the place of one of its cells."""

    def marks(self, column: int) -> pl.Series | None:
        """R, A or G by the colours of a column's cells, "?" where a colour is not clear; null where none has any."""
        return None

    def conditional(self, column: int) -> pl.Series | None:
        """Which of a column's cells a condition colours; null where none does."""
        return None
