"""Signal: XmR control charts, of one series or of many at once.

The method is that of the NHS's *Making Data Count* as the R package NHSRplotthedots 0.2.2 computes it: limits from
the mean moving range, four rules of special cause, an icon for variation and one for assurance. Where that package
has no answer (a value held for months, a missing month), the functions here say what they do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Literal

import polars as pl

from tui.scorecard.signal_rules import RULE_COLUMNS, with_special_causes

Improvement = Literal["high", "low", "none"]

LIMIT_FACTOR: Final = 2.66
"""Mean moving ranges from the centre to a process limit: 3 / d2, where d2 = 1.128 for ranges of two points."""

NEAR_FACTOR: Final = 2 * (LIMIT_FACTOR / 3)
"""Mean moving ranges from the centre to a near limit: two thirds of the way to the process limit."""

SCREEN_FACTOR: Final = 3.267
"""D4 for ranges of two points: a moving range not below this many mean moving ranges is screened out."""

LEAST_FIXED: Final = 12
"""The fewest points that limits can be fixed on."""

IMPROVEMENTS: Final[tuple[Improvement, ...]] = ("high", "low", "none")
Variation: Final = pl.Enum(
    "improvement_high improvement_low concern_high concern_low neutral_high neutral_low common no_variation".split()
)
Assurance: Final = pl.Enum("consistently_hit consistently_missed hit_and_miss".split())

_ROUNDING: Final = 1e-12
"""How near to a line, as a share of a segment's largest value, a point lies on it: what is lost in adding floats."""

CHART_COLUMNS: Final = (
    "value",
    "mean",
    "lower",
    "upper",
    "near_lower",
    "near_upper",
    *RULE_COLUMNS,
    "variation",
    "assurance",
)
"""What `xmr` returns, in this order."""


def xmr(
    values: Iterable[float | None],
    *,
    improvement: Improvement = "none",
    target: float | None = None,
    screen: bool = True,
    rebase_at: Iterable[int] = (),
    fix_after: int | None = None,
) -> pl.DataFrame:
    """The XmR chart of one series: one row a value, in the order given.

    Args:
        values: Equally spaced points, oldest first, in any unit; null or NaN for a month without a value.
        improvement: Which way is better; `none` makes every special cause neutral.
        target: In the unit of the values; null where there is none.
        screen: Whether unusually large moving ranges are left out of the mean moving range.
        rebase_at: Positions, from 0, at which a new segment begins.
        fix_after: Limits come from the first so many months of each segment, missing ones counted, as the package's
            `fix_after_n_points` does; null for all.

    Returns:
        `CHART_COLUMNS`. `value, mean, lower, upper, near_lower, near_upper` (Float64) are in the unit of the values;
        a limit is null where nothing measures it, and never NaN. `outside` is a Boolean; `side` (of the mean)
        `above`, `below` or null; `cause` `outside`, `trend`, `two_of_three`, `shift` or null; `verdict`
        `improvement`, `concern`, `neutral` or `common`. `variation` and `assurance` are the two icons, the same in
        every row. `xmr_many` says how each is computed.

    Raises:
        ValueError: `improvement` is none of the three words, `rebase_at` names no position of the series, or
            `fix_after` is below 12.

    >>> chart = xmr([98.0, 100.0] * 8 + [90.0], improvement="high", target=95)
    >>> chart["cause"][-1], chart["variation"][-1], chart["assurance"][-1]
    ('outside', 'concern_low', 'hit_and_miss')
    """
    frame = one_series(values, improvement=improvement, target=target, rebase_at=rebase_at)
    return xmr_many(frame, screen=screen, fix_after=fix_after).select(CHART_COLUMNS)


def one_series(
    values: Iterable[float | None], *, improvement: str, target: float | None, rebase_at: Iterable[int]
) -> pl.DataFrame:
    """The frame of one series that `xmr_many` takes; arguments and errors are those of `xmr`."""
    if improvement not in IMPROVEMENTS:
        raise ValueError(f"improvement is one of {', '.join(IMPROVEMENTS)}, not {improvement!r}")
    series = pl.Series("value", values, dtype=pl.Float64)
    positions = sorted(set(rebase_at))
    if positions and not 0 <= positions[0] <= positions[-1] < len(series):
        raise ValueError(f"rebase_at names a position outside 0 to {len(series) - 1}: {positions}")
    place = pl.int_range(pl.len(), dtype=pl.Int64)
    return series.to_frame().select(
        pl.lit(0).alias("series"),
        place.alias("period"),
        "value",
        pl.lit(improvement).alias("improvement"),
        pl.lit(target, pl.Float64).alias("target"),
        pl.sum_horizontal(pl.lit(0), *(place >= position for position in positions)).alias("segment"),
    )


