"""One indicator on a page: the pane beside or below the table, and the whole of its own screen."""

from __future__ import annotations

from collections.abc import Sequence

from textual.geometry import Size

from tui.app.widgets.drawing import Drawing
from tui.reports.cells import Line
from tui.reports.glyphs import Glyphs
from tui.scorecard.insight_views import Insight
from tui.scorecard.views import IndicatorView


class IndicatorPage(Drawing):
    """Draws the page of an indicator into the room it has; `-scrolls` lets it be longer than that."""

    DEFAULT_CSS = """
    IndicatorPage { height: 1fr; width: 1fr; padding: 0 1; }
    IndicatorPage.-scrolls { height: auto; }
    """

    def __init__(self, glyphs: Glyphs, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._glyphs = glyphs
        self._indicator: IndicatorView | None = None
        self._insight: Insight | None = None

    @property
    def indicator(self) -> IndicatorView | None:
        """The indicator shown."""
        return self._indicator

    def show(self, indicator: IndicatorView | None, insight: Insight | None = None) -> None:
        """Show an indicator, with what is derived of it; nothing draws an empty page."""
        if indicator is not self._indicator or insight is not self._insight:
            self._indicator, self._insight = indicator, insight
            self.redraw()
            if self.has_class("-scrolls"):
                self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The lines of the page at this width, at least as many as its container has."""
        return max(len(self.lines(width, container.height)), container.height)

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The page."""
        from tui.reports.indicator_page import indicator_page  # not before there is a page to draw

        return indicator_page(self._indicator, width, height, self._glyphs, self._insight) if self._indicator else []
