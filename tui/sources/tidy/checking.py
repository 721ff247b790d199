"""What of a tidy table cannot be read: cells, and whole rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import polars as pl

from tui.scorecard.problems import Problem
from tui.sources.tidy.columns import EXPECTED, IDENTITY, NEEDED, NUMBERS, RECORDS
from tui.sources.tidy.table import LINE, Table
from tui.sources.tidy.understanding import names_no_place

_DECIMAL_COMMA: Final = re.compile(r"[-+]?\d+,\d{1,2}%?")


def unread_cells(table: Table, rows: pl.DataFrame, known: pl.DataFrame) -> Iterator[Problem]:
    """Every cell of `rows` that is filled and not understood; `known` holds the same rows as they are understood."""
    for name, wanted in EXPECTED.items():
        if known[name].null_count() == rows[name].null_count():
            continue
        cells = rows[name].cast(pl.String)
        lost = rows.select(LINE, cells, "ref").filter(known[name].is_null() & (cells != ""))
        for line, text, ref in lost.iter_rows():
            hint = "; write it with a decimal point" if name in NUMBERS and _DECIMAL_COMMA.fullmatch(text) else ""
            yield Problem("error", table.place(line, name), f"{name}: {wanted}; found “{text}”{hint}", ref)


def unknown_records(table: Table, rows: pl.DataFrame) -> Iterator[Problem]:
    """Every row of a kind that is not known."""
    known = pl.col("record").is_in(RECORDS).fill_null(value=False)
    for line, text, ref in rows.filter(~known).select(LINE, "record", "ref").iter_rows():
        message = f"record: expected one of {', '.join(RECORDS)}; found “{text or ''}”"
        yield Problem("error", table.place(line, "record"), message, ref)


def incomplete(table: Table, rows: pl.DataFrame, record: str, known: pl.DataFrame) -> Iterator[Problem]:
    """What is missing in the rows of one kind that lack something of what says what they are of.

    `known` holds those rows as they are understood, `rows` all of the table as they stand: a cell that is filled and
    not understood is listed by itself.
    """
    if known.is_empty():
        return
    lines = known[LINE].to_list()
    for row in rows.filter(pl.col(LINE).is_in(lines)).iter_rows(named=True):
        for name in ("authority", *NEEDED[record]):
            if row[name] in (None, ""):
                message = f"{name}: missing; the row is not read"
                yield Problem("error", table.place(row[LINE], name), message, row["ref"])


def repeated(table: Table, record: str, known: pl.DataFrame) -> Iterator[Problem]:
    """The rows of one kind that say again what an earlier one says."""
    for line, ref in known.select(LINE, "ref").iter_rows():
        message = f"a second {record} of the same; the row is not read"
        yield Problem("error", table.place(line, "record"), message, ref)


def are_complete(rows: pl.DataFrame, record: str) -> pl.Series | None:
    """Whether each row of a kind has what says what it is of; null where all have it."""
    needed = ("authority", *NEEDED[record])
    if not any(rows[name].null_count() for name in needed):
        return None
    return rows.select(pl.all_horizontal(pl.col(name).is_not_null() for name in needed)).to_series()


def are_first(rows: pl.DataFrame, record: str) -> pl.Series | None:
    """Whether each row of a kind is the first to say what it says; null where all are.

    Records that name the place that they were first read from count as they are.
    """
    if record not in IDENTITY or not names_no_place(rows):
        return None
    # Two sources may have said the same thing; which of them counts is settled later.
    keys = rows.select(*IDENTITY[record], "source", "place")
    mixed = pl.lit(0, pl.UInt64)
    for seed, name in enumerate(keys.columns):
        mixed = mixed ^ pl.col(name).hash(seed)
    if keys.select(mixed.alias("key")).to_series().n_unique() == keys.height:
        return None
    placed = rows.select(pl.col("place").is_not_null() & pl.col("source").is_not_null()).to_series()
    return placed | keys.to_struct("keys").is_first_distinct()
