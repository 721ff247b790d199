"""The control charts of all indicators of a scorecard: their signals, and the points to draw."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Final, overload

import msgspec
import polars as pl

from tui.scorecard.catalogue import Catalogue
from tui.scorecard.insight_views import ChartPoint
from tui.scorecard.months import MANY
from tui.scorecard.progress import Tell, unheard
from tui.scorecard.signal import xmr_many
from tui.scorecard.signal_words import Signal, improvement_of, signals_of, target_of

_AT_ONCE: Final = 2_000
"""Indicators of a large scorecard whose charts are computed together: more would take memory, fewer time."""


class ControlCharts(msgspec.Struct, frozen=True):
    """By ref: the signals, and the charts of those indicators whose limits are shown."""

    signals: dict[str, Signal]
    charts: Mapping[str, Sequence[ChartPoint]]


def control_charts(
    figures: pl.DataFrame, observations: pl.DataFrame, catalogue: Catalogue, tell: Tell = unheard
) -> ControlCharts:
    """The control charts of `figures` and `observations`, as `signal_series` takes them.

    Of very many indicators a chart is computed when it is looked at. `tell` hears how many are done.
    """
    if figures.height <= MANY:
        series = signal_series(figures, observations, catalogue)
        signals = signals_of(series, _bases(figures), by="ref")
        return ControlCharts(signals, _charts(_without_gaps(series, figures), signals))
    found, charts = ControlCharts({}, {}), {}
    for part, months in _parts(figures, observations):
        tell(len(found.signals), figures.height)
        series = signal_series(part, months, catalogue)
        signals = signals_of(series, _bases(part), by="ref")
        found.signals.update(signals)
        series = _without_gaps(series, part)
        charts.update({ref: LaterChart(series, ref) for ref, signal in signals.items() if signal.mean is not None})
    return ControlCharts(found.signals, charts)


def _parts(figures: pl.DataFrame, observations: pl.DataFrame) -> Iterator[tuple[pl.DataFrame, pl.DataFrame]]:
    """So many indicators at a time with their months."""
    parts = figures.with_columns(part=pl.int_range(pl.len()) // _AT_ONCE)
    months = observations.select("ref", "period", "value").join(parts.select("ref", "part"), on="ref")
    by_part = months.partition_by("part", as_dict=True, include_key=False)
    for (part,), some in parts.partition_by("part", as_dict=True, include_key=False, maintain_order=True).items():
        yield some, by_part.get((part,), months.clear().drop("part"))


def _bases(figures: pl.DataFrame) -> dict[str, str | None]:
    return dict(figures.select("ref", "basis").iter_rows())


def _without_gaps(series: pl.DataFrame, figures: pl.DataFrame) -> pl.DataFrame:
    """The series without the months between the quarters of a quarterly one."""
    quarterly = figures.filter(pl.col("basis") == "quarter")["ref"].to_list()
    return series.filter(~pl.col("ref").is_in(quarterly) | pl.col("value").is_not_null())


class LaterChart(Sequence[ChartPoint]):
    """The chart of one indicator out of `series`, computed when it is looked at."""

    def __init__(self, series: pl.DataFrame, ref: str) -> None:
        self._series = series
        self._ref = ref

    @cached_property
    def _points(self) -> tuple[ChartPoint, ...]:
        return _chart_points(self._series.filter(pl.col("ref") == self._ref))[self._ref]

    def __len__(self) -> int:
        return len(self._points)

    @overload
    def __getitem__(self, at: int) -> ChartPoint: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[ChartPoint]: ...
    def __getitem__(self, at: int | slice) -> ChartPoint | Sequence[ChartPoint]:
        return self._points[at]


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
    begun = (
        months.join(pl.DataFrame(rebases, schema={"ref": pl.String, "month": pl.String}, orient="row"), on="ref")
        .filter(pl.col("month") <= pl.col("period").dt.strftime("%Y-%m"))
        .group_by("ref", "period")
        .agg(pl.len().alias("segment"))
    )
    return (
        months.join(observations.select("ref", "period", "value"), on=["ref", "period"], how="left")
        .join(pl.DataFrame(wanted, schema=schema, orient="row"), on="ref")
        .join(begun, on=["ref", "period"], how="left")
        .with_columns(pl.col("segment").fill_null(0))
        .sort("ref", "period")
    )


def _charts(series: pl.DataFrame, signals: dict[Any, Signal]) -> dict[str, tuple[ChartPoint, ...]]:
    """The control charts of the indicators whose limits are shown."""
    shown = [ref for ref, signal in signals.items() if signal.mean is not None]
    return _chart_points(series.filter(pl.col("ref").is_in(shown)))


def _chart_points(series: pl.DataFrame) -> dict[str, tuple[ChartPoint, ...]]:
    charts: dict[str, list[ChartPoint]] = defaultdict(list)
    columns = ("ref", "period", "mean", "lower", "upper", "verdict")
    points = xmr_many(series, by="ref", order="period")
    for ref, *point in points.sort("ref", "period").select(columns).iter_rows():
        charts[ref].append(ChartPoint(*point))
    return {ref: tuple(points) for ref, points in charts.items()}
