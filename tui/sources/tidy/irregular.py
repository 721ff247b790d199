"""Tidy text that is taken apart line by line: with more cells than headings, stray quotation marks, odd line ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import polars as pl

from tui.scorecard.problems import Problem
from tui.sources.decoding import LINE_END, SourceError
from tui.sources.records import Record, records
from tui.sources.tidy.columns import RECORDS

LARGEST: Final = 1 << 29
"""Bytes of a text; taken apart line by line, it takes many times its size."""

MOST_OPEN: Final = 1000
"""Lines with a quotation mark that is not closed; each makes many others be looked at."""

_AGAIN: Final = "export it again, with quotation marks around every cell that holds one"

_TORN: Final = "a cell begins with a quotation mark and does not end with one; the line is not read"
"""Its cells may be torn where they are separated: figures would stand in the wrong columns."""

_SWALLOWED: Final = (
    "a quotation mark is not closed before other records begin; the line is not read, nor are those up to the next"
    " quotation mark"
)


def is_regular(data: bytes, separator: str) -> bool:
    """Whether quotation marks stand around whole cells, none of which holds records, and lines end in a line feed."""
    first = data[: data.find(b"\n") + 1] or data
    if b"\r" in first.removesuffix(b"\n").removesuffix(b"\r"):
        return False
    marks = data.count(b'"')
    if marks:
        swallowed = _swallowed(separator)
        for match in _quoted(separator).finditer(data):
            cell = match[0]
            marks -= cell.count(b'"')
            if b"\n" in cell and swallowed.search(cell.decode("utf-8", "replace")):
                return False
    return not marks


def _quoted(separator: str) -> re.Pattern[bytes]:
    """A whole cell in quotation marks. It begins with what is searched for fastest."""
    edge = re.escape(separator.encode())
    return re.compile(rb'"(?:(?<=[\n' + edge + rb']")|(?<=\A"))[^"]*+(?:""[^"]*+)*+"(?=' + edge + rb"|\r?\n|\r?\Z)")


def _swallowed(separator: str) -> re.Pattern[str]:
    """The beginning of a record within a cell: where one quotation mark is not closed, another one closes it."""
    edge = re.escape(separator)
    return re.compile(rf"[\n\r](?:{'|'.join(RECORDS)}){edge}[^{edge}\n]*{edge}[^{edge}\n]*{edge}")


def read_apart(
    text: str, separator: str, positions: dict[str, int], path: Path, skipped: int
) -> tuple[pl.DataFrame, pl.Series, list[Problem]]:
    """The known columns as text, the line of each row, and what could not be read.

    A line with a quotation mark that is not closed is listed and not read; so are the cells beyond the headings.
    Raises `SourceError` for a text that is too large for that, or has too many such lines.
    """
    if len(text) > LARGEST:
        raise SourceError(
            f"{path}: has more cells than headings, or quotation marks within cells, and {len(text) >> 20:,} MiB, which"
            f" is too much to read line by line; {_AGAIN}"
        )
    lines = LINE_END.split(text)
    rows = iter(records(lines, separator, skipped + 1))
    width = len(next(rows).cells)
    looking = _Looking(separator, lines, skipped)
    found: list[Record] = []
    problems: list[Problem] = []
    overlong: list[Problem] = []
    for record in rows:
        message = looking.why_not(record)
        if message:
            problems.append(Problem("error", f"{path.name}:{record.number}:1", message, code="open_quote"))
            if len(problems) > MOST_OPEN:
                raise SourceError(
                    f"{path}:{record.number}: more than {MOST_OPEN:,} lines up to here cannot be read, the last of them"
                    f" because {message}; {_AGAIN}"
                )
            continue
        if len(record.cells) > width:
            beyond = ", ".join(f"“{cell}”" for cell in record.cells[width:])
            message = f"more cells than there are headings; not read: {beyond}"
            overlong.append(Problem("error", f"{path.name}:{record.number}:{width + 1}", message))
        if any(record.cells):
            found.append(record)
    columns = {name: [_cell(record, at) for record in found] for name, at in positions.items()}
    numbers = pl.Series([record.number for record in found], dtype=pl.Int64)
    return pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String)), numbers, problems + overlong


class _Looking:
    """Looks whether the cells of a record are those that were written."""

    def __init__(self, separator: str, lines: Sequence[str], skipped: int) -> None:
        self._lines = lines
        self._skipped = skipped
        self._swallowed = _swallowed(separator)
        self._quoted = re.compile(_quoted(separator).pattern.decode())
        self._opened = re.compile(rf'(?:\A|{re.escape(separator)})"')

    def why_not(self, record: Record) -> str | None:
        """Why a record is not to be read; null where it is."""
        if record.unclosed:
            return _TORN
        over_lines = [cell for cell in record.cells if "\n" in cell]
        if any(map(self._swallowed.search, over_lines)):
            return _SWALLOWED
        at = record.number - self._skipped - 1
        if over_lines and at + 1 < len(self._lines):  # of the last line, it was the end that closed the cell
            return None
        line = self._lines[at]
        return _TORN if '"' in line and self._opened.search(self._quoted.sub("", line)) else None


def _cell(record: Record, position: int) -> str | None:
    return record.cells[position - 1] or None if position <= len(record.cells) else None
