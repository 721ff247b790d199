"""Ratings against targets: `rating_target`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import polars as pl

from tui.scorecard.audit.figures import shown_targets
from tui.scorecard.audit.material import TOLERANCE, Material
from tui.scorecard.audit.wording import difference, places, sentence
from tui.scorecard.finding import Finding
from tui.scorecard.fractions import fractions
from tui.scorecard.gap import decimals
from tui.scorecard.mark_words import RATING_WORDS
from tui.scorecard.problems import Severity

WIDEST_TOLERANCE: Final = 10.0
"""Percent of the target: the widest tolerance in common use under which a figure off target is still Green."""


def held_against_targets(material: Material) -> pl.DataFrame:
    """The current figures that have a rating and a target which says, with the polarity, what meets it.

    `side` is `least` (meets it from there up), `most` (from there down) or `within`; `end` the end of the target
    that counts; `miss` how far off target the figure is (negative: better by so much), in its unit; `words`
    whether the target is a limit in words, whose own number may or may not meet it. A target of one number
    without a good direction, or to be near to, says nothing without a tolerance.
    """
    rated = material.frames.published.drop_nulls("rating").select(
        "ref", pl.col("rating").cast(pl.String), rating_place="place"
    )
    low, high, polarity = pl.col("low"), pl.col("high"), pl.col("polarity")
    both = low.is_not_null() & high.is_not_null()
    side = (
        pl.when(both & (polarity == "high"))
        .then(pl.lit("least"))
        .when(both & (polarity == "low"))
        .then(pl.lit("most"))
        .when(both & (polarity == "near") & (low < high))
        .then(pl.lit("within"))
        .when(~both & low.is_not_null())
        .then(pl.lit("least"))
        .when(~both & high.is_not_null())
        .then(pl.lit("most"))
    )
    below, above = low - pl.col("value"), pl.col("value") - high
    return (
        material.current.drop_nulls("value")
        .join(fractions(material.current, material.frames), on="ref", how="anti", maintain_order="left")
        .join(shown_targets(material), on="ref")
        .join(rated, on="ref")
        .with_columns(side.alias("side"), (~both).alias("words"), decimals("target").alias("target_digits"))
        .drop_nulls("side")
        .with_columns(
            pl.when(pl.col("side") == "least")
            .then(below)
            .when(pl.col("side") == "most")
            .then(above)
            .otherwise(pl.max_horizontal(below, above))
            .alias("miss"),
            pl.when((pl.col("side") == "least") | ((pl.col("side") == "within") & (below > above)))
            .then(low)
            .otherwise(high)
            .alias("end"),
        )
        .filter(~(pl.col("words") & (pl.col("miss").abs() <= TOLERANCE)))
        .with_columns(
            (pl.col("miss") > TOLERANCE).alias("off"),
            pl.when(pl.col("end") > 0).then(100 * pl.col("miss") / pl.col("end")).alias("miss_percent"),
        )
    )


def ratings_against_targets(material: Material) -> Iterator[Finding]:
    """Green while off target, Red or Amber while on it.

    Off target by less than a tolerance in common use it is only worth knowing, since the scorecard does not say
    which tolerance is its own.
    """
    held = held_against_targets(material)
    green = pl.col("rating") == "G"
    by_rounding = (
        pl.when("off")
        .then(pl.col("miss") <= pl.col("half") + TOLERANCE)
        .otherwise(pl.col("miss") + pl.col("half") > TOLERANCE)
    )
    wrong = held.filter(green == pl.col("off")).with_columns(by_rounding.alias("by_rounding"))
    for row in wrong.sort("position").to_dicts():
        yield _finding(row)


def _finding(row: dict[str, Any]) -> Finding:
    rating = RATING_WORDS[row["rating"]]
    text = f"rated {rating}, but {row['shown']} {against_target(row)}"
    return Finding(
        ref=row["ref"],
        kind="rating_target",
        severity=_severity(row),
        period=row["period"],
        published=rating,
        computed=f"{'off' if row['off'] else 'on'} target: {row['shown']} against {row['target']}",
        text=sentence(f"{text}; rounding could explain it" if row["by_rounding"] else text),
        places=places(row, "rating_place", "place", "target_place"),
    )


def against_target(row: dict[str, Any]) -> str:
    """`is 6 points short of the target of 96%`, `meets the target of 20-24%`"""
    if not row["off"]:
        return f"meets the target of {row['target']}"
    apart = difference(row["miss"], max(row["digits"], row["target_digits"]), row["unit"])
    if row["side"] == "within":
        return f"is {apart} outside the target of {row['target']}"
    return f"is {apart} {'short of' if row['side'] == 'least' else 'over'} the target of {row['target']}"


def _severity(row: dict[str, Any]) -> Severity:
    if row["by_rounding"]:
        return "info"
    if not row["off"]:
        return "error" if row["rating"] == "R" else "warning"
    percent = row["miss_percent"]
    return "info" if percent is not None and percent < WIDEST_TOLERANCE else "warning"
