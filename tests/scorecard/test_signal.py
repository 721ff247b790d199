"""XmR charts: every rule by hand, agreement with stored results of NHSRplotthedots, and what must always hold."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

import polars as pl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from tests.support.shared import shared_data
from tui.scorecard.signal import CHART_COLUMNS, Improvement, xmr, xmr_many

Values = Sequence[float | None]

QUIET = [50.0, 52.0, 48.0, 51.0, 49.0, 50.0, 52.0, 48.0, 51.0, 49.0, 50.0, 52.0, 48.0]
"""Common cause only: mean 50, mean moving range 2.5."""


def causes(values: Values, **options: Any) -> list[str | None]:
    found: list[str | None] = xmr(values, **options)["cause"].to_list()
    return found


def verdicts(values: Values, **options: Any) -> list[str]:
    found: list[str] = xmr(values, **options)["verdict"].to_list()
    return found


def icon(values: Values, **options: Any) -> tuple[str | None, str | None]:
    chart = xmr(values, **options)
    assert chart["variation"].n_unique() == chart["assurance"].n_unique() == 1
    return chart["variation"][0], chart["assurance"][0]


# ---- Limits ----


def test_columns_and_types() -> None:
    chart = xmr([1, 2, 3])
    assert tuple(chart.columns) == CHART_COLUMNS
    assert [chart.schema[name] for name in CHART_COLUMNS[:6]] == [pl.Float64] * 6
    assert chart.schema["outside"] == pl.Boolean
    assert chart["value"].to_list() == [1, 2, 3]


def test_limits_by_hand() -> None:
    chart = xmr([10, 12, 11, 13], screen=False)  # mean 11.5, moving ranges 2, 1, 2
    first = chart.row(0, named=True)
    reach = 2.66 * 5 / 3
    assert first["mean"] == pytest.approx(11.5)
    assert (first["lower"], first["upper"]) == pytest.approx((11.5 - reach, 11.5 + reach))
    assert (first["near_lower"], first["near_upper"]) == pytest.approx((11.5 - reach * 2 / 3, 11.5 + reach * 2 / 3))
    assert chart.select("mean", "lower", "upper", "near_lower", "near_upper").n_unique() == 1


def test_large_ranges_are_screened_out_once() -> None:
    values = [10, 11, 10, 11, 10, 11, 10, 11, 60, 10, 11]  # ranges: 1 eight times, 49, 50; 3.267 x their mean is 34.96
    screened, whole = xmr(values), xmr(values, screen=False)
    assert screened["mean"][0] == whole["mean"][0]
    assert screened["upper"][0] - screened["mean"][0] == pytest.approx(2.66 * 1)
    assert whole["upper"][0] - whole["mean"][0] == pytest.approx(2.66 * 107 / 10)


def test_screening_is_not_repeated() -> None:
    values = [0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 6, 7, 6, 7, 6, 7, 207, 206, 207]
    ranges = sorted(abs(late - early) for early, late in pairwise(values))
    assert ranges[-2:] == [5, 200]  # 5 is above 3.267 x the mean of what is left, and stays
    assert xmr(values)["upper"][0] - xmr(values)["mean"][0] == pytest.approx(2.66 * (20 + 5) / 21)


@pytest.mark.parametrize(("largest", "expected"), [(3267, 6733 / 9), (3266, 1000)])
def test_a_range_on_the_screen_is_dropped(largest: int, expected: float) -> None:
    ranges = [*[748] * 4, largest, *[748] * 4, 10_000 - 8 * 748 - largest]  # their mean is 1000
    values = [0]
    for number, size in enumerate(ranges):
        values.append(values[-1] + (size if number % 2 else -size))
    assert xmr(values)["upper"][0] - xmr(values)["mean"][0] == pytest.approx(2.66 * expected)


@pytest.mark.parametrize("length", range(1, 13))
def test_short_series_have_limits(length: int) -> None:
    chart = xmr(QUIET[:length])
    assert chart["lower"].null_count() == 0
    assert chart["lower"][0] <= chart["mean"][0] <= chart["upper"][0]


def test_nothing_to_chart() -> None:
    assert xmr([]).height == 0
    assert tuple(xmr([]).columns) == CHART_COLUMNS
    chart = xmr([None, math.nan], improvement="high", target=5)
    assert chart["value"].null_count() == chart["mean"].null_count() == chart["lower"].null_count() == 2
    assert chart["verdict"].to_list() == ["common", "common"]
    assert chart["variation"].null_count() == chart["assurance"].null_count() == 2


# ---- Missing months ----


@pytest.mark.parametrize("gap", [None, math.nan, math.inf])
def test_a_missing_month_is_a_gap(gap: float | None) -> None:
    values = [10, 12, 11, gap, 31, 30, 32]  # ranges 2, 1, and 1, 2: none of 20
    chart = xmr(values)
    missing = chart.row(3, named=True)
    assert missing["value"] is None
    assert missing["mean"] == pytest.approx(21)
    assert missing["upper"] - missing["mean"] == pytest.approx(2.66 * 1.5)
    assert (missing["outside"], missing["side"], missing["cause"], missing["verdict"]) == (False, None, None, "common")


def test_a_missing_month_breaks_runs() -> None:
    trend = [0, 1, 2, 3, 4, 5, 6, 7]
    assert "trend" in causes([*QUIET, *(50 + step / 4 for step in trend)])
    broken: Values = [50 + step / 4 for step in trend[:4]] + [None] + [50 + step / 4 for step in trend[4:]]
    assert "trend" not in causes([*QUIET, *broken])
    assert "shift" in causes([*QUIET, *[51, 50.5] * 4])
    assert "shift" not in causes([*QUIET, *[51, 50.5] * 2, None, *[51, 50.5] * 2])


@pytest.mark.parametrize("values", [[5, None, 7, None, 6], [5, None, 5, None, 7], [5, 5, None, 7, 7]])
def test_without_a_range_that_measures_them_there_are_no_limits(values: Values) -> None:
    chart = xmr(values)
    assert chart["mean"].null_count() == 0
    assert chart["lower"].null_count() == chart["near_upper"].null_count() == 5
    assert not chart["outside"].any()
    assert icon(values, improvement="high", target=6) == ("common", None)


# ---- Rules, in their order ----


def test_common_cause() -> None:
    assert causes(QUIET) == [None] * 13
    assert icon(QUIET, improvement="high") == ("common", None)


@pytest.mark.parametrize(("last", "side"), [(80, "above"), (20, "below")])
def test_outside(last: float, side: str) -> None:
    chart = xmr([*QUIET, last])
    assert chart["outside"].to_list() == [False] * 13 + [True]
    assert chart["cause"].to_list()[-1] == "outside"
    assert chart["side"].to_list()[-1] == side


def test_on_the_limit_is_not_outside() -> None:
    baseline = [0, 100] * 6  # mean 50, mean range 100
    edge = [316, 316.001, -216, -216.001]
    assert xmr([*baseline, *edge], fix_after=12)["outside"].to_list()[12:] == [False, True, False, True]


def test_trend_flags_all_seven() -> None:
    values = [50, 52, 48, 51, 49, 48, 48.5, 49, 49.5, 50, 50.5, 51, 49, 52, 48]
    assert [place for place, cause in enumerate(causes(values)) if cause == "trend"] == list(range(5, 12))


def test_a_tie_breaks_a_trend() -> None:
    values = [50, 52, 48, 51, 49, 48, 48.5, 49, 49, 50, 50.5, 51, 49, 52, 48]
    assert "trend" not in causes(values)


def test_six_are_no_trend() -> None:
    values = [50, 52, 48, 51, 49, 48, 48.5, 49, 49.5, 50, 50.5, 49, 52, 48]
    assert "trend" not in causes(values)


def test_where_two_trends_meet_the_point_belongs_to_the_later() -> None:
    values = [40.0, 41, 42, 43, 44, 45, 46, 45, 44, 43, 42, 41, 40]
    baseline = [20, 60] * 6  # wide limits
    chart = xmr([*baseline, *values], improvement="high", fix_after=12)[12:]
    assert chart["cause"].to_list() == ["trend"] * 13
    assert chart["verdict"].to_list() == ["improvement"] * 6 + ["concern"] * 7


def test_a_trend_after_a_tie_keeps_its_own_slope() -> None:
    baseline = [20, 60] * 6
    values = [40.0, 41, 42, 43, 44, 45, 46, 46, 47, 48, 49, 50, 51, 52]
    assert verdicts([*baseline, *values], improvement="high", fix_after=12)[12:] == ["improvement"] * 14


def test_a_trend_is_judged_by_slope_not_side() -> None:
    baseline = [20, 60] * 6  # mean 40
    falling_above = [58.0, 57, 56, 55, 54, 53, 52]
    chart = xmr([*baseline, *falling_above], improvement="high", fix_after=12)
    assert chart["side"].to_list()[12:] == ["above"] * 7
    assert chart["verdict"].to_list()[12:] == ["concern"] * 7
    assert chart["variation"][0] == "concern_low"


NEAR_HIGH, NEAR_LOW, HIGH, LOW = 260.0, -160.0, 60.0, 40.0  # of [0, 100] * 6: near limits 50 +- 177, limits 50 +- 266


@pytest.mark.parametrize(
    ("tail", "flagged"),
    [
        ([HIGH, NEAR_HIGH, NEAR_HIGH, LOW], [1, 2]),
        ([LOW, NEAR_HIGH, HIGH, NEAR_HIGH, LOW], [1, 3]),
        ([LOW, NEAR_HIGH, LOW, NEAR_HIGH, LOW], []),  # the third on the other side
        ([LOW, NEAR_HIGH, 50.0, NEAR_HIGH, LOW], []),  # the third on the mean
        ([NEAR_HIGH, NEAR_LOW, HIGH], []),
        ([LOW, NEAR_HIGH, NEAR_HIGH, LOW], []),  # no three on one side
        ([LOW, NEAR_HIGH, HIGH, HIGH, NEAR_HIGH, LOW], []),
        ([HIGH, NEAR_LOW, LOW, NEAR_LOW], [1, 3]),
        ([LOW, NEAR_HIGH, 400.0, NEAR_HIGH, LOW], [1, 3]),  # the third may be outside, but then is that
        ([LOW, NEAR_HIGH, 400.0, HIGH, LOW], []),  # and does not count as near
        ([HIGH, NEAR_HIGH, None, NEAR_HIGH], []),
    ],
)
def test_two_of_three(tail: Values, flagged: list[int]) -> None:
    found = causes([*[0, 100] * 6, *tail], fix_after=12)[12:]
    assert [place for place, cause in enumerate(found) if cause == "two_of_three"] == flagged


def test_on_the_near_limit_is_not_beyond_it() -> None:
    edge = 50 + 2.66 * 100 * 2 / 3
    assert causes([*[0, 100] * 6, HIGH, edge, NEAR_HIGH], fix_after=12)[12:] == [None, None, None]


def test_shift() -> None:
    assert causes([*[0, 100] * 6, *[60, 61] * 3, 60], fix_after=12)[11:] == ["shift"] * 8
    assert causes([*[100, 0] * 6, *[60, 61] * 3, 60], fix_after=12)[11:] == [None] + ["shift"] * 7
    assert causes([*[100, 0] * 6, *[60, 61] * 3], fix_after=12)[11:] == [None] * 7
    assert causes([*[100, 0] * 6, *[60, 61] * 3, 50, *[60, 61] * 3], fix_after=12)[12:] == [None] * 13


def test_a_point_on_the_mean_has_no_side() -> None:
    assert xmr([70.1, 70.3, 70.2, 70.3, 70.1])["side"].to_list() == ["below", "above", None, "above", "below"]


def test_the_first_rule_that_applies_names_the_cause() -> None:
    rising = [60.0, 70, 80, 90, 250, 260, 400]  # trend; the last outside; 250 and 260 two of three; all a shift
    assert causes([*[100, 0] * 6, *rising], fix_after=12)[12:] == ["trend"] * 6 + ["outside"]
    mixed = [60.0, 61, 60, 260, 60, 260, 60]
    expected = ["shift", "shift", "shift", "two_of_three", "shift", "two_of_three", "shift"]
    assert causes([*[100, 0] * 6, *mixed], fix_after=12)[12:] == expected


# ---- What it means ----


@pytest.mark.parametrize(
    ("improvement", "high", "low"),
    [("high", "improvement", "concern"), ("low", "concern", "improvement"), ("none", "neutral", "neutral")],
)
def test_improvement(improvement: Improvement, high: str, low: str) -> None:
    for last, verdict, direction in ((80, high, "high"), (20, low, "low")):
        assert verdicts([*QUIET, last], improvement=improvement)[-1] == verdict
        assert icon([*QUIET, last], improvement=improvement)[0] == f"{verdict}_{direction}"
    assert icon(QUIET, improvement=improvement)[0] == "common"


def test_the_icon_is_that_of_the_latest_point_with_a_value() -> None:
    assert icon([*QUIET, 80, None, None], improvement="high")[0] == "improvement_high"
    assert icon([*QUIET, 80, 50, 52], improvement="high")[0] == "common"


@pytest.mark.parametrize(
    ("improvement", "target", "expected"),
    [
        ("high", 30, "consistently_hit"),
        ("high", 70, "consistently_missed"),
        ("low", 30, "consistently_missed"),
        ("low", 70, "consistently_hit"),
        ("high", 50, "hit_and_miss"),
        ("low", 50, "hit_and_miss"),
        ("none", 30, None),
        ("high", None, None),
        ("high", math.nan, None),
    ],
)
def test_assurance(improvement: Improvement, target: float | None, expected: str | None) -> None:
    assert icon(QUIET, improvement=improvement, target=target)[1] == expected


@pytest.mark.parametrize("improvement", ["high", "low"])
@pytest.mark.parametrize("limit", ["lower", "upper"])
def test_a_target_on_a_limit_is_hit_and_missed(improvement: Improvement, limit: str) -> None:
    target = xmr(QUIET)[limit][0]
    assert icon(QUIET, improvement=improvement, target=target)[1] == "hit_and_miss"


def test_assurance_is_of_the_latest_limits() -> None:
    better = [value + 40 for value in QUIET]
    assert icon([*QUIET, *better], improvement="high", target=70, rebase_at=[13])[1] == "consistently_hit"


# ---- A value held for months ----


@pytest.mark.parametrize("value", [100.0, 0.0, 0.1, 98.6])
def test_a_constant_series(value: float) -> None:
    chart = xmr([value] * 17, improvement="high", target=value)
    for column in ("mean", "lower", "upper", "near_lower", "near_upper"):
        assert chart[column].to_list() == [value] * 17
    assert not chart["outside"].any()
    assert chart["cause"].null_count() == 17
    assert set(chart["variation"]) == {"no_variation"}
    assert set(chart["assurance"]) == {"consistently_hit"}


@pytest.mark.parametrize(
    ("improvement", "target", "expected"),
    [
        ("high", 95, "consistently_hit"),
        ("high", 100, "consistently_hit"),
        ("high", 101, "consistently_missed"),
        ("low", 95, "consistently_missed"),
        ("low", 100, "consistently_hit"),
        ("low", 101, "consistently_hit"),
        ("none", 95, None),
    ],
)
def test_a_constant_series_against_its_target(improvement: Improvement, target: float, expected: str | None) -> None:
    assert icon([100.0] * 13, improvement=improvement, target=target) == ("no_variation", expected)


@pytest.mark.parametrize("screen", [True, False])
@pytest.mark.parametrize("held", [12, 24, 35])
@pytest.mark.parametrize("odd_ones", [[98.0], [98.0, 98.0], [None, 98.0], [98.0] * 5, [98.0, 100.0, 100.0]])
def test_a_few_odd_ones_do_not_flag_the_value_held(held: int, odd_ones: list[float | None], screen: bool) -> None:
    values = [*[100.0] * held, *odd_ones]
    chart = xmr(values, improvement="high", screen=screen)
    assert chart["outside"].to_list() == [value == 98.0 for value in values]
    assert chart["cause"].to_list() == ["outside" if value == 98.0 else None for value in values]
    assert chart["mean"][0] == pytest.approx(sum(filter(None, values)) / len([value for value in values if value]))
    assert chart["lower"].is_finite().all()


def test_a_step_between_two_constants_is_seen() -> None:
    assert set(causes([100.0] * 20 + [98.0] * 10)[20:]) == {"outside"}
    assert set(causes([100.0] * 7 + [None] + [98.0] * 7)) == {"shift", None}


def test_fixed_on_a_constant_every_other_value_is_outside() -> None:
    chart = xmr([100.0] * 12 + [100.0, 99.0, 100.0], fix_after=12, improvement="high")
    assert chart["upper"].to_list() == [100.0] * 15
    assert chart["outside"].to_list() == [False] * 13 + [True, False]
    assert chart["variation"][0] == "common"


# ---- Rebasing and fixing ----


def test_rebasing_restarts_everything() -> None:
    early, late = QUIET, [value + 40 for value in QUIET]
    whole = xmr([*early, *late], rebase_at=[13])
    columns = CHART_COLUMNS[:-2]
    assert_frame_equal(whole.select(columns), pl.concat([xmr(early), xmr(late)]).select(columns))
    assert_frame_equal(xmr([*early, *late], rebase_at=[0, 13, 13]), whole)
    ramp = [float(step) for step in range(12)]
    assert causes([*[-20, 20] * 6, *ramp], fix_after=12).count("trend") == 12
    assert "trend" not in causes([*[-20, 20] * 6, *ramp], rebase_at=[18])


def test_fixed_limits_come_from_the_first_points_of_each_segment() -> None:
    late = [value + 40 for value in QUIET]
    chart = xmr([*QUIET, 70, *late, 120], rebase_at=[14], fix_after=13)
    assert chart["mean"].to_list() == pytest.approx([50] * 14 + [90] * 14)
    assert chart["outside"].to_list() == [False] * 13 + [True] + [False] * 13 + [True]


def test_months_without_a_value_count_among_those_that_limits_are_fixed_on() -> None:
    chart = xmr([10.0, None, *[10.0, 12.0] * 5, 50.0], fix_after=12)
    assert chart["mean"][0] == pytest.approx((10 + 5 * 22) / 11)


@pytest.mark.parametrize("options", [{"fix_after": 11}, {"fix_after": 0}, {"improvement": "near"}])
@pytest.mark.parametrize("values", [QUIET, []])
def test_what_cannot_be_asked_for(options: dict[str, Any], values: Values) -> None:
    with pytest.raises(ValueError, match=r"limits are fixed|improvement is one"):
        xmr(values, **options)


@pytest.mark.parametrize("position", [-1, 13])
def test_a_rebase_outside_the_series(position: int) -> None:
    with pytest.raises(ValueError, match="position"):
        xmr(QUIET, rebase_at=[5, position])


# ---- Agreement with stored results of NHSRplotthedots ----

STORED: dict[str, dict[str, Any]] = {
    "all_attendances": {},
    "all_attendances_rebase_2017-04": {"rebase": "2017-04-01"},
    "all_performance_fix12": {"fix_after": 12},
    "rl4_by_type_attendances": {},
    "rl4_by_type_performance": {},
}
SINCE_CHANGED = {("2019-01-01", "1"), ("2019-03-01", "1")}
"""RL4's attendances of type 1: the stored results are older than the rule that the three lie on one side of the mean.

