"""Figures that cannot be: `impossible`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import polars as pl

from tui.scorecard.audit.figures import monthly_figures, yearly_figures
from tui.scorecard.audit.material import TOLERANCE, Material, financial_year
from tui.scorecard.audit.wording import from_to, places, sentence
from tui.scorecard.finding import Finding
from tui.scorecard.periods import long_label


def impossible_figures(material: Material) -> Iterator[Finding]:
    """Percentages outside 0 to 100, negative figures, and counts for the year to date that fall within it."""
    percent = pl.col("unit") == "percent"
    below, above = pl.col("known") & (pl.col("value") < 0), percent & (pl.col("value") > 100)
    figures = pl.concat([monthly_figures(material, below | above), yearly_figures(material, below | above)])
    for row in figures.sort("position", "period").to_dicts():
        yield _out_of_bounds(row)
    for row in _falls(material).to_dicts():
        yield _fall(row)


def _out_of_bounds(row: dict[str, Any]) -> Finding:
    percent = row["unit"] == "percent"
    bounds = "a percentage lies between 0 and 100" if percent else "there are no fewer than none"
    return Finding(
        ref=row["ref"],
        kind="impossible",
        severity="error" if row["known"] else "warning",
        period=row["period"],
        published=row["shown"],
        computed="0 to 100%" if percent else "0 or more",
        text=sentence(f"{row['shown']} {row['what']} cannot be: {bounds}"),
        places=places(row, "place"),
    )


def _falls(material: Material) -> pl.DataFrame:
    """Every count for the year to date that is below the last one of the same financial year."""
    running = material.months.filter((pl.col("unit") == "count") & (pl.col("basis") == "ytd")).drop_nulls("value")
    return running.with_columns(
        pl.col(column).shift().over("ref", financial_year(), order_by="period").alias(f"{column}_then")
        for column in ("value", "shown", "period", "place", "half")
    ).filter(pl.col("value") < pl.col("value_then") - pl.col("half") - pl.col("half_then") - TOLERANCE)


def _fall(row: dict[str, Any]) -> Finding:
    fell = from_to((row["shown_then"], row["period_then"]), (row["shown"], row["period"]))
    return Finding(
        ref=row["ref"],
        kind="impossible",
        severity="error",
        period=row["period"],
        published=row["shown"],
        computed=f"at least {row['shown_then']}, as in {long_label(row['period_then'])}",
        text=sentence(f"counts the year to date, but fell {fell}"),
        places=places(row, "place", "place_then"),
    )
