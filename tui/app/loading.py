"""Reading a scorecard off the main thread: polars is imported there, after the first paint."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from tui.reports.glyphs import Glyphs
from tui.reports.grid import Grid, build_grid
from tui.scorecard.insight_views import Insight, Insights
from tui.scorecard.views import IndicatorView, Overview
from tui.sources.progress import telling
from tui.sources.request import Request

if TYPE_CHECKING:
    from tui.scorecard.model import Scorecard
    from tui.sources.progress import Watch


class Loaded(msgspec.Struct, frozen=True):
    """A scorecard, ready to draw."""

    overview: Overview
    grid: Grid
    insights: Insights | None = None
    models: tuple[tuple[str, Insights], ...] = ()
    """The insights by the list of statistical neighbours that DfE's figures are computed for, by its name."""
    scorecard: Scorecard | None = None
    """What it was drawn from, once that is read: other periods of it are drawn without reading again."""
    publications: tuple[date, ...] = ()
    """The months that can be chosen, newest first."""

    @property
    def complete(self) -> bool:
        """Whether benchmarks, changes and all that is derived are there."""
        return self.insights is not None

    def insight(self, indicator: IndicatorView | None) -> Insight | None:
        """What is derived of an indicator, where that is known already."""
        return self.insights.by_ref.get(indicator.ref) if self.insights and indicator else None


class UnreadableError(Exception):
    """The scorecard cannot be opened; the message is for people. `names` are the authorities to choose from, if any."""

    def __init__(self, message: str, names: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.names = names


def load(request: Request, glyphs: Glyphs, watch: Watch | None = None) -> Iterator[Loaded]:
    """Read what was asked for: what the table shows first of all, and then everything that is derived of it.

    The second comes when the first is on screen: nobody waits for an audit to see a figure. `watch` is told how far
    reading has come. Raises `UnreadableError`, and what `watch` raises.
    """
    from tui.scorecard.catalogue_file import CatalogueError
    from tui.sources.decoding import SeveralAuthoritiesError, SourceError
    from tui.sources.opening import glance, open_scorecard

    try:
        reading = glance(request)
        first = reading.glance() if reading else None
        if first:
            yield Loaded(first, build_grid(first, glyphs))
        scorecard = reading.scorecard() if reading else open_scorecard(request, watch)
        yield from draw(scorecard, request, glyphs, watch, drawn=first is not None)
    except SeveralAuthoritiesError as error:
        raise UnreadableError(str(error), error.names) from error
    except (SourceError, CatalogueError) as error:
        raise UnreadableError(str(error)) from error


def draw(
    scorecard: Scorecard, request: Request, glyphs: Glyphs, watch: Watch | None = None, *, drawn: bool = False
) -> Iterator[Loaded]:
    """What is on screen of a scorecard as of its period: its table unless that is `drawn`, then all of it.

    `watch` hears how far it has come, and may stop it.
    """
    from tui.scorecard.insights import insights
    from tui.scorecard.oddities import checked
    from tui.scorecard.overview import overview
    from tui.scorecard.publications import publications

    found = overview(scorecard, telling(watch, "laying out the table"))
    if not drawn:
        yield Loaded(found, build_grid(found, glyphs))
    checks = telling(watch, "auditing the figures")
    derived = insights(scorecard, telling(watch, "working out signals"), checks)
    tell = telling(watch, "looking for what is unclear")
    tell(0, len(found.indicators))
    found = msgspec.structs.replace(found, problems=checked(scorecard))
    tell(len(found.indicators), len(found.indicators))
    grid, months = build_grid(found, glyphs, derived), publications(scorecard)
    yield Loaded(found, grid, derived, scorecard=scorecard, publications=months)
    if request.lait and request.dictionary:
        models = tuple(_models(scorecard, derived, request.lait, request.dictionary, request.neighbours))
        yield Loaded(found, grid, models[0][1], models, scorecard, months)


def _models(
    scorecard: Scorecard, derived: Insights, lait: Path, dictionary: Path, neighbours: Sequence[Path]
) -> Iterator[tuple[str, Insights]]:
    """The insights with DfE's figures, once for each list of neighbours; without one, for the catalogue's."""
    from tui.scorecard.computed import with_computed
    from tui.sources.benchmarks import study_benchmarks

    for each in neighbours or (None,):
        name = each.name if each else "the catalogue's"
        yield name, with_computed(derived, study_benchmarks(scorecard, lait, dictionary, each))
