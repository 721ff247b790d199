"""A terminal that gets too small for a while, and one that is taken away by a signal."""

from __future__ import annotations

import re
import signal

import pytest

from tests.e2e.looking import wait_at
from tests.support.terminal import Terminal, scorecard_command

TINY = (30, 8)


def shrink_and_grow(app: Terminal) -> None:
    app.resize(*TINY)
    app.wait_for("Scorecard needs")
    app.wait_quiet(200)
    app.resize(120, 40)
    app.wait_gone("Scorecard needs")
    app.wait_quiet(300)


def test_a_terminal_that_was_too_small_takes_keys_again(app: Terminal) -> None:
    app.press("j")
    wait_at(app, "FD2")
    shrink_and_grow(app)
    app.press("j")
    wait_at(app, "FD2a")
    app.press("g")
    wait_at(app, "FD1")
    assert app.quit() == 0


def test_what_is_typed_after_that_goes_on_in_the_field(app: Terminal) -> None:
    app.press("/")
    app.type("mash")
    app.wait_for("mash")
    shrink_and_grow(app)
    app.type(" sc")
    app.wait_for("mash sc")
    app.press("escape")
    app.wait_gone("mash sc")
    assert app.quit() == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT])
@pytest.mark.parametrize("key", ["", "/", "ctrl+p"])
def test_a_signal_ends_the_app_and_puts_the_terminal_back(app: Terminal, number: signal.Signals, key: str) -> None:
    if key:
        app.press(key)
        app.wait_quiet(200)
    assert "mouse" in app.left_on
    app.signal(number)
    assert app.wait_end() == 128 + number
    assert app.left_on == []
    assert not re.search(r"\S", app.text())


def test_a_terminal_that_goes_without_a_signal_ends_the_app() -> None:
    """As under nohup: nothing may go on reading a terminal that is not there."""
    with Terminal(["bash", "-c", f"trap '' HUP; exec {scorecard_command()}"]) as terminal:
        terminal.wait_for("Contacts received")
        terminal.hang_up()
        terminal.process.wait(5)
