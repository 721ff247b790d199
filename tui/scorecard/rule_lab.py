"""The rule lab: which tolerance would explain the published ratings, and what each common rule would make of them.

It judges the indicators that a tolerance could be read off: those with a published rating, a good direction, a target
in numbers and a figure. Nothing here changes a rating; it says whether one rule lies behind the published ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec
import polars as pl

from tui.scorecard.catalogue import Catalogue
from tui.scorecard.rating import RULE_COLUMNS, judge, measure, with_rules

STEPS: Final = tuple(map(float, range(21)))
"""Round tolerances: whole per cents of the target, whole points of the scale."""

KINDS: Final = ("percent_of_target", "points")
"""Kinds of tolerance tried, in the order to report them."""

OWN: Final = "catalogue"
FLOOR: Final = "floor"
SCENARIOS: Final = {
    OWN: "the catalogue's own rules",
    "percent_5": "Green on target, Amber within 5% of it",
    "percent_10": "Green on target, Amber within 10% of it",
    "points_2_5": "Green within 2 points, Amber within 5",
    FLOOR: "Amber down to a floor: the catalogue's, else the national figure",
    "none": "no tolerance: Red off target",
}
"""What is compared with the published ratings, by its stable key; else than in `catalogue`, one rule for all."""

_TOLERANCES: Final = {
    "percent_5": ("percent_of_target", 0.0, 5.0),
    "percent_10": ("percent_of_target", 0.0, 10.0),
    "points_2_5": ("points", 2.0, 3.0),
    FLOOR: ("floor", 0.0, 0.0),
    "none": ("points", 0.0, 0.0),
}
"""Kind, `green` and `amber` of each scenario but the catalogue's."""


class Flip(msgspec.Struct, frozen=True):
    """An indicator whose published rating is not the one that a rule derives, and what was applied."""

    ref: str
    published: str
    derived: str
    reason: str


class Fit(msgspec.Struct, frozen=True):
    """The round tolerance of a kind that agrees with most published ratings; of several the narrowest.

    `green` and `amber` are the parameters of such a rule (Green within `green`, Amber within `green` + `amber`), in per
    cent of the target or in points. `agree` counts the ratings it agrees with, `tied` the round tolerances that agree
    with as many, `at_most` the ratings that the best of all tolerances, however odd, agrees with.
    """

    kind: str
    green: float
    amber: float
    agree: int
    tied: int
    at_most: int
    disagree: tuple[Flip, ...]


class Scenario(msgspec.Struct, frozen=True):
    """What one rule would make of the published ratings. `compared` counts the indicators that have both."""

    key: str
    words: str
    compared: int
    flips: tuple[Flip, ...]


class Lab(msgspec.Struct, frozen=True):
    """`judged` are the refs that a tolerance could be read off, of `rated` with a published rating."""

    rated: int
    judged: tuple[str, ...]
    fits: tuple[Fit, ...]
    scenarios: tuple[Scenario, ...]


def rule_lab(
    figures: pl.DataFrame,
    published: pl.DataFrame,
    catalogue: Catalogue,
    outturns: pl.DataFrame,
    benchmarks: pl.DataFrame,
) -> Lab:
    """Everything the lab says of one scorecard.

    `figures`, `outturns` and `benchmarks` as for `rating.derive`, `published` with `ref, rating`, one row an indicator.
    """
    rated = figures.join(
        published.select("ref", published=pl.col("rating").cast(pl.String)).drop_nulls(),
        on="ref",
        maintain_order="left",
    )
    with_target = rated.filter(
        pl.col("polarity").is_in(["high", "low", "near"])
        & pl.col("value").is_not_null()
        & (pl.col("low").is_not_null() | pl.col("high").is_not_null())
    )
    judged = measure(_under_one(KINDS[0], with_target), outturns, benchmarks).filter(_compared())
    evidence = (with_target.join(judged.select("ref"), on="ref", how="semi"), outturns, benchmarks)
    return Lab(
        rated=rated.height,
        judged=tuple(judged["ref"]),
        fits=tuple(_fit(kind, *evidence) for kind in KINDS if not judged.is_empty()),
        scenarios=tuple(_scenario(key, rated, catalogue, outturns, benchmarks) for key in SCENARIOS),
    )


def _compared() -> pl.Expr:
    return pl.col("published").is_not_null() & pl.col("derived_rating").is_not_null()


