"""How every test here starts the command."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

import pytest

from tests.support.terminal import Terminal, scorecard_command


class Start(Protocol):
    """Starts `scorecard` with arguments, in a terminal as `Terminal` takes it."""

    def __call__(self, *arguments: str | Path, **terminal: Any) -> Terminal: ...


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts the command; a user's own catalogue stays out of it, and nothing runs on after the test."""
    running: list[Terminal] = []

    def start(*arguments: str | Path, env: dict[str, str] | None = None, **terminal: Any) -> Terminal:
        environment = {"XDG_CONFIG_HOME": str(tmp_path / "config")} | (env or {})
        running.append(Terminal([scorecard_command(), *arguments], env=environment, **terminal))
        return running[-1]

    yield start
    for each in running:
        each.close()


@pytest.fixture
def app(start: Start) -> Terminal:
    """The bundled scorecard, opened at 80x24."""
    terminal = start()
    terminal.wait_for("Contacts received")
    terminal.wait_for("…T")  # what is derived comes after the first rows
    terminal.wait_quiet()
    return terminal
