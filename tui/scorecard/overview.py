"""From the tidy frames of a scorecard to its finished rows, as of its period."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

import msgspec
import polars as pl

from tui.scorecard import change, gap
from tui.scorecard.assembly import About, Parts, Row
from tui.scorecard.fractions import fractions
from tui.scorecard.frames import Frames
from tui.scorecard.model import Scorecard
from tui.scorecard.months import MANY, Months
from tui.scorecard.progress import Tell, unheard
from tui.scorecard.views import Overview

_FIGURE: Final = ("value", "text", "missing", "place")
_FIGURES: Final = {
    "ref": pl.String,
    "period": pl.Date,
    "unit": pl.String,
    "polarity": pl.String,
    "basis": pl.String,
}


def overview(scorecard: Scorecard, tell: Tell = unheard) -> Overview:
    """Everything that screens and reports show of a scorecard, as of its period.

    `tell` hears how many indicators are done.
    """
    tell(0, scorecard.frames.listing.height)
    frames = scorecard.frames if scorecard.of_one_month else known_frames(scorecard)
    one = scorecard
    many = frames.listing.height > MANY
    months = Months(frames.observations) if many else None
    figures = current_figures(scorecard, frames)
    parts = Parts(
        About(one.authority, one.period, one.catalogue, one.problems, one.heads, one.sources),
        listing=frames.listing.select("ref", "area", "name", "row", "order", "place").to_dicts(),
        observations=months or frames.observations.select("ref", "period", *_FIGURE).to_dicts(),
        outturns=frames.outturns.select("ref", "year", *_FIGURE).to_dicts(),
        targets=frames.targets.select("ref", "low", "high", "text", "place").to_dicts(),
        published=frames.published.drop("authority", "publication", "period", "source").to_dicts(),
    )
    parts.units = dict(figures.select("ref", "unit").iter_rows())
    parts.gaps = _by_ref(gap.to_target(figures))
    parts.months = _by_ref(change.since_last_month(figures, frames.observations))
    parts.years = _by_ref(change.against_last_year(figures, frames.outturns))
    compared = gap.to_comparators(figures, frames.benchmarks)
    for row in compared.drop("authority", "publication", "source").to_dicts():
        parts.benchmarks[row["ref"]].append(row)
    parts.comparators = frames.benchmarks["comparator"].unique(maintain_order=True).to_list()
    return msgspec.structs.replace(parts.overview(tell), months=months)


def known_frames(scorecard: Scorecard) -> Frames:
    """The frames of a scorecard as of its period, from what was published by then or from the latest revisions."""
    return as_of(scorecard.frames, scorecard.period, latest=scorecard.latest)


def as_of(frames: Frames, period: date, *, latest: bool = False) -> Frames:
    """The frames as they were known when the scorecard of `period` was published.

    Of what several publications say of one thing, the newest up to `period` is kept; months after it go. Of several
    years the latest counts. With `latest`, what is kept has the figure that the newest publication of all gives it:
    the same months, years, indicators and comparators, as they have been restated since.
    """
    by_then = pl.col("publication") <= period
    counts = pl.lit(value=True) if latest else by_then
    past, now = counts & (pl.col("period") <= period), counts & (pl.col("period") == period)
    listed = frames.listing.filter(by_then)
    outturns = _newest(frames.outturns.filter(by_then), "ref", by=("year", "publication"))
    benchmarks = _newest(frames.benchmarks.filter(by_then), "ref", "comparator", by=("publication", "year"))
    return Frames(
        observations=_newest(frames.observations.filter(past), "ref", "period").sort("ref", "period"),
        outturns=_restated(outturns, frames.outturns, "ref", "year") if latest else outturns,
        benchmarks=_restated(benchmarks, frames.benchmarks, "ref", "comparator", "year") if latest else benchmarks,
        targets=_newest(frames.targets.filter(now), "ref"),
        published=_newest(frames.published.filter(now), "ref"),
        # A source that lists its indicators once, with its newest publication, means it for all of them.
        listing=_newest(frames.listing if listed.is_empty() else listed, "ref"),
    )


def _newest(frame: pl.DataFrame, *identity: str, by: Sequence[str] = ("publication",)) -> pl.DataFrame:
    """The frame with one row of each thing; of equally new ones the last."""
    if not frame.select(identity).is_duplicated().any():
        return frame
    return frame.sort(by, maintain_order=True).unique(identity, keep="last", maintain_order=True)


def _restated(chosen: pl.DataFrame, every: pl.DataFrame, *identity: str) -> pl.DataFrame:
    """The rows chosen, each as the newest publication has it.

    Of a year that is not stated nobody can say that a later one is the same: such a row stays as it was.
    """
    same = every.join(chosen, on=identity, how="semi", maintain_order="left")
    return pl.concat([_newest(same, *identity), chosen.filter(pl.col("year").is_null())])


def current_figures(scorecard: Scorecard, frames: Frames) -> pl.DataFrame:
    """The current figures with what is needed to judge them, one row an indicator, in the order of the listing.

    Columns: `ref, period, unit, polarity, basis, value, text, low, high, target_text`; the unit, polarity and basis
    of an indicator that the catalogue does not know are as in `IndicatorView`. A percentage that is written as a
    fraction, while what it is held against is in points, or whose target is, has no value and no target here: nothing
    follows from it.
    """
    figures = figures_as_published(scorecard, frames)
    odd = pl.col("ref").is_in(fractions(figures, frames)["ref"].to_list())
    return figures.with_columns(pl.when(~odd).then(name).alias(name) for name in ("value", "low", "high"))


def figures_as_published(scorecard: Scorecard, frames: Frames) -> pl.DataFrame:
    """The same, with everything that was published."""
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
