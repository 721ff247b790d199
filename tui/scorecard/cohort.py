"""Gaps in other words: in children (or screenings, conferences: whatever a percentage is a share of), and in per cent.

A percentage's cohort is the figure of its catalogue's `denominator` for the same period and on the same basis: that
of a month for a month's share, that of the year to date for a share of the year to date, otherwise there is none.
"""

from __future__ import annotations

from typing import Final

import polars as pl

from tui.scorecard.catalogue import Catalogue
from tui.scorecard.gap import BETTER, to_comparators, to_target

SMALL: Final = 100
"""A cohort is small up to here: one child in it is one percentage point or more."""


def cohorts(figures: pl.DataFrame, catalogue: Catalogue) -> pl.DataFrame:
    """How many the percentages of a scorecard are shares of.

    `figures` holds `ref, unit, basis, value`, one row an indicator. Returns, for those with a known cohort,
    `ref, denominator (ref), cohort (number), one (percentage points that one of them is worth), small (Boolean),
    one_text ("one of 22 is 4.5 pp"; null where the cohort is not small)`.
    """
    entries = catalogue.indicators.values()
    links = [(entry.ref, entry.denominator) for entry in entries if entry.denominator]
    linked = pl.DataFrame(links, schema={"ref": pl.String, "denominator": pl.String}, orient="row")
    counts = figures.filter((pl.col("unit") == "count") & (pl.col("value") > 0)).select(
        "basis", denominator="ref", cohort="value"
    )
    one = (100 / pl.col("cohort")).round(1).cast(pl.String).str.strip_suffix(".0")
    small = pl.col("cohort") <= SMALL
    one_text = pl.format("one of {} is {} pp", pl.col("cohort").round().cast(pl.Int64), one)
    return (
        figures.filter((pl.col("unit") == "percent") & pl.col("value").is_not_null())
        .select("ref", "basis")
        .join(linked, on="ref", maintain_order="left")
        .join(counts, on=["denominator", "basis"], maintain_order="left")
        .select(
            "ref",
            "denominator",
            "cohort",
            one=100 / pl.col("cohort"),
            small=small,
            one_text=pl.when(small).then(one_text),
        )
    )


def in_children(gaps: pl.DataFrame, cohorts: pl.DataFrame) -> pl.DataFrame:
    """Gaps in percentage points as numbers of children: how many more or fewer would close them.

    `gaps` is what `gap.to_target` or `gap.to_comparators` returns (`ref, gap, better`), `cohorts` what `cohorts`
    returns. Returns `gaps` with `children` (Int64: |gap| % of the cohort, rounded; null without a gap or a cohort) and
    `children_text`: "about 44 more", "about 44 fewer"; "about 2 to spare" where the gap is a good one.
    """
    children = (pl.col("gap").abs() * pl.col("cohort") / 100).round(9).round().cast(pl.Int64)
    number = pl.when(pl.col("children") == 0).then(pl.lit("less than one")).otherwise(pl.format("about {}", "children"))
    side = (
        pl.when(pl.col(BETTER).fill_null(False))
        .then(pl.lit("to spare"))
        .when(pl.col("gap") < 0)
        .then(pl.lit("more"))
        .otherwise(pl.lit("fewer"))
    )
    return (
        gaps.join(cohorts.select("ref", "cohort"), on="ref", how="left", maintain_order="left")
        .with_columns(children=children)
        .with_columns(children_text=pl.when(pl.col("gap") != 0).then(pl.format("{} {}", number, side)))
        .drop("cohort")
    )


def relative_to_target(figures: pl.DataFrame) -> pl.DataFrame:
    """The gap of counts, rates and ratios to the end of the target that they miss, in per cent of it.

    `figures` as for `gap.to_target`, with `unit`. Returns `ref, relative` (one digit, signed as the gap); null for
    percentages, whose gap is in points already, without a gap, and against a target of 0.
    """
    end = pl.when(pl.col("gap") < 0).then(pl.col("low")).otherwise(pl.coalesce("high", "low"))
    gaps = to_target(figures).select("ref", "gap")
    ends = figures.select("ref", "unit", "low", "high")
    return ends.join(gaps, on="ref", how="left", maintain_order="left").select("ref", relative=_per_cent(end))


def relative_to_comparators(figures: pl.DataFrame, benchmarks: pl.DataFrame) -> pl.DataFrame:
    """The gap of counts, rates and ratios to each benchmark, in per cent of it, as `relative_to_target` gives it.

    Returns `ref, comparator, relative`, in the order of `benchmarks`.
    """
    gaps = to_comparators(figures, benchmarks).join(
        figures.select("ref", "unit"), on="ref", how="left", maintain_order="left"
    )
    return gaps.select("ref", "comparator", relative=_per_cent(pl.col("value")))


def _per_cent(whole: pl.Expr) -> pl.Expr:
    """The gap in per cent of `whole`, to one digit."""
    per_cent = (pl.col("gap") / whole.abs() * 100).round(1)
    return pl.when((pl.col("unit") != "percent") & (whole != 0)).then(per_cent)
