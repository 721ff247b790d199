"""The tidy table in Parquet."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import polars as pl

from tui.sources.decoding import SourceError
from tui.sources.tidy.columns import COUNTS, MONTHS, NUMBERS
from tui.sources.tidy.files import unreadable
from tui.sources.tidy.parquet_footer import FooterError, expanded_size
from tui.sources.tidy.table import Table, positions_of, table_of, without_blank_lines

MOST_ROWS: Final = 20_000_000
MOST_EXPANDED: Final = 1 << 32
"""Bytes that the columns may unpack to."""

_WORDS: Final = (pl.String, pl.Categorical, pl.Enum, pl.Null)


def read_parquet_table(path: Path) -> Table:
    """The table in a file; a record's line is its row, counted from 1.

    Raises `SourceError` where it cannot be read, is cut off, holds more than `MOST_ROWS` or unpacks to more than
    `MOST_EXPANDED`, or is not tidy.
    """
    try:
        _check_size(path)
        schema = pl.read_parquet_schema(path)
        positions = positions_of(list(schema), path, "0")
        _check_types(schema, positions, path)
        names = {list(schema)[position - 1]: name for name, position in positions.items()}
        rows = pl.read_parquet(path, columns=list(names), glob=False).rename(names)
    except OSError as error:
        raise unreadable(path, error) from error
    except FooterError as error:
        raise _broken(path, str(error)) from error
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        raise _broken(path, str(error).splitlines()[0]) from error
    rows = rows.with_columns(_as_texts(rows))
    if not rows["record"].null_count():
        return table_of(path, rows, positions, 1)
    rows, lines = without_blank_lines(rows, pl.int_range(1, 1 + rows.height, eager=True))
    return table_of(path, rows, positions, lines)


def _as_texts(rows: pl.DataFrame) -> list[pl.Expr]:
    """The columns of words as text. Whole numbers beside nothing are often floats: 2023.0 becomes 2023."""
    typed = (*NUMBERS, *MONTHS)
    floats = [name for name in rows.columns if rows[name].dtype.is_float() and name not in typed]
    words = [name for name in rows.columns if name not in (*typed, *COUNTS, *floats)]
    return [pl.col(words).cast(pl.String), pl.col(floats).fill_nan(None).cast(pl.String).str.strip_suffix(".0")]


def _broken(path: Path, reason: str) -> SourceError:
    return SourceError(f"{path}: is not a tidy parquet file, or not a whole one ({reason}); write or copy it again")


def _check_size(path: Path) -> None:
    rows, expanded = expanded_size(path)
    if rows > MOST_ROWS:
        raise SourceError(f"{path}: has {rows:,} rows, and no more than {MOST_ROWS:,} are read; split it by authority")
    if expanded > MOST_EXPANDED:
        raise SourceError(
            f"{path}: unpacks to {expanded >> 20:,} MiB, and no more than {MOST_EXPANDED >> 20:,} are read;"
            " split it by authority"
        )


def _check_types(schema: Mapping[str, pl.DataType], positions: dict[str, int], path: Path) -> None:
    """Raise `SourceError` for columns of a kind that no cell can be read from."""
    titles = list(schema)
    wrong = []
    for name, position in positions.items():
        kind = schema[titles[position - 1]]
        expected = _expected(name, kind)
        if expected:
            wrong.append(f"column {position}, {name}, holds {kind} where {expected} is expected")
    if wrong:
        raise SourceError(f"{path}: {'; '.join(wrong)}; write the file with other types")


def _expected(name: str, kind: pl.DataType) -> str | None:
    """What a column should hold instead of this kind; null where it can be read."""
    if kind in _WORDS:
        return None
    if name in MONTHS:
        return None if kind == pl.Date or isinstance(kind, pl.Datetime) else "a date or text"
    if name in NUMBERS:
        return None if kind.is_numeric() else "a number or text"
    if name in COUNTS:
        return None if kind.is_integer() or kind.is_float() else "a whole number or text"
    return None if kind.is_numeric() else "text"
