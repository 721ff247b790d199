"""The tidy table on the first sheet of a workbook (.xlsx)."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Final
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


def read_workbook_table(path: Path) -> Table:
    """The table on the first sheet.

    Raises `SourceError` where it cannot be read, unpacks to more than `MOST_EXPANDED`, or is not tidy.
    """
    from fastexcel import FastExcelError, read_excel  # only for a workbook: it costs a start otherwise

    data = read_bytes(path)
    try:
        _check_size(data, path)
        workbook = read_excel(data)
        rows = workbook.load_sheet(0, dtypes="string").to_polars()
        positions = positions_of(rows.columns, path)
        rows = rows.select(pl.nth(position - 1).alias(name) for name, position in positions.items())
        rows = rows.with_columns(_exact_numbers(workbook, rows, positions))
    except (FastExcelError, BadZipFile, pl.exceptions.PolarsError) as error:
        raise SourceError(f"{path}: is not a workbook (.xlsx) that can be read; save it anew, or as CSV") from error
    rows, lines = without_blank_lines(rows, pl.int_range(2, 2 + rows.height, eager=True))
    return table_of(path, rows.with_columns(original(pl.all())), positions, lines)


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
    wanted = {name: positions[name] - 1 for name in NUMBERS if name in positions}
    if not wanted:
        return []
    numbers = workbook.load_sheet(0, dtypes=dict.fromkeys(wanted.values(), "float"), use_columns=[*wanted.values()])
    frame = numbers.to_polars()
    at = {position: column for column, position in enumerate(sorted(wanted.values()))}
    exact = {name: frame[:, at[position]] for name, position in wanted.items()}
    return [
        pl.select(pl.coalesce(column.cast(pl.String), rows[name])).to_series().alias(name)
        for name, column in exact.items()
    ]
