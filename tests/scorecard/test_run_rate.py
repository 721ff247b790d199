"""Run rates: by hand, what must always hold, and the bundled scorecard."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.figures import SEPTEMBER, bundled, catalogue, figure, frame, indicator
from tui.scorecard.periods import month_end
from tui.scorecard.run_rate import run_rates

LINKED = catalogue(indicators=(indicator(denominator="N"),))


def rate(
    text: str, target: str, polarity: str = "high", period: date = SEPTEMBER, cohort: str = "", **options: Any
) -> dict[str, Any] | None:
    row = figure(text, target, polarity, period=period, **({"basis": "ytd"} | options))
    counted = figure(cohort, ref="N", basis="ytd", period=period)
    rows = run_rates(frame(row, counted), LINKED).rows(named=True)
    return rows[0] if rows else None


@pytest.mark.parametrize(
    ("text", "target", "polarity", "status", "needed", "words"),
    [
        ("66", "180", "high", "needed", 19.0, "19 in each of the 6 months left to end the year on 180"),
        ("60", "100", "high", "needed", 6.7, "6.7 in each of the 6 months left to end the year on 100"),
        ("180", "180", "high", "secure", None, "180 at the end of the year is certain already"),
        ("60", "100", "low", "needed", 6.6, "no more than 6.6 in each of the 6 months left to end the year on 100"),
        ("100", "100", "low", "needed", 0.0, "no more than 0 in each of the 6 months left to end the year on 100"),
        ("101", "100", "low", "out_of_reach", None, "100 is out of reach by March: 101 stand already"),
        ("60", "fewer than 85", "low", "needed", 4.1, None),
        ("101", "100", "near", "out_of_reach", None, None),
        ("69%", "80%", "high", "needed", 91.0, "about 91% in each of the 6 months left to end the year on 80%"),
        (
            "82%",
            "95%",
            "high",
            "out_of_reach",
            None,
            "95% is out of reach by March: 100% in each of the 6 months left makes about 91%",
        ),
        ("90%", "40%", "high", "secure", None, "40% at the end of the year is about certain already"),
        (
            "13%",
            "10%",
            "low",
            "needed",
            7.0,
            "no more than about 7% in each of the 6 months left to end the year on 10%",
        ),
        (
            "30%",
            "10%",
            "low",
            "out_of_reach",
            None,
            "10% is out of reach by March: 0% in each of the 6 months left makes about 15%",
        ),
        ("20%", "65%", "low", "secure", None, None),
        ("60%", "50%", "near", "needed", 40.0, None),
        ("95%", "40%", "near", "out_of_reach", None, None),
    ],
)
def test_what_the_months_left_must_bring(
    text: str, target: str, polarity: str, status: str, needed: float | None, words: str | None
) -> None:
    found = rate(text, target, polarity)
    assert found is not None
    assert (found["months_left"], found["status"], found["needed"]) == (6, status, needed)
    assert words is None or found["text"] == words


def test_a_known_cohort_says_how_many_a_month_and_needs_no_about() -> None:
    found = rate("69%", "80%", cohort="132")
    assert found is not None
    assert found["cases"] == 22.0
    assert found["text"] == "91% in each of the 6 months left (some 22 a month) to end the year on 80%"


def test_the_year_runs_from_april_to_march() -> None:
    left = {}
    for month in range(1, 13):
        found = rate("60", "100", period=month_end(2023, month))
        left[month] = found["months_left"] if found else 0
    assert left == {4: 11, 5: 10, 6: 9, 7: 8, 8: 7, 9: 6, 10: 5, 11: 4, 12: 3, 1: 2, 2: 1, 3: 0}


def test_the_last_month_is_called_so() -> None:
    found = rate("60", "100", period=date(2024, 2, 29))
    assert found is not None
    assert found["text"] == "40 in the month left to end the year on 100"


@pytest.mark.parametrize(
    ("text", "target", "options"),
    [
        ("69%", "80%", {"basis": "month"}),
        ("69%", "80%", {"basis": "rolling_12"}),
        ("69", "80", {"unit": "rate_per_10000"}),
        ("69%", "", {}),
        ("69%", "above average", {}),
        ("Not Yet Available", "45%", {"unit": "percent"}),
        ("69%", "80%", {"polarity": "none"}),
        ("69", "fewer than 85", {}),
        ("22%", "20-24%", {"polarity": "near"}),
    ],
)
def test_of_which_nothing_can_be_said(text: str, target: str, options: dict[str, Any]) -> None:
    assert rate(text, target, **options) is None


@settings(deadline=None)
@given(
    st.integers(0, 100),
    st.integers(1, 100),
    st.sampled_from(["high", "low"]),
    st.integers(1, 12),
    st.sampled_from(["percent", "count"]),
)
def test_what_is_needed_suffices(value: int, target: int, polarity: str, month: int, unit: str) -> None:
    found = rate(str(value), str(target), polarity, month_end(2023, month), unit=unit)
    if month == 3:
        assert found is None
        return
    assert found is not None
    left: int = found["months_left"]

    def year_end(each: float) -> float:
        return value + each * left if unit == "count" else (value * (12 - left) + each * left) / 12

    def on_target(each: float) -> bool:
        return year_end(each) >= target - 1e-6 if polarity == "high" else year_end(each) <= target + 1e-6

    best, worst = (100 if unit == "percent" else 10**9, 0)[:: 1 if polarity == "high" else -1]
    if found["status"] == "needed":
        step = (0.1 if unit == "count" else 1) * (1 if polarity == "high" else -1)
        assert on_target(found["needed"])
        assert not on_target(found["needed"] - step)
    else:
        assert on_target(worst if found["status"] == "secure" else best) == (found["status"] == "secure")


def test_the_run_rates_of_the_bundled_scorecard() -> None:
    scorecard, _, figures = bundled()
    found = run_rates(figures, scorecard.catalogue).select("ref", "status", "needed", "cases").rows()
    assert found == [
        ("CIN17", "needed", 91.0, None),
        ("SG5", "needed", 72.0, None),
        ("SG11", "needed", 85.0, None),
        ("SG15", "out_of_reach", None, None),
    ]
