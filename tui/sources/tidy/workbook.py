"""The tidy table on the first sheet of a workbook (.xlsx)."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from zipfile import BadZipFile, ZipFile

import polars as pl

from tui.sources.decoding import SourceError
from tui.sources.tidy.columns import NUMBERS
from tui.sources.tidy.files import read_bytes
from tui.sources.tidy.spreadsheet_text import original
from tui.sources.tidy.table import Table, positions_of, table_of, without_blank_lines

if TYPE_CHECKING:
    from fastexcel import ExcelReader

MOST_EXPANDED: Final = 1 << 30
"""Bytes that a workbook may unpack to."""

_AS_IT_STANDS: Final[dict[str, Any]] = {"header_row": None, "skip_rows": 0}
"""With its blank first rows, so that places count them, and with titles as they are written."""


def read_workbook_table(path: Path) -> Table:
    """The table on the first sheet.

    Raises `SourceError` where it cannot be read, unpacks to more than `MOST_EXPANDED`, or is not tidy.
    """
    from fastexcel import FastExcelError, read_excel  # only for a workbook: it costs a start otherwise

    data = read_bytes(path)
    try:
        _check_size(data, path)
        workbook = read_excel(data)
        sheet = workbook.load_sheet(0, dtypes="string", **_AS_IT_STANDS)
        left = min((column.absolute_index for column in sheet.available_columns()), default=0)
        rows = sheet.to_polars()
        heading = _first_filled(rows)
        titles = [title or "" for title in rows.row(heading)] if rows.width else []
        positions = positions_of([""] * left + titles, path, str(heading + 1))
        rows = rows.select(pl.nth(position - left - 1).alias(name) for name, position in positions.items())
        rows = rows.with_columns(_exact_numbers(workbook, rows, positions))
        rows = _as_shown(rows, positions, path)
    except (FastExcelError, BadZipFile, pl.exceptions.PolarsError) as error:
        raise SourceError(f"{path}: is not a workbook (.xlsx) that can be read; save it anew, or as CSV") from error
    rows, first = rows.slice(heading + 1), heading + 2
    rows, lines = without_blank_lines(rows, pl.int_range(first, first + rows.height, eager=True))
    return table_of(path, rows.with_columns(original(pl.all())), positions, lines)


def _first_filled(rows: pl.DataFrame) -> int:
    """The first row that holds anything; 0 where none does."""
    return next((number for number, row in enumerate(rows.iter_rows()) if any(row)), 0)


def _check_size(data: bytes, path: Path) -> None:
    with ZipFile(io.BytesIO(data)) as archive:
        expanded = sum(each.file_size for each in archive.infolist())
    if expanded > MOST_EXPANDED:
        raise SourceError(
            f"{path}: unpacks to {expanded >> 20:,} MiB, and no more than {MOST_EXPANDED >> 20:,} are read;"
            " save its tidy sheet alone, or as Parquet"
        )


def _exact_numbers(workbook: ExcelReader, rows: pl.DataFrame, positions: dict[str, int]) -> list[pl.Series]:
    """The columns of numbers as texts to the last digit: read as text, a number has nine decimals at most."""
    wanted = sorted((positions[name] - 1, name) for name in NUMBERS if name in positions)
    if not wanted:
        return []
    columns = [position for position, _ in wanted]
    numbers = workbook.load_sheet(0, dtypes="float", use_columns=columns, **_AS_IT_STANDS).to_polars()
    exact = {name: numbers[:, at].cast(pl.String) for at, (_, name) in enumerate(wanted)}
    return [
        # A cell that holds 39 shows no decimals, and may have to stand for its text.
        pl.select(pl.coalesce(column.str.strip_suffix(".0"), rows[name])).to_series().alias(name)
        for name, column in exact.items()
    ]


def _as_shown(rows: pl.DataFrame, positions: dict[str, int], path: Path) -> pl.DataFrame:
    """The rows with what their cells show where that is not what they hold: failed formulas, percentages."""
    from tui.sources.tidy.workbook_cells import shown_otherwise

    names = {position: name for name, position in positions.items()}
    found: dict[str, dict[int, str]] = {}
    for row, column, text in shown_otherwise(path, {positions[name] for name in NUMBERS if name in positions}):
        if (name := names.get(column)) and row <= rows.height:
            found.setdefault(name, {})[row - 1] = text
    return rows.with_columns(rows[name].clone().scatter([*cells], [*cells.values()]) for name, cells in found.items())
