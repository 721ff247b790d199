"""The style sequences that terminals of 16 colours, of 256 and of none get, over every screen; and TERM=dumb."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.e2e.conftest import Start
from tests.support.shared import ROOT
from tests.support.terminal import Terminal

SAMPLE = ROOT / "sample_data" / "september-2023.txt"
STYLE = re.compile(rb"\x1b\[([\d;:]*)m")

ATTRIBUTES = {0, 1, 2, 3, 4, 7, 9, 22, 23, 24, 27, 39, 49}
"""Reset, bold, faint, italic, underlined, reversed, struck through, their ends, and the terminal's own two colours."""

SIXTEEN = ATTRIBUTES | {*range(30, 38), *range(90, 98), *range(40, 48), *range(100, 108)}


def styles(terminal: Terminal) -> set[str]:
    """Every style sequence that was written, without its frame."""
    terminal.wait_quiet()
    return {style.decode() for style in STYLE.findall(bytes(terminal.received))}


def walk(terminal: Terminal) -> None:
    """Visit every kind of screen: table, filter, panels, triage, an editor, questions, an indicator, the palette."""
    terminal.wait_for("Contacts received")
    terminal.press("3", "]")
    terminal.wait_for("CIN17")
    for key, words in (
        ("?", "Keys and signs"),
        ("p", "Source of"),
        ("f", "41 findings"),
        ("P", "What was not read"),
        ("c", "ctrl+s"),
        ("ctrl+p", "Change the colours"),
        ("enter", "esc Back"),
    ):
        terminal.press(key)
        terminal.wait_for(words)
        terminal.wait_quiet()
        terminal.press("escape")
        terminal.wait_gone(words)
        terminal.wait_quiet()
    terminal.press("!")
    terminal.wait_for("CF15")
    terminal.press("/")
    terminal.type("rag:R")
    terminal.wait_for("rag:R")
    terminal.press("escape")
    terminal.wait_gone("rag:R")
    terminal.press("!")
    terminal.wait_gone("Reviewed 0 of")


def letters(terminal: Terminal) -> dict[str, str]:
    """The rating's letter of one indicator each, as the table shows them."""
    terminal.press("1")
    terminal.wait_for("Contacts received")
    found = {}
    for ref in ("FD2e", "FD2b", "FD7"):
        match = re.search(r"\b([RAG])\b", terminal.line(f"{ref} ")[40:])
        found[ref] = match[1] if match else ""
    return found


BY_LETTER = {"FD2e": "R", "FD2b": "A", "FD7": "G"}


@pytest.mark.parametrize("term", ["xterm", "screen", "linux", "putty"])
def test_a_terminal_of_sixteen_colours_gets_its_own(start: Start, term: str) -> None:
    terminal = start(columns=120, lines=40, term=term, colorterm=None)
    walk(terminal)
    codes = {int(code) for style in styles(terminal) for code in re.split("[;:]", style) if code}
    assert codes <= SIXTEEN
    assert {41, 42, 43} <= codes
    assert letters(terminal) == BY_LETTER
    assert terminal.quit() == 0


@pytest.mark.parametrize(
    ("term", "theme"),
    [
        ("xterm-256color", "scorecard-dark"),
        ("screen-256color", "scorecard-light"),
        ("tmux-256color", "scorecard-colour-blind"),
        ("putty-256color", "scorecard-colour-blind-light"),
    ],
)
def test_a_terminal_of_256_colours_gets_no_more(start: Start, term: str, theme: str) -> None:
    terminal = start(columns=120, lines=40, term=term, colorterm=None, env={"TEXTUAL_THEME": theme})
    walk(terminal)
    for style in styles(terminal):
        rest = re.sub(r"(?:^|(?<=;))[34]8[;:]5[;:]\d{1,3}(?=;|$)", "", style)
        assert {int(code) for code in re.split("[;:]", rest) if code} <= ATTRIBUTES, style
    assert letters(terminal) == BY_LETTER
    assert terminal.quit() == 0


