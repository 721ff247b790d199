"""From the tidy frames of a scorecard to its finished rows, as of its period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

import polars as pl

from tui.scorecard import change, gap
from tui.scorecard.catalogue import NOT_PUBLISHED, Catalogue, Indicator, unlisted_comparator
from tui.scorecard.frames import Frames
from tui.scorecard.model import Scorecard
from tui.scorecard.periods import long_label
from tui.scorecard.views import (
    NO_FIGURE,
    Amount,
    AreaView,
    BenchmarkView,
    Change,
    ComparatorView,
    Figure,
    IndicatorView,
    Overview,
    Point,
    TargetView,
    count_ratings,
)

Row = dict[str, Any]

_FIGURES: Final = {
    "ref": pl.String,
    "period": pl.Date,
    "unit": pl.String,
    "polarity": pl.String,
    "basis": pl.String,
}


def overview(scorecard: Scorecard, *, compared: bool = True) -> Overview:
    """Everything that screens and reports show of a scorecard, as of its period.

    Without `compared`, benchmarks and changes are left out: a table's first rows need neither.
    """
    frames = scorecard.frames if scorecard.of_one_month else as_of(scorecard.frames, scorecard.period)
    rows = _Rows(scorecard, frames, compared=compared)
    listing = frames.listing.sort("order").to_dicts()
    indicators = [rows.indicator(listed) for listed in listing]
    return Overview(
        authority=scorecard.authority,
        period=scorecard.period,
        ratings=count_ratings(tuple(indicators)),
        areas=tuple(_areas(scorecard, indicators)),
        comparators=tuple(_comparators(scorecard.catalogue, frames)),
        problems=scorecard.problems,
        sources=scorecard.sources,
    )


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


class _Rows:
    """The parts of every indicator's row, each computed once for the whole scorecard."""

    def __init__(self, scorecard: Scorecard, frames: Frames, *, compared: bool) -> None:
        self.scorecard = scorecard
        self.period = scorecard.period
        self.catalogue = scorecard.catalogue
        self.history = _history(frames.observations)
        self.outturns = _by_ref(frames.outturns)
        self.targets = _by_ref(frames.targets)
        self.published = _by_ref(frames.published)
        self.entries = {
            ref: self.catalogue.entry_for(ref, name) for ref, name in frames.listing.select("ref", "name").rows()
        }
        figures = current_figures(scorecard, frames)
        self.units = dict(figures.select("ref", "unit").rows())
        self.gaps = _by_ref(gap.to_target(figures))
        self.months: dict[str, Row] = {}
        self.years: dict[str, Row] = {}
        self.benchmarks: dict[str, list[Row]] = defaultdict(list)
        if compared:
            self._compare(figures, frames)

    def _compare(self, figures: pl.DataFrame, frames: Frames) -> None:
        self.months = _by_ref(change.since_last_month(figures, frames.observations))
        self.years = _by_ref(change.against_last_year(figures, frames.outturns))
        for row in gap.to_comparators(figures, frames.benchmarks).to_dicts():
            self.benchmarks[row["ref"]].append(row)

    def indicator(self, listed: Row) -> IndicatorView:
        """The finished row of one listed indicator."""
        ref = listed["ref"]
        entry: Indicator | None = self.entries[ref]
        history = self.history.get(ref, ())
        current = history[-1].figure if history and history[-1].period == self.period else NO_FIGURE
        outturn, published, target = self.outturns.get(ref), self.published.get(ref, {}), self.targets.get(ref)
        name = listed["name"] or (entry.name if entry else ref)
        return IndicatorView(
            ref=ref,
            area=listed["area"],
            name=name,
            short_name=entry.short_name if entry else name,
            unit=self.units[ref],
            polarity=entry.polarity if entry else "none",
            basis=entry.basis if entry else None,
            period=self.period,
            current=current,
            previous_year=_figure(outturn) if outturn else NO_FIGURE,
            previous_year_label=outturn["year"] if outturn else None,
            target=TargetView(target["text"], target["low"], target["high"], target["place"]) if target else None,
            gap=_amount(self.gaps.get(ref), "gap"),
            rating=published.get("rating"),
            rating_text=published.get("rating_text"),
            direction=published.get("direction"),
            direction_text=published.get("direction_text"),
            since_last_month=_change(self.months.get(ref), entry),
            against_last_year=_change(self.years.get(ref), entry),
            history=history,
            benchmarks=tuple(_benchmark(row, self.catalogue) for row in self._benchmarks_in_order(ref)),
            row=listed["row"] or "whole",
            place=current.place or listed["place"],
            rating_place=published.get("place"),
            direction_place=published.get("direction_place"),
            head_of_service=_head_of_service(self.scorecard, listed["area"]),
            twin=entry.twin if entry else None,
        )

    def _benchmarks_in_order(self, ref: str) -> list[Row]:
        order = list(self.catalogue.comparators)
        return sorted(
            self.benchmarks.get(ref, []),
            key=lambda row: order.index(row["comparator"]) if row["comparator"] in order else len(order),
        )


