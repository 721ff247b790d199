"""Runs of figures that two indicators share: `copied`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import polars as pl

from tui.scorecard.audit.material import Material, month_number
from tui.scorecard.audit.wording import months, number_word, sentence
from tui.scorecard.finding import Finding

SHORTEST_RUN: Final = 4
"""Neighbouring months."""

FEWEST_VALUES: Final = 3
"""Different figures in the run: a constant one says nothing."""

LEAST_INFORMATION: Final = 4.0
"""Powers of ten against chance, if each figure could lie anywhere between the lowest and the highest of the run."""


def copied_runs(material: Material) -> Iterator[Finding]:
    """Indicators with the same figures as an earlier one, month after month, where chance cannot explain it.

    Two attendance rates between 98% and 100% are equal for months without meaning anything: the more the figures
    of a run vary, the fewer of them are needed. Each indicator is paired with the one with which it shares most.
    """
    runs = _runs(material)
    best = runs.sort("position", "length", "position_first", descending=[False, True, False])
    for row in best.group_by("ref", maintain_order=True).first().to_dicts():
        yield _finding(row)


def _runs(material: Material) -> pl.DataFrame:
    """Every run of neighbouring months in which two indicators of one unit have the same figures."""
    figures = material.months.drop_nulls("value").select(
        "ref", "position", "unit", "name", "period", "value", "shown", "place", "digits", month_number().alias("month")
    )
    varying = figures.filter(pl.col("value").n_unique().over("ref") >= FEWEST_VALUES)
    pairs = varying.join(varying, on=["unit", "period", "value"], suffix="_first")
    pairs = pairs.filter(pl.col("position") > pl.col("position_first")).sort("position", "position_first", "period")
    pair = ["ref", "ref_first"]
    run = (pl.col("month") - pl.int_range(pl.len()).over(pair)).alias("run")
    found = (
        pairs.with_columns(run)
        .group_by(*pair, "run", maintain_order=True)
        .agg(
            pl.col("position", "position_first", "name", "name_first", "unit").first(),
            pl.len().alias("length"),
            pl.col("value").n_unique().alias("values"),
            pl.col("digits").max(),
            (pl.col("value").max() - pl.col("value").min()).alias("spread"),
            pl.col("period", "shown", "place", "place_first"),
        )
    )
    steps = pl.col("spread") * pl.lit(10.0).pow(pl.col("digits")) + 1
    return found.filter(
        (pl.col("length") >= SHORTEST_RUN)
        & (pl.col("values") >= FEWEST_VALUES)
        & (pl.col("length") * steps.log10() >= LEAST_INFORMATION)
    )


def _finding(row: dict[str, Any]) -> Finding:
    figures = ", ".join(row["shown"])
    text = (
        f"the same figures as {row['ref_first']} ({row['name_first']}) in"
        f" {number_word(row['length'])} months running, {months(row['period'])}: {figures}"
    )
    return Finding(
        ref=row["ref"],
        kind="copied",
        severity="warning",
        period=row["period"][-1],
        published=figures,
        computed=f"the figures of {row['ref_first']}",
        text=sentence(text),
        places=tuple(dict.fromkeys(place for place in (*row["place"], *row["place_first"]) if place)),
    )
