"""Percentages that a scorecard writes as fractions (0.84), beside a target or benchmarks in points (85): not judged."""

from __future__ import annotations

from typing import Final

import polars as pl

from tui.scorecard.frames import Frames

_LEAST_POINTS: Final = 1.5
"""No fraction of a whole is as large."""

_ALIKE: Final = 4.0
"""A figure is near others where it is at most so many times as large or as small."""


def fractions(figures: pl.DataFrame, frames: Frames) -> pl.DataFrame:
    """The percentages of the current month of which either figure or target is a fraction of 1, the other in points.

    `figures` holds `ref, unit, value, text` of that month; `frames` the months, targets, outturns and benchmarks, as
    known then. Returns `ref, text, points, of`: the fraction as it is written, the usual one of what it is held
    against, and whether it is the `figure` or the `target`. It counts only where, taken a hundred times, it is near
    that: 0.9 beside a target of 2 is a small percentage.
    """
    percentages = figures.filter((pl.col("unit") == "percent") | pl.col("ref").is_in(_signed(frames).implode()))
    small = percentages.filter((pl.col("value") > 0) & (pl.col("value") <= 1) & _bare("text"))
    others = pl.concat(
        [
            frames.observations.select("ref", "value"),
            frames.targets.select("ref", value=pl.max_horizontal("low", "high")),
            frames.outturns.select("ref", "value"),
            frames.benchmarks.select("ref", "value"),
        ]
    ).join(small.select("ref"), on="ref", how="semi")
    usual = others.filter(pl.col("value") > _LEAST_POINTS).group_by("ref").agg(pl.col("value").median().alias("points"))
    held = small.join(usual, on="ref", maintain_order="left").select("ref", "text", "value", "points")
    ends = frames.targets.filter(_bare("text")).select("ref", "text", value=pl.max_horizontal("low", "high"))
    targets = (
        percentages.filter(pl.col("value") > _LEAST_POINTS)
        .select("ref", points="value")
        .join(ends.filter((pl.col("value") > 0) & (pl.col("value") <= 1)), on="ref", maintain_order="left")
        .select("ref", "text", "value", "points")
    )
    times = pl.col("value") * 100 / pl.col("points")
    return (
        pl.concat([held.with_columns(of=pl.lit("figure")), targets.with_columns(of=pl.lit("target"))])
        .filter(times.is_between(1 / _ALIKE, _ALIKE))
        .drop("value")
    )


def _bare(text: str) -> pl.Expr:
    return ~pl.col(text).fill_null("").str.contains("%", literal=True)


def _signed(frames: Frames) -> pl.Series:
    """The indicators that are percentages by a sign in their name, or in anything that they are held against."""
    signs = [frames.listing.filter(pl.col("name").str.contains("%", literal=True))["ref"]]
    signs += [frame.filter(~_bare("text"))["ref"] for frame in (frames.targets, frames.outturns, frames.benchmarks)]
    return pl.concat(signs).unique()


def fractions_throughout(figures: pl.DataFrame, frames: Frames) -> pl.DataFrame:
    """The percentages that are fractions of 1 in every month, and may be small ones: nothing tells. `ref, text`."""
    signed = pl.col("text").fill_null("").str.contains("%", literal=True)
    months = frames.observations.drop_nulls("value").group_by("ref")
    bare = months.agg((signed | (pl.col("value") > 1)).any().alias("points"), pl.len()).filter(
        ~pl.col("points") & (pl.col("len") > 1)
    )
    decimal = pl.col("text").str.contains(".", literal=True)
    percent = figures.filter((pl.col("unit") == "percent") & (pl.col("value") > 0) & decimal)
    return percent.join(bare, on="ref", how="semi", maintain_order="left").select("ref", "text")
