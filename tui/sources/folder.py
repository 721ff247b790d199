"""The files of the folders and files that a user names."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import msgspec

from tui.scorecard.problems import why
from tui.sources.decoding import SourceError
from tui.sources.file_bytes import check_kind, is_pipe, is_special

CATALOGUE: Final = "indicators.toml"

DEEPEST: Final = 3
"""Levels of folders below the one named that are looked into."""

MOST_FILES: Final = 2000

_Id = tuple[int, int]
"""A file's device and number there: links to it have the same."""


class Skipped(msgspec.Struct, frozen=True):
    """A path that is not read, and why; `lost` where there may be a scorecard in it."""

    path: Path
    reason: str
    lost: bool = False


class Found(msgspec.Struct, frozen=True):
    """The files to read, each once, and what was found beside them."""

    files: tuple[Path, ...]
    skipped: tuple[Skipped, ...] = ()


def is_folder(path: Path) -> bool:
    """Whether a path is a folder; one that may not be looked at is none."""
    return stat.S_ISDIR(_mode(path))


def is_file(path: Path) -> bool:
    """Whether a path is a file; one that may not be looked at is none."""
    return stat.S_ISREG(_mode(path))


def _mode(path: Path) -> int:
    try:
        return path.stat().st_mode
    except OSError:
        return 0


def files_of(sources: Iterable[Path]) -> Found:
    """The files named and those in the folders named, folders in the order of their names.

    Left out are hidden files, the catalogue, read-me files, links back and what lies too deep. Raises `SourceError`
    for a named folder that cannot be read, and for more than 2,000 files.
    """
    walk = _Walk()
    for source in sources:
        if is_folder(source):
            walk.into(source, 0)
        elif is_special(source):
            walk.refuse(source)
        elif walk.is_new(source):
            walk.files.append(source)
    return Found(tuple(walk.files), tuple(walk.skipped))


class _Walk:
    """Goes through folders, and remembers where it was."""

    def __init__(self) -> None:
        self.files: list[Path] = []
        self.skipped: list[Skipped] = []
        self._seen: set[_Id] = set()

    def is_new(self, path: Path) -> bool:
        """Whether a file or folder is met for the first time, by whatever name; what is not there always is."""
        try:
            found = path.stat()
        except OSError:
            return True
        identity = (found.st_dev, found.st_ino)
        new = identity not in self._seen
        self._seen.add(identity)
        return new

    def refuse(self, path: Path) -> None:
        """Leave out what was named and is no file, with what to do."""
        try:
            check_kind(path)
        except OSError as error:
            self._skip(path, f"cannot be read ({why(error)})", lost=True)

    def into(self, folder: Path, level: int) -> None:
        """Take in a folder with the folders in it."""
        if not self.is_new(folder):
            self._skip(folder, "a link back to a folder that is read already")
            return
        try:
            names = sorted(os.listdir(folder))  # noqa: PTH208 - names are all that is needed
        except OSError as error:
            reason = f"cannot be read ({why(error)})"
            if level == 0:
                raise SourceError(f"{folder}: {reason}") from error
            self._skip(folder, reason, lost=True)
            return
        inner = []
        for path in (folder / name for name in names if not name.startswith(".")):
            if is_folder(path):
                inner.append(path)
            else:
                self._meet(path, folder)
        for path in inner:
            if level < DEEPEST:
                self.into(path, level + 1)
            else:
                self._skip(path, f"more than {DEEPEST} folders deep; not looked into, name it itself")

    def _meet(self, path: Path, folder: Path) -> None:
        """Take in a file, or say why not."""
        reason = _not_read(path)
        if reason:
            self._skip(path, reason)
        elif self.is_new(path):
            self.files.append(path)
        if len(self.files) > MOST_FILES:
            raise SourceError(
                f"{folder}: more than {MOST_FILES:,} files; name a folder with fewer, or the scorecards themselves"
            )

    def _skip(self, path: Path, reason: str, *, lost: bool = False) -> None:
        self.skipped.append(Skipped(path, reason, lost))


def _not_read(path: Path) -> str | None:
    """Why a file of a folder is none to read."""
    if path.name == CATALOGUE:
        return "the catalogue; no scorecard"
    if path.name.lower().startswith("readme"):
        return "a read-me file; no scorecard"
    if path.name.startswith("~$"):
        return "what an Office program keeps while a file is open; no scorecard"
    if is_pipe(path) or is_special(path):
        return "not a file"
    return "a link that leads nowhere" if path.is_symlink() and not is_file(path) else None


def short_names(paths: Iterable[Path]) -> dict[Path, str]:
    """What each file is called in places: its name, with as many of its folders as tell it from the others.

    They are text: bytes of a name that are none are written out.
    """
    return {path: name.encode("utf-8", "backslashreplace").decode() for path, name in _short_names(list(paths), 1)}


def _short_names(paths: list[Path], parts: int) -> Iterator[tuple[Path, str]]:
    groups: dict[str, list[Path]] = {}
    for path in paths:
        groups.setdefault("/".join(path.parts[-parts:]), []).append(path)
    for name, group in groups.items():
        if len(group) == 1 or all(len(path.parts) <= parts for path in group):
            yield from ((path, name) for path in group)
        else:
            yield from _short_names(group, parts + 1)
