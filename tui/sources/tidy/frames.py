"""From the records of a tidy table to the tidy frames."""

from __future__ import annotations

from typing import Final

import polars as pl

from tui.scorecard.frames import SCHEMAS, Frames
from tui.sources.tidy.columns import FRAMES
from tui.sources.tidy.table import LINE, Table
from tui.sources.tidy.understanding import AS_SHOWN, names_no_place

_PLACED_BY: Final = {"observations": "value", "outturns": "value", "benchmarks": "value", "targets": "text"}
"""The column whose cell is the place of a record that names no place of its own; else that of the ref."""

_FROM_ELSEWHERE: Final = pl.col("place").is_not_null() & pl.col("source").is_not_null()
"""Whether a record names the place that it was first read from; it is then taken as it stands, blanks too."""


def frames_of(table: Table, records: dict[str, pl.DataFrame]) -> Frames:
    """The frames of the rows of each kind of record."""
    return Frames(**{name: _frame(table, records[record], name) for record, name in FRAMES.items()})


def _frame(table: Table, rows: pl.DataFrame, name: str) -> pl.DataFrame:
    """One tidy frame from the rows of its record."""
    if names_no_place(rows):
        rows = rows.with_columns(_said_here(table, rows, name))
    if "value" in SCHEMAS[name]:
        # A figure that is neither a number nor missing for a known reason is unreadable, never nothing.
        missing = pl.when(pl.col("value").is_null()).then(pl.col("missing").fill_null("unreadable"))
        rows = rows.with_columns(missing.alias("missing"))
    return rows.select(pl.col(field).cast(kind) for field, kind in SCHEMAS[name].items())


def _said_here(table: Table, rows: pl.DataFrame, name: str) -> list[pl.Expr]:
    """What holds of the records that name no place: they were first written in this file."""
    column = table.column(_PLACED_BY.get(name, "ref"))
    place = pl.format("{}:{}:{}", pl.lit(table.source), pl.col(LINE), pl.lit(column))
    shown = pl.col(AS_SHOWN) if AS_SHOWN in rows.columns else pl.lit(None, pl.String)
    told = {
        "text": pl.coalesce(_filled("text"), _target() if name == "targets" else shown),
        "rating_text": pl.coalesce(_filled("rating_text"), pl.col("rating").cast(pl.String)),
        "direction_text": pl.coalesce(_filled("direction_text"), pl.col("direction").cast(pl.String)),
        "source": pl.lit(table.source),
        "place": place,
        "direction_place": place,
    }
    return [
        pl.when(_FROM_ELSEWHERE).then(pl.col(field)).otherwise(said).alias(field)
        for field, said in told.items()
        if field in SCHEMAS[name]
    ]


def _filled(column: str) -> pl.Expr:
    return pl.when(pl.col(column) != "").then(pl.col(column))


def _target() -> pl.Expr:
    """A target in words: "95", "20-24", "at most 85", "at least 90"; null where it has no end."""
    low, high = (pl.col(end).cast(pl.String).str.strip_suffix(".0") for end in ("low", "high"))
    return (
        pl.when(pl.col("low") == pl.col("high"))
        .then(low)
        .otherwise(pl.coalesce(low + "-" + high, "at most " + high, "at least " + low))
    )
