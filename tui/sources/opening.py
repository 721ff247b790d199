"""From the paths a user names to a scorecard: which catalogue, which format, which files together."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from tui import bundled
from tui.scorecard.catalogue import Catalogue
from tui.scorecard.model import Scorecard
from tui.sources.catalogues import find_catalogue
from tui.sources.decoding import SeveralAuthoritiesError, unreadable
from tui.sources.folder import is_folder
from tui.sources.format import Ask, Format, NamingFormat, RowFormat
from tui.sources.formats import format_of
from tui.sources.progress import Progress, Watch
from tui.sources.request import Request

if TYPE_CHECKING:
    from tui.scorecard.problems import Problem
    from tui.sources.published.reading import Reading

__all__ = ["authorities", "find_catalogue", "glance", "open_scorecard"]

_AS_ASKED: Final = ", as asked"
"""How the warning of a published reader ends that was asked for another month than the scorecard states."""


def open_scorecard(request: Request, watch: Watch | None = None) -> Scorecard:
    """Read the scorecard that a user asked for: one file, or several and folders as one history.

    `watch` is told before each file and at the end, and may raise `Cancelled`, which goes through. Raises
    `SeveralAuthoritiesError` where one of several authorities is to be chosen, `SourceError` for a source, and
    `CatalogueError` for a catalogue, that cannot be used.
    """
    source = _only_file(request)
    if source is None:
        from tui.sources.many import open_many

        return open_many(request, watch)
    tell = watch or _nobody
    tell(Progress(0, 1, f"reading {source.name}"))
    found = read_file(source, request)
    if relabelled(found.problems):
        found = read_file(source, msgspec.structs.replace(request, period=None))
    from tui.sources.together import aimed, with_gaps

    scorecard = with_gaps(aimed(found, request.period, latest=request.latest))
    tell(Progress(1, 1, f"read {source.name}"))
    return scorecard


def glance(request: Request) -> Reading | None:
    """The rows of the one published scorecard that a user asked for; null for everything else.

    They can be shown before polars is imported and any frame is made. Errors are those of `open_scorecard`.
    """
    source = _only_file(request)
    if source is None:
        return None
    form = format_of(source)
    if not isinstance(form, RowFormat):
        return None
    reading = form.rows(source, ask_of(source, request))
    return None if relabelled(reading.problems) else reading


def authorities(request: Request) -> tuple[str, ...]:
    """The authorities among which a user can choose, sorted; read without the figures where that can be.

    A file that names none has that of its catalogue. Files that cannot be read have none.
    """
    source = _only_file(request)
    if source is None:
        from tui.sources.many import authorities_of_many

        return authorities_of_many(request)
    return authorities_of(source, request)


def authorities_of(source: Path, request: Request, folders: tuple[Path, ...] = ()) -> tuple[str, ...]:
    """The authorities that one file names, else that of its catalogue."""
    form = format_of(source, named=not folders)
    if isinstance(form, NamingFormat):
        return form.authorities(source)
    catalogue = find_catalogue(source, request.indicators, folders)
    return authorities_read(form, source, catalogue)


def authorities_read(form: Format, source: Path, catalogue: Catalogue) -> tuple[str, ...]:
    """The authorities of a file whose format names none beforehand: in its title or rows, else its catalogue's."""
    if not isinstance(form, RowFormat):
        return (catalogue.authority,)
    try:
        return (form.rows(source, Ask(catalogue)).authority,)
    except SeveralAuthoritiesError as error:
        return error.names


def read_file(source: Path, request: Request) -> Scorecard:
    """The scorecard in one file that the user named."""
    form = format_of(source)
    try:
        return form.read(source, ask_of(source, request))
    except OSError as error:
        raise unreadable(source, error) from error


def ask_of(source: Path, request: Request) -> Ask:
    """How the one file that the user named is to be read."""
    return Ask(find_catalogue(source, request.indicators), request.authority, request.period)


def _only_file(request: Request) -> Path | None:
    """The file asked for, where it is one: no folder, and not one of several."""
    sources = request.sources or (bundled.sample_path(),)
    return sources[0] if len(sources) == 1 and not is_folder(sources[0]) else None


def relabelled(problems: Sequence[Problem]) -> bool:
    """Whether a scorecard states another month than it was read as: a period chooses, it makes no month another."""
    return any(problem.message.endswith(_AS_ASKED) for problem in problems)


def _nobody(progress: Progress) -> None:
    """Nobody watches."""
