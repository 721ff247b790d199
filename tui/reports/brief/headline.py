"""The head of the briefing: how many of each rating in each service area, and how that changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

import msgspec

from tui.reports.plain_text import visible
from tui.scorecard.insight_views import Insights
from tui.scorecard.periods import long_label
from tui.scorecard.subject import Subject
from tui.scorecard.views import AreaView, Ratings

RATINGS: Final = ("Red", "Amber", "Green", "Unrated")
"""What is counted, in the order of `Row.counts`."""

NO_CHANGE: Final = "="


class Count(msgspec.Struct, frozen=True):
    """How many bear a rating; `change` is `+1`, `-2` or `=`, empty where there is nothing to compare with."""

    number: int
    change: str


class Row(msgspec.Struct, frozen=True):
    """One service area, or all of them together. `reviewed` is `1 of 3 reviewed`, `none` without problems."""

    name: str
    head_of_service: str
    counts: tuple[Count, ...]
    reviewed: str


class Headline(msgspec.Struct, frozen=True):
    """A row an area, one for the whole where there are several; `note` says what the changes are since."""

    rows: tuple[Row, ...]
    total: Row | None
    note: str


def headline(areas: Sequence[AreaView], insights: Insights, problems: Sequence[Sequence[Subject]]) -> Headline:
    """The counts of these areas; `problems` are those of each area, in the same order."""
    since = insights.previous_period
    now = [_counts(area.ratings) for area in areas]
    before = [_before(area, insights, since) for area in areas] if since else []
    rows = [
        Row(
            visible(area.name),
            visible(area.head_of_service),
            _changed(now[at], before[at] if since else None),
            _reviewed(problems[at]),
        )
        for at, area in enumerate(areas)
    ]
    total = None
    if len(areas) > 1:
        everything = [one for found in problems for one in found]
        counts = _changed(_added(now), _added(before) if since else None)
        total = Row("All service areas", "", counts, _reviewed(everything))
    return Headline(tuple(rows), total, _note(since))


def _note(since: date | None) -> str:
    if since is None:
        return "There is no earlier publication to compare the counts with."
    return f"Beside each count is its change since {long_label(since)}; {NO_CHANGE} is no change."


def _counts(ratings: Ratings) -> tuple[int, ...]:
    return ratings.red, ratings.amber, ratings.green, ratings.unrated


def _before(area: AreaView, insights: Insights, since: date) -> tuple[int, ...]:
    """The counts of an area in an earlier publication; an indicator without a rating then was unrated."""
    ratings = [_rating_at(insights, indicator.ref, since) for indicator in area.indicators]
    return tuple(ratings.count(rating) for rating in ("R", "A", "G", None))


def _rating_at(insights: Insights, ref: str, period: date) -> str | None:
    insight = insights.by_ref.get(ref)
    points = insight.rating_history if insight else ()
    return next((point.rating for point in points if point.period == period), None)


def _added(counts: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(map(sum, zip(*counts, strict=True)))


def _changed(now: tuple[int, ...], before: tuple[int, ...] | None) -> tuple[Count, ...]:
    if before is None:
        return tuple(Count(number, "") for number in now)
    return tuple(
        Count(number, f"{number - old:+d}" if number != old else NO_CHANGE)
        for number, old in zip(now, before, strict=True)
    )


def _reviewed(problems: Sequence[Subject]) -> str:
    if not problems:
        return "none"
    return f"{sum(subject.review.decided for subject in problems)} of {len(problems)} reviewed"
