"""From the paths a user names to a scorecard: which catalogue, which reader."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec

from tui import bundled
from tui.scorecard.catalogue import Catalogue
from tui.scorecard.catalogue_file import load_catalogue
from tui.scorecard.model import Scorecard
from tui.sources.decoding import SourceError, read_text, split_lines
from tui.sources.published.reader import Reading, read_rows
from tui.sources.request import Request

CATALOGUE: Final = "indicators.toml"
TABLES: Final = (".csv", ".parquet", ".xlsx")
"""Endings of files in the tidy form."""


def open_scorecard(request: Request) -> Scorecard:
    """Read the scorecard that a user asked for.

    Raises `SourceError` for a source, and `CatalogueError` for a catalogue, that cannot be used.
    """
    sources = request.sources or (bundled.sample_path(),)
    if len(sources) == 1:
        return _open_one(sources[0], request)
    from tui.sources.together import together

    return together(
        [_open_one(source, msgspec.structs.replace(request, period=None)) for source in sources], request.period
    )


def glance(request: Request) -> Reading | None:
    """The rows of the one published text that a user asked for; null for everything else.

    They can be shown before polars is imported and any frame is made. Errors are those of `open_scorecard`.
    """
    sources = request.sources or (bundled.sample_path(),)
    if len(sources) > 1 or _is_table(sources[0]):
        return None
    return _read_text(sources[0], request)


def _is_table(source: Path) -> bool:
    return source.suffix.lower() in TABLES and not source.is_dir()


def _read_text(source: Path, request: Request) -> Reading:
    if source.is_dir():
        raise SourceError(f"{source}: is a folder; name one file in it")
    catalogue = find_catalogue(source, request.indicators)
    lines = split_lines(read_text(source), source.name)
    return read_rows(lines, catalogue, authority=request.authority or catalogue.authority, period=request.period)


def _open_one(source: Path, request: Request) -> Scorecard:
    if not _is_table(source):
        return _read_text(source, request).scorecard()
    from tui.sources.tidy import read_tidy

    catalogue = find_catalogue(source, request.indicators)
    return read_tidy(source, catalogue, period=request.period, authority=request.authority)


def find_catalogue(source: Path, named: Path | None) -> Catalogue:
    """The catalogue named, else an `indicators.toml` beside the source, else the user's, else the bundled one.

    The user's lies in the configuration folder of their system; the bundled scorecard keeps to its own.
    """
    path = named or next((each for each in _places(source) if each.is_file()), bundled.catalogue_path())
    try:
        return load_catalogue(path)
    except OSError as error:
        raise SourceError(f"{path}: cannot be read ({(error.strerror or 'unknown error').lower()})") from error


def _places(source: Path) -> Iterator[Path]:
    yield source.parent / CATALOGUE
    if source != bundled.sample_path():
        from platformdirs import user_config_path  # only where a source is named: the first start has no use for it

        yield user_config_path("scorecard", appauthor=False) / CATALOGUE
