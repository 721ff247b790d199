"""Figures ten or a hundred times too large or too small beside their neighbours: `scale`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import polars as pl

from tui.scorecard.audit.figures import monthly_figures, yearly_figures
from tui.scorecard.audit.material import Material, month_number
from tui.scorecard.audit.wording import places, sentence
from tui.scorecard.finding import Finding

NEIGHBOURS: Final = 5
"""Months before and after that a month is compared with."""

FEWEST_OTHERS: Final = 3
LEAST_ALIKE: Final = 0.75
"""The share of the others that must be within a factor of two of their median, else the row has no usual size."""

LEAST_STEPS: Final = 10
"""Others smaller than so many units of their last published place are too small to judge by."""

_MARGIN: Final = 1.25
_FACTORS: Final = {10.0: "ten times", 100.0: "a hundred times", 0.1: "a tenth of", 0.01: "a hundredth of"}

_SHOWN: Final = 6
"""So many of the others a finding names."""

_LEAST_APART: Final = 0.99 * 10 / _MARGIN
"""How many times the lowest figure of its row a misplaced one is at least, or the highest figure that; with a little
to spare for rounding."""

_AT_ONCE: Final = 50_000
"""Figures that are set beside their others at a time, which bounds the memory that takes."""


def misplaced_points(material: Material) -> Iterator[Finding]:
    """Figures that fit among the others of their row once divided by 10 or 100, or multiplied.

    Months are compared with their neighbours; an outturn or benchmark of a share or rate with all of its row.
    Counts for the year to date grow from April on and are left out, as are counts whose basis is not known.
    They come in the order of the indicators and, in each row, as they stand there.
    """
    figures = _figures(material)
    suspects = figures.filter("suspect")
    misfits = pl.concat([_misfits(some, figures) for some in (suspects.head(0), *suspects.iter_slices(_AT_ONCE))])
    for row in figures[misfits["at"]].hstack(misfits.drop("at")).to_dicts():
        yield _finding(row)


def _figures(material: Material) -> pl.DataFrame:
    """The rows in which any figure is far enough from another to be misplaced (`suspect`), months before years.

    Each figure has its row number (`at`) and that of its indicator's first figure and of the next one's (`begin, end`);
    `month` is null for outturns and benchmarks.
    """
    above_zero, count = pl.col("value") > 0, pl.col("unit") == "count"
    grows = count & pl.col("basis").fill_null("ytd").eq("ytd")
    columns = ("ref", "position", "period", "value", "shown", "digits", "place", "what")
    months = monthly_figures(material, above_zero & ~grows).select(*columns, month=month_number())
    years = yearly_figures(material, above_zero & ~count).select(*columns, month=pl.lit(None, months["month"].dtype))
    value = pl.col("value")
    low, high = value.min().over("position"), value.max().over("position")
    suspect = (value >= low * _LEAST_APART) | (value <= high / _LEAST_APART)
    at = pl.col("at")
    return (
        pl.concat([months, years])
        .with_columns(suspect.alias("suspect"))
        .filter(pl.col("suspect").any().over("position"))
        .sort("position", maintain_order=True)
        .with_row_index("at")
        .with_columns(at.min().over("position").alias("begin"), (at.max().over("position") + 1).alias("end"))
    )


def _misfits(suspects: pl.DataFrame, figures: pl.DataFrame) -> pl.DataFrame:
    """Those of the suspects that fit among the others of their row only by a power of ten.

    Returns `at, factor, shown_others`, the last being the first few of the others that are alike.
    """
    other, middle = pl.col("value_other"), pl.col("median")
    beside = _beside_others(suspects, figures).with_columns(
        other.median().over("at").alias("median"),
        pl.len().over("at").alias("others"),
        pl.col("digits_other").max().over("at").alias("places"),
    )
    rows = (
        beside.filter(other.is_between(middle / 2, middle * 2))
        .group_by("at", maintain_order=True)
        .agg(
            pl.col("value", "median", "others", "places").first(),
            pl.len().alias("near"),
            other.min().alias("low"),
            other.max().alias("high"),
            pl.col("shown_other").head(_SHOWN).alias("shown_others"),
        )
    )
    usual = (pl.col("near") >= FEWEST_OTHERS) & (pl.col("near") >= LEAST_ALIKE * pl.col("others"))
    large = middle * pl.lit(10.0).pow(pl.col("places")) >= LEAST_STEPS
    fitting = [
        pl.when((pl.col("value") / factor).is_between(pl.col("low") / _MARGIN, pl.col("high") * _MARGIN)).then(factor)
        for factor in _FACTORS
    ]
    found = rows.filter(usual & large).with_columns(pl.coalesce(fitting).alias("factor")).drop_nulls("factor")
    return found.select("at", "factor", "shown_others")


def _beside_others(suspects: pl.DataFrame, figures: pl.DataFrame) -> pl.DataFrame:
    """Each suspect (`at, value`) beside every figure that it is compared with (`_other`), in the order of the row.

    Neighbouring months stand next to one another, so that only so many rows before and after are looked at.
    """
    month, neighbours = pl.col("month"), pl.lit(NEIGHBOURS, pl.Int64)
    at, begin, end = (pl.col(name).cast(pl.Int64) for name in ("at", "begin", "end"))
    monthly = month.is_not_null()
    first = pl.when(monthly).then(pl.max_horizontal(begin, at - neighbours)).otherwise(begin)
    last = pl.when(monthly).then(pl.min_horizontal(end, at + neighbours + 1)).otherwise(end)
    pairs = suspects.select("at", "value", "month", "what", other=pl.int_ranges(first, last)).explode("other")
    others = figures.select(pl.col("value", "digits", "month", "what", "shown").name.suffix("_other"))[pairs["other"]]
    near = (month - pl.col("month_other")).abs().is_between(1, NEIGHBOURS)
    compared = pl.when(monthly).then(near).otherwise(pl.col("what") != pl.col("what_other"))
    return pairs.hstack(others).filter(compared)


def _finding(row: dict[str, Any]) -> Finding:
    others, factor = ", ".join(row["shown_others"]), row["factor"]
    direction = "large" if factor > 1 else "small"
    text = (
        f"published as {row['shown']} {row['what']}, {_FACTORS[factor]} what the rest of its row suggests"
        f" ({others}): a decimal point may be misplaced"
    )
    return Finding(
        ref=row["ref"],
        kind="scale",
        severity="warning",
        period=row["period"],
        published=row["shown"],
        computed=f"too {direction} by a factor of {factor if factor > 1 else 1 / factor:.0f} beside {others}",
        text=sentence(text),
        places=places(row, "place"),
    )
