"""Gaps: how far a figure is from its target or from a comparator, and whether that is better or worse."""

from __future__ import annotations

from typing import Final

import polars as pl

BETTER: Final = "better"
"""Boolean column: better or worse by polarity; null where equal, or where no direction is good."""


_MOST_DIGITS: Final = 6
"""No difference is given more exactly: longer fractions are noise of the machine that wrote them."""


def decimals(text: str) -> pl.Expr:
    """Digits after the point of a published figure, from the column that holds its text."""
    return pl.col(text).str.extract(r"\.(\d+)").str.len_chars().fill_null(0).clip(upper_bound=_MOST_DIGITS)


def to_published_precision(amount: pl.Expr, digits: pl.Expr) -> pl.Expr:
    """`amount` rounded to `digits`, so that 12.6 less 13.0 is -0.4 and not -0.40000000000000036."""
    scale = pl.lit(10.0).pow(digits)
    return (amount * scale).round() / scale


def better_when(polarity: pl.Expr, gap: pl.Expr) -> pl.Expr:
    """Whether a gap (ours less theirs) is good; null for no gap and for polarity `none` and `near`."""
    higher = pl.when(gap != 0).then(gap > 0)
    return pl.when(polarity == "high").then(higher).when(polarity == "low").then(~higher)


def to_target(figures: pl.DataFrame) -> pl.DataFrame:
    """The gap from each current figure to its target, in the indicator's unit.

    `figures` holds `ref, value, text, low, high, target_text, polarity`. The gap is the figure less the end of
    the target that it misses, or less the single number; inside a range it is 0. A target with one end ("fewer
    than 85") is missed on one side only. Returns `ref, gap, digits, better`; the gap is null without a target
    or a figure. `better` is false off target on the wrong side (for `near`, on either side), true beyond it.
    """
    value, low, high = pl.col("value"), pl.col("low"), pl.col("high")
    below = pl.when(value < low).then(value - low)
    above = pl.when(value > high).then(value - high)
    known = value.is_not_null() & (low.is_not_null() | high.is_not_null())
    digits = pl.max_horizontal(decimals("text"), decimals("target_text"))
    gap = to_published_precision(pl.coalesce(below, above, pl.when(known).then(0.0)), digits)
    near = pl.when(pl.col("polarity") == "near").then(pl.when(pl.col("gap") != 0).then(False))
    return (
        figures.lazy()
        .select("ref", "polarity", gap.alias("gap"), digits.alias("digits"))
        .select("ref", "gap", "digits", pl.coalesce(near, better_when(pl.col("polarity"), pl.col("gap"))).alias(BETTER))
        .collect(engine="in-memory")
    )


def to_comparators(figures: pl.DataFrame, benchmarks: pl.DataFrame) -> pl.DataFrame:
    """The gap from each current figure to each benchmark (ours less theirs), in the indicator's unit.

    `figures` as for `to_target`; `benchmarks` as the tidy frame, one row a ref and comparator. Returns the
    benchmarks with `gap, digits, better`. For polarity `near`, the nearer to the target is the better.
    """
    ours = figures.lazy().select("ref", "low", "high", "polarity", ours="value", ours_text="text")
    theirs = pl.col("value")
    digits = pl.max_horizontal(decimals("text"), decimals("ours_text"))
    nearer = _distance(theirs) - _distance(pl.col("ours"))
    near = pl.when((pl.col("polarity") == "near") & (nearer != 0)).then(nearer > 0)
    return (
        benchmarks.lazy()
        .join(ours, on="ref", how="left", maintain_order="left")
        .with_columns(digits.alias("digits"))
        .with_columns(to_published_precision(pl.col("ours") - theirs, pl.col("digits")).alias("gap"))
        .with_columns(pl.coalesce(near, better_when(pl.col("polarity"), pl.col("gap"))).alias(BETTER))
        .drop("ours", "ours_text", "low", "high", "polarity")
        .collect(engine="in-memory")
    )


def _distance(value: pl.Expr) -> pl.Expr:
    """How far a value is from the target, on either side; null without a target with two ends."""
    low, high = pl.col("low"), pl.col("high")
    return pl.when(value < low).then(low - value).when(value > high).then(value - high).when(low <= high).then(0.0)
