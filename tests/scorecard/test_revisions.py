"""What later publications changed, and what was known when."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.histories import Row, frames_of, month, observed, said
from tui.scorecard.overview import as_of
from tui.scorecard.rating_history import rating_histories
from tui.scorecard.revisions import Revision, conflicts, revisions

# ---- Each kind


def only(*rows: Row) -> Revision:
    (one,) = revisions(frames_of(rows))
    return one


def test_a_restated_observation_keeps_both_figures_with_their_publications_and_places() -> None:
    one = only(observed(1, 0, 80.0), observed(2, 0, 78.5))
    assert (one.kind, one.ref, one.period, one.publication) == ("observation", "FD1", month(0), month(2))
    assert (one.value, one.text, one.place, one.missing) == (78.5, "78.5", "a.txt:2:1", None)
    assert (one.previous_value, one.previous_text, one.previous_place) == (80.0, "80", "a.txt:1:1")
    assert (one.previous_publication, one.change, one.subject) == (month(1), -1.5, "FD1 of 2023-01")


@pytest.mark.parametrize(("before", "after"), [(5.0, None), (None, 5.0)])
def test_a_figure_that_goes_or_comes_is_a_change_without_an_amount(before: float | None, after: float | None) -> None:
    one = only(observed(1, 0, before), observed(2, 0, after))
    assert (one.previous_value, one.value, one.change) == (before, after, None)
    assert [one.previous_missing, one.missing].count("suppressed") == 1


def test_another_reason_is_a_change() -> None:
    later = said("observations", 2, period=month(0), missing="unavailable", text="x")
    one = only(observed(1, 0, None), later)
    assert (one.previous_missing, one.missing) == ("suppressed", "unavailable")


def test_another_spelling_is_no_change_but_of_what_could_not_be_read() -> None:
    assert revisions(frames_of([observed(1, 0, 5.0, text="5"), observed(2, 0, 5.0, text="5.0")])) == []
    hidden = [
        said("observations", number, period=month(0), missing="suppressed", text="c" * number) for number in (1, 2)
    ]
    assert revisions(frames_of(hidden)) == []
    unread = [
        said("observations", number, period=month(0), missing="unreadable", text=text)
        for number, text in ((1, "4S"), (2, "4S"), (3, "S4"))
    ]
    one = only(*unread)
    assert (one.previous_text, one.text, one.publication) == ("4S", "S4", month(3))


def test_outturns_and_benchmarks_are_compared_by_their_year() -> None:
    rows = [
        said("outturns", 1, year="2021/22", value=5.0),
        said("outturns", 2, year="2022/23", value=6.0),
        said("outturns", 3, year="2022/23", value=7.0),
        said("benchmarks", 1, comparator="england", year="2021/22", value=1.0),
        said("benchmarks", 2, comparator="gm", year="2021/22", value=2.0),
        said("benchmarks", 3, comparator="england", year="2021/22", value=3.0),
    ]
    first, second = revisions(frames_of(rows))
    assert (first.kind, first.year, first.previous_value, first.value) == ("outturn", "2022/23", 6.0, 7.0)
    assert first.subject == "FD1, outturn of 2022/23"
    assert (second.kind, second.comparator, second.previous_value) == ("benchmark", "england", 1.0)
    assert second.subject == "FD1, england, 2021/22"


def test_what_states_no_year_is_compared_with_nothing() -> None:
    rows = [said("benchmarks", number, comparator="england", year=None, value=float(number)) for number in (1, 2)]
    assert revisions(frames_of(rows)) == []


def test_a_target_is_compared_at_both_ends_and_in_words() -> None:
    def target(publication: int, low: float | None, high: float | None, text: str) -> Row:
        return said("targets", publication, period=month(0), low=low, high=high, text=text)

    one = only(target(1, 20.0, 24.0, "20-24%"), target(2, 20.0, 25.0, "20-25%"))
    assert (one.kind, one.value, one.high, one.previous_high, one.text) == ("target", 20.0, 25.0, 24.0, "20-25%")
    words = only(target(1, None, None, "as England"), target(2, None, None, "as the North West"))
    assert (words.previous_text, words.text, words.subject) == (
        "as England",
        "as the North West",
        "FD1, target of 2023-01",
    )


def test_ratings_and_directions_are_revised_apart() -> None:
    def published(publication: int, rating: str | None, direction: str | None) -> Row:
        marks: dict[str, Any] = {
            "rating": rating,
            "rating_text": rating,
            "direction": direction,
            "direction_text": direction,
        }
        return said("published", publication, period=month(0), direction_place=f"a.txt:{publication}:17", **marks)

    one = only(published(1, "R", "up"), published(2, "A", "up"))
    assert (one.kind, one.previous_mark, one.mark, one.place) == ("rating", "R", "A", "a.txt:2:1")
    other = only(published(1, "R", "up"), published(2, "R", None))
    assert (other.kind, other.previous_mark, other.mark, other.place) == ("direction", "up", None, "a.txt:2:17")


def test_a_ref_can_be_asked_for() -> None:
    rows = [observed(number, 0, float(number), ref) for number in (1, 2) for ref in ("FD1", "FD2")]
    assert [one.ref for one in revisions(frames_of(rows))] == ["FD1", "FD2"]
    assert [one.ref for one in revisions(frames_of(rows), "FD2")] == ["FD2"]
    assert revisions(frames_of(rows), "FD3") == []


def test_the_oldest_change_comes_first_and_going_back_is_a_change_too() -> None:
    rows = [observed(publication, 0, value) for publication, value in ((3, 1.0), (1, 1.0), (2, 2.0), (4, 1.0))]
    found = revisions(frames_of(rows))
    assert [(one.publication, one.previous_value, one.value) for one in found] == [
        (month(2), 1.0, 2.0),
        (month(3), 2.0, 1.0),
    ]


def test_two_figures_in_one_publication_are_a_conflict_and_the_last_counts() -> None:
    frames = frames_of([observed(1, 0, 1.0), observed(2, 0, 2.0), observed(2, 0, 3.0)])
    (one,) = conflicts(frames)
    assert (one.previous_value, one.value, one.publication) == (2.0, 3.0, one.previous_publication)
    assert as_of(frames, month(2)).observations["value"].to_list() == [3.0]


@pytest.mark.parametrize(
    ("before", "after", "rounding"),
    [
        ("67%", "67.2%", True),
        ("67.2%", "67%", True),
        ("67%", "67.5%", True),
        ("67%", "67.6%", False),
        ("67.1%", "67.2%", False),
        ("67%", "68%", False),
        ("0.84", "0.8", True),
    ],
)
def test_a_figure_rounded_otherwise_is_told_from_a_restated_one(before: str, after: str, rounding: bool) -> None:
    values = [(text, float(text.rstrip("%"))) for text in (before, after)]
    one = only(*(observed(number, 0, value, text=text) for number, (text, value) in enumerate(values, 1)))
    assert one.is_rounding == rounding


def test_what_came_or_went_is_no_rounding() -> None:
    assert not only(observed(1, 0, 5.0), observed(2, 0, None)).is_rounding


def test_frames_without_a_row_have_none() -> None:
    assert revisions(frames_of([])) == []


# ---- Any history

figures = st.none() | st.integers(0, 3).map(float)
histories = st.lists(
    st.tuples(st.integers(0, 5), st.sampled_from(["FD1", "FD2"]), st.integers(0, 5), figures),
    unique_by=lambda each: each[:3],
    max_size=40,
).map(lambda each: [one for one in each if one[2] <= one[0]])
Story = list[tuple[int, str, int, float | None]]


def rows_of(story: Story) -> list[Row]:
    return [observed(publication, period, value, ref) for publication, ref, period, value in story]


def by_thing(story: Story) -> dict[tuple[str, date], list[tuple[int, float | None]]]:
    told: dict[tuple[str, date], list[tuple[int, float | None]]] = {}
    for publication, ref, period, value in sorted(story, key=lambda each: each[0]):
        told.setdefault((ref, month(period)), []).append((publication, value))
    return told


@given(histories, st.integers(0, 5))
def test_as_of_a_period_it_is_what_was_last_published_by_then(story: Story, now: int) -> None:
    known = as_of(frames_of(rows_of(story)), month(now)).observations
    expected = {}
    for (ref, period), told in by_thing(story).items():
        by_then = [value for publication, value in told if publication <= now]
        if by_then and period <= month(now):
            expected[ref, period] = by_then[-1]
    assert {(ref, period): value for ref, period, value in known.select("ref", "period", "value").rows()} == expected


@given(histories, st.integers(0, 5))
def test_with_the_latest_revisions_it_is_the_last_value_of_all(story: Story, now: int) -> None:
    known = as_of(frames_of(rows_of(story)), month(now), latest=True).observations
    expected = {(ref, period): told[-1][1] for (ref, period), told in by_thing(story).items() if period <= month(now)}
    assert {(ref, period): value for ref, period, value in known.select("ref", "period", "value").rows()} == expected


@given(histories)
def test_the_revisions_are_exactly_the_differences(story: Story) -> None:
    expected = {
        (ref, period, month(publication), before, value)
        for (ref, period), told in by_thing(story).items()
        for (_, before), (publication, value) in pairwise(told)
        if before != value
    }
    found = revisions(frames_of(rows_of(story)))
    assert {(one.ref, one.period, one.publication, one.previous_value, one.value) for one in found} == expected
    assert len(found) == len(expected)
    assert [one.publication for one in found] == sorted(one.publication for one in found)


@given(histories)
def test_without_revisions_the_latest_are_what_was_known(story: Story) -> None:
    frames = frames_of(rows_of(story))
    newest = month(5)
    assert as_of(frames, newest).observations.equals(as_of(frames, newest, latest=True).observations)


ratings = st.lists(
    st.tuples(st.integers(0, 4), st.integers(0, 4), st.sampled_from(["R", "A", "G", None])),
    unique_by=lambda each: each[:2],
    max_size=20,
).map(lambda each: [one for one in each if one[1] <= one[0]])


@given(ratings, st.integers(0, 4), st.booleans())
def test_rating_histories_are_as_of_the_period_or_of_all(
    story: list[tuple[int, int, str | None]], now: int, latest: bool
) -> None:
    rows = [
        said("published", publication, period=month(period), rating=rating) for publication, period, rating in story
    ]
    expected: dict[date, str | None] = {}
    for publication, period, rating in sorted(story, key=lambda each: each[:2]):
        if period <= now and (latest or publication <= now):
            expected[month(period)] = rating
    found = rating_histories(frames_of(rows).published, month(now), latest=latest)
    points = {point.period: point.rating for point in found.get("FD1", ())}
    assert points == {period: rating for period, rating in sorted(expected.items()) if rating}


# ---- What the latest revisions are of


def test_the_latest_outturn_is_that_of_the_same_year() -> None:
    rows = [
        said("outturns", 1, year="2021/22", value=5.0),
        said("outturns", 2, year="2021/22", value=6.0),
        said("outturns", 3, year="2022/23", value=7.0),
    ]
    frames = frames_of(rows)
    assert as_of(frames, month(1)).outturns.select("year", "value").rows() == [("2021/22", 5.0)]
    assert as_of(frames, month(1), latest=True).outturns.select("year", "value").rows() == [("2021/22", 6.0)]
    assert as_of(frames, month(3), latest=True).outturns.select("year", "value").rows() == [("2022/23", 7.0)]


def test_the_latest_benchmark_is_of_the_same_comparator_and_year_or_as_it_was() -> None:
    rows = [
        said("benchmarks", 1, comparator="england", year="2021/22", value=1.0),
        said("benchmarks", 1, comparator="gm", year=None, value=2.0),
        said("benchmarks", 2, comparator="england", year="2021/22", value=3.0),
        said("benchmarks", 2, comparator="gm", year=None, value=4.0),
        said("benchmarks", 2, comparator="nw", year="2021/22", value=5.0),
        said("benchmarks", 3, comparator="england", year="2022/23", value=6.0),
    ]
    found = as_of(frames_of(rows), month(1), latest=True).benchmarks
    assert sorted(found.select("comparator", "value").rows()) == [("england", 3.0), ("gm", 2.0)]
    assert found.schema == frames_of(rows).benchmarks.schema


def test_the_latest_target_and_rating_are_of_the_period() -> None:
    rows = [
        said("targets", 1, period=month(1), low=1.0, high=1.0, text="1"),
        said("targets", 2, period=month(1), low=2.0, high=2.0, text="2"),
        said("targets", 2, period=month(2), low=3.0, high=3.0, text="3"),
        said("published", 1, period=month(1), rating="R"),
        said("published", 2, period=month(1), rating="G"),
    ]
    now, then = (as_of(frames_of(rows), month(1), latest=latest) for latest in (True, False))
    assert (then.targets["low"].to_list(), then.published["rating"].to_list()) == ([1.0], ["R"])
    assert (now.targets["low"].to_list(), now.published["rating"].to_list()) == ([2.0], ["G"])


def test_indicators_are_those_of_the_period_whatever_is_later() -> None:
    rows = [
        said("listing", 1, "FD1", area="Front Door", name="", row="whole", order=1),
        said("listing", 2, "FD2", area="Front Door", name="", row="whole", order=2),
    ]
    assert as_of(frames_of(rows), month(1), latest=True).listing["ref"].to_list() == ["FD1"]
