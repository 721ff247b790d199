"""From a file's bytes to its lines of cells, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import msgspec

from tui.scorecard.problems import why
from tui.scorecard.values import tidy_spaces
from tui.sources.encodings import encoding_of
from tui.sources.file_bytes import TooLargeError, beginning, whole

LARGEST: Final = 1 << 30
"""Bytes of a text; a scorecard of a hundred thousand indicators has a thirtieth of it."""

LONGEST_LINE: Final = 1 << 22
"""Characters of a line; one of a thousand columns has a hundredth of it."""

_HEAD: Final = 1 << 16
_NAMES_IN_A_MESSAGE: Final = 12
_AGAIN: Final = "copy or export it again, as CSV or text"
LINE_END: Final = re.compile(r"\r\n|\n|\r")


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
    """The text of a file or pipe in UTF-8, UTF-16, UTF-32 or Windows-1252.

    Raises `SourceError` where there is no such file, it may not be read, it is no text, has a line that is no line of
    any table, or is too large. Of what is no text where it begins nothing more is read.
    """
    try:
        _refuse_at_once(path, beginning(path, _HEAD))
        data = whole(path, LARGEST)
    except TooLargeError as error:
        raise too_large(path, error, LARGEST) from error
    except OSError as error:
        raise unreadable(path, error) from error
    return text_of_bytes(data, path)


def text_of_bytes(data: bytes, path: Path) -> str:
    """The text that a file's bytes are. Raises `SourceError` where they are none, with the place of a zero byte."""
    told = encoding_of(data)
    for encoding in (told,) if told else ("utf-8", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if (at := text.find("\0")) >= 0:
            raise _not_text(path, text, at)
        _check_lines(text, path)
        return text
    raise SourceError(f"{path}: is not text in UTF-8, UTF-16 or Windows-1252; save it as UTF-8")


def unreadable(path: Path, error: OSError) -> SourceError:
    """What to say of a file that the system does not give."""
    return SourceError(f"{path}: cannot be read ({why(error)})")


def too_large(path: Path, error: TooLargeError, most: int) -> SourceError:
    """What to say of a file that has more than so many bytes."""
    size = f"{error.size >> 20:,} MiB, more than the {most >> 20:,} MiB that are read"
    return SourceError(f"{path}: has {size}; split it")


def _refuse_at_once(path: Path, head: bytes) -> None:
    """Raise `SourceError` for what can be no text, by its first bytes."""
    if b"\0" not in head or encoding_of(head):
        return
    if not head.strip(b"\0"):
        raise SourceError(f"{path}: holds nothing but zeros where it begins; {_AGAIN}")
    text = head.decode("latin-1")
    raise _not_text(path, text, text.index("\0"))


def _not_text(path: Path, text: str, at: int) -> SourceError:
    """What to say of a text with a zero byte at this position."""
    line = len(LINE_END.findall(text, 0, at)) + 1
    column = at - max(text.rfind("\n", 0, at), text.rfind("\r", 0, at))
    return SourceError(f"{path}: is not a text file; {_AGAIN} (line {line:,}, character {column:,}, is a zero byte)")


def _check_lines(text: str, path: Path) -> None:
    """Raise `SourceError` where a line is longer than that of any table: taking it apart would take long."""
    start = 0
    while len(text) - start > LONGEST_LINE:
        end = next((at for mark in "\n\r" if (at := text.rfind(mark, start, start + LONGEST_LINE)) >= 0), None)
        if end is None:
            line = len(LINE_END.findall(text, 0, start)) + 1
            raise SourceError(
                f"{path}:{line}:1: the line has more than {LONGEST_LINE:,} characters, as no line of a scorecard has;"
                f" {_AGAIN}"
            )
        start = end + 1


def split_lines(text: str, source: str) -> list[Line]:
    """The lines of tab-separated text; cells have no white space at their ends."""
    return [
        Line(source, number, tuple(map(tidy_spaces, line.split("\t"))))
        for number, line in enumerate(LINE_END.split(text), 1)
    ]
