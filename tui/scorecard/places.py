"""The order in which places stand in their sources."""

from __future__ import annotations

import re
from typing import Final

_LINE_AND_CELL: Final = re.compile(r"(?P<source>.*):(?P<line>\d+):(?P<column>\d+)", re.DOTALL)
_SHEET_CELL: Final = re.compile(r"(?P<source>.*):(?P<sheet>[^:]*)!(?P<column>[A-Z]{1,3})(?P<line>\d+)", re.DOTALL)

Order = tuple[str, str, int, int]
"""Source, sheet, line and column; what a place does not say comes first."""


def place_order(place: str) -> Order:
    """How places are sorted: by source, sheet, line and column, whatever form they have."""
    if match := _LINE_AND_CELL.fullmatch(place):
        return match["source"], "", int(match["line"]), int(match["column"])
    if match := _SHEET_CELL.fullmatch(place):
        return match["source"], match["sheet"], int(match["line"]), column_number(match["column"])
    return place, "", 0, 0


def source_of(place: str) -> str:
    """The file of a place."""
    return place_order(place)[0]


def column_number(letters: str) -> int:
    """The number of a sheet's column, from 1: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