def _by_ref(frame: pl.DataFrame) -> dict[str, Row]:
    return {row["ref"]: row for row in frame.to_dicts()}


def _history(observations: pl.DataFrame) -> dict[str, tuple[Point, ...]]:
    history: dict[str, list[Point]] = defaultdict(list)
    columns = ("ref", "period", "value", "text", "missing", "place")
    for ref, period, value, text, missing, place in observations.select(columns).iter_rows():
        history[ref].append(Point(period, Figure(value, text, missing, place)))
    return {ref: tuple(sorted(points, key=lambda point: point.period)) for ref, points in history.items()}


def _figure(row: Row) -> Figure:
    return Figure(row["value"], row["text"], row["missing"], row["place"])


def _amount(row: Row | None, column: str) -> Amount | None:
    if row is None or row[column] is None:
        return None
    return Amount(row[column], row["digits"], row.get(gap.BETTER))


def _change(row: Row | None, entry: Indicator | None) -> Change | None:
    if row is None:
        return None
    amount, polarity = row["change"], entry.polarity if entry else "none"
    better = (amount > 0) == (polarity == "high") if amount and polarity in ("high", "low") else None
    since = row["year"] if "year" in row else long_label(row["since"])
    return Change(since, Amount(amount, row["digits"], better))


def _benchmark(row: Row, catalogue: Catalogue) -> BenchmarkView:
    key = row["comparator"]
    comparator = catalogue.comparators.get(key) or unlisted_comparator(key)
    return BenchmarkView(key, comparator.name, comparator.short_name, row["year"], _figure(row), _amount(row, "gap"))


def _comparators(catalogue: Catalogue, frames: Frames) -> Iterable[ComparatorView]:
    present = frames.benchmarks["comparator"].unique(maintain_order=True).to_list()
    listed = [key for key in catalogue.comparators if key in present]
    for key in [*listed, *(key for key in present if key not in catalogue.comparators)]:
        comparator = catalogue.comparators.get(key) or unlisted_comparator(key)
        yield ComparatorView(key, comparator.name, comparator.short_name)


def _areas(scorecard: Scorecard, indicators: list[IndicatorView]) -> Iterable[AreaView]:
    """The catalogue's areas in their order, then those that only the scorecard has."""
    catalogue = scorecard.catalogue
    found: dict[str, list[IndicatorView]] = defaultdict(list)
    for indicator in indicators:
        found[indicator.area].append(indicator)
    listed = {area.name: area for area in catalogue.areas.values()}
    names = [*listed, *(name for name in found if name not in listed)] if found.keys() & listed.keys() else list(found)
    for name in names:
        area = listed.get(name)
        rows = tuple(found.get(name, ()))
        yield AreaView(
            name=name,
            short_name=area.short_name if area else name,
            prefix=area.prefix if area else "",
            head_of_service=_head_of_service(scorecard, name),
            ratings=count_ratings(rows),
            indicators=rows,
        )


def _head_of_service(scorecard: Scorecard, area: str) -> str:
    """Who the source names; else the catalogue's, which speaks only for its own authority."""
    if area in scorecard.heads:
        return scorecard.heads[area]
    known = scorecard.catalogue.area_named(area)
    ours = scorecard.authority == scorecard.catalogue.authority
    return known.head_of_service if known and ours else NOT_PUBLISHED
