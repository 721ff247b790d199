"""Identities of sums: of parts, of parts to a fixed total, and running since April."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import polars as pl

from tui.scorecard.audit.identity_tables import (
    apart,
    columns,
    figures_of,
    identity_finding,
    side_by_side,
    unit_of,
)
from tui.scorecard.audit.material import Material, financial_year
from tui.scorecard.audit.wording import amount, listed
from tui.scorecard.catalogue import Identity
from tui.scorecard.finding import Finding
from tui.scorecard.periods import long_label


def sums(material: Material, identity: Identity) -> Iterator[Finding]:
    """`ref` = the sum of `parts`."""
    if not (identity.ref and identity.parts):
        return
    unit, parts = unit_of(material, identity.ref), range(1, len(identity.parts) + 1)
    table = side_by_side(material, (identity.ref, *identity.parts))
    least, most = (pl.sum_horizontal(columns(end, parts)) for end in ("least", "most"))
    failing = table.filter(apart(pl.col("least0"), pl.col("most0"), least, most))
    for row in failing.to_dicts():
        digits = max(row[column] for column in columns("digits", parts))
        computed = amount(sum(row[column] for column in columns("value", parts)), digits, unit)
        text = (
            f"published as {row['shown0']} in {long_label(row['period'])}, but"
            f" {listed(identity.parts)} add up to {computed}:"
            f" {' + '.join(row[column] for column in columns('shown', parts))}"
        )
        places = (row[column] for column in columns("place", range(len(identity.parts) + 1)))
        yield identity_finding(identity.ref, row["period"], row["shown0"], computed, text, places)


def parts_of_total(material: Material, identity: Identity) -> Iterator[Finding]:
    """`parts` add up to `total`."""
    if not identity.parts:
        return
    unit, parts = unit_of(material, identity.parts[0]), range(len(identity.parts))
    table = side_by_side(material, identity.parts)
    least, most = (pl.sum_horizontal(columns(end, parts)) for end in ("least", "most"))
    failing = table.filter(apart(pl.lit(identity.total), pl.lit(identity.total), least, most))
    for row in failing.to_dicts():
        digits = max(row[column] for column in columns("digits", parts))
        total = amount(sum(row[column] for column in columns("value", parts)), digits, unit)
        shown = " + ".join(row[column] for column in columns("shown", parts))
        text = (
            f"{listed(identity.parts)} add up to {total} in {long_label(row['period'])},"
            f" not to {amount(identity.total, 0, unit)}: {shown}"
        )
        places = (row[column] for column in columns("place", parts))
        yield identity_finding(identity.parts[0], row["period"], shown, total, text, places)


def running_sums(material: Material, identity: Identity) -> Iterator[Finding]:
    """`ref` = its parts added up since April.

    A month is wrong only if neither its months since April nor the month before and its own part give it, so that
    one wrong figure is found once and not in every later month. Where one of the two is not known, the other decides.
    """
    if not (identity.ref and identity.parts):
        return
    unit = unit_of(material, identity.ref)
    table = figures_of(material, identity.ref, 0).join(_since_april(material, identity.parts), on="period")
    table = table.join(_month_before(material, identity.ref), on="period", how="left").sort("period")
    least, most = pl.col("least0"), pl.col("most0")
    by_sum = pl.when("whole").then(apart(least, most, pl.col("least_sum"), pl.col("most_sum")))
    step = (pl.col(f"{end}1") + pl.col(f"{end}_part") for end in ("least", "most"))
    by_step = apart(least, most, *step)  # null where the month before is not known
    judged = by_sum.is_not_null() | by_step.is_not_null()
    failing = table.filter(judged & by_sum.fill_null(True) & by_step.fill_null(True))
    for row in failing.to_dicts():
        yield _running_finding(material, identity, row, unit)


def _since_april(material: Material, parts: Sequence[str]) -> pl.DataFrame:
    """For each month with all parts: their sum (`_part`), that since April (`_sum`), and whether it is `whole`."""
    ends, numbers = ("value", "least", "most"), range(len(parts))
    months_in_year = (pl.col("period").dt.month() + 8) % 12 + 1
    return (
        side_by_side(material, parts)
        .with_columns(
            financial_year().alias("year"),
            pl.max_horizontal(columns("digits", numbers)).alias("digits_part"),
            *(pl.sum_horizontal(columns(end, numbers)).alias(f"{end}_part") for end in ends),
        )
        .with_columns(
            *(pl.col(f"{end}_part").cum_sum().over("year").alias(f"{end}_sum") for end in ends),
            (pl.col("period").cum_count().over("year") == months_in_year).alias("whole"),
        )
        .select(
            "period",
            "year",
            "whole",
            "digits_part",
            *(f"{end}_{of}" for end in ends for of in ("part", "sum")),
        )
    )


def _month_before(material: Material, ref: str) -> pl.DataFrame:
    """The figure of the month before, in the same financial year, numbered 1."""
    before = figures_of(material, ref, 1)
    return before.with_columns(pl.col("period").dt.offset_by("1d").dt.month_end()).filter(
        pl.col("period").dt.month() != 4
    )


def _running_finding(material: Material, identity: Identity, row: dict[str, Any], unit: str) -> Finding:
    assert identity.ref
    parts, digits = listed(identity.parts), max(row["digits0"], row["digits_part"])
    if row["whole"]:
        computed = amount(row["value_sum"], digits, unit)
        fact = f"the months since April ({parts}) add up to {computed}"
    else:
        computed = amount(row["value1"] + row["value_part"], digits, unit)
        part = amount(row["value_part"], digits, unit)
        fact = f"{row['shown1']} up to the month before and {part} in it ({parts}) make {computed}"
    text = f"published as {row['shown0']} for the year to {long_label(row['period'])}, but {fact}"
    earlier = material.months.filter(
        pl.col("ref").is_in(identity.parts) & (financial_year() == row["year"]) & (pl.col("period") <= row["period"])
    )
    places = [row["place0"], *([] if row["whole"] else [row["place1"]]), *earlier.drop_nulls("value")["place"]]
    return identity_finding(identity.ref, row["period"], row["shown0"], computed, text, places)
