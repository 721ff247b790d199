"""CSV and TSV (and text separated by semicolons or bars) as lines of cells, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from tui.scorecard.problems import Problem
from tui.scorecard.values import tidy_spaces
from tui.sources.decimals import decimals_of
from tui.sources.decoding import Line, SourceError, read_text
from tui.sources.delimiters import find_delimiter, stated_delimiter
from tui.sources.grids import LEAST_LINES
from tui.sources.lines import Decimals, GridLine, Lines
from tui.sources.records import Record, records
from tui.sources.text_grid import MARK, TextGrid

_HEAD: Final = 1 << 16
ODD_SPACES: Final = re.compile(r"[^\S ]|[\u200b\ufeff]|  ")
"""White space in a cell that is not just one blank."""


def read_delimited_lines(path: Path) -> Lines:
    """The lines of a delimited text; a record that goes over several lines has the number of its first.

    Raises `SourceError` where the file cannot be read, is no text, is empty or too large.
    """
    return delimited_lines(read_delimited_text(path), path.name)


def delimited_lines(text: str, source: str) -> Lines:
    """The lines of a text from `source`; errors are not raised."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    delimiter = find_delimiter(text)
    decimals, first_comma = decimals_of(text, delimiter)
    problems = list(_notes(text, source, decimals, first_comma))
    if stated_delimiter(lines[0]):
        lines[0] = ""
    if len(lines) >= LEAST_LINES and decimals != "unclear" and MARK not in text:
        return Lines([_grid(text, source, lines, delimiter, decimals, problems)], problems)
    found: list[Line] = []
    for record in records(lines, delimiter):
        found.append(GridLine(source, record.number, tidy_cells(record.cells), decimals))
        if record.unclosed:
            problems.append(_unclosed(source, record))
    return Lines([found], problems)


def _grid(
    text: str, source: str, lines: list[str], delimiter: str, decimals: Decimals, problems: list[Problem]
) -> TextGrid:
    """A large text as a grid; records with quotation marks are taken apart at once."""
    numbers: Sequence[int] = range(1, len(lines) + 1)
    if '"' in text:
        numbers, raw = [], []
        for record in records(lines, delimiter):
            numbers.append(record.number)
            raw.append(MARK.join(record.cells))
            if record.unclosed:
                problems.append(_unclosed(source, record))
        lines, delimiter = [line.replace("\n", " ") for line in raw], MARK

    def make(number: int, line: str) -> Line:
        return GridLine(source, number, tidy_cells(line.split(delimiter)), decimals)

    return TextGrid(source, text, lines, numbers, delimiter, make, decimals=decimals)


def read_delimited_text(path: Path) -> str:
    """The whole text of a file; errors are those of `read_delimited_lines`."""
    text = read_text(path)
    if not text[:_HEAD].strip() and not text.strip():
        raise SourceError(f"{path}: is empty; save or export it again")
    return text


def tidy_cells(cells: Sequence[str]) -> tuple[str, ...]:
    """Cells without white space at their ends, and with one blank for every run of it within."""
    if any(map(ODD_SPACES.search, cells)):
        return tuple(map(tidy_spaces, cells))
    return tuple(map(str.strip, cells))


def _notes(text: str, source: str, decimals: Decimals, first_comma: int) -> Iterator[Problem]:
    """How the numbers of the file are read, where that is worth a word."""
    line = text.count("\n", 0, max(first_comma, 0)) + 1
    place = f"{source}:{line}:1"
    if decimals == "comma":
        yield Problem("info", place, "read with decimal commas: 1.234,5 is 1,234.5", code="decimal_commas")
    elif decimals == "unclear":
        message = (
            "whether a number such as 1.234 has decimals or thousands is not clear here, so none like it is read;"
            " export it again with decimal points"
        )
        yield Problem("warning", place, message, code="decimal_commas")


def _unclosed(source: str, record: Record) -> Problem:
    """That a quotation mark is never closed."""
    message = "a quotation mark is opened and never closed: the line is read as it stands"
    return Problem("warning", f"{source}:{record.number}:1", message, code="open_quote")
