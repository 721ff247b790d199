"""Everything that is derived of a scorecard, on the bundled one, the made-up authority and small ones."""

from __future__ import annotations

from datetime import date
from functools import cache

import msgspec
import polars as pl
import pytest

from tests.support import figures as made
from tui import bundled
from tui.scorecard.audit import audit
from tui.scorecard.catalogue import Rebase
from tui.scorecard.control_charts import signal_series
from tui.scorecard.insight_views import Insight, Insights
from tui.scorecard.insights import insights
from tui.scorecard.model import Scorecard
from tui.scorecard.overview import as_of, current_figures, overview
from tui.scorecard.periods import add_months
from tui.scorecard.signal_words import MIN_POINTS, NOT_FOR, signal_words
from tui.sources.opening import open_scorecard
from tui.sources.request import Request

MADE_UP = bundled.sample_path().parent / "made-up" / "exampleshire.csv"
NO_GOOD = "neither high nor low is good"
NO_TARGET = "no target published"
LIMITS = ("mean", "lower", "upper")


@cache
def _seed() -> tuple[Scorecard, Insights]:
    scorecard = made.bundled()[0]
    return scorecard, insights(scorecard)


@cache
def _made_up() -> tuple[Scorecard, Insights]:
    scorecard = open_scorecard(Request((MADE_UP,)))
    return scorecard, insights(scorecard)


def _rebased(ref: str, *months: str) -> Insight:
    """The insight of an indicator of the made-up authority whose limits are taken anew from these months."""
    scorecard = _made_up()[0]
    known = scorecard.catalogue
    rebase = tuple(Rebase(month, f"reason of {month}") for month in months)
    entry = msgspec.structs.replace(known.indicators[ref], rebase=rebase)
    catalogue = msgspec.structs.replace(known, indicators={**known.indicators, ref: entry})
    return insights(msgspec.structs.replace(scorecard, catalogue=catalogue)).by_ref[ref]


# ---- The bundled scorecard


def test_every_indicator_has_an_insight_in_the_order_of_the_listing() -> None:
    scorecard, found = _seed()
    assert list(found.by_ref) == scorecard.frames.listing.sort("order")["ref"].to_list()
    assert sorted(found.by_ref) == sorted(one.ref for one in overview(scorecard).indicators)
    assert all(insight.ref == ref for ref, insight in found.by_ref.items())


def test_ratings_are_derived_and_every_reason_says_why() -> None:
    found = _seed()[1].by_ref
    rated = {ref: insight.derived_rating for ref, insight in found.items() if insight.derived_rating}
    assert "".join(f"{ref}{rating} " for ref, rating in rated.items()).split() == (
        "CIN2G CIN4G CIN5G CIN8A CIN17R CIN20A CF23A CF25G CF30A CF31A SG5G SG11G SG14G SG15R".split()
    )
    assert all(insight.rating_reason for insight in found.values())
    assert found["CIN8"].rating_reason == "84% is 1 pp below 85%, within 10% of it (8.5 pp)"
    unrated = {insight.rating_reason for insight in found.values() if insight.derived_rating is None}
    assert unrated == {NO_GOOD, NO_TARGET, "no figure this month"}


def test_directions_are_those_of_the_last_two_months() -> None:
    found = _seed()[1].by_ref
    directions = {"FD1": "up", "FD2d": "down", "CIN4": "up", "CIN8": "up", "CF23": "same", "SG16": None, "CF15": None}
    assert {ref: found[ref].derived_direction for ref in directions} == directions
    assert found["FD7"].derived_direction == "same"  # 21.5% and 21%: no change that the rounding lets one see


def test_directions_differ_from_the_arrows_only_where_the_audit_says_so() -> None:
    scorecard, found = _seed()
    for one in overview(scorecard).indicators:
        insight = found.by_ref[one.ref]
        contradicted = any(finding.kind in ("arrow", "arrow_rounding") for finding in insight.findings)
        differs = None not in (one.direction, insight.derived_direction) and one.direction != insight.derived_direction
        assert differs == contradicted, one.ref


def test_findings_are_the_audits_each_with_its_indicator() -> None:
    scorecard, found = _seed()
    findings = tuple(audit(scorecard))
    assert found.findings == findings
    for ref, insight in found.by_ref.items():
        assert insight.findings == tuple(one for one in findings if one.ref == ref)
    assert sum(len(insight.findings) for insight in found.by_ref.values()) == len(findings)
    assert _made_up()[1].findings == tuple(audit(_made_up()[0])) == ()


def test_gaps_are_put_into_children() -> None:
    found = _seed()[1].by_ref
    children = {ref: insight.children for ref, insight in found.items() if insight.children}
    assert children == {"CIN8": "about 3 more", "CIN20": "about 3 more", "SG14": "about 2 to spare"}
    assert found["SG6"].one_case == "one of 22 is 4.5 pp"
    assert {ref for ref, insight in found.items() if insight.relative is not None} == {"CIN2"}
    assert found["CIN2"].relative == pytest.approx(100 * (541 - 612) / 612, abs=0.05)


