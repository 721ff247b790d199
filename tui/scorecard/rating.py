"""Derived ratings: Red, Amber or Green by the catalogue's rules, and in words what was applied or why there is none.

Every kind of rule comes down to three numbers in the indicator's unit: how far a figure is `off`, on the wrong side
of what it is measured from (0 there and beyond it); how far off is still Green; how far off is still Amber. Exactly
as far always counts for the better rating.

    kind               measured from  Green to                    Amber to
    percent_of_target  target         `green` % of it             `green` + `amber` % of it
    points             target         the leeway of its side      that and `amber` more
    floor              target         on target                   `floor`
    thresholds         `amber`        there                       `red`
    range              target         `green`                     `green` + `amber`
    last_year          target         on target                   last year's outturn
    comparator         benchmark      `green`                     `green` + `amber`

- Where high is good a range is missed below its low end, where low is good above its high end, `near` on both sides.
- A `points` rule has a leeway on each side of the target on the numeric scale, `below` (-2) and `above` (+1), whichever
  side is the wrong one; `green` is that of both sides where neither is given.
- `thresholds` are where Amber and where Red begin: what is worse than `amber` is not Green, worse than `red` is Red.
- A `range` is left on either side, whatever the polarity: better than the range is outside it, too. A single number is
  a range only where the polarity is `near`.
- `last_year` needs an outturn only off target; a count for the year to date has none to be compared with.
- By a `comparator` rule, an indicator that is good near its target is Green where it is no farther off than they are.
- `floor` and `thresholds` say nothing of polarity `near`; polarity `none` has no derived rating by any rule.

Figures are compared as published (67% is 67), without the noise of binary fractions.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import polars as pl

from tui.scorecard import rating_words as words
from tui.scorecard.catalogue import Catalogue, Indicator, RatingRule, unlisted_comparator
from tui.scorecard.frames import Rating
from tui.scorecard.gap import decimals, to_published_precision
from tui.scorecard.periods import key

RULE_COLUMNS: Final = {
    "rule": pl.String,
    "kind": pl.String,
    "green": pl.Float64,
    "amber": pl.Float64,
    "below": pl.Float64,
    "above": pl.Float64,
    "red": pl.Float64,
    "floor": pl.Float64,
    "comparator": pl.String,
    "comparator_name": pl.String,
}
"""The columns of a rule beside a figure; all null where no rule holds."""

_NOISE: Final = 1e-9
"""What binary fractions may differ by and still be equal."""

_FOR_INDICATORS, _FOR_AREAS, _FOR_ALL, _NOT_FOR_IT = 3, 2, 1, 0


def rule_for(catalogue: Catalogue, indicator: Indicator, period: date) -> RatingRule | None:
    """The rule that holds for an indicator in a month; null where none does.

    A rule that names the indicator beats one that names its area, which beats one for the whole scorecard; among
    equals the one that applies from the latest month up to `period`, and then the later one in the file.
    """
    in_force = [rule for rule in catalogue.rules.values() if (rule.applies_from or "") <= key(period)]
    holding = [rule for rule in reversed(in_force) if _scope(rule, indicator)]
    return max(holding, key=lambda rule: (_scope(rule, indicator), rule.applies_from or ""), default=None)


def _scope(rule: RatingRule, indicator: Indicator) -> int:
    if rule.indicators:
        return _FOR_INDICATORS if indicator.ref in rule.indicators else _NOT_FOR_IT
    if rule.areas:
        return _FOR_AREAS if indicator.area in rule.areas else _NOT_FOR_IT
    return _FOR_ALL


def derive(
    figures: pl.DataFrame, catalogue: Catalogue, outturns: pl.DataFrame, benchmarks: pl.DataFrame
) -> pl.DataFrame:
    """The derived rating of each figure by the rule that the catalogue has for it.

    `figures` holds `ref, period, unit, polarity, basis, value, text, low, high, target_text`, one row an indicator;
    `outturns` one row a ref; `benchmarks` one row a ref and comparator. Returns, in the order of `figures`,
    `ref, derived_rating (R/A/G or null), rule (its key, or null), reason (never null)`.
    """
    judged = judge(with_rules(figures, catalogue), outturns, benchmarks)
    return judged.select("ref", "derived_rating", "rule", "reason")


def with_rules(figures: pl.DataFrame, catalogue: Catalogue) -> pl.DataFrame:
    """`figures` with the `RULE_COLUMNS` of the rule that the catalogue has for each."""
    rows = [_rule_row(catalogue, ref, period) for ref, period in figures.select("ref", "period").iter_rows()]
    return figures.hstack(pl.DataFrame(rows, schema=RULE_COLUMNS, orient="row"))


def _rule_row(catalogue: Catalogue, ref: str, period: date) -> tuple[Any, ...]:
    entry = catalogue.indicators.get(ref)
    rule = rule_for(catalogue, entry, period) if entry else None
    if rule is None:
        return (None,) * len(RULE_COLUMNS)
    named = rule.comparator
    comparator = (catalogue.comparators.get(named) or unlisted_comparator(named)) if named else None
    levels = (rule.green, rule.amber, rule.below, rule.above, rule.red, rule.floor)
    return (rule.key, rule.kind, *levels, named, comparator.name if comparator else None)


def judge(ruled: pl.DataFrame, outturns: pl.DataFrame, benchmarks: pl.DataFrame) -> pl.DataFrame:
    """`ruled`, figures with `RULE_COLUMNS`, with `derived_rating` and `reason`; a ref may stand under many rules."""
    measured = measure(ruled, outturns, benchmarks)
    return words.explained(measured).select(*ruled.columns, "derived_rating", "reason")


def measure(ruled: pl.DataFrame, outturns: pl.DataFrame, benchmarks: pl.DataFrame) -> pl.DataFrame:
    """`ruled` with `derived_rating` and what it comes from, not yet in words.

    Among that are `end`, what a figure is measured from, and `off, green_to, amber_to`, all in the indicator's unit and
    null where nothing can be measured.
    """
    return (
        _with_evidence(ruled, outturns, benchmarks)
        .with_columns(low_from=_measured_from("low"), high_from=_measured_from("high"))
        .with_columns(
            off=_off("figure"),
            off_floor=_off("floor"),
            off_last_year=_off("last_year"),
            off_theirs=_off("theirs"),
            end=_end(),
        )
        .with_columns(green_to=_green_to())
        .with_columns(amber_to=_amber_to(), why_none=words.why_none())
        .with_columns(derived_rating=_rating().cast(Rating))
    )


def _with_evidence(ruled: pl.DataFrame, outturns: pl.DataFrame, benchmarks: pl.DataFrame) -> pl.DataFrame:
    """`ruled` with `figure`, `last_year` and `theirs` as numbers at their published precision, and their texts."""
    before = outturns.select("ref", "year", last_year="value", last_year_text="text")
    whole_year = ((pl.col("unit") == "count") & (pl.col("basis") == "ytd")).fill_null(False)
    against = benchmarks.select("ref", "comparator", theirs_year="year", theirs="value", theirs_text="text")
    return (
        ruled.join(before, on="ref", how="left", maintain_order="left")
        .join(against, on=["ref", "comparator"], how="left", maintain_order="left")
        .with_columns(
            figure=_as_published("value", "text"),
            last_year=pl.when(~whole_year).then(_as_published("last_year", "last_year_text")),
            theirs=_as_published("theirs", "theirs_text"),
            whole_year=whole_year,
        )
    )


def _as_published(value: str, text: str) -> pl.Expr:
    """A value to the digits of its text; the value itself where there is no text."""
    rounded = to_published_precision(pl.col(value), decimals(text))
    return pl.when(pl.col(text).is_null()).then(pl.col(value)).otherwise(rounded)


def _measured_from(end: str) -> pl.Expr:
    """One end of what a figure is measured from: the target's, or the threshold or benchmark for both ends."""
    theirs = (pl.col("kind") == "comparator") & (pl.col("polarity") != "near")
    return (
        pl.when(pl.col("kind") == "thresholds")
        .then(pl.col("amber"))
        .when(theirs)
        .then(pl.col("theirs"))
        .otherwise(pl.col(end))
    )


