"""The tidy table as a file: CSV, TSV, JSON Lines, Parquet or a workbook, each read back exactly as it was."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, Final, Literal, get_args

import msgspec
import polars as pl

from tui.reports.workbook_file import write_workbook
from tui.sources.tidy.spreadsheet_text import harmless, unmistakable

Form = Literal["csv", "tsv", "jsonl", "parquet", "xlsx"]
FORMS: Final[tuple[Form, ...]] = get_args(Form)
TEXTS: Final[tuple[Form, ...]] = ("csv", "tsv", "jsonl")
"""Forms that can be printed."""

_ENDINGS: Final[dict[str, Form]] = {
    **{f".{form}": form for form in FORMS},
    ".tab": "tsv",
    ".ndjson": "jsonl",
}


class UnfitError(Exception):
    """A form cannot hold this table; the message says what to do."""


def form_of(path: Path) -> Form | None:
    """The form that a file's ending names; null for any other ending."""
    return _ENDINGS.get(path.suffix.lower())


def write_tidy(table: pl.DataFrame, form: Form, file: BinaryIO) -> None:
    """Write a tidy table.

    Raises `WorkbookError` where a workbook cannot hold it, and `UnfitError` where CSV and TSV cannot.
    """
    _WRITERS[form](table, file)


def _write_csv(table: pl.DataFrame, file: BinaryIO) -> None:
    _cells(table).write_csv(file)


def _write_tsv(table: pl.DataFrame, file: BinaryIO) -> None:
    _cells(table).write_csv(file, separator="\t")


def _cells(table: pl.DataFrame) -> pl.DataFrame:
    """The table as cells of text that no spreadsheet takes for formulas."""
    cells = _in_text(table)
    if cells.select(pl.any_horizontal(pl.col(pl.String).str.contains("\0", literal=True).any())).item():
        raise UnfitError("a text in it has a zero character, which no text file can hold; choose .parquet or .xlsx")
    return cells.with_columns(harmless(pl.col(pl.String)))


def _write_json_lines(table: pl.DataFrame, file: BinaryIO) -> None:
    months = _in_text(table)
    names, encode = months.columns, msgspec.json.Encoder().encode
    for row in months.iter_rows():
        record = {name: value for name, value in zip(names, row, strict=True) if value is not None}
        file.write(encode(record) + b"\n")


def _write_parquet(table: pl.DataFrame, file: BinaryIO) -> None:
    table.write_parquet(file)


def _write_workbook(table: pl.DataFrame, file: BinaryIO) -> None:
    cells = _in_text(table).with_columns(unmistakable(pl.col(pl.String)))
    write_workbook("Tidy", cells.columns, cells.iter_rows(), cells.height, file)


def _in_text(table: pl.DataFrame) -> pl.DataFrame:
    """The table with its months as `2023-09`."""
    return table.with_columns(pl.col(pl.Date).dt.to_string("%Y-%m"))


_WRITERS: Final[dict[Form, Callable[[pl.DataFrame, BinaryIO], None]]] = {
    "csv": _write_csv,
    "tsv": _write_tsv,
    "jsonl": _write_json_lines,
    "parquet": _write_parquet,
    "xlsx": _write_workbook,
}
