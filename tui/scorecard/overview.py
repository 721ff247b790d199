"""From the tidy frames of a scorecard to its finished rows, as of its period."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

import polars as pl

from tui.scorecard import change, gap
from tui.scorecard.assembly import About, Parts, Row
from tui.scorecard.frames import Frames
from tui.scorecard.model import Scorecard
from tui.scorecard.views import Overview

_FIGURES: Final = {
    "ref": pl.String,
    "period": pl.Date,
    "unit": pl.String,
    "polarity": pl.String,
    "basis": pl.String,
}


def overview(scorecard: Scorecard) -> Overview:
    """Everything that screens and reports show of a scorecard, as of its period."""
    frames = scorecard.frames if scorecard.of_one_month else as_of(scorecard.frames, scorecard.period)
    one = scorecard
    parts = Parts(
        About(one.authority, one.period, one.catalogue, one.problems, one.heads, one.sources),
        listing=frames.listing.to_dicts(),
        observations=frames.observations.to_dicts(),
        outturns=frames.outturns.to_dicts(),
        targets=frames.targets.to_dicts(),
        published=frames.published.to_dicts(),
    )
    figures = current_figures(scorecard, frames)
    parts.gaps = _by_ref(gap.to_target(figures))
    parts.months = _by_ref(change.since_last_month(figures, frames.observations))
    parts.years = _by_ref(change.against_last_year(figures, frames.outturns))
    for row in gap.to_comparators(figures, frames.benchmarks).to_dicts():
        parts.benchmarks[row["ref"]].append(row)
    parts.comparators = frames.benchmarks["comparator"].unique(maintain_order=True).to_list()
    return parts.overview()


def as_of(frames: Frames, period: date) -> Frames:
    """The frames as they were known when the scorecard of `period` was published.

    Of what several publications say of one thing, the newest up to `period` is kept; months after it go. Of several
    years the latest counts.
    """
    known = pl.col("publication") <= period

    def newest(frame: pl.DataFrame, *identity: str, by: Sequence[str] = ("publication",)) -> pl.DataFrame:
        if not frame.select(identity).is_duplicated().any():
            return frame
        return frame.sort(by, maintain_order=True).unique(identity, keep="last", maintain_order=True)

    past, now = known & (pl.col("period") <= period), known & (pl.col("period") == period)
    listed = frames.listing.filter(known)
    return Frames(
        observations=newest(frames.observations.filter(past), "ref", "period").sort("ref", "period"),
        outturns=newest(frames.outturns.filter(known), "ref", by=("year", "publication")),
        benchmarks=newest(frames.benchmarks.filter(known), "ref", "comparator", by=("publication", "year")),
        targets=newest(frames.targets.filter(now), "ref"),
        published=newest(frames.published.filter(now), "ref"),
        # A source that lists its indicators once, with its newest publication, means it for all of them.
        listing=newest(frames.listing if listed.is_empty() else listed, "ref"),
    )


def current_figures(scorecard: Scorecard, frames: Frames) -> pl.DataFrame:
    """The current figures with what is needed to judge them, one row an indicator, in the order of the listing.

    Columns: `ref, period, unit, polarity, basis, value, text, low, high, target_text`; the unit, polarity and basis
    of an indicator that the catalogue does not know are as in `IndicatorView`.
    """
    known = []
    for ref, name in frames.listing.sort("order").select("ref", "name").rows():
        entry = scorecard.catalogue.entry_for(ref, name or "")
        unit = entry.unit if entry else None
        known.append((ref, scorecard.period, unit, entry.polarity if entry else "none", entry.basis if entry else None))
    shares = frames.observations.lazy().filter(pl.col("text").str.ends_with("%")).select("ref").unique()
    current = frames.observations.lazy().filter(pl.col("period") == scorecard.period).select("ref", "value", "text")
    targets = frames.targets.lazy().select("ref", "low", "high", target_text="text")
    return (
        pl.LazyFrame(known, schema=_FIGURES, orient="row")
        .join(shares.with_columns(seen=pl.lit("percent")), on="ref", how="left", maintain_order="left")
        .with_columns(unit=pl.coalesce("unit", "seen", pl.lit("count")))
        .drop("seen")
        .join(current, on="ref", how="left", maintain_order="left")
        .join(targets, on="ref", how="left", maintain_order="left")
        .collect(engine="in-memory")
    )


def _by_ref(frame: pl.DataFrame) -> dict[str, Row]:
    return {row["ref"]: row for row in frame.to_dicts()}
