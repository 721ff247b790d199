"""The bytes of files and of pipes: nothing else is opened, nothing is waited for without end, and all has a limit."""

from __future__ import annotations

import errno
import os
import select
import stat
from functools import lru_cache
from pathlib import Path
from typing import IO, Final

WAIT: Final = 10.0
"""Seconds that a pipe may give nothing."""

MOST_PIPED: Final = 64 << 20
"""Bytes of a pipe, which are kept: it gives them once, and a source is looked at more than once."""

_PIECE: Final = 1 << 16
SAVE_FIRST: Final = "save what it gives to a file, and name that"
"""What to do with what is no file."""


class TooLargeError(Exception):
    """A file has more bytes than are read; `size` is how many it has at least."""

    def __init__(self, size: int) -> None:
        self.size = size
        super().__init__(f"{size} bytes")


def is_pipe(path: Path) -> bool:
    """Whether a path is a pipe, named or not: what it gives can be read once only."""
    return stat.S_ISFIFO(_mode(path))


def is_special(path: Path) -> bool:
    """Whether a path is there and no file, folder or pipe: a device or a socket, which may never end."""
    return _special(_mode(path)) is not None


def _mode(path: Path) -> int:
    try:
        return path.stat().st_mode
    except OSError:
        return 0


def _special(mode: int) -> str | None:
    if not stat.S_IFMT(mode) or stat.S_ISREG(mode) or stat.S_ISDIR(mode) or stat.S_ISFIFO(mode):
        return None
    return "socket" if stat.S_ISSOCK(mode) else "device"


def check_kind(path: Path) -> None:
    """Raise `OSError` for a path that is not there, and for a device or a socket."""
    if words := _special(path.stat().st_mode):
        raise OSError(errno.EINVAL, f"it is a {words} and no file; {SAVE_FIRST}", str(path))


def beginning(path: Path, most: int) -> bytes:
    """The first bytes of a file or pipe. Raises `OSError` where it cannot be read, or is neither."""
    check_kind(path)
    if is_pipe(path):
        return piped(path)[:most]
    with path.open("rb") as file:
        return file.read(most)


def whole(path: Path, largest: int) -> bytes:
    """All bytes of a file or pipe. Raises `OSError` where it cannot be read or is neither, else `TooLargeError`.

    A file that grows meanwhile is read as far as it has come, and never further than `largest`.
    """
    check_kind(path)
    if is_pipe(path):
        return piped(path)
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        if size > largest:
            raise TooLargeError(size)
        return _to_its_end(file, size, largest)


def _to_its_end(file: IO[bytes], size: int, largest: int) -> bytes:
    """What a file of this size holds, and what has come to it; some of the system's have no size and hold something."""
    data = file.read(size + 1)
    if len(data) <= size:
        return data
    pieces, total = [data], len(data)
    while total <= largest and (piece := file.read(_PIECE)):
        pieces.append(piece)
        total += len(piece)
    if total > largest:
        raise TooLargeError(total)
    return b"".join(pieces)


def piped(path: Path) -> bytes:
    """All that a pipe gives, which is read once and kept.

    Raises `OSError` where it gives nothing for `WAIT` seconds, or more than `MOST_PIPED`; it says what to do.
    """
    found = path.stat()
    return _piped(path, found.st_dev, found.st_ino)


@lru_cache(maxsize=4)
def _piped(path: Path, device: int, number: int) -> bytes:  # noqa: ARG001 - another pipe may come to bear the name
    # Opened without waiting: else a pipe that nobody writes to would never let go.
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        return _all_of(descriptor, path)
    finally:
        os.close(descriptor)


def _all_of(descriptor: int, path: Path) -> bytes:
    pieces: list[bytes] = []
    total = 0
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    while poll.poll(WAIT * 1000):
        piece = os.read(descriptor, _PIECE)
        if not piece:
            return b"".join(pieces)
        pieces.append(piece)
        total += len(piece)
        if total > MOST_PIPED:
            raise OSError(errno.EFBIG, f"it is a pipe that gives too much; {SAVE_FIRST}", str(path))
    raise OSError(errno.ETIMEDOUT, f"it is a pipe that gave nothing for {WAIT:.0f} seconds; {SAVE_FIRST}", str(path))
