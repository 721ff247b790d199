"""Which program this is: an entry of any other one, older or newer, is none."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from hashlib import sha256

import msgspec


def program() -> bytes:
    """A digest of the program as installed: its files, the packages beside it, and Python.

    Sizes and times of our own files, not only a version: whoever works on the code gets new answers from it.
    """
    digest = sha256(sys.version.encode())
    for line in (*_own_files(), *_packages()):
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
                state = each.stat()
                yield f"{each.path} {state.st_size} {state.st_mtime_ns}"


def _packages() -> list[str]:
    """The packages that lie where msgspec does, with their versions."""
    place = os.path.dirname(os.path.dirname(msgspec.__file__))  # noqa: PTH120
    return sorted(name for name in os.listdir(place) if name.endswith(".dist-info"))  # noqa: PTH208
