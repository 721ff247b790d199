"""What an entry rests on, and whether that is still so."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from hashlib import sha256
from typing import Final

import msgspec

MOST_BYTES: Final = 16 * 1024 * 1024
"""Bytes of all files together up to which anything is kept: all of them are read again before an entry is used."""

MOST_FILES: Final = 200

_PIECE: Final = 1 << 20


class File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file as it was, with the SHA-256 of its content."""

    path: str
    size: int
    mtime_ns: int
    inode: int
    sha256: bytes


class Inputs(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Files that were read, and paths at which there was none.

    Where a folder was named, or more than one source, `sources` are all that was named, and `listing` is a digest of
    the files that were found there.
    """

    files: tuple[File, ...] = ()
    absent: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    listing: bytes = b""


def take_file(path: str, most: int = MOST_BYTES) -> File | None:
    """A file as it is now; null where it is no file, cannot be read or is larger than `most` bytes."""
    if is_absent(path):  # whoever writes into a pipe must not meet a reader that goes at once
        return None
    try:
        number = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError):
        return None
    try:
        state = os.fstat(number)
        if not stat.S_ISREG(state.st_mode) or state.st_size > most:
            return None
        digest = sha256()
        left = most + 1
        while left > 0 and (piece := os.read(number, min(_PIECE, left))):
            digest.update(piece)
            left -= len(piece)
    except OSError:
        return None
    finally:
        os.close(number)
    if left <= 0:  # it grew meanwhile
        return None
    return File(path, state.st_size, state.st_mtime_ns, state.st_ino, digest.digest())


def is_absent(path: str) -> bool:
    """Whether there is no file of that name."""
    try:
        return not stat.S_ISREG(os.stat(path).st_mode)  # noqa: PTH116
    except (OSError, ValueError):
        return True


def listing_of(sources: Iterable[str]) -> bytes | None:
    """A digest of the files that are read of files and folders, and of those that are not; null where that fails."""
    from pathlib import Path

    from tui.sources.decoding import SourceError
    from tui.sources.folder import files_of

    try:
        found = files_of(map(Path, sources))
    except SourceError:
        return None
    lines = [*map(str, found.files), "", *(f"{each.path} {each.reason} {each.lost}" for each in found.skipped)]
    return sha256("\0".join(lines).encode("utf-8", "surrogateescape")).digest()


def unchanged(inputs: Inputs) -> bool:
    """Whether every file has the content, size, time and number it had, and nothing has come or gone."""
    if sum(each.size for each in inputs.files) > MOST_BYTES:
        return False
    if not all(map(is_absent, inputs.absent)):
        return False
    if inputs.sources and listing_of(inputs.sources) != inputs.listing:
        return False
    return all(take_file(each.path) == each for each in inputs.files)
