"""Finished rows made up for a test, and strategies that make up any."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec
from hypothesis import strategies as st

from tui.scorecard.missing import MISSING
from tui.scorecard.periods import add_months
from tui.scorecard.views import (
    NO_FIGURE,
    Amount,
    AreaView,
    BenchmarkView,
    ComparatorView,
    Figure,
    IndicatorView,
    Overview,
    Point,
    TargetView,
    count_ratings,
)

SEPTEMBER = date(2023, 9, 30)
COMPARATORS = (("gm", "Greater Manchester", "GM"), ("england", "England", "Eng"))


def figure(value: float | None, missing: str = "blank", place: str | None = "a.txt:1:1") -> Figure:
    return Figure(value, "" if value is None else f"{value:g}", missing if value is None else None, place)


def indicator(values: Sequence[float | None] = (1.0, 2.0), **fields: Any) -> IndicatorView:
    """An indicator with these months up to September 2023."""
    points = tuple(
        Point(add_months(SEPTEMBER, position + 1 - len(values)), figure(value)) for position, value in enumerate(values)
    )
    one = IndicatorView(
        ref="FD1",
        area="Front Door",
        head_of_service="Ada Long",
        name="Contacts received",
        short_name="Contacts",
        unit="count",
        polarity="high",
        basis="month",
        period=SEPTEMBER,
        current=points[-1].figure if points else NO_FIGURE,
        previous_year=NO_FIGURE,
        previous_year_label=None,
        target=None,
        gap=None,
        rating=None,
        rating_text=None,
        direction=None,
        direction_text=None,
        since_last_month=None,
        against_last_year=None,
        history=points,
        benchmarks=(),
        row="whole",
        place="a.txt:1:1",
        rating_place=None,
        direction_place=None,
    )
    return msgspec.structs.replace(one, **fields)


def benchmark(value: float, gap: Amount | None, key: str = "gm") -> BenchmarkView:
    names = {each: (name, short) for each, name, short in COMPARATORS}
    return BenchmarkView(key, *names[key], "2021/22", figure(value), gap)


def overview_of(*indicators: IndicatorView, comparators: bool = True) -> Overview:
    area = AreaView("Front Door", "Front Door", "FD", "Ada Long", count_ratings(indicators), indicators)
    listed = tuple(ComparatorView(*each) for each in COMPARATORS) if comparators else ()
    return Overview("Tameside", SEPTEMBER, count_ratings(indicators), (area,), listed, (), ("a.txt",))


numbers = st.floats(-1e15, 1e15, allow_nan=False).map(lambda value: float(f"{value:.6g}"))
amounts = st.builds(Amount, numbers, st.integers(0, 6), st.sampled_from([True, False, None]))
texts = st.text(max_size=40)


def _figure_of(value: float | None, reason: str, text: str) -> Figure:
    return Figure(value, text if value is None else f"{value:g}", reason if value is None else None, "a.txt:1:1")


figures = st.builds(_figure_of, st.none() | numbers, st.sampled_from(MISSING), texts)
targets = st.builds(TargetView, texts, st.none() | numbers, st.none() | numbers, st.just("a.txt:1:10"))


@st.composite
def indicators(draw: st.DrawFn) -> IndicatorView:
    """Any indicator: hostile names, missing months, values of any size, some of the comparators."""
    shown = draw(st.lists(figures, min_size=1, max_size=40))
    points = tuple(Point(add_months(SEPTEMBER, position + 1 - len(shown)), each) for position, each in enumerate(shown))
    chosen = draw(st.lists(st.sampled_from(COMPARATORS), unique=True))
    benchmarks = tuple(
        BenchmarkView(*each, draw(st.none() | texts), draw(figures), draw(st.none() | amounts)) for each in chosen
    )
    return indicator(
        (),
        ref=draw(st.text("FD129ab", min_size=1, max_size=6)),
        name=draw(texts),
        short_name=draw(texts),
        unit=draw(st.sampled_from(["count", "percent", "rate_per_10000", "ratio"])),
        polarity=draw(st.sampled_from(["high", "low", "near", "none"])),
        current=points[-1].figure,
        history=points,
        previous_year=draw(figures),
        previous_year_label=draw(st.none() | texts),
        target=draw(st.none() | targets),
        gap=draw(st.none() | amounts),
        rating=draw(st.none() | st.sampled_from("RAG")),
        direction=draw(st.none() | st.sampled_from(["up", "down", "same"])),
        benchmarks=benchmarks,
        row=draw(st.sampled_from(["whole", "restored", "fragment"])),
    )
