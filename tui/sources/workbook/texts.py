"""What a spreadsheet shows in a cell, as text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from io import BytesIO
from math import isfinite
from typing import Final
from xml.etree.ElementTree import ParseError, iterparse

import msgspec

from tui.scorecard.values import tidy_spaces
from tui.sources.workbook.book import Book
from tui.sources.workbook.cells import RawCell, text_of
from tui.sources.workbook.dates import day_of, iso_day, show_day
from tui.sources.workbook.formats import show
from tui.sources.workbook.package import Package, local
from tui.sources.workbook.styles import Styles

_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ALL_STRINGS: Final = re.compile(r"\s*(?:<\?xml[^>]*>)?\s*<sst\b[^>]*>(?P<strings>.*)</sst>\s*", re.DOTALL)
_STRING: Final = re.compile(r'<si><t(?: xml:space="preserve")?>([^<]*)</t></si>')
_BOOLEANS: Final = {"0": "FALSE", "1": "TRUE", "false": "FALSE", "true": "TRUE"}
_LONGEST_FORMULA: Final = 200
_FORMULA_OF_ANOTHER: Final = "(formula)"
"""Stands for a formula that only another cell spells out: a mere "=" would be an arrow."""


class Texts(msgspec.Struct, frozen=True):
    """What is needed to show cells: the shared strings, the styles, and from which year dates count."""

    strings: Sequence[str]
    styles: Styles
    from_1904: bool

    def show(self, cell: RawCell) -> str:
        """A cell as text; that of a formula without a stored value is the formula."""
        kind, style, value, formula = cell.kind, cell.style, cell.value, cell.formula
        if value is None:
            return f"={formula[:_LONGEST_FORMULA] or _FORMULA_OF_ANOTHER}" if formula is not None else ""
        if kind == "s":
            return self._shared(value)
        if kind == "n":
            return self._number(value, style)
        if kind == "b":
            return _BOOLEANS.get(value.strip().lower(), value)
        if kind == "d":
            day = iso_day(value.strip())
            return show_day(day, self.styles.format_of(style).pattern or "d") if day else tidy_spaces(value)
        return tidy_spaces(unescaped(value))

    def _shared(self, value: str) -> str:
        number = int(value) if value.isascii() and value.isdigit() else len(self.strings)
        return self.strings[number] if number < len(self.strings) else f"(text {value} is missing)"

    def _number(self, value: str, style: int) -> str:
        if not value.strip():
            return ""
        try:
            number = float(value)
        except ValueError:
            return tidy_spaces(value)
        if not isfinite(number):
            return tidy_spaces(value)
        form = self.styles.format_of(style)
        day = day_of(number, from_1904=self.from_1904) if form.is_date else None
        return show_day(day, form.pattern or "") if day else show(number, form)


def read_strings(package: Package, book: Book) -> list[str]:
    """The texts that the cells of all sheets share, tidied."""
    if book.strings is None:
        return []
    data = package.read(book.strings)
    if (usual := _usual_strings(data)) is not None:
        return usual
    found: list[str] = []
    try:
        for _, element in iterparse(BytesIO(data)):  # noqa: S314 - no document type passes `read`
            if local(element) == "si":
                found.append(tidy_spaces(unescaped(text_of(element))))
                element.clear()
    except ParseError as error:
        raise package.damaged(book.strings) from error
    return found


def _usual_strings(data: bytes) -> list[str] | None:
    """The texts of a part that holds each in one piece, as almost all do; null where it is written in another way."""
    match = _ALL_STRINGS.fullmatch(data.decode("utf-8", errors="replace"))
    if match is None or _STRING.sub("", match["strings"]).strip():
        return None
    return [tidy_spaces(unescaped(unescape(text))) for text in _STRING.findall(match["strings"])]


def unescaped(text: str) -> str:
    """Text with its characters that XML cannot hold: `_x000D_`."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text
