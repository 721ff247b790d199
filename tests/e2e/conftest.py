"""How every test here starts the command."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

import pytest

from tests.e2e.sources import SEPTEMBER
from tests.support.terminal import Terminal, scorecard_command
from tui.scorecard.periods import add_months, short_label


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


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A scorecard of 20,000 indicators with 30 months each, which takes seconds to read."""
    path = tmp_path_factory.mktemp("large") / "large.csv"
    months = [short_label(add_months(SEPTEMBER, -ago)) for ago in range(30, 0, -1)]
    lines = [["September 2023"], ["Ref", "Indicator", *months, "Current", "Target", "RAG"]]
    for number in range(20_000):
        ref = f"{chr(65 + number // 9_000)}X{number % 9_000 + 1}"
        figures = [str(number * 7 % 1_999 + month) for month in range(32)]
        lines.append([ref, f"Made-up measure {number}", *figures, "RAG"[number % 3]])
    path.write_text("".join(",".join(line) + "\n" for line in lines), "utf-8")
    return path
