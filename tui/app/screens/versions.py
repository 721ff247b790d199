"""Every version of a commentary, and that of the period before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from tui.app.journal_work import JournalWork
from tui.app.screens.panel import PanelScreen
from tui.reports.cells import Cell, Line, wrap
from tui.reports.plain_text import clipped, visible
from tui.reports.versions import version_lines
from tui.scorecard.periods import long_label
from tui.scorecard.review import Comment, Key


class VersionsScreen(PanelScreen):
    """The newest first; text wraps, nothing is cut."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("v", "close", "Close", show=False, id="versions.close")]

    def __init__(self, key: Key, journal: JournalWork) -> None:
        super().__init__()
        self._key = key
        self._journal = journal
        self._read: tuple[Sequence[Comment], tuple[date, Comment] | None] | None = None
        self._trouble = ""
        self.heading = clipped(f"Commentary on {visible(key.ref)}, {long_label(key.period)}", 60)

    def on_mount(self) -> None:
        """Read them."""
        self._read_versions()

    @work(exclusive=True)
    async def _read_versions(self) -> None:
        from tui.journal.errors import JournalError
        from tui.settings import SettingsError

        key = self._key
        try:
            versions = await self._journal.read(lambda each: each.versions(key)) or []
            last = await self._journal.read(lambda each: each.last_comment_before(key))
        except (JournalError, SettingsError) as error:
            self._trouble = str(error)
        else:
            self._read = (versions, last)
        self.lines_changed()

    def panel_lines(self, width: int) -> Sequence[Line]:
        """The versions, then the commentary of the newest period before."""
        if self._trouble:
            return [[Cell(piece, "worse")] for piece in wrap(visible(self._trouble), width, 20)]
        return version_lines(*self._read, width) if self._read else []
