"""The checks that never form all pairs of figures find what a plain loop over all pairs finds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import log10
from statistics import median

import polars as pl
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.scorecard.audit.building import SEPTEMBER, Row, build
from tui.scorecard.audit import rating_pairs, scale
from tui.scorecard.audit.copies import copied_runs
from tui.scorecard.audit.material import prepare
from tui.scorecard.audit.rating_pairs import most_striking
from tui.scorecard.audit.scale import misplaced_points
from tui.scorecard.periods import add_months, key

Months = tuple[int | None, ...]

ROWS = 6
MONTHS = 16


# ---- Copied: every row beside every earlier one ----


@st.composite
def alike(draw: st.DrawFn) -> list[Months]:
    """Rows of counts, put together from stretches of earlier rows and of figures of their own."""
    rows: list[Months] = []
    for _ in range(draw(st.integers(2, ROWS))):
        known = draw(st.sampled_from([st.integers(40, 52), st.integers(100, 999)]))
        figure = st.one_of(st.none(), *[known] * 6)
        row: list[int | None] = []
        while len(row) < MONTHS:
            begin, end = len(row), len(row) + draw(st.integers(1, 7))
            own = draw(st.lists(figure, min_size=end - begin, max_size=end - begin))
            row += draw(st.sampled_from([tuple(own), *(earlier[begin:end] for earlier in rows)]))
        rows.append(tuple(row[:MONTHS]))
    return rows


def runs_of(one: Months, other: Months) -> Iterator[tuple[int, int]]:
    """Where the stretches begin and end in which both rows have the same figures."""
    begin = 0
    for at in range(MONTHS + 1):
        if at == MONTHS or one[at] is None or one[at] != other[at]:
            if at > begin:
                yield begin, at
            begin = at + 1


def tells(figures: Months) -> bool:
    known = [figure for figure in figures if figure is not None]
    information = len(known) * log10(max(known) - min(known) + 1)
    return len(known) >= 4 and len(set(known)) >= 3 and information >= 4


def copies_of(rows: Sequence[Months]) -> list[tuple[str, str, str, str]]:
    """Ref, the other's ref, figures and last month of the run that each row shares most."""
    copies = []
    for position, row in enumerate(rows):
        shared = [
            (begin - end, first, begin, end)
            for first in range(position)
            for begin, end in runs_of(row, rows[first])
            if tells(row[begin:end])
        ]
        if shared:
            _, first, begin, end = min(shared)
            last = key(add_months(SEPTEMBER, end - MONTHS))
            copies.append((f"A{position}", f"the figures of A{first}", ", ".join(map(str, row[begin:end])), last))
    return copies


def padded(*figures: int | None) -> Months:
    return (*figures, *[None] * (MONTHS - len(figures)))


@settings(deadline=None, max_examples=100)
@given(alike())
@example([padded(None, 470, 450, 610, 600), padded(400, 470, 450, 610), padded(400, 470, 450, 610, 600)])
def test_copies_are_those_of_a_loop_over_all_pairs_of_rows(rows: list[Months]) -> None:
    made = [
        Row(f"A{position}", ["" if figure is None else str(figure) for figure in row], unit="count")
        for position, row in enumerate(rows)
    ]
    copies = [(one.ref, one.computed, one.published, key(one.period)) for one in copied_runs(prepare(build(*made)))]
    assert copies == copies_of(rows)


# ---- Scale: every figure beside every other of its row ----


