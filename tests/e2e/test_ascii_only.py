"""Locales without UTF-8, and `--ascii`: every byte that the app sends is ASCII, and columns stay where they are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.e2e.conftest import Start
from tests.e2e.test_colour_codes import walk
from tests.support.published import seed_text

LOCALES = [{"LC_ALL": "C"}, {"LC_ALL": "POSIX"}, {"LC_ALL": "en_GB.ISO-8859-1"}, {"LC_ALL": "", "LANG": "C"}]


@pytest.mark.parametrize(
    ("env", "columns", "lines"), [*((env, 120, 40) for env in LOCALES), ({}, 120, 40), ({}, 80, 24)], ids=str
)
def test_every_byte_is_ascii(start: Start, env: dict[str, str], columns: int, lines: int) -> None:
    terminal = start(*([] if env else ["--ascii"]), columns=columns, lines=lines, env=env)
    walk(terminal)
    terminal.press("ctrl+p")
    terminal.wait_for("Change the colours")
    terminal.type("theme")
    terminal.wait_gone("Leave Scorecard")
    terminal.press("escape")
    terminal.wait_gone("Change the colours")
    terminal.wait_quiet()
    terminal.press("!")
    terminal.wait_for("Reviewed 0 of")
    terminal.press("@")
    terminal.wait_quiet(150)
    terminal.type("Zoë")
    terminal.wait_for("Zoe")
    terminal.press("escape")
    terminal.wait_gone("Zoe")
    terminal.wait_quiet(150)
    assert terminal.quit() == 0
    sent = bytes(terminal.received)
    assert {sign for sign in sent.decode() if not sign.isascii()} == set()


def test_names_with_accents_keep_their_columns(start: Start, tmp_path: Path) -> None:
    path = tmp_path / "accents.txt"
    path.write_text(seed_text().replace("Strategy Meetings", "Réunions 日本 naïve…"), "utf-8")
    terminal = start(path, columns=120, lines=40, env={"LC_ALL": "C"})
    terminal.wait_for("Contacts received")
    terminal.press("3")
    terminal.wait_for("CIN9")
    terminal.wait_quiet()
    assert bytes(terminal.received).isascii()
    rows = [line for line in terminal.lines() if re.match(r"[ >]CIN\d", line)]
    heading = terminal.line("Sep-23")
    end = heading.index("Sep-23") + len("Sep-23")
    assert all(re.search(r"[\d%?.]$", line[:end]) for line in rows if len(line) >= end)
    assert len(rows) > 10