def test_year_to_date_figures_say_what_the_months_left_must_bring() -> None:
    found = _seed()[1].by_ref
    assert {ref: insight.run_rate for ref, insight in found.items() if insight.run_rate} == {
        "CIN17": "about 91% in each of the 6 months left to end the year on 80%",
        "SG5": "about 72% in each of the 6 months left to end the year on 83%",
        "SG11": "about 85% in each of the 6 months left to end the year on 91%",
        "SG15": "95% is out of reach by March: 100% in each of the 6 months left makes about 91%",
    }


def test_six_months_are_too_few_for_limits() -> None:
    scorecard, found = _seed()
    bases = {one.ref: one.basis for one in overview(scorecard).indicators}
    assert {bases[ref] for ref in found.by_ref if bases[ref] in NOT_FOR} == set(NOT_FOR)
    for ref, insight in found.by_ref.items():
        signal = insight.signal
        expected = "not_for_basis" if bases[ref] in NOT_FOR else "too_few" if signal.points else "no_values"
        assert signal.state == expected, ref
        assert signal.points <= 6
        assert insight.chart == ()
        assert [getattr(signal, name) for name in LIMITS] == [None] * 3
    assert found.by_ref["CIN8"].signal.points == 6
    assert {ref for ref, insight in found.by_ref.items() if insight.signal.state == "no_values"} == {
        "EH10d",
        "EH11",
        "EH11a",
        "CF15",
        "WF14",
    }


def test_without_rebases_nothing_is_said_of_them() -> None:
    assert {insight.rebased for insight in _seed()[1].by_ref.values()} == {()}


# ---- Three years


def test_limits_and_charts_are_there_where_there_are_thirteen_points_in_the_month() -> None:
    scorecard, found = _made_up()
    shown = 0
    for one in overview(scorecard).indicators:
        insight = found.by_ref[one.ref]
        values = [point.figure.value for point in one.history if point.figure.value is not None]
        assert insight.signal.points == len(values), one.ref
        wanted = len(values) >= MIN_POINTS and one.basis not in NOT_FOR
        assert [getattr(insight.signal, name) is not None for name in LIMITS] == [wanted] * 3, one.ref
        assert [point.period for point in insight.chart] == [point.period for point in one.history if wanted], one.ref
        shown += wanted
    assert shown > 90


def test_year_to_date_and_rolling_figures_have_no_limits_however_long() -> None:
    scorecard, found = _made_up()
    for one in overview(scorecard).indicators:
        insight = found.by_ref[one.ref]
        assert (insight.signal.state == "not_for_basis") == (one.basis in NOT_FOR), one.ref
    assert found.by_ref["CIN17"].signal.points == 36
    assert found.by_ref["CIN17"].chart == ()
    assert found.by_ref["CIN2"].chart == ()


def test_a_lasting_shift_is_seen() -> None:
    insight = _made_up()[1].by_ref["CIN8"]
    assert (insight.signal.state, insight.signal.cause) == ("improving", "shift")
    verdicts = {point.period: point.verdict for point in insight.chart}
    assert {verdicts[add_months(date(2023, 9, 30), month)] for month in range(6)} == {"improvement"}
    assert "concern" in {verdicts[add_months(date(2021, 4, 30), month)] for month in range(12)}
    assert insight.chart[-1].verdict == insight.signal.verdict
    assert (insight.chart[-1].mean, insight.chart[-1].lower, insight.chart[-1].upper) == (
        insight.signal.mean,
        insight.signal.lower,
        insight.signal.upper,
    )


def test_a_constant_indicator_has_no_variation() -> None:
    insight = _made_up()[1].by_ref["CF33"]
    assert insight.signal.state == "no_variation"
    assert [getattr(insight.signal, name) for name in LIMITS] == [100.0] * 3
    assert {point.verdict for point in insight.chart} == {"common"}
    assert signal_words(insight.signal) == "the same value every month"


@pytest.mark.parametrize("ref", ["EH15", "CIN25", "CF28"])
def test_quarterly_indicators_are_counted_in_quarters(ref: str) -> None:
    scorecard, found = _made_up()
    assert scorecard.catalogue.indicators[ref].basis == "quarter"
    signal = found.by_ref[ref].signal
    assert (signal.state, signal.points) == ("too_few", 12)
    assert signal_words(signal, basis="quarter") == "12 of 13 quarters"


@cache
def _quarterly() -> Insight:
    """CIN25 of the made-up authority with four more years of quarters before it, so that there are 28."""
    scorecard = _made_up()[0]
    frames = scorecard.frames
    quarters = frames.observations.filter((pl.col("ref") == "CIN25") & pl.col("value").is_not_null())
    older = pl.concat(
        quarters.with_columns(pl.col("period").dt.offset_by(f"-{years}y").dt.month_end()) for years in (3, 6)
    ).filter(pl.col("period") >= date(2017, 4, 1))
    longer = msgspec.structs.replace(frames, observations=pl.concat([older, frames.observations]))
    return insights(msgspec.structs.replace(scorecard, frames=longer)).by_ref["CIN25"]


