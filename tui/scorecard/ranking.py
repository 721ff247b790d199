"""Where an authority stands among the English authorities."""

from __future__ import annotations

from typing import Final

import polars as pl

QUARTILES: Final = ("A", "B", "C", "D")

RANKED: Final = {"ref": pl.String, "rank": pl.Int32, "of": pl.Int32, "quartile": pl.String}


def rank(figures: pl.LazyFrame, authority: int | None) -> pl.LazyFrame:
    """The rank of one authority in each indicator: 1 is best, and authorities with equal figures share a rank.

    `figures` holds `ref, polarity, number, value`, one row an indicator and authority with a figure. Returns
    `ref, rank, of, quartile`, without the indicators whose polarity is neither `high` nor `low` and those in which
    the authority has no figure. The rank is one more than the number of authorities that are better; `of` counts the
    authorities. The quartile is A where fewer than a quarter of the authorities are better, B where fewer than half
    are, C where fewer than three quarters are, else D: whoever shares a rank shares a quartile.
    """
    ours = figures.filter(pl.col("number") == pl.lit(authority, pl.Int32), pl.col("polarity").is_in(["high", "low"]))
    higher, value = pl.col("polarity") == "high", pl.col("value")
    ahead = pl.when(higher).then(value > pl.col("ours")).otherwise(value < pl.col("ours"))
    counted = (
        figures.join(ours.select("ref", ours="value"), on="ref")
        .select("ref", ahead.cast(pl.Int32).alias("ahead"))  # before grouping: an expression for each group is slow
        .group_by("ref")
        .agg(pl.col("ahead").sum(), pl.len().cast(pl.Int32).alias("of"))
    )
    quarter = pl.lit("".join(QUARTILES)).str.slice(pl.col("ahead") * len(QUARTILES) // pl.col("of"), 1)
    return counted.select("ref", (pl.col("ahead") + 1).alias("rank"), "of", quarter.alias("quartile"))
