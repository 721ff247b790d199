"""The service areas, one tab each, with the number of reds in them."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.message import Message

from tui.app.widgets.drawing import Drawing
from tui.reports.cells import Cell, Line, line_width
from tui.reports.glyphs import Glyphs
from tui.reports.plain_text import clipped, visible
from tui.scorecard.views import AreaView

_LONGEST_NAME = 40
_LONG_NAME = 20
"""Above this length a name gives way to its short form before the others do."""


class AreaTabs(Drawing):
    """One line of tabs; names give way to short names, ref prefixes and at last to numbers."""

    DEFAULT_CSS = "AreaTabs { height: 1; }"

    class Chosen(Message):
        """A tab was clicked."""

        def __init__(self, position: int) -> None:
            super().__init__()
            self.position = position

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__()
        self._glyphs = glyphs
        self._areas: Sequence[AreaView] = ()
        self._active = 0

    def show(self, areas: Sequence[AreaView], active: int) -> None:
        """Show the tabs of these areas, `active` the one in front."""
        if (areas, active) != (self._areas, self._active):
            self._areas, self._active = areas, active
            self.redraw()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The one line, with the longest names that fit."""
        return [[cell for tab in self._tabs(width) for cell in tab]]

    def _tabs(self, width: int) -> list[Line]:
        tabs: list[Line] = []
        for names in (
            [area.name for area in self._areas],
            [area.name if len(area.name) <= _LONG_NAME else area.short_name for area in self._areas],
            [area.short_name for area in self._areas],
            [self._prefix(area, position) for position, area in enumerate(self._areas)],
            ["" for _ in self._areas],
        ):
            tabs = [self._tab(position, name) for position, name in enumerate(names)]
            if sum(map(line_width, tabs)) <= width:
                break
        return tabs

    def _prefix(self, area: AreaView, position: int) -> str:
        """The area's ref prefix; the tab in front keeps its name."""
        return area.short_name if position == self._active else area.prefix or area.short_name[:3]

    def _tab(self, position: int, name: str) -> Line:
        active = position == self._active
        area = self._areas[position]
        label = f" {position + 1} {clipped(visible(name), _LONGEST_NAME)}".rstrip()
        reds = f" {self._glyphs.red_count}{area.ratings.red}" if area.ratings.red else ""
        if active:
            return [Cell(label, "tab"), Cell(f"{reds} ", "tab")]
        return [Cell(label, "quiet"), Cell(reds, "worse"), Cell(" ")]

    def on_click(self, event: events.Click) -> None:
        """Tell which tab lies under the click."""
        right = 0
        for position, tab in enumerate(self._tabs(self.size.width)):
            right += line_width(tab)
            if event.x < right:
                self.post_message(self.Chosen(position))
                return
