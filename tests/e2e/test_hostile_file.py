"""A data file that tries to command the terminal is shown, and not obeyed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.e2e.conftest import Start
from tests.e2e.looking import wait_at
from tests.support.terminal import Terminal

SAMPLE = Path(__file__).parents[2] / "sample_data" / "september-2023.txt"
NAME = "MASH \x1b]0;taken\x07\x1b[31m[bold red]x[/] \u202edesrever\u202c \x1b[2J\x1b[?1049l\x9b5m Contact"


@pytest.fixture
def hostile(start: Start, tmp_path: Path) -> Terminal:
    text = SAMPLE.read_text(encoding="utf-8")
    text = text.replace("MASH Contact (No)", NAME).replace("\t1059\t", "\t" + "9" * 10_000 + "\t")
    path = tmp_path / "hostile.txt"
    path.write_text(text, encoding="utf-8")
    terminal = start(path, columns=120, lines=40)
    terminal.wait_for("Contacts, 12-month rate")
    return terminal


def test_it_is_shown_and_not_obeyed(hostile: Terminal) -> None:
    hostile.press("j", "j")
    wait_at(hostile, "FD2a")
    hostile.wait_for("[bold red]x[/] <U+202E>desrever<U+202C>")
    for key, words in (("p", "Source of FD2a"), ("enter", "esc Back"), ("P", "What was not read")):
        hostile.press(key)
        hostile.wait_for(words)
        hostile.wait_for("FD2a")
        hostile.press("escape")
        hostile.wait_gone(words)
        wait_at(hostile, "FD2a")
    hostile.press("ctrl+p")
    hostile.wait_for("Search for commands")
    hostile.type("mash desrever")
    hostile.wait_for(re.compile(r"mash desrever.*FD2a  MASH .*\[bold red\]x\[/\] <U\+202E>.*▁▁▁", re.DOTALL))
    assert_untouched(hostile)
    hostile.press("escape")
    hostile.wait_gone("mash desrever")
    assert hostile.quit() == 0
    assert hostile.left_on == []


def test_a_cell_of_ten_thousand_characters_keeps_to_its_column(hostile: Terminal) -> None:
    row = hostile.line("FD2a")
    assert "1429" in row
    assert len(row) <= 120
    hostile.press("j", "j")
    hostile.wait_for(re.compile(r"^ FD2a  MASH", re.MULTILINE))
    hostile.press("p")
    hostile.wait_for("hostile.txt:27:3")
    assert hostile.text().count("9" * 200) == 0
    assert "Source of FD2a" in hostile.text()


def test_its_plain_commands_are_safe_too(start: Start, hostile: Terminal, tmp_path: Path) -> None:
    for verb in (["summary"], ["list"], ["show", "FD2a"], ["check"]):
        terminal = start(*verb, "--no-pager", tmp_path / "hostile.txt", columns=120, lines=50)
        terminal.wait_end()
        assert_untouched(terminal)
        assert terminal.left_on == []


def assert_untouched(terminal: Terminal) -> None:
    """No title, no erased screen, no reordered text, no colour of the file's choice."""
    received = bytes(terminal.received)
    for sequence in (b"\x1b]0;", b"\x1b]2;", b"\x1b[2J", b"\x1b[31m[", b"\x1b[5m", b"\xc2\x9b", "\u202e".encode()):
        assert sequence not in received, sequence
    assert b"\x1b[?1049l" not in received or terminal.ended
