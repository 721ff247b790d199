"""The order in which places stand in their sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

_LINE_AND_CELL: Final = re.compile(r"(?P<source>.*):(?P<line>\d+):(?P<column>\d+)", re.DOTALL)
_SHEET_CELL: Final = re.compile(
    r"(?P<source>.*):(?P<sheet>'(?:[^']|'')*'|[^:']*)!(?P<column>[A-Z]{1,3})(?P<line>\d+)", re.DOTALL
)

Order = tuple[str, str, int, int]
"""Source, sheet, line and column; what a place does not say comes first."""


def place_order(place: str) -> Order:
    """How places are sorted: by source, sheet, line and column, whatever form they have."""
    if match := _LINE_AND_CELL.fullmatch(place):
        return match["source"], "", int(match["line"]), int(match["column"])
    if match := _SHEET_CELL.fullmatch(place):
        return match["source"], match["sheet"], int(match["line"]), column_number(match["column"])
    return place, "", 0, 0


def sheet_numbers(places: Iterable[str]) -> dict[tuple[str, str], int]:
    """The sheets of these places, by source and name, numbered from 0 in the order in which they first come."""
    found = dict.fromkeys((source, sheet) for source, sheet, _, _ in map(place_order, places) if sheet)
    return {sheet: number for number, sheet in enumerate(found)}


def reading_order(place: str, sheets: Mapping[tuple[str, str], int]) -> tuple[str, int, Order]:
    """How places are sorted where `sheets` numbers the sheets of workbooks.

    Of a workbook, what is on no sheet comes first, and sheets that have no number last, by their names.
    """
    order = place_order(place)
    source, sheet, _, _ = order
    return source, sheets.get((source, sheet), len(sheets)) if sheet else -1, order


def source_of(place: str) -> str:
    """The file of a place."""
    return place_order(place)[0]


def column_number(letters: str) -> int:
    """The number of a sheet's column, from 1: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
