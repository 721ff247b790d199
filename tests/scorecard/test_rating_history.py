from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import figures as made
from tui import bundled
from tui.scorecard.insight_views import Insights
from tui.scorecard.insights import insights
from tui.scorecard.model import Scorecard
from tui.scorecard.overview import as_of
from tui.scorecard.periods import add_months
from tui.scorecard.rating_history import (
    RatingHistory,
    RatingPoint,
    months_in_a_row,
    previous_period,
    rating_histories,
    run_words,
)
from tui.scorecard.recorder import Recorder
from tui.sources.opening import open_scorecard
from tui.sources.request import Request

MARCH = date(2024, 3, 31)
MADE_UP = bundled.sample_path().parent / "made-up" / "exampleshire.csv"


def history(ratings: str, period: date = MARCH) -> RatingHistory:
    """One month a letter up to `period`, oldest first; a dot is a month without a rating."""
    months = (add_months(period, position + 1 - len(ratings)) for position in range(len(ratings)))
    return tuple(RatingPoint(month, rating) for month, rating in zip(months, ratings, strict=True) if rating != ".")


def histories(*rows: tuple[int, int, str | None], period: date = MARCH) -> dict[str, RatingHistory]:
    """Rows of (publication, month, rating) of FD1, both as months before March 2024, in the order of the file."""
    recorder = Recorder("Exampleshire", "a.csv")
    for publication, month, rating in rows:
        fields: dict[str, Any] = {"publication": add_months(MARCH, -publication), "period": add_months(MARCH, -month)}
        recorder.add("published", ref="FD1", rating=rating, place="a.csv:1:1", **fields)
    return rating_histories(recorder.frames().published, period)


# ---- What is known


def test_each_month_has_the_rating_of_its_own_publication() -> None:
    assert histories((2, 2, "G"), (0, 0, "R"), (1, 1, "A")) == {"FD1": history("GAR")}


def test_a_restated_rating_is_the_newest() -> None:
    assert histories((0, 1, "A"), (1, 1, "R"), (0, 0, "A")) == {"FD1": history("AA")}


def test_a_rating_that_was_taken_back_leaves_a_gap() -> None:
    assert histories((2, 2, "R"), (1, 1, "R"), (0, 1, None), (0, 0, "R")) == {"FD1": history("R.R")}


def test_what_came_later_is_not_known_yet() -> None:
    february = add_months(MARCH, -1)
    rows = ((1, 1, "R"), (0, 1, "G"), (0, 0, "G"))
    assert histories(*rows, period=february) == {"FD1": history("R", february)}
    assert histories((1, 0, "R"), period=february) == {}


def test_the_previous_period_is_the_newest_with_any_rating() -> None:
    assert previous_period({"FD1": history("R..R"), "FD2": history("G.")}, MARCH) == add_months(MARCH, -1)
    assert previous_period({"FD1": history("R..R")}, MARCH) == add_months(MARCH, -3)
    assert previous_period({"FD1": history("R")}, MARCH) is None
    assert previous_period({}, MARCH) is None


# ---- Months in a row


@pytest.mark.parametrize(
    ("ratings", "months", "words"),
    [
        ("GAR", 1, ""),
        ("GRR", 2, "2 months"),
        ("GRRR", 3, "3 months"),
        ("RRGRR", 2, "2 months"),
        ("RR.RR", 2, "2 months"),
        ("RRR", 3, "at least 3 months"),
        ("R", 1, ""),
        ("R.", 0, ""),
        ("", 0, ""),
    ],
)
def test_months_are_counted_back_while_the_rating_is_the_same(ratings: str, months: int, words: str) -> None:
    assert months_in_a_row(history(ratings), MARCH) == months
    assert run_words(history(ratings), MARCH) == words


@pytest.mark.parametrize(
    ("ratings", "months", "words"),
    [
        ("R", 1, ""),
        ("G..R", 1, ""),
        ("G..R..R", 4, "2 quarters"),
        ("G..R..R..R", 7, "3 quarters"),
        ("R..R", 4, "at least 2 quarters"),
        ("G..R...R", 1, ""),
        ("GRRR", 3, ""),
        ("GRRRR", 4, "2 quarters"),
        ("G..", 0, ""),
    ],
)
def test_quarters_in_a_row(ratings: str, months: int, words: str) -> None:
    assert months_in_a_row(history(ratings), MARCH, basis="quarter") == months
    assert run_words(history(ratings), MARCH, basis="quarter") == words


def test_months_after_the_period_do_not_count() -> None:
    assert months_in_a_row(history("GRRG"), add_months(MARCH, -1)) == 2


@given(st.text("RAG.", min_size=1, max_size=30), st.text("RAG.", max_size=30))
def test_a_run_ends_with_the_first_month_that_differs(latest: str, before: str) -> None:
    run = len(latest) - len(latest.rstrip(latest[-1]))
    expected = 0 if latest[-1] == "." else run
    breaking = "A" if latest[-1] != "A" else "G"
    assert months_in_a_row(history(before + breaking + latest), MARCH) == expected


# ---- In the insights


@cache
def made_up() -> Scorecard:
    return open_scorecard(Request((MADE_UP,)))


@cache
def insights_of(months_ago: int) -> Insights:
    return insights(msgspec.structs.replace(made_up(), period=add_months(MARCH, -months_ago)))


def test_a_single_publication_has_one_point_for_each_rating() -> None:
    scorecard = made.bundled()[0]
    found = insights(scorecard)
    assert found.previous_period is None
    ratings = {ref: [point.rating for point in one.rating_history] for ref, one in found.by_ref.items()}
    assert (ratings["CIN17"], ratings["CF15"], ratings["FD1"]) == (["R"], ["R"], [])
    assert sum(map(len, ratings.values())) == 61
    assert {point.period for one in found.by_ref.values() for point in one.rating_history} == {scorecard.period}


def test_every_history_ends_with_the_published_rating() -> None:
    published = as_of(made_up().frames, MARCH).published
    ratings = dict(published.select("ref", "rating").drop_nulls().rows())
    ends = {ref: one.rating_history[-1] for ref, one in insights_of(0).by_ref.items() if one.rating_history}
    assert {ref: end.rating for ref, end in ends.items() if end.period == MARCH} == ratings
    assert insights_of(0).previous_period == add_months(MARCH, -1)


def test_an_earlier_period_knows_only_what_was_published_by_then() -> None:
    then, now = insights_of(6).by_ref["CIN17"].rating_history, insights_of(0).by_ref["CIN17"].rating_history
    assert (len(then), len(now)) == (30, 36)
    assert then == now[:30]
    assert insights_of(6).previous_period == add_months(MARCH, -7)
