"""The control charts of many indicators against that of one."""

from __future__ import annotations

import random
from time import perf_counter

import polars as pl

from benchmarks.figures import Figure, alternate, ratio
from tui.scorecard.signal import xmr_many

_SERIES, _MONTHS, _SEED = 150, 36, 20230930


def many_series(pairs: int) -> Figure:
    """150 series of 36 months in one pass, against one of them."""
    frame = _frame()
    one = frame.filter(pl.col("series") == 0)

    def all_of_them() -> float:
        return _timed(frame)

    def one_of_them() -> float:
        return _timed(one)

    against = f"one series of {_MONTHS} months"
    return ratio(
        f"signals of {_SERIES} series", *alternate(all_of_them, one_of_them, pairs), bound=30.0, against=against
    )


def _frame() -> pl.DataFrame:
    chance = random.Random(_SEED)
    rows = [
        (series, month, chance.gauss(80, 5), chance.choice(["high", "low", "none"]))
        for series in range(_SERIES)
        for month in range(_MONTHS)
    ]
    schema = {"series": pl.Int64, "period": pl.Int64, "value": pl.Float64, "improvement": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row").with_columns(pl.col("improvement").first().over("series"))


def _timed(frame: pl.DataFrame) -> float:
    start = perf_counter()
    xmr_many(frame)
    return perf_counter() - start
