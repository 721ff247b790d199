"""A tidy table as it stands in a file, before anything of it is understood."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final

import msgspec
import polars as pl

from tui.scorecard.problems import Problem
from tui.sources.decoding import SourceError
from tui.sources.tidy.columns import COLUMNS, RECORDS, REQUIRED

LINE: Final = "line of the file"
"""The column that says in which line (of a workbook or of Parquet: row) of the file a record stands."""

_MOST_RUNS: Final = 64


class Table(msgspec.Struct, frozen=True):
    """`rows` has every one of `COLUMNS`, null where the file has none, and `LINE`; the user's own columns are left out.

    `positions` says where each column stands in the file, counted from 1; `problems` what is wrong with its lines.
    """

    path: Path
    rows: pl.DataFrame
    positions: dict[str, int]
    problems: tuple[Problem, ...] = ()

    @property
    def source(self) -> str:
        """The file's name, as places say it."""
        return self.path.name

    def column(self, name: str) -> int:
        """Where a column stands; that of the ref where the file has none of that name."""
        return self.positions.get(name, self.positions["ref"])

    def place(self, line: int, name: str) -> str:
        """The place of a cell: `tidy.csv:12:10`."""
        return f"{self.source}:{line}:{self.column(name)}"


def positions_of(titles: Sequence[str], path: Path, heading: str = "1") -> dict[str, int]:
    """Where each known column stands among the titles, counted from 1.

    Raises `SourceError` where one stands twice or a required one is not there; `heading` is the line of the titles.
    """
    positions: dict[str, int] = {}
    for position, title in enumerate(titles, 1):
        name = title.strip().lower()
        if name not in COLUMNS:
            continue
        if name in positions:
            raise SourceError(
                f"{path}:{heading}:{position}: the column {name} stands twice, first as column {positions[name]};"
                " rename or remove one of them"
            )
        positions[name] = position
    if not positions:
        raise SourceError(
            f"{path}: nothing of a scorecard is recognised in it; a published one has headings such as Ref, Indicator"
            f" and months over its rows, a tidy one the columns {', '.join(REQUIRED)} and others"
        )
    absent = [name for name in REQUIRED if name not in positions]
    if absent:
        raise SourceError(
            f"{path}: has no column {', '.join(absent)}; a tidy file has the columns {', '.join(COLUMNS)}"
        )
    return positions


def none_read(path: Path, problems: Sequence[Problem]) -> SourceError:
    """What to say of a file without a line that can be read: what is wrong with the first."""
    first = problems[0]
    return SourceError(f"{path}{first.place.removeprefix(path.name)}: {first.message}, nor is any other")


def table_of(
    path: Path, rows: pl.DataFrame, positions: dict[str, int], lines: pl.Series | int, problems: Sequence[Problem] = ()
) -> Table:
    """The table of the known columns in `rows`; `lines` is the line of each row, or that of the first."""
    empty = [name for name in positions if name not in REQUIRED and rows[name].null_count() == rows.height]
    rows = rows.drop(empty)  # a column with nothing in it is as one that is not there: of no kind, it takes no room
    absent = [pl.lit(None).alias(name) for name in COLUMNS if name not in rows.columns]
    # An index lies in the same pieces as the rows; a series would have all of them put together first.
    numbered = rows.with_row_index(LINE, lines) if isinstance(lines, int) else rows.with_columns(lines.alias(LINE))
    return Table(path, numbered.with_columns(absent), positions, tuple(problems))


def distinct(cells: pl.Series) -> pl.Series:
    """What a column holds, each thing once, in the order of the rows.

    Neighbours are mostly equal, and comparing them costs a fraction of what it takes to look everything up.
    """
    if len(cells) and not cells.null_count() and (cells == cells[0]).all():
        return cells[:1]
    return cells.filter(_begins(cells)).unique(maintain_order=True)


def by_record(rows: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """The rows of each kind of record; where those of a kind stand together, none is copied."""
    kinds = rows["record"]
    starts = _begins(kinds).arg_true().to_list()
    if len(starts) > _MOST_RUNS:
        return {record: rows.filter(kinds == record) for record in RECORDS}
    runs = [(kinds[start], rows[start:end]) for start, end in pairwise([*starts, rows.height])]
    return {record: pl.concat([rows.clear(), *(run for kind, run in runs if kind == record)]) for record in RECORDS}


def _begins(cells: pl.Series) -> pl.Series:
    """Whether each cell holds something else than the one before it."""
    return (cells != cells.shift(1)).fill_null(value=True)


def without_blank_lines(rows: pl.DataFrame, lines: pl.Series) -> tuple[pl.DataFrame, pl.Series]:
    """The rows that hold anything, and their lines."""
    if not rows["record"].null_count():
        return rows, lines
    filled = rows.select(pl.any_horizontal(pl.all().is_not_null())).to_series()
    return rows.filter(filled), lines.filter(filled)
