"""Every example in the documents is run."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from tui.cli import cli
from tui.scorecard.catalogue_file import load_catalogue
from tui.scorecard.query import parse
from tui.settings import Settings, read_settings
from tui.settings.bindings import BINDINGS
from tui.settings.names import COLUMNS, OWN_THEMES

ROOT = Path(__file__).parent.parent
FENCE = re.compile(r"```(?P<kind>\w+)\n(?P<text>.*?)```", re.DOTALL)


def examples(kind: str) -> list[tuple[str, str]]:
    """The fenced blocks of one kind in all documents, with the document's name."""
    documents = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    return [
        (document.name, match["text"])
        for document in documents
        for match in FENCE.finditer(document.read_text("utf-8"))
        if match["kind"] == kind
    ]


def bare(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip().splitlines()]


@pytest.mark.parametrize("text", [pytest.param(text, id=text.partition("\n")[0]) for _, text in examples("console")])
def test_a_console_example_prints_what_it_says(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sample_data").symlink_to(ROOT / "sample_data")
    monkeypatch.chdir(tmp_path)
    command, _, expected = text.partition("\n")
    assert command.startswith("$ scorecard ")
    result = CliRunner().invoke(cli, shlex.split(command)[2:])
    assert bare(result.stdout) == bare(expected)


def test_there_are_examples_of_every_kind() -> None:
    assert len(examples("console")) >= 5
    assert [name for name, _ in examples("toml")] == ["configuration.md", "indicators.md"]
    assert len(examples("sh")) >= 2
    assert len(examples("csv")) == 1


def test_the_filters_of_the_guide_are_understood() -> None:
    table = (ROOT / "docs" / "guide.md").read_text("utf-8").partition("| you type |")[2].partition("\n\n")[0]
    filters = re.findall(r"^\| `([^`]+)`", table, re.MULTILINE)
    assert len(filters) >= 8
    for text in filters:
        assert len(parse(text).terms) == len(text.split())


def test_the_catalogue_example_loads(tmp_path: Path) -> None:
    text = dict(examples("toml"))["indicators.md"]
    folder = tmp_path / "one" / "two"
    folder.mkdir(parents=True)
    (tmp_path / "indicators.toml").write_bytes((ROOT / "indicators.toml").read_bytes())
    (folder / "indicators.toml").write_text(text, "utf-8")
    catalogue = load_catalogue(folder / "indicators.toml")
    assert catalogue.authority == "Exampleshire (made-up)"
    assert catalogue.indicators["FD2f"].denominator == "FD2e"


def test_the_tidy_example_is_read(tmp_path: Path) -> None:
    ((_, text),) = examples("csv")
    source = tmp_path / "tidy.csv"
    source.write_text(text, "utf-8")
    result = CliRunner().invoke(cli, ["list", str(source), "--format", "csv"])
    assert result.exit_code == 0
    assert "67.0,67%" in result.stdout


# ---- Configuration


def test_the_configuration_example_sets_every_key() -> None:
    settings = read_settings(dict(examples("toml"))["configuration.md"].encode(), Path("/etc/config.toml"))
    assert [name for name in settings.__struct_fields__ if getattr(settings, name) in (None, (), {})] == []
    assert settings.keymap["app.help"] == ("question_mark", "f1")
    assert settings.sources[0] == Path("/etc/scorecards")


def test_the_configuration_tells_every_key_column_theme_and_binding() -> None:
    text = (ROOT / "docs" / "configuration.md").read_text("utf-8")
    keys = re.findall(r"^\| `(\w+)` \| [^`]", text, re.MULTILINE)
    assert set(keys) == set(Settings().__struct_fields__)
    assert [name for name in (*COLUMNS, *OWN_THEMES) if f"`{name}`" not in text] == []
    bindings = re.findall(r"^\| `([\w.-]+\.[\w-]+)` \| (.*) \|$", text, re.MULTILINE)
    assert {name: tuple(re.findall("`([^`]+)`", usual)) for name, usual in bindings} == BINDINGS


@pytest.mark.parametrize("line", [line for _, text in examples("sh") for line in text.splitlines() if line.strip()])
def test_the_shell_examples_run(line: str) -> None:
    command = re.search(r"scorecard ([^)>#]+)", line)
    assert command is not None
    result = CliRunner().invoke(cli, shlex.split(command[1].strip(' "')))
    assert result.exit_code == 0
    assert result.stdout.strip()
