"""Over a real OpenSSH on loopback: what it costs, and that a line which drops leaves nothing behind."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.e2e.looking import wait_at
from tests.support.costs import FIRST_PAINT, ready
from tests.support.ssh_server import NoServerError, Server, ssh_server, wait_for_end
from tests.support.terminal import Terminal, clean_environment, scorecard_command


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = ssh_server(tmp_path_factory.mktemp("ssh"))
    try:
        found = running.__enter__()
    except NoServerError as error:
        pytest.skip(str(error))
    try:
        yield found
    finally:
        running.__exit__(None, None, None)


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    return tmp_path / "journal.sqlite"


@pytest.fixture
def remote(server: Server, journal: Path, tmp_path: Path) -> Iterator[Terminal]:
    """The app on the other side of an SSH line, with everything there, and typing a commentary."""
    there = [
        *("env", "LANG=C.UTF-8", "COLORTERM=truecolor", "SCORECARD_AUTHOR=Ada", f"XDG_STATE_HOME={tmp_path / 'state'}"),
        *(f"XDG_DATA_HOME={tmp_path / 'data'}", f"XDG_CONFIG_HOME={tmp_path / 'config'}"),
        *(str(scorecard_command()), "--journal", str(journal)),
    ]
    with Terminal(server.command(*there)) as terminal:
        ready(terminal)
        yield terminal


def test_it_costs_over_ssh_what_it_costs_here(remote: Terminal) -> None:
    assert len(remote.received) <= FIRST_PAINT
    moves = []
    for ref in ("FD2", "FD2a", "FD2b", "FD2c"):
        moves.append(remote.measure("j").count)
        wait_at(remote, ref)
    assert max(moves) <= 480, moves
    remote.press("q")
    assert remote.wait_end() == 0
    assert remote.left_on == []
    assert wait_for_end(remote.process.pid)


@pytest.mark.parametrize("end", ["client", "session"])
def test_a_line_that_drops_leaves_no_process_behind_and_no_lock(
    server: Server, remote: Terminal, journal: Path, end: str
) -> None:
    remote.press("space")
    remote.wait_for("FD1: reviewed")
    remote.press("j", "c")
    remote.type("Not saved")
    remote.wait_for("Not saved")
    there = server.remote
    assert Path(f"/proc/{there}/cmdline").read_bytes().find(b"scorecard") > 0
    os.kill(remote.process.pid if end == "client" else server.session(), signal.SIGKILL)
    assert wait_for_end(there), "the app still runs"
    with closing(sqlite3.connect(journal, timeout=0)) as database:
        database.execute("BEGIN IMMEDIATE")  # raises where anybody holds a lock
        database.rollback()
    done = subprocess.run(
        [scorecard_command(), "comment", "FD1", "Afterwards", "--journal", journal],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env=clean_environment(),
    )
    assert done.returncode == 0, done.stderr
