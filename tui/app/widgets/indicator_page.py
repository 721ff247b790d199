"""One indicator on a page: the pane beside or below the table, and the whole of its own screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from textual.geometry import Size

from tui.app.widgets.drawing import Drawing
from tui.reports.cells import Line
from tui.reports.glyphs import Glyphs
from tui.scorecard.subject import Subject
from tui.scorecard.views import IndicatorView

PAGE_DELAY: Final = 0.08
"""Seconds that the cursor must rest before a pane is drawn anew: a held key then costs only the table."""


class IndicatorPage(Drawing):
    """Draws the page of an indicator into the room it has; `-scrolls` lets it be longer than that."""

    DEFAULT_CSS = """
    IndicatorPage { height: 1fr; width: 1fr; padding: 0 1; }
    IndicatorPage.-scrolls { height: auto; padding: 0 0 0 1; }
    """

    def __init__(self, glyphs: Glyphs, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._glyphs = glyphs
        self._subject: Subject | None = None
        self._why = ""

    @property
    def indicator(self) -> IndicatorView | None:
        """The indicator shown."""
        return self._subject.indicator if self._subject else None

    def show(self, subject: Subject | None, why: str = "") -> None:
        """Show an indicator with all that is known of it; nothing draws an empty page. `why` is its place in triage."""
        if subject != self._subject or why != self._why:
            self._subject, self._why = subject, why
            self.redraw()
            if self.has_class("-scrolls"):
                self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The lines of the page at this width, at least as many as its container has."""
        return max(len(self.lines(width, container.height)), container.height)

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The page."""
        from tui.reports.indicator_page import indicator_page  # not before there is a page to draw

        return indicator_page(self._subject, width, height, self._glyphs, self._why) if self._subject else []