Both points are near the lower limit; the month between them is above the mean.
"""


@pytest.mark.parametrize("name", STORED)
def test_agrees_with_stored_results(name: str) -> None:
    options = STORED[name]
    path = shared_data(f"spc/upstream_snapshot_{name}.csv")
    stored = pl.read_csv(path, null_values="NA", schema_overrides={"f": pl.String}).sort("f", "x")
    frame = stored.select(
        pl.col("f").alias("series"),
        pl.col("x").alias("period"),
        pl.col("y").cast(pl.Float64).alias("value"),
        pl.lit("high").alias("improvement"),
        (pl.col("x") >= options.get("rebase", "9999")).alias("segment"),
    )
    chart = xmr_many(frame, fix_after=options.get("fix_after"))
    assert chart.height in {36, 72}
    for here, there in (("mean", "mean"), ("lower", "lpl"), ("upper", "upl")):
        assert chart[here].to_list() == pytest.approx(stored[there].to_list(), rel=1e-12)
    assert chart["outside"].to_list() == stored["outside_limits"].to_list()
    assert chart["segment"].to_list() == stored["rebase_group"].to_list()
    sides = {1: "above", -1: "below", 0: None}
    assert chart["side"].to_list() == [sides[side] for side in stored["relative_to_mean"]]
    near = ~chart["outside"] & ((chart["value"] < chart["near_lower"]) | (chart["value"] > chart["near_upper"]))
    assert near.to_list() == stored["close_to_limits"].to_list()
    ours = [verdict if verdict == "common" else f"special_cause_{verdict}" for verdict in chart["verdict"]]
    theirs = [point_type.removesuffix("_cause") for point_type in stored["point_type"]]
    differing = {
        (period, series)
        for period, series, mine, yours in zip(stored["x"], stored["f"], ours, theirs, strict=True)
        if mine != yours
    }
    assert differing == (SINCE_CHANGED if name == "rl4_by_type_attendances" else set())
    changed = chart.filter(pl.struct("period", "series").is_in([{"period": p, "series": f} for p, f in differing]))
    assert set(changed["verdict"]) <= {"common"}


# ---- What must always hold ----

unhurried = settings(deadline=None)  # how long an example takes is no property of it
whole_numbers = st.integers(-200, 200)
gappy = st.lists(st.one_of(whole_numbers, whole_numbers, whole_numbers, st.none()), min_size=1, max_size=40)
coarse = st.lists(st.integers(-4, 4), min_size=1, max_size=40)
walks = st.lists(st.integers(-3, 4), min_size=1, max_size=40).map(
    lambda steps: [sum(steps[: end + 1]) for end in range(len(steps))]
)
series = st.one_of(gappy, coarse, walks)
improvements = st.sampled_from(["high", "low", "none"])
FLAGS = ("outside", "side", "cause", "verdict", "variation")


def read_window_by_window(values: list[int | None], improvement: str) -> list[tuple[str | None, str]]:
    """Cause and verdict of one segment, in exact numbers, read as the rules are worded."""
    known = [value for value in values if value is not None]
    mean = Fraction(sum(known), len(known))
    ranges = [abs(b - a) for a, b in pairwise(values) if a is not None and b is not None]
    kept = [size for size in ranges if size * 1000 * len(ranges) < 3267 * sum(ranges)]
    assume(any(kept))  # what the package has no limits for is told above
    reach = Fraction(266, 100) * Fraction(sum(kept), len(kept))
    sides = [None if value is None else (value > mean) - (value < mean) for value in values]
    outside = [value is not None and abs(value - mean) > reach for value in values]
    near = [
        value is not None and not out and abs(value - mean) > reach * Fraction(2, 3)
        for value, out in zip(values, outside, strict=True)
    ]
    count = len(values)

    def steps(start: int) -> set[int | None]:
        window = values[start : start + 7]
        return {None if a is None or b is None else (b > a) - (b < a) for a, b in pairwise(window)}

    found: list[tuple[str | None, str]] = []
    for place, value in enumerate(values):
        sevens = [start for start in range(place - 6, place + 1) if start >= 0 and start + 7 <= count]
        threes = [start for start in range(place - 2, place + 1) if start >= 0 and start + 3 <= count]
        slopes = [steps(start).pop() for start in sevens if steps(start) in ({1}, {-1})]
        two = any(set(sides[at : at + 3]) in ({1}, {-1}) and sum(near[at : at + 3]) >= 2 for at in threes)
        shift = any(set(sides[at : at + 7]) in ({1}, {-1}) for at in sevens)
        cause, sense = None, sides[place]
        if outside[place]:
            cause = "outside"
        elif slopes:
            cause, sense = "trend", slopes[-1]
        elif near[place] and two:
            cause = "two_of_three"
        elif shift:
            cause = "shift"
        if cause is None or value is None:
            found.append((None, "common"))
        elif improvement == "none":
            found.append((cause, "neutral"))
        else:
            found.append((cause, "improvement" if (sense == 1) == (improvement == "high") else "concern"))
    return found


@unhurried
@given(series, improvements)
def test_reads_as_the_rules_are_worded(values: list[int | None], improvement: Improvement) -> None:
    assume(any(value is not None for value in values))
    expected = read_window_by_window(values, improvement)
    chart = xmr(values, improvement=improvement)
    assert list(zip(chart["cause"], chart["verdict"], strict=True)) == expected


@unhurried
@given(series, improvements, st.integers(-1000, 1000), st.sampled_from([0.1, 0.5, 3, 7.3, 100]))
def test_shifting_and_scaling_change_no_verdict(
    values: list[int | None], improvement: Improvement, by: int, times: float
) -> None:
    plain = xmr(values, improvement=improvement)
    moved = xmr([None if value is None else value * times + by for value in values], improvement=improvement)
    assert_frame_equal(moved.select(FLAGS), plain.select(FLAGS))
    expected = plain.select(pl.col("mean", "lower", "upper", "near_lower", "near_upper") * times + by)
    assert_frame_equal(moved.select(expected.columns), expected, abs_tol=1e-6)


@unhurried
@given(series, improvements)
def test_negating_swaps_high_and_low(values: list[int | None], improvement: Improvement) -> None:
    other = {"high": "low", "low": "high", "none": "none"}
    swaps = {"above": "below", "below": "above", None: None}
    plain = xmr(values, improvement=improvement)
    negated = xmr([None if value is None else -value for value in values], improvement=other[improvement])  # type: ignore[arg-type]
    assert negated.select("outside", "cause", "verdict").equals(plain.select("outside", "cause", "verdict"))
    assert negated["side"].to_list() == [swaps[side] for side in plain["side"]]
    icons = [chart["variation"][0] for chart in (plain, negated)]
    if icons[0] and "_" in icons[0] and icons[0] != "no_variation":
        verdict, end = icons[0].split("_")
        assert icons[1] == f"{verdict}_{'low' if end == 'high' else 'high'}"
    else:
        assert icons[0] == icons[1]


@unhurried
@given(series)
def test_reversing_keeps_what_is_outside(values: list[int | None]) -> None:
    assert xmr(values[::-1])["outside"].to_list()[::-1] == xmr(values)["outside"].to_list()


@unhurried
@given(gappy, st.integers(1, 5), improvements)
def test_months_still_to_come_change_nothing(values: list[int | None], more: int, improvement: Improvement) -> None:
    plain = xmr(values, improvement=improvement, target=50)
    longer = xmr([*values, *[None] * more], improvement=improvement, target=50)
    assert_frame_equal(longer.head(len(values)), plain)
    assert set(longer["cause"].tail(more)) == {None}


@unhurried
@given(series, st.integers(12, 20))
def test_what_comes_after_fixed_limits_does_not_move_them(values: list[int | None], fixed: int) -> None:
    limits = pl.col("mean", "lower", "upper", "near_lower", "near_upper")
    whole, alone = xmr(values, fix_after=fixed), xmr(values[:fixed])
    assert_frame_equal(whole.select(limits).head(1), alone.select(limits).head(1))


@unhurried
@given(series, st.booleans(), st.data())
def test_no_number_is_ever_nan(values: list[int | None], screen: bool, data: st.DataObject) -> None:
    cuts = data.draw(st.lists(st.integers(0, len(values) - 1), max_size=3))
    fixed = data.draw(st.one_of(st.none(), st.just(12)))
    chart = xmr(values, improvement="high", target=3, rebase_at=cuts, screen=screen, fix_after=fixed)
    assert not any(chart[column].is_nan().any() for column in CHART_COLUMNS[:6])
    within = chart.filter(pl.col("lower").is_not_null())
    assert (within["lower"] <= within["near_lower"]).all()
    assert (within["near_lower"] <= within["near_upper"]).all()
    assert chart.filter(pl.col("value").is_null())["verdict"].eq("common").all()
    assert (chart["cause"].is_null() == (chart["verdict"] == "common")).all()


@unhurried
@given(
    st.lists(st.tuples(series, improvements, st.one_of(st.none(), whole_numbers), st.booleans()), max_size=6),
    st.randoms(use_true_random=False),
)
def test_many_are_each_as_alone(
    many: list[tuple[list[int | None], Improvement, int | None, bool]], chance: random.Random
) -> None:
    rows = [
        (f"S{number}", place, value, improvement, target, int(split and place >= len(values) // 2))
        for number, (values, improvement, target, split) in enumerate(many)
        for place, value in enumerate(values)
    ]
    chance.shuffle(rows)
    schema = {
        "series": pl.String,
        "period": pl.Int64,
        "value": pl.Float64,
        "improvement": pl.String,
        "target": pl.Float64,
        "segment": pl.Int8,
    }
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    together = xmr_many(frame)
    assert together.select("series", "period").equals(frame.select("series", "period"))
    for number, (values, improvement, target, split) in enumerate(many):
        alone = xmr(values, improvement=improvement, target=target, rebase_at=[len(values) // 2] if split else ())
        mine = together.filter(pl.col("series") == f"S{number}").sort("period").select(CHART_COLUMNS)
        assert_frame_equal(mine, alone)


# ---- Many at once ----


def test_only_series_period_and_value_are_needed() -> None:
    frame = pl.DataFrame({"ref": ["a"] * 13, "month": range(13), "value": [int(value) for value in QUIET], "note": "x"})
    chart = xmr_many(frame, by="ref", order="month")
    assert chart.columns == ["ref", "month", "value", "note", *CHART_COLUMNS[1:], "segment"]
    assert chart["variation"].unique().to_list() == ["common"]


def test_several_columns_may_tell_series_apart() -> None:
    frame = pl.DataFrame(
        {"place": [*"xy"] * 13, "ref": "a", "period": [month // 2 for month in range(26)], "value": QUIET * 2}
    )
    chart = xmr_many(frame, by=["place", "ref"])
    for name in "xy":
        mine = frame.filter(pl.col("place") == name)["value"]
        assert_frame_equal(chart.filter(pl.col("place") == name).select(CHART_COLUMNS), xmr(mine))


def test_two_rows_of_one_month_are_refused() -> None:
    frame = pl.DataFrame({"series": ["a", "b", "a"], "period": [1, 1, 1], "value": [1.0, 2.0, 3.0]})
    with pytest.raises(ValueError, match="two rows of one period"):
        xmr_many(frame)


def test_an_unknown_improvement_is_refused() -> None:
    frame = pl.DataFrame({"series": ["a"], "period": [1], "value": [1.0], "improvement": ["near"]})
    with pytest.raises(ValueError, match="near"):
        xmr_many(frame)
