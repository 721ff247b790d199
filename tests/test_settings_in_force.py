"""Option before environment before file before what is built in."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.settings import Settings, SettingsFile
from tui.settings.force import SAMPLE, InForce, Said, animation, in_force, switch, theme
from tui.settings.requests import completed
from tui.sources.request import Request

PATH = Path("/etc/config.toml")
NOTHING = SettingsFile(PATH)


@pytest.fixture(autouse=True)
def _nothing_around(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY", "TEXTUAL_THEME", "TEXTUAL_ANIMATIONS"):
        monkeypatch.delenv(name, raising=False)


def file_of(line: int = 1, **settings: object) -> SettingsFile:
    return SettingsFile(PATH, Settings(**settings), dict.fromkeys(settings, (line, 1)))  # type: ignore[arg-type]


def test_nothing_said_is_built_in() -> None:
    found = {each.key: (each.value, each.origin) for each in in_force(Said(author="Ada"), NOTHING)}
    assert found.pop("journal")[1] == "built in"
    assert found == {
        "sources": (SAMPLE, "built in"),
        "authority": (None, "built in"),
        "author": ("Ada", "option"),
        "theme": ("scorecard-dark", "built in"),
        "columns": ([], "built in"),
        "ascii": (False, "built in"),
        "mouse": (True, "built in"),
        "animation": (True, "built in"),
    }


def test_an_option_wins_over_the_file() -> None:
    said = Said((Path("x"),), "B", Path("j"), "Grace", ascii=False, mouse=True, animation=True)
    file = file_of(sources=(Path("/y"),), authority="A", journal=Path("/k"), author="Ada", ascii=True, mouse=False)
    found = {each.key: (each.value, each.where) for each in in_force(said, file) if each.origin == "option"}
    assert found == {
        "sources": (["x"], "SOURCE"),
        "authority": ("B", "--authority"),
        "journal": ("j", "--journal"),
        "author": ("Grace", "--author"),
        "ascii": (False, "--no-ascii"),
        "mouse": (True, "--mouse"),
        "animation": (True, "--animation"),
    }


def test_the_environment_wins_over_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCORECARD_AUTHOR", "Grace")
    monkeypatch.setenv("TEXTUAL_THEME", "nord")
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    file = file_of(author="Ada", theme="scorecard-light", animation=True)
    found = {each.key: (each.value, each.where) for each in in_force(Said(), file) if each.origin == "environment"}
    assert found == {
        "author": ("Grace", "SCORECARD_AUTHOR"),
        "theme": ("nord", "TEXTUAL_THEME"),
        "animation": (False, "TEXTUAL_ANIMATIONS"),
    }


def test_a_theme_of_the_environment_that_is_none_counts_for_nothing() -> None:
    assert theme(file_of(3, theme="scorecard-light"), {"TEXTUAL_THEME": "no-such"}) == InForce(
        "theme", "scorecard-light", "file", "/etc/config.toml:3"
    )


def test_the_file_names_its_line() -> None:
    assert switch("mouse", None, file_of(7, mouse=False)) == InForce("mouse", False, "file", "/etc/config.toml:7")


def test_each_key_of_the_keymap_is_told_with_its_line() -> None:
    file = SettingsFile(PATH, Settings(keymap={"app.quit": ("Q",)}), {"keymap": (1, 1), "keymap.app.quit": (2, 1)})
    assert list(in_force(Said(author="Ada"), file))[-1] == InForce(
        "keymap.app.quit", ["Q"], "file", "/etc/config.toml:2"
    )


@pytest.mark.parametrize("name", ["SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"])
def test_nothing_moves_over_ssh_unless_somebody_wants_it(name: str) -> None:
    around = {name: "x"}
    assert animation(None, NOTHING, around) == InForce("animation", False, "built in", f"off over SSH ({name} is set)")
    assert animation(True, NOTHING, around).value is True
    assert animation(None, file_of(animation=True), around).value is True


# ---- What is opened


def test_a_request_is_completed_by_the_settings() -> None:
    settings = Settings(sources=(Path("/y"),), authority="A")
    assert completed(Request(), settings) == Request((Path("/y"),), authority="A")
    assert completed(Request((Path("x"),)), settings) == Request((Path("x"),), authority="A")
    assert completed(Request(authority="B"), settings) == Request((Path("/y"),), authority="B")


def test_the_bundled_scorecard_keeps_its_authority() -> None:
    assert completed(Request(), Settings(authority="A")) == Request()
