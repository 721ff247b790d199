"""Derived ratings in words: what a rule made of a figure, or why it could make nothing of it.

Expressions over the columns that `tui.scorecard.rating.judge` computes.
"""

from __future__ import annotations

from typing import Final

import polars as pl

_GOOD: Final = pl.format("{} is good", "polarity")
_NEAR: Final = pl.col("polarity") == "near"


def why_none() -> pl.Expr:
    """Why there is no derived rating; null where there can be one. The most lasting reason comes first."""
    return pl.coalesce(_no_rule(), _unusable_rule(), _no_target(), _no_evidence())


def _no_rule() -> pl.Expr:
    directed = pl.col("polarity").is_in(["high", "low", "near"]).fill_null(False)
    return (
        pl.when(~directed)
        .then(pl.lit("neither high nor low is good"))
        .when(pl.col("rule").is_null())
        .then(pl.lit("no rating rule holds for it"))
    )


def _unusable_rule() -> pl.Expr:
    """A rule that lacks a number, or that says nothing of this polarity."""
    kind, high = pl.col("kind"), pl.col("polarity") == "high"
    lacking = pl.coalesce(
        pl.when((kind == "floor") & pl.col("floor").is_null()).then(pl.lit("floor")),
        pl.when((kind == "thresholds") & pl.col("red").is_null()).then(pl.lit("level where Red begins")),
        pl.when((kind == "comparator") & pl.col("comparator").is_null()).then(pl.lit("comparator")),
    )
    crossed = pl.when(high).then(pl.col("red") > pl.col("amber")).otherwise(pl.col("red") < pl.col("amber"))
    return (
        pl.when(kind.is_in(["floor", "thresholds"]) & _NEAR)
        .then(pl.format("the rule {} needs high or low to be good", "rule"))
        .when(lacking.is_not_null())
        .then(pl.format("the rule {} names no {}", "rule", lacking))
        .when((kind == "thresholds") & crossed)
        .then(pl.format("by the rule {} Red begins on the better side of Amber, where {}", "rule", _GOOD))
    )


def _no_target() -> pl.Expr:
    """What a rule that measures from the target misses in it."""
    low, high, text, polarity = pl.col("low"), pl.col("high"), _target(), pl.col("polarity")
    kind = pl.col("kind")
    needed = (kind != "thresholds") & ((kind != "comparator") | _NEAR)
    numberless = low.is_null() & high.is_null()
    facing = pl.when(polarity == "high").then(low.is_null()).when(polarity == "low").then(high.is_null())
    return pl.when(needed).then(
        pl.when(numberless & pl.col("target_text").is_null())
        .then(pl.lit("no target published"))
        .when(numberless)
        .then(pl.format("the target is only in words: {}", text))
        .when((kind == "range") & (polarity != "near") & (low == high))
        .then(pl.format("the target {} is a single number and no range", text))
        .when((kind != "range") & facing.fill_null(False))
        .then(pl.format("the target {} limits the other side, where {}", text, _GOOD))
    )


def _no_evidence() -> pl.Expr:
    """What a rule needs beside the target and has not got."""
    kind = pl.col("kind")
    return (
        pl.when(pl.col("figure").is_null())
        .then(pl.lit("no figure this month"))
        .when((kind == "comparator") & pl.col("theirs").is_null())
        .then(pl.format("no benchmark of {}", "comparator_name"))
        .when((kind == "last_year") & (pl.col("off") > 0) & pl.col("whole_year"))
        .then(pl.lit("off target, and last year's outturn is that of the whole year"))
        .when((kind == "last_year") & (pl.col("off") > 0) & pl.col("last_year").is_null())
        .then(pl.lit("off target, and there is no outturn of last year"))
    )


def explained(judged: pl.DataFrame) -> pl.DataFrame:
    """`judged` with `reason`: what was applied to a figure, or why nothing was."""
    return judged.with_columns(**_pieces()).with_columns(reason=pl.coalesce("why_none", _applied()))


def _pieces() -> dict[str, pl.Expr]:
    """The figures and amounts that sentences are made of, each as a column."""
    side = pl.when(pl.col("figure") < pl.col("end")).then(pl.lit("below")).otherwise(pl.lit("above"))
    year = pl.col("theirs_year").fill_null("year not stated")
    return {
        "figure_words": pl.coalesce("text", _level("figure")),
        "target_words": _target(),
        "outturn_words": pl.coalesce("last_year_text", _level("last_year")),
        "their_words": pl.format(
            "the {} of {} ({})", pl.coalesce("theirs_text", _level("theirs")), "comparator_name", year
        ),
        "away_words": pl.format("{} {}", _amount("off"), side),
        "end_words": _level("end"),
        "green_words": _tolerance("green_to", pl.col("green")),
        "amber_words": _tolerance("amber_to", pl.col("green") + pl.col("amber")),
    }


