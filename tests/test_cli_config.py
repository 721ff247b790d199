"""`scorecard config`, and what the other verbs take from the settings."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tui import bundled
from tui.cli import cli

MADE_UP = bundled.sample_path().parent / "made-up" / "exampleshire.csv"


@pytest.fixture(autouse=True)
def _nothing_around(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY", "TEXTUAL_THEME", "TEXTUAL_ANIMATIONS", "SCORECARD_AUTHOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "scorecard" / "config.toml"
    found.parent.mkdir()
    return found


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


def records(*arguments: str) -> dict[str, dict[str, Any]]:
    result = run("config", "--format", "json", *arguments)
    assert result.exit_code == 0, result.output
    return {one["key"]: one for one in json.loads(result.stdout)}


# ---- scorecard config


def test_every_setting_with_who_says_it(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.write_text('author = "Ada"\ntheme = "scorecard-light"\n\n[keymap]\napp.quit = "Q"\n', "utf-8")
    monkeypatch.setenv("TEXTUAL_THEME", "nord")
    found = records("--journal", "team.sqlite", "--no-mouse")
    assert found["author"] == {"key": "author", "value": "Ada", "from": "file", "where": f"{path}:1"}
    assert found["theme"] == {"key": "theme", "value": "nord", "from": "environment", "where": "TEXTUAL_THEME"}
    assert found["journal"] == {"key": "journal", "value": "team.sqlite", "from": "option", "where": "--journal"}
    assert found["mouse"] == {"key": "mouse", "value": False, "from": "option", "where": "--no-mouse"}
    assert found["ascii"] == {"key": "ascii", "value": False, "from": "built in", "where": None}
    assert found["keymap.app.quit"] == {
        "key": "keymap.app.quit",
        "value": ["Q"],
        "from": "file",
        "where": f"{path}:5",
    }
    assert list(found)[:9] == [
        *("sources", "authority", "journal", "author", "theme", "columns", "ascii", "mouse", "animation"),
    ]


def test_sources_on_the_line_are_said_by_an_option(path: Path) -> None:
    path.write_text('sources = ["here"]\n', "utf-8")
    assert records()["sources"]["value"] == [str(path.parent / "here")]
    assert records("there.csv")["sources"] == {
        "key": "sources",
        "value": ["there.csv"],
        "from": "option",
        "where": "SOURCE",
    }


def test_other_forms_hold_the_same(path: Path) -> None:
    path.write_text('theme = "nord"\n', "utf-8")
    rows = list(csv.DictReader(io.StringIO(run("config", "--format", "csv").stdout)))
    assert {row["key"]: row["value"] for row in rows}["theme"] == "nord"
    for form in ("table", "md"):
        result = run("config", "--format", form)
        assert result.exit_code == 0
        assert any("theme" in line and "nord" in line and "file" in line for line in result.stdout.splitlines())


def test_a_missing_file_is_said_to_be_missing() -> None:
    assert "(there is none yet)" in run("config").stdout


def test_every_mistake_is_listed(path: Path) -> None:
    path.write_text('thme = "nord"\nmouse = "no"\n[keymap]\napp.hepl = "f1"\n', "utf-8")
    result = run("config")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines() == [
        f"scorecard: {path}:1:1: thme: unknown key; did you mean theme?",
        f'{path}:2:1: mouse: expected true or false; found "no"',
        f"{path}:4:1: keymap.app.hepl: no binding has this id; did you mean app.help?",
    ]


@pytest.mark.parametrize("verb", [["reds"], ["summary"], ["show", "CIN8"], []])
def test_no_verb_goes_on_with_a_mistaken_file(path: Path, verb: list[str]) -> None:
    path.write_text("mouse = 1", "utf-8")
    result = run(*verb)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "mouse: expected true or false; found 1" in result.stderr


@pytest.mark.parametrize("line", [["reds", "--help"], ["config", "--path"], ["completion", "bash"]])
def test_what_needs_no_settings_works_with_a_mistaken_file(path: Path, line: list[str]) -> None:
    path.write_text("mouse = 1", "utf-8")
    assert run(*line).exit_code == 0


def test_the_path_is_told_whether_the_file_is_there_or_not(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("config", "--path").stdout == f"{path}\n"
    monkeypatch.setenv("SCORECARD_CONFIG", "/etc/other.toml")
    assert run("config", "--path").stdout == "/etc/other.toml\n"
    assert run("config").exit_code == 2


# ---- What verbs take from the settings


def test_sources_of_the_settings_are_read(path: Path) -> None:
    path.write_text(f'sources = ["{os.path.relpath(MADE_UP, path.parent)}"]\n', "utf-8")
    assert "Exampleshire" in run("summary").stdout
    assert "Exampleshire" in run().stdout
    assert "Tameside" in run("summary", str(bundled.sample_path())).stdout


def test_a_comment_goes_to_the_source_of_the_settings(path: Path) -> None:
    path.write_text(f'sources = ["{MADE_UP}"]\nauthor = "Ada"\n', "utf-8")
    result = run("comment", "CIN8", "Looked into it.")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("saved: CIN8, March 2024, version 1, by Ada, in ")


def test_the_bundled_scorecard_is_refused_still(path: Path) -> None:
    path.write_text('author = "Ada"\n', "utf-8")
    assert "this would comment on the bundled sample" in run("comment", "CIN8", "x").stderr


def test_the_authority_of_the_settings_is_that_of_a_source_without_one(path: Path) -> None:
    path.write_text('authority = "Elsewhere"\n', "utf-8")
    copy = path.parent / "copy.txt"
    copy.write_bytes(bundled.sample_path().read_bytes())
    given = run("summary", str(copy), "--authority", "Elsewhere").stdout
    assert "Elsewhere" in given
    assert run("summary", str(copy)).stdout == given
    assert "Elsewhere" not in run("summary").stdout


def test_signs_are_ascii_where_the_settings_say_so(path: Path) -> None:
    assert not run("list").stdout.isascii()
    path.write_text("ascii = true\n", "utf-8")
    assert run("list").stdout == run("list", "--ascii").stdout
    assert not run("list", "--no-ascii").stdout.isascii()


def test_the_journal_of_the_settings_is_read(path: Path) -> None:
    path.write_text('journal = "team.sqlite"\nauthor = "Ada"\n', "utf-8")
    copy = path.parent / "copy.txt"
    copy.write_bytes(bundled.sample_path().read_bytes())
    assert str(path.parent / "team.sqlite") in run("comment", "CIN8", "x", "--source", str(copy)).stdout
