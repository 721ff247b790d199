"""What is measured: starts, plain commands, bytes and key presses."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

from benchmarks.figures import Figure, alternate, ratio
from tests.support.terminal import Terminal, clean_environment, scorecard_command

_HERE: Final = Path(__file__).parent
_SAMPLE: Final = _HERE.parent / "sample_data" / "september-2023.txt"
_FIRST_ROW: Final = re.compile(r"FD1 +Contact")
_CHILD_IN_NEED: Final = "3"
_ROWS_IN_VIEW: Final = 18


def first_row(pairs: int) -> Figure:
    """From the start of the command to the first row with real data."""

    def ours() -> float:
        with Terminal([scorecard_command()]) as terminal:
            return terminal.wait_for(_FIRST_ROW)

    def control() -> float:
        with Terminal([sys.executable, _HERE / "control_app.py", _SAMPLE]) as terminal:
            return terminal.wait_for(_FIRST_ROW)

    against = "a bare app that reads the file with polars"
    return ratio("first row on screen", *alternate(ours, control, pairs), bound=1.15, against=against)


def plain_command(pairs: int) -> Figure:
    """`scorecard reds` from start to end."""
    imports = "import polars, rich.table, click"

    def ours() -> float:
        return _run([str(scorecard_command()), "reds"])

    def control() -> float:
        return _run([sys.executable, "-c", imports])

    return ratio("scorecard reds", *alternate(ours, control, pairs), bound=1.3, against=imports)


def bytes_written() -> Iterator[Figure]:
    """What a key costs on the line, at 80x24 in 24-bit colour with the detail closed."""
    with Terminal([scorecard_command()]) as terminal:
        terminal.wait_for(_FIRST_ROW)
        keys = ["2", "3", "4", "5", "6", "1", _CHILD_IN_NEED]
        switches = [terminal.measure(key, quiet_ms=120).count for key in keys]
        yield Figure(
            "tab switch, dearest", max(switches), 15_000, "bytes", f"mean {mean(switches):,.0f}, n = {len(switches)}"
        )
        moves = [terminal.measure("down").count for _ in range(_rows_below(terminal))]
        yield Figure(
            "cursor down, mean of an area", mean(moves), 1_200, "bytes", f"dearest {max(moves):,}, n = {len(moves)}"
        )


def key_to_paint(rounds: int) -> Figure:
    """From a key to the last byte of its answer; both apps run, and get keys in turn."""
    keys = ["down"] * _ROWS_IN_VIEW + ["up"] * _ROWS_IN_VIEW
    with TemporaryDirectory() as folder:
        rows = Path(folder) / "rows.txt"
        rows.write_text("\n".join(_rows()), encoding="utf-8")
        with (
            Terminal([scorecard_command()]) as app,
            Terminal([sys.executable, _HERE / "control_table.py", rows]) as control,
        ):
            app.wait_for(_FIRST_ROW)
            app.press(_CHILD_IN_NEED)
            for terminal in (app, control):
                terminal.wait_for("CIN4")
                terminal.wait_quiet(200)
            for key in ("down", "up"):
                _ = app.measure(key), control.measure(key)
            pairs = [(app.measure(key).seconds, control.measure(key).seconds) for key in keys * rounds]
    ours, controls = [each[0] for each in pairs], [each[1] for each in pairs]
    return ratio("key to settled paint", ours, controls, bound=2, against="a bare table of the same rows")


def _run(command: list[str]) -> float:
    started = perf_counter()
    subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=clean_environment(), check=True)
    return perf_counter() - started


def _rows() -> list[str]:
    """The rows of Child in Need as the plain command prints them."""
    command = [str(scorecard_command()), "list", "--area", "Child in Need"]
    printed = subprocess.run(command, capture_output=True, env=clean_environment(), check=True, encoding="utf-8").stdout
    return [line.strip() for line in printed.splitlines() if line.startswith("CIN")]


def _rows_below(terminal: Terminal) -> int:
    """How many rows lie below the cursor."""
    terminal.press("g")
    terminal.wait_quiet(120)
    return len(_rows()) - 1
