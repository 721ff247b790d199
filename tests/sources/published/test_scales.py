"""Fractions among percent points."""

from __future__ import annotations

from statistics import median

from hypothesis import given
from hypothesis import strategies as st

from tests.test_import_hygiene import loaded_after
from tui.scorecard.values import parse_value
from tui.sources.published.scales import ScaledFigure, row_scales


@given(st.lists(st.integers(15, 990).map(lambda tenths: tenths / 10), min_size=1, max_size=9), st.integers(2, 99))
def test_a_fraction_is_near_the_median_of_its_row_once_multiplied(points: list[float], hundredths: int) -> None:
    figures = [
        ScaledFigure("month", "Apr", f"a.csv:2:{column}", parse_value(str(figure)))
        for column, figure in enumerate([hundredths / 100, *points], 1)
    ]
    others = [point for point in points if point > 1.5]
    near = bool(others) and median(others) / 2 <= hundredths / 100 * 100 <= median(others) * 2
    assert [note.place for note in row_scales(figures)] == (["a.csv:2:1"] if near else [])


def test_a_start_does_not_wait_for_statistics() -> None:
    assert loaded_after("import tui.sources.published.scales", "statistics", "fractions", "random") == []
