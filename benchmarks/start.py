"""How long it takes to the first row and to the end of a plain command, with what is kept of the last time and without.

Each against what nothing of its kind can do without, in turn. Plain commands in seconds on the clock and of processor
time, which hold on a busy machine too; the first row on the clock alone, since a second thread imports meanwhile.
"""

from __future__ import annotations

import re
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final, TypeVar

from benchmarks.figures import Figure, ratio
from tests.support.terminal import Terminal, clean_environment, scorecard_command

_HERE: Final = Path(__file__).parent
_SAMPLE: Final = _HERE.parent / "sample_data" / "september-2023.txt"
_FIRST_ROW: Final = re.compile(r"FD1 +Contact")
_COMPLETE: Final = re.compile("…T|○N")
"""What is derived, which comes when everything is read."""

_IMPORTS: Final = "import polars, rich.table, click"
T = TypeVar("T")
Taken = tuple[float, float]
"""Seconds on the clock and of processor time."""


def first_row(pairs: int) -> Iterator[Figure]:
    """From the start of the command to the first row with real data."""
    with TemporaryDirectory() as folder:
        rows = Path(folder) / "rows.txt"
        rows.write_text(_rows(), encoding="utf-8")
        kept = {"SCORECARD_CACHE": str(Path(folder) / "cache")}
        fill([scorecard_command()], kept)
        python = [sys.executable]
        ours = [_screen([scorecard_command()], environment) for environment in (kept, {"SCORECARD_CACHE": "off"})]
        bare = _screen([*python, _HERE / "control_rows.py", rows], {})
        with_polars = _screen([*python, _HERE / "control_app.py", _SAMPLE], {})
        taken = _in_turn([*ours, bare, with_polars], pairs)
    against = "a bare Textual app with the same rows, no polars"
    # The goal of 1.15 is within what one run differs from the next on a busy machine.
    yield ratio("first row, kept", taken[0], taken[2], 1.3, f"{against} (goal 1.15)")
    yield ratio("first row, nothing kept", taken[1], taken[2], 1.5, against)
    yield ratio("first row, nothing kept", taken[1], taken[3], 1.0, "a bare Textual app that reads with polars")


def plain_commands(pairs: int) -> Iterator[Figure]:
    """`scorecard reds` and `summary` from start to end."""
    for verb in ("reds", "summary"):
        with TemporaryDirectory() as folder:
            kept = {"SCORECARD_CACHE": folder}
            command = [str(scorecard_command()), verb]
            taken = _in_turn(
                [
                    partial(_run, command, kept),
                    partial(_run, [sys.executable, "-c", "import click"], {}),
                    partial(_run, command, {"SCORECARD_CACHE": "off"}),
                    partial(_run, [sys.executable, "-c", _IMPORTS], {}),
                ],
                pairs,
            )
        yield from _both(f"scorecard {verb}, kept", taken[0], taken[1], 2.0, "import click")
        yield from _both(f"scorecard {verb}, nothing kept", taken[2], taken[3], 1.2, _IMPORTS)


def _both(name: str, ours: Sequence[Taken], control: Sequence[Taken], bound: float, against: str) -> Iterator[Figure]:
    for at, what in enumerate(("", " (processor)")):
        yield ratio(f"{name}{what}", [each[at] for each in ours], [each[at] for each in control], bound, against)


def _in_turn(measured: Sequence[Callable[[], T]], rounds: int) -> list[list[T]]:
    """Measure A B C A B C; the first round does not count."""
    taken = [[each() for each in measured] for _ in range(rounds + 1)][1:]
    return [list(each) for each in zip(*taken, strict=True)]


def _screen(command: Sequence[str | Path], environment: dict[str, str]) -> Callable[[], float]:
    """Seconds to the first row on the screen of a command that goes on after that."""

    def measure() -> float:
        with Terminal(command, env=environment) as terminal:
            return terminal.wait_for(_FIRST_ROW)

    return measure


def _run(command: Sequence[str], environment: dict[str, str]) -> Taken:
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), perf_counter()
    subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=clean_environment() | environment,
        check=True,
    )
    seconds, after = perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    return seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def fill(command: Sequence[str | Path], kept: dict[str, str]) -> None:
    """Open the app once, so that its rows are kept in the folder `SCORECARD_CACHE`."""
    with Terminal(command, env=kept) as terminal:
        terminal.wait_for(_COMPLETE, timeout=30)
        folder = Path(kept["SCORECARD_CACHE"])
        deadline = perf_counter() + 5
        while not list(folder.glob("*.kept")) and perf_counter() < deadline:
            terminal.wait_quiet(100)
        terminal.quit()


def _rows() -> str:
    """The rows of the first service area as the plain command prints them."""
    command = [str(scorecard_command()), "list", "--area", "Front Door"]
    done = subprocess.run(command, capture_output=True, env=clean_environment(), check=True, encoding="utf-8")
    return "\n".join(line.strip() for line in done.stdout.splitlines() if line.strip().startswith("FD"))
