from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.scorecard.test_like import COLUMNS
from tests.support.subjects import comment, insight, published, subject, subjects
from tests.support.views import benchmark, figure
from tui.scorecard.ordering import natural, sort_subjects
from tui.scorecard.review import STATES, Review
from tui.scorecard.subject import Subject
from tui.scorecard.views import Amount, TargetView


def refs(found: Sequence[Subject]) -> list[str]:
    return [one.indicator.ref for one in found]


def numbered(*rows: Subject) -> dict[int, int]:
    return {id(row): position for position, row in enumerate(rows)}


def order(column: str, *rows: Subject, descending: bool = False) -> list[int]:
    """Where each of the sorted rows stood."""
    stood = numbered(*rows)
    return [stood[id(row)] for row in sort_subjects(rows, column, descending)]


@settings(max_examples=25)
@given(st.sampled_from(COLUMNS), st.lists(subjects(), max_size=4), st.booleans())
def test_nothing_is_lost_and_sorting_again_changes_nothing(column: str, rows: list[Subject], descending: bool) -> None:
    comparators = ("gm", "england")
    once = sort_subjects(rows, column, descending, comparators=comparators)
    assert sorted(map(id, once)) == sorted(map(id, rows))
    again = sort_subjects(once, column, descending, comparators=comparators)
    assert list(map(id, again)) == list(map(id, once))


@given(st.lists(st.sampled_from([1.0, 2.0, 10.0, -3.0, None]), max_size=12), st.booleans())
def test_numbers_sort_by_value_stable_and_missing_last_both_ways(values: list[float | None], descending: bool) -> None:
    rows = [subject(values=(value,)) for value in values]
    known = [position for position, value in enumerate(values) if value is not None]
    expected = sorted(known, key=lambda position: (values[position] or 0) * (-1 if descending else 1))
    missing = [position for position, value in enumerate(values) if value is None]
    assert order("current", *rows, descending=descending) == [*expected, *missing]


def test_refs_sort_as_people_count() -> None:
    rows = [subject(ref=ref) for ref in ("CIN10", "cin2", "CF1", "CIN10a", "CIN2b", "CIN02")]
    assert refs(sort_subjects(rows, "ref", False)) == ["CF1", "cin2", "CIN02", "CIN2b", "CIN10", "CIN10a"]
    assert refs(sort_subjects(rows, "ref", True)) == ["CIN10a", "CIN10", "CIN2b", "cin2", "CIN02", "CF1"]


@given(st.text(), st.text())
def test_any_refs_can_be_put_in_order(one: str, other: str) -> None:
    assert (natural(one) < natural(other)) + (natural(other) < natural(one)) + (natural(one) == natural(other)) == 1


@settings(max_examples=25)
@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_numbers_in_refs_count(one: int, other: int) -> None:
    assert (natural(f"CIN{one}a") < natural(f"CIN{other}a")) == (one < other)


def test_a_number_longer_than_any_integer_may_be_typed_is_still_in_order() -> None:
    assert natural("A" + "9" * 5000) < natural("A1" + "0" * 5000)


def test_names_sort_without_case() -> None:
    assert order("name", subject(name="beta"), subject(name="Alpha"), subject(name="ALPHA")) == [1, 2, 0]


@pytest.mark.parametrize(("descending", "expected"), [(False, [2, 3, 1, 0, 4]), (True, [0, 1, 2, 3, 4])])
def test_the_worst_rating_comes_first(descending: bool, expected: list[int]) -> None:
    rows = [subject(rating=letter) for letter in ("G", "A", "R", "R", None)]
    assert order("rating", *rows, descending=descending) == expected


def test_arrows() -> None:
    assert order("direction", *(subject(direction=arrow) for arrow in (None, "down", "same", "up"))) == [3, 2, 1, 0]


def test_signals() -> None:
    states = ("no_values", "common", "improving", "too_few", "changed", "concern", "no_variation", "not_for_basis")
    rows = [subject(insight(state)) for state in states]
    assert order("signal", subject(), *rows) == [6, 5, 3, 2, 7, 4, 0, 1, 8]


def test_a_trend_sorts_by_how_far_the_months_moved() -> None:
    rows = [subject(values=values) for values in ((1.0, 5.0), (None, 1.0), (5.0, 1.0), (2.0, 2.0))]
    assert order("trend", *rows) == [2, 3, 0, 1]


def test_targets_sort_by_their_low_end() -> None:
    targets = [(24, 30), (20, 24), (None, 22), (None, None), (20, 20)]
    rows = [subject(target=TargetView("", low, high, "")) for low, high in targets]
    assert order("target", *rows, subject()) == [4, 1, 2, 0, 3, 5]


def test_gaps_months_last_year_and_comparators() -> None:
    rows = [
        subject(values=(None, 1.0), gap=Amount(2, 0), previous_year=figure(3), benchmarks=(benchmark(2, None),)),
        subject(values=(4.0, 1.0), gap=Amount(-2, 0), previous_year=figure(None), benchmarks=(benchmark(1, None),)),
        subject(values=(3.0, 1.0), previous_year=figure(1)),
    ]
    assert order("gap", *rows) == [1, 0, 2]
    assert order("month-1", *rows) == [2, 1, 0]
    assert order("month-7", *rows) == [0, 1, 2]
    assert order("previous", *rows) == [2, 0, 1]
    assert order("gm", *rows) == [1, 0, 2]
    assert order("gm", *rows, descending=True) == [0, 1, 2]


def test_what_is_to_be_done_comes_first() -> None:
    rows = [subject(review=Review(state)) for state in STATES]
    assert [STATES[position] for position in order("review", *rows)] == [
        *("open", "needs_explanation", "escalated", "snoozed", "reviewed")
    ]


def test_names_of_those_whose_it_is_and_commentary() -> None:
    rows = [
        subject(review=Review(assigned="grace")),
        subject(),
        subject(review=Review(assigned="Ada", comment=comment())),
    ]
    assert order("assigned", *rows) == [2, 0, 1]
    assert order("comment", *rows) == [2, 0, 1]
    assert order("comment", *rows, descending=True) == [0, 1, 2]


@pytest.mark.parametrize("column", ["", "month-", "month-x", "month-1000", "nobody", "benchmark.gm"])
def test_a_column_that_there_is_not_is_said_so(column: str) -> None:
    with pytest.raises(KeyError, match=f"'{column}'"):
        sort_subjects(published(), column, False)


def test_a_comparator_is_a_column_where_no_row_has_it() -> None:
    rows = [subject(), subject()]
    assert sort_subjects(rows, "gm", True) == rows
    assert sort_subjects(rows, "london", True, comparators=("london",)) == rows
    with pytest.raises(KeyError):
        sort_subjects(rows, "london", True)
