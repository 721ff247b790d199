"""What changed since the last publication."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType

from tui.app.messages import ChangesFound
from tui.app.screens.panel import PanelScreen
from tui.reports.cells import Cell, Line, wrap
from tui.reports.plain_text import visible

if TYPE_CHECKING:
    from tui.scorecard.model import Scorecard


class ChangesScreen(PanelScreen):
    """Flips of conclusions first; restated months apart from those that moved on."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("D", "close", "Close", show=False, id="changes.close")]

    heading = "What changed since the last publication"

    def __init__(self, scorecard: Scorecard) -> None:
        super().__init__()
        self._scorecard = scorecard
        self._found: ChangesFound | None = None
        self._names: dict[str, str] = {}

    def on_mount(self) -> None:
        """Compare in a thread."""
        self._compare()

    @work(thread=True, exit_on_error=False)
    def _compare(self) -> None:
        from tui.scorecard.diff.compare import since_last
        from tui.scorecard.diff.short import short_names

        try:
            self._names = short_names(self._scorecard)
            self.post_message(ChangesFound(since_last(self._scorecard)))
        except Exception as error:  # noqa: BLE001 - nobody should wait for what will never come
            kind = type(error).__name__
            self.post_message(ChangesFound(None, f"an error in Scorecard itself while comparing: {kind}: {error}"))

    @on(ChangesFound)
    def _changes_found(self, message: ChangesFound) -> None:
        self._found = message
        self.lines_changed()

    def panel_lines(self, width: int) -> Sequence[Line]:
        """The changes; that there is nothing to compare with."""
        if self._found is None:
            return [[Cell("Comparing ...", "quiet")]]
        if self._found.trouble:
            return [[Cell(piece, "worse")] for piece in wrap(visible(self._found.trouble), width, 20)]
        from tui.reports.diff import diff_lines

        return diff_lines(self._found.diff, width, names=self._names)
