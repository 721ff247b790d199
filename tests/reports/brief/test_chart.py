from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reports.brief.building import Document
from tests.support.views import figure, indicator, indicators, numbers
from tui.reports.brief.chart import chart
from tui.reports.brief.months import months_of
from tui.scorecard.views import IndicatorView, TargetView


def drawn(values: Sequence[float | None], target: TargetView | None = None) -> str:
    return chart(months_of(indicator(values, target=target)), "FD1 Contacts")


def lines_of(svg: str) -> list[list[tuple[float, float]]]:
    """The points of each line through months."""
    found = re.findall(r'class="months" points="([^"]*)"', svg)
    return [[(float(x), float(y)) for x, _, y in (each.partition(",") for each in line.split())] for line in found]


def test_a_month_without_a_figure_is_a_gap_and_keeps_its_place() -> None:
    (whole,) = lines_of(drawn([1.0, 2.0, 3.0, 4.0, 5.0]))
    first, second = lines_of(drawn([1.0, 2.0, None, 4.0, 5.0]))
    assert [*first, *second] == [*whole[:2], *whole[3:]]


def test_a_month_alone_is_a_point() -> None:
    svg = drawn([None, 2.0, None, 4.0])
    assert lines_of(svg) == []
    assert svg.count('<circle class="month"') == 1
    assert svg.count('<circle class="latest"') == 1


def test_higher_figures_stand_higher() -> None:
    (line,) = lines_of(drawn([1.0, 3.0, 2.0]))
    first, second, third = (y for _, y in line)
    assert second < third < first


@pytest.mark.parametrize(
    ("target", "lines", "ranges"),
    [
        (None, 0, 0),
        (TargetView("80%", 80.0, 80.0, ""), 1, 0),
        (TargetView("at most 80", None, 80.0, ""), 1, 0),
        (TargetView("20-24", 20.0, 24.0, ""), 2, 1),
        (TargetView("above average", None, None, ""), 0, 0),
    ],
)
def test_the_target_is_a_line_and_a_range_is_two(target: TargetView | None, lines: int, ranges: int) -> None:
    svg = drawn([10.0, 20.0], target)
    assert svg.count('<line class="target"') == lines
    assert svg.count('<rect class="range"') == ranges
    assert svg.count("target ") == (lines > 0)


def test_first_and_last_month_the_extremes_and_the_latest_figure_are_named() -> None:
    svg = drawn([5.0, 9.0, 1.0, 4.0])
    texts = re.findall(r"<text[^>]*>([^<]*)</text>", svg)
    assert texts == ["June 2023", "September 2023", "9", "1", "4"]


def test_a_missing_latest_month_is_said() -> None:
    assert "no figure</text>" in drawn([5.0, 9.0, None])


def test_it_can_be_read_aloud() -> None:
    svg = drawn([5.0, None])
    assert 'role="img"' in svg
    assert "<title>FD1 Contacts, August 2023 to September 2023: only August 2023 has a figure: 5" in svg
    assert "<desc>August 2023 5; September 2023 left blank</desc>" in svg


@pytest.mark.parametrize("values", [[], [None], [None, None]])
def test_nothing_is_drawn_of_nothing(values: list[float | None]) -> None:
    assert drawn(values) == ""


@given(st.floats(0, 100), st.floats(0, 100))
def test_the_latest_figure_and_the_target_never_cover_one_another(value: float, target: float) -> None:
    svg = drawn([50.0, value], TargetView("x", target, target, ""))
    found = re.findall(r'<text class="(strong|aim)" x="309.0" y="([\d.]+)"', svg)
    places = {kind: float(y) for kind, y in found}
    assert abs(places["strong"] - places["aim"]) >= 12.9
    assert all(0 < y < 121 for y in places.values())


@settings(max_examples=30)
@given(indicators() | st.lists(st.none() | numbers, max_size=50).map(indicator))
def test_any_months_stay_on_the_drawing(one: IndicatorView) -> None:
    months = months_of(one)
    svg = chart(months, "x")
    document = Document(svg)
    assert document.mistakes == []
    assert bool(document.elements) == any(point.figure.value is not None for point in one.history[-36:])
    for _, attributes in document.elements:
        places = [float(attributes[name] or "") for name in ("x", "y", "cx", "cy", "y1", "y2") if name in attributes]
        assert all(0 <= place <= 420 for place in places)


def test_a_long_figure_is_cut() -> None:
    one = indicator([1.0, 2.0])
    point = one.history[-1]
    assert point.figure == figure(2.0)
    assert "…" in drawn([1.0, 2.0], TargetView("x" * 100, 1.0, 1.0, ""))