def test_thirteen_quarters_and_more_have_limits() -> None:
    insight = _quarterly()
    assert insight.signal.points == 28
    assert None not in [getattr(insight.signal, name) for name in LIMITS]


def test_the_chart_of_a_quarterly_indicator_has_the_limits_of_its_signal() -> None:
    insight = _quarterly()
    last = insight.chart[-1]
    assert [getattr(last, name) for name in LIMITS] == [getattr(insight.signal, name) for name in LIMITS]
    assert last.verdict == insight.signal.verdict


# ---- Limits taken anew


def test_a_rebase_takes_limits_anew_and_says_why() -> None:
    insight = _rebased("CIN8", "2022-10")
    assert insight.rebased == ("2022-10: reason of 2022-10",)
    assert insight.signal.points == 18
    assert insight.signal.state == "common"
    means = [point.mean for point in insight.chart]
    assert len(means) == 36
    assert len(set(means[:18])) == len(set(means[18:])) == 1
    assert means[0] != means[-1] == insight.signal.mean


def test_a_rebase_with_too_few_months_after_it_withholds_limits() -> None:
    insight = _rebased("CIN8", "2023-10")
    assert (insight.signal.state, insight.signal.points, insight.chart) == ("too_few", 6, ())


def test_a_rebase_after_the_period_is_not_yet_one() -> None:
    insight = _rebased("CIN8", "2024-04")
    assert insight == _made_up()[1].by_ref["CIN8"]


# ---- The series


def _series(ref: str, *rebase: str) -> pl.DataFrame:
    """The series of one indicator from July to September 2023, without August."""
    entry = made.indicator(ref, rebase=tuple(Rebase(month, "why") for month in rebase))
    figures = made.frame(made.figure("67%", "70%", ref=ref))
    return signal_series(figures, made.months(ref, jul="66%", sep="67%"), made.catalogue(indicators=(entry,)))


def test_a_month_without_a_row_is_one_with_a_null_value() -> None:
    series = _series("X1")
    assert series.columns == ["ref", "period", "value", "improvement", "target", "segment"]
    assert series.rows() == [
        ("X1", date(2023, 7, 31), 66.0, "high", 70.0, 0),
        ("X1", date(2023, 8, 31), None, "high", 70.0, 0),
        ("X1", date(2023, 9, 30), 67.0, "high", 70.0, 0),
    ]


@pytest.mark.parametrize(
    ("rebase", "segments"),
    [
        ((), [0, 0, 0]),
        (("2023-08",), [0, 1, 1]),
        (("2023-09",), [0, 0, 1]),
        (("2023-08", "2023-09"), [0, 1, 2]),
        (("2023-09", "2023-08"), [0, 1, 2]),
        (("2023-10",), [0, 0, 0]),
    ],
)
def test_segments_begin_with_the_month_of_a_rebase(rebase: tuple[str, ...], segments: list[int]) -> None:
    assert _series("X1", *rebase)["segment"].to_list() == segments


def test_a_rebase_before_the_first_month_parts_nothing() -> None:
    assert _series("X1", "2021-01")["segment"].n_unique() == 1


@pytest.mark.parametrize(
    ("polarity", "target", "wanted"),
    [("high", "20-24%", ("high", 20.0)), ("low", "20-24%", ("low", 24.0)), ("near", "20%", ("none", None))],
)
def test_the_target_is_the_end_that_must_be_reached(
    polarity: str, target: str, wanted: tuple[str, float | None]
) -> None:
    figures = made.frame(made.figure("22%", target, polarity))
    series = signal_series(figures, made.months(aug="21%", sep="22%"), made.catalogue())
    assert set(series.select("improvement", "target").rows()) == {wanted}


def test_series_of_several_indicators_keep_to_their_own_months() -> None:
    figures = made.frame(made.figure("1%", ref="X2"), made.figure("2%", ref="X1"))
    months = pl.concat([made.months("X2", aug="1%", sep="1%"), made.months("X1", jul="2%", sep="2%")])
    series = signal_series(figures, months, made.catalogue(indicators=(made.indicator("X1"), made.indicator("X2"))))
    assert series.select("ref", "period").rows() == [
        *(("X1", add_months(date(2023, 7, 31), month)) for month in range(3)),
        *(("X2", add_months(date(2023, 8, 31), month)) for month in range(2)),
    ]


def test_a_published_month_without_a_value_stays_in_the_series() -> None:
    scorecard, _ = _made_up()
    frames = as_of(scorecard.frames, scorecard.period)
    series = signal_series(current_figures(scorecard, frames), frames.observations, scorecard.catalogue)
    one = series.filter(series["ref"] == "CIN10a")
    assert (one.height, one["value"].null_count()) == (36, 1)
    assert one["period"].is_sorted()
