"""Every figure of a row: its months, its outturn and its benchmarks."""

from __future__ import annotations

from typing import Final

import polars as pl

from tui.scorecard.audit.material import Material, plain_number, with_rounding

FIGURE: Final = (
    *("ref", "position", "known", "unit", "name", "basis", "decimals", "period"),
    *("value", "text", "shown", "digits", "place", "what"),
)
"""Columns of these frames; `what` names a figure in a sentence ("in May 2023", "for 2022/23", "for England")."""


def comparator_names(material: Material) -> pl.Expr:
    """The names of the comparators, from the column that holds their keys."""
    names = {key: entry.name for key, entry in material.catalogue.comparators.items()}
    unlisted = pl.col("comparator").str.replace_all("_", " ").str.to_titlecase()
    return pl.col("comparator").replace_strict(names, default=unlisted, return_dtype=pl.String)


def shown_targets(material: Material) -> pl.DataFrame:
    """The targets of the period: `ref, low, high`, `target` as published and `target_place`."""
    low, high = (plain_number(end) for end in ("low", "high"))
    single = (pl.col("low") == pl.col("high")) | pl.col("low").is_null() | pl.col("high").is_null()
    text = pl.when(single).then(pl.coalesce(low, high)).otherwise(pl.format("{}-{}", low, high))
    return material.frames.targets.select("ref", "low", "high", target=pl.coalesce("text", text), target_place="place")


def monthly_figures(material: Material, which: pl.Expr) -> pl.DataFrame:
    """The months that have a value and are `which`, an expression of the columns of `material.months`."""
    months = material.months.filter(pl.col("value").is_not_null() & which)
    return months.with_columns(pl.col("period").dt.strftime("in %B %Y").alias("what")).select(FIGURE)


def yearly_figures(material: Material, which: pl.Expr) -> pl.DataFrame:
    """The outturns and benchmarks that have a value and are `which`; their period is the scorecard's.

    `which` is an expression of the columns of `material.indicators` and of `value`.
    """
    labelled = (
        (material.frames.outturns, pl.format("for {}", pl.col("year").fill_null("last year"))),
        (material.frames.benchmarks, pl.format("for {}", comparator_names(material))),
    )
    frames = [
        frame.join(material.indicators, on="ref")
        .filter(pl.col("value").is_not_null() & which)
        .with_columns(what.alias("what"), pl.lit(material.period).alias("period"))
        for frame, what in labelled
    ]
    return pl.concat([with_rounding(frame).select(FIGURE) for frame in frames])
