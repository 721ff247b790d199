"""The tidy table in CSV or TSV."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Final

import polars as pl

from tui.scorecard.problems import Problem
from tui.sources.decoding import LINE_END, SourceError, text_of_bytes
from tui.sources.tidy.columns import COLUMNS
from tui.sources.tidy.files import read_bytes, utf8_of
from tui.sources.tidy.irregular import is_regular, read_apart
from tui.sources.tidy.spreadsheet_text import original
from tui.sources.tidy.table import Table, none_read, positions_of, table_of, without_blank_lines

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
    problems: list[Problem] = []
    try:
        rows, lines = _rows(data, separator, positions, path, skipped)
    except _IrregularError:
        text = text_of_bytes(data, path)
        rows, lines, problems = read_apart(text, separator, positions, path, skipped)
        if problems and rows.is_empty():
            raise none_read(path, problems) from None
    return table_of(path, _original(rows), positions, lines, problems)


class _IrregularError(Exception):
    """A text cannot be read at one go."""


def _text_of(path: Path) -> tuple[bytes, int]:
    """The file as UTF-8 without its byte-order mark, and how many blank lines before its headings were left out."""
    data = utf8_of(read_bytes(path), path)
    bare = data.lstrip(b"\r\n")
    blank = data[: len(data) - len(bare)]
    return bare, len(LINE_END.findall(blank.decode("ascii")))


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
) -> tuple[pl.DataFrame, pl.Series]:
    """The known columns as text, and the line of each row. Raises `_IrregularError` where they cannot be told so."""
    if not is_regular(data, separator):
        raise _IrregularError
    try:
        rows = _parsed(data, separator, positions)
    except pl.exceptions.ComputeError as error:
        if "utf-8" not in str(error):
            raise _IrregularError from error
        # One byte was not UTF-8: the text is that of another code page, or nothing that can be read.
        return _rows(text_of_bytes(data, path).encode("utf-8"), separator, positions, path, skipped)
    except pl.exceptions.PolarsError as error:
        raise _IrregularError from error
    lines = _lines(data, rows.height, skipped)
    if len(lines) != rows.height:
        raise _IrregularError
    return without_blank_lines(rows, lines)


def _parsed(data: bytes, separator: str, positions: dict[str, int]) -> pl.DataFrame:
    # By number, in the order of the file: titles may be in other letters, or stand twice where they are not ours.
    numbers = sorted(positions.values())
    rows = pl.read_csv(
        data,
        separator=separator,
        infer_schema=False,
        columns=[number - 1 for number in numbers],
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
