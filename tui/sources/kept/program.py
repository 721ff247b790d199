"""Which program this is: an entry of any other one, older or newer, is none."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from hashlib import sha256

import msgspec


def program() -> bytes | None:
    """A digest of the program as installed: its files, the packages beside it, and Python; null where nobody can say.

    Sizes, times and numbers of our own files, not only a version: whoever works on the code gets new answers from it.
    """
    digest = sha256(sys.version.encode())
    try:
        lines = [*_own_files(), *_packages()]
    except OSError:  # it runs from an archive, or is being replaced at this moment
        return None
    for line in lines:
        digest.update(f"{line}\n".encode("utf-8", "surrogateescape"))
    return digest.digest()


def _own_files() -> list[str]:
    top = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))  # noqa: PTH100, PTH120
    return sorted(_files(top))


def _files(folder: str) -> Iterator[str]:
    with os.scandir(folder) as found:
        for each in found:
            if each.is_dir():
                if each.name != "__pycache__":
                    yield from _files(each.path)
            else:
                state = each.stat(follow_symlinks=not _leads_nowhere(each))
                # An archive or a copy may bring another content of the same size and time, but not of the same change.
                yield f"{each.path} {state.st_size} {state.st_mtime_ns} {state.st_ino} {state.st_ctime_ns}"


def _leads_nowhere(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a link to nothing, as editors lay them beside a file that is being changed."""
    return entry.is_symlink() and not os.path.exists(entry.path)  # noqa: PTH110


def _packages() -> list[str]:
    """The packages that lie where msgspec does, with their versions."""
    place = os.path.dirname(os.path.dirname(msgspec.__file__))  # noqa: PTH120
    return sorted(name for name in os.listdir(place) if name.endswith(".dist-info"))  # noqa: PTH208
