"""Ratings against one another: `rating_pair`, an indicator rated worse than one as far from its target or further."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import polars as pl

from tui.scorecard.audit.material import TOLERANCE, Material
from tui.scorecard.audit.ratings import against_target, held_against_targets
from tui.scorecard.audit.wording import difference, places, sentence
from tui.scorecard.finding import Finding
from tui.scorecard.mark_words import RATING_WORDS

_RANKS: Final = {"G": 0, "A": 1, "R": 2}
_MEASURES: Final = ("percent", "points")

AT_ONCE: Final = 2_000_000
"""Pairs that are looked at together."""


def rating_pairs(material: Material) -> Iterator[Finding]:
    """For each worse-rated indicator the one most striking partner, where no one tolerance can explain the ratings.

    Only indicators off a target of one number are compared, each with all others. A scorecard may measure
    the distance in percent of the target or, where both figures are percentages, in points: its ratings are at
    odds with one another only if they are so in both measures, or if points are no measure for the pair. Then
    a pair at odds in percent of the target is more striking than one in points, one beyond what rounding can
    do more than one within it, then the wider gap between the ratings, then the larger excess.
    """
    distances = _distances(material).sort("position").with_row_index("at")
    pairs = most_striking(distances.select("at", "rank", *_MEASURES, *(f"{measure}_half" for measure in _MEASURES)))
    better = distances[pairs["at_better"]].select(pl.all().name.suffix("_better"))
    for row in distances[pairs["at"]].hstack(better).hstack(pairs.select("odd_percent", "certain")).to_dicts():
        yield _finding(row)


def _distances(material: Material) -> pl.DataFrame:
    """How far off target each indicator is in either measure, and by how much rounding may have changed that."""
    single = pl.col("low").is_null() | pl.col("high").is_null() | (pl.col("low") == pl.col("high"))
    points = pl.col("unit") == "percent"
    return (
        held_against_targets(material)
        .filter(single & pl.col("off"))
        .with_columns(
            pl.col("rating").replace_strict(_RANKS, return_dtype=pl.Int32).alias("rank"),
            pl.col("miss_percent").alias("percent"),
            pl.when(pl.col("end") > 0).then(100 * pl.col("half") / pl.col("end")).alias("percent_half"),
            pl.when(points).then("miss").alias("points"),
            pl.when(points).then("half").alias("points_half"),
        )
    )


def most_striking(distances: pl.DataFrame, at_once: int = AT_ONCE) -> pl.DataFrame:
    """For each indicator at odds with better-rated ones that with which it is most so.

    `distances` holds `at` (a number), `rank`, `percent, points` (how far off target, null where the measure does not
    apply) and `percent_half, points_half` (what rounding may have changed of that). Returns
    `at, at_better, odd_percent, certain`, in the order of `at`. No more than `at_once` pairs are held together, but
    those of one indicator.
    """
    at_odds = _at_odds(*(_any_odd(distances, measure) for measure in _MEASURES))
    by = ["odd_percent", "certain", "rank_apart", "excess", "at_better"]
    found = []
    for some in (distances.clear(), *distances.iter_slices(max(1, at_once // max(1, distances.height)))):
        pairs = _pairs(some, distances).filter(at_odds)
        judged = pairs.with_columns(_certain(), _excess(), (pl.col("rank") - pl.col("rank_better")).alias("rank_apart"))
        ordered = judged.sort("at", *by, descending=[False, True, True, True, True, False])
        found.append(ordered.unique("at", keep="first", maintain_order=True))
    return pl.concat(found).select("at", "at_better", "odd_percent", "certain")


def _at_odds(any_percent: bool, any_points: bool) -> pl.Expr:
    """Whether a pair is at odds in a scorecard that has any pair at odds in per cent and any in points, or has not."""
    no_measure = pl.col("points").is_null() | pl.col("points_better").is_null() | any_points
    return (pl.col("odd_percent") & no_measure) | (pl.col("odd_points") & pl.lit(value=any_percent))


def _any_odd(distances: pl.DataFrame, measure: str) -> bool:
    """Whether any pair is at odds by a measure: the least of some rank with the most of a better one."""
    by_rank = distances.group_by("rank").agg(pl.col(measure).min().alias("least"), pl.col(measure).max().alias("most"))
    pairs = by_rank.join(by_rank, how="cross", suffix="_better").filter(pl.col("rank") > pl.col("rank_better"))
    return not pairs.filter(pl.col("most_better") >= pl.col("least") - TOLERANCE).is_empty()


def _pairs(some: pl.DataFrame, distances: pl.DataFrame) -> pl.DataFrame:
    """Some indicators beside every better-rated one that is as far off target or further, by either measure."""
    pairs = some.join(distances, how="cross", suffix="_better").filter(pl.col("rank") > pl.col("rank_better"))
    odd = [
        (pl.col(f"{measure}_better") >= pl.col(measure) - TOLERANCE).fill_null(False).alias(f"odd_{measure}")
        for measure in _MEASURES
    ]
    return pairs.with_columns(odd).filter(pl.col("odd_percent") | pl.col("odd_points"))


def _of_measure(measure: str) -> tuple[pl.Expr, pl.Expr]:
    """The excess of the better-rated one's distance, and what rounding may have added to it."""
    excess = pl.col(f"{measure}_better") - pl.col(measure)
    return excess, pl.col(f"{measure}_half_better") + pl.col(f"{measure}_half")


def _excess() -> pl.Expr:
    return pl.when("odd_percent").then(_of_measure("percent")[0]).otherwise(_of_measure("points")[0]).alias("excess")


def _certain() -> pl.Expr:
    beyond = {measure: excess > rounding for measure in _MEASURES for excess, rounding in [_of_measure(measure)]}
    return pl.when("odd_percent").then(beyond["percent"]).otherwise(beyond["points"]).alias("certain")


def _finding(row: dict[str, Any]) -> Finding:
    better = {key.removesuffix("_better"): value for key, value in row.items() if key.endswith("_better")}
    own, other = RATING_WORDS[row["rating"]], RATING_WORDS[better["rating"]]
    text = (
        f"rated {own} where {row['shown']} {against_target(row)}{_percent(row, row)}, but {better['ref']} is {other}"
        f" where {better['shown']} {against_target(better)}{_percent(better, row)}"
    )
    if not row["certain"]:
        text += "; rounding could explain it"
    return Finding(
        ref=row["ref"],
        kind="rating_pair",
        severity="warning" if row["certain"] else "info",
        period=row["period"],
        published=f"{row['ref']} {own}, {better['ref']} {other}",
        computed=f"off target: {row['ref']} by {_distance(row)}, {better['ref']} by {_distance(better)}",
        text=sentence(text),
        places=(
            *places(row, "rating_place", "place", "target_place"),
            *places(better, "rating_place", "place", "target_place"),
        ),
    )


def _percent(row: dict[str, Any], pair: dict[str, Any]) -> str:
    """The distance in percent of the target, where it is in that measure that the pair is at odds."""
    return f" ({row['percent']:.1f}% of it)" if pair["odd_percent"] else ""


def _distance(row: dict[str, Any]) -> str:
    digits = max(row["digits"], row["target_digits"])
    points = difference(row["points"], digits, "percent") if row["points"] is not None else ""
    percent = f"{row['percent']:.1f}% of its target" if row["percent"] is not None else ""
    return " or ".join(filter(None, (points, percent)))
