"""One line with something on its left and something on its right."""

from __future__ import annotations

from collections.abc import Sequence

from tui.app.widgets.drawing import Drawing
from tui.reports.cells import Cell, Line, line_width, shortened


class StatusLine(Drawing):
    """Each side stays until it is told something else; the right one is never cut."""

    DEFAULT_CSS = "StatusLine { height: 1; padding: 0 1; }"

    def __init__(self) -> None:
        super().__init__()
        self._left = Cell()
        self._right = Cell()

    def tell(self, left: Cell | None = None, right: Cell | None = None) -> None:
        """Change either side."""
        before, now = (self._left, self._right), (left or self._left, right or self._right)
        if now != before:
            self._left, self._right = now
            self.redraw()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The line."""
        room = max(width - line_width([self._right]) - 2, 0)
        left = shortened([self._left], room)
        return [[*left, Cell(" " * (room + 2 - line_width(left))), self._right]]
