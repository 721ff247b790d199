"""What the app is started with: what the command line, the environment and the file say of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tui.app import start
from tui.app.app import ScorecardApp
from tui.settings.force import Said
from tui.sources.request import Request


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """Starts the app up to where it takes the terminal: gives the app, and the options it takes that with."""
    for name in ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY", "TEXTUAL_THEME", "TEXTUAL_ANIMATIONS"):
        monkeypatch.delenv(name, raising=False)
    taken: list[tuple[ScorecardApp, dict[str, Any]]] = []
    monkeypatch.setattr(ScorecardApp, "run", lambda self, **options: taken.append((self, options)))

    def run(text: str = "", said: Said | None = None, **environ: str) -> tuple[ScorecardApp, dict[str, Any]]:
        path = tmp_path / "config.toml"
        path.write_text(text, "utf-8")
        for name, value in {"SCORECARD_CONFIG": str(path), **environ}.items():
            monkeypatch.setenv(name, value)
        with pytest.raises(SystemExit):
            start.run(Request(), no_colour=False, ascii_only=False, said=said)
        return taken[-1]

    return run


def test_things_move_unless_somebody_says_otherwise(run: Any) -> None:
    assert run()[0].animation_level == "full"
    assert run(said=Said(animation=False))[0].animation_level == "none"
    assert run("animation = false")[0].animation_level == "none"
    assert run("animation = false", Said(animation=True))[0].animation_level == "full"


def test_nothing_moves_over_ssh(run: Any) -> None:
    assert run(SSH_CONNECTION="10.0.0.1 1 10.0.0.2 22")[0].animation_level == "none"
    assert run(said=Said(animation=True))[0].animation_level == "full"


def test_the_mouse(run: Any) -> None:
    assert run()[1] == {"mouse": True}
    assert run("mouse = false")[1] == {"mouse": False}
    assert run("mouse = false", Said(mouse=True))[1] == {"mouse": True}


def test_colours_of_the_environment_come_before_those_of_the_file(run: Any) -> None:
    assert run('theme = "nord"')[0].theme == "nord"
    assert run('theme = "nord"', TEXTUAL_THEME="scorecard-light")[0].theme == "scorecard-light"


def test_without_an_option_sources_come_from_the_file(run: Any, tmp_path: Path) -> None:
    app, _ = run('sources = ["here"]\nauthority = "Exampleshire"')
    assert app.request == Request((tmp_path / "here",), authority="Exampleshire")
