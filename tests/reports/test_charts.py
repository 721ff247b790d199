"""The charts: whatever the values and the room, they are never wider or higher than it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.views import benchmark, figure, indicator, indicators
from tui.reports.canvas import Canvas
from tui.reports.cells import Line, line_width
from tui.reports.gap_chart import gap_chart
from tui.reports.glyphs import ASCII, UNICODE, Glyphs
from tui.reports.history_chart import history_chart, missing_note
from tui.reports.indicator_page import indicator_page
from tui.reports.provenance import provenance_lines
from tui.scorecard.subject import Subject
from tui.scorecard.views import Amount, IndicatorView, TargetView

GLYPHS = st.sampled_from([UNICODE, ASCII])


def text_of(lines: list[Line]) -> list[str]:
    return ["".join(cell.text for cell in line) for line in lines]


@given(indicators(), st.integers(1, 200), st.integers(1, 40), GLYPHS)
def test_a_history_chart_fits_its_room(one: IndicatorView, width: int, height: int, glyphs: Glyphs) -> None:
    lines = history_chart(one, width, height, glyphs)
    assert len(lines) <= height
    assert all(line_width(line) <= width for line in lines)
    assert all(text.isprintable() for text in text_of(lines))


@given(indicators(), st.integers(1, 200), GLYPHS)
def test_a_gap_chart_fits_its_room(one: IndicatorView, width: int, glyphs: Glyphs) -> None:
    lines = gap_chart(one, width, glyphs)
    assert all(line_width(line) <= width for line in lines)
    assert all(text.isprintable() for text in text_of(lines))
    rows = len(one.benchmarks) + (one.target is not None)
    assert len(lines) in ((rows, rows + 1) if rows else (0,))


@given(indicators(), st.integers(40, 200), st.integers(5, 50), GLYPHS)
def test_a_page_of_an_indicator_is_never_wider_than_the_room(
    one: IndicatorView, width: int, height: int, glyphs: Glyphs
) -> None:
    lines = indicator_page(Subject(one), width, height, glyphs)
    assert max(line_width(line) for line in lines) <= width
    assert all(text.isprintable() for text in text_of(lines))


@given(indicators(), st.integers(60, 200), GLYPHS)
def test_provenance_is_never_wider_than_the_room(one: IndicatorView, width: int, glyphs: Glyphs) -> None:
    lines = provenance_lines(one, width, glyphs)
    assert max(line_width(line) for line in lines) <= width
    assert all(text.isprintable() for text in text_of(lines))


def test_a_chart_names_its_months_and_its_last_value() -> None:
    lines = text_of(history_chart(indicator([10.0, 20.0, 30.0]), 60, 12, UNICODE))
    assert lines[-1].split() == ["Jul-23", "Aug-23", "Sep-23"]
    assert any("30" in line for line in lines)
    assert "●" in "".join(lines)


def test_a_missing_month_shows_why_in_its_place() -> None:
    one = indicator([10.0, None, 30.0])
    assert "·" in "".join(text_of(history_chart(one, 60, 12, UNICODE)))


def test_a_chart_of_one_month_and_of_a_flat_series() -> None:
    for values in ([5.0], [100.0] * 12, [0.0] * 3):
        assert history_chart(indicator(values), 60, 10, UNICODE) != []


def test_without_a_value_or_room_there_is_no_chart() -> None:
    assert history_chart(indicator([None, None]), 60, 12, UNICODE) == []
    assert history_chart(indicator([1.0, 2.0]), 60, 3, UNICODE) == []
    assert history_chart(indicator([1.0, 2.0]), 10, 12, UNICODE) == []
    assert missing_note(indicator([None, None])) == "no month has a value: blank"


def test_no_percentage_above_a_hundred_is_named_on_the_axis() -> None:
    lines = text_of(history_chart(indicator([98.0, 100.0, 99.0], unit="percent"), 60, 16, UNICODE))
    labels = [line.split("│")[0].strip() for line in lines if "│" in line]
    assert max(float(label) for label in labels if label) <= 100


def test_ascii_charts_are_ascii() -> None:
    one = indicator([1.0, 3.0, None, 2.0], benchmarks=(benchmark(2.0, Amount(1.0, 0)),))
    one_missing = text_of([*history_chart(one, 80, 12, ASCII), *gap_chart(one, 80, ASCII)])
    assert all(line.isascii() for line in one_missing)


@pytest.mark.parametrize(
    ("polarity", "amount", "better", "right"),
    [
        ("high", 3.0, True, True),
        ("high", -3.0, False, False),
        ("low", 3.0, False, False),
        ("low", -3.0, True, True),
        ("none", 3.0, None, True),
        ("none", -3.0, None, False),
    ],
)
def test_bars_go_right_for_better_or_without_polarity_for_higher(
    polarity: str, amount: float, better: bool | None, right: bool
) -> None:
    one = indicator(polarity=polarity, benchmarks=(benchmark(5.0, Amount(amount, 0, better)),))
    _, line = text_of(gap_chart(one, 80, UNICODE))
    left, _, rest = line.partition("│")
    assert ("━" in rest, "━" in left) == (right, not right)


def test_a_gap_chart_names_figure_year_difference_and_judgement() -> None:
    one = indicator(
        polarity="high",
        unit="percent",
        target=TargetView("85%", 85.0, 85.0, "a.txt:1:10"),
        gap=Amount(-1.0, 0, better=False),
        benchmarks=(benchmark(81.0, Amount(3.0, 0, better=True)), benchmark(84.0, Amount(0.0, 0), "england")),
    )
    heading, target, manchester, england = text_of(gap_chart(one, 100, UNICODE))
    assert heading.split() == ["worse│better"]
    assert target.split()[:2] == ["Target", "85%"]
    assert target.endswith("-1 pp worse")
    assert manchester.startswith("Greater Manchester  81  2021/22")
    assert manchester.endswith("+3 pp better")
    assert england.endswith("equal")


def test_where_bars_have_no_room_the_gap_comes_before_its_year() -> None:
    one = indicator(benchmarks=(benchmark(81.0, Amount(3.0, 0, better=True)),))
    assert text_of(gap_chart(one, 24, UNICODE)) == ["GM  +3 (+4%) better  81 "]


def test_without_target_and_benchmarks_there_is_no_gap_chart() -> None:
    assert gap_chart(indicator(), 80, UNICODE) == []


@given(st.integers(-50, 400), st.integers(-50, 400), st.integers(-50, 400), st.integers(-50, 400))
def test_a_line_on_a_canvas_stays_on_it(x0: int, y0: int, x1: int, y1: int) -> None:
    canvas = Canvas(20, 5, fine=True)
    canvas.line(x0, y0, x1, y1)
    canvas.write(x0, y0, "text", "plain")
    lines = canvas.lines("line")
    assert [line_width(line) for line in lines] == [20] * 5


def test_values_of_every_size_have_a_scale() -> None:
    for values in ([1e-12, 2e-12], [1e15, -1e15], [0.0, 1e-9], [999_999_999_999_999.0]):
        one = indicator(values, current=figure(values[-1]))
        assert history_chart(one, 80, 20, UNICODE) != []
