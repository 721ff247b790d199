"""A standard output that takes nothing: a message and exit code 2, never a traceback."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.support.terminal import clean_environment, scorecard_command

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="/dev/full")

VERBS = ("list", "list --format json", "audit --no-cache", "brief", "config", "completion bash", "--help", "--version")


def shell(words: str) -> subprocess.CompletedProcess[str]:
    """What a shell makes of `scorecard WORDS`."""
    return subprocess.run(
        ["bash", "-c", f'"$0" {words}', scorecard_command()],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env=clean_environment(),
    )


@pytest.mark.parametrize("verb", VERBS)
def test_a_full_disk_is_said(verb: str) -> None:
    done = shell(f"{verb} >/dev/full")
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == "scorecard: not printed: No space left on device"
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("verb", ["list", "brief", "--help"])
def test_a_closed_output_is_said(verb: str) -> None:
    done = shell(f"{verb} >&-")
    assert (done.returncode, done.stderr) == (2, "scorecard: not printed: standard output is closed\n")


def test_a_closed_error_stream_keeps_messages_out_of_the_data() -> None:
    done = shell("show ZZ9 2>&-")
    assert (done.returncode, done.stdout) == (2, "")


def test_messages_for_a_full_disk_change_no_exit_code() -> None:
    assert shell("show ZZ9 2>/dev/full").returncode == 2


def test_a_reader_that_stops_is_told_nothing() -> None:
    done = shell("--help | true; exit ${PIPESTATUS[0]}")
    assert done.stderr == ""
