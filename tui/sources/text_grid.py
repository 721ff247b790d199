"""A large delimited text as a grid."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final

from tui.sources.decoding import Line
from tui.sources.grids import Grid
from tui.sources.lines import Decimals

if TYPE_CHECKING:
    import polars as pl

Cells = Callable[[str], Sequence[str]]

MARK: Final = "\x1f"
"""Separates the cells of records that had quotation marks."""

_MOST_CELLS_IN_ALL: Final = 50_000_000
_ODD_SPACES: Final = (
    "  ", "\t", "\v", "\f", "\x1c", "\x1d", "\x1e", "\x85", "\xa0", "\u1680", "\u2028", "\u2029", "\u202f", "\u205f",
    "\u3000", "\u200b", "\ufeff", *map(chr, range(0x2000, 0x200B)),
)  # fmt: skip
"""White space in a text that is not just one blank: such lines are looked at one by one."""


class TextGrid(Grid):
    """Records of a text: `raw` are their texts, cells separated by `delimiter`; `make` makes a line of one.

    `text` is the whole that they were cut from.
    """

    def __init__(
        self,
        source: str,
        text: str,
        raw: Sequence[str],
        numbers: Sequence[int],
        delimiter: str,
        make: Callable[[int, str], Line],
        *,
        decimals: Decimals = "point",
        fixed: bool = True,
    ) -> None:
        self.source = source
        self.numbers = numbers
        self.decimals = decimals
        self.fixed = fixed
        self._bytes = text.encode("utf-8", "surrogatepass")  # they are searched faster than text
        self._raw = raw
        self._delimiter = delimiter
        self._make = make
        self._counts: pl.Series | None = None
        self._beginnings: dict[bytes, bool] = {}

    def line(self, at: int) -> Line:
        """The line at this position, from 0."""
        return self._make(self.numbers[at], self._raw[at])

    def frame(self) -> pl.DataFrame:
        """The cells as text; of lines with more cells than almost all have, the first ones."""
        import polars as pl

        raw = pl.Series("raw", self._raw, pl.String)
        width = self._width(raw)
        frame = raw.str.splitn(self._delimiter, width + 1).struct.unnest()
        frame = frame.rename({name: str(at) for at, name in enumerate(frame.columns)}).select(map(str, range(width)))
        if self._may_have_edges():
            frame = frame.with_columns(pl.all().str.strip_chars(" "))
        return frame.fill_null("") if self.fixed else frame

    def told(self, cells: int) -> pl.Series:
        """Which lines the frame holds as they are: without odd spaces, and of a length that lets no number be torn."""
        import polars as pl

        raw = pl.Series("raw", self._raw, pl.String)
        counts = self._cell_counts(raw)
        told = counts <= (min(cells, self._width(raw)) if self.fixed else self._width(raw))
        odd = [space for space in _ODD_SPACES if space != self._delimiter and self._has_odd(space)]
        if odd:
            pattern = "".join(f"\\x{{{ord(space):x}}}" for space in odd if len(space) == 1)
            told &= ~raw.str.contains(f"[{pattern}]|  " if pattern else "  ")
        return told

    def full(self, cells: int) -> pl.Series:
        """Which lines have so many cells, blank ones included."""
        import polars as pl

        return self._cell_counts(pl.Series("raw", self._raw, pl.String)) >= cells

    def place_parts(self, column: int) -> tuple[str, str]:
        """What stands before and after a line's number in the place of one of its cells."""
        return f"{self.source}:", f":{column + 1}"

    def _width(self, raw: pl.Series) -> int:
        """How many cells of a line the frame holds: all, unless a long line among many others takes too much room."""
        longest: Any = self._cell_counts(raw).max()
        return max(1, min(longest or 1, _MOST_CELLS_IN_ALL // max(len(raw), 1)))

    def _cell_counts(self, raw: pl.Series) -> pl.Series:
        if self._counts is None:
            self._counts = raw.str.count_matches(self._delimiter, literal=True) + 1
        return self._counts

    def _has(self, *pieces: str) -> bool:
        return any(piece.encode() in self._bytes for piece in pieces)

    def _has_odd(self, space: str) -> bool:
        """Whether the text has this white space; two bytes of those that have three are mostly enough to tell."""
        data = space.encode()
        if data[:-1] not in self._beginnings:
            self._beginnings[data[:-1]] = data[:-1] in self._bytes
        return self._beginnings[data[:-1]] and data in self._bytes

    def _may_have_edges(self) -> bool:
        """Whether cells can begin or end with a blank."""
        mark, ends = self._delimiter, (self._bytes[:1], self._bytes[-1:])
        return mark == MARK or b" " in ends or self._has(f" {mark}", f"{mark} ", " \n", "\n ")
