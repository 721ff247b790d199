"""The table with the columns first that a user looks at first."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.views import indicator, overview_of
from tui.reports.glyphs import UNICODE
from tui.reports.grid import Grid, build_grid, fit
from tui.reports.grid_order import arranged
from tui.settings.names import BENCHMARK, COLUMNS

GRID = build_grid(overview_of(indicator([float(value) for value in range(10)]), indicator([2.0, 3.0])), UNICODE)
COMPARATORS = ("gm", "nw", "sn", "england")
NAMES = (*COLUMNS, *(f"{BENCHMARK}{key}" for key in (*COMPARATORS, "unheard-of")))
choices = st.lists(st.sampled_from(NAMES), unique=True)


def keys_of(grid: Grid) -> list[str]:
    return [column.key for column in grid.columns]


def shown(grid: Grid, width: int) -> list[str]:
    fitted = fit(grid, width)
    return [grid.columns[position].key for position in fitted.order[: fitted.fitting]]


def test_columns_come_first_in_the_order_given_and_the_others_stay() -> None:
    assert keys_of(arranged(GRID, ("rating", "gap"))) == [
        "rating",
        "gap",
        *(key for key in keys_of(GRID) if key not in ("rating", "gap")),
    ]


def test_they_are_the_last_to_give_way() -> None:
    assert "target" not in shown(GRID, 50)
    assert shown(arranged(GRID, ("target", "previous")), 50)[:2] == ["target", "previous"]


def test_of_the_months_the_newest_stay_longest() -> None:
    months = [key for key in shown(arranged(GRID, ("months",)), 44) if key.startswith("month-")]
    assert months[-1] == "month-1"
    assert 0 < len(months) < 9


def test_one_benchmark_or_all() -> None:
    every = [key for key in keys_of(GRID) if key in COMPARATORS]
    last = every[-1]
    assert len(every) > 1
    assert keys_of(arranged(GRID, (f"benchmarks.{last}",)))[0] == last
    assert keys_of(arranged(GRID, ("benchmarks",)))[: len(every)] == every
    assert keys_of(arranged(GRID, (f"benchmarks.{last}", "benchmarks")))[:2] == [last, every[0]]


@pytest.mark.parametrize("first", [(), ("benchmarks.unheard-of",)])
def test_nothing_to_put_first_leaves_the_grid_as_it_is(first: Sequence[str]) -> None:
    assert arranged(GRID, first) is GRID


@given(choices)
def test_every_cell_stays_in_its_column(first: list[str]) -> None:
    made = arranged(GRID, first)
    assert sorted(keys_of(made)) == sorted(keys_of(GRID))
    for before, after in zip(GRID.areas, made.areas, strict=True):
        assert dict(zip(keys_of(made), after.subtitles, strict=True)) == dict(
            zip(keys_of(GRID), before.subtitles, strict=True)
        )
        for old, new in zip(before.rows, after.rows, strict=True):
            assert (new.ref, new.name) == (old.ref, old.name)
            assert dict(zip(keys_of(made), new.cells, strict=True)) == dict(zip(keys_of(GRID), old.cells, strict=True))


@given(choices)
def test_once_arranged_it_stays_as_it_is(first: list[str]) -> None:
    made = arranged(GRID, first)
    assert arranged(made, first) is made


def test_the_names_of_the_settings_are_those_of_the_table() -> None:
    months = {key for key in keys_of(GRID) if key.startswith("month-")}
    assert months
    named = {*COLUMNS} - {"months", "benchmarks"}
    assert named == {*keys_of(GRID)} - months - {*COMPARATORS}
    for name in COLUMNS:
        assert arranged(GRID, (name,)) is not GRID
