"""Identities of shares: a share is its numerator over its denominator, one for the year is among its months'."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from tui.scorecard.audit.identity_tables import (
    SCALES,
    apart,
    columns,
    figures_of,
    identity_finding,
    side_by_side,
    unit_of,
)
from tui.scorecard.audit.material import Material, financial_year
from tui.scorecard.audit.wording import amount
from tui.scorecard.catalogue import Identity
from tui.scorecard.finding import Finding
from tui.scorecard.periods import long_label


def ratios(material: Material, identity: Identity) -> Iterator[Finding]:
    """`ref` = `numerator` / `denominator`."""
    ref, numerator, denominator = identity.ref, identity.numerator, identity.denominator
    if not (ref and numerator and denominator):
        return
    unit = unit_of(material, ref)
    scale = SCALES[unit]
    table = side_by_side(material, (ref, numerator, denominator)).filter(pl.col("least2") > 0)
    failing = table.filter(
        apart(
            pl.col("least0"),
            pl.col("most0"),
            scale * pl.col("least1") / pl.col("most2"),
            scale * pl.col("most1") / pl.col("least2"),
        )
    )
    for row in failing.to_dicts():
        computed = amount(scale * row["value1"] / row["value2"], row["digits0"], unit)
        text = (
            f"published as {row['shown0']} in {long_label(row['period'])}, but {numerator} over {denominator},"
            f" {row['shown1']} of {row['shown2']}, is {computed}"
        )
        places = (row[column] for column in columns("place", range(3)))
        yield identity_finding(ref, row["period"], row["shown0"], computed, text, places)


def shares_to_date(material: Material, identity: Identity) -> Iterator[Finding]:
    """`ref`, a share for the year to date, lies between the lowest and the highest of its months since April.

    A month without cases (not applicable) has no share and weighs nothing; any other month without one leaves
    the rest of its year unjudged.
    """
    ref, part = identity.ref, identity.parts[0] if identity.parts else None
    if not (ref and part):
        return
    table = figures_of(material, ref, 0).join(_range_to_date(material, part), on="period").sort("period")
    failing = table.filter(apart(pl.col("least0"), pl.col("most0"), pl.col("least"), pl.col("most")))
    for row in failing.to_dicts():
        computed = " to ".join(dict.fromkeys((row["lowest"], row["highest"])))
        if len(row["places"]) == 1:
            months = f"its only month ({part}) is {computed}"
        else:
            months = f"its months ({part}) {'range from' if ' to ' in computed else 'are all'} {computed}"
        text = f"published as {row['shown0']} for the year to {long_label(row['period'])}, but {months}"
        yield identity_finding(ref, row["period"], row["shown0"], computed, text, (row["place0"], *row["places"]))


def _range_to_date(material: Material, part: str) -> pl.DataFrame:
    """For each month with all months since April: `least, most`, the figures they come from, and `places`."""
    known = pl.col("value").is_not_null() | (pl.col("missing").cast(pl.String) == "not_applicable").fill_null(False)
    year = financial_year().alias("year")
    since_april = material.months.filter((pl.col("ref") == part) & known).sort("period").with_columns(year)
    pairs = (
        since_april.select("year", now="period").join(since_april, on="year").filter(pl.col("period") <= pl.col("now"))
    )
    in_year = (pl.col("now").first().dt.month() + 8) % 12 + 1
    valued = pl.col("value").is_not_null()
    ranges = (
        pairs.sort("now", "period")
        .group_by("now", maintain_order=True)
        .agg(
            (pl.len() == in_year).alias("whole"),
            pl.col("least").min(),
            pl.col("most").max(),
            pl.col("shown").filter(valued).sort_by(pl.col("value").filter(valued)).first().alias("lowest"),
            pl.col("shown").filter(valued).sort_by(pl.col("value").filter(valued)).last().alias("highest"),
            pl.col("place").filter(valued).alias("places"),
        )
    )
    return ranges.filter("whole").drop_nulls("least").drop("whole").rename({"now": "period"})
