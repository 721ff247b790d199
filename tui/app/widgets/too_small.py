"""What stands on a terminal too small for anything else: what it needs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from textual.geometry import Size

from tui.app.widgets.drawing import Drawing
from tui.reports.cells import Cell, Line, wrap

LEAST: Final = Size(40, 10)
"""The smallest terminal on which the table can be read."""

ROOMY: Final = Size(80, 16)
"""Below this size the last line says what is missing."""


class TooSmall(Drawing):
    """Says how large the terminal must be, and how large it is."""

    DEFAULT_CSS = "TooSmall { height: 1fr; }"

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The sentence, as wide as there is room."""
        text = f"Scorecard needs {LEAST.width} columns and {LEAST.height} rows; here are {width} and {height}."
        return [[Cell(piece)] for piece in wrap(text, max(width, 1), max(height, 1))]
