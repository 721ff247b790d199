"""The app as a job of a shell: ctrl+z, `fg`, `bg`, and signals that stop it."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.looking import wait_at
from tests.support.terminal import Terminal, scorecard_command

PROMPT, WAITING = "ready> ", re.compile(r"^ready> *$", re.MULTILINE)


@pytest.fixture
def shell(tmp_path: Path) -> Iterator[Terminal]:
    """A shell with job control in which the app runs, its first rows on screen."""
    env = {"PS1": PROMPT, "XDG_CONFIG_HOME": str(tmp_path)}
    with Terminal(["bash", "--norc", "--noprofile", "--noediting", "-i"], env=env) as terminal:
        terminal.wait_for(WAITING)
        terminal.type(f"sh -c 'echo $$ >{tmp_path}/pid; exec {scorecard_command()}'\n")
        terminal.wait_for("Contacts received")
        terminal.wait_for("…T")
        yield terminal


def stopped(shell: Terminal) -> None:
    """Wait until the shell has the terminal again, as it was."""
    shell.wait_for("Stopped")
    shell.wait_quiet()
    assert shell.left_on == []
    assert "Contacts received" not in shell.text()


def test_ctrl_z_gives_the_terminal_to_the_shell_and_fg_gives_it_back(shell: Terminal) -> None:
    shell.press("j", "ctrl+z")
    stopped(shell)
    shell.type("echo in the shell\n")
    shell.wait_for("\nin the shell")
    shell.type("fg\n")
    wait_at(shell, "FD2")
    assert {"alternate screen", "cursor", "line discipline", "mouse"} <= set(shell.left_on)
    shell.press("j")
    wait_at(shell, "FD2a")
    shell.press("q")
    shell.wait_for(WAITING)
    shell.wait_quiet()
    assert shell.left_on == []


@pytest.mark.parametrize(
    ("key", "words"), [("?", "Keys and signs"), ("@", "Assign FD1 to"), ("ctrl+p", "Change the colours")]
)
def test_it_may_be_done_over_a_panel_a_question_and_the_palette(shell: Terminal, key: str, words: str) -> None:
    shell.press(key)
    shell.wait_for(words)
    shell.press("ctrl+z")
    stopped(shell)
    shell.type("clear; fg\n")
    shell.wait_for(words)


def test_it_may_be_done_over_and_over_in_a_terminal_of_another_size(shell: Terminal) -> None:
    for columns in (120, 90, 80):
        shell.press("ctrl+z")
        stopped(shell)
        shell.resize(columns, 24)
        shell.type("clear; fg\n")
        wait_at(shell, "FD1")
        shell.wait_for("? Help")
        assert "? Help" in shell.lines()[-1]


def test_in_the_background_it_stays_stopped(shell: Terminal) -> None:
    shell.press("ctrl+z")
    stopped(shell)
    shell.type("bg; sleep 0.2; jobs; echo over\n")
    shell.wait_for("\nover")
    shell.wait_quiet()
    assert shell.left_on == []
    shell.type("clear; fg\n")
    wait_at(shell, "FD1")


@pytest.mark.parametrize("number", [signal.SIGTSTP, signal.SIGSTOP])
def test_whoever_is_stopped_by_a_signal_comes_back_whole(
    shell: Terminal, tmp_path: Path, number: signal.Signals
) -> None:
    os.kill(int((tmp_path / "pid").read_text()), number)
    shell.wait_for("Stopped")
    shell.type("clear; fg\n")
    shell.wait_quiet(300)
    wait_at(shell, "FD1")
    shell.press("j")
    wait_at(shell, "FD2")
    assert {"alternate screen", "cursor", "line discipline", "mouse"} <= set(shell.left_on)
    shell.press("q")
    shell.wait_gone("Contacts received")
    shell.wait_quiet()
    assert shell.left_on == []


def test_an_editor_and_the_app_stop_and_go_on_together(shell: Terminal, tmp_path: Path) -> None:
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\necho in the editor\nkill -TSTP 0\necho Written after a pause >"$1"\n')
    editor.chmod(0o755)
    shell.press("q")
    shell.wait_for(WAITING)
    shell.type(f"EDITOR={editor} {scorecard_command()}\n")
    shell.wait_for("…T")
    shell.press("E")
    stopped(shell)
    assert "in the editor" in shell.text()
    shell.type("clear; fg\n")
    shell.wait_for("FD1: commentary saved")
    assert {"alternate screen", "cursor", "line discipline", "mouse"} <= set(shell.left_on)


def test_without_a_shell_that_could_continue_it_ctrl_z_stops_nothing(app: Terminal) -> None:
    app.press("ctrl+z")
    app.wait_quiet(300)
    app.press("j")
    wait_at(app, "FD2")
    assert app.quit() == 0
    assert app.left_on == []


def test_where_text_is_written_ctrl_z_takes_back_what_was_typed(shell: Terminal) -> None:
    shell.press("c")
    shell.wait_for("drafted from the numbers")
    shell.type("zebra")
    shell.wait_for("zebra")
    shell.press("ctrl+z")
    shell.wait_gone("zebra")
    shell.wait_for("ctrl+s")
