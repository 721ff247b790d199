"""The command: stdout is data, stderr is narration, exit codes are an interface."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.support.published import seed_text
from tui import bundled
from tui.cli import cli

MADE_UP = bundled.sample_path().parent / "made-up" / "exampleshire.csv"
REDS = ["FD2e", "FD2f", "FD8e", "CIN17", "CIN21", "CF15", "CF21", "SG13"]
FORMATS = ("table", "json", "csv", "md")
VERBS = (["summary"], ["list"], ["reds"], ["show", "FD2f"], ["check"])


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(cli, [str(argument) for argument in arguments], prog_name="scorecard")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def refused(*arguments: str | Path) -> str:
    """What stderr says of a command that cannot be carried out: nothing on stdout, exit code 2."""
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    return result.stderr


def seed_in(folder: Path, name: str = "scorecard.txt") -> Path:
    path = folder / name
    path.write_text(seed_text(), "utf-8")
    return path


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


# ---- Verbs and formats


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: str(verb[0]))
@pytest.mark.parametrize("form", FORMATS)
def test_every_verb_prints_every_format_to_stdout(verb: list[str], form: str) -> None:
    result = run(*verb, "--format", form)
    assert result.exit_code == (1 if verb == ["check"] else 0)
    assert result.stdout.strip() != ""
    assert "\x1b" not in result.stdout
    if form == "json":
        assert json.loads(result.stdout)
    if form == "csv":
        lines = list(csv.reader(io.StringIO(result.stdout)))
        assert {len(line) for line in lines} == {len(lines[0])}
    if form == "md":
        assert "\n| " in result.stdout
    narrated = verb == ["summary"] and form in ("table", "md")
    assert (result.stderr != "") == narrated


def test_the_summary_counts_and_says_on_stderr_what_could_not_be_read() -> None:
    result = run("summary")
    assert result.stdout.startswith("Tameside Children's Services Scorecard, September 2023")
    assert "All service areas" in result.stdout
    assert "19 things could not be read, 10 were read with help; `scorecard check` lists them" in result.stderr
    record = json.loads(run("summary", "--format", "json").stdout)
    assert record["ratings"] == {"R": 8, "A": 28, "G": 25, "unrated": 23}
    rows = rows_of(run("summary", "--format", "csv").stdout)
    assert [row["red"] for row in rows] == ["3", "0", "2", "2", "1", "0"]


def test_no_verb_without_a_terminal_prints_the_summary(tmp_path: Path) -> None:
    assert run().stdout == run("summary").stdout
    assert run(seed_in(tmp_path)).stdout == run("summary").stdout


def test_the_list_has_every_indicator() -> None:
    records = json.loads(run("list", "--format", "json").stdout)
    assert len(records) == 84
    assert len(rows_of(run("list", "--format", "csv").stdout)) == 84
    table = run("list").stdout
    assert all(f"{record['ref']} " in table for record in records)
    assert max(map(len, table.splitlines())) <= 80


def test_the_list_as_csv_has_figures_as_numbers_with_their_months_and_years() -> None:
    row = next(row for row in rows_of(run("list", "--format", "csv").stdout) if row["ref"] == "CIN8")
    wanted = {
        "area": "Child in Need",
        "period": "2023-09",
        "current": "84.0",
        "current_text": "84%",
        "missing": "",
        "previous_year": "76.0",
        "target_low": "85.0",
        "target_high": "85.0",
        "gap": "-1.0",
        "rating": "G",
        "direction": "up",
        "2023-04": "88.0",
        "2023-08": "81.0",
        "nw": "81.0",
        "nw_year": "2020/21",
        "place": "september-2023.txt:91:8",
    }
    assert {key: row[key] for key in wanted} == wanted


def test_the_reds_are_what_is_rated_red() -> None:
    assert [record["ref"] for record in json.loads(run("reds", "--format", "json").stdout)] == REDS
    assert [row["ref"] for row in rows_of(run("reds", "--format", "csv").stdout)] == REDS
    table = run("reds").stdout
    assert table.startswith("Tameside, September 2023: 8 red")


def test_check_lists_problems_as_editors_expect_them() -> None:
    lines = run("check").stdout.splitlines()
    assert lines[0] == "september-2023.txt:23:1: info: not understood: “-”; it is no figure, so nothing is lost"
    assert all(line.split(": ")[1] in ("error", "warning", "info") for line in lines)
    records = json.loads(run("check", "--format", "json").stdout)
    assert len(records) == len(lines)
    assert list(records[0]) == ["severity", "place", "ref", "message"]


def test_check_says_so_where_everything_was_read() -> None:
    result = run("check", MADE_UP)
    assert (result.exit_code, result.stdout) == (0, "nothing: everything was read\n")
    assert run("summary", MADE_UP).stderr == ""


# ---- Show


@pytest.mark.parametrize("query", ["FD2f", "fd2f", "screenings 72hrs", "72hrs screenings mash", "fd 2f"])
def test_show_finds_an_indicator(query: str) -> None:
    assert json.loads(run("show", query, "--format", "json").stdout)["ref"] == "FD2f"


def test_show_prints_facts_history_and_benchmarks_with_places() -> None:
    printed = run("show", "CIN8").stdout
    for words in ("CIN8  Child and Family Assessments", "+3.0 pp since August 2023, better", "high is good"):
        assert words in printed
    for words in ("september-2023.txt:91:3", "Greater Manchester", "2020/21", "+3 pp"):
        assert words in printed


def test_show_with_several_matches_lists_them_and_exits_with_2() -> None:
    words = refused("show", "audits")
    assert "several indicators match 'audits'; choose one by its ref:" in words
    assert all(ref in words for ref in ("SG16", "SG17", "SG18", "SG19", "SG20"))


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("CIN8x", "no indicator matches 'CIN8x'; did you mean:"),
        ("zzzz", "no indicator matches 'zzzz'; `scorecard list` shows them all"),
        ("", "no indicator matches ''"),
    ],
)
def test_show_without_a_match_suggests_and_exits_with_2(query: str, words: str) -> None:
    assert words in refused("show", query)


def test_show_needs_to_know_what() -> None:
    assert "Missing argument 'REF'" in refused("show")


# ---- Areas and exit codes


@pytest.mark.parametrize("name", ["cin", "CIN", "Child in Need", "child-in-need", "child"])
def test_an_area_is_named_by_name_short_name_prefix_or_beginning(name: str) -> None:
    records = json.loads(run("list", "--area", name, "--format", "json").stdout)
    assert {record["area"] for record in records} == {"Child in Need"}
    assert len(records) == 30


@pytest.mark.parametrize("name", ["nowhere", "c", ""])
def test_an_area_that_is_none_or_several_is_refused(name: str) -> None:
    words = refused("summary", "--area", name)
    assert f"--area {name!r} is not one service area; choose from Front Door (FD), Early Help (EH)" in words


def test_check_of_an_area_lists_only_its_problems() -> None:
    records = json.loads(run("check", "--area", "workforce", "--format", "json").stdout)
    assert {record["ref"] for record in records} == {"WF14"}
    assert run("check", "--area", "front door").exit_code == 0


def test_reds_exit_with_1_only_where_asked_and_only_where_there_are_any() -> None:
    assert run("reds").exit_code == 0
    assert run("reds", "--exit-code").exit_code == 1
    assert run("reds", "--exit-code", "--area", "early help").exit_code == 0


# ---- How the command line is understood


@pytest.mark.parametrize(
    "arguments",
    [
        ["reds", "--area", "sg", "{file}"],
        ["reds", "{file}", "--area", "sg"],
        ["--area", "sg", "reds", "{file}"],
        ["--area=sg", "reds", "{file}"],
        ["--ascii", "--area", "sg", "reds", "{file}"],
        ["--area", "sg", "reds", "--ascii", "{file}"],
    ],
)
def test_options_stand_before_or_after_verbs_and_sources(arguments: list[str], tmp_path: Path) -> None:
    path = seed_in(tmp_path)
    result = run(*(argument.format(file=path) for argument in [*arguments, "--format", "json"]))
    assert [record["ref"] for record in json.loads(result.stdout)] == ["SG13"]


def test_a_verb_wins_over_a_file_of_that_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    seed_in(tmp_path, "reds")
    assert "8 red" in run("reds").stdout
    assert run("summary", "reds").stdout == run("summary").stdout
    assert run("--", "reds").stdout == run("summary").stdout
    assert run("./reds").stdout == run("summary").stdout


def test_an_options_value_is_not_a_verb() -> None:
    assert "'reds' is not one service area" in refused("--area", "reds", "summary")
    assert "--period" in refused("--period", "list")


@pytest.mark.parametrize("period", ["2023-09", "Sep-23", "09/2023"])
def test_the_period_can_be_written_in_several_ways(period: str) -> None:
    assert run("summary", "--period", period).stdout == run("summary").stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["summary", "--period", "2023-13"], "'2023-13' is not a month; write it as 2023-09"),
        (["summary", "--format", "xml"], "'xml' is not one of"),
        (["summary", "--nonsense"], "--nonsense"),
        (["summary", "none.txt"], "none.txt: cannot be read (no such file or directory)"),
        (["nonsense"], "nonsense: cannot be read"),
        (["summary", "."], "holds no scorecard; name a file, or a folder with scorecards in it"),
        (["summary", "a", "b"], "a: cannot be read"),
        (["benchmarks"], "--lait"),
        (["audit", "--severity", "grave"], "grave"),
        (["list", "--exit-code"], "--exit-code"),
        (["summary", "--indicators", "none.toml"], "none.toml: cannot be read"),
    ],
)
def test_wrong_usage_and_unreadable_input_exit_with_2(
    arguments: list[str], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert words in " ".join(refused(*arguments).split())


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02", b"just words", b"caf\x81", b"\x1b[2J\tx"])
@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.parquet"])
@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: str(verb[0]))
def test_a_file_that_is_no_scorecard_is_refused_by_every_verb(
    verb: list[str], name: str, data: bytes, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    words = refused(*verb, path)
    assert words.startswith((f"scorecard: {path}", f"scorecard: {name}"))
    assert all(character.isprintable() or character == "\n" for character in words)


def test_a_bad_catalogue_shows_every_mistake(tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    text = f'extends = "{bundled.catalogue_path().as_posix()}"\n[indicators.FD1]\npolarity = "up"\nunits = "count"\n'
    path.write_text(f"{text}[areas.front_door]\norder = 2\n", "utf-8")
    words = refused("summary", "--indicators", path)
    assert len(words.splitlines()) == 3
    assert 'ours.toml:3:1: [indicators.FD1] polarity: expected one of high, low, near, none; found "up"' in words
    assert "ours.toml:4:1: [indicators.FD1] units: unknown key" in words
    assert "[areas.early_help] order: 2 is that of front_door already" in words


def test_a_hostile_name_does_not_reach_the_terminal(tmp_path: Path) -> None:
    words = refused("summary", tmp_path / "a\x1b[2J.txt")
    assert "␛[2J" in words
    assert "\x1b" not in words
    path = tmp_path / "a.csv"
    path.write_text("record,authority,publication,ref\nlisting,\x1b[2J,2023-09,FD1\nlisting,b,2023-09,FD1\n", "utf-8")
    assert "\x1b" not in refused("summary", path)


@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_names_the_verbs(option: str) -> None:
    result = run(option)
    assert result.exit_code == 0
    assert all(f"  {verb} " in result.stdout for verb in ("summary", "list", "reds", "show", "check"))
    assert "open" not in result.stdout.split("Commands:")[1]
    assert "REF" in run("show", option).stdout


def test_the_version_is_printed() -> None:
    assert run("--version").stdout.startswith("scorecard, version ")


# ---- As a program


def program(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "tui", *arguments],
        check=False,
        capture_output=True,
        stdin=subprocess.DEVNULL,
        env=os.environ | environment,
    )


def test_the_module_is_the_command() -> None:
    done = program("reds", "--exit-code", "--format", "csv")
    assert (done.returncode, done.stderr) == (1, b"")
    assert [row["ref"] for row in rows_of(done.stdout.decode())] == REDS


def test_without_arguments_and_without_a_terminal_the_program_prints_the_summary() -> None:
    done = program()
    assert done.returncode == 0
    assert done.stdout.startswith(b"Tameside Children's Services Scorecard")


@pytest.mark.parametrize("arguments", [["list"], ["show", "CIN8"], ["show", "FD1", "--format", "md"]])
def test_a_terminal_that_knows_no_arrows_gets_question_marks(arguments: list[str]) -> None:
    done = program(*arguments, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.isascii()
    assert len(done.stdout) > 500


def test_a_reader_that_leaves_early_gets_no_traceback() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "tui", "list", "--format", "json", str(MADE_UP)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.read(10)
        running.stdout.close()
        assert b"Traceback" not in running.stderr.read()
