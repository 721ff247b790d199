"""The four rules of special cause of an XmR chart, and what a special cause means.

They are those of NHSRplotthedots 0.2.2 (`ptd_special_cause_type`), and the first that applies names the cause:

1. `outside`: strictly beyond a process limit;
2. `trend`: one of 7 or more points, each above (or each below) the one before; a tie breaks it;
3. `two_of_three`: beyond a near limit but not outside, with another such among three points that follow one another
   on the same side of the mean; only the near ones are flagged;
4. `shift`: one of 7 or more points on one side of the mean; a point on the mean breaks it.

A trend is good or bad by its slope, every other cause by its side of the mean. Where two trends meet, the point
between them belongs to the later one. (Where a tie parts two trends, the package calls the point before the tie falling
even if its trend rises; here it keeps its slope.)

A segment is judged by itself. So is every stretch between missing months: the package wants a series without gaps,
and here a missing month keeps its place, so that points on either side of it do not follow one another.
"""

from __future__ import annotations

from typing import Final

import polars as pl

RUN: Final = 7
"""How many points in a row make a trend or a shift."""

Side: Final = pl.Enum(["below", "above"])
Cause: Final = pl.Enum(["outside", "trend", "two_of_three", "shift"])
Verdict: Final = pl.Enum(["improvement", "concern", "neutral", "common"])

RULE_COLUMNS: Final = ("outside", "side", "cause", "verdict")


def with_special_causes(points: pl.DataFrame) -> pl.DataFrame:
    """The points with `outside, side, cause, verdict` and `_sense` (1 for high, -1 for low, 0 for common cause).

    `points` are in the order of series and period and hold `value` (null where missing), `mean`, the four limits,
    `improvement` (`high`, `low`, `none`), `_segment` (its number, unlike that of any other series), `_rounding`
    (how near to a line a point is on it, in the unit of the values) and `_usual` (a value within the limits that counts
    as the mean for shift and two of three, or null).
    """
    value, rounding = pl.col("value"), pl.col("_rounding")
    usual = (value == pl.col("_usual")).fill_null(value=False)
    outside = (value > pl.col("upper") + rounding) | (value < pl.col("lower") - rounding)
    beyond_near = (value > pl.col("near_upper") + rounding) | (value < pl.col("near_lower") - rounding)
    away = value - pl.col("mean")
    follows = (pl.col("_segment") == pl.col("_segment").shift()).fill_null(value=False)
    return (
        points.with_columns(
            outside.fill_null(value=False).alias("outside"),
            pl.when(away.abs() <= rounding).then(0).otherwise(away.sign()).cast(pl.Int8).alias("_side"),
            pl.when(follows).then((value - value.shift()).sign()).cast(pl.Int8).alias("_step"),
        )
        .with_columns(
            pl.when(usual).then(0).otherwise("_side").cast(pl.Int8).alias("_judged"),
            (beyond_near & ~pl.col("outside")).fill_null(value=False).alias("_is_near"),
        )
        .with_columns(_runs("_judged", follows), _runs("_step", follows))
        .with_columns(_slope().alias("_slope"), _is_two_of_three().alias("_is_two"), _is_shift().alias("_is_shift"))
        .with_columns(
            pl.when("outside").then(pl.lit("outside"))
            .when(pl.col("_slope").is_not_null()).then(pl.lit("trend"))
            .when("_is_two").then(pl.lit("two_of_three"))
            .when("_is_shift").then(pl.lit("shift"))
            .cast(Cause).alias("cause"),
            pl.when(pl.col("_side") > 0).then(pl.lit("above"))
            .when(pl.col("_side") < 0).then(pl.lit("below"))
            .cast(Side).alias("side"),
        )
        .with_columns(
            pl.when(pl.col("cause").is_null()).then(0)
            .when(pl.col("cause") == "trend").then("_slope")
            .otherwise("_side")
            .cast(pl.Int8).alias("_sense")
        )
        .with_columns(_verdict().alias("verdict"))
    )  # fmt: skip


def _runs(column: str, follows: pl.Expr) -> pl.Expr:
    """`<column>_run`: the number of the stretch of equal, known values that a row is in, over all segments."""
    goes_on = follows & (pl.col(column) == pl.col(column).shift()).fill_null(value=False)
    return (~goes_on).cum_sum().alias(f"{column}_run")


def _slope() -> pl.Expr:
    """The direction of the trend that a point is part of; null for no trend."""
    steps = pl.len().over("_step_run")
    step = pl.when((steps >= RUN - 1) & (pl.col("_step") != 0)).then("_step")
    next_one = pl.when(pl.col("_segment") == pl.col("_segment").shift(-1)).then(step.shift(-1))
    return pl.coalesce(next_one, step)


def _is_two_of_three() -> pl.Expr:
    run, near = pl.col("_judged_run"), pl.col("_is_near").cast(pl.Int8)
    one_side = (run == run.shift(2)) & (pl.col("_judged") != 0)
    ends_a_three = (one_side & (near + near.shift(1) + near.shift(2) >= 2)).fill_null(value=False)
    in_a_three = ends_a_three | ends_a_three.shift(-1) | ends_a_three.shift(-2)
    return pl.col("_is_near") & in_a_three.fill_null(value=False)


def _is_shift() -> pl.Expr:
    return (pl.len().over("_judged_run") >= RUN) & (pl.col("_judged") != 0).fill_null(value=False)


def _verdict() -> pl.Expr:
    good = pl.when(pl.col("improvement") == "low").then(-pl.col("_sense")).otherwise("_sense")
    return (
        pl.when(pl.col("_sense") == 0).then(pl.lit("common"))
        .when(pl.col("improvement") == "none").then(pl.lit("neutral"))
        .when(good > 0).then(pl.lit("improvement"))
        .otherwise(pl.lit("concern"))
        .cast(Verdict)
    )  # fmt: skip