@st.composite
def sized(draw: st.DrawFn) -> tuple[Months, Months]:
    """Months and benchmarks of a share of one size, some of them ten or a hundred times larger or smaller."""
    usual = draw(st.sampled_from([5, 60, 400]))
    near = st.integers(usual * 4 // 5, usual * 5 // 4)
    times = st.sampled_from([usual // 10, usual // 100, usual * 10, usual * 100, 0])
    misplaced = st.one_of(times, st.integers(usual * 7, usual * 10), st.integers(usual // 10, usual // 6))
    blank = draw(st.integers(1, 8))
    figure = st.one_of(*[near] * 6, *[st.none()] * blank, misplaced, misplaced, st.integers(0, 999))
    return (
        tuple(draw(st.lists(figure, max_size=MONTHS))),
        tuple(draw(st.lists(figure, min_size=2, max_size=2))),
    )


def misplaced_in(months: Months, years: Months) -> list[tuple[str, float]]:
    """The figures that are out by a factor, and by which."""
    row = [(at, figure) for at, figure in enumerate(months) if figure] + [(None, year) for year in years if year]
    out = []
    for number, (at, figure) in enumerate(row):
        others = [
            other
            for position, (beside, other) in enumerate(row)
            if position != number and (at is None or (beside is not None and abs(beside - at) <= scale.NEIGHBOURS))
        ]
        if (factor := factor_of(figure, others)) is not None:
            out.append((str(figure), factor))
    return out


def factor_of(figure: int, others: Sequence[int]) -> float | None:
    if not others:
        return None
    middle = median(others)
    same = [other for other in others if middle / 2 <= other <= middle * 2]
    if len(same) < scale.FEWEST_OTHERS or len(same) < scale.LEAST_ALIKE * len(others) or middle < scale.LEAST_STEPS:
        return None
    fitting = (each for each in (10.0, 100.0, 0.1, 0.01) if min(same) / 1.25 <= figure / each <= max(same) * 1.25)
    return next(fitting, None)


@settings(deadline=None, max_examples=200)
@given(st.lists(sized(), min_size=1, max_size=4))
def test_misplaced_points_are_those_of_a_loop_over_all_pairs_of_figures(rows: list[tuple[Months, Months]]) -> None:
    made, expected = [], []
    for position, (months, years) in enumerate(rows):
        ref, texts = f"A{position}", ["" if figure is None else str(figure) for figure in (*months, *years)]
        benchmarks: dict[tuple[str, str | None], str] = {("nw", None): texts[-2], ("england", None): texts[-1]}
        made.append(Row(ref, texts[: len(months)], unit="ratio", benchmarks=benchmarks))
        expected += [(ref, figure, words(factor)) for figure, factor in misplaced_in(months, years)]
    findings = [
        (one.ref, one.published, one.computed.split(" beside ")[0]) for one in misplaced_points(prepare(build(*made)))
    ]
    assert findings == expected


def words(factor: float) -> str:
    return f"too {'large' if factor > 1 else 'small'} by a factor of {factor if factor > 1 else 1 / factor:.0f}"


# ---- Ratings: every indicator beside every better-rated one ----

AMOUNT = st.none() | st.sampled_from([0.5, 1.0, 1.25, 4.0, 4.5, 20.0])
HALF = st.sampled_from([0.0, 0.25, 2.0])
DISTANCE = st.tuples(st.integers(0, 2), AMOUNT, AMOUNT, HALF, HALF)
Distance = tuple[int, float | None, float | None, float, float]


def odd(worse: float | None, better: float | None) -> bool:
    return worse is not None and better is not None and better >= worse


def _half(row: Distance, measure: int) -> float:
    return row[3] if measure == 1 else row[4]


def striking(rows: Sequence[Distance]) -> list[tuple[int, int, bool, bool]]:
    pairs = [
        (at, other, odd(one[1], two[1]), odd(one[2], two[2]))
        for at, one in enumerate(rows)
        for other, two in enumerate(rows)
        if one[0] > two[0]
    ]
    any_percent, any_points = any(pair[2] for pair in pairs), any(pair[3] for pair in pairs)
    best: dict[int, tuple[tuple[float, ...], tuple[int, int, bool, bool]]] = {}
    for at, other, by_percent, by_points in pairs:
        one, two = rows[at], rows[other]
        no_points = one[2] is None or two[2] is None or any_points
        if not ((by_percent and no_points) or (by_points and any_percent)):
            continue
        measure = 1 if by_percent else 2
        far, farther = one[measure], two[measure]
        assert far is not None
        assert farther is not None
        excess = farther - far
        certain = excess > _half(one, measure) + _half(two, measure)
        rank = (-by_percent, -certain, two[0] - one[0], -excess, other)
        best[at] = min(best.get(at, (rank, (at, other, by_percent, certain))), (rank, (at, other, by_percent, certain)))
    return [pair for _, (_, pair) in sorted(best.items())]


@settings(deadline=None, max_examples=200)
@given(st.lists(DISTANCE, max_size=12), st.sampled_from([1, 20, 10_000]))
def test_the_most_striking_pairs_are_those_of_a_loop_over_all(rows: list[Distance], at_once: int) -> None:
    columns = ("rank", "percent", "points", "percent_half", "points_half")
    schema = dict.fromkeys(columns, pl.Float64) | {"rank": pl.Int32}
    frame = pl.DataFrame(rows, schema, orient="row").with_row_index("at")
    assert most_striking(frame, at_once=at_once).rows() == striking(rows)


def test_pairs_of_a_large_scorecard_are_not_all_held_together() -> None:
    count = 3_000
    frame = pl.DataFrame(
        {
            "rank": [number % 3 for number in range(count)],
            "percent": [float(number) for number in range(count)],
            "points": [None] * count,
            "percent_half": [0.0] * count,
            "points_half": [None] * count,
        },
        schema_overrides={"rank": pl.Int32, "points": pl.Float64, "points_half": pl.Float64},
    ).with_row_index("at")
    pairs = most_striking(frame)
    assert count**2 > rating_pairs.AT_ONCE
    assert set(pairs["at_better"]) == {count - 3}  # the Green one that is farthest off
    assert pairs.height == 2 * count // 3 - 2  # but for the two that are farther off than any better one
