"""Reading a scorecard off the main thread: polars is imported there, after the first paint."""

from __future__ import annotations

import msgspec

from tui.reports.glyphs import Glyphs
from tui.reports.grid import Grid, build_grid
from tui.scorecard.views import Overview
from tui.sources.request import Request


class Loaded(msgspec.Struct, frozen=True):
    """A scorecard, ready to draw."""

    overview: Overview
    grid: Grid


class UnreadableError(Exception):
    """The scorecard cannot be opened; the message is for people."""


def load(request: Request, glyphs: Glyphs) -> Loaded:
    """Read what was asked for. Raises `UnreadableError`."""
    from tui.scorecard.catalogue_file import CatalogueError
    from tui.scorecard.overview import overview
    from tui.sources.decoding import SourceError
    from tui.sources.opening import open_scorecard

    try:
        found = overview(open_scorecard(request))
    except (SourceError, CatalogueError) as error:
        raise UnreadableError(str(error)) from error
    return Loaded(found, build_grid(found, glyphs))
