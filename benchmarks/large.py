"""What a key costs in a CSV of 100,000 indicators, against the same key in the bundled scorecard of 84.

    python -m benchmarks.large

Both apps run at 120x40 and get the keys in turn, once everything of both has been worked out.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.figures import Figure, ratio
from benchmarks.sources import MANY, rows
from tests.support.grids import csv
from tests.support.terminal import Terminal, scorecard_command

_FIRST_ROW: Final = re.compile(r"FD1 +Contact|AX1 +Made-up")
_WORKED_OUT: Final = re.compile(r"…T|○N")
_LONGEST: Final = 300.0
_BOUND: Final = 3.0
_SORT_BOUND: Final = 6.0
"""Of sorting, which looks at every row: some 135 ms, against 31 for 84 rows since only what differs is sent."""

_QUIET: Final = 250
"""Milliseconds without a byte after which an answer is whole: the page of an indicator is drawn a little later."""

_MOVES: Final = ("down", "down", "pagedown", "up", "pageup", "G", "g", "l", "h")
_TYPED: Final = ("/", "m", "a", "backspace", "backspace", "r", "a", "g", ":", "r", "backspace", "escape")
_SORTED: Final = ("s", "s", "s")


def keys(rounds: int) -> Iterator[Figure]:
    """Moving and scrolling, and typing a filter; the medians of all keys."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "many.csv"
        path.write_text(csv(*rows(MANY)), encoding="utf-8")
        with (
            Terminal([scorecard_command(), path], columns=120, lines=40) as large,
            Terminal([scorecard_command()], columns=120, lines=40) as usual,
        ):
            for terminal in (large, usual):
                terminal.wait_for(_FIRST_ROW, timeout=_LONGEST)
                terminal.wait_for(_WORKED_OUT, timeout=_LONGEST)
                terminal.wait_quiet(500)
            for name, keys, bound in (
                ("moving", _MOVES, _BOUND),
                ("filter", _TYPED, _BOUND),
                ("sort", _SORTED, _SORT_BOUND),
            ):
                yield _figure(f"{name} in {MANY:,}, against 84", large, usual, keys, rounds, bound)


def _figure(name: str, large: Terminal, usual: Terminal, keys: Sequence[str], rounds: int, bound: float) -> Figure:
    for key in keys:  # what is worked out once for a column is worked out by now
        _ = large.measure(key, quiet_ms=_QUIET), usual.measure(key, quiet_ms=_QUIET)
    pairs = [
        (large.measure(key, quiet_ms=_QUIET).seconds, usual.measure(key, quiet_ms=_QUIET).seconds)
        for key in list(keys) * rounds
    ]
    ours, controls = [each[0] for each in pairs], [each[1] for each in pairs]
    return ratio(name, ours, controls, bound, "the same keys in the bundled scorecard")


def main() -> int:
    """Print the figures; 1 where one is over its bound."""
    over = False
    for figure in keys(rounds=3):
        print(figure, flush=True)
        over |= figure.over
    return int(over)


if __name__ == "__main__":
    sys.exit(main())
