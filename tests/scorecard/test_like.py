from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.support.subjects import published, subject, subjects
from tests.support.views import COMPARATORS, benchmark, figure
from tui.scorecard.like import like
from tui.scorecard.periods import add_months
from tui.scorecard.query import parse
from tui.scorecard.review import Review
from tui.scorecard.subject import Subject
from tui.scorecard.views import Amount, BenchmarkView, Figure, TargetView

REVIEW_COLUMNS = ("review", "assigned", "comment")
OWN_COLUMNS = (
    *("ref", "name", "current", "trend", "target", "gap", "rating", "direction", "signal", "previous"),
    *REVIEW_COLUMNS,
)
COLUMNS = (*OWN_COLUMNS, *(f"month-{back}" for back in (1, 2, 11)), *(key for key, _, _ in COMPARATORS))


def _figure(one: Figure | None) -> Any:
    return None if one is None else (one.value, one.missing)


def _trend(one: Subject) -> Any:
    window = {add_months(one.indicator.period, -back) for back in range(12)}
    values = [
        point.figure.value
        for point in one.indicator.history
        if point.period in window and point.figure.value is not None
    ]
    if len(values) < 2:
        return None
    moved = round(values[-1] - values[0], 6)
    return (moved > 0) - (moved < 0)


def _target(target: TargetView | None) -> Any:
    if target is None:
        return None
    return (target.low, target.high) if (target.low, target.high) != (None, None) else target.text.casefold()


def _signal(one: Subject) -> str | None:
    state = one.insight.signal.state if one.insight else None
    return None if state in ("not_for_basis", "no_values") else state


def cell(column: str, one: Subject) -> Any:
    """What stands in a cell, said without the words of the filter language."""
    shown = one.indicator
    if column.startswith("month-"):
        month = add_months(shown.period, -int(column[6:]))
        return _figure(next((point.figure for point in shown.history if point.period == month), None))
    read: dict[str, Callable[[], Any]] = {
        "ref": shown.area.casefold,
        "name": shown.area.casefold,
        "current": lambda: _figure(shown.current),
        "trend": lambda: _trend(one),
        "target": lambda: _target(shown.target),
        "gap": lambda: shown.gap and shown.gap.amount,
        "rating": lambda: shown.rating,
        "direction": lambda: shown.direction,
        "signal": lambda: _signal(one),
        "previous": lambda: _figure(shown.previous_year),
        "review": lambda: one.review.state,
        "assigned": one.review.assigned.casefold,
        "comment": lambda: bool(one.review.comment and one.review.comment.text.strip()),
    }
    if column in read:
        return read[column]()
    return _figure(next((each.figure for each in shown.benchmarks if each.comparator == column), None))


def of_one_period(one: Subject, other: Subject) -> bool:
    """Whether two subjects can stand in one table: month columns are months before its period."""
    return one.indicator.period == other.indicator.period


@given(st.sampled_from(COLUMNS), subjects(), subjects())
def test_it_finds_the_rows_with_the_same_cell_and_no_others(column: str, one: Subject, other: Subject) -> None:
    assume(of_one_period(one, other))
    query = parse(like(column, one))
    assert len(query.terms) == 1
    assert query.matches(one)
    assert query.matches(other) == (cell(column, one) == cell(column, other))


@settings(max_examples=25)
@given(st.sampled_from(COLUMNS), subjects(), subjects())
def test_a_row_that_is_alike_in_one_cell_is_found_by_it(column: str, one: Subject, other: Subject) -> None:
    given_cells = ("area", "current", "history", "target", "gap", "rating", "direction", "previous_year", "benchmarks")
    alike = Subject(
        msgspec.structs.replace(
            other.indicator,
            period=one.indicator.period,
            **{name: getattr(one.indicator, name) for name in given_cells},
        ),
        one.insight,
        one.review,
    )
    assert parse(like(column, one)).matches(alike)
    assert parse(like(column, alike)) == parse(like(column, one))


