"""Words that a shell completes: by click's own protocol, and in the shells that are installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.shell_completion import CompletionItem, ShellComplete

from tests.support.terminal import Terminal, clean_environment, scorecard_command
from tui import bundled
from tui.cli import cli
from tui.cli.completion import SHELLS
from tui.cli.shells import class_for
from tui.cli.verbs import COMPLETE_VARIABLE

MADE_UP = bundled.sample_path().parent / "made-up" / "exampleshire.csv"
AREAS = ["FD", "EH", "CIN", "CF", "SG", "WF"]


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))


def items(*words: str) -> list[CompletionItem]:
    """What completes the last of these words."""
    return ShellComplete(cli, {}, "scorecard", COMPLETE_VARIABLE).get_completions(list(words[:-1]), words[-1])


def values(*words: str) -> list[str]:
    return [item.value for item in items(*words) if item.type == "plain"]


def asks_for_files(*words: str) -> bool:
    return any(item.type == "file" for item in items(*words))


# ---- Verbs and options


def test_verbs_and_else_files() -> None:
    assert {"reds", "show", "config", "completion", "journal"} <= set(values(""))
    assert "open" not in values("")
    assert values("re") == ["reds"]
    assert asks_for_files("sample_")
    assert asks_for_files("reds", "sample_")


def test_options_of_the_app_and_of_verbs() -> None:
    assert {"--watch", "--no-mouse", "--version"} <= set(values("-"))
    assert values("some.csv", "--wa") == ["--watch"]
    assert values("reds", "--unr") == ["--unreviewed"]
    assert len(values("-")) == len(set(values("-")))


def test_verbs_of_the_journal() -> None:
    assert values("journal", "") == ["export", "import", "list", "show"]


def test_choices() -> None:
    assert values("reds", "--format", "") == ["table", "json", "csv", "md"]
    assert values("completion", "") == list(SHELLS)


# ---- Words of the scorecard


@pytest.mark.parametrize("before", [["show"], ["comment"], ["journal", "show"], ["journal", "list", "--ref"]])
def test_refs(before: list[str]) -> None:
    assert values(*before, "CIN1")[:3] == ["CIN1", "CIN10", "CIN10a"]
    assert values(*before, "cf1") == values(*before, "CF1") != []
    assert values(*before, "nothing") == []


def test_a_ref_comes_with_the_name_of_its_indicator() -> None:
    assert [item.help for item in items("show", "FD16")] == ["Domestic abuse notifications"]


def test_refs_are_those_of_the_source_named_before(tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    lines = bundled.sample_path().read_text("utf-8").splitlines(keepends=True)
    copy.write_text("".join(line for line in lines if not line.startswith("FD16\t")), "utf-8")
    assert "FD16" in values("comment", "FD")
    assert "FD16" not in values("comment", "--source", str(copy), "FD")
    assert "FD2b" in values("comment", "--source", str(copy), "FD")


def test_areas_by_prefix_or_by_the_beginning_of_their_name() -> None:
    assert values("reds", "--area", "") == AREAS
    assert values("reds", "--area", "saf") == ["SG"]
    assert values("brief", "--area", "c") == ["CIN", "CF"]
    assert [item.help for item in items("reds", "--area", "EH")] == ["Early Help"]


def test_areas_of_a_council_of_its_own(tmp_path: Path) -> None:
    catalogue = bundled.catalogue_path().read_text("utf-8").replace('prefix = "EH"', 'prefix = "EARLY"')
    (tmp_path / "indicators.toml").write_text(catalogue, "utf-8")
    (tmp_path / "some.csv").touch()
    assert "EARLY" in values("reds", str(tmp_path / "some.csv"), "--area", "")
    assert "EARLY" in values("reds", str(tmp_path), "--area", "")
    assert "EARLY" in values("reds", "--indicators", str(tmp_path / "indicators.toml"), "--area", "")


def test_months_and_authorities_of_the_source() -> None:
    assert values("reds", "--period", "") == ["2023-09"]
    assert values("reds", str(MADE_UP), "--period", "2024-0") == ["2024-03", "2024-02", "2024-01"]
    assert values("reds", str(MADE_UP), "--authority", "") == ["Exampleshire (made-up)"]
    assert values("comment", "CIN8", "--source", str(MADE_UP), "--authority", "E") == ["Exampleshire (made-up)"]


def test_a_source_of_the_settings(tmp_path: Path) -> None:
    (tmp_path / "scorecard").mkdir()
    (tmp_path / "scorecard" / "config.toml").write_text(f'sources = ["{MADE_UP}"]\n', "utf-8")
    assert values("reds", "--period", "2024-03") == ["2024-03"]


@pytest.mark.parametrize("word", [["--period", ""], ["--authority", ""]])
def test_what_cannot_be_read_completes_nothing(word: list[str], tmp_path: Path) -> None:
    (tmp_path / "broken.csv").write_bytes(b"\xff\xfe\x00nothing")
    assert values("reds", str(tmp_path / "no-such.csv"), *word) == []
    assert values("reds", str(tmp_path / "broken.csv"), *word) == []


def test_a_mistaken_file_of_settings_completes_nothing(tmp_path: Path) -> None:
    (tmp_path / "scorecard").mkdir()
    (tmp_path / "scorecard" / "config.toml").write_text("mouse = 1\n", "utf-8")
    assert values("show", "CIN") == []
    assert values("re") == ["reds"]


# ---- As a shell asks


def asked(shell: str, *words: str) -> str:
    environment = clean_environment() | {
        COMPLETE_VARIABLE: f"{shell}_complete",
        "COMP_WORDS": "\n".join(words) if shell == "fish" else " ".join(words),
        "COMP_CWORD": words[-1] if shell == "fish" else str(len(words) - 1),
    }
    done = subprocess.run([scorecard_command()], env=environment, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.stdout


def test_the_protocol_of_each_shell() -> None:
    assert asked("bash", "scorecard", "show", "FD16").splitlines() == ["plain,FD16"]
    assert asked("zsh", "scorecard", "show", "FD16").splitlines() == ["plain", "FD16", "Domestic abuse notifications"]
    assert "FD16" in asked("fish", "scorecard", "show", "FD16")


def test_bash_gets_blanks_and_brackets_quoted() -> None:
    assert asked("bash", "scorecard", "reds", str(MADE_UP), "--authority", "E").splitlines() == [
        r"plain,Exampleshire\ \(made-up\)"
    ]


@pytest.mark.parametrize("words", [["show", "CIN1"], ["reds", "--area", "s"], ["re"], ["--no"]], ids=" ".join)
def test_neither_polars_nor_textual_nor_rich_is_imported_for_a_word(words: list[str]) -> None:
    code = (
        "import sys\nfrom click.shell_completion import ShellComplete\nfrom tui.cli import cli\n"
        f"found = ShellComplete(cli, {{}}, 'scorecard', '').get_completions({words[:-1]!r}, {words[-1]!r})\n"
        "print(len(found), *({'polars', 'textual', 'rich'} & {name.partition('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    count, *loaded = done.stdout.split()
    assert int(count) > 0
    assert loaded == []


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_is_printed(shell: str) -> None:
    environment = clean_environment()
    done = subprocess.run(
        [scorecard_command(), "completion", shell], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == class_for(shell)(cli, {}, "scorecard", COMPLETE_VARIABLE).source().strip()
    assert f"{COMPLETE_VARIABLE}={shell}_complete" in done.stdout


# ---- In the shells themselves

START = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], 'eval "$(scorecard completion bash)"'),
    "zsh": (["zsh", "-f", "-i"], 'autoload -Uz compinit && compinit -u -D && eval "$(scorecard completion zsh)"'),
    "fish": (["fish", "--no-config", "-i"], "scorecard completion fish | source"),
}


@pytest.fixture(params=SHELLS)
def shell(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Terminal]:
    """A shell that was told of us."""
    command, told = START[request.param]
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    folders = os.pathsep.join((str(Path(scorecard_command()).parent), os.environ["PATH"]))
    environment = {"PATH": folders, "PS1": "ready> ", "HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    with Terminal(command, columns=160, env=environment, cwd=bundled.sample_path().parent) as terminal:
        terminal.wait_quiet(200)
        terminal.type(f"{told}; echo to''ld\r")
        terminal.wait_for("told")
        terminal.wait_quiet(200)
        yield terminal


def test_a_shell_completes_a_verb_an_area_a_ref_and_a_file(shell: Terminal) -> None:
    for typed, completed in (
        ("scorecard summ", "scorecard summary "),
        ("scorecard reds --area E", "scorecard reds --area EH "),
        ("scorecard show FD2b", "scorecard show FD2b "),
        ("scorecard reds septem", "scorecard reds september-2023.txt "),
        ("scorecard reds made-up/exampleshire.csv --authority Exam", r"--authority Exampleshire\ \(made-up\) "),
    ):
        shell.type(typed)
        shell.wait_for(typed)
        shell.press("tab")
        shell.wait_for(completed.rstrip())
        shell.type("X")  # right behind the blank that stands after a whole word
        shell.wait_for(f"{completed}X")
        shell.type("\x15")  # ctrl+u: an empty line again
        shell.wait_quiet(100)
