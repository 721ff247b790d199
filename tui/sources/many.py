"""Several files and folders, read one after the other: what cannot be read is listed, the rest is one history."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import msgspec

from tui.scorecard.catalogue import Catalogue
from tui.scorecard.model import Scorecard
from tui.scorecard.problems import Problem, Severity
from tui.sources.catalogues import catalogue_path, load
from tui.sources.decoding import SeveralAuthoritiesError, SourceError
from tui.sources.folder import Found, Skipped, files_of, is_folder, short_names
from tui.sources.format import Ask, NamingFormat
from tui.sources.formats import UnknownFormatError, format_of
from tui.sources.progress import Progress, Watch
from tui.sources.renaming import of_authority, renamed
from tui.sources.request import Request
from tui.sources.together import together, with_gaps

UNREAD: Final = "unread_source"
"""The code of the problem that a file could not be read at all."""

SKIPPED: Final = "skipped_source"
"""The code of the problem that a path is no scorecard."""

_REASONS_IN_A_MESSAGE: Final = 5


def open_many(request: Request, watch: Watch | None = None) -> Scorecard:
    """The scorecards of all files as one history; arguments and errors are those of `open_scorecard`.

    A file that cannot be read is a problem, as long as another can.
    """
    pile = _Pile(request, files_of(request.sources))
    for number, path in enumerate(pile.files):
        if watch:
            watch(Progress(number, len(pile.files), f"reading {pile.names[path]}"))
        pile.read(path)
    found = pile.scorecard()
    if watch:
        watch(Progress(len(pile.files), len(pile.files), "read"))
    return found


def authorities_of_many(request: Request) -> tuple[str, ...]:
    """The authorities that any of the files holds."""
    pile = _Pile(request, files_of(request.sources))
    names: set[str] = set()
    for path in pile.files:
        try:
            names.update(pile.authorities(path))
        except SourceError:
            continue  # it has its place among the problems when it is read
    return tuple(sorted(names))


class _Read(msgspec.Struct, frozen=True):
    """A scorecard, and whether its file says whose it is."""

    path: Path
    scorecard: Scorecard
    names_its_own: bool


class _Pile:
    """The files, and what has been read of them."""

    def __init__(self, request: Request, found: Found) -> None:
        self.request = request
        # Of two files of one month the one that was saved later counts: it is read later.
        self.files = sorted(found.files, key=_saved)
        self.names = short_names([*found.files, *(each.path for each in found.skipped)])
        self._folders = tuple(source for source in request.sources if is_folder(source))
        self._named = frozenset(request.sources)
        self._catalogues: dict[Path, Catalogue] = {}
        self._scorecards: list[_Read] = []
        self._authorities: set[str] = set()
        self._problems = [self._skipped(each) for each in found.skipped]
        self._reasons: list[str] = []

    def read(self, path: Path) -> None:
        """Read one more file."""
        try:
            form = format_of(path, named=path in self._named)
            names_its_own = isinstance(form, NamingFormat)
            scorecard = form.read(path, self._ask(path, self.request.authority if names_its_own else None))
        except SeveralAuthoritiesError as error:
            self._authorities.update(error.names)
        except UnknownFormatError as error:
            # A folder holds other things too; but what is named, or empty, was meant to be a scorecard.
            self._list(path, error, "error" if path in self._named or _is_empty(path) else "info")
        except SourceError as error:
            others = self._others(path)
            self._authorities.update(others)
            self._list(path, error, "info" if others else "error")
        except OSError as error:
            self._list(path, SourceError(f"cannot be read ({(error.strerror or 'unknown error').lower()})"), "error")
        else:
            self._authorities.add(scorecard.authority)
            self._scorecards.append(_Read(path, renamed(scorecard, path.name, self.names[path]), names_its_own))

    def scorecard(self) -> Scorecard:
        """Everything read of one authority, as of the period asked for."""
        chosen = [one.scorecard for one in self._chosen()]
        if not chosen:
            raise SourceError("; ".join(self._why_nothing()))
        found = together(chosen, self.request.period, latest=self.request.latest)
        return with_gaps(msgspec.structs.replace(found, problems=(*found.problems, *self._problems)))

    def _chosen(self) -> Sequence[_Read]:
        """The scorecards of the authority asked for.

        Where it is one of several in the files, a scorecard that names nobody is that of its catalogue's. Where no file
        has it, it is the name of those that name nobody.
        """
        wanted = self.request.authority
        if wanted is None:
            if len(self._authorities) > 1:
                raise SeveralAuthoritiesError(self._authorities)
            return self._scorecards
        if wanted in self._authorities:
            for one in self._scorecards:
                if one.scorecard.authority != wanted:
                    self._list(one.path, SourceError(f"it is {one.scorecard.authority}'s, and not {wanted}'s"), "info")
            return [one for one in self._scorecards if one.scorecard.authority == wanted]
        return [
            msgspec.structs.replace(one, scorecard=of_authority(one.scorecard, wanted))
            for one in self._scorecards
            if not one.names_its_own
        ]

    def authorities(self, path: Path) -> tuple[str, ...]:
        """The authorities that a file names, else that of its catalogue."""
        form = format_of(path, named=path in self._named)
        return form.authorities(path) if isinstance(form, NamingFormat) else (self._catalogue(path).authority,)

    def _ask(self, path: Path, authority: str | None) -> Ask:
        only = self.request.period if len(self.files) == 1 else None
        return Ask(self._catalogue(path), authority, only)

    def _catalogue(self, path: Path) -> Catalogue:
        where = catalogue_path(path, self.request.indicators, self._folders)
        if where not in self._catalogues:
            self._catalogues[where] = load(where)
        return self._catalogues[where]

    def _others(self, path: Path) -> tuple[str, ...]:
        """The authorities of a file that could not be read because the one asked for is not among them."""
        wanted = self.request.authority
        if wanted is None:
            return ()
        try:
            form = format_of(path)
            names = form.authorities(path) if isinstance(form, NamingFormat) else ()
        except (SourceError, OSError):
            return ()
        return () if wanted in names else names

    # ---- what could not be read

    def _list(self, path: Path, error: SourceError, severity: Severity) -> None:
        """Add a file that was not read to the problems."""
        reason = str(error).removeprefix(f"{path}: ").removeprefix(f"{path.name}: ")
        self._reasons.append(f"{path}: {reason}")
        code = SKIPPED if severity == "info" else UNREAD
        self._problems.append(Problem(severity, f"{self.names[path]}:1:1", f"not read: {reason}", None, code))

    def _skipped(self, one: Skipped) -> Problem:
        severity: Severity = "error" if one.lost else "info"
        code = UNREAD if one.lost else SKIPPED
        return Problem(severity, f"{self.names[one.path]}:1:1", f"not read: {one.reason}", None, code)

    def _why_nothing(self) -> Iterator[str]:
        """Why there is nothing to show: the reasons of the first files."""
        if not self._reasons:
            folders = ", ".join(map(str, self.request.sources))
            yield f"{folders}: holds no scorecard; name a file, or a folder with scorecards in it"
        yield from self._reasons[:_REASONS_IN_A_MESSAGE]
        if (more := len(self._reasons) - _REASONS_IN_A_MESSAGE) > 0:
            yield f"and {more} more files could not be read"


def _saved(path: Path) -> tuple[int, str]:
    """When a file was last changed, then its name."""
    try:
        return path.stat().st_mtime_ns, path.name
    except OSError:
        return 0, path.name


def _is_empty(path: Path) -> bool:
    try:
        return path.stat().st_size == 0
    except OSError:
        return True