@pytest.mark.parametrize("term", ["xterm-256color", "xterm", "linux"])
def test_no_colour_leaves_attributes_alone(start: Start, term: str) -> None:
    terminal = start(columns=120, lines=40, term=term, env={"NO_COLOR": "1"})
    walk(terminal)
    codes = {int(code) for style in styles(terminal) for code in re.split("[;:]", style) if code}
    assert codes <= ATTRIBUTES
    assert 7 in codes
    assert letters(terminal) == BY_LETTER
    assert terminal.quit() == 0


@pytest.mark.parametrize("term", ["dumb", "unknown", ""])
@pytest.mark.parametrize("sources", [(), (SAMPLE,)])
def test_a_terminal_without_a_cursor_gets_the_summary(start: Start, term: str, sources: tuple[Path, ...]) -> None:
    start(*sources, term=term, colorterm=None).wait_end()
    terminal = start(*sources, term=term, colorterm=None)  # once more: what is kept says why as well
    assert terminal.wait_end() == 0
    assert b"\x1b" not in terminal.received
    text = terminal.text()
    assert "All service areas" in text
    assert "FD2e FD2f FD8e" in text
    why = [line for line in text.split("\n") if "cannot show the app" in line]
    assert len(why) == 1
    assert why[0].startswith("scorecard: TERM")


@pytest.mark.parametrize(("arguments", "env"), [((), {"NO_COLOR": "1"}), (("--no-color",), {}), ((), {"TERM": "dumb"})])
def test_plain_commands_in_a_terminal_without_colour(
    start: Start, arguments: tuple[str, ...], env: dict[str, str]
) -> None:
    terminal = start("reds", *arguments, "--no-pager", env=env)
    assert terminal.wait_end() == 0
    codes = {int(code) for style in styles(terminal) for code in style.split(";") if code}
    assert codes <= (set() if env.get("TERM") == "dumb" else ATTRIBUTES)
    assert re.search(r"FD2e .* R$", terminal.text(), re.MULTILINE)


def test_plain_commands_use_the_terminals_own_colours(start: Start) -> None:
    terminal = start("reds", "--no-pager", term="xterm", colorterm=None)
    assert terminal.wait_end() == 0
    codes = {int(code) for style in styles(terminal) for code in style.split(";") if code}
    assert 41 in codes
    assert codes <= SIXTEEN


# ---- the pager


def pager(tmp_path: Path, script: str) -> dict[str, str]:
    """The environment with a pager that is this shell script."""
    path = tmp_path / "pager"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return {"PAGER": str(path)}


def test_a_long_output_goes_through_the_pager(start: Start, tmp_path: Path) -> None:
    terminal = start("list", env=pager(tmp_path, "cat >/dev/null; echo PAGED"))
    assert terminal.wait_end() == 0
    assert terminal.text().strip() == "PAGED"


def test_a_pager_that_is_left_at_once_ends_quietly(start: Start, tmp_path: Path) -> None:
    terminal = start("list", env=pager(tmp_path, "exit 0"))
    assert terminal.wait_end() == 0
    assert terminal.text().strip() == ""


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("list", "--no-pager"), None),
        (("list",), "cat"),
        (("list",), ""),
        (("list",), "/no/such/pager"),
        (("reds",), None),
    ],
)
def test_without_a_pager_it_is_printed(
    start: Start, tmp_path: Path, arguments: tuple[str, ...], named: str | None
) -> None:
    paged = pager(tmp_path, "cat >/dev/null; echo PAGED")
    terminal = start(*arguments, env=paged if named is None else {"PAGER": named}, lines=24)
    assert terminal.wait_end() == 0
    assert "PAGED" not in terminal.text()
    assert "SG13" in terminal.text() or "Workforce" in terminal.text()


def test_less_is_left_with_q(start: Start, tmp_path: Path) -> None:
    if shutil.which("less") is None:
        pytest.skip("there is no less here")
    terminal = start("audit", columns=60)
    terminal.wait_for("41 findings")
    assert "Place" in terminal.text()
    terminal.press("q")
    assert terminal.wait_end() == 0
    assert terminal.left_on == []
