"""What a scorecard's numbers lead to: derived ratings and directions, signals, and on which side of what they are."""

from __future__ import annotations

from typing import Any, Final

import msgspec
import polars as pl

from tui.scorecard import direction, gap, rating
from tui.scorecard.control_charts import signal_series
from tui.scorecard.frames import Frames
from tui.scorecard.model import Scorecard
from tui.scorecard.overview import as_of, current_figures
from tui.scorecard.signal_words import signals_of

_JUDGED: Final = ("high", "low", "near")
_NO_SIDE: Final = frozenset({"too_few", "not_for_basis", "no_values"})
"""Signals from which nothing follows."""


class Against(msgspec.Struct, frozen=True, gc=False):
    """On which side of a target or comparator a figure is, and what it is held against, as published."""

    side: str
    than: str
    year: str | None = None


class Conclusions(msgspec.Struct, frozen=True):
    """What follows of one indicator in the scorecard's own month; null where nothing does.

    `arrow` says whether the published arrow `agrees` with the derived direction or `contradicts` it. `target` is `on`
    or `off`, each of `comparators` `better`, `level` or `worse`. `place` is that of the current figure.
    """

    rating: str | None
    direction: str | None
    published_direction: str | None
    arrow: str | None
    signal: str | None
    target: Against | None
    comparators: dict[str, Against]
    current: str | None
    place: str | None


def conclusions(scorecard: Scorecard, frames: Frames) -> dict[str, Conclusions]:
    """The conclusions of each indicator that the frames list, as of the scorecard's period."""
    frames = as_of(frames, scorecard.period)
    figures = current_figures(scorecard, frames)
    catalogue = scorecard.catalogue
    ratings = _by_ref(rating.derive(figures, catalogue, frames.outturns, frames.benchmarks))
    directions = _by_ref(direction.derive(figures, frames.observations))
    bases = dict(figures.select("ref", "basis").rows())
    signals = signals_of(signal_series(figures, frames.observations, catalogue), bases, by="ref")
    targets = _targets(figures)
    comparators = _comparators(figures, frames.benchmarks)
    arrows = dict(frames.published.select("ref", pl.col("direction").cast(pl.String)).rows())
    current = frames.observations.filter(pl.col("period") == scorecard.period)
    places = dict(current.select("ref", "place").rows())
    found = {}
    for ref, text in figures.select("ref", "text").rows():
        derived, arrow = directions.get(ref, {}).get("derived_direction"), arrows.get(ref)
        signal = signals.get(ref)
        found[ref] = Conclusions(
            rating=ratings[ref]["derived_rating"],
            direction=derived,
            published_direction=arrow,
            arrow=("agrees" if arrow == derived else "contradicts") if arrow and derived else None,
            signal=signal.state if signal and signal.state not in _NO_SIDE else None,
            target=targets.get(ref),
            comparators=comparators.get(ref, {}),
            current=text,
            place=places.get(ref),
        )
    return found


def _targets(figures: pl.DataFrame) -> dict[str, Against]:
    """The side of the target of each figure that has one and a polarity; better than a target is on it."""
    judged = figures.filter(pl.col("polarity").is_in(_JUDGED)).select("ref", "target_text")
    gaps = gap.to_target(figures).drop_nulls("gap").join(judged, on="ref")
    return {
        ref: Against("off" if better is False else "on", text or "")
        for ref, better, text in gaps.select("ref", gap.BETTER, "target_text").rows()
    }


def _comparators(figures: pl.DataFrame, benchmarks: pl.DataFrame) -> dict[str, dict[str, Against]]:
    """The side of each comparator; null, so not there, where no direction is good or the figures do not say."""
    sides: dict[str, dict[str, Against]] = {}
    columns = ("ref", "comparator", "year", "text", "side")
    judged = figures.filter(pl.col("polarity").is_in(_JUDGED))["ref"].to_list()
    equal = pl.when(pl.col("gap") == 0).then(pl.lit("level"))
    side = equal.when(pl.col(gap.BETTER)).then(pl.lit("better")).when(~pl.col(gap.BETTER)).then(pl.lit("worse"))
    gaps = gap.to_comparators(figures, benchmarks).filter(pl.col("ref").is_in(judged)).with_columns(side=side)
    for ref, comparator, year, text, found in gaps.drop_nulls("side").select(*columns).rows():
        sides.setdefault(ref, {})[comparator] = Against(found, text or "", year)
    return sides


def _by_ref(frame: pl.DataFrame) -> dict[str, dict[str, Any]]:
    return {row["ref"]: row for row in frame.to_dicts()}
