"""Published benchmarks that are figures of another measure than the one the catalogue names."""

from __future__ import annotations

from typing import Final

import polars as pl

DEFINITIONS: Final = {
    "ref": pl.String,
    "own": pl.String,
    "own_agreeing": pl.Int32,
    "of": pl.Int32,
    "code": pl.String,
    "name": pl.String,
    "end": pl.Int32,
    "agreeing": pl.Int32,
}

CANDIDATES: Final = {"ref": pl.String, "code": pl.String, "name": pl.String}
"""Measures that an indicator's benchmarks could be of instead."""

_EXCEPT: Final = 1
"""Figures that may differ where the rest agree: one comparator's members can be counted otherwise."""

_NOISE: Final = 1e-5
"""What floats add to a distance in half units."""


def of_the_same_topic(compared: pl.DataFrame, dictionary: pl.DataFrame) -> pl.DataFrame:
    """The other measures of each unexplained indicator's topic: `CANDIDATES`; `dictionary` has `code, topic, name`."""
    own = compared.select("ref", "code").unique(maintain_order=True)
    topics = own.join(dictionary.select("code", "topic"), on="code").rename({"code": "own"})
    others = topics.join(dictionary.select("code", "topic", "name"), on="topic")
    return others.filter(pl.col("code") != pl.col("own")).select(*CANDIDATES)


def unexplained(compared: pl.DataFrame) -> pl.DataFrame:
    """The rows of indicators whose benchmarks differ from DfE's in more than one figure."""
    odd = (pl.col("agrees").not_() & ~_out_of_year()).sum().over("ref") > _EXCEPT
    return compared.filter(odd)


def _out_of_year() -> pl.Expr:
    """A figure that is that of the year which the indicator's other figures are compared with: its heading is wrong."""
    return pl.col("fits") & (pl.col("best_year") == pl.col("end").mode().max().over("ref"))


def other_definitions(compared: pl.DataFrame, found: pl.DataFrame, candidates: pl.DataFrame) -> pl.DataFrame:
    """For each indicator of `compared`, the other measure that its benchmarks agree with better; `DEFINITIONS`.

    `found` holds the comparators' figures (`tui.scorecard.averages.averages`) of the indicators' own measures and of
    the candidates. Only the years that the indicator is compared with count, one for all its comparators. A candidate
    agrees better where more of the figures are its own than the measure's, and all but one at most; the closest of
    several is taken. `code, name, end, agreeing` are null where there is none.
    """
    own = compared.select("ref", "code").unique(maintain_order=True)
    counted = _agreements(compared, found, pl.concat([own, candidates.select("ref", "code")]))
    ours = counted.join(own, on=["ref", "code"]).group_by("ref").agg(pl.col("agreeing").max().alias("own_agreeing"))
    published = compared.filter(pl.col("published").is_not_null()).group_by("ref").agg(pl.len().alias("of"))
    known = (
        own.rename({"code": "own"})
        .join(published, on="ref", how="left", maintain_order="left")
        .join(ours, on="ref", how="left", maintain_order="left")
        .with_columns(pl.col("own_agreeing").fill_null(0))
    )
    better = (
        counted.join(candidates, on=["ref", "code"])
        .join(known, on="ref")
        .filter(
            pl.col("agreeing") > pl.col("own_agreeing"),
            pl.col("agreeing") >= pl.max_horizontal(pl.col("of") - _EXCEPT, pl.lit(2)),
        )
        .sort("agreeing", "distance", "code", descending=[True, False, False])
        .unique("ref", keep="first", maintain_order=True)
        .select("ref", "code", "name", "end", "agreeing")
    )
    return known.join(better, on="ref", how="left", maintain_order="left").select(
        pl.col(name).cast(kind) for name, kind in DEFINITIONS.items()
    )


def _agreements(compared: pl.DataFrame, found: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """How many published figures agree with each measure and year: `ref, code, end, agreeing, distance`."""
    published = compared.filter(pl.col("published").is_not_null()).select("ref", "comparator", "published", "half")
    ends = compared.select("ref", "end").unique()
    units = (pl.col("published") - pl.col("computed")).abs() / pl.col("half")
    return (
        published.join(pairs, on="ref")
        .join(found, on=["code", "comparator"])
        .join(ends, on=["ref", "end"], how="semi")
        .group_by("ref", "code", "end")
        .agg((units <= 1 + _NOISE).sum().alias("agreeing"), units.sum().alias("distance"))
    )
