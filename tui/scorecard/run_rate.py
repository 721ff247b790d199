"""Run rates: what the months up to March must bring for a year-to-date figure to end the year on target.

The year runs from April to March, and a target is that of the year's end. For counts, what is left to the target is
spread evenly over the months left. A percentage weighs months by how many were counted in each, and these are not in
a scorecard: every month to come is taken to be as large as the mean of those so far. With the count behind the
percentage known (its denominator, for the year to date), the size of such a month is given too; without it, equal
months are a guess, and the words say "about".
"""

from __future__ import annotations

from typing import Final

import polars as pl

from tui.scorecard.catalogue import Catalogue
from tui.scorecard.cohort import cohorts

NEEDED: Final = "needed"
OUT_OF_REACH: Final = "out_of_reach"
SECURE: Final = "secure"
STATUSES: Final = (NEEDED, OUT_OF_REACH, SECURE)
"""The months left must bring something; nothing that they bring can suffice; whatever they bring suffices."""


def run_rates(figures: pl.DataFrame, catalogue: Catalogue) -> pl.DataFrame:
    """What each month left must bring, for counts and percentages of the year to date that have a target.

    `figures` holds `ref, period, unit, polarity, basis, value, text, low, high`, one row an indicator. Returns
    `ref, months_left, status, needed, cases, text` for those of which it can be said; nothing in March, without a
    target on the side that counts, or with polarity `none`.

    `needed` is how many a month, or the share of a month in per cent, that ends the year just on target, rounded to the
    safe side (counts to one digit, shares to a whole per cent); null where out of reach or secure. `cases` is how
    many a month the percentage is a share of, null where that is not known.
    """
    sized = cohorts(figures, catalogue).select("ref", "cohort")
    return (
        figures.filter((pl.col("basis") == "ytd") & pl.col("unit").is_in(["count", "percent"]))
        .filter(pl.col("polarity").is_in(["high", "low", "near"]))
        .join(sized, on="ref", how="left", maintain_order="left")
        .with_columns(months=(pl.col("period").dt.month().cast(pl.Int32) + 8) % 12 + 1, target=_target())
        .with_columns(months_left=12 - pl.col("months"))
        .filter((pl.col("months_left") > 0) & pl.col("value").is_not_null() & pl.col("target").is_not_null())
        .with_columns(exact=_exact().round(9), most=_most())
        .with_columns(status=_status(), safe=_to_safe_side(), cases=pl.col("cohort") / pl.col("months"))
        .with_columns(needed=pl.when(pl.col("status") == NEEDED).then(pl.col("safe")))
        .select("ref", "months_left", pl.col("status").cast(pl.Enum(STATUSES)), "needed", "cases", _words())
    )


def _target() -> pl.Expr:
    """The end of the target that counts; for polarity `near` the one that the figure misses, none inside."""
    low, high, value = pl.col("low"), pl.col("high"), pl.col("value")
    missed = pl.when(value < low).then(low).when((value > high) | (low == high)).then(high)
    return (
        pl.when(pl.col("polarity") == "high").then(low).when(pl.col("polarity") == "low").then(high).otherwise(missed)
    )


def _exact() -> pl.Expr:
    """What each month left must bring: an even share of the rest, or the share that makes up the mean."""
    value, target, left = pl.col("value"), pl.col("target"), pl.col("months_left")
    share = (target * 12 - value * pl.col("months")) / left
    return pl.when(pl.col("unit") == "count").then((target - value) / left).otherwise(share)


def _most() -> pl.Expr:
    """The most that a month can bring; null for counts, which have no ceiling."""
    return pl.when(pl.col("unit") == "percent").then(100.0)


def _status() -> pl.Expr:
    exact, most, polarity = pl.col("exact"), pl.col("most"), pl.col("polarity")
    too_much, too_little = (exact > most).fill_null(False), exact < 0
    return (
        pl.when(polarity == "high")
        .then(_either(OUT_OF_REACH, too_much, SECURE, exact <= 0))
        .when(polarity == "low")
        .then(_either(OUT_OF_REACH, too_little, SECURE, (exact >= most).fill_null(False)))
        .otherwise(_either(OUT_OF_REACH, too_much, OUT_OF_REACH, too_little))
    )


def _either(one: str, when: pl.Expr, other: str, then: pl.Expr) -> pl.Expr:
    return pl.when(when).then(pl.lit(one)).when(then).then(pl.lit(other)).otherwise(pl.lit(NEEDED))


def _to_safe_side() -> pl.Expr:
    scale = pl.when(pl.col("unit") == "count").then(10.0).otherwise(1.0)
    scaled = (pl.col("exact") * scale).round(6)
    up, down, even = scaled.ceil(), scaled.floor(), scaled.round()
    polarity = pl.col("polarity")
    return pl.when(polarity == "high").then(up).when(polarity == "low").then(down).otherwise(even) / scale


def _words() -> pl.Expr:
    """`about 91% in each of the 6 months left to end the year on 80%`"""
    left, ending = _months_left(), pl.format("to end the year on {}", _level("target"))
    guessed = (pl.col("unit") == "percent") & pl.col("cases").is_null()
    about = pl.when(guessed).then(pl.lit("about ")).otherwise(pl.lit(""))
    limit = pl.when(pl.col("polarity") == "low").then(pl.lit("no more than ")).otherwise(pl.lit(""))
    cases = pl.format(" (some {} a month)", pl.col("cases").round().cast(pl.Int64))
    sized = pl.when(pl.col("unit") == "percent").then(cases).fill_null("")
    needed = pl.format("{}{}{} in {}{} {}", limit, about, _level("needed"), left, sized, ending)
    secure = pl.format("{} at the end of the year is {}certain already", _level("target"), about)
    return (
        pl.when(pl.col("status") == NEEDED)
        .then(needed)
        .when(pl.col("status") == SECURE)
        .then(secure)
        .otherwise(_out_of_reach(about))
        .alias("text")
    )


def _out_of_reach(about: pl.Expr) -> pl.Expr:
    """`95% is out of reach by March: 100% in each of the 6 months left makes about 91%`"""
    extreme = pl.when(pl.col("exact") < 0).then(0.0).otherwise(pl.col("most"))
    best = (pl.col("value") * pl.col("months") + extreme * pl.col("months_left")) / 12
    bound = pl.format(
        "{} is out of reach by March: {}% in {} makes {}{}%",
        _level("target"),
        _number(extreme),
        _months_left(),
        about,
        _number(best.round()),
    )
    passed = pl.format("{} is out of reach by March: {} stand already", _level("target"), _level("value"))
    return pl.when(pl.col("unit") == "percent").then(bound).otherwise(passed)


def _months_left() -> pl.Expr:
    several = pl.format("each of the {} months left", "months_left")
    return pl.when(pl.col("months_left") == 1).then(pl.lit("the month left")).otherwise(several)


def _level(column: str) -> pl.Expr:
    sign = pl.when(pl.col("unit") == "percent").then(pl.lit("%")).otherwise(pl.lit(""))
    return pl.format("{}{}", _number(pl.col(column)), sign)


def _number(value: pl.Expr) -> pl.Expr:
    return value.round(3).cast(pl.String).str.strip_suffix(".0")
