"""The rule lab: on ratings made by a known rule, on those that none explains, and on the bundled scorecard."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.figures import benchmarks, bundled, catalogue, figure, frame, indicator, outturns
from tui.scorecard.catalogue import Catalogue, RatingRule
from tui.scorecard.rule_lab import Lab, Scenario, rule_lab

OFFS = (0, 1, 2, 3, 5, 6, 9, 11, 16, 20)


def rated(*ratings: tuple[dict[str, Any], str | None]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Figures X1, X2... with their published ratings."""
    rows = [{**row, "ref": f"X{number}"} for number, (row, _) in enumerate(ratings, 1)]
    published = [(f"X{number}", rating) for number, (_, rating) in enumerate(ratings, 1)]
    return frame(*rows), pl.DataFrame(published, schema={"ref": pl.String, "rating": pl.String}, orient="row")


def lab(
    *ratings: tuple[dict[str, Any], str | None], known: Catalogue | None = None, england: dict[str, str] | None = None
) -> Lab:
    figures, published = rated(*ratings)
    return rule_lab(figures, published, known or catalogue(), outturns(), benchmarks(**(england or {})))


def below(points: int, rating: str | None) -> tuple[dict[str, Any], str | None]:
    return figure(f"{80 - points}%", "80%"), rating


def scenario(found: Lab, key: str) -> Scenario:
    return next(one for one in found.scenarios if one.key == key)


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 10), st.integers(0, 10))
def test_a_rule_behind_the_ratings_is_found(green: int, amber: int) -> None:
    def letter(points: int) -> str:
        return "G" if points <= green else "A" if points <= green + amber else "R"

    found = lab(*(below(points, letter(points)) for points in OFFS))
    points = next(fit for fit in found.fits if fit.kind == "points")
    assert points.agree == points.at_most == len(OFFS) == len(found.judged)
    assert points.disagree == ()
    assert points.green <= green
    assert points.green + points.amber <= green + amber


def test_ratings_that_contradict_each_other_are_explained_by_none() -> None:
    found = lab(below(1, "G"), below(1, "A"), below(20, "R"))
    assert [(fit.agree, fit.at_most) for fit in found.fits] == [(2, 2), (2, 2)]
    (flip,) = found.fits[0].disagree
    assert (flip.ref, flip.published, flip.derived) == ("X1", "G", "A")
    assert flip.reason == "79% is 1 pp below 80%, within 2% of it (1.6 pp)"


def test_an_odd_tolerance_counts_for_the_most_that_any_explains() -> None:
    figures = [(figure("99.7%", "100%"), "G"), (figure("99.5%", "100%"), "A"), (figure("99.2%", "100%"), "R")]
    fit = lab(*figures).fits[1]
    assert (fit.agree, fit.at_most) == (1, 3)


def test_only_ratings_with_a_direction_a_target_and_a_figure_are_judged() -> None:
    found = lab(
        below(0, "G"),
        below(0, None),
        (figure("80%", "80%", "none"), "G"),
        (figure("80%"), "G"),
        (figure("", "80%"), "R"),
        (figure("80", "fewer than 85"), "A"),
    )
    assert found.rated == 5
    assert found.judged == ("X1",)


def test_without_anything_to_judge_there_is_no_fit() -> None:
    found = lab((figure("80%"), "G"))
    assert (found.rated, found.judged, found.fits) == (1, (), ())
    assert [one.compared for one in found.scenarios] == [0] * 6


@pytest.mark.parametrize(
    ("key", "flips"),
    [
        ("percent_5", {"X2": "GA", "X3": "AR", "X4": "AR"}),
        ("percent_10", {"X2": "GA", "X4": "AR"}),
        ("points_2_5", {"X3": "AR", "X4": "AR"}),
        ("none", {"X2": "GR", "X3": "AR", "X4": "AR"}),
    ],
)
def test_what_each_rule_would_flip(key: str, flips: dict[str, str]) -> None:
    found = scenario(lab(below(0, "G"), below(2, "G"), below(7, "A"), below(9, "A"), below(11, "R")), key)
    assert found.compared == 5
    assert {flip.ref: flip.published + flip.derived for flip in found.flips} == flips


def test_a_floor_is_the_catalogues_else_the_national_figure() -> None:
    kent = RatingRule("kent", "floor", floor=75, indicators=("X1",))
    known = catalogue(kent, indicators=(indicator("X1"), indicator("X2"), indicator("X3")))
    found = lab(below(6, "G"), below(6, "G"), below(6, "G"), known=known, england={"X1": "60%", "X2": "60%"})
    floor = scenario(found, "floor")
    assert floor.compared == 2
    assert [(flip.ref, flip.derived) for flip in floor.flips] == [("X1", "R"), ("X2", "A")]
    assert scenario(found, "catalogue").compared == 1


def test_no_single_tolerance_fits_the_bundled_scorecard() -> None:
    scorecard, frames, figures = bundled()
    found = rule_lab(figures, frames.published, scorecard.catalogue, frames.outturns, frames.benchmarks)
    assert found.rated == 61
    assert len(found.judged) == 14
    percent, points = found.fits
    assert (percent.kind, percent.green, percent.amber, percent.agree, percent.at_most) == (
        "percent_of_target",
        7,
        3,
        12,
        13,
    )
    assert (points.kind, points.green, points.amber, points.agree, points.at_most) == ("points", 6, 3, 12, 12)
    assert [flip.ref for flip in percent.disagree] == ["CF31", "SG15"]
    assert [flip.ref for flip in points.disagree] == ["CF31", "SG15"]
    assert {one.key: [flip.ref for flip in one.flips] for one in found.scenarios} == {
        "catalogue": ["CIN8", "CIN20", "CF23", "SG15"],
        "percent_5": ["CIN8", "CIN20", "CF23", "CF30", "SG15"],
        "percent_10": ["CIN8", "CIN20", "CF23", "SG15"],
        "points_2_5": ["CF23", "CF30", "CF31", "SG15"],
        "floor": ["CIN8", "CF23", "CF30", "CF31"],
        "none": ["CIN8", "CIN20", "CF23", "CF30", "CF31", "SG15"],
    }
