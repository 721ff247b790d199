"""The control for key presses: a bare table of the rows in the file named on its command line, one line a row."""

import sys
from pathlib import Path
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

_PLAIN = Style.parse("#e0e3e8 on #10141b")
_CURSOR = Style.parse("#e0e3e8 on #2d333c")


class Rows(ScrollView, can_focus=True):
    """Draws its rows line by line, the one under the cursor highlighted."""

    BINDINGS: ClassVar[list[BindingType]] = [("down", "move(1)"), ("up", "move(-1)")]

    def __init__(self, rows: list[str]) -> None:
        super().__init__()
        self._rows = rows
        self._cursor = 0
        self.virtual_size = Size(max(map(len, rows)), len(rows))

    def action_move(self, by: int) -> None:
        """Move the cursor by rows."""
        before, self._cursor = self._cursor, min(max(self._cursor + by, 0), len(self._rows) - 1)
        for row in (before, self._cursor):
            self.refresh_line(row)

    def render_line(self, y: int) -> Strip:
        row = y + round(self.scroll_y)
        text = self._rows[row] if row < len(self._rows) else ""
        style = _CURSOR if row == self._cursor else _PLAIN
        return Strip([Segment(text.ljust(self.size.width)[: self.size.width], style)], self.size.width)


class ControlTable(App[None]):
    """Nothing but the rows."""

    def compose(self) -> ComposeResult:
        """The rows."""
        yield Rows(Path(sys.argv[1]).read_text(encoding="utf-8").splitlines())


if __name__ == "__main__":
    ControlTable().run()
