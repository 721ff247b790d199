"""From the parts of a scorecard to its finished rows, wherever the parts come from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final, Protocol

import msgspec

from tui.scorecard.catalogue import NOT_PUBLISHED, Catalogue, Indicator, unlisted_comparator
from tui.scorecard.periods import long_label
from tui.scorecard.problems import Problem
from tui.scorecard.progress import Tell, unheard
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
    figure_at,
)

Row = dict[str, Any]
"""A row of a tidy frame, by column."""


_TELL_EVERY: Final = 1_000


class About(msgspec.Struct, frozen=True):
    """Whose scorecard it is, of which month, and how it was read; as in `tui.scorecard.model.Scorecard`."""

    authority: str
    period: date
    catalogue: Catalogue
    problems: tuple[Problem, ...]
    heads: dict[str, str]
    sources: tuple[str, ...]


class Histories(Protocol):
    """The months of every indicator."""

    def of(self, ref: str) -> Sequence[Point]:
        """Those of one, oldest to newest."""


class Parts:
    """Rows of the tidy frames, one of each thing, and by ref what was computed from them."""

    def __init__(
        self,
        about: About,
        *,
        listing: Sequence[Row],
        observations: Iterable[Row] | Histories,
        outturns: Iterable[Row],
        targets: Iterable[Row],
        published: Iterable[Row],
    ) -> None:
        self.about = about
        self.listing = sorted(listing, key=lambda row: row["order"])
        self.histories = MadeHistories(observations) if isinstance(observations, Iterable) else observations
        self.outturns = _by_ref(outturns)
        self.targets = _by_ref(targets)
        self.published = _by_ref(published)
        self.entries = {row["ref"]: about.catalogue.entry_for(row["ref"], row["name"] or "") for row in listing}
        self._order = {key: position for position, key in enumerate(about.catalogue.comparators)}
        self._heads: dict[str, str] = {}
        self.gaps: dict[str, Row] = {}
        self.months: dict[str, Row] = {}
        self.years: dict[str, Row] = {}
        self.benchmarks: dict[str, list[Row]] = defaultdict(list)
        self.units: Mapping[str, str] = {}
        """Those of the indicators that the catalogue does not know, where they have been read off already."""
        self.comparators: list[str] = []
        """Keys of the comparators that the scorecard has benchmarks of."""

    def overview(self, tell: Tell = unheard) -> Overview:
        """Everything that screens and reports show; `tell` hears how many indicators are done."""
        about = self.about
        indicators = []
        for number, listed in enumerate(self.listing):
            if number % _TELL_EVERY == 0:
                tell(number, len(self.listing))
            indicators.append(self._indicator(listed))
        return Overview(
            authority=about.authority,
            period=about.period,
            ratings=count_ratings(tuple(indicators)),
            areas=tuple(_areas(about, indicators)),
            comparators=tuple(_comparators(about.catalogue, self.comparators)),
            problems=about.problems,
            sources=about.sources,
            weights=about.catalogue.triage,
        )

    def _unit(self, ref: str) -> str:
        """The catalogue's unit; else the one that the published figures show."""
        entry = self.entries[ref]
        if entry:
            return entry.unit
        if ref in self.units:
            return self.units[ref]
        texts = [point.figure.text or "" for point in self.histories.of(ref)]
        return "percent" if any(text.endswith("%") for text in texts) else "count"

    def _indicator(self, listed: Row) -> IndicatorView:
        """The finished row of one listed indicator."""
        ref = listed["ref"]
        entry: Indicator | None = self.entries[ref]
        history = self.histories.of(ref)
        current = figure_at(history, self.about.period) or NO_FIGURE
        outturn, published, target = self.outturns.get(ref), self.published.get(ref, {}), self.targets.get(ref)
        name = listed["name"] or (entry.name if entry else ref)
        return IndicatorView(
            ref=ref,
            area=listed["area"],
            name=name,
            short_name=entry.short_name if entry else name,
            unit=self._unit(ref),
            polarity=entry.polarity if entry else "none",
            basis=entry.basis if entry else None,
            period=self.about.period,
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
            benchmarks=tuple(_benchmark(row, self.about.catalogue) for row in self._benchmarks_in_order(ref)),
            row=listed["row"] or "whole",
            place=current.place or listed["place"],
            rating_place=published.get("place"),
            direction_place=published.get("direction_place"),
            head_of_service=self._head_of_service(listed["area"]),
            twin=entry.twin if entry else None,
        )

    def _head_of_service(self, area: str) -> str:
        if area not in self._heads:
            self._heads[area] = _head_of_service(self.about, area)
        return self._heads[area]

    def _benchmarks_in_order(self, ref: str) -> list[Row]:
        order = self._order
        return sorted(self.benchmarks.get(ref, ()), key=lambda row: order.get(row["comparator"], len(order)))


def _by_ref(rows: Iterable[Row]) -> dict[str, Row]:
    return {row["ref"]: row for row in rows}


class MadeHistories:
    """The months of every indicator, all made at once."""

    def __init__(self, observations: Iterable[Row]) -> None:
        found: dict[str, list[Point]] = defaultdict(list)
        for row in observations:
            found[row["ref"]].append(Point(row["period"], _figure(row)))
        self._by_ref = {ref: tuple(sorted(points, key=lambda point: point.period)) for ref, points in found.items()}

    def of(self, ref: str) -> Sequence[Point]:
        """Those of one, oldest to newest."""
        return self._by_ref.get(ref, ())


def _figure(row: Row) -> Figure:
    return Figure(row.get("value"), row.get("text"), row.get("missing"), row.get("place"))


def _amount(row: Row | None, column: str) -> Amount | None:
    if row is None or row[column] is None:
        return None
    return Amount(row[column], row["digits"], row.get("better"))


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


def _comparators(catalogue: Catalogue, present: Sequence[str]) -> Iterable[ComparatorView]:
    listed = [key for key in catalogue.comparators if key in present]
    for key in [*listed, *(key for key in present if key not in catalogue.comparators)]:
        comparator = catalogue.comparators.get(key) or unlisted_comparator(key)
        yield ComparatorView(key, comparator.name, comparator.short_name)


def _areas(about: About, indicators: list[IndicatorView]) -> Iterable[AreaView]:
    """The catalogue's areas in their order, then those that only the scorecard has."""
    catalogue = about.catalogue
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
            head_of_service=_head_of_service(about, name),
            ratings=count_ratings(rows),
            indicators=rows,
        )


def _head_of_service(about: About, area: str) -> str:
    """Who the source names; else the catalogue's, which speaks only for its own authority."""
    if area in about.heads:
        return about.heads[area]
    known = about.catalogue.area_named(area)
    ours = about.authority == about.catalogue.authority
    return known.head_of_service if known and ours else NOT_PUBLISHED
