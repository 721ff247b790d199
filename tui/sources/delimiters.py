"""Which character separates the cells of a text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from tui.scorecard.words import normal
from tui.sources.decoding import LINE_END
from tui.sources.published.titles import LONGEST_TITLE, NAMING_TITLES
from tui.sources.records import records

DELIMITERS: Final = (",", ";", "\t", "|")
_LOOKED_AT: Final = 1 << 16
_MOST_LINES: Final = 400
_STATED: Final = re.compile(r"\ufeff?sep=([,;\t|])[ \t]*")
"""How a spreadsheet is told the delimiter, in the first line of a file."""


def stated_delimiter(first_line: str) -> str | None:
    """The delimiter that a first line of "sep=;" states; null where it states none."""
    match = _STATED.fullmatch(first_line)
    return match[1] if match else None


def find_delimiter(text: str) -> str:
    """The delimiter of a text: one that makes a heading of a line, else the one that gives most lines one length.

    A comma where none stands in it.
    """
    lines = LINE_END.split(text[:_LOOKED_AT])[:_MOST_LINES]
    if stated := stated_delimiter(lines[0]):
        return stated
    present = [delimiter for delimiter in DELIMITERS if any(delimiter in line for line in lines)]
    if len(present) < 2:
        return present[0] if present else ","
    return max(present, key=lambda delimiter: _score(lines, delimiter))


def _score(lines: list[str], delimiter: str) -> tuple[bool, int, int]:
    """Whether a line is a heading, how many cells stand in lines of the commonest length, and that length."""
    found = [record.cells for record in records(lines, delimiter) if len(record.cells) > 1]
    lengths = Counter(map(len, found))
    if not lengths:
        return False, 0, 0
    length, count = max(lengths.items(), key=lambda pair: (pair[1] * (pair[0] - 1), pair[0]))
    return any(map(_names_rows, found)), count * (length - 1), length


def _names_rows(cells: Sequence[str]) -> bool:
    return any(normal(cell) in NAMING_TITLES for cell in cells if 1 < len(cell) < LONGEST_TITLE and cell[0].isalpha())
