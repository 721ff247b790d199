"""Plain commands that take long: what they say meanwhile, what is left of it, and how they are stopped."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.e2e.conftest import Start
from tests.support.terminal import clean_environment, scorecard_command


@pytest.fixture(scope="session")
def folder(large: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six large scorecards, which no machine reads within half a second."""
    folder = tmp_path_factory.mktemp("folder")
    for name in "abcdef":
        shutil.copyfile(large, folder / f"{name}.csv")
    return folder


READING = r"reading \w\.csv \(\d of 6\) \.\.\. ctrl\+c stops it"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("check", "--severity", "error"), READING),
        (("convert", "-o", "out.parquet"), READING),
    ],
)
def test_who_waits_is_told_why_and_nothing_of_it_is_left(
    start: Start, tmp_path: Path, folder: Path, words: tuple[str, ...], told: str
) -> None:
    terminal = start(*words, folder, cwd=tmp_path)
    terminal.wait_for(re.compile(told), timeout=30)
    terminal.wait_end(timeout=60)
    assert "ctrl+c" not in terminal.text()
    assert "Traceback" not in terminal.text()


def test_the_audit_tells_how_far_it_has_come(start: Start, large: Path) -> None:
    terminal = start("audit", "--severity", "error", large)
    terminal.wait_for(re.compile(r"auditing the figures \(\d+ of \d+\) \.\.\. ctrl\+c stops it"), timeout=30)
    terminal.wait_end(timeout=60)


def test_ctrl_c_stops_it(start: Start, tmp_path: Path, folder: Path) -> None:
    terminal = start("convert", folder, "-o", "out.parquet", cwd=tmp_path)
    terminal.wait_for("ctrl+c stops it", timeout=30)
    terminal.press("ctrl+c")
    assert terminal.wait_end(timeout=30) == 130
    assert [line.strip() for line in terminal.lines() if line] == ["scorecard: stopped"]
    assert list(tmp_path.glob("*.parquet*")) == []


def test_nobody_is_told_where_no_terminal_listens(large: Path) -> None:
    command = [str(scorecard_command()), "summary", str(large), "--no-cache"]
    done = subprocess.run(command, capture_output=True, check=True, text=True, env=clean_environment())
    assert "ctrl+c" not in done.stderr + done.stdout


def test_a_terminal_that_cannot_write_over_a_line_is_left_alone(start: Start, large: Path) -> None:
    terminal = start("list", "--area", "AX", large, "--no-pager", term="dumb")
    terminal.wait_end(timeout=60)
    assert b"ctrl+c" not in terminal.received
