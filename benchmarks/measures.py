"""What is measured of the running app: bytes and key presses."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.figures import Figure, ratio
from tests.support.terminal import Terminal, clean_environment, scorecard_command

_HERE: Final = Path(__file__).parent
_FIRST_ROW: Final = re.compile(r"FD1 +Contact")
_CHILD_IN_NEED: Final = "3"
_ROWS_IN_VIEW: Final = 18


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


def _rows() -> list[str]:
    """The rows of Child in Need as the plain command prints them."""
    command = [str(scorecard_command()), "list", "--area", "Child in Need"]
    printed = subprocess.run(command, capture_output=True, env=clean_environment(), check=True, encoding="utf-8").stdout
    return [line.strip() for line in printed.splitlines() if line.startswith("CIN")]
