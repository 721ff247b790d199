"""From a file's bytes to its lines of cells, each with its place."""

from __future__ import annotations

import os
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import msgspec

from tui.scorecard.values import tidy_spaces

LARGEST: Final = 1 << 30
"""Bytes of a text; a scorecard of a hundred thousand indicators has a thirtieth of it."""

_HEAD: Final = 1 << 16
_UTF16: Final = (BOM_UTF16_LE, BOM_UTF16_BE)
_NAMES_IN_A_MESSAGE: Final = 12
_AGAIN: Final = "copy or export it again, as CSV or text"
_LINE_END: Final = re.compile(r"\r\n|\n|\r")


class SourceError(Exception):
    """A source cannot be used at all; the message says what, where and what to do."""


class SeveralAuthoritiesError(SourceError):
    """A source holds several authorities and none was chosen; `names` are theirs, sorted."""

    def __init__(self, names: Iterable[str], source: str | Path = "these sources") -> None:
        self.names = tuple(sorted(names))
        holds = "hold" if source == "these sources" else "holds"
        more = len(self.names) - _NAMES_IN_A_MESSAGE
        listed = ", ".join(self.names[:_NAMES_IN_A_MESSAGE]) + (f" and {more} more" if more > 0 else "")
        super().__init__(f"{source}: {holds} {len(self.names)} authorities; choose one with --authority: {listed}")


class OtherAuthoritiesError(SourceError):
    """A source that names its authorities holds nothing of the one asked for; `names` are those that it holds.

    `by_name_only` says that it knows no numbers and no other spellings: by its own name the authority may be there.
    """

    def __init__(self, message: str, names: Iterable[str], *, by_name_only: bool = False) -> None:
        self.names = tuple(sorted(names))
        self.by_name_only = by_name_only
        super().__init__(message)


class UnknownFormatError(SourceError):
    """A file is no scorecard: no format recognises it, or one does as something without figures."""


class Line(msgspec.Struct, frozen=True):
    """One line of cells; lines and columns are counted from 1 when named in a place."""

    source: str
    number: int
    cells: tuple[str, ...]

    def place(self, index: int = 0) -> str:
        """The place of the cell at `index` (from 0): `september-2023.txt:87:12`."""
        return f"{self.source}:{self.number}:{index + 1}"

    @property
    def title(self) -> str:
        """The line itself, in words: `line 87`."""
        return f"line {self.number}"

    def filled(self) -> list[tuple[int, str]]:
        """The cells that are not blank, with their index."""
        return [(index, cell) for index, cell in enumerate(self.cells) if cell]


def read_text(path: Path) -> str:
    """The text of a file in UTF-8, UTF-16 (with its byte-order mark) or Windows-1252.

    Raises `SourceError` where there is no such file, it may not be read, it is no text or too large. Of what is no
    text where it begins nothing more is read.
    """
    try:
        if path.is_file():  # what is none, a pipe, can be read once only
            _refuse_at_once(path)
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(f"{path}: cannot be read ({(error.strerror or 'unknown error').lower()})") from error
    if data.startswith(_UTF16):
        encodings: tuple[str, ...] = ("utf-16",)
    elif data.startswith(BOM_UTF8):
        encodings = ("utf-8-sig",)
    else:
        encodings = ("utf-8", "cp1252")
    if b"\0" in data and encodings[0] != "utf-16":
        raise SourceError(f"{path}: is not a text file; {_AGAIN}")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SourceError(f"{path}: is not text in UTF-8, UTF-16 or Windows-1252; save it as UTF-8")


def _refuse_at_once(path: Path) -> None:
    """Raise `SourceError` for what can be no text, by its first bytes and its size."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
        size = os.fstat(file.fileno()).st_size
    if b"\0" in head and not head.startswith(_UTF16):
        what = "holds nothing but zeros where it begins" if not head.strip(b"\0") else "is not a text file"
        raise SourceError(f"{path}: {what}; {_AGAIN}")
    if size > LARGEST:
        raise SourceError(
            f"{path}: has {size >> 20:,} MiB, more than the {LARGEST >> 20:,} MiB that are read; split it"
        )


def split_lines(text: str, source: str) -> list[Line]:
    """The lines of tab-separated text; cells have no white space at their ends."""
    return [
        Line(source, number, tuple(map(tidy_spaces, line.split("\t"))))
        for number, line in enumerate(_LINE_END.split(text), 1)
    ]
