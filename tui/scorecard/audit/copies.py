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
    figures = _figures(material)
    runs = _telling(longest_shared(figures), figures)
    position, position_first = (figures["position"].gather(runs[row]) for row in ("at", "first"))
    best = (
        runs.with_columns(position.alias("position"), position_first.alias("position_first"))
        .sort("position", "length", "position_first", "at", descending=[False, True, False, False])
        .unique("position", keep="first", maintain_order=True)
    )
    for row in _months_of_both(best, figures).to_dicts():
        yield _finding(row)


def _figures(material: Material) -> pl.DataFrame:
    """The figures of the indicators with enough different ones, by indicator and month."""
    figures = material.months.drop_nulls("value").select(
        "ref", "position", "unit", "name", "period", "value", "shown", "place", "digits"
    )
    return figures.filter(pl.col("value").n_unique().over("position") >= FEWEST_VALUES)


def longest_shared(figures: pl.DataFrame) -> pl.DataFrame:
    """For each figure the longest run from it on that an earlier indicator of the same unit has in the same months.

    `figures` holds `position` (of the indicator), `unit`, `period` and `value`, in the order of position and period.
    Returns `at, first, length`: the rows of `figures` at which the run begins, here and in the earliest indicator
    that has it, and its months. Runs below `SHORTEST_RUN` and those within one that begins a month before are left out.

    Runs grow month by month: those that were alike so far bear the number of the first of them, and with that of
    the month added they are alike still or not. What is like no other drops out, so that no pairs are ever formed.
    """
    rows, at, first = figures.height, pl.col("at"), pl.col("first")
    numbered = figures.with_row_index("at").select("at", at.min().over("unit", "period", "value").alias("first"))
    alike, left = numbered["first"], _months_left(figures)
    runs, ended, length = numbered.filter(first.is_duplicated()), [], 1
    while not runs.is_empty():
        grown = runs.filter(left.gather(runs["at"]) > length)
        further = alike.gather(grown["at"] + length).cast(pl.UInt64)
        grown = (
            grown.select("at", (first.cast(pl.UInt64) * rows + further).alias("key"))
            .filter(pl.col("key").is_duplicated())
            .select("at", at.min().over("key").alias("first"))
        )
        if length >= SHORTEST_RUN:
            over = runs.filter(first < at).join(grown.filter(first < at), on="at", how="anti")
            ended.append(over.with_columns(length=pl.lit(length, pl.Int32)))
        runs, length = grown, length + 1
    schema = {"at": pl.UInt32, "first": pl.UInt32, "length": pl.Int32}
    found = pl.concat([pl.DataFrame(schema=schema), *ended]).sort("at")
    within = (at == at.shift() + 1) & (pl.col("length") < pl.col("length").shift())
    return found.filter(~within.fill_null(value=False))


def _months_left(figures: pl.DataFrame) -> pl.Series:
    """How many neighbouring months of its indicator begin with each row."""
    month, position = month_number(), pl.col("position")
    goes_on = (month.shift(-1) == month + 1) & (position.shift(-1) == position)
    row, last = pl.int_range(pl.len()), pl.when(~goes_on.fill_null(value=False)).then(pl.int_range(pl.len()))
    return figures.select(last.backward_fill() - row + 1).to_series()


def _telling(runs: pl.DataFrame, figures: pl.DataFrame) -> pl.DataFrame:
    """The runs that chance cannot explain."""
    months_of = runs.select("at", row=pl.int_ranges("at", pl.col("at") + pl.col("length"))).explode("row")
    measured = (
        months_of.with_columns(figures[column].gather(months_of["row"]) for column in ("value", "digits"))
        .group_by("at")
        .agg(
            pl.col("value").n_unique().alias("values"),
            pl.col("digits").max(),
            (pl.col("value").max() - pl.col("value").min()).alias("spread"),
        )
    )
    steps = pl.col("spread") * pl.lit(10.0).pow(pl.col("digits")) + 1
    enough = (pl.col("values") >= FEWEST_VALUES) & (pl.col("length") * steps.log10() >= LEAST_INFORMATION)
    return runs.join(measured, on="at").filter(enough).select(runs.columns)


def _months_of_both(runs: pl.DataFrame, figures: pl.DataFrame) -> pl.DataFrame:
    """The runs with the figures of their months and, as `_first`, of the indicator that has them first."""
    ends = pl.col("length")
    rows = runs.select("at", "first", month=pl.int_ranges(0, ends)).explode("month")
    own, other = (figures[(rows[begin] + rows["month"]).cast(pl.UInt32)] for begin in ("at", "first"))
    return (
        pl.concat([rows.select("at"), own, other.select(pl.all().name.suffix("_first"))], how="horizontal")
        .group_by("at", maintain_order=True)
        .agg(
            pl.col("ref", "ref_first", "name_first").first(),
            pl.col("period", "shown", "place", "place_first"),
        )
    )


def _finding(row: dict[str, Any]) -> Finding:
    figures = ", ".join(row["shown"])
    text = (
        f"the same figures as {row['ref_first']} ({row['name_first']}) in"
        f" {number_word(len(row['shown']))} months running, {months(row['period'])}: {figures}"
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
