"""Reading a scorecard off the main thread: polars is imported there, after the first paint."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from tui.reports.glyphs import Glyphs
from tui.reports.grid import Grid, build_grid
from tui.scorecard.views import Overview
from tui.sources.request import Request


class Loaded(msgspec.Struct, frozen=True):
    """A scorecard, ready to draw."""

    overview: Overview
    grid: Grid
    complete: bool
    """Whether benchmarks and changes are there."""


class UnreadableError(Exception):
    """The scorecard cannot be opened; the message is for people."""


def load(request: Request, glyphs: Glyphs) -> Iterator[Loaded]:
    """Read what was asked for: what the table shows first of all, and then everything.

    The second comes when the first is on screen: nobody waits for a comparison to see a figure. Raises
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
    for compared in (False, True):
        found = overview(scorecard, compared=compared)
        yield Loaded(found, build_grid(found, glyphs), compared)
