"""Entries on disk: one small file each, written whole or not at all, with a checksum over every byte.

A file holds a line that names the format, the SHA-256 of what follows, and that: an `Entry`, as MessagePack. Only the
user's own files are read; each of them is readable by nobody else.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256
from typing import Final

import msgspec

from tui.sources.kept.folder import cache_folder
from tui.sources.kept.inputs import Inputs, unchanged
from tui.sources.kept.program import program

MAGIC: Final = b"scorecard kept 1\n"
"""The format of entries; another number for every change of a record in them."""

SUFFIX: Final = ".kept"
MOST_ENTRIES: Final = 32
MOST_BYTES: Final = 2 * 1024 * 1024
"""Bytes of the largest entry."""

_DIGEST: Final = 32


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is kept: `body` is the answer to `question`, of this `program`, as long as `inputs` are so."""

    program: bytes
    question: bytes
    inputs: Inputs
    body: bytes


def find(question: Sequence[str]) -> bytes | None:
    """The answer kept to a question, where everything it rests on is still so; null for every other reason."""
    folder = cache_folder()
    if folder is None:
        return None
    asked = _digest(question)
    data = _read(_path(folder, asked))
    if data is None:
        return None
    entry = decode(data)
    if entry is None or entry.question != asked or entry.program != program():  # which is null where nobody can say
        return None
    return entry.body if unchanged(entry.inputs) else None


def keep(question: Sequence[str], inputs: Inputs, body: bytes) -> bool:
    """Keep the answer to a question; whether it is kept. `inputs` were taken before it was worked out.

    It is not where they have changed since, it is too large, or the folder cannot be written to.
    """
    folder = cache_folder()
    if folder is None or not unchanged(inputs):
        return False
    asked, this = _digest(question), program()
    if this is None:
        return False
    data = encode(Entry(this, asked, inputs, body))
    if len(data) > MOST_BYTES:
        return False
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)  # noqa: PTH103
        _write(_path(folder, asked), data)
        _forget_oldest(folder)
    except OSError:
        return False
    return True


def encode(entry: Entry) -> bytes:
    """An entry as the bytes of its file."""
    packed = msgspec.msgpack.encode(entry)
    return MAGIC + sha256(packed).digest() + packed


def decode(data: bytes) -> Entry | None:
    """The entry in the bytes of a file; null where a single one of them is not as it was written."""
    start = len(MAGIC) + _DIGEST
    packed = data[start:]
    if not data.startswith(MAGIC) or data[len(MAGIC) : start] != sha256(packed).digest():
        return None
    try:
        return msgspec.msgpack.decode(packed, type=Entry)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None


def _digest(question: Sequence[str]) -> bytes:
    return sha256(msgspec.msgpack.encode([each.encode("utf-8", "surrogateescape") for each in question])).digest()


def _path(folder: str, asked: bytes) -> str:
    return os.path.join(folder, asked[:16].hex() + SUFFIX)  # noqa: PTH118


def _read(path: str) -> bytes | None:
    """The bytes of a file that is the user's own, and no larger than any entry."""
    try:
        number = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError:
        return None
    try:
        state = os.fstat(number)
        if not stat.S_ISREG(state.st_mode) or state.st_size > MOST_BYTES:
            return None
        if hasattr(os, "geteuid") and (state.st_uid != os.geteuid() or state.st_mode & 0o022):
            return None
        with open(number, "rb", closefd=False) as file:
            return file.read(MOST_BYTES + 1)
    except OSError:
        return None
    finally:
        os.close(number)


def _write(path: str, data: bytes) -> None:
    """Write a file whole: of two who write at once, one is there in the end."""
    unfinished = f"{path}.{os.getpid()}.{os.urandom(4).hex()}"
    number = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o600)
    try:
        with open(number, "wb") as file:  # noqa: PTH123
            file.write(data)
        os.replace(unfinished, path)  # noqa: PTH105
    except BaseException:
        with suppress(OSError):
            os.unlink(unfinished)  # noqa: PTH108
        raise


def _forget_oldest(folder: str) -> None:
    """Keep the newest entries; what a killed process left goes with the oldest."""
    ours = []
    with os.scandir(folder) as found:
        for each in found:
            if SUFFIX in each.name:
                with suppress(FileNotFoundError):  # another process forgets them too
                    ours.append((each.stat(follow_symlinks=False).st_mtime_ns, each.path))
    for _, path in sorted(ours, reverse=True)[MOST_ENTRIES:]:
        with suppress(OSError):
            os.unlink(path)  # noqa: PTH108
