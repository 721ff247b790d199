"""Whether a delimited file writes fractions with a point or with a comma."""

from __future__ import annotations

import re
from typing import Final

import msgspec

from tui.sources.lines import Decimals

_CONTINENTAL: Final = ";"
"""Spreadsheets separate cells by it where a comma is taken for fractions."""

_MOST_EXCEPTIONS: Final = 0.1
"""So large a share of a file may be written the other way, and be unreadable, without putting the rest in doubt."""

_NUMBER: Final = r"[-+]?£?(\d+(?:[.,]\d+)+)\s*%?"
_UNQUOTED: Final = re.compile(r"(?:^|,)[ ]*[-+]?£?\d+\.\d+[ ]*%?[ ]*(?=$|[,\r])", re.MULTILINE | re.ASCII)


class Found(msgspec.Struct):
    """How many numbers have a decimal comma, a decimal point, or either; `first` is where the first comma stands.

    Of those that can be either, `thousands` have a comma: "1,186".
    """

    comma: int = 0
    point: int = 0
    either: int = 0
    thousands: int = 0
    first: int = -1


def decimals_of(text: str, delimiter: str) -> tuple[Decimals, int]:
    """How the numbers of a text are written, and where in it the first one with a decimal comma begins.

    "84,5" can only be with a comma and "84.5" only with a point; "1.234" and "1,234" can be either, and follow the
    others. A file separated by semicolons in which no other number tells is unclear, and so is one of which commas
    before three digits would be decimal for the sake of few others: one "82,5" makes no 1.186 of "1,186".
    """
    if delimiter != _CONTINENTAL and ("," not in text or (delimiter == "," and '"' not in text)):
        return "point", -1
    found = _count(text, delimiter)
    against = found.point + found.thousands
    if found.comma and against <= _MOST_EXCEPTIONS * found.comma:
        return "comma", found.first
    if found.comma > _MOST_EXCEPTIONS * against:
        return "unclear", found.first
    if not found.point and found.either and delimiter == _CONTINENTAL:
        return "unclear", -1
    return "point", -1


def _count(text: str, delimiter: str) -> Found:
    found = Found()
    for match in _pattern(delimiter).finditer(text):
        sure = _sure(match[1])
        if sure == "comma":
            found.comma += 1
            found.first = match.start(1) if found.first < 0 else found.first
        elif sure == "point":
            found.point += 1
        elif sure == "either":
            found.either += 1
            found.thousands += "," in match[1]
    if delimiter == ",":
        found.point += sum(1 for _ in _UNQUOTED.finditer(text))
    return found


def _pattern(delimiter: str) -> re.Pattern[str]:
    """The numbers with a mark that fill a cell; where commas separate cells, only those in quotes can have one."""
    edge = '"' if delimiter == "," else f'{re.escape(delimiter)}"'
    start = f"[{edge}]" if delimiter == "," else f"(?:^|[{edge}])"
    return re.compile(rf"{start}[ ]*{_NUMBER}[ ]*(?=$|[{edge}\r])", re.MULTILINE | re.ASCII)


def _sure(number: str) -> str | None:
    """With what mark a number can only be read; null where it is none (two points, as in a date)."""
    whole, mark, fraction = re.split(r"([.,])(?=[^.,]*$)", number)
    other = "," if mark == "." else "."
    if mark in whole:
        return None
    kind = "comma" if mark == "," else "point"
    return kind if other in whole or len(fraction) != 3 or len(whole) > 3 or whole == "0" else "either"
