"""Every version of a commentary, and that of the period before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from textual.binding import Binding, BindingType

from tui.app.screens.panel import PanelScreen
from tui.reports.cells import Line
from tui.reports.plain_text import clipped, visible
from tui.reports.versions import version_lines
from tui.scorecard.periods import long_label
from tui.scorecard.review import Comment, Key


class VersionsScreen(PanelScreen):
    """The newest first; text wraps, nothing is cut."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("v", "close", "Close", show=False)]

    def __init__(self, key: Key, versions: Sequence[Comment], last: tuple[date, Comment] | None) -> None:
        super().__init__()
        self._versions = versions
        self._last = last
        self.heading = clipped(f"Commentary on {visible(key.ref)}, {long_label(key.period)}", 60)

    def panel_lines(self, width: int) -> Sequence[Line]:
        """The versions, then the commentary of the newest period before."""
        return version_lines(self._versions, self._last, width)
