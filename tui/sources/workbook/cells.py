"""The cells of one sheet, and what the sheet says of its rows and columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Final
from xml.etree.ElementTree import Element, ParseError, iterparse

import msgspec

from tui.sources.lines import column_of
from tui.sources.workbook.limits import MOST_CELLS, MOST_COLUMNS, MOST_ROWS
from tui.sources.workbook.package import Package, children, local, whole_number

_REFERENCE: Final = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_COLUMNS_ONLY: Final = re.compile(r"\$?([A-Z]{1,3})")
_LAST_ROW: Final = 1 << 20
_LAST_COLUMN: Final = 1 << 14
_TRUE: Final = ("1", "true")
_TEXTS: Final = ("str", "inlineStr")
_MOST_RANGES: Final = 20_000
_MOST_CONDITIONS: Final = 200

Range = tuple[int, int, int, int]
"""First row, first column, last row, last column; rows from 1, columns from 0."""


class RawCell(msgspec.Struct, frozen=True, gc=False):
    """One cell as the sheet keeps it.

    `kind` is that of the value: `n` a number, `s` a shared string by its number, `str` and `inlineStr` text, `b`, `e`,
    `d`. `formula` is null where the cell has none.
    """

    row: int
    column: int
    style: int
    kind: str
    value: str | None
    formula: str | None = None

    @property
    def is_unstored(self) -> bool:
        """Whether it is a formula whose value the file does not hold."""
        return self.value is None and self.formula is not None


class SheetCells(msgspec.Struct):
    """What was read of a sheet; `beyond` counts the filled cells past the limits."""

    cells: list[RawCell] = []
    merged: list[Range] = []
    conditions: list[Range] = []
    hidden_rows: list[int] = []
    hidden_columns: list[tuple[int, int]] = []
    beyond: int = 0
    row: int = 0
    """The last row that was read: a sheet need not number its rows."""


def read_cells(package: Package, part: str, data: bytes, found: SheetCells) -> None:
    """Add the cells of a sheet's XML, in reading order. Raises `SourceError` where it is not well formed."""
    try:
        for element in _elements(data):
            _take(element, found)
    except ParseError as error:
        raise package.damaged(part) from error


def _elements(data: bytes) -> Iterator[Element]:
    """The rows of a sheet and the other parts of it, each forgotten once it was looked at."""
    depth = 0
    for event, element in iterparse(BytesIO(data), ("start", "end")):  # noqa: S314 - no document type passes `read`
        if event == "start":
            depth += 1
            continue
        depth -= 1
        name = local(element)
        if name == "row" or depth == 1:
            yield element
            element.clear()


def _take(element: Element, found: SheetCells) -> None:
    name = local(element)
    if name == "row":
        _take_row(element, found)
    else:
        take_other(element, found)


def take_other(element: Element, found: SheetCells) -> None:
    """Learn of merged cells, hidden columns and conditional formats from a part of the sheet that holds no rows."""
    name = local(element)
    if name == "cols":
        found.hidden_columns += [
            (whole_number(each.get("min"), 1) - 1, min(whole_number(each.get("max"), 1), _LAST_COLUMN) - 1)
            for each in children(element, "col")
            if is_true(each.get("hidden"))
        ][:MOST_COLUMNS]
    elif name == "mergeCells":
        ranges = (range_of(each.get("ref", "")) for each in children(element, "mergeCell"))
        found.merged += [each for each in ranges if each][:_MOST_RANGES]
    elif name == "conditionalFormatting":
        ranges = (range_of(each) for each in element.get("sqref", "").split())
        found.conditions += [each for each in ranges if each][: _MOST_CONDITIONS - len(found.conditions)]


def _take_row(element: Element, found: SheetCells) -> None:
    row = found.row = whole_number(element.get("r"), found.row + 1)
    if is_true(element.get("hidden")):
        found.hidden_rows.append(row)
    column = -1
    for cell in children(element, "c"):
        match = _REFERENCE.fullmatch(cell.get("r", ""))
        column = column_of(match[1]) if match else column + 1
        raw = _raw(cell, row, column)
        if row > MOST_ROWS or column >= MOST_COLUMNS or len(found.cells) >= MOST_CELLS:
            found.beyond += raw.value is not None or raw.formula is not None
        else:
            found.cells.append(raw)


def _raw(cell: Element, row: int, column: int) -> RawCell:
    kind, style = cell.get("t", "n"), whole_number(cell.get("s"))
    value = formula = None
    for child in cell:
        name = local(child)
        if name == "v":
            value = child.text or ""
        elif name == "f":
            formula = child.text or ""
        elif name == "is":
            value = text_of(child)
    return RawCell(row, column, style, kind, stored(kind, value, formula), formula)


def stored(kind: str, value: str | None, formula: str | None) -> str | None:
    """The value of a cell: an empty one of a formula is none at all, unless the formula gives a text.

    What writes formulas without calculating them leaves the value empty or out.
    """
    empty = value is not None and not value.strip()
    return None if empty and formula is not None and kind not in _TEXTS else value


def text_of(element: Element) -> str:
    """The text of a string, in one piece or several; how it is pronounced is left out."""
    found: list[str] = []
    for child in element:
        name = local(child)
        if name == "t":
            found.append(child.text or "")
        elif name == "r":
            found += [each.text or "" for each in children(child, "t")]
    return "".join(found)


def range_of(text: str) -> Range | None:
    """The range that a text names: "B2:D7", "C7", "H:H"; null for any other."""
    first, _, last = text.partition(":")
    ends = [_REFERENCE.fullmatch(each) for each in (first, last or first)]
    if ends[0] and ends[1]:
        (left, top), (right, bottom) = ((column_of(end[1]), int(end[2])) for end in ends if end)
        return min(top, bottom), min(left, right), max(top, bottom), max(left, right)
    columns = [_COLUMNS_ONLY.fullmatch(each) for each in (first, last)]
    if columns[0] and columns[1]:
        return 1, column_of(columns[0][1]), _LAST_ROW, column_of(columns[1][1])
    return None


def is_true(text: str | None) -> bool:
    """Whether an attribute is set."""
    return (text or "").lower() in _TRUE
