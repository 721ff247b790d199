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


def misplaced_points(material: Material) -> Iterator[Finding]:
    """Figures that fit among the others of their row once divided by 10 or 100, or multiplied.

    Months are compared with their neighbours; an outturn or benchmark of a share or rate with all of its row.
    Counts for the year to date grow from April on and are left out, as are counts whose basis is not known.
    """
    grows = (pl.col("unit") == "count") & pl.col("basis").fill_null("ytd").eq("ytd")
    months = monthly_figures(material).filter(pl.col("value") > 0).filter(~grows)
    years = yearly_figures(material).filter((pl.col("value") > 0) & (pl.col("unit") != "count"))
    distance = (month_number() - month_number("period_other")).abs()
    beside_months = months.join(months, on="ref", suffix="_other").filter(distance.is_between(1, NEIGHBOURS))
    row = pl.concat([months, years])
    beside_row = years.join(row, on="ref", suffix="_other").filter(pl.col("what") != pl.col("what_other"))
    misfits = [_misfits(beside_months), _misfits(beside_row)]
    for found in pl.concat(misfits).sort("position", "period").to_dicts():
        yield _finding(found)


def _misfits(pairs: pl.DataFrame) -> pl.DataFrame:
    """From figures beside others of their row (`_other`), those that fit the others only by a power of ten."""
    other = pl.col("value_other")
    middle = other.median().over("ref", "what")
    alike = pairs.with_columns(
        middle.alias("median"),
        pl.len().over("ref", "what").alias("others"),
        (other.is_between(middle / 2, middle * 2)).alias("alike"),
        pl.col("digits_other").max().over("ref", "what").alias("places"),
    ).filter("alike")
    rows = alike.group_by("ref", "what", maintain_order=True).agg(
        pl.col("position", "name", "unit", "value", "shown", "place", "period", "median", "others", "places").first(),
        pl.len().alias("near"),
        pl.col("value_other").min().alias("low"),
        pl.col("value_other").max().alias("high"),
        pl.col("shown_other"),
    )
    usual = (pl.col("near") >= FEWEST_OTHERS) & (pl.col("near") >= LEAST_ALIKE * pl.col("others"))
    large = pl.col("median") * pl.lit(10.0).pow(pl.col("places")) >= LEAST_STEPS
    fitting = [
        pl.when((pl.col("value") / factor).is_between(pl.col("low") / _MARGIN, pl.col("high") * _MARGIN)).then(factor)
        for factor in _FACTORS
    ]
    return rows.filter(usual & large).with_columns(pl.coalesce(fitting).alias("factor")).drop_nulls("factor")


def _finding(row: dict[str, Any]) -> Finding:
    others = ", ".join(row["shown_other"][:6])
    factor = row["factor"]
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
