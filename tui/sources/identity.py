"""What a file was when it was read: for noticing that it has changed, and that somebody is still writing it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from hashlib import file_digest
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import Final

import msgspec

from tui.sources.decoding import SourceError
from tui.sources.folder import files_of

PAUSE: Final = 0.25
"""Seconds between the two looks at a file that may be being written."""


class Fingerprint(msgspec.Struct, frozen=True):
    """A file at one moment; `sha256` of its content where it was asked for."""

    path: Path
    size: int
    mtime_ns: int
    inode: int
    sha256: str | None = None


def fingerprint(path: Path, *, content: bool = False) -> Fingerprint | None:
    """What a file is now, with the digest of its `content` if wanted; null where there is none to look at."""
    try:
        found = path.stat()
        # A pipe or a device may never end, or give once what a reader is to have.
        readable = S_ISREG(found.st_mode) or S_ISDIR(found.st_mode)
        digest = _digest(path) if content and readable else None
    except OSError:
        return None
    return Fingerprint(path, found.st_size, found.st_mtime_ns, found.st_ino, digest)


def fingerprints(sources: Iterable[Path], *, content: bool = False) -> tuple[Fingerprint, ...]:
    """Those of all files that these files and folders are; take them before reading, not after."""
    try:
        paths = files_of(sources).files
    except SourceError:
        return ()
    return tuple(filter(None, (fingerprint(path, content=content) for path in paths)))


def changed(sources: Iterable[Path], before: Sequence[Fingerprint]) -> bool:
    """Whether any of the files differs from what it was, is gone, or is new.

    A file that was only touched or copied back has not changed, where its content was taken down `before`.
    """
    now = {each.path: each for each in fingerprints(sources)}
    return now.keys() != {each.path for each in before} or any(_differs(now[each.path], each) for each in before)


def _differs(now: Fingerprint, before: Fingerprint) -> bool:
    if now == msgspec.structs.replace(before, sha256=None):
        return False
    if now.size != before.size or before.sha256 is None:
        return True
    again = fingerprint(now.path, content=True)
    return again is None or again.sha256 != before.sha256


def settled(path: Path, pause: Callable[[], object] | None = None) -> bool:
    """Whether a file is there and stays as it is between two looks; it waits a moment, so ask from a thread."""
    return not unsettled([path], pause)


def unsettled(paths: Sequence[Path], pause: Callable[[], object] | None = None) -> tuple[Path, ...]:
    """Those of the files that are being written, or gone; one wait for all of them."""
    first = [fingerprint(path) for path in paths]
    (pause or _wait)()
    return tuple(
        path for path, before in zip(paths, first, strict=True) if before is None or fingerprint(path) != before
    )


def _wait() -> None:
    time.sleep(PAUSE)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
