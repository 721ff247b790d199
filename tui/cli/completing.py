"""Words that a shell can complete: refs, service areas, authorities and months of the source on the line.

Nothing that goes wrong is told: a shell that asks has nowhere to show it. Where sources are not named yet, it is those
of the settings, else the bundled scorecard. Refs and areas come without polars.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click
from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from tui.scorecard.catalogue import Catalogue
    from tui.sources.request import Request

_QUICK: Final = 8_000_000
"""Bytes of sources up to which they are read for a word."""


def refs(ctx: click.Context, incomplete: str) -> list[CompletionItem]:
    """The refs that begin so, in whatever case, with the short names of their indicators."""
    found: list[tuple[str, str]] = []
    with _silently():
        request = _request(ctx)
        found = list(_published_refs(request)) or [
            (one.ref, one.short_name) for one in _catalogue(request).indicators.values()
        ]
    return _items(found, incomplete)


def areas(ctx: click.Context, incomplete: str) -> list[CompletionItem]:
    """The ref prefixes of service areas: those that begin so, or whose area's name does."""
    wanted = incomplete.casefold()
    with _silently():
        return [
            CompletionItem(area.prefix, help=area.name)
            for area in _catalogue(_request(ctx)).areas.values()
            if any(name.casefold().startswith(wanted) for name in (area.prefix, area.name, area.short_name))
        ]
    return []


def authorities(ctx: click.Context, incomplete: str) -> list[CompletionItem]:
    """The authorities in the sources, where those are quickly read."""
    found: list[tuple[str, str]] = []
    with _silently():
        request = _request(ctx)
        if _is_quick(request):
            from tui.sources.opening import authorities as named

            found = [(name, "") for name in named(request)]
    return _items(found, incomplete)


def months(ctx: click.Context, incomplete: str) -> list[CompletionItem]:
    """The months of which there is a scorecard in the sources, newest first, where those are quickly read."""
    found: list[tuple[str, str]] = []
    with _silently():
        from tui.scorecard.periods import key, long_label
        from tui.scorecard.publications import publications
        from tui.sources.opening import glance, open_scorecard

        request = _request(ctx)
        if _is_quick(request):
            reading = glance(request)
            of_one = reading is not None and not reading.later_months
            periods = (reading.report,) if reading and of_one else publications(open_scorecard(request))
            found = [(key(period), long_label(period)) for period in periods]
    return _items(found, incomplete)


@contextmanager
def _silently() -> Iterator[None]:
    """Pass over what cannot be read or understood."""
    from tui.scorecard.catalogue_file import CatalogueError
    from tui.settings import SettingsError
    from tui.sources.decoding import SourceError

    try:
        yield
    except (CatalogueError, SettingsError, SourceError, OSError):
        return


def _items(found: Iterable[tuple[str, str]], incomplete: str) -> list[CompletionItem]:
    wanted = incomplete.casefold()
    return [CompletionItem(word, help=words) for word, words in found if word.casefold().startswith(wanted)]


def _request(ctx: click.Context) -> Request:
    """What the words before the one to complete ask to open."""
    from tui.settings import load_settings
    from tui.settings.requests import completed
    from tui.sources.request import Request

    said = ctx.params
    sources = tuple(Path(source).expanduser() for source in said.get("sources") or ())
    return completed(Request(sources, None, said.get("authority"), said.get("indicators")), load_settings())


def _catalogue(request: Request) -> Catalogue:
    from tui import bundled
    from tui.sources.catalogues import find_catalogue
    from tui.sources.folder import CATALOGUE, is_folder

    source = (request.sources or (bundled.sample_path(),))[0]
    return find_catalogue(source / CATALOGUE if is_folder(source) else source, request.indicators)


def _published_refs(request: Request) -> Iterator[tuple[str, str]]:
    """Those of a published scorecard, which is read without polars; nothing for other sources."""
    from tui.sources.opening import glance

    if request.sources and _is_quick(request) and (reading := glance(request)):
        overview = reading.glance()
        yield from ((one.ref, one.short_name) for one in overview.indicators) if overview else ()


def _is_quick(request: Request) -> bool:
    return sum(_size(source) for source in request.sources) <= _QUICK


def _size(source: Path) -> int:
    from tui.sources.folder import files_of, is_folder

    return (
        sum(path.stat().st_size for path in files_of((source,)).files) if is_folder(source) else source.stat().st_size
    )
