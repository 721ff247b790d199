"""Delimited text taken apart as RFC 4180 has it: quotes, doubled quotes, line breaks within quotes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

import msgspec

_MOST_LINES: Final = 200
"""A quoted cell over more lines is one whose quotation mark was never closed."""


class Record(msgspec.Struct, frozen=True):
    """The cells of one record; `number` is the line where it begins, `unclosed` says that a quotation mark is open."""

    number: int
    cells: Sequence[str]
    unclosed: bool = False


def records(lines: Sequence[str], delimiter: str, first: int = 1) -> Iterator[Record]:
    """The records of a text's lines, of which the first is number `first`.

    A quotation mark that is never closed stands for itself: what follows it is not swallowed.
    """
    at = 0
    while at < len(lines):
        line = lines[at]
        if '"' not in line:
            yield Record(first + at, line.split(delimiter))
            at += 1
            continue
        cells, taken = _quoted(lines, at, delimiter)
        yield Record(first + at, line.split(delimiter) if cells is None else cells, cells is None)
        at += taken


def _quoted(lines: Sequence[str], at: int, delimiter: str) -> tuple[list[str] | None, int]:
    """The cells of the record that begins at a line with quotation marks, and how many lines it takes.

    Null where a quotation mark is not closed.
    """
    import csv  # most tables have no quotation marks

    for strict in (True, False):
        following = (f"{line}\n" for line in islice(lines, at, at + _MOST_LINES))
        reader = csv.reader(following, delimiter=delimiter, strict=strict)
        try:
            cells = next(reader)
        except (csv.Error, StopIteration):
            continue
        if strict or reader.line_num == 1:
            return cells, reader.line_num
    return None, 1
