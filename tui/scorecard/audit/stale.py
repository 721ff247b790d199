"""Figures that are not there, or not where they belong: `stale`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import polars as pl

from tui.scorecard.audit.figures import shown_targets
from tui.scorecard.audit.material import Material, month_number
from tui.scorecard.audit.wording import months, ordinal, places, sentence
from tui.scorecard.finding import Finding
from tui.scorecard.mark_words import RATING_WORDS
from tui.scorecard.missing import (
    BLANK,
    MISSING_WORDS,
    NOT_APPLICABLE,
    NOT_YET_AVAILABLE,
    ROUNDS_TO_ZERO,
    SUPPRESSED,
    UNAVAILABLE,
    UNREADABLE,
)
from tui.scorecard.periods import long_label
from tui.scorecard.problems import Severity

_WITH_REASON: Final = (SUPPRESSED, ROUNDS_TO_ZERO, NOT_APPLICABLE)
"""Missing for a reason that is not lateness: there is a figure, or there are no cases."""

_EMPTY: Final = "empty"
"""No cell was published at all."""

_WORDS: Final = {
    **MISSING_WORDS,
    NOT_YET_AVAILABLE: "not yet available",
    UNREADABLE: "not readable",
    _EMPTY: "not published",
}


def missing_figures(material: Material) -> Iterator[Finding]:
    """Indicators without a figure for the period: for how many months running, and rated all the same.

    Nothing is said of a quarterly one between quarters, of one suppressed or not applicable, nor of one marked as
    not available that never was in any month.
    """
    ratings = material.frames.published.select("ref", pl.col("rating").cast(pl.String), rating_place="place")
    table = _without_figure(material).join(ratings, on="ref", how="left", maintain_order="left")
    fragment, rated = pl.col("row") == "fragment", pl.col("rating").is_not_null()
    between = (pl.col("basis") == "quarter").fill_null(False) & (pl.lit(material.period.month % 3 != 0))
    given = pl.col("missing").is_in(_WITH_REASON)
    announced = (pl.col("missing") == UNAVAILABLE) & ~pl.col("ever")
    resting = between & pl.col("missing").is_in([BLANK, _EMPTY])
    hidden = pl.col("missing").is_in([SUPPRESSED, ROUNDS_TO_ZERO])
    said = pl.when(rated).then(~hidden).otherwise(~(fragment | given | announced))
    for row in table.filter(said & ~resting).sort("position").to_dicts():
        yield _rated(row, material) if row["rating"] else _missing(row, material)


def _without_figure(material: Material) -> pl.DataFrame:
    """Listed indicators without a current value: why, for how many months, and whether there ever was one."""
    valued = material.months.drop_nulls("value").group_by("ref").agg(pl.col("period").max().alias("last"))
    current = material.current.select("ref", "value", "text", "place", missing=pl.col("missing").cast(pl.String))
    reasons = material.months.select("ref", "period", reason=pl.col("missing").cast(pl.String))
    table = (
        material.indicators.join(current, on="ref", how="left", maintain_order="left")
        .filter(pl.col("value").is_null())
        .join(valued, on="ref", how="left", maintain_order="left")
        .with_columns(pl.col("missing").fill_null(_EMPTY), pl.col("last").is_not_null().alias("ever"))
    )
    return table.join(_months_running(table, reasons, material), on="ref", how="left", maintain_order="left")


def _months_running(table: pl.DataFrame, reasons: pl.DataFrame, material: Material) -> pl.DataFrame:
    """For how many months up to now each figure has been missing for its present reason."""
    ago = pl.lit(material.period.year * 12 + material.period.month) - month_number()
    same = reasons.join(table.select("ref", "missing"), on="ref").filter(pl.col("reason") == pl.col("missing"))
    rank = pl.col("ago").rank("ordinal").over("ref") - 1
    running = same.with_columns(ago.alias("ago")).filter(pl.col("ago") == rank)
    return running.group_by("ref").agg(pl.len().alias("running"))


def _missing(row: dict[str, Any], material: Material) -> Finding:
    running, word = row["running"] or 1, _WORDS[row["missing"]]
    since = f", for the {ordinal(running)} month running" if running > 1 else ""
    quoted = f" (“{row['text']}”)" if row["missing"] == UNREADABLE and row["text"] else ""
    last = f"the last is that of {long_label(row['last'])}" if row["last"] else "no month has one"
    text = f"no figure for {long_label(material.period)}: {word}{quoted}{since}; {last}"
    severity: Severity = "info" if row["missing"] == NOT_YET_AVAILABLE and running == 1 else "warning"
    return _finding(row, material, severity, row["text"] or word, f"no figure{since or ' this month'}", text, "place")


def _rated(row: dict[str, Any], material: Material) -> Finding:
    rating, month = RATING_WORDS[row["rating"]], long_label(material.period)
    text = f"rated {rating}, but there is no figure for {month}: {_WORDS[row['missing']]}"
    return _finding(row, material, "warning", rating, "no figure to rate", text, "rating_place", "place")


def unrated_figures(material: Material) -> Iterator[Finding]:
    """Figures with a target and a good direction, without a rating: in a scorecard that rates at all."""
    published = material.frames.published
    if published["rating"].drop_nulls().is_empty():
        return
    marked = published.filter(pl.col("rating").is_not_null() | (pl.col("rating_text").fill_null("") != ""))["ref"]
    targets = shown_targets(material).filter(pl.col("low").is_not_null() | pl.col("high").is_not_null())
    table = (
        material.current.drop_nulls("value")
        .filter((pl.col("polarity") != "none") & ~pl.col("ref").is_in(marked.implode()))
        .join(targets, on="ref")
    )
    for row in table.sort("position").to_dicts():
        text = f"not rated, though {row['shown']} stands against a target of {row['target']}"
        computed = f"{row['shown']} against {row['target']}"
        yield _finding(row, material, "info", "no rating", computed, text, "place", "target_place")


def quarters_out_of_step(material: Material) -> Iterator[Finding]:
    """Quarterly rows with a figure of their own in months that do not end a quarter.

    A month that repeats the figure before it carries the quarter's figure on, and is in step.
    """
    quarterly = material.months.filter((pl.col("basis") == "quarter").fill_null(False)).sort("position", "period")
    before = pl.col("value").shift().over("ref")
    first = pl.col("period") == pl.col("period").min().over("ref")
    between = pl.col("period").dt.month() % 3 != 0
    odd = quarterly.filter(between & ~first & pl.col("value").is_not_null() & before.ne_missing(pl.col("value")))
    for rows in odd.partition_by("ref", maintain_order=True):
        found = rows.to_dicts()
        periods, figures = months([row["period"] for row in found]), ", ".join(row["shown"] for row in found)
        ends = "does not end a quarter" if len(found) == 1 else "do not end a quarter"
        text = f"a quarterly indicator with a figure for {periods} ({figures}), which {ends}"
        yield Finding(
            ref=found[0]["ref"],
            kind="stale",
            severity="info",
            period=material.period,
            published=figures,
            computed="a figure for March, June, September and December only",
            text=sentence(text),
            places=tuple(row["place"] for row in found if row["place"]),
        )


def _finding(
    row: dict[str, Any], material: Material, severity: Severity, published: str, computed: str, text: str, *at: str
) -> Finding:
    return Finding(
        ref=row["ref"],
        kind="stale",
        severity=severity,
        period=material.period,
        published=published,
        computed=computed,
        text=sentence(text),
        places=places(row, *at) or places(row, "row_place"),
    )
