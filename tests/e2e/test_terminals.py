"""Terminals of any size, of few colours, of none, and of ASCII only."""

from __future__ import annotations

import re

import pytest

from tests.e2e.conftest import Start
from tests.e2e.looking import rows, wait_at
from tests.support.terminal import Terminal

STYLE = re.compile(rb"\x1b\[([\d;:]*)m")


def style_codes(terminal: Terminal) -> set[int]:
    """Every number of every style sequence that the command wrote."""
    terminal.wait_quiet()
    codes = b";".join(STYLE.findall(bytes(terminal.received)))
    return {int(code) for code in re.split(rb"[;:]", codes) if code}


def walk(terminal: Terminal) -> None:
    """Visit what there is to see: table, red, help, source, detail, palette."""
    terminal.press("3", "]", "]")
    wait_at(terminal, "CIN21")
    for key, words in (("?", "Keys and signs"), ("p", "Source of CIN21"), ("enter", "esc Back")):
        terminal.press(key)
        terminal.wait_for(words)
        terminal.press("escape")
        terminal.wait_gone(words)


SIZES = [(200, 50), (80, 24), (40, 10), (30, 8), (120, 40)]


@pytest.mark.parametrize(("keys", "words"), [("", ""), ("?", "Keys and signs"), ("p", "Source of FD1")])
def test_every_size_shows_what_fits_it(start: Start, keys: str, words: str) -> None:
    terminal = start(columns=100, lines=30)
    terminal.wait_for("Contacts received")
    terminal.press(*keys)
    terminal.wait_quiet()
    for columns, lines in SIZES:
        terminal.resize(columns, lines)
        terminal.wait_quiet(100)
    if keys:
        terminal.wait_for(words)
        terminal.press("escape")
        terminal.wait_gone(words)
    wait_at(terminal, "FD1")
    assert len(rows(terminal)) == 15
    assert terminal.quit() == 0


def test_each_size_has_the_right_content(app: Terminal) -> None:
    app.press("3", "j")
    wait_at(app, "CIN2")
    app.resize(200, 50)
    app.wait_for(re.compile(r"Tameside Children's Services Scorecard  September 2023"))
    app.wait_for(re.compile(r"^ Ref .*Sep-23.*Last yr +GM +NW +SN +Eng", re.MULTILINE))
    app.wait_for("Against last year")
    app.resize(80, 24)
    app.wait_gone("Against last year")
    wait_at(app, "CIN2")
    assert "CIN1" in rows(app)
    app.resize(40, 10)
    app.wait_for(re.compile(r"^▌CIN2 .* G +↓", re.MULTILINE))
    app.resize(30, 8)
    app.wait_gone("CIN2")
    app.wait_for("Scorecard needs")
    app.resize(120, 40)
    wait_at(app, "CIN2")
    app.wait_for("Against last year")
    assert max(map(len, app.lines())) <= 120


def test_a_resize_while_it_starts_does_no_harm(start: Start) -> None:
    terminal = start(columns=200, lines=50)
    terminal.wait_for("Scorecard")
    for columns, lines in SIZES:
        terminal.resize(columns, lines)
        terminal.wait_quiet(25)  # Textual loses the last of sizes that come within a few milliseconds
    wait_at(terminal, "FD1")
    terminal.wait_for("Against last year")
    assert terminal.quit() == 0


def test_keys_and_sizes_may_come_together(app: Terminal) -> None:
    for columns, lines in SIZES * 2:
        app.resize(columns, lines)
        app.press("]")
        app.wait_quiet(25)
    wait_at(app, "FD2f")
    assert app.quit() == 0


def test_sixteen_colours_are_enough(start: Start) -> None:
    terminal = start(term="xterm", colorterm=None)
    terminal.wait_for("Contacts received")
    assert [terminal.line(f" {ref} ").split()[-2 if ref == "FD2b" else -1] for ref in ("FD2e", "FD2b", "FD7")] == [
        "R",
        "A",
        "G",
    ]
    row = terminal.find(" FD2e ")[0]
    column = terminal.lines()[row].index("R", 60)
    assert terminal.cell(row, column).bg == "red"
    walk(terminal)
    assert not style_codes(terminal) & {38, 48}


@pytest.mark.parametrize("how", ["NO_COLOR", "--no-color"])
def test_no_colour_means_none(start: Start, how: str) -> None:
    terminal = start("--no-color") if how == "--no-color" else start(env={"NO_COLOR": "1"})
    terminal.wait_for("Contacts received")
    walk(terminal)
    assert style_codes(terminal) <= {
        0,
        1,
        4,
        7,
        22,
        24,
        27,
        39,
        49,
    }  # bold, underlined, reversed, and no more; its own colours
    assert re.search(r" R\b", terminal.text())


def test_ascii_draws_with_ascii_only(start: Start) -> None:
    terminal = start("--ascii", columns=120, lines=40)
    terminal.wait_for("Contacts received")
    walk(terminal)
    terminal.press("P")
    terminal.wait_for("What was not read")
    seen = bytes(terminal.received).decode()
    assert {sign for sign in seen if not sign.isascii()} <= {
        "…",
        "“",
        "”",
        "’",
        "Α",
        "Ο",
        "↑",
    }  # of the file, as published


def test_a_storm_of_sizes_ends_in_the_last_one(app: Terminal) -> None:
    for _ in range(3):
        for columns, lines in [(80, 24), (200, 50), (40, 10), (100, 30), (60, 20), (120, 40)]:
            app.resize(columns, lines)
        app.wait_for("Tameside Children's Services Scorecard  September 2023")
        app.wait_for(r"4 Cared for Children ●2  5 Safeguarding ●1")
