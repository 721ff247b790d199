"""What changes where the statistical neighbours are those of another model."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import polars as pl

from tui.scorecard import gap
from tui.scorecard.averages import averages
from tui.scorecard.comparison import NOISE

MODELS: Final = {
    "ref": pl.String,
    "end": pl.Int32,
    "published": pl.Float64,
    "ours": pl.Float64,
    "first": pl.Float64,
    "second": pl.Float64,
    "better_first": pl.Boolean,
    "better_second": pl.Boolean,
    "agrees_first": pl.Boolean,
    "agrees_second": pl.Boolean,
    "changes": pl.List(pl.String),
}

CHANGES: Final = ("better", "agreement", "sign")


def neighbour_models(
    compared: pl.DataFrame,
    measures: pl.DataFrame,
    authority: int | None,
    comparator: str,
    polarities: pl.DataFrame,
    first: Iterable[int],
    second: Iterable[int],
) -> pl.DataFrame:
    """Each indicator's mean of two lists of neighbours (DfE numbers), and which conclusions differ; `MODELS`.

    `compared` as `tui.scorecard.comparison.COMPARED`, of which the rows of `comparator` count; `polarities` holds
    `ref, polarity`. `ours` is the authority's own figure in DfE's data, of the same measure and year as the means.
    `better_*` says whether ours is better than the mean (null where equal or where no direction is good), `agrees_*`
    whether the published benchmark is the mean within rounding. `changes` lists what the second model changes:
    `better`, `agreement`, and `sign`, that of published less mean (where the two do not agree in both models).
    """
    rows = compared.filter(pl.col("comparator") == comparator).select("ref", "code", "end", "published", "half")
    ours = measures.filter(pl.col("number") == pl.lit(authority, pl.Int32)).select("code", "end", ours="value")
    both = rows.join(ours, on=["code", "end"], how="left", maintain_order="left").join(
        polarities.select("ref", "polarity"), on="ref", how="left", maintain_order="left"
    )
    for name, numbers in (("first", first), ("second", second)):
        means = averages(measures, {name: numbers}).select("code", "end", pl.col("computed").alias(name))
        both = both.join(means, on=["code", "end"], how="left", maintain_order="left")
    return both.with_columns(_conclusions("first") + _conclusions("second")).select(
        *(pl.col(name) for name in MODELS if name != "changes"), _changes().alias("changes")
    )


def _conclusions(model: str) -> list[pl.Expr]:
    difference = pl.col("published") - pl.col(model)
    return [
        gap.better_when(pl.col("polarity"), pl.col("ours") - pl.col(model)).alias(f"better_{model}"),
        (difference.abs() <= pl.col("half") + NOISE).alias(f"agrees_{model}"),
    ]


def _changes() -> pl.Expr:
    """The names of the conclusions that differ between the models, in the order of `CHANGES`."""
    both = pl.col("first").is_not_null() & pl.col("second").is_not_null()
    signs = [(pl.col("published") - pl.col(model)).sign() for model in ("first", "second")]
    differs = {
        "better": pl.col("better_first").ne_missing(pl.col("better_second")),
        "agreement": pl.col("agrees_first") != pl.col("agrees_second"),
        "sign": (signs[0] != signs[1]) & ~(pl.col("agrees_first") & pl.col("agrees_second")),
    }
    named = [pl.when(both & differs[change]).then(pl.lit(change)) for change in CHANGES]
    return pl.concat_list(named).list.drop_nulls()
