from __future__ import annotations

from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from tests.support.published import read, seed_text, table
from tests.support.views import indicator, indicators, overview_of
from tui.reports.glyphs import ASCII, UNICODE
from tui.reports.grid import Column, Grid, build_grid, fit
from tui.scorecard.overview import overview
from tui.scorecard.views import IndicatorView


@cache
def seed_grid() -> Grid:
    return build_grid(overview(read(seed_text())), UNICODE)


columns = st.builds(Column, st.just("key"), st.just("title"), st.just("left"), st.integers(0, 30), st.integers(1, 30))
grids = st.builds(Grid, st.lists(columns, max_size=20).map(tuple), st.just(()), st.integers(3, 8), st.integers(9, 30))


@given(grids, st.integers(1, 300), st.integers(1, 2))
def test_the_columns_shown_never_take_more_than_the_room(grid: Grid, width: int, gap: int) -> None:
    fitted = fit(grid, width, gap)
    shown = [grid.columns[position] for position in fitted.order[: fitted.fitting]]
    taken = grid.ref_width + gap + fitted.name_width + sum(column.width + gap for column in shown)
    assert taken <= max(width, grid.ref_width + gap + 1)
    assert sorted(fitted.order) == list(range(len(grid.columns)))
    assert fitted.name_width >= 1


@given(grids, st.integers(1, 300))
def test_nothing_gives_way_before_what_matters_less(grid: Grid, width: int) -> None:
    fitted = fit(grid, width)
    shown = {grid.columns[position].importance for position in fitted.order[: fitted.fitting]}
    hidden = {grid.columns[position].importance for position in fitted.order[fitted.fitting :]}
    assert not shown or not hidden or max(shown) <= min(hidden)


@given(grids, st.integers(1, 250), st.integers(1, 50))
def test_more_room_shows_no_less(grid: Grid, width: int, more: int) -> None:
    assert fit(grid, width).fitting <= fit(grid, width + more).fitting


@given(grids, st.integers(1, 300))
def test_columns_keep_their_order(grid: Grid, width: int) -> None:
    fitted = fit(grid, width)
    shown, others = fitted.order[: fitted.fitting], fitted.order[fitted.fitting :]
    assert list(shown) == sorted(shown)
    assert list(others) == sorted(others)


def shown_at(width: int) -> list[str]:
    fitted = fit(seed_grid(), width)
    return [seed_grid().columns[position].title for position in fitted.order[: fitted.fitting]]


def test_at_80_columns_stands_what_matters_most() -> None:
    assert {"Sep-23", "RAG", "Dir", "v target", "Trend"} <= set(shown_at(80))
    assert "GM" not in shown_at(80)


def test_at_160_columns_stand_the_four_benchmarks_too() -> None:
    wide = ["Apr", "May", "Jun", "Jul", "Aug", "Sep-23", "Trend", "Target", "v target", "RAG", "Dir", "Sig", "Last yr"]
    assert shown_at(160) == [*wide, "GM", "NW", "SN", "Eng"]


def test_every_row_has_a_cell_for_every_column_and_none_is_too_wide() -> None:
    for area in seed_grid().areas:
        assert len(area.subtitles) == len(seed_grid().columns)
        for row in area.rows:
            assert len(row.cells) == len(seed_grid().columns)
            for cell, column in zip(row.cells, seed_grid().columns, strict=True):
                assert len(cell.text) <= column.width


def test_the_years_of_benchmarks_stand_under_their_titles() -> None:
    titles = [column.title for column in seed_grid().columns]
    years = {area.rows[0].ref: area.subtitles[titles.index("NW")] for area in seed_grid().areas}
    assert years == {"FD1": "", "EH10d": "", "CIN1": "20/21", "CF15": "no year", "SG1": "21/22", "WF14": ""}


def test_a_month_that_no_indicator_has_is_no_column() -> None:
    text = table(("Ref", "Indicator", "Jun-23", "Aug-23", "Current"), ["FD1", "Contacts", "1", "2", "3"])
    titles = [column.title for column in build_grid(overview(read(text)), UNICODE).columns]
    assert titles[:4] == ["Jun", "Aug", "Sep-23", "Trend"]


def test_the_trend_keeps_the_place_of_a_month_that_is_missing() -> None:
    text = table(("Ref", "Indicator", "Jun-23", "Aug-23", "Current"), ["FD1", "Contacts", "1", "2", "3"])
    grid = build_grid(overview(read(text)), UNICODE)
    trend = [column.key for column in grid.columns].index("trend")
    assert grid.areas[0].rows[0].cells[trend].text == "▁ ▄▇"


@given(st.lists(indicators(), max_size=4))
def test_any_indicators_make_a_grid_whose_cells_are_drawn(some: list[IndicatorView]) -> None:
    for glyphs in (UNICODE, ASCII):
        grid = build_grid(overview_of(*some), glyphs)
        texts = [cell.text for area in grid.areas for row in area.rows for cell in row.cells]
        texts += [text for area in grid.areas for row in area.rows for text in (row.ref, row.name, row.short_name)]
        assert all(text.isprintable() for text in texts)


def test_a_long_figure_is_clipped_and_does_not_widen_the_table() -> None:
    from tests.support.views import figure
    from tui.scorecard.views import Figure

    long = indicator((1.0,), current=Figure(1.0, "1" * 10_000, None, None), previous_year=figure(2.0))
    grid = build_grid(overview_of(long), UNICODE)
    assert max(column.width for column in grid.columns) <= 14