def _tolerance(limit: str, percent: pl.Expr) -> pl.Expr:
    """`10% of it (8 pp)`, or `5 pp`."""
    of_it = pl.format("{}% of it ({})", _number(percent), _amount(limit))
    return pl.when(pl.col("kind") == "percent_of_target").then(of_it).otherwise(_amount(limit))


def _applied() -> pl.Expr:
    """What a rule made of a figure: "69% is 11 pp below 80%, more than 10% of it (8 pp)"."""
    kind = pl.col("kind")
    return (
        pl.when(kind == "thresholds")
        .then(_by_thresholds())
        .when((kind == "comparator") & ~_NEAR)
        .then(_by_comparator())
        .when(pl.col("off") <= 0)
        .then(pl.format("{} meets the target of {}", "figure_words", "target_words"))
        .otherwise(pl.format("{} is {} {}{}", "figure_words", "away_words", "end_words", _by_target()))
    )


def _by_target() -> pl.Expr:
    kind = pl.col("kind")
    return (
        pl.when(kind == "floor")
        .then(_by_floor())
        .when(kind == "last_year")
        .then(_by_outturn())
        .when(kind == "comparator")
        .then(_by_nearness())
        .otherwise(_by_tolerance())
    )


def _by_tolerance() -> pl.Expr:
    """Within or beyond the tolerances of Green and Amber."""
    between = pl.format(", more than {} but within {}", "green_words", "amber_words")
    return _rated(
        green=pl.format(", within {}", "green_words"),
        amber=pl.when(pl.col("green_to") > 0).then(between).otherwise(pl.format(", within {}", "amber_words")),
        red=pl.when(pl.col("amber_to") > 0)
        .then(pl.format(", more than {}", "amber_words"))
        .otherwise(pl.lit(", with no tolerance")),
    )


def _by_floor() -> pl.Expr:
    side = pl.when(pl.col("polarity") == "high").then(pl.lit("below")).otherwise(pl.lit("above"))
    beyond = pl.format("{} the floor of {}", side, _level("floor"))
    return _rated(amber=pl.format(", not {}", beyond), red=pl.format(", {}", beyond))


def _by_outturn() -> pl.Expr:
    when = pl.coalesce(pl.format(" in {}", "year"), pl.lit(" last year"))
    worse = pl.format("worse than {}{}", "outturn_words", when)
    return _rated(amber=pl.format(", no {}", worse), red=pl.format(", {}", worse))


def _by_nearness() -> pl.Expr:
    """Where good is near the target: whether they are as far off."""
    farther = pl.format(", farther off than {}", "their_words")
    return _rated(
        green=pl.format(", no farther off than {}", "their_words"),
        amber=pl.format("{}, by no more than {}", farther, _amount("amber")),
        red=farther,
    )


def _by_thresholds() -> pl.Expr:
    amber = pl.format("{}, where Amber begins", _level("amber"))
    red = pl.format("{}, where Red begins", _level("red"))
    return _rated(
        green=pl.format("{} is no worse than {}", "figure_words", amber),
        amber=pl.format("{} is worse than {}, but not than {}", "figure_words", amber, red),
        red=pl.format("{} is worse than {}", "figure_words", red),
    )


def _by_comparator() -> pl.Expr:
    away = pl.format("{} is {} {}{}", "figure_words", "away_words", "their_words", _by_tolerance())
    level = pl.format("{} is no worse than {}", "figure_words", "their_words")
    return pl.when(pl.col("off") > 0).then(away).otherwise(level)


def _rated(*, amber: pl.Expr, red: pl.Expr, green: pl.Expr | None = None) -> pl.Expr:
    """The words for the rating that was derived; rules that are Green on target only have none for that."""
    rating = pl.col("derived_rating")
    green = pl.lit("") if green is None else green
    return pl.when(rating == "R").then(red).when(rating == "A").then(amber).otherwise(green)


def _target() -> pl.Expr:
    return pl.coalesce("target_text", _level("low"), _level("high"))


def _level(value: str) -> pl.Expr:
    """A figure in the indicator's unit: `80%`, `612`."""
    sign = pl.when(pl.col("unit") == "percent").then(pl.lit("%")).otherwise(pl.lit(""))
    return pl.format("{}{}", _number(pl.col(value)), sign)


def _amount(value: str) -> pl.Expr:
    """A difference in the indicator's unit: `8 pp`, `71 per 10,000`, `12`."""
    unit = pl.col("unit").replace_strict({"percent": " pp", "rate_per_10000": " per 10,000"}, default="")
    return pl.format("{}{}", _number(pl.col(value)), unit)


def _number(value: pl.Expr) -> pl.Expr:
    """A number without digits that say nothing: `8`, `0.21`."""
    return value.round(3).cast(pl.String).str.strip_suffix(".0")
