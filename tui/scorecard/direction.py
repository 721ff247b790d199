"""Derived direction of travel: the sign of a change at the precision that both figures were published with.

Where one figure was published more finely than the other (67% after 66.6%), a difference that rounding the finer one
can account for is no change; where both have the same digits, any difference is one. The size of the change is
exact to the digits of the finer figure, as everywhere else.
"""

from __future__ import annotations

from typing import Final

import polars as pl

from tui.scorecard import change
from tui.scorecard.frames import Direction
from tui.scorecard.gap import BETTER, better_when, decimals

_NOISE: Final = 1e-9


def derive(figures: pl.DataFrame, observations: pl.DataFrame) -> pl.DataFrame:
    """The direction of each current figure since the month before.

    `figures` holds `ref, period, value, text, basis, polarity`, one row an indicator; `observations` the months. What
    can be compared is as in `change.since_last_month`. Returns, in the order of `figures`,
    `ref, derived_direction (up/down/same), change, digits, better`; all but `ref` null where nothing can be compared.
    `change` is in the indicator's unit; `better` by polarity, null for `same` and for the polarities `near` and `none`.
    """
    before = observations.select("ref", since="period", text_before="text")
    moved = change.since_last_month(figures, observations).join(before, on=["ref", "since"])
    return _directions(figures, moved)


def derive_against_last_year(figures: pl.DataFrame, outturns: pl.DataFrame) -> pl.DataFrame:
    """The direction of each current figure against last year's outturn, as `derive` gives it for the month before.

    What can be compared is as in `change.against_last_year`; `figures` holds `unit` as well.
    """
    moved = change.against_last_year(figures, outturns).join(outturns.select("ref", text_before="text"), on="ref")
    return _directions(figures, moved)


def _directions(figures: pl.DataFrame, moved: pl.DataFrame) -> pl.DataFrame:
    direction = (
        pl.when(pl.col("change").abs() <= _rounding() + _NOISE)
        .then(pl.lit("same"))
        .when(pl.col("change") > 0)
        .then(pl.lit("up"))
        .when(pl.col("change") < 0)
        .then(pl.lit("down"))
    )
    better = pl.when(pl.col("derived_direction") != "same").then(better_when(pl.col("polarity"), pl.col("change")))
    return (
        figures.select("ref", "polarity", "text")
        .join(moved, on="ref", how="left", maintain_order="left")
        .with_columns(derived_direction=direction.cast(Direction))
        .select("ref", "derived_direction", "change", "digits", better.alias(BETTER))
    )


def _rounding() -> pl.Expr:
    """Half a unit of the coarser figure's last digit; 0 where both have the same digits."""
    ours, theirs = decimals("text").cast(pl.Int32), decimals("text_before").cast(pl.Int32)
    half = pl.lit(10.0).pow(-pl.min_horizontal(ours, theirs)) / 2
    return pl.when(ours == theirs).then(0.0).otherwise(half)
