"""Where each number of an indicator stands in its source, and what stands there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from tui.app.screens.panel import PanelScreen
from tui.reports.cells import Line
from tui.reports.glyphs import Glyphs
from tui.reports.plain_text import clipped, visible
from tui.reports.provenance import provenance_lines
from tui.scorecard.insight_views import Insight
from tui.scorecard.views import IndicatorView


class ProvenanceScreen(PanelScreen):
    """One line a published cell."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("p", "close", "Close", show=False, id="provenance.close")]

    def __init__(self, indicator: IndicatorView, glyphs: Glyphs, insight: Insight | None) -> None:
        super().__init__()
        self._indicator = indicator
        self._insight = insight
        self._glyphs = glyphs
        self.heading = clipped(f"Source of {visible(indicator.ref)}", 60)

    def panel_lines(self, width: int) -> Sequence[Line]:
        """The cells, in the order of a row."""
        return provenance_lines(self._indicator, width, self._glyphs, self._insight)
