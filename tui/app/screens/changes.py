"""What changed since the last publication."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType

from tui.app.screens.panel import PanelScreen
from tui.reports.cells import Cell, Line

if TYPE_CHECKING:
    from tui.scorecard.diff.record import Diff
    from tui.scorecard.model import Scorecard


class ChangesScreen(PanelScreen):
    """Flips of conclusions first; restated months apart from those that moved on."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("D", "close", "Close", show=False)]

    heading = "What changed since the last publication"

    def __init__(self, scorecard: Scorecard) -> None:
        super().__init__()
        self._scorecard = scorecard
        self._diff: Diff | None = None
        self._compared = False

    def on_mount(self) -> None:
        """Compare in a thread."""
        self._compare()

    @work(thread=True, exit_on_error=False)
    def _compare(self) -> None:
        from tui.scorecard.diff.compare import since_last

        self.app.call_from_thread(self._show, since_last(self._scorecard))

    def _show(self, diff: Diff | None) -> None:
        self._diff, self._compared = diff, True
        self.lines_changed()

    def panel_lines(self, width: int) -> Sequence[Line]:
        """The changes; that there is nothing to compare with."""
        if not self._compared:
            return [[Cell("Comparing ...", "quiet")]]
        from tui.reports.diff import diff_lines

        return diff_lines(self._diff, width)
