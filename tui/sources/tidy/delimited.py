"""The tidy table in CSV or TSV."""

from __future__ import annotations

import csv
import io
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import polars as pl

from tui.scorecard.problems import Problem
from tui.sources.decoding import SourceError, read_text
from tui.sources.tidy.columns import COLUMNS
from tui.sources.tidy.files import read_bytes
from tui.sources.tidy.spreadsheet_text import original
from tui.sources.tidy.table import Table, positions_of, table_of, without_blank_lines

_SEPARATORS: Final = (",", "\t", ";", "|")
_HEADING_ROOM: Final = 1 << 16
"""Characters among which the line of headings ends."""


def read_delimited_table(path: Path) -> Table:
    """The table in a text file whose cells are separated by commas, tabs, semicolons or upright lines.

    Raises `SourceError` where it cannot be read, is no text, or is not tidy.
    """
    data, skipped = _text_of(path)
    titles, separator = _heading(data, path)
    positions = positions_of(titles, path, str(skipped + 1))
    rows, problems = _rows(data, separator, positions, path, skipped)
    rows, lines = without_blank_lines(rows, _lines(data, rows.height, skipped))
    return table_of(path, _original(rows), positions, lines, problems)


def _text_of(path: Path) -> tuple[bytes, int]:
    """The file as UTF-8 without its byte-order mark, and how many blank lines before its headings were left out."""
    data = read_bytes(path)
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        data = read_text(path).encode("utf-8")
    data = data.removeprefix(BOM_UTF8)
    bare = data.lstrip(b"\r\n")
    return bare, data[: len(data) - len(bare)].count(b"\n")


def _heading(data: bytes, path: Path) -> tuple[list[str], str]:
    """The titles of the columns, and what separates them: that which gives the most columns of a tidy table."""
    if not data:
        raise SourceError(f"{path}: is not a tidy {path.suffix[1:]} file (it is empty); save or copy it again")
    beginning = data[:_HEADING_ROOM].decode("utf-8", errors="replace")
    found = [(_cells(beginning, separator), separator) for separator in _SEPARATORS]
    return max(found, key=lambda pair: len({title.strip().lower() for title in pair[0]} & {*COLUMNS}))


def _cells(text: str, separator: str) -> list[str]:
    try:
        return next(csv.reader(io.StringIO(text, newline=""), delimiter=separator), [])
    except csv.Error:
        return []


def _rows(
    data: bytes, separator: str, positions: dict[str, int], path: Path, skipped: int
) -> tuple[pl.DataFrame, list[Problem]]:
    """The known columns as text, and a problem for each line with more cells than the headings."""
    if data.count(b'"') % 2:
        line = skipped + _last_line(data, separator)
        raise SourceError(f"{path}:{line}: a cell in quotation marks that begins here does not end; close it")
    try:
        return _parsed(data, separator, positions), []
    except pl.exceptions.ComputeError as error:
        if "utf-8" in str(error):
            # One byte was not UTF-8: the text is that of another code page, or nothing that can be read.
            return _parsed(read_text(path).lstrip("\r\n").encode("utf-8"), separator, positions), []
        if "more fields" not in str(error):
            raise _not_tidy(path, error) from error
    except pl.exceptions.PolarsError as error:
        raise _not_tidy(path, error) from error
    rows = _parsed(data, separator, positions, ragged=True)
    return rows, list(_overlong(data, separator, path.name, skipped))


def _not_tidy(path: Path, error: Exception) -> SourceError:
    return SourceError(f"{path}: is not a tidy {path.suffix[1:]} file ({str(error).splitlines()[0]})")


def _parsed(data: bytes, separator: str, positions: dict[str, int], *, ragged: bool = False) -> pl.DataFrame:
    # By number, in the order of the file: titles may be in other letters, or stand twice where they are not ours.
    numbers = sorted(positions.values())
    rows = pl.read_csv(
        data,
        separator=separator,
        infer_schema=False,
        columns=[number - 1 for number in numbers],
        truncate_ragged_lines=ragged,
    )
    names = {number: name for name, number in positions.items()}
    rows.columns = [names[number] for number in numbers]
    return rows


def _original(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with what was made harmless for spreadsheets as it was."""
    escaped = [name for name in rows.columns if rows[name].str.starts_with("'").any()]
    return rows.with_columns(original(pl.col(name)) for name in escaped)


# ---- lines


def _lines(data: bytes, height: int, skipped: int) -> pl.Series:
    """The line of the file in which each row begins: a cell in quotation marks may hold line breaks."""
    if data.count(b"\n") + (not data.endswith(b"\n")) == height + 1:
        return pl.int_range(skipped + 2, skipped + 2 + height, eager=True)
    marks = pl.Series([line.count(b'"') for line in data.split(b"\n")], dtype=pl.Int64)
    within = marks.cum_sum().shift(1, fill_value=0) % 2 == 1  # the line begins inside a cell
    numbers = pl.int_range(skipped + 1, skipped + 1 + len(within), eager=True)
    return numbers.filter(~within)[1 : height + 1]


def _records(data: bytes, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Each record with the line in which it begins, the headings first."""
    text = io.StringIO(data.decode("utf-8", errors="replace"), newline="")
    reader = csv.reader(text, delimiter=separator)
    before = csv.field_size_limit(max(len(data), 1))
    try:
        line = 1
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    finally:
        csv.field_size_limit(before)


def _last_line(data: bytes, separator: str) -> int:
    """The line in which the last record begins: a cell that does not end takes the rest of the file."""
    return max(line for line, _ in _records(data, separator))


def _overlong(data: bytes, separator: str, source: str, skipped: int) -> Iterator[Problem]:
    records = _records(data, separator)
    width = len(next(records)[1])
    for line, cells in records:
        if len(cells) > width:
            beyond = ", ".join(f"“{cell}”" for cell in cells[width:])
            message = f"more cells than there are headings; not read: {beyond}"
            yield Problem("error", f"{source}:{skipped + line}:{width + 1}", message)
