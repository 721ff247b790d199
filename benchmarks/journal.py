"""What a long journal costs: 10,000 events of the period on screen, against an empty journal or a short one."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

from benchmarks.figures import Figure, alternate, ratio
from tests.support.terminal import Terminal, clean_environment, scorecard_command
from tui.journal.journal import Journal
from tui.scorecard.review import Key

EVENTS: Final = 10_000
_BOUND: Final = 1.1
_REFS: Final = [f"FD{number}" for number in range(2, 90)]
_PERIOD: Final = date(2023, 9, 30)
_REVIEWED: Final = "Reviewed 1 of 8"


def opening(pairs: int) -> Iterator[Figure]:
    """A plain command and the app, each with a long journal and with next to none."""
    with TemporaryDirectory() as folder:
        empty, short, long = (Path(folder) / f"{name}.sqlite" for name in ("empty", "short", "long"))
        _fill(empty, 0, reviewed=False)
        _fill(short, 0, reviewed=True)
        _fill(long, EVENTS, reviewed=True)
        name = f"{EVENTS:,} events"
        yield ratio(
            f"reds --unreviewed, {name}",
            *alternate(lambda: _command(long), lambda: _command(empty), pairs),
            bound=_BOUND,
            against="an empty journal",
        )
        yield ratio(
            f"app up to its reviews, {name}",
            *alternate(lambda: _app(long), lambda: _app(short), pairs),
            bound=_BOUND,
            against="a journal of one event",
        )
        yield ratio(
            f"open and read, {name}",
            *alternate(lambda: _read(long), lambda: _read(empty), pairs * 2),
            bound=20,
            against="an empty journal, in one process: no bound of its own, shown for what it is",
        )


def _fill(path: Path, events: int, *, reviewed: bool) -> None:
    """A journal with comments, states and assignments of the period, in turn; SG13 alone is a red."""
    with Journal.open(path, "Ada") as journal:
        journal._store.execute("PRAGMA synchronous = OFF")  # noqa: SLF001 - filling is not measured
        for number in range(events):
            key = Key("Tameside", _PERIOD, _REFS[number % len(_REFS)] + "x")
            if number % 3 == 0:
                journal.comment(key, f"Commentary number {number}. " * 8, None)
            elif number % 3 == 1:
                journal.set_state(key, "escalated")
            else:
                journal.assign(key, "Grace")
        if reviewed:
            journal.set_state(Key("Tameside", _PERIOD, "SG13"), "reviewed")


def _command(journal: Path) -> float:
    started = perf_counter()
    subprocess.run(
        [scorecard_command(), "reds", "--unreviewed", "--journal", journal],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=clean_environment(),
        check=True,
    )
    return perf_counter() - started


def _app(journal: Path) -> float:
    with Terminal([scorecard_command(), "--journal", journal]) as terminal:
        terminal.press("!")
        return terminal.wait_for(_REVIEWED)


def _read(path: Path) -> float:
    started = perf_counter()
    with Journal.open(path, "Ada") as journal:
        journal.reviews("Tameside", _PERIOD)
    return perf_counter() - started
