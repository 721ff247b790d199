"""Everything that is derived of a scorecard: ratings, directions, signals, gaps in children, run rates, findings."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

import polars as pl

from tui.scorecard import cohort, direction, gap, rating, run_rate
from tui.scorecard.audit import Finding, audit
from tui.scorecard.catalogue import Catalogue
from tui.scorecard.insight_views import ChartPoint, Insight, Insights
from tui.scorecard.model import Scorecard
from tui.scorecard.overview import current_figures, known_frames
from tui.scorecard.periods import key
from tui.scorecard.rating_history import previous_period, rating_histories
from tui.scorecard.signal import xmr_many
from tui.scorecard.signal_words import Signal, improvement_of, signals_of, target_of

_NO_SIGNAL = Signal("no_values", 0)


def insights(scorecard: Scorecard) -> Insights:
    """What the numbers of a scorecard say, as of its period."""
    frames = known_frames(scorecard)
    figures = current_figures(scorecard, frames)
    catalogue = scorecard.catalogue
    ratings = _by_ref(rating.derive(figures, catalogue, frames.outturns, frames.benchmarks))
    directions = _by_ref(direction.derive(figures, frames.observations))
    cohorts = cohort.cohorts(figures, catalogue)
    sizes, gaps = _by_ref(cohorts), _by_ref(cohort.in_children(gap.to_target(figures), cohorts))
    relative = _by_ref(cohort.relative_to_target(figures))
    rates = _by_ref(run_rate.run_rates(figures, catalogue))
    series = signal_series(figures, frames.observations, catalogue)
    signals = signals_of(series, dict(figures.select("ref", "basis").rows()), by="ref")
    quarterly = figures.filter(pl.col("basis") == "quarter")["ref"].to_list()
    charts = _charts(series.filter(~pl.col("ref").is_in(quarterly) | pl.col("value").is_not_null()), signals)
    findings = audit(scorecard)
    histories = rating_histories(scorecard.frames.published, scorecard.period, latest=scorecard.latest)
    of_ref: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        of_ref[finding.ref].append(finding)
    return Insights(
        by_ref={
            ref: Insight(
                ref=ref,
                derived_rating=ratings[ref]["derived_rating"],
                rating_reason=ratings[ref]["reason"],
                rule=ratings[ref]["rule"],
                derived_direction=directions.get(ref, {}).get("derived_direction"),
                signal=signals.get(ref, _NO_SIGNAL),
                chart=charts.get(ref, ()),
                rebased=_rebased(catalogue, ref, scorecard.period),
                children=gaps.get(ref, {}).get("children_text"),
                one_case=sizes.get(ref, {}).get("one_text"),
                denominator=sizes.get(ref, {}).get("denominator"),
                relative=relative.get(ref, {}).get("relative"),
                run_rate=rates.get(ref, {}).get("text"),
                findings=tuple(of_ref.get(ref, ())),
                rating_history=histories.get(ref, ()),
            )
            for ref in figures["ref"]
        },
        findings=findings,
        previous_period=previous_period(histories, scorecard.period),
    )


def signal_series(figures: pl.DataFrame, observations: pl.DataFrame, catalogue: Catalogue) -> pl.DataFrame:
    """The series of every indicator for its control chart: a row for each month from the first to the last.

    Returns `ref, period, value, improvement, target, segment`; a month without a figure has a null value, and
    `segment` counts the rebases up to it.
    """
    months = (
        observations.group_by("ref", maintain_order=True)
        .agg(pl.col("period").min().alias("first"), pl.col("period").max().alias("last"))
        .with_columns(
            pl.date_ranges(pl.col("first").dt.month_start(), pl.col("last").dt.month_start(), "1mo").alias("period")
        )
        .explode("period")
        .select("ref", pl.col("period").dt.month_end())
    )
    wanted = [
        (ref, improvement_of(polarity), target_of(polarity, low, high))
        for ref, polarity, low, high in figures.select("ref", "polarity", "low", "high").rows()
    ]
    schema = {"ref": pl.String, "improvement": pl.String, "target": pl.Float64}
    rebases = [(entry.ref, rebase.month) for entry in catalogue.indicators.values() for rebase in entry.rebase]
    starts = (
        pl.DataFrame(rebases, schema={"ref": pl.String, "month": pl.String}, orient="row")
        .group_by("ref")
        .agg(pl.col("month").sort().alias("rebases"))
    )
    month = pl.col("period").dt.strftime("%Y-%m")
    return (
        months.join(observations.select("ref", "period", "value"), on=["ref", "period"], how="left")
        .join(pl.DataFrame(wanted, schema=schema, orient="row"), on="ref")
        .join(starts, on="ref", how="left")
        .explode("rebases", empty_as_null=True)
        .with_columns(begun=(pl.col("rebases") <= month).fill_null(value=False))
        .group_by("ref", "period", maintain_order=True)
        .agg(pl.col("value", "improvement", "target").first(), pl.col("begun").sum().alias("segment"))
        .sort("ref", "period")
    )


def _charts(series: pl.DataFrame, signals: dict[Any, Signal]) -> dict[str, tuple[ChartPoint, ...]]:
    """The control charts of the indicators whose limits are shown."""
    shown = [ref for ref, signal in signals.items() if signal.mean is not None]
    charts: dict[str, list[ChartPoint]] = defaultdict(list)
    columns = ("ref", "period", "mean", "lower", "upper", "verdict")
    points = xmr_many(series.filter(pl.col("ref").is_in(shown)), by="ref", order="period")
    for ref, *point in points.sort("ref", "period").select(columns).iter_rows():
        charts[ref].append(ChartPoint(*point))
    return {ref: tuple(points) for ref, points in charts.items()}


def _rebased(catalogue: Catalogue, ref: str, period: date) -> tuple[str, ...]:
    """Why and from when limits were taken anew, up to the period."""
    entry = catalogue.indicators.get(ref)
    return tuple(f"{each.month}: {each.reason}" for each in entry.rebase if each.month <= key(period)) if entry else ()


def _by_ref(frame: pl.DataFrame) -> dict[str, dict[str, Any]]:
    return {row["ref"]: row for row in frame.to_dicts()}
