"""Published benchmarks beside what DfE's own data says: the figure, the year it fits, and the authority's rank."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import polars as pl

from tui.scorecard import gap
from tui.scorecard.averages import ENGLAND, averages, members
from tui.scorecard.catalogue import Catalogue
from tui.scorecard.end_years import end_year
from tui.scorecard.frames import Frames
from tui.scorecard.ranking import rank

COMPARED: Final = {
    "ref": pl.String,
    "comparator": pl.String,
    "year": pl.String,
    "published": pl.Float64,
    "computed": pl.Float64,
    "difference": pl.Float64,
    "best_year": pl.Int32,
    "rank": pl.Int32,
    "of": pl.Int32,
    "quartile": pl.String,
    "agrees": pl.Boolean,
    "end": pl.Int32,
    "code": pl.String,
    "half": pl.Float64,
    "fits": pl.Boolean,
}
"""Columns of a comparison, one row an indicator and comparator, in the scorecard's order.

`year` is the published heading, null where none is stated; `end` the end year that `computed` is of. `difference` is
published less computed, in the indicator's unit. `best_year` is the end year whose figure the published one is nearest
to, `fits` whether it agrees with that.
`rank`, `of` and `quartile` are the authority's among the English ones, on the national comparator's row only. `agrees`
says whether the two figures are the same within the rounding of the published one, `half` of whose last digit's unit
is beside it. `code` is DfE's code of the measure.
"""

NOISE: Final = 1e-6
"""Beyond the rounding of the published figure: what floats add to it."""

_EXACT: Final = 6


def compare(
    frames: Frames,
    measures: pl.DataFrame,
    catalogue: Catalogue,
    neighbours: Iterable[int] = (),
    year: int | None = None,
) -> pl.DataFrame:
    """Each published benchmark of an indicator that DfE measures too, against DfE's figure; `COMPARED`.

    `frames` are those of one publication (`tui.scorecard.overview.as_of`), `measures` as
    `tui.scorecard.averages.MEASURES`. Figures are compared with those of the end year `year`, else with the year of
    their heading, and where that states none, with the commonest year of all headings.
    """
    groups = members(catalogue, neighbours)
    entries = measured(frames, catalogue)
    published = _published(frames, entries, list(groups), year)
    found = averages(measures, groups)
    ranks = _ranks(published, measures, own_number(frames, catalogue), _national(catalogue))
    return (
        published.lazy()
        .join(found.lazy(), on=["code", "comparator", "end"], how="left", maintain_order="left")
        .with_columns(_difference().alias("difference"), agrees().alias("agrees"))
        .join(_best_years(published, found), on=["ref", "comparator"], how="left", maintain_order="left")
        .join(ranks, on=["ref", "comparator"], how="left", maintain_order="left")
        .select(pl.col(name).cast(kind) for name, kind in COMPARED.items())
        .collect(engine="in-memory")  # the streaming engine is slower on so few rows
    )


def agrees() -> pl.Expr:
    """Whether `published` is `computed` within `half` a unit of its last digit; null where either is missing."""
    return _difference().abs() <= pl.col("half") + NOISE


def measured(frames: Frames, catalogue: Catalogue) -> pl.DataFrame:
    """The scorecard's indicators that have a code of DfE's: `ref, code, polarity, decimals`, in its order."""
    listed = sorted(frames.listing.select("order", "ref", "name").rows())
    coded = {ref for ref, entry in catalogue.indicators.items() if entry.lait}
    entries = [entry for _, ref, name in listed if ref in coded and (entry := catalogue.entry_for(ref, name))]
    return pl.DataFrame(
        [(entry.ref, entry.lait, entry.polarity, entry.decimals) for entry in entries],
        schema={"ref": pl.String, "code": pl.String, "polarity": pl.String, "decimals": pl.UInt32},
        orient="row",
    )


def _difference() -> pl.Expr:
    return (pl.col("published") - pl.col("computed")).round(_EXACT)


def _published(frames: Frames, entries: pl.DataFrame, comparators: list[str], year: int | None) -> pl.DataFrame:
    """Every indicator with every comparator, and what is published of the two.

    `stated` is the end year of the heading, `end` the one to compare with: `year`, else the heading's, else the
    commonest of all headings; null where there is none.
    """
    benchmarks = frames.benchmarks.select("ref", "comparator", "year", "publication", "text", published="value")
    known = pl.DataFrame(
        {"comparator": list(dict.fromkeys([*comparators, *benchmarks["comparator"]]))}, schema={"comparator": pl.String}
    )
    digits = pl.when(pl.col("text").is_null()).then("decimals").otherwise(gap.decimals("text"))
    ends = {text: end_year(text) for text in set(benchmarks["year"].drop_nulls())}
    stated = pl.col("year").replace_strict(ends, default=None, return_dtype=pl.Int32)
    usual = benchmarks.select(stated.drop_nulls().mode().max()).item() if year is None else year
    end = pl.coalesce(stated, pl.lit(usual, pl.Int32)) if year is None else pl.lit(year, pl.Int32)
    return (
        entries.lazy()
        .join(known.lazy(), how="cross")
        .join(benchmarks.lazy(), on=["ref", "comparator"], how="left", maintain_order="left")
        .with_columns((0.5 / pl.lit(10.0).pow(digits)).alias("half"), stated.alias("stated"), end.alias("end"))
        .collect(engine="in-memory")
    )


def _best_years(published: pl.DataFrame, found: pl.DataFrame) -> pl.LazyFrame:
    """The end year whose figure each published one fits best: `ref, comparator, best_year, fits`.

    Best is what agrees; of several years that do, the nearest to the year of the heading; else what differs least.
    A year that ends after that of the publication cannot be meant.
    """
    excess = pl.when(~agrees()).then(_difference().abs()).otherwise(0.0)
    distance = (pl.col("best_year") - pl.coalesce("stated", "end")).abs()
    return (
        published.lazy()
        .join(found.lazy().rename({"end": "best_year"}), on=["code", "comparator"])
        .filter(pl.col("published").is_not_null(), pl.col("best_year") <= pl.col("publication").dt.year())
        .select(
            "ref", "comparator", "best_year", agrees().alias("fits"), excess.alias("excess"), distance.alias("distance")
        )
        .sort("excess", "distance", "best_year", descending=[False, False, True])
        .unique(["ref", "comparator"], keep="first", maintain_order=True)
        .drop("excess", "distance")
    )


def _ranks(
    published: pl.DataFrame, measures: pl.DataFrame, authority: int | None, national: str | None
) -> pl.LazyFrame:
    """The authority's rank in the year each national figure is of: `ref, comparator, rank, of, quartile`."""
    national_rows = pl.col("comparator") == pl.lit(national, pl.String)
    years = published.filter(national_rows).select("ref", "polarity", "code", "end")
    figures = (
        measures.lazy()
        .filter(pl.col("end").is_in(years["end"].unique().to_list()), pl.col("number") < ENGLAND)
        .join(years.lazy(), on=["code", "end"])
    )
    return rank(figures, authority).with_columns(pl.lit(national, pl.String).alias("comparator"))


def _national(catalogue: Catalogue) -> str | None:
    return next((key for key, each in catalogue.comparators.items() if each.kind == "national"), None)


def own_number(frames: Frames, catalogue: Catalogue) -> int | None:
    """The catalogue's DfE number, which is the authority's only where the scorecard is of the same authority."""
    ours = (frames.listing["authority"] == catalogue.authority).all()
    return catalogue.dfe_number if ours else None
