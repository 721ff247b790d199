"""Reading a scorecard off the main thread: polars is imported there, after the first paint."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from tui.reports.glyphs import Glyphs
from tui.reports.grid import Grid, build_grid
from tui.scorecard.insight_views import Insight, Insights
from tui.scorecard.views import IndicatorView, Overview
from tui.sources.request import Request


class Loaded(msgspec.Struct, frozen=True):
    """A scorecard, ready to draw."""

    overview: Overview
    grid: Grid
    insights: Insights | None = None

    @property
    def complete(self) -> bool:
        """Whether benchmarks, changes and all that is derived are there."""
        return self.insights is not None

    def insight(self, indicator: IndicatorView | None) -> Insight | None:
        """What is derived of an indicator, where that is known already."""
        return self.insights.by_ref.get(indicator.ref) if self.insights and indicator else None


class UnreadableError(Exception):
    """The scorecard cannot be opened; the message is for people."""


def load(request: Request, glyphs: Glyphs) -> Iterator[Loaded]:
    """Read what was asked for: what the table shows first of all, and then everything that is derived of it.

    The second comes when the first is on screen: nobody waits for an audit to see a figure. Raises
    `UnreadableError`.
    """
    from tui.scorecard.catalogue_file import CatalogueError
    from tui.scorecard.overview import overview
    from tui.sources.decoding import SourceError
    from tui.sources.opening import open_scorecard

    try:
        scorecard = open_scorecard(request)
    except (SourceError, CatalogueError) as error:
        raise UnreadableError(str(error)) from error
    found = overview(scorecard, compared=False)
    yield Loaded(found, build_grid(found, glyphs))
    from tui.scorecard.insights import insights

    found, derived = overview(scorecard), insights(scorecard)
    yield Loaded(found, build_grid(found, glyphs, derived), derived)
