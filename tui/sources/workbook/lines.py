"""A workbook as lines of cells, sheet after sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Final

import msgspec

from tui.scorecard.problems import Problem, Severity
from tui.sources.decoding import Line, SourceError
from tui.sources.lines import Fill, Lines, SheetLine, letters, sheet_cell
from tui.sources.workbook.book import Book, Sheet, read_book
from tui.sources.workbook.cells import SheetCells, read_cells
from tui.sources.workbook.limits import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, MOST_SHEETS
from tui.sources.workbook.merging import Merged
from tui.sources.workbook.package import Package, opened
from tui.sources.workbook.scan import LARGE, scan
from tui.sources.workbook.styles import read_styles
from tui.sources.workbook.texts import Texts, read_strings
from tui.sources.workbook.unstored import unstored_formulas

_MOST_LISTED: Final = 8
_LOST: Final = (
    "the workbook names a sheet {}, but the file does not hold its cells; copy the file again, or open it in a"
    " spreadsheet, look at the sheet and save it"
)


def read_workbook_lines(path: Path) -> Lines:
    """The rows of all sheets of a workbook, in their order; each knows its sheet.

    Values are those that were stored: nothing is calculated, run or fetched. Raises `SourceError` where the file is
    no workbook that can be read, expands to too much, or holds no cell.
    """
    with opened(path) as package:
        book = read_book(package)
        texts = Texts(read_strings(package, book), read_styles(package, book), book.from_1904)
        parts: list[Sequence[Line]] = []
        problems: list[Problem] = []
        for sheet in book.sheets[:MOST_SHEETS]:
            if sheet.part is None:
                problems.append(_no_cells(path.name, sheet))
                continue
            lines, found = _read_sheet(package, sheet, sheet.part, texts)
            parts.append(lines)
            problems += found
        problems += _too_many(path.name, book)
    if not any(parts):
        if lost := next((sheet.name for sheet in book.sheets if sheet.is_lost), None):
            raise SourceError(f"{path}: {_LOST.format(lost)}")
        raise SourceError(f"{path}: holds no cell with anything in it; expected a table of indicators")
    return Lines(parts, problems)


def _read_sheet(package: Package, sheet: Sheet, part: str, texts: Texts) -> tuple[Sequence[Line], list[Problem]]:
    """The rows of a sheet, and what is to say of it."""
    source, data, about = package.path.name, package.read(part), SheetCells()
    scanned = scan(package, part, data, about) if len(data) >= LARGE else None
    if scanned is not None:
        from tui.sources.workbook.sheet_grid import SheetGrid  # polars: a small workbook does not wait for it

        merged = Merged(about.merged)
        grid = SheetGrid(source, sheet, scanned, texts, merged, about)
        used = Used(set(grid.numbers), grid.columns, grid.unstored)
        return grid, [*_hidden_by_merging(source, sheet, merged), *_notes(source, sheet, about, used)]
    read_cells(package, part, data, about)
    merged = Merged(about.merged)
    lines = _sheet_lines(source, sheet, about, texts, merged)
    unstored = [
        (cell.row, cell.column) for cell in about.cells if cell.is_unstored and not merged.hides(cell.row, cell.column)
    ]
    columns = {cell.column for cell in about.cells if cell.value or cell.is_unstored}
    used = Used({line.number for line in lines}, columns, unstored)
    return lines, [*_hidden_by_merging(source, sheet, merged), *_notes(source, sheet, about, used)]


class Used(msgspec.Struct, frozen=True):
    """The rows and columns of a sheet that hold something, and the cells that are formulas without a stored value."""

    rows: AbstractSet[int]
    columns: AbstractSet[int]
    unstored: Sequence[tuple[int, int]] = ()


def _sheet_lines(source: str, sheet: Sheet, about: SheetCells, texts: Texts, merged: Merged) -> list[Line]:
    """The rows of a sheet that hold a text or a colour."""
    shown: dict[int, dict[int, str]] = {}
    fills: dict[int, dict[int, Fill]] = {}
    for cell in about.cells:
        text = texts.show(cell)
        if merged.hides(cell.row, cell.column):
            merged.add_hidden(cell.row, cell.column, text)
            continue
        if text:
            shown.setdefault(cell.row, {})[cell.column] = text
        if fill := texts.styles.fill_of(cell.style):
            fills.setdefault(cell.row, {})[cell.column] = fill
    carried = merged.carried(lambda row, column: shown.get(row, {}).get(column, ""))
    return [
        SheetLine(
            source,
            row,
            tuple(shown.get(row, {}).get(column, "") for column in range(max(shown.get(row, {}), default=-1) + 1)),
            sheet=sheet.name,
            fills=fills.get(row, {}),
            spans=merged.spans(row),
            carried=carried.get(row, {}),
            conditions=tuple(about.conditions),
        )
        for row in sorted({*shown, *fills})
    ]


# ---- what is to say of a sheet


def _notes(source: str, sheet: Sheet, cells: SheetCells, used: Used) -> Iterator[Problem]:
    if used.rows and sheet.hidden:
        yield _problem(source, sheet, "info", 1, 0, f"sheet {sheet.name} is hidden; it is read", "hidden")
    rows = sorted(used.rows & set(cells.hidden_rows))
    if rows:
        message = f"hidden rows are read: {_listed(_runs(rows))}"
        yield _problem(source, sheet, "info", rows[0], 0, message, "hidden")
    columns = sorted(at for at in used.columns if any(first <= at <= last for first, last in cells.hidden_columns))
    if columns:
        runs = [f"{letters(first)}:{letters(last)}" for first, last in _ranges(columns)]
        message = f"hidden columns are read: {_listed(runs)}"
        yield _problem(source, sheet, "info", 1, columns[0], message, "hidden")
    if used.unstored:
        (row, column), message = min(used.unstored), unstored_formulas(used.unstored)
        yield _problem(source, sheet, "error", row, column, message, "unstored_formulas")
    if cells.beyond:
        message = (
            f"{cells.beyond:,} filled cells beyond {MOST_ROWS:,} rows, {MOST_COLUMNS:,} columns or {MOST_CELLS:,} cells"
            " are not read; split the sheet"
        )
        yield _problem(source, sheet, "error", MOST_ROWS, 0, message, "too_large")


def _no_cells(source: str, sheet: Sheet) -> Problem:
    if sheet.is_lost:
        return _problem(source, sheet, "error", 1, 0, _LOST.format(sheet.name), "lost_sheet")
    kinds = {"chartsheet": "a chart sheet", "dialogsheet": "a dialog", "xlMacrosheet": "a sheet of macros"}
    what = kinds.get(sheet.kind, "no sheet of cells")
    return _problem(source, sheet, "info", 1, 0, f"{sheet.name} is {what}: there are no figures to read", "no_cells")


def _too_many(source: str, book: Book) -> Iterator[Problem]:
    if len(book.sheets) > MOST_SHEETS:
        first = book.sheets[MOST_SHEETS]
        message = f"{len(book.sheets) - MOST_SHEETS} sheets from {first.name} on are not read: more than {MOST_SHEETS}"
        yield _problem(source, first, "error", 1, 0, message, "too_large")


def _hidden_by_merging(source: str, sheet: Sheet, merged: Merged) -> Iterator[Problem]:
    for row, column, text in merged.hidden:
        message = f"“{text}” is hidden below a merged cell: it is not read"
        yield _problem(source, sheet, "warning", row, column, message, "hidden")
    if merged.left:
        message = f"{merged.left:,} merged ranges are not looked at, for there are too many"
        yield _problem(source, sheet, "warning", 1, 0, message, "too_large")


def _problem(source: str, sheet: Sheet, severity: Severity, row: int, column: int, message: str, code: str) -> Problem:
    return Problem(severity, f"{source}:{sheet_cell(sheet.name, row, column)}", message, code=code)


def _ranges(numbers: list[int]) -> list[tuple[int, int]]:
    """Numbers that follow one another as their first and last."""
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found


def _runs(rows: list[int]) -> list[str]:
    return [f"{first}" if first == last else f"{first}-{last}" for first, last in _ranges(rows)]


def _listed(texts: list[str]) -> str:
    more = len(texts) - _MOST_LISTED
    return ", ".join(texts[:_MOST_LISTED]) + (f" and {more} more" if more > 0 else "")
