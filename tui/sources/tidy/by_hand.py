"""What whoever writes a tidy table by hand gets wrong: it can be read, and would be a wrong figure.

Only records without a place of their own are looked at: all others come from a source that was read before.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import polars as pl

from tui.scorecard.periods import key
from tui.scorecard.problems import Problem
from tui.sources.tidy.table import LINE, Table
from tui.sources.tidy.understanding import names_no_place

_ROUNDING: Final = 0.5
"""What a text may differ from its value by: it is rounded to whole ones at most."""

_NAMING: Final = ("authority", "ref")
_BY_HAND: Final = pl.col("place").is_null() & ~pl.col("record").is_in(["head", "problem"])


def without_blanks(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows without blanks around what two records must share to speak of one thing: "CIN6 " is CIN6."""
    if not names_no_place(rows):
        return rows
    return rows.with_columns(
        pl.when(_BY_HAND & (pl.col(name).str.strip_chars() != ""))
        .then(pl.col(name).str.strip_chars())
        .otherwise(pl.col(name))
        .alias(name)
        for name in _NAMING
        if rows[name].dtype == pl.String
    )


def usable(table: Table, rows: pl.DataFrame, record: str, known: pl.DataFrame) -> tuple[pl.DataFrame, list[Problem]]:
    """The records of a kind that can be used, and what is wrong with these and with others.

    `known` holds them as they are understood, `rows` all of the table as they stand.
    """
    if not names_no_place(known):
        return known, []
    if record == "observation":
        return known, [*_later_months(table, known), *_other_texts(table, known)]
    if record != "target":
        return known, []
    told = pl.col("low").is_not_null() | pl.col("high").is_not_null() | (_text() != "")
    right = known.select(~_BY_HAND | (told & (pl.col("low") <= pl.col("high")).fill_null(value=True))).to_series()
    return known.filter(right), [*_no_targets(table, rows, known.filter(~right))]


def _text() -> pl.Expr:
    return pl.col("text").cast(pl.String).fill_null("")


def _no_targets(table: Table, rows: pl.DataFrame, known: pl.DataFrame) -> Iterator[Problem]:
    """The targets that say nothing, or whose ends are crossed; a cell that is not understood is listed by itself."""
    lines = known[LINE].to_list()
    for row in rows.filter(pl.col(LINE).is_in(lines)).iter_rows(named=True):
        low, high = row["low"], row["high"]
        if low not in (None, "") and high not in (None, ""):
            message = f"low: {low} is above high, {high}; the row is not read: put the lower end in low"
        elif low in (None, "") and high in (None, ""):
            message = "a target without low, high and text; the row is not read: put its ends in low and high"
        else:
            continue
        yield Problem("error", table.place(row[LINE], "low"), message, row["ref"])


def _later_months(table: Table, known: pl.DataFrame) -> Iterator[Problem]:
    """The figures of a month that had not come when they were published: they are shown nowhere."""
    late = known.filter(_BY_HAND & (pl.col("period") > pl.col("publication")))
    for line, period, publication, ref in late.select(LINE, "period", "publication", "ref").iter_rows():
        message = f"period: {key(period)} is later than the publication, {key(publication)}; it is not shown"
        yield Problem("warning", table.place(line, "period"), message, ref)


def _other_texts(table: Table, known: pl.DataFrame) -> Iterator[Problem]:
    """Values whose text says another number, by more than rounding."""
    told = _text().str.replace_all(r"[,%\s£]", "").cast(pl.Float64, strict=False)
    apart = known.filter(_BY_HAND & ((told - pl.col("value")).abs() > _ROUNDING))
    for line, value, text, ref in apart.select(LINE, "value", "text", "ref").iter_rows():
        message = f"value: {value:g} and its text “{text}” are two numbers; the text is shown, the value computed with"
        yield Problem("warning", table.place(line, "value"), message, ref)
