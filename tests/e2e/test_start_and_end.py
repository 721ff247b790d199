"""How the command starts, what it says when it cannot, and what it leaves of the terminal."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from pathlib import Path

import pytest

from tests.e2e.conftest import Start
from tests.support.terminal import Terminal, clean_environment, scorecard_command

SAMPLES = Path(__file__).parents[2] / "sample_data"


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
def test_quitting_puts_the_terminal_back(app: Terminal, key: str) -> None:
    assert {"alternate screen", "cursor", "line discipline", "mouse"} <= set(app.left_on)
    assert app.quit(key) == 0
    assert app.left_on == []
    assert app.text().strip() == ""


def test_quitting_at_once_puts_the_terminal_back(start: Start) -> None:
    terminal = start()
    terminal.wait_for("Scorecard")
    assert terminal.quit() == 0
    assert terminal.left_on == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_no_process_behind(app: Terminal, number: signal.Signals) -> None:
    app.signal(number)
    app.wait_end()
    with pytest.raises(ProcessLookupError):
        os.killpg(app.process.pid, 0)


def test_a_line_that_drops_leaves_no_process_behind(app: Terminal) -> None:
    app.hang_up()
    app.process.wait(5)
    with pytest.raises(ProcessLookupError):
        os.killpg(app.process.pid, 0)


def test_without_a_terminal_the_summary_is_printed() -> None:
    done = subprocess.run(
        [scorecard_command()], capture_output=True, check=True, encoding="utf-8", env=clean_environment()
    )
    assert "Tameside Children's Services Scorecard, September 2023" in done.stdout
    assert re.search(r"^All service areas +8 +28 +25 +23", done.stdout, re.MULTILINE)
    assert "\x1b" not in done.stdout + done.stderr


@pytest.mark.parametrize("name", ["text without a table", "a file that is not there", "a folder", "bytes"])
def test_an_unusable_source_ends_the_app_with_a_message(start: Start, tmp_path: Path, name: str) -> None:
    source = tmp_path / "source.txt"
    match name:
        case "text without a table":
            source.write_text("Dear all,\nplease find attached\n")
        case "a folder":
            source.mkdir()
        case "bytes":
            source.write_bytes(bytes(range(256)) * 8)
        case _:
            pass
    terminal = start(source, columns=200)
    assert terminal.wait_end() == 2
    assert terminal.left_on == []
    assert terminal.text().startswith("scorecard: ")
    assert "source.txt" in terminal.text()
    assert "Traceback" not in terminal.text()


@pytest.mark.parametrize(
    ("text", "words"),
    [("[areas\n", "indicators.toml:1:7"), ("", "indicators.toml"), ("[areas.x]\nwrong = 1\n", "wrong")],
)
def test_an_unusable_catalogue_ends_the_app_with_a_message(start: Start, tmp_path: Path, text: str, words: str) -> None:
    catalogue = tmp_path / "indicators.toml"
    catalogue.write_text(text)
    terminal = start("--indicators", catalogue, columns=200)
    assert terminal.wait_end() == 2
    assert terminal.left_on == []
    assert terminal.text().startswith("scorecard: ")
    assert words in terminal.text()


def test_the_made_up_authority_opens(start: Start) -> None:
    terminal = start(SAMPLES / "made-up" / "exampleshire.csv", columns=120, lines=40)
    terminal.wait_for(re.compile(r"Exampleshire \(made-up\) Children's Services.*March 2024"))
    terminal.wait_for(re.compile(r"^▌FD1 +", re.MULTILINE))
    assert terminal.quit() == 0