def _fit(kind: str, figures: pl.DataFrame, outturns: pl.DataFrame, benchmarks: pl.DataFrame) -> Fit:
    """The best tolerances of one kind for figures with their published ratings."""
    scores = _scores(kind, STEPS, figures, outturns, benchmarks)
    best = scores.filter(pl.col("agree") == pl.col("agree").max())
    narrowest = best.sort(pl.col("green") + pl.col("amber"), "green").row(0, named=True)
    green, amber = narrowest["green"], narrowest["amber"]
    flips = _flips(judge(_under_one(kind, figures, green, amber), outturns, benchmarks))
    odd = _scores(kind, _turning_points(kind, figures, outturns, benchmarks), figures, outturns, benchmarks)
    at_most = max(*scores["agree"], *odd["agree"])
    return Fit(kind, green, amber, narrowest["agree"], best.height, at_most, flips)


def _scores(
    kind: str, steps: Sequence[float], figures: pl.DataFrame, outturns: pl.DataFrame, benchmarks: pl.DataFrame
) -> pl.DataFrame:
    """With how many published ratings each tolerance agrees that is Green to one of `steps` and Amber to another.

    Returns `green, amber, agree`.
    """
    tolerances = [(green, amber_to - green) for green in steps for amber_to in steps if amber_to >= green]
    grid = pl.concat(_rule(kind, green, amber) for green, amber in tolerances)
    tried = measure(figures.join(grid, how="cross"), outturns, benchmarks)
    agrees = (pl.col("derived_rating").cast(pl.String) == pl.col("published")).sum()
    return tried.group_by("green", "amber", maintain_order=True).agg(agree=agrees.cast(pl.Int64))


def _turning_points(
    kind: str, figures: pl.DataFrame, outturns: pl.DataFrame, benchmarks: pl.DataFrame
) -> Sequence[float]:
    """The only tolerances that matter: none, and those that a figure is just within."""
    measured = measure(_under_one(kind, figures), outturns, benchmarks)
    share = pl.when(pl.col("end") != 0).then(pl.col("off") / pl.col("end").abs() * 100).fill_null(0.0)
    off = measured.select(off=share if kind == "percent_of_target" else "off").to_series()
    return sorted({0.0, *off.to_list()})


def _under_one(kind: str, figures: pl.DataFrame, green: float = 0.0, amber: float = 0.0) -> pl.DataFrame:
    """All figures under the same rule."""
    return figures.join(_rule(kind, green, amber), how="cross", maintain_order="left")


def _rule(kind: str, green: float, amber: float) -> pl.DataFrame:
    """The `RULE_COLUMNS` of a rule without a floor, a level or a comparator."""
    row = {"rule": kind, "kind": kind, "green": green, "amber": amber, "below": 0.0, "above": 0.0}
    return pl.DataFrame([row], schema=RULE_COLUMNS)


def _scenario(
    key: str, rated: pl.DataFrame, catalogue: Catalogue, outturns: pl.DataFrame, benchmarks: pl.DataFrame
) -> Scenario:
    """What one scenario makes of all indicators with a published rating."""
    own = with_rules(rated, catalogue)
    ruled = own if key == OWN else _under(key, own, catalogue, benchmarks)
    compared = judge(ruled, outturns, benchmarks).filter(_compared())
    return Scenario(key, SCENARIOS[key], compared.height, _flips(compared))


def _under(key: str, own: pl.DataFrame, catalogue: Catalogue, benchmarks: pl.DataFrame) -> pl.DataFrame:
    """All figures under one rule; under that of floors, each with its own."""
    kind, green, amber = _TOLERANCES[key]
    ruled = _under_one(kind, own.drop(RULE_COLUMNS), green, amber)
    return ruled.with_columns(_floors(own, catalogue, benchmarks)) if key == FLOOR else ruled


def _floors(own: pl.DataFrame, catalogue: Catalogue, benchmarks: pl.DataFrame) -> pl.Series:
    """Each indicator's floor: that of its own rule, else the national figure; null where there is neither."""
    national = [key for key, comparator in catalogue.comparators.items() if comparator.kind == "national"]
    theirs = benchmarks.filter(pl.col("comparator").is_in(national)).select("ref", national="value")
    of_rule = pl.when(pl.col("kind") == "floor").then(pl.col("floor"))
    return (
        own.join(theirs.unique("ref", keep="first"), on="ref", how="left", maintain_order="left")
        .select(floor=pl.coalesce(of_rule, "national"))
        .to_series()
    )


def _flips(compared: pl.DataFrame) -> tuple[Flip, ...]:
    differing = compared.filter(pl.col("derived_rating").cast(pl.String) != pl.col("published"))
    return tuple(Flip(*row) for row in differing.select("ref", "published", "derived_rating", "reason").iter_rows())
