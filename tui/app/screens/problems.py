"""What could not be read, or only with help: the same list as `scorecard check`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from textual.binding import Binding, BindingType

from tui.app.screens.panel import PanelScreen
from tui.reports.cells import Cell, Line, wrap
from tui.reports.plain_text import visible
from tui.reports.problems import problem_lines
from tui.scorecard.views import Overview

_MOST_LINES: Final = 4


class ProblemsScreen(PanelScreen):
    """One entry a problem, with its place; `note` says what of the catalogue waits for a look."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("P", "close", "Close", show=False, id="problems.close")]

    heading = "What was not read, or read only with help"

    def __init__(self, overview: Overview, note: str | None = None) -> None:
        super().__init__()
        self._overview = overview
        self._note = note

    def panel_lines(self, width: int) -> Sequence[Line]:
        """The problems in the order of the source."""
        lines = problem_lines(self._overview.problems, width)
        if self._note is None:
            return lines
        return [*([Cell(piece, "accent")] for piece in wrap(visible(self._note), width, _MOST_LINES)), [], *lines]