def _off(value: str) -> pl.Expr:
    """How far a column's values are on the wrong side; 0 on the right one, null where that cannot be said."""
    both = pl.col("kind") == "range"
    below = pl.when(both | (pl.col("polarity") != "low")).then(pl.col("low_from") - pl.col(value))
    above = pl.when(both | (pl.col("polarity") != "high")).then(pl.col(value) - pl.col("high_from"))
    off = pl.max_horizontal(below, above)  # of those there are
    return off.clip(lower_bound=0).round(9)


def _end() -> pl.Expr:
    """The end that a figure misses."""
    return pl.when(pl.col("figure") < pl.col("low_from")).then(pl.col("low_from")).otherwise(pl.col("high_from"))


def _green_to() -> pl.Expr:
    kind, green = pl.col("kind"), pl.col("green")
    one_for_both = (pl.col("below") == 0) & (pl.col("above") == 0)
    of_side = pl.when(pl.col("figure") < pl.col("low_from")).then(pl.col("below")).otherwise(pl.col("above"))
    near_theirs = (kind == "comparator") & (pl.col("polarity") == "near")
    return (
        pl.when(kind == "percent_of_target")
        .then(_share(green))
        .when(kind == "points")
        .then(pl.when(one_for_both).then(green).otherwise(of_side))
        .when(near_theirs)
        .then(pl.col("off_theirs") + green)
        .when(kind.is_in(["range", "comparator"]))
        .then(green)
        .otherwise(0.0)
    )


def _amber_to() -> pl.Expr:
    kind, amber = pl.col("kind"), pl.col("amber")
    return (
        pl.when(kind == "percent_of_target")
        .then(_share(pl.col("green") + amber))
        .when(kind == "floor")
        .then(pl.col("off_floor"))
        .when(kind == "last_year")
        .then(pl.col("off_last_year"))
        .when(kind == "thresholds")
        .then((pl.col("red") - amber).abs())
        .otherwise(pl.col("green_to") + amber)
    )


def _share(percent: pl.Expr) -> pl.Expr:
    """So many per cent of the end that a figure misses."""
    return (percent * pl.col("end").abs() / 100).round(9)


def _rating() -> pl.Expr:
    off = pl.col("off") - _NOISE
    return pl.when(pl.col("why_none").is_null()).then(
        pl.when(off <= pl.col("green_to"))
        .then(pl.lit("G"))
        .otherwise(pl.when(off <= pl.col("amber_to")).then(pl.lit("A")).otherwise(pl.lit("R")))
    )