def xmr_many(
    frame: pl.DataFrame,
    *,
    by: str | Sequence[str] = "series",
    order: str = "period",
    screen: bool = True,
    fix_after: int | None = None,
) -> pl.DataFrame:
    """The XmR charts of many series in one pass; of each what `xmr` gives for it alone.

    Limits, segment by segment: the centre is the mean; the limits lie 2.66 mean moving ranges from it, the near limits
    two thirds of that. With `screen`, moving ranges not below 3.267 times their mean are dropped once and the mean is
    taken anew. A range lies between two months that follow one another in one segment and both have a value: none
    spans a missing month or a rebase. `tui.scorecard.signal_rules` holds the rules of special cause.

    `variation` is the verdict of the latest point with a value: `improvement_high`, `improvement_low`,
    `concern_high`, `concern_low`, `neutral_high`, `neutral_low`, `common`, or null without any point; high and low
    tell the slope of a trend, else the side of the mean. `assurance` sets that point's limits against its target:
    `consistently_hit` or `consistently_missed` where the target lies beyond them, else `hit_and_miss` (as on a
    limit); null without a direction of improvement, a target or limits.

    Where NHSRplotthedots 0.2.2 has no answer:

    - All months of a segment have one value (or there is one month only): there the package has no limits, as it
      screens out every range. Here mean and limits are that value, `variation` is `no_variation` and the target is hit
      or missed by plain comparison.
    - Only a few months differ from the value that most have ("100%" with one "98%"), so that no range but zeros passes
      the screen: the package's limits collapse on the mean and every point is outside. Here nothing is screened in
      such a segment, the limits reach the usual value at least, and that value is no special cause: not
      outside, and on neither side for shift and two of three. The months that differ are judged as ever.
    - Months differ, but no range measures it: no month with a value follows another, or all that do are alike and no
      value is that of most. There are no limits, and only trend and shift can show.

    Args:
        frame: One row a series and period, in any order, with `value` (numeric; null or NaN for a month without one;
            a month without a row is not seen to be missing) and, each optional, `improvement` (`high`, `low`, `none`;
            null is `none`), `target` (in the unit of the value) and `segment` (of any type: a new segment begins where
            it changes).
        by: Column or columns that tell the series apart.
        order: Column that puts the periods of a series in order.
        screen: As for `xmr`.
        fix_after: As for `xmr`.

    Returns:
        The frame, its rows in their order, with the columns of `xmr` and `segment`, numbered from 0 in each series.

    Raises:
        ValueError: `fix_after` is below 12, a series has two rows of one period, or an `improvement` is another word.
    """
    if fix_after is not None and fix_after < LEAST_FIXED:
        raise ValueError(f"limits are fixed on {LEAST_FIXED} points or more, not on {fix_after}")
    keys = [by] if isinstance(by, str) else list(by)
    points = _points(frame, keys, order)
    chart = with_special_causes(_with_limits(points, screen=screen, fix_after=fix_after))
    chart = chart.join(_icons(chart), on="_series", how="left", maintain_order="left").sort("_row")
    first = pl.col("_segment").min().over("_series")
    results = chart.select(*CHART_COLUMNS, (pl.col("_segment") - first).cast(pl.UInt32).alias("segment"))
    return frame.with_columns(results.get_columns())


def _points(frame: pl.DataFrame, keys: list[str], order: str) -> pl.DataFrame:
    """The rows by series and period, with series and segments (`_series`, `_segment`) numbered over all of them."""
    given = frame.columns
    improvement = pl.col("improvement").cast(pl.String).fill_null("none") if "improvement" in given else pl.lit("none")
    target = pl.col("target").cast(pl.Float64) if "target" in given else pl.lit(None, pl.Float64)
    segment = pl.col("segment") if "segment" in given else pl.lit(0)
    value = pl.col("value").cast(pl.Float64)
    points = (
        frame.select(
            pl.struct(keys).alias("_key"),
            pl.col(order).alias("_order"),
            pl.int_range(pl.len()).alias("_row"),
            pl.when(value.is_finite()).then(value).alias("value"),
            improvement.alias("improvement"),
            pl.when(target.is_finite()).then(target).alias("target"),
            segment.alias("_segment"),
        )
        .sort("_key", "_order")
        .with_columns(
            pl.col("_key").rle_id().alias("_series"),
            pl.struct("_key", "_segment").rle_id().cast(pl.Int64).alias("_segment"),
        )
    )
    twice = (pl.col("_series") == pl.col("_series").shift()) & (pl.col("_order") == pl.col("_order").shift())
    checks = points.select(twice.any().alias("twice"), pl.col("improvement").is_in(IMPROVEMENTS).all().alias("known"))
    if checks["twice"][0]:
        raise ValueError(f"a series has two rows of one {order}")
    if not checks["known"][0]:
        words = points["improvement"].unique().sort().to_list()
        raise ValueError(f"improvement is one of {', '.join(IMPROVEMENTS)}; the frame has {', '.join(words)}")
    return points


