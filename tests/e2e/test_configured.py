"""The configuration file and its options in a real terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.conftest import Start
from tests.support.terminal import Terminal

FIRST = "Contacts received"


def configured(tmp_path: Path, text: str) -> dict[str, str]:
    path = tmp_path / "own.toml"
    path.write_text(text, "utf-8")
    return {"SCORECARD_CONFIG": str(path)}


def opened(terminal: Terminal) -> Terminal:
    terminal.wait_for(FIRST)
    terminal.wait_quiet()
    return terminal


def test_without_an_option_the_mouse_is_used(start: Start) -> None:
    assert "mouse" in opened(start()).left_on


@pytest.mark.parametrize(("arguments", "text"), [(["--no-mouse"], ""), ([], "mouse = false")])
def test_the_mouse_is_left_to_the_terminal(start: Start, tmp_path: Path, arguments: list[str], text: str) -> None:
    terminal = opened(start(*arguments, env=configured(tmp_path, text)))
    assert "mouse" not in terminal.left_on
    assert terminal.quit() == 0


def test_an_option_wins_over_the_file(start: Start, tmp_path: Path) -> None:
    assert "mouse" in opened(start("--mouse", env=configured(tmp_path, "mouse = false"))).left_on


def test_the_users_keys_and_columns(start: Start, tmp_path: Path) -> None:
    text = 'columns = ["rating", "previous"]\nascii = true\n[keymap]\napp.quit = "Q"\n'
    terminal = opened(start(env=configured(tmp_path, text)))
    heading = next(line for line in terminal.text().splitlines() if "Indicator" in line)
    assert heading.split()[-len(heading.partition("RAG")[2].split()) - 1 :][:3] == ["RAG", "Last", "yr"]
    assert terminal.text().isascii()
    terminal.press("q")
    terminal.wait_quiet()
    assert not terminal.ended
    assert terminal.quit("Q") == 0


def test_a_mistaken_file_ends_before_the_screen_is_taken(start: Start, tmp_path: Path) -> None:
    terminal = start(env=configured(tmp_path, "mouse = 1\nthme = 2\n"))
    terminal.wait_end()
    assert terminal.process.returncode == 2
    text = terminal.text().replace("\n", "")
    assert "own.toml:1:1: mouse: expected true or false; found 1" in text
    assert "own.toml:2:1: thme: unknown key; did you mean theme?" in text
