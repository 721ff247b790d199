"""What could not be read, or only with help: the same list as `scorecard check`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from tui.app.screens.panel import PanelScreen
from tui.reports.cells import Line
from tui.reports.glyphs import Glyphs
from tui.reports.problems import problem_lines
from tui.scorecard.views import Overview


class ProblemsScreen(PanelScreen):
    """One entry a problem, with its place."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("P", "close", "Close", show=False)]

    heading = "What was not read, or read only with help"

    def __init__(self, overview: Overview, glyphs: Glyphs) -> None:
        super().__init__()
        self._overview = overview
        self._glyphs = glyphs

    def panel_lines(self, width: int) -> Sequence[Line]:
        """The problems in the order of the source."""
        return problem_lines(self._overview.problems, width)
