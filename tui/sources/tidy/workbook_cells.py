"""Cells of a tidy workbook that show something else than they hold: failed formulas, and numbers as percentages."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Final
from zipfile import ZipFile

from tui.sources.lines import column_of
from tui.sources.workbook.book import Book, read_book
from tui.sources.workbook.formats import NumberFormat, show
from tui.sources.workbook.package import Package
from tui.sources.workbook.styles import read_styles

_IS_ERROR: Final = b't="e"'
_PERCENT: Final = re.compile(rb'numFmtId="(?:9|10)"|%')
"""What the styles of a workbook have in them where a cell may be shown as a percentage."""

_CELL: Final = re.compile(
    rb'<c\b(?=[^>]*\br="(?P<column>[A-Z]{1,3})(?P<row>\d{1,7})")(?P<attributes>[^>]*)>'
    rb"(?:<f\b[^>]*(?:/>|>[^<]*</f>))?<v>(?P<text>[^<]{1,30})</v>"
)
_STYLE: Final = re.compile(rb'\bs="(\d{1,6})"')
_KIND: Final = re.compile(rb'\bt="(\w+)"')
_NUMBER: Final = re.compile(r"-?\d+(?:\.\d*)?(?:[Ee][+-]?\d{1,3})?|-?\.\d+")


def shown_otherwise(path: Path, numbers: Collection[int]) -> Iterator[tuple[int, int, str]]:
    """Row and column, counted from 1, of such cells on the first sheet, and what they show: `#N/A`, `67%`.

    In the columns of `numbers` a percentage is given in points, to the last digit and without its sign: 0.67 that is
    shown as 67% is 67 there, as it is in a published scorecard.
    """
    with ZipFile(path) as archive:
        package = Package(path, archive)
        book = read_book(package)
        first = next(iter(book.sheets), None)
        percentages = _percentages(package, book)
        data = archive.read(first.part) if first and first.part else b""
    if not percentages and _IS_ERROR not in data:
        return
    for cell in _CELL.finditer(data):
        kind, style = _KIND.search(cell["attributes"]), _STYLE.search(cell["attributes"])
        form = percentages.get(int(style[1])) if style else None
        text, column = cell["text"].decode("utf-8", "replace"), column_of(cell["column"].decode()) + 1
        if kind and kind[1] == b"e":
            yield int(cell["row"]), column, text
        elif form and (kind is None or kind[1] == b"n") and _NUMBER.fullmatch(text):
            yield int(cell["row"]), column, _points(text) if column in numbers else show(float(text), form)


def _percentages(package: Package, book: Book) -> dict[int, NumberFormat]:
    """The formats that show a number as a percentage, by the number that a cell gives for its style."""
    if book.styles is None or not _PERCENT.search(package.read(book.styles)):
        return {}
    formats = read_styles(package, book).formats
    return {at: form for at, form in enumerate(formats) if any(section.percent for section in form.sections)}


def _points(text: str) -> str:
    """A share of one in points, to the digit: `67` for `0.67`.

    A spreadsheet stores 0.07 as 7.0000000000000007E-2 now and then; so fifteen digits count, as on its screen.
    """
    points = (Decimal(f"{Decimal(text):.15g}") * 100).normalize()
    return f"{points:f}"
