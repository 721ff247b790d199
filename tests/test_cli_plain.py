"""The plain face: every verb at every width, in ASCII, in words, through a pager, and read by somebody who stops."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rich.cells import cell_len

from tests.sources.test_together import august_text
from tests.support.published import seed_text
from tests.support.shared import ROOT
from tests.support.terminal import clean_environment, scorecard_command
from tui.cli import cli

VERBS = ("summary", "reds", "list", "show FD2f", "show CIN8", "audit", "rules", "check", "brief")
MADE_UP = str(ROOT / "sample_data" / "made-up" / "exampleshire.csv")
WIDTHS = (40, 60, 80, 120, 200)


def ask(words: str, **environ: str) -> Result:
    result = CliRunner().invoke(cli, words.split(), env=environ)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def figures(text: str) -> set[str]:
    """The words with a digit in them, without the signs around them; the time of day may be another one by now."""
    words = {word.strip("|:;,.()") for word in text.split() if re.search(r"\d", word)}
    return {word for word in words if not re.fullmatch(r"\d\d:\d\d", word)}


@pytest.mark.parametrize("verb", VERBS)
def test_no_line_is_wider_than_asked_for_and_no_figure_is_lost(verb: str) -> None:
    texts = {width: ask(verb, COLUMNS=str(width)).stdout for width in WIDTHS}
    for width, text in texts.items():
        wide = [line for line in text.split("\n") if cell_len(line) > width]
        assert wide == [], width
        assert not re.search(r"[ \t]$", text, re.MULTILINE)
        assert "…" not in re.sub("…T", "", text)
    if verb == "list":  # whose columns are as many as the line has room for
        assert len(figures(texts[200])) > len(figures(texts[80])) > len(figures(texts[40])) > 60
        return
    for width in WIDTHS[:-1]:
        squeezed = re.sub(r"\s", "", texts[width])
        lost = {each for each in figures(texts[200]) if each not in texts[width] and each not in squeezed}
        assert lost == set(), width


@pytest.mark.parametrize("verb", [verb for verb in VERBS if verb != "check"])
def test_what_is_piped_is_80_wide(verb: str) -> None:
    piped = ask(verb).stdout
    assert piped == ask(verb, COLUMNS="80").stdout
    assert max(map(cell_len, piped.split("\n"))) <= 80


def test_what_an_editor_reads_keeps_a_line_a_problem() -> None:
    lines = ask("check").stdout.rstrip("\n").split("\n")
    assert all(re.match(r"\S+:\d+(:\d+)?: (error|warning|info): ", line) for line in lines)


@pytest.mark.parametrize("width", WIDTHS)
def test_what_changed_fits_too(tmp_path: Path, width: int) -> None:
    for name, text in (("august.txt", august_text()), ("september.txt", seed_text())):
        (tmp_path / name).write_text(text, "utf-8")
    text = ask(f"diff {tmp_path}/august.txt {tmp_path}/september.txt", COLUMNS=str(width)).stdout
    assert max(map(cell_len, text.split("\n"))) <= width
    assert "CIN8 July 2023 restated from 90.0% to 87.0% (-3.0 pp)" in re.sub(r"\s+", " ", text)


SIGNS = re.compile(r"[←-⇿∀-⋿─-◿✀-➿·…≠]")
"""Arrows, mathematics, box drawing, blocks, shapes and dingbats."""


@pytest.mark.parametrize("verb", VERBS)
def test_markdown_has_words_for_signs(verb: str) -> None:
    text = ask(f"{verb} --format md").stdout
    assert SIGNS.findall(text) == []
    assert re.search(r"^#+ \w", text, re.MULTILINE)
    assert not re.search(r"\| [RAG] \|", text)
    assert "| --" in text or "| :-" in text or "- " in text


def test_markdown_says_what_the_signs_mean() -> None:
    text = ask("list --format md --area fd").stdout
    rows = {line.split(" | ")[0].strip("| "): line.strip("| ").split(" | ") for line in text.split("\n") if "|" in line}
    titles = rows["Ref"]
    assert titles[:8] == [
        "Ref",
        "Indicator",
        "Rating",
        "September 2023",
        "Target",
        "Against target",
        "Direction",
        "Signal",
    ]
    assert "Statistical neighbours" in titles[-2]
    assert [rows["FD2e"][2], rows["FD2b"][2], rows["FD7"][2], rows["FD1"][2]] == ["Red", "Amber", "Green", "not rated"]
    assert rows["FD1"][6] == "up"
    assert rows["FD2d"][6] == "up, contradicted by the figures"
    assert "too few for a signal" in rows["FD1"]
    assert "Red" in ask("reds --format md").stdout.split("| CIN21 |")[1].split("\n")[0]
    assert "improving" in ask(f"list --format md {MADE_UP}").stdout
    assert "concern" in ask(f"list --format md {MADE_UP}").stdout


LOCALES = ({"LC_ALL": "C"}, {"LC_ALL": "POSIX"}, {"LC_ALL": "en_GB.ISO-8859-1"}, {"LANG": "C", "LC_ALL": ""})


def accented(tmp_path: Path) -> Path:
    """A scorecard whose names are not English, and some not Latin."""
    path = tmp_path / "accents.txt"
    path.write_text(seed_text().replace("Contact Received", "Contacts Reçus 日本 naïve…"), "utf-8")
    return path


@pytest.mark.parametrize("verb", ["summary", "list", "reds", "show FD1", "audit", "check", "brief", "rules"])
@pytest.mark.parametrize("environ", LOCALES, ids=str)
def test_a_locale_without_utf8_gets_ascii(tmp_path: Path, environ: dict[str, str], verb: str) -> None:
    path = accented(tmp_path)
    ended = run(*verb.split(), str(path), env={"SCORECARD_CACHE": "off"} | environ)
    assert ended.stdout.isascii(), ended.stdout.decode(errors="replace")
    assert b"Error" not in ended.stderr
    assert ended.returncode in (0, 1)
    if verb == "show FD1":
        assert b"Contacts Recus ???? naive~" in ended.stdout


def test_asked_for_ascii_is_ascii_in_every_form(tmp_path: Path) -> None:
    path = accented(tmp_path)
    for form in ("table", "md", "csv", "json"):
        ended = run("list", "--ascii", "--format", form, str(path))
        assert ended.stdout.isascii(), form
    names = [each["indicator"] for each in json.loads(ended.stdout)]
    assert any("Reçus 日本 naïve…" in name for name in names)  # a machine loses nothing by it


def test_the_columns_of_ascii_stay_aligned() -> None:
    wide, narrow = (ask(f"list {option}", COLUMNS="120").stdout.split("\n") for option in ("", "--ascii"))
    assert [cell_len(line) for line in wide] == [len(line) for line in narrow]


def run(*words: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [scorecard_command(), *words],
        env=clean_environment() | (env or {}),
        capture_output=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize("verb", ["list", "audit", "brief"])
def test_a_reader_who_stops_is_no_error(verb: str) -> None:
    with subprocess.Popen(
        [scorecard_command(), verb], env=clean_environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read()
        assert process.wait(60) == 0
    assert b"Error" not in said
    assert b"Broken" not in said
