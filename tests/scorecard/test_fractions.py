"""Percentages that are written as fractions: shown as published, and nothing is derived of them."""

from __future__ import annotations

import pytest

from tests.support.published import read, table
from tui.scorecard.insights import insights
from tui.scorecard.model import Scorecard
from tui.scorecard.oddities import oddities
from tui.scorecard.overview import overview

HEADING = ("Ref", "Indicator", "Jul-23", "Aug-23", "Current", "Target", "England Average (2021/22)", "Performance")


def scorecard(july: str, august: str, current: str, target: str = "", england: str = "") -> Scorecard:
    row = ["FD2f", "MASH Screenings Completed within 72hrs", july, august, current, target, england, "G"]
    return read(table(HEADING, row))


@pytest.mark.parametrize(
    ("july", "august", "current", "target", "england"),
    [
        ("0.5", "0.6", "0.7", "80", ""),
        ("0.5", "0.6", "0.7", "80%", ""),
        ("0.5", "0.6", "0.7", "", "71.5"),
        ("50", "60", "0.7", "80", ""),
        ("50%", "60%", "0.7", "", ""),
    ],
)
def test_nothing_is_derived_of_a_fraction_beside_points(
    july: str, august: str, current: str, target: str, england: str
) -> None:
    odd = scorecard(july, august, current, target, england)
    one, insight = overview(odd).indicators[0], insights(odd).by_ref["FD2f"]
    assert (one.current.value, one.current.text) == (0.7, "0.7")
    assert (one.gap, one.since_last_month, insight.derived_rating, insight.derived_direction) == (None,) * 4
    assert [benchmark.gap for benchmark in one.benchmarks] == [None] * bool(england)
    assert not [finding for finding in insight.findings if finding.kind == "rating_target"]
    assert "“0.7” is a fraction" in " ".join(problem.message for problem in oddities(odd))


@pytest.mark.parametrize(("current", "target"), [("97%", "0.98"), ("97", "0.98"), ("97%", "1"), ("62%", "0.6-0.7")])
def test_nothing_is_derived_of_points_beside_a_target_that_is_a_fraction(current: str, target: str) -> None:
    odd = scorecard("95%", "96%", current, target)
    one, insight = overview(odd).indicators[0], insights(odd).by_ref["FD2f"]
    assert (one.gap, one.since_last_month, insight.derived_rating, insight.derived_direction) == (None,) * 4
    assert not [finding for finding in insight.findings if finding.kind == "rating_target"]
    (problem,) = (problem for problem in oddities(odd) if problem.code == "mixed_scale")
    assert problem.message.startswith(f"“{target}” is a fraction, and the figure is in points (about ")
    assert problem.place.endswith(":6")


@pytest.mark.parametrize(("name", "target"), [("Assessments in time", "98%"), ("Assessments in time %", "98")])
def test_a_percentage_that_no_catalogue_knows_is_one_by_its_sign(name: str, target: str) -> None:
    odd = read(table(HEADING, ["FD99", name, "0.95", "0.96", "0.97", target, "", "G"]))
    assert overview(odd).indicators[0].gap is None
    assert "“0.97” is a fraction" in " ".join(problem.message for problem in oddities(odd))


@pytest.mark.parametrize(
    ("july", "august", "current", "target"),
    [
        ("0.9", "0.8", "0.7", "2"),  # a small percentage, held against a small one
        ("0.9%", "0.8%", "0.7%", "80%"),  # said to be one
        ("1.9", "1.2", "0.7", "1"),
        ("50", "60", "70", "80"),
    ],
)
def test_a_small_percentage_is_one(july: str, august: str, current: str, target: str) -> None:
    usual = scorecard(july, august, current, target)
    gap = overview(usual).indicators[0].gap
    assert gap is not None
    assert "is a fraction" not in " ".join(problem.message for problem in oddities(usual))


def test_fractions_beside_nothing_else_are_told_without_a_verdict() -> None:
    (problem,) = oddities(scorecard("0.5", "0.6", "0.7", "0.8"))
    assert (problem.severity, problem.code) == ("info", "small_percentages")
    assert "between 0 and 1" in problem.message
    assert overview(scorecard("0.5", "0.6", "0.7", "0.8")).indicators[0].gap is not None
