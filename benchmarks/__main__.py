"""`python -m benchmarks`: every figure against its control and its bound; exit code 1 where one is over.

Ratios and counts, not milliseconds: they hold on another machine. Both sides of a ratio run in turn, in the
same environment, with their compiled files in place.
"""

from __future__ import annotations

import compileall
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import tui
from benchmarks import journal, lait, large, line, measures, signals, sources, start, tidy
from benchmarks.figures import Figure, ratio


def main() -> int:
    """Measure and print; 1 where a figure is over its bound."""
    for folder in (Path(tui.__file__).parent, Path(__file__).parent):
        compileall.compile_dir(folder, quiet=1)
    print("at 80x24; medians after a warm-up, both sides in turn;", f"{os.cpu_count()} cores")
    over = False
    for figure in _figures():
        print(figure, flush=True)
        over |= figure.over
    return int(over)


def _figures() -> Iterator[Figure]:
    yield from start.first_row(pairs=15)
    yield from start.plain_commands(pairs=15)
    yield from line.figures()
    yield measures.key_to_paint(rounds=2)
    yield from journal.opening(pairs=15)
    yield signals.many_series(pairs=15)
    yield from sources.opening(pairs=9)
    yield from tidy.reading(pairs=7)
    yield from large.keys(rounds=2)
    try:
        yield from line.against_visidata(pairs=9)
    except FileNotFoundError as error:
        print(f"      beside VisiData                   not measured: {error}")
    try:
        ours, bare = lait.measure()
    except FileNotFoundError as error:
        print(f"      DfE's figures                     not measured: {error}")
    else:
        against = "polars' bare scan, filter and collect of the same rows"
        yield ratio("benchmarks against DfE's figures", [ours], [bare], bound=3.0, against=against)


if __name__ == "__main__":
    sys.exit(main())