def _with_limits(points: pl.DataFrame, *, screen: bool, fix_after: int | None) -> pl.DataFrame:
    """The points with `mean`, the four limits and, for the rules, `_usual`, `_rounding` and `_constant`."""
    value, segment = pl.col("value"), pl.col("_segment")
    counted = value
    if fix_after is not None:
        counted = pl.when(pl.int_range(pl.len()).over("_segment") < fix_after).then(value)
    points = points.with_columns(counted.alias("_counted"))
    previous = pl.when(segment == segment.shift()).then(pl.col("_counted").shift())
    points = points.with_columns((pl.col("_counted") - previous).abs().alias("_range"))
    segments = points.group_by("_segment").agg(
        pl.col("_counted").mean().alias("mean"),
        pl.col("_counted").min().alias("_least"),
        pl.col("_counted").max().alias("_most"),
        pl.col("_counted").median().alias("_usual"),
        ((pl.col("_counted") == pl.col("_counted").median()).sum() * 2 > pl.col("_counted").count()).alias("_majority"),
        (value.min() == value.max()).alias("_constant"),
        (value.abs().max() * _ROUNDING).alias("_rounding"),
        pl.col("_range").mean().alias("_mean_range"),
        _screened_mean_range(pl.col("_range"), value.abs().max() * _ROUNDING).alias("_screened"),
    )
    return points.join(_limits(segments, screen=screen), on="_segment", how="left", maintain_order="left")


def _screened_mean_range(moving: pl.Expr, rounding: pl.Expr) -> pl.Expr:
    """The mean of the moving ranges below 3.267 times their mean; null where none is."""
    return moving.filter(moving < moving.mean() * SCREEN_FACTOR - rounding).mean()


def _limits(segments: pl.DataFrame, *, screen: bool) -> pl.DataFrame:
    """Centre and limits, one row a segment."""
    mean, mean_range, screened = pl.col("mean"), pl.col("_mean_range"), pl.col("_screened")
    one_value = pl.col("_least") == pl.col("_most")
    held = ~one_value & (screened.fill_null(0.0) == 0.0) & mean_range.is_not_null() & pl.col("_majority")
    used = pl.when((screened > 0.0) & screen).then(screened).when(mean_range > 0.0).then(mean_range)
    to_usual = (pl.col("_usual") - mean).abs()
    reach = (
        pl.when(one_value).then(0.0)
        .when(held).then(pl.max_horizontal(used * LIMIT_FACTOR, to_usual))
        .otherwise(used * LIMIT_FACTOR)
    )  # fmt: skip
    near = reach * (NEAR_FACTOR / LIMIT_FACTOR)
    return segments.with_columns(
        pl.when(one_value).then("_least").otherwise(mean).alias("mean"),
        pl.when(held).then("_usual").alias("_usual"),
        reach.alias("_reach"),
        near.alias("_near"),
    ).select(
        "_segment",
        "mean",
        (mean - pl.col("_reach")).alias("lower"),
        (mean + pl.col("_reach")).alias("upper"),
        (mean - pl.col("_near")).alias("near_lower"),
        (mean + pl.col("_near")).alias("near_upper"),
        "_usual",
        "_constant",
        "_rounding",
    )


def _icons(chart: pl.DataFrame) -> pl.DataFrame:
    """`variation` and `assurance` of each series, from its latest point with a value."""
    latest = chart.filter(pl.col("value").is_not_null()).group_by("_series", maintain_order=True).last()
    higher = pl.when(pl.col("improvement") == "none").then(None).otherwise(pl.col("improvement") == "high")
    target, rounding = pl.col("target"), pl.col("_rounding")
    below, above = target < pl.col("lower") - rounding, target > pl.col("upper") + rounding
    met = pl.when(higher).then(pl.col("mean") >= target).otherwise(pl.col("mean") <= target)
    flat = pl.col("lower") == pl.col("upper")
    hit = pl.when(flat).then(met).when(below).then(higher).when(above).then(~higher)
    judged = higher.is_not_null() & target.is_not_null() & pl.col("lower").is_not_null()
    direction = pl.when(pl.col("_sense") > 0).then(pl.lit("_high")).otherwise(pl.lit("_low"))
    return latest.select(
        "_series",
        pl.when("_constant").then(pl.lit("no_variation"))
        .when(pl.col("_sense") == 0).then(pl.lit("common"))
        .otherwise(pl.col("verdict").cast(pl.String) + direction)
        .cast(Variation).alias("variation"),
        pl.when(~judged).then(None)
        .when(hit).then(pl.lit("consistently_hit"))
        .when(~hit).then(pl.lit("consistently_missed"))
        .otherwise(pl.lit("hit_and_miss"))
        .cast(Assurance).alias("assurance"),
    )  # fmt: skip
