"""Which months a scorecard can be seen as of, and seeing it as of another."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.histories import Row, frames_of, month, observed, said, scorecard_of
from tests.support.published import SEPTEMBER, read, seed_text
from tui.scorecard.audit import audit
from tui.scorecard.insights import insights
from tui.scorecard.model import Scorecard
from tui.scorecard.overview import overview
from tui.scorecard.publications import PeriodError, gap_words, gaps, publications


def published(*months: int) -> Scorecard:
    return scorecard_of(frames_of([observed(each, each, 1.0) for each in months]), month(max(months)))


# ---- What can be chosen


def test_the_published_months_can_be_chosen_newest_first() -> None:
    assert publications(published(0, 2, 1)) == (month(2), month(1), month(0))


def test_the_bundled_scorecard_is_of_one_month() -> None:
    scorecard = read(seed_text())
    assert publications(scorecard) == (SEPTEMBER,)
    assert publications(msgspec.structs.replace(scorecard, of_one_month=False)) == (SEPTEMBER,)


@pytest.mark.parametrize(
    "row",
    [
        said("outturns", 0, year="2021/22", value=1.0),
        said("benchmarks", 0, comparator="gm", value=1.0),
        said("targets", 0, period=month(0), low=1.0),
        said("published", 0, period=month(0), rating="R"),
        said("listing", 0, order=1),
    ],
)
def test_a_month_of_which_anything_was_published_is_one(row: Row) -> None:
    frames = frames_of([observed(1, 1, 1.0), row])
    assert publications(scorecard_of(frames, month(1))) == (month(1), month(0))


# ---- As of another


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        (-1, "there is no scorecard of 2022-12; the nearest is 2023-01"),
        (1, "there is no scorecard of 2023-02; the nearest are 2023-01 and 2023-04"),
        (4, "there is no scorecard of 2023-05; the nearest are 2023-04 and 2023-06"),
        (9, "there is no scorecard of 2023-10; the nearest is 2023-06"),
    ],
)
def test_a_month_that_was_not_published_is_refused_with_the_nearest(wanted: int, words: str) -> None:
    with pytest.raises(PeriodError) as refused:
        published(0, 3, 5).at(month(wanted))
    assert str(refused.value) == words


def story() -> Scorecard:
    """Two publications; the second restates the first month, its rating and last year's figure."""
    rows = [
        said("listing", 0, area="Front Door", name="", row="whole", order=1),
        observed(0, 0, 10.0),
        said("published", 0, period=month(0), rating="R", rating_text="R"),
        said("outturns", 0, year="2021/22", value=5.0),
        said("listing", 1, area="Front Door", name="", row="whole", order=1),
        observed(1, 0, 20.0),
        observed(1, 1, 30.0),
        said("published", 1, period=month(0), rating="G", rating_text="G"),
        said("published", 1, period=month(1), rating="A", rating_text="A"),
        said("outturns", 1, year="2021/22", value=6.0),
    ]
    heads = ((month(0), {"Front Door": "Ada Long"}), (month(1), {"Front Door": "Bo Short"}))
    return scorecard_of(frames_of(rows), month(1), heads_by_month=heads)


def test_the_same_frames_are_seen_as_of_another_period() -> None:
    newest = story()
    then = newest.at(month(0))
    assert then.frames is newest.frames
    assert (then.period, then.latest, then.problems, then.sources) == (month(0), False, newest.problems, newest.sources)
    assert then.at(month(1)).period == month(1)


@pytest.mark.parametrize(("latest", "current", "rating", "outturn"), [(False, 10.0, "R", 5.0), (True, 20.0, "G", 6.0)])
def test_a_period_is_as_published_then_or_as_restated_since(
    latest: bool, current: float, rating: str, outturn: float
) -> None:
    then = story().at(month(0), latest)
    (one,) = overview(then).indicators
    assert (one.current.value, one.rating, one.previous_year.value) == (current, rating, outturn)
    assert [point.figure.value for point in one.history] == [current]
    history = insights(then).by_ref["FD1"].rating_history
    assert [(point.period, point.rating) for point in history] == [(month(0), rating)]


def test_heads_of_service_are_those_of_the_period() -> None:
    assert story().at(month(0)).heads == {"Front Door": "Ada Long"}
    assert story().at(month(1)).heads == {"Front Door": "Bo Short"}
    assert story().at(month(0), latest=True).heads == {"Front Door": "Ada Long"}
    plain = msgspec.structs.replace(story(), heads={"Front Door": "Cy Wide"}, heads_by_month=())
    assert plain.at(month(0)).heads == {"Front Door": "Cy Wide"}


def test_the_audit_of_a_period_knows_nothing_later_unless_it_is_asked_to() -> None:
    def impossible(scorecard: Scorecard) -> list[str]:
        return [one.published for one in audit(scorecard) if one.kind == "impossible"]

    rows = [
        said("listing", 0, "FD2f", area="Front Door", name="", row="whole", order=1),
        observed(0, 0, 90.0, "FD2f", text="90%"),
        observed(1, 0, 190.0, "FD2f", text="190%"),
        observed(1, 1, 95.0, "FD2f", text="95%"),
    ]
    scorecard = scorecard_of(frames_of(rows), month(1))
    assert impossible(scorecard.at(month(0))) == []
    assert impossible(scorecard.at(month(0), latest=True)) == ["190%"]
    assert impossible(scorecard) == ["190%"]


# ---- Gaps


def newest_first(*months: int) -> tuple[date, ...]:
    return tuple(month(each) for each in sorted(months, reverse=True))


@pytest.mark.parametrize(
    ("months", "found"),
    [
        ((0, 1, 2), []),
        ((0, 2), [(0, 2)]),
        ((0, 1, 4, 5, 9), [(1, 4), (5, 9)]),
        ((0, 3), [(0, 3)]),
        ((0, 3, 6), []),
        ((0, 3, 6, 12), [(6, 12)]),
        ((0, 12, 24), []),
        ((0, 2, 4), [(0, 2), (2, 4)]),
        ((0,), []),
        ((), []),
    ],
)
def test_a_gap_is_what_is_missing_from_the_rhythm(months: tuple[int, ...], found: list[tuple[int, int]]) -> None:
    assert gaps(newest_first(*months)) == [(month(before), month(after)) for before, after in found]


@given(st.sets(st.integers(0, 40), min_size=1, max_size=12))
def test_gaps_lie_between_published_months(months: set[int]) -> None:
    listed = newest_first(*months)
    for before, after in gaps(listed):
        assert {before, after} <= set(listed)
        assert not any(before < each < after for each in listed)


def test_a_gap_is_named_by_the_months_in_it() -> None:
    assert gap_words(month(0), month(2)) == "2023-02"
    assert gap_words(month(0), month(4)) == "2023-02 to 2023-04"
