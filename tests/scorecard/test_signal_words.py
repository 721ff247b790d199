"""Signals of indicators: their states, and the words for them."""

from __future__ import annotations

import math
from typing import Any

import polars as pl
import pytest

from tui.scorecard.catalogue import BASES, POLARITIES
from tui.scorecard.signal_words import (
    MIN_POINTS,
    Signal,
    assurance_words,
    cause_words,
    improvement_of,
    signal_of,
    signal_words,
    signals_of,
    target_of,
)

QUIET = [50.0, 52.0, 48.0, 51.0, 49.0, 50.0, 52.0, 48.0, 51.0, 49.0, 50.0, 52.0, 48.0]


@pytest.mark.parametrize(
    ("values", "options", "state", "points", "words"),
    [
        ([*QUIET, 80], {"improvement": "high"}, "improving", 14, "outside the process limits, above them"),
        ([*QUIET, 80], {"improvement": "low"}, "concern", 14, "outside the process limits, above them"),
        ([*QUIET, 20], {}, "changed", 14, "outside the process limits, below them"),
        (
            [*[70.0, 72.0] * 8, *[60.0, 61.5] * 4],
            {"improvement": "high"},
            "concern",
            24,
            "outside the process limits, below them",
        ),
        (
            [*[30.0, 60.0] * 8, *[40.0, 41.0] * 4],
            {"improvement": "low"},
            "improving",
            24,
            "at least 7 months in a row below the mean",
        ),
        (QUIET, {"improvement": "high"}, "common", 13, "within the usual variation from month to month"),
        ([100.0] * 13, {"improvement": "high"}, "no_variation", 13, "the same value every month"),
        (QUIET[:12], {"improvement": "high"}, "too_few", 12, "12 of 13 months"),
        ([*QUIET[:12], None, math.nan], {}, "too_few", 12, "12 of 13 months"),
        ([*QUIET, *QUIET[:3]], {"rebase_at": [13]}, "too_few", 3, "3 of 13 months"),
        ([], {}, "no_values", 0, "no values"),
        ([None, None], {}, "no_values", 0, "no values"),
    ],
)
def test_states(values: list[float | None], options: dict[str, Any], state: str, points: int, words: str) -> None:
    signal = signal_of(values, **options)
    assert (signal.state, signal.points) == (state, points)
    assert signal_words(signal) == words


def test_a_signal_tells_its_numbers() -> None:
    signal = signal_of([*QUIET, 80], improvement="high", target=30)
    assert (signal.verdict, signal.cause, signal.variation) == ("improvement", "outside", "improvement_high")
    assert signal.assurance == "consistently_hit"
    assert signal.mean == pytest.approx(sum(QUIET, 80) / 14)
    assert signal.mean is not None
    assert signal.lower is not None
    assert signal.upper is not None
    assert signal.lower < signal.mean < signal.upper < 80


@pytest.mark.parametrize("values", [QUIET[:3], [], [100.0] * 36, QUIET])
@pytest.mark.parametrize("basis", ["ytd", "rolling_12"])
def test_points_that_depend_on_one_another_have_no_signal(values: list[float], basis: str) -> None:
    assert signal_of(values, improvement="high", target=95, basis=basis) == Signal("not_for_basis", len(values))


@pytest.mark.parametrize("basis", [*(basis for basis in BASES if basis not in {"ytd", "rolling_12"}), None])
def test_other_bases_have_one(basis: str | None) -> None:
    assert signal_of(QUIET, basis=basis).state == "common"


def test_what_is_withheld_is_not_told() -> None:
    assert MIN_POINTS == 13
    assert signal_of(QUIET[:12], improvement="high", target=95) == Signal("too_few", 12)


def test_months_between_quarters_are_no_gaps() -> None:
    quarterly = [value for quarter in [*QUIET, 80] for value in (quarter, None, None)]
    signal = signal_of(quarterly, basis="quarter", improvement="high")
    assert signal == signal_of([*QUIET, 80], improvement="high")
    assert signal_words(Signal("too_few", 3), basis="quarter") == "3 of 13 quarters"


def test_many_are_each_as_alone() -> None:
    series: dict[str, tuple[list[float | None], str]] = {
        "a": ([*QUIET], "month"),
        "b": ([*QUIET, 80.0], "ytd"),
        "c": ([None, *QUIET], "quarter"),
        "d": ([None], "month"),
        "e": ([1.0, None], "quarter"),
    }
    rows = [(ref, place, value) for ref, (values, _) in reversed(series.items()) for place, value in enumerate(values)]
    frame = pl.DataFrame(rows, {"ref": pl.String, "month": pl.Int64, "value": pl.Float64}, orient="row")
    found = signals_of(frame, {ref: basis for ref, (_, basis) in series.items()}, by="ref", order="month")
    assert found == {ref: signal_of(values, basis=basis) for ref, (values, basis) in series.items()}
    assert signals_of(frame, {}, by="ref", order="month")["b"].state == "changed"
    assert signals_of(frame.clear(), {}, by="ref", order="month") == {}


@pytest.mark.parametrize(
    ("basis", "twin", "words"),
    [
        ("ytd", "SG6", "year to date: see SG6, its month"),
        ("rolling_12", "X1", "rolling 12 months: see X1, its month"),
        ("ytd", None, "year to date: no limits"),
    ],
)
def test_words_for_a_basis_without_limits(basis: str, twin: str | None, words: str) -> None:
    assert signal_words(Signal("not_for_basis", 36), basis=basis, twin=twin) == words


@pytest.mark.parametrize(
    ("cause", "high", "words"),
    [
        ("outside", True, "outside the process limits, above them"),
        ("trend", True, "at least 7 months in a row rising"),
        ("trend", False, "at least 7 months in a row falling"),
        ("two_of_three", True, "2 of 3 months near the upper process limit"),
        ("two_of_three", False, "2 of 3 months near the lower process limit"),
        ("shift", True, "at least 7 months in a row above the mean"),
    ],
)
def test_words_for_a_cause(cause: str, high: bool, words: str) -> None:
    assert cause_words(cause, high=high) == words


def test_words_for_assurance() -> None:
    assert assurance_words("hit_and_miss", "95%") == "cannot be relied on to hit 95%"
    assert assurance_words("consistently_hit", "95%") == "can be relied on to hit 95%"
    assert assurance_words("consistently_missed", "95%") == "will keep missing 95% unless something changes"
    assert assurance_words(None, "95%") is None


def test_polarity_and_target() -> None:
    assert [improvement_of(polarity) for polarity in POLARITIES] == ["high", "low", "none", "none"]
    assert [target_of(polarity, 20, 24) for polarity in POLARITIES] == [20, 24, None, None]
    assert target_of("low", None, 85) == 85
    assert target_of("high", None, 85) is None
