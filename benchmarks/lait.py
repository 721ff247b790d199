"""What comparing the benchmarks with DfE's file costs, against polars' bare read of the same rows of it.

    python -m benchmarks.lait

The file lies in `$SCORECARD_SHARED/data/lait`, or in `../shared/data/lait` from the project's root.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

import polars as pl

from tui.scorecard.comparison import compare, measured
from tui.scorecard.overview import as_of
from tui.sources.lait import read_measures
from tui.sources.opening import open_scorecard
from tui.sources.request import Request

ROUNDS = 40
BOUND = 3.0
ROOT = Path(__file__).resolve().parents[1]


def data_file() -> Path:
    """DfE's file; `FileNotFoundError` says where it was looked for."""
    homes = [Path(home) for home in (os.environ.get("SCORECARD_SHARED"),) if home] + [ROOT.parent / "shared"]
    places = [home / "data" / "lait" / "bds_long_0.parquet" for home in homes]
    for place in places:
        if place.is_file():
            return place
    raise FileNotFoundError(f"DfE's file is not there; looked for {', '.join(map(str, places))}")


def measure() -> tuple[float, float]:
    """Median seconds of reading and comparing, and of the bare scan, filter and collect; taken in turns, A B A B."""
    path, card = data_file(), open_scorecard(Request())
    frames, catalogue = as_of(card.frames, card.period), card.catalogue
    codes = measured(frames, catalogue)["code"].to_list()

    def comparing() -> object:
        return compare(frames, read_measures(path, codes)[0], catalogue, year=2022)

    def bare() -> object:
        wanted = pl.col("Short Desc").is_in(codes)
        return pl.scan_parquet(path).filter(wanted).select("Short Desc", "LA Number", "Years", "Values").collect()

    comparing(), bare()
    turns = [(_timed(comparing), _timed(bare)) for _ in range(ROUNDS)]
    return median(ours for ours, _ in turns), median(theirs for _, theirs in turns)


def _timed(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def main() -> int:
    try:
        ours, theirs = measure()
    except FileNotFoundError as error:
        print(f"not measured: {error}")
        return 0
    ratio = ours / theirs
    print(f"compare {ours * 1000:.1f} ms, bare scan {theirs * 1000:.1f} ms: {ratio:.2f} times (at most {BOUND})")
    return ratio > BOUND


if __name__ == "__main__":
    sys.exit(main())
