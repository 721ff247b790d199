from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.scorecard import gap
from tui.scorecard.values import parse_target, parse_value

FIGURES = {
    "ref": pl.String,
    "value": pl.Float64,
    "text": pl.String,
    "low": pl.Float64,
    "high": pl.Float64,
    "target_text": pl.String,
    "polarity": pl.String,
}


def figures(ours: str, target: str, polarity: str) -> pl.DataFrame:
    ends = parse_target(target)
    low, high, text = (ends.low, ends.high, ends.text) if ends else (None, None, None)
    row = ("FD1", parse_value(ours).number, ours, low, high, text, polarity)
    return pl.DataFrame([row], schema=FIGURES, orient="row")


def to_target(ours: str, target: str, polarity: str) -> tuple[Any, Any]:
    row = gap.to_target(figures(ours, target, polarity)).to_dicts()[0]
    return row["gap"], row["better"]


def to_comparator(ours: str, theirs: str, polarity: str, target: str = "") -> tuple[Any, Any]:
    benchmarks = pl.DataFrame(
        {"ref": ["FD1"], "comparator": ["gm"], "value": [parse_value(theirs).number], "text": [theirs]}
    )
    row = gap.to_comparators(figures(ours, target, polarity), benchmarks).to_dicts()[0]
    return row["gap"], row["better"]


@pytest.mark.parametrize(
    ("ours", "target", "polarity", "amount", "better"),
    [
        ("84%", "85%", "high", -1.0, False),
        ("84.2%", "85%", "high", -0.8, False),
        ("12.6", "13.0", "high", -0.4, False),
        ("541", "612", "low", -71.0, True),
        ("541", "500", "low", 41.0, False),
        ("24%", "20-24%", "low", 0.0, None),
        ("19%", "20-24%", "low", -1.0, True),
        ("26%", "20-24%", "low", 2.0, False),
        ("19%", "20-24%", "near", -1.0, False),
        ("26%", "20-24%", "near", 2.0, False),
        ("22%", "20-24%", "near", 0.0, None),
        ("90", "fewer than 85", "low", 5.0, False),
        ("80", "fewer than 85", "low", 0.0, None),
        ("80%", "at least 90%", "high", -10.0, False),
        ("95%", "at least 90%", "high", 0.0, None),
        ("84%", "85%", "none", -1.0, None),
        ("Not Yet Available", "85%", "high", None, None),
        ("84%", "", "high", None, None),
        ("84%", "above average", "high", None, None),
    ],
)
def test_gaps_to_targets(ours: str, target: str, polarity: str, amount: float | None, better: bool | None) -> None:
    assert to_target(ours, target, polarity) == (amount, better)


@pytest.mark.parametrize(
    ("ours", "theirs", "polarity", "target", "amount", "better"),
    [
        ("84%", "81%", "high", "", 3.0, True),
        ("84%", "81%", "low", "", 3.0, False),
        ("84%", "81%", "none", "", 3.0, None),
        ("84%", "84.0%", "high", "", 0.0, None),
        ("84%", "84.4%", "high", "", -0.4, False),
        ("22%", "26%", "near", "20-24%", -4.0, True),
        ("19%", "22%", "near", "20-24%", -3.0, False),
        ("22%", "23%", "near", "20-24%", -1.0, None),
        ("22%", "26%", "near", "", -4.0, None),
        ("Not Yet Available", "26%", "high", "", None, None),
        ("22%", "c", "high", "", None, None),
    ],
)
def test_gaps_to_comparators(
    ours: str, theirs: str, polarity: str, target: str, amount: float | None, better: bool | None
) -> None:
    assert to_comparator(ours, theirs, polarity, target) == (amount, better)


published = st.builds(
    lambda whole, digits: f"{whole / 10**digits:.{digits}f}", st.integers(-(10**9), 10**9), st.integers(0, 3)
)
polarities = st.sampled_from(["high", "low", "near", "none"])


@given(published, published, polarities)
def test_a_gap_is_ours_less_theirs_at_the_finer_precision(ours: str, theirs: str, polarity: str) -> None:
    digits = max(parse_value(ours).decimals, parse_value(theirs).decimals)
    amount, better = to_comparator(ours, theirs, polarity)
    assert amount == round(float(ours) - float(theirs), digits) + 0.0
    if float(ours) == float(theirs) or polarity in ("near", "none"):
        assert better is None
    else:
        assert better == ((float(ours) > float(theirs)) == (polarity == "high"))


@given(published, published, polarities)
def test_the_gap_to_a_single_target_is_that_to_a_comparator(ours: str, target: str, polarity: str) -> None:
    amount, better = to_target(ours, target, polarity)
    assert amount == to_comparator(ours, target, polarity)[0]
    expected = (False if amount else None) if polarity == "near" else to_comparator(ours, target, polarity)[1]
    assert better == expected


@given(st.integers(-1000, 1000), st.integers(-1000, 1000), st.integers(0, 500), polarities)
def test_the_gap_to_a_range_is_that_to_the_end_missed(ours: int, low: int, width: int, polarity: str) -> None:
    high = low + width
    row = ("FD1", float(ours), str(ours), float(low), float(high), f"{low} to {high}", polarity)
    found = gap.to_target(pl.DataFrame([row], schema=FIGURES, orient="row")).to_dicts()[0]
    assert found["gap"] == (ours - low if ours < low else ours - high if ours > high else 0)
    assert (found["better"] is None) == (found["gap"] == 0 or polarity == "none")


def test_no_fraction_is_too_long() -> None:
    row = ("FD1", 1.0, "1." + "0" * 400, 2.0, 2.0, "2", "high")
    found = gap.to_target(pl.DataFrame([row], schema=FIGURES, orient="row")).to_dicts()[0]
    assert (found["gap"], found["better"]) == (-1.0, False)
    assert found["digits"] <= 6
