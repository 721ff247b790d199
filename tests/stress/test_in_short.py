from __future__ import annotations

import subprocess
import sys


def test_nothing_is_lost_by_kills_or_by_writers_at_once() -> None:
    """In a process of its own: it forks, which a process with threads must not."""
    short = ["--kills", "10", "--writers", "8", "--seconds", "1"]
    done = subprocess.run([sys.executable, "-m", "tests.stress", *short], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "10 kills" in done.stdout
    assert ", 0 lost; integrity check: ok" in done.stdout
    assert "8 writers" in done.stdout
    assert done.stderr == ""
