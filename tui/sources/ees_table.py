"""One of DfE's tables as a lazy frame of text: its columns by name, every row with its line in the file."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Collection
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, TypeVar

import msgspec
import polars as pl

from tui.scorecard.values import tidy_spaces
from tui.sources.decoding import SourceError, UnknownFormatError, read_text, unreadable
from tui.sources.ees_columns import COLUMN_KEYS, LIST_KEYS, TABLE_KEYS, header_names, of_the_row

LINE: Final = "line"
EXPECTED: Final = "one of DfE's tables (explore education statistics) as CSV"
_BEGINNING: Final = 1 << 20
"""Bytes within which the heading must end."""

_WITHOUT_FIGURES: Final = {
    LIST_KEYS: (
        "is the list of the measures that DfE's children's social care dashboard shows on its summary page, with the "
        "tables and columns they stand in; name one of those tables"
    ),
    COLUMN_KEYS: "describes the columns of one of DfE's tables; name that table",
}
"""What describes tables, by its columns."""

Found = TypeVar("Found")


class Table(msgspec.Struct, frozen=True):
    """`rows` has a column for each cell, named by its index from 0, and `line`; all cells are text.

    An empty cell is null, as one is that its row does not have: `lengths` tells them apart. `names` are the headings
    as written.
    """

    path: Path
    names: tuple[str, ...]
    rows: pl.LazyFrame

    def index(self, name: str) -> int | None:
        """Where the column of that name is."""
        return _positions(self.names).get(name)

    def column(self, name: str) -> pl.Expr:
        """The cells of the column of that name, without white space at their ends; empty where there is none."""
        index = self.index(name)
        return pl.lit("") if index is None else pl.col(str(index)).str.strip_chars().fill_null("")

    def figures(self) -> list[int]:
        """Where the columns are that do not say when and where a row is of."""
        return [index for index, name in enumerate(self.names) if name.strip() and not of_the_row(name)]

    def place(self, line: int, index: int) -> str:
        """The place of a cell: `c1.csv:44:12`."""
        return f"{self.path.name}:{line}:{index + 1}"


@lru_cache(maxsize=16)
def _positions(names: tuple[str, ...]) -> dict[str, int]:
    """Where each column is by its name; the first of those that have one name."""
    positions: dict[str, int] = {}
    for index, name in enumerate(header_names(names)):
        positions.setdefault(name, index)
    return positions


def open_table(path: Path) -> Table:
    """The table in a file, of which nothing but the heading is read yet.

    Raises `SourceError` where that cannot be, or where a column is missing without which no row can be placed, and
    `UnknownFormatError` for what only describes such tables.
    """
    try:
        with path.open("rb") as file:
            head = file.read(_BEGINNING)
    except OSError as error:
        raise unreadable(path, error) from error
    source: Path | io.BytesIO = path
    if not _is_utf8(path, head):
        text = read_text(path)
        source, head = io.BytesIO(text.encode()), text[:_BEGINNING].encode()
    names = heading(head.decode("utf-8-sig", errors="ignore"))
    for keys, words in _WITHOUT_FIGURES.items():
        if set(keys) <= set(header_names(names)):
            raise UnknownFormatError(f"{path}: holds no figures: it {words}")
    absent = [key for key in TABLE_KEYS if key not in header_names(names)]
    if absent:
        raise SourceError(f"{path}: has no column {', '.join(absent)}; expected {EXPECTED}")
    rows = pl.scan_csv(
        source,
        has_header=False,  # the heading is read as a row: by it polars knows how many cells the others should have
        schema={str(index): pl.String for index in range(len(names))},
        row_index_name=LINE,
        row_index_offset=1,
        glob=False,
    )
    return Table(path, names, rows.filter(pl.col(LINE) > 1))


def heading(text: str) -> tuple[str, ...]:
    """The cells of the first line of a table; none where it has no line."""
    first = text.partition("\n")[0]  # so that no more than that is taken apart
    return tuple(map(tidy_spaces, next(csv.reader(first.splitlines()[:1]), ())))


def lengths(table: Table, lines: Collection[int]) -> dict[int, int]:
    """How many cells each of these lines of the file has."""
    if not lines:
        return {}
    rows: Any = csv.reader(io.StringIO(read_text(table.path)))
    counted = ((rows.line_num, len(row)) for row in rows)
    return {line: count for line, count in counted if line in lines}


def _is_utf8(path: Path, head: bytes) -> bool:
    """Whether polars can read the file as it is; one that is not UTF-8 is decoded first."""
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start > len(head) - 4 and len(head) == _BEGINNING  # only cut through a letter
    return path.stat().st_size <= len(head) or b"\0" not in head


def collected(table: Table, collect: Callable[[], Found]) -> Found:
    """What `collect` reads of a table. Raises `SourceError`, with the line where one is at fault."""
    try:
        return collect()
    except OSError as error:
        raise unreadable(table.path, error) from error
    except pl.exceptions.PolarsError as error:
        reason = _too_long(table) or (str(error).splitlines() or ["unknown error"])[0]
        raise SourceError(f"{table.path}: is not {EXPECTED} ({reason})") from error


def _too_long(table: Table) -> str | None:
    """Where the first row stands that has more cells than the heading; null where there is none."""
    lines: Any = csv.reader(io.StringIO(read_text(table.path)))
    for row in lines:
        if len(row) > len(table.names):
            return f"line {lines.line_num} has {len(row)} cells, and the heading only {len(table.names)}"
    return None
