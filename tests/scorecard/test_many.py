"""A scorecard of very many indicators is computed in other ways than a usual one, and is the same scorecard."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import pytest

from tui import bundled
from tui.reports.glyphs import UNICODE
from tui.reports.grid import Grid, build_grid
from tui.scorecard import control_charts
from tui.scorecard import overview as overviews
from tui.scorecard.criteria import Subjects
from tui.scorecard.insight_views import Insights
from tui.scorecard.insights import insights
from tui.scorecard.model import Scorecard
from tui.scorecard.months import Months, StoredHistory
from tui.scorecard.ordering import sort_subjects
from tui.scorecard.overview import overview
from tui.scorecard.query import parse
from tui.scorecard.subject import subjects
from tui.scorecard.views import Overview
from tui.sources.opening import open_scorecard
from tui.sources.request import Request

SAMPLE = bundled.sample_path()
MADE_UP = SAMPLE.parent / "made-up" / "exampleshire.csv"


@pytest.fixture(scope="module", params=[SAMPLE, MADE_UP], ids=["one month", "three years"])
def scorecard(request: pytest.FixtureRequest) -> Scorecard:
    path: Path = request.param
    return open_scorecard(Request((path,)))


class Both(msgspec.Struct):
    """What is computed of a scorecard, the usual way and that of very many."""

    usual: Overview
    many: Overview
    usual_insights: Insights
    many_insights: Insights


@pytest.fixture(scope="module")
def both(scorecard: Scorecard) -> Both:
    usual, usual_insights = overview(scorecard), insights(scorecard)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(overviews, "MANY", 0)
        patch.setattr(control_charts, "MANY", 0)
        patch.setattr(control_charts, "_AT_ONCE", 17)
        many, many_insights = overview(scorecard), insights(scorecard)
    assert many.months is not None
    return Both(usual, many, usual_insights, many_insights)


def test_every_figure_is_the_same(both: Both) -> None:
    assert len(both.usual.indicators) > 80
    for usual, many in zip(both.usual.indicators, both.many.indicators, strict=True):
        assert isinstance(many.history, StoredHistory) or many.history == ()
        assert msgspec.structs.replace(many, history=tuple(many.history)) == usual
    assert msgspec.structs.replace(both.many, areas=(), months=None) == msgspec.structs.replace(both.usual, areas=())


def test_signals_and_charts_are_the_same(both: Both) -> None:
    for ref, usual in both.usual_insights.by_ref.items():
        many = both.many_insights.by_ref[ref]
        assert msgspec.structs.replace(many, chart=tuple(many.chart)) == usual
    assert any(insight.chart for insight in both.usual_insights.by_ref.values()) == (
        both.usual.period > date(2024, 1, 1)
    )


def test_the_table_is_the_same(both: Both) -> None:
    def drawn(grid: Grid) -> object:
        return (
            grid.columns,
            grid.ref_width,
            grid.name_width,
            [(tuple(area.rows), area.subtitles) for area in grid.areas],
        )

    usual = build_grid(both.usual, UNICODE, both.usual_insights)
    assert drawn(build_grid(both.many, UNICODE, both.many_insights)) == drawn(usual)


@pytest.mark.parametrize(
    "query",
    [
        "rag:r",
        "2023-08<70",
        "2023-08:none",
        "2023-08:absent",
        "trend>0",
        "trend:none",
        "2023-07>2023",
        "signal:special",
    ],
)
def test_a_filter_finds_the_same(both: Both, query: str) -> None:
    wanted = parse(query)
    usual = Subjects(subjects(both.usual.indicators, both.usual_insights, {}))
    many = Subjects(subjects(both.many.indicators, both.many_insights, {}))
    assert wanted.positions(many) == wanted.positions(usual)
    assert [usual[position] for position in wanted.positions(usual)] == list(filter(wanted.matches, usual))


@pytest.mark.parametrize("column", ["trend", "month-1", "month-3", "current", "ref", "gap"])
def test_a_sort_is_the_same(both: Both, column: str) -> None:
    def order(of: Overview, derived: Insights) -> list[str]:
        ordered = sort_subjects(subjects(of.indicators, derived, {}), column, descending=True)
        return [subject.indicator.ref for subject in ordered]

    assert order(both.many, both.many_insights) == order(both.usual, both.usual_insights)


def test_a_months_figure_is_the_same_before_and_after_its_history_is_made(both: Both) -> None:
    history = next(one.history for one in both.many.indicators if isinstance(one.history, StoredHistory))
    month = history[0].period
    fresh = StoredHistory(history._months, history._ref)
    assert fresh.at(month) == history.at(month) == history[0].figure
    assert fresh.at(date(1999, 1, 31)) is history.at(date(1999, 1, 31)) is None
    assert len(fresh) == len(history) == len(list(history))


def test_months_that_look_alike_are_told_once(scorecard: Scorecard) -> None:
    months = Months(overviews.known_frames(scorecard).observations)
    for month in months.months():
        looks = [(figure.text, figure.missing) for figure in months.different(month)]
        assert len(looks) == len(set(looks))
        assert set(looks) == {(figure.text, figure.missing) for figure in months.figures(month).values()}
