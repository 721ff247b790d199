"""A canvas of character cells on which charts are drawn: fine lines in dots, then text over them."""

from __future__ import annotations

from typing import Final

from tui.reports.cells import Cell, Line, Tone

_BRAILLE: Final = 0x2800
_DOTS: Final = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The bit of each dot of a Braille cell, by row and column."""


class Canvas:
    """`width` by `height` cells; with `fine` each has 2 by 4 dots, else 1 by 1, drawn as a point."""

    def __init__(self, width: int, height: int, fine: bool) -> None:
        self.width = width
        self.height = height
        self.columns, self.rows = (2, 4) if fine else (1, 1)
        self._fine = fine
        self._dots = [[0] * width for _ in range(height)]
        self._text: list[list[Cell | None]] = [[None] * width for _ in range(height)]

    def line(self, x0: int, y0: int, x1: int, y1: int) -> None:
        """A line of dots between two dots (Bresenham's algorithm)."""
        dx, dy = abs(x1 - x0), -abs(y1 - y0)
        step_x, step_y = (1 if x0 < x1 else -1), (1 if y0 < y1 else -1)
        error = dx + dy
        while True:
            self._dot(x0, y0)
            if (x0, y0) == (x1, y1):
                return
            twice = 2 * error
            if twice >= dy:
                error += dy
                x0 += step_x
            if twice <= dx:
                error += dx
                y0 += step_y

    def _dot(self, x: int, y: int) -> None:
        column, row = x // self.columns, y // self.rows
        if 0 <= column < self.width and 0 <= row < self.height:
            self._dots[row][column] |= _DOTS[y % 4][x % 2] if self._fine else 1

    def free(self, column: int, row: int, length: int) -> bool:
        """Whether text of this length can stand here without hiding anything."""
        if not (0 <= row < self.height and 0 <= column and column + length <= self.width):
            return False
        span = range(column, column + length)
        return all(self._text[row][at] is None and not self._dots[row][at] for at in span)

    def write(self, column: int, row: int, text: str, tone: Tone) -> None:
        """Put text over whatever is there; what falls outside is left out."""
        if 0 <= row < self.height:
            for offset, character in enumerate(text):
                if 0 <= column + offset < self.width:
                    self._text[row][column + offset] = Cell(character, tone)

    def rule(self, row: int, sign: str, tone: Tone) -> None:
        """A line across the whole row, behind everything else."""
        for column in range(self.width):
            if self._text[row][column] is None:
                self._text[row][column] = Cell(sign, tone)

    def lines(self, tone: Tone) -> list[Line]:
        """The canvas as lines of cells; dots have `tone` and hide a rule behind them."""
        return [self._merged(row, tone) for row in range(self.height)]

    def _merged(self, row: int, tone: Tone) -> Line:
        cells: list[Cell] = []
        for text, dots in zip(self._text[row], self._dots[row], strict=True):
            cell = text or Cell(" ")
            if dots and (text is None or text.tone in ("target", "benchmark")):
                cell = Cell(chr(_BRAILLE + dots) if self._fine else ".", tone)
            if cells and cells[-1].tone == cell.tone:
                cells[-1] = Cell(cells[-1].text + cell.text, cell.tone)
            else:
                cells.append(cell)
        return cells
