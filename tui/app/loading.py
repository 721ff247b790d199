"""Reading a scorecard off the main thread: polars is imported there, after the first paint."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from tui.reports.glyphs import Glyphs
from tui.reports.grid import Grid, build_grid
from tui.scorecard.insight_views import Insight, Insights
from tui.scorecard.views import IndicatorView, Overview
from tui.sources.request import Request

if TYPE_CHECKING:
    from tui.scorecard.model import Scorecard


class Loaded(msgspec.Struct, frozen=True):
    """A scorecard, ready to draw."""

    overview: Overview
    grid: Grid
    insights: Insights | None = None
    models: tuple[tuple[str, Insights], ...] = ()
    """The insights by the list of statistical neighbours that DfE's figures are computed for, by its name."""

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
    from tui.sources.decoding import SourceError
    from tui.sources.opening import glance, open_scorecard

    try:
        reading = glance(request)
        first = reading.glance() if reading else None
        if first:
            yield Loaded(first, build_grid(first, glyphs))
        scorecard = reading.scorecard() if reading else open_scorecard(request)
    except (SourceError, CatalogueError) as error:
        raise UnreadableError(str(error)) from error
    from tui.scorecard.overview import overview

    found = overview(scorecard)
    if first is None:
        yield Loaded(found, build_grid(found, glyphs))
    from tui.scorecard.insights import insights

    derived = insights(scorecard)
    grid = build_grid(found, glyphs, derived)
    yield Loaded(found, grid, derived)
    if request.lait and request.dictionary:
        try:
            models = tuple(_models(scorecard, derived, request.lait, request.dictionary, request.neighbours))
        except SourceError as error:
            raise UnreadableError(str(error)) from error
        yield Loaded(found, grid, models[0][1], models)


def _models(
    scorecard: Scorecard, derived: Insights, lait: Path, dictionary: Path, neighbours: Sequence[Path]
) -> Iterator[tuple[str, Insights]]:
    """The insights with DfE's figures, once for each list of neighbours; without one, for the catalogue's."""
    from tui.scorecard.computed import with_computed
    from tui.sources.benchmarks import study_benchmarks

    for each in neighbours or (None,):
        name = each.name if each else "the catalogue's"
        yield name, with_computed(derived, study_benchmarks(scorecard, lait, dictionary, each))
