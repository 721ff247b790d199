"""The line: bytes a key, an app that is left alone, held keys on a slow line, and VisiData beside us."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.figures import Figure, alternate, ratio
from benchmarks.held_keys import behind
from benchmarks.start import fill
from tests.support.costs import FIRST_PAINT, bound, costs, ready
from tests.support.terminal import Terminal, scorecard_command

_SAMPLES: Final = Path(__file__).parents[1] / "sample_data"
_MADE_UP: Final = _SAMPLES / "made-up" / "exampleshire.csv"
_IDLE_SECONDS: Final = 10
_OUR_SCREEN: Final = re.compile(r"Open .* Quit")
_OUR_FIRST_ROW: Final = re.compile(r"FD1 +\w")
_THEIR_FIRST_ROW: Final = re.compile(r"Exampleshire.*\n.*Exampleshire")


def figures() -> Iterator[Figure]:
    """Every figure of the line."""
    for columns, lines in ((80, 24), (120, 40)):
        yield from bytes_written(columns, lines)
    yield from idle()
    yield behind()


def bytes_written(columns: int, lines: int) -> Iterator[Figure]:
    """What keys cost in 24-bit colour; the dearest counts, over every row of every area."""
    at = f"at {columns}x{lines}"
    with Terminal([scorecard_command()], columns=columns, lines=lines) as terminal:
        first = ready(terminal)
        yield Figure("first paint", first, FIRST_PAINT * columns // 80, "bytes", f"{at}, until all is there")
        for name, counts in costs(terminal).items():
            how = f"{at}, dearest; mean {mean(counts):,.0f}, n = {len(counts)}"
            yield Figure(name, max(counts), bound(name, columns), "bytes", how)


def idle() -> Iterator[Figure]:
    """An app that is left alone, with a source on disk and a journal that are looked at."""
    with Terminal([scorecard_command(), _SAMPLES / "september-2023.txt"]) as terminal:
        ready(terminal)
        terminal.wait_quiet(1_500)
        written, used = len(terminal.received), _ticks(terminal)
        terminal.wait_quiet(_IDLE_SECONDS * 1_000, timeout=_IDLE_SECONDS)
        used = _ticks(terminal) - used
        milliseconds = used / os.sysconf("SC_CLK_TCK") * 1_000
        at = f"in {_IDLE_SECONDS} seconds"
        yield Figure("written while left alone", len(terminal.received) - written, 0, "bytes", at)
        yield Figure("computed while left alone", milliseconds, 5 * _IDLE_SECONDS, "ms", f"{at}: half a percent")


def _ticks(terminal: Terminal) -> int:
    """Processor time that the command has used, in the system's ticks."""
    fields = Path(f"/proc/{terminal.process.pid}/stat").read_text("utf-8").rsplit(")", 1)[1].split()
    return int(fields[11]) + int(fields[12])


def against_visidata(pairs: int) -> Iterator[Figure]:
    """We and VisiData open the same CSV, and get the same keys in turn. Raises `FileNotFoundError` without it."""
    program = Path(sys.executable).parent / "vd"
    if not program.exists():
        raise FileNotFoundError("VisiData is not installed (pip install '.[bench]')")
    ours: Sequence[str | Path] = [scorecard_command(), _MADE_UP]
    theirs: Sequence[str | Path] = [program, _MADE_UP]
    with TemporaryDirectory() as home:
        env = {"HOME": home, "SCORECARD_CACHE": str(Path(home) / "cache")}
        fill(ours, env)

        def first(command: Sequence[str | Path], row: re.Pattern[str], **more: str) -> float:
            with Terminal(command, env=env | more) as terminal:
                return terminal.wait_for(row)

        their_row = partial(first, theirs, _THEIR_FIRST_ROW)
        for name, ours_to, bound in (
            ("first screen of a CSV", partial(first, ours, _OUR_SCREEN, SCORECARD_CACHE="off"), 1.0),
            ("first row of a CSV, kept", partial(first, ours, _OUR_FIRST_ROW), 1.2),
            ("first row of a CSV, nothing kept", partial(first, ours, _OUR_FIRST_ROW, SCORECARD_CACHE="off"), 2.5),
        ):
            yield ratio(name, *alternate(ours_to, their_row, pairs), bound=bound, against="VisiData's first row")
        with Terminal(ours, env=env) as app, Terminal(theirs, env=env) as other:
            app.wait_for(_OUR_FIRST_ROW)
            other.wait_for(_THEIR_FIRST_ROW)
            app.press("3")
            for terminal in (app, other):
                terminal.wait_quiet(1_500)
            presses = [(app.measure(key), other.measure(key)) for key in ["j"] * 25 + ["k"] * 25]
    mine, its = [each[0] for each in presses], [each[1] for each in presses]
    yield ratio("a key", [each.seconds for each in mine], [each.seconds for each in its], bound=1, against="VisiData's")
    counts = mean(each.count for each in mine), mean(each.count for each in its)
    yield Figure("bytes of a key", counts[0], round(counts[1]), "bytes", f"VisiData's are the bound; n = {len(mine)}")