@pytest.mark.parametrize("column", [*COLUMNS, "nw", "sn"])
def test_in_the_published_scorecard_it_finds_exactly_the_rows_with_the_same_cell(column: str) -> None:
    cells = [cell(column, one) for one in published()]
    for one, shown in zip(published(), cells, strict=True):
        query = parse(like(column, one))
        assert [query.matches(other) for other in published()] == [other == shown for other in cells]


@settings(max_examples=25)
@given(st.sampled_from(COLUMNS), st.lists(subjects(), min_size=1, max_size=3))
def test_among_given_subjects_it_finds_the_same(column: str, given_subjects: list[Subject]) -> None:
    one = given_subjects[0]
    short, whole = parse(like(column, one, given_subjects)), parse(like(column, one))
    assert [short.matches(each) for each in given_subjects] == [whole.matches(each) for each in given_subjects]


@pytest.mark.parametrize(
    ("column", "term"),
    [
        ("rating", "rag:r"),
        ("direction", "dir:none"),
        ("gap", "vtarget=-11"),
        ("target", "target=80"),
        ("signal", "signal:none"),
        ("current", "value=69"),
        ("month-5", "2023-04=69"),
        ("previous", "previous=74"),
        ("england", "england:absent"),
        ("trend", "trend=0"),
        ("ref", 'area="Child in Need"'),
        ("review", "state:open"),
        ("assigned", "assigned:none"),
        ("comment", "comment:no"),
    ],
)
def test_terms_of_a_published_row(column: str, term: str) -> None:
    row = next(one for one in published() if one.indicator.ref == "CIN17")
    assert like(column, row) == term


@pytest.mark.parametrize(
    ("one", "column", "term"),
    [
        (subject(values=(1.0, None)), "current", "missing:blank"),
        (subject(values=(1.0, None, 2.0)), "month-1", "2023-08:blank"),
        (subject(), "month-2", "2023-07:absent"),
        (subject(), "gm", "gm:absent"),
        (subject(benchmarks=(benchmark(20.5, None),)), "gm", "gm=20.5"),
        (subject(), "south", "benchmark.south:absent"),
        (subject(), "gap", "vtarget:none"),
        (subject(), "signal", "signal:none"),
        (subject(), "target", "target:no"),
        (subject(target=TargetView("20-24%", 20, 24, "")), "target", "target=20..24"),
        (subject(target=TargetView("under 85", None, 85, "")), "target", "target=..85"),
        (subject(target=TargetView("Above average", None, None, "")), "target", 'target="Above average"'),
        (subject(values=(0.1 + 0.2,)), "current", "value=0.30000000000000004"),
        (subject(values=(1e16,)), "current", "value=1e+16"),
        (subject(gap=Amount(-0.0, 0)), "gap", "vtarget=0"),
        (subject(review=Review(assigned="Ada")), "assigned", 'assigned="Ada"'),
        (subject(previous_year=figure(None, "suppressed")), "previous", "previous:suppressed"),
    ],
)
def test_terms_of_a_cell(one: Subject, column: str, term: str) -> None:
    assert like(column, one) == term
    assert parse(term).matches(one)


def test_an_area_is_named_by_its_letters_where_they_are_its_own() -> None:
    names = {like("name", one, published()) for one in published()}
    assert names == {"area:fd", "area:eh", "area:cin", "area:cf", "area:sg", "area:wf"}
    mixed = (
        subject(ref="CF1", area="Cared for"),
        subject(ref="CFX1", area="Other"),
        subject(ref="1", area="No letter"),
    )
    assert [like("ref", one, mixed) for one in mixed] == ['area="Cared for"', "area:cfx", 'area="No letter"']


@given(st.text(), st.text())
def test_any_comparator_and_any_area_can_be_written(key: str, area: str) -> None:
    assume(key not in OWN_COLUMNS and not key.startswith("month-"))
    one = subject(area=area, benchmarks=(BenchmarkView(key, key, key, None, figure(3.5), None),))
    for column in (key, "ref"):
        term = like(column, one)
        assert term.isprintable()
        assert parse(term).matches(one)
        assert len(parse(term).terms) == 1
