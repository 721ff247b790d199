"""Which columns are in view as the cursor goes through them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.support.views import indicator, overview_of
from tui.app.widgets.column_view import ColumnView
from tui.reports.glyphs import UNICODE
from tui.reports.grid import build_grid

GRID = build_grid(overview_of(indicator([float(value) for value in range(12)])), UNICODE)
widths = st.integers(40, 300)


@given(widths, st.lists(st.sampled_from([1, -1, 1]), max_size=60), widths)
def test_the_column_of_the_cursor_is_always_in_view(width: int, steps: list[int], other: int) -> None:
    view = ColumnView()
    view.show(GRID)
    view.lay_out(width)
    for step in steps:
        view.move(step)
        assert view.chosen is None or view.chosen in view.visible()
    chosen = view.chosen_key
    view.lay_out(other)
    assert view.chosen_key == chosen
    assert view.chosen is None or view.chosen in view.visible()


@given(widths)
def test_every_column_is_reached_and_the_way_back_leads_to_the_names(width: int) -> None:
    view = ColumnView()
    view.show(GRID)
    view.lay_out(width)
    start = view.visible()
    seen = [view.chosen_key]
    while view.move(1):
        seen.append(view.chosen_key)
    assert sorted(seen) == sorted(["ref", *(column.key for column in GRID.columns)])
    assert view.ends
    while view.move(-1):
        pass
    assert view.chosen_key == "ref"
    assert view.visible() == start


def test_another_grid_without_the_column_puts_the_cursor_back() -> None:
    view = ColumnView()
    view.show(GRID)
    view.lay_out(80)
    for _ in range(30):
        view.move(1)
    view.show(build_grid(overview_of(indicator([1.0]), comparators=False), UNICODE))
    assert view.chosen_key == "ref"
    assert not view.scrolled
