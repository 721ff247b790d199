"""Changes: against the month before, and against last year's outturn."""

from __future__ import annotations

import polars as pl

from tui.scorecard.gap import decimals, to_published_precision


def since_last_month(figures: pl.DataFrame, observations: pl.DataFrame) -> pl.DataFrame:
    """The change of each current figure since the latest month before it that has a value.

    `figures` holds `ref, period, value, text, basis`; `observations` the months, one row a ref and period.
    A monthly figure is compared with the month just before it or not at all; a quarterly one with the last
    month that has a value. Returns `ref, since (Date), change, digits` for those that can be compared.
    """
    current = figures.lazy().select("ref", "basis", "value", "text", now="period").drop_nulls("value")
    quarterly = pl.col("basis").eq_missing(pl.lit("quarter"))
    before = observations.lazy().select("ref", since="period", value_before="value", text_before="text")
    before = before.drop_nulls("value_before")
    months = before.join(current.filter(~quarterly), left_on=["ref", "since"], right_on=["ref", _month_before("now")])
    quarters = (
        before.join(current.filter(quarterly), on="ref")
        .filter(pl.col("since") < pl.col("now"))
        .sort("ref", "since")
        .group_by("ref", maintain_order=True)
        .last()
    )
    digits = pl.max_horizontal(decimals("text"), decimals("text_before"))
    columns = ("ref", "since", "value", "text", "value_before", "text_before")
    return (
        pl.concat([months.select(columns), quarters.select(columns)])
        .with_columns(digits.alias("digits"))
        .select(
            "ref",
            "since",
            to_published_precision(pl.col("value") - pl.col("value_before"), pl.col("digits")).alias("change"),
            "digits",
        )
        .sort("ref")
        .collect(engine="in-memory")
    )


def _month_before(period: str) -> pl.Expr:
    return pl.col(period).dt.month_start().dt.offset_by("-1d")


def against_last_year(figures: pl.DataFrame, outturns: pl.DataFrame) -> pl.DataFrame:
    """The change of each current figure against last year's outturn.

    A count for the year to date is not compared: its outturn is that of a whole year. `figures` holds
    `ref, value, text, unit, basis`, `outturns` one row a ref. Returns `ref, year, change, digits`.
    """
    digits = pl.max_horizontal(decimals("text"), decimals("text_before"))
    whole_year = (pl.col("unit") == "count") & (pl.col("basis") == "ytd")
    return (
        figures.lazy()
        .select("ref", "unit", "basis", "value", "text")
        .join(outturns.lazy().select("ref", "year", value_before="value", text_before="text"), on="ref")
        .filter(~whole_year.fill_null(False))
        .drop_nulls(["value", "value_before"])
        .with_columns(digits.alias("digits"))
        .select(
            "ref",
            "year",
            to_published_precision(pl.col("value") - pl.col("value_before"), pl.col("digits")).alias("change"),
            "digits",
        )
        .collect(engine="in-memory")
    )
