"""Headings of benchmarks that name another year than the one their figures are of."""

from __future__ import annotations

from typing import Any, Final

import polars as pl

from tui.scorecard.end_years import end_year

YEARS_OUT: Final[dict[str, Any]] = {
    "comparator": pl.String,
    "year": pl.String,
    "best_year": pl.Int32,
    "nearest": pl.Int32,
    "fitting": pl.Int32,
    "of": pl.Int32,
    "refs": pl.List(pl.String),
}


def years_out(compared: pl.DataFrame) -> pl.DataFrame:
    """The headings most of whose figures are nearest to one and the same other year; `YEARS_OUT`.

    `compared` as `tui.scorecard.comparison.COMPARED`. Of the `of` figures under the heading `year` of a comparator,
    `nearest` (more than half, those of `refs`) are nearest to `best_year`, and `fitting` of them agree with it. One
    figure alone says nothing of its heading.
    """
    known = compared.filter(pl.col("best_year").is_not_null(), pl.col("year").is_not_null())
    headings = {text: end_year(text) for text in known["year"].unique()}
    counted = known.with_columns(
        pl.col("year").replace_strict(headings, default=None, return_dtype=pl.Int32).alias("stated"),
        pl.len().over("comparator", "year").alias("of"),
    )
    return (
        counted.filter(pl.col("best_year") != pl.col("stated"))
        .group_by("comparator", "year", "best_year", "of", maintain_order=True)
        .agg(pl.len().alias("nearest"), pl.col("fits").sum().alias("fitting"), pl.col("ref").alias("refs"))
        .filter(pl.col("nearest") * 2 > pl.col("of"), pl.col("of") > 1)
        .select(pl.col(name).cast(kind) for name, kind in YEARS_OUT.items())
    )
