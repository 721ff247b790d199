"""Several files and folders, read one after the other: what cannot be read is listed, the rest is one history."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import msgspec

from tui.scorecard.catalogue import Catalogue
from tui.scorecard.model import Scorecard
from tui.scorecard.problems import Problem, Severity, why
from tui.sources.catalogues import catalogue_path, load
from tui.sources.decoding import OtherAuthoritiesError, SeveralAuthoritiesError, SourceError, UnknownFormatError
from tui.sources.folder import Found, Skipped, files_of, is_folder, short_names
from tui.sources.format import Ask, NamingFormat, RowFormat
from tui.sources.formats import format_of
from tui.sources.opening import authorities_read
from tui.sources.progress import Progress, Watch
from tui.sources.published.whose import same_authority
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


class _Unread(msgspec.Struct, frozen=True):
    """A file that was not read, why, and how bad that is."""

    path: Path
    reason: str
    severity: Severity


class _Pile:
    """The files, and what has been read of them."""

    def __init__(self, request: Request, found: Found) -> None:
        self.request = request
        # Of two files of one month the one that was saved later counts: it is read later.
        self.files = sorted(found.files, key=_saved)
        self.names = short_names([*found.files, *(each.path for each in found.skipped)])
        self._positions = {path: at for at, path in enumerate(self.files)}
        self._folders = tuple(source for source in request.sources if is_folder(source))
        self._named = frozenset(request.sources)
        self._catalogues: dict[Path, Catalogue] = {}
        self._scorecards: list[_Read] = []
        self._to_choose: set[str] = set()
        """The authorities among which one is to be chosen: of all, or of those that bear the name asked for."""
        self._of_others: dict[Path, OtherAuthoritiesError] = {}
        self._lost = [each for each in found.skipped if each.lost]
        self._skipped = [self._skip(each) for each in found.skipped]
        self._unread: list[_Unread] = []

    def read(self, path: Path) -> None:
        """Read one more file."""
        self._read(path, self.request.authority)

    def _read(self, path: Path, authority: str | None) -> None:
        try:
            form = format_of(path, named=path in self._named)
            if isinstance(form, RowFormat):
                reading = form.rows(path, self._ask(path, authority))
                names_its_own, scorecard = reading.names_its_own, reading.scorecard()
            else:
                names_its_own = isinstance(form, NamingFormat)
                scorecard = form.read(path, self._ask(path, authority if names_its_own else None))
        except SeveralAuthoritiesError as error:
            self._to_choose.update(error.names)
        except OtherAuthoritiesError as error:
            self._of_others[path] = error
        except UnknownFormatError as error:
            # A folder holds other things too; but what is named, or empty, was meant to be a scorecard.
            self._list(path, error, "error" if path in self._named or _is_empty(path) else "info")
        except SourceError as error:
            self._list(path, error, "error")
        except OSError as error:
            self._list(path, SourceError(f"cannot be read ({why(error)})"), "error")
        else:
            self._scorecards.append(_Read(path, renamed(scorecard, path.name, self.names[path]), names_its_own))

    def scorecard(self) -> Scorecard:
        """Everything read of one authority, as of the period asked for."""
        chosen = self._chosen()
        self._unread.sort(key=lambda one: self._positions[one.path])
        if not chosen:
            raise SourceError("; ".join(self._why_nothing()))
        found = together(chosen, self.request.period, latest=self.request.latest)
        problems = (*found.problems, *self._skipped, *map(self._problem, self._unread))
        return with_gaps(msgspec.structs.replace(found, problems=problems))

    def _chosen(self) -> Sequence[Scorecard]:
        """The scorecards of the authority asked for, in the order of their files.

        A file that names its authorities knows whom a number or a spelling means. Where it is one of several in the
        files, a scorecard that names nobody is that of its catalogue's. Where no file has it, it is the name of those
        that name nobody. Raises `SeveralAuthoritiesError` where none is asked for, or several bear the name.
        """
        wanted = self.request.authority
        if wanted is None:
            self._to_choose.update(one.scorecard.authority for one in self._scorecards)
            if len(self._to_choose) > 1:
                raise SeveralAuthoritiesError(self._to_choose)
            return [one.scorecard for one in self._scorecards]
        if self._to_choose:
            raise SeveralAuthoritiesError(self._to_choose)
        names = self._names_of(wanted)
        self._read_of_others(names)
        if not names:
            return [of_authority(one.scorecard, wanted) for one in self._scorecards]
        shown = " or ".join(sorted(names))
        for one in self._scorecards:
            if one.scorecard.authority not in names:
                self._list(one.path, SourceError(f"it is {one.scorecard.authority}'s, and not {shown}'s"), "info")
        return _under_one_name([one.scorecard for one in self._scorecards if one.scorecard.authority in names])

    def _names_of(self, wanted: str) -> set[str]:
        """What the authority asked for is called in the files, which is not always the same; nothing where in none."""
        named = {one.scorecard.authority for one in self._scorecards if one.names_its_own}
        return named or {
            one.scorecard.authority for one in self._scorecards if same_authority(one.scorecard.authority, wanted)
        }

    def _read_of_others(self, names: set[str]) -> None:
        """Read the files that know the authority by its name only; the others are not read."""
        for path, error in sorted(self._of_others.items(), key=lambda item: self._positions[item[0]]):
            known = names.intersection(error.names) if error.by_name_only else ()
            if known:
                self._read(path, min(known))
            else:
                self._list(path, error, "info" if error.names else "error")
        self._scorecards.sort(key=lambda one: self._positions[one.path])

    def authorities(self, path: Path) -> tuple[str, ...]:
        """The authorities that a file names, else that of its catalogue."""
        form = format_of(path, named=path in self._named)
        if isinstance(form, NamingFormat):
            return form.authorities(path)
        return authorities_read(form, path, self._catalogue(path))

    def _ask(self, path: Path, authority: str | None) -> Ask:
        only = self.request.period if len(self.files) == 1 else None
        catalogue = self._catalogue(path)
        return Ask(catalogue, authority, only, unnamed=catalogue.authority)

    def _catalogue(self, path: Path) -> Catalogue:
        where = catalogue_path(path, self.request.indicators, self._folders)
        if where not in self._catalogues:
            self._catalogues[where] = load(where)
        return self._catalogues[where]

    # ---- what could not be read

    def _list(self, path: Path, error: SourceError, severity: Severity) -> None:
        """Add a file to those that were not read."""
        reason = str(error).removeprefix(f"{path}: ").removeprefix(f"{path.name}: ")
        self._unread.append(_Unread(path, reason, severity))

    def _problem(self, one: _Unread) -> Problem:
        code = SKIPPED if one.severity == "info" else UNREAD
        return Problem(one.severity, f"{self.names[one.path]}:1:1", f"not read: {one.reason}", None, code)

    def _skip(self, one: Skipped) -> Problem:
        severity: Severity = "error" if one.lost else "info"
        code = UNREAD if one.lost else SKIPPED
        return Problem(severity, f"{self.names[one.path]}:1:1", f"not read: {one.reason}", None, code)

    def _why_nothing(self) -> Iterator[str]:
        """Why there is nothing to show: the reasons of the first files."""
        lost = [f"{one.path}: {one.reason}" for one in self._lost]
        reasons = [*(f"{one.path}: {one.reason}" for one in self._unread), *lost]
        if not reasons:
            folders = ", ".join(map(str, self.request.sources))
            yield f"{folders}: holds no scorecard; name a file, or a folder with scorecards in it"
        yield from reasons[:_REASONS_IN_A_MESSAGE]
        if (more := len(reasons) - _REASONS_IN_A_MESSAGE) > 0:
            yield f"and {more} more files could not be read"


def _under_one_name(scorecards: Sequence[Scorecard]) -> list[Scorecard]:
    """Scorecards of one authority by the name that it bears in the newest of them."""
    name = max(scorecards, key=lambda one: one.period).authority
    return [one if one.authority == name else of_authority(one, name) for one in scorecards]


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
