"""Subjects made up for a test, and a strategy that makes up any."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, get_args

from hypothesis import strategies as st

from tests.support.published import read, seed_text
from tests.support.views import COMPARATORS, SEPTEMBER, amounts, figure, figures, indicator, targets
from tui.scorecard.finding import KINDS, Finding
from tui.scorecard.insight_views import Insight
from tui.scorecard.insights import insights
from tui.scorecard.overview import overview
from tui.scorecard.periods import add_months
from tui.scorecard.problems import Severity
from tui.scorecard.rating_history import RatingPoint
from tui.scorecard.review import STATES, Comment, Review
from tui.scorecard.signal_words import Signal, State
from tui.scorecard.subject import Subject
from tui.scorecard.subject import subjects as subjects_of
from tui.scorecard.views import BenchmarkView, Change, Point

SIGNALS = get_args(State)


@cache
def published() -> tuple[Subject, ...]:
    """The September 2023 scorecard, with nothing said of it yet."""
    scorecard = read(seed_text())
    return tuple(subjects_of(overview(scorecard).indicators, insights(scorecard), {}))


def insight(signal: str = "common", derived: str | None = None, ratings: str = "", *found: Finding) -> Insight:
    """An insight; `ratings` are those of the months up to September 2023, oldest first."""
    history = tuple(
        RatingPoint(add_months(SEPTEMBER, position + 1 - len(ratings)), letter)
        for position, letter in enumerate(ratings)
    )
    read_off = Signal(signal, 20)  # type: ignore[arg-type]
    return Insight("FD1", derived, "", None, None, read_off, findings=found, rating_history=history)


def finding(kind: str, severity: str = "error") -> Finding:
    return Finding("FD1", kind, severity, SEPTEMBER, "", "", "", ())  # type: ignore[arg-type]


def comment(text: str = "Down since August.") -> Comment:
    return Comment(text, "Ada", datetime(2023, 10, 2, tzinfo=UTC), "1")


def subject(
    insight: Insight | None = None,
    review: Review | None = None,
    values: Sequence[float | None] = (1.0, 2.0),
    **fields: Any,
) -> Subject:
    """A subject whose indicator has these months up to September 2023, and these fields."""
    return Subject(indicator(values, **fields), insight, review or Review())


_texts = st.text(max_size=5)
_findings = st.builds(finding, st.sampled_from(KINDS), st.sampled_from(get_args(Severity)))
_insights = st.builds(
    lambda signal, derived, ratings, found: insight(signal, derived, ratings, *found),
    st.sampled_from(SIGNALS),
    st.none() | st.sampled_from("RAG"),
    st.sampled_from(["", "RRG", "GARR", "RRRRRRRRRRRRRR"]),
    st.lists(_findings, max_size=3),
)
_reviews = st.builds(
    lambda state, name, said: Review(state, assigned=name, comment=said),
    st.sampled_from(STATES),
    st.sampled_from(["", "Ada", "Grace Long", "none", "Łucja"]) | _texts,
    st.none() | st.builds(comment, _texts),
)
_figures = st.sampled_from([figure(1.0), figure(-0.5), figure(None, "suppressed")]) | figures
_areas = st.sampled_from(["Front Door", "Child in Need", "front door", ""]) | _texts


_FEW_MONTHS = 3
_compared = st.lists(st.sampled_from(COMPARATORS), unique=True, max_size=2)


@st.composite
def subjects(draw: st.DrawFn) -> Subject:
    """Any subject: some months of the last thirteen, values and words of any kind."""
    backs = sorted(draw(st.sets(st.integers(1, 13), max_size=_FEW_MONTHS)), reverse=True)
    period = draw(st.sampled_from([SEPTEMBER, date(2023, 8, 31)]))
    current = draw(_figures)
    points = (*(Point(add_months(period, -back), draw(_figures)) for back in backs), Point(period, current))
    one = indicator(
        (),
        ref=draw(st.sampled_from(["FD1", "CIN2a", "CF16", "7"])),
        name=draw(_texts),
        area=draw(_areas),
        period=period,
        history=points,
        current=current,
        previous_year=draw(_figures),
        target=draw(st.none() | targets),
        gap=draw(st.none() | amounts),
        rating=draw(st.none() | st.sampled_from("RAG")),
        direction=draw(st.none() | st.sampled_from(["up", "down", "same"])),
        polarity=draw(st.sampled_from(["high", "low", "near", "none"])),
        head_of_service=draw(st.sampled_from(["", "not published", "Ada Long"])),
        since_last_month=draw(st.none() | st.builds(Change, st.just("August 2023"), amounts)),
        benchmarks=tuple(BenchmarkView(*each, None, draw(_figures), None) for each in draw(_compared)),
    )
    return Subject(one, draw(st.none() | _insights), draw(_reviews))
