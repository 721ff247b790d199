"""`scorecard brief`: what it prints, what it writes, and what it refuses."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.reports.brief.building import Document
from tui import bundled
from tui.cli.brief import SWITCHES, brief
from tui.cli.steps import read_with_insights
from tui.journal.journal import Journal
from tui.scorecard import triage
from tui.scorecard.periods import month_end
from tui.scorecard.review import Key

MADE_UP = bundled.sample_path().parent / "made-up" / "exampleshire.csv"
TITLE = "Tameside Children's Services: exception briefing, September 2023"
REDS = ["FD2e", "FD2f", "FD8e", "CIN17", "CIN21", "CF15", "CF21", "SG13"]
PLACES = ("XDG_DATA_HOME", "XDG_CONFIG_HOME")
read_once = cache(read_with_insights)


@pytest.fixture(autouse=True)
def _nothing_of_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No journal and no settings but those of the test, its folder to write into, and no scorecard read twice."""
    monkeypatch.setattr("tui.cli.brief.read_with_insights", read_once)
    for name in PLACES:
        monkeypatch.setenv(name, str(tmp_path / "user"))
    for name in ("SCORECARD_CONFIG", "SCORECARD_AUTHOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(brief, [str(argument) for argument in arguments], prog_name="scorecard brief")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def refused(*arguments: str | Path) -> str:
    """What stderr says of a command that cannot be carried out: nothing on stdout, exit code 2."""
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    return " ".join(result.stderr.split())


def key(ref: str) -> Key:
    return Key("Tameside", month_end(2023, 9), ref)


def journal_in(folder: Path) -> Path:
    """A journal with a commentary on one red, which is reviewed."""
    path = folder / "journal.sqlite"
    with Journal.open(path, "Ada") as opened:
        opened.comment(key("CIN17"), "Two posts\nwere vacant.")
        opened.set_state(key("CIN17"), "reviewed")
        opened.assign(key("CIN17"), "Grace")
    return path


# ---- What it prints


def test_it_is_text_and_needs_no_journal() -> None:
    result = run()
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith(f"{TITLE}\n\nFrom september-2023.txt; made on ")
    assert result.stdout.count("No commentary yet.") == len(REDS)
    assert max(map(len, result.stdout.split("\n"))) <= 80


@pytest.mark.parametrize(
    ("form", "start"), [("md", f"# {TITLE}\n"), ("html", "<!doctype html>\n"), ("text", f"{TITLE}\n")]
)
def test_each_form_is_printed(form: str, start: str) -> None:
    assert run("--format", form).stdout.startswith(start)


def test_ascii_is_for_the_text() -> None:
    assert "│" in run().stdout
    assert run("--ascii").stdout.isascii()


@pytest.mark.parametrize("option", ["--no-color", "--author"])
def test_other_options_are_taken(option: str) -> None:
    arguments = [option, "Grace"] if option == "--author" else [option]
    assert ("; made by Grace on " in run(*arguments).stdout) == (option == "--author")


def test_an_area_and_a_period_can_be_chosen() -> None:
    printed = run("--area", "cin").stdout
    assert "2 problems" in printed
    assert "FD2e" not in printed
    assert "exception briefing, January 2024" in run(MADE_UP, "--period", "2024-01").stdout
    assert "--area 'x' is not one service area" in refused("--area", "x")


def test_a_source_with_earlier_publications_has_changes() -> None:
    assert "change since February 2024" in run(MADE_UP).stdout
    assert "There is no earlier publication" in run().stdout


def test_more_can_be_included() -> None:
    assert "36 problems" in run("--include", "amber").stdout
    printed = run("--include", "amber", "--include", "finding").stdout
    assert "rated Red as published, rated Amber or with an audit finding" in " ".join(printed.split())
    assert SWITCHES == triage.SWITCHES
    assert "'x' is not one of" in refused("--include", "x")


# ---- The journal


def test_commentary_comes_from_the_journal(tmp_path: Path) -> None:
    result = run("--journal", journal_in(tmp_path))
    assert result.stderr == ""
    assert "    Two posts\n    were vacant.\n" in result.stdout
    assert "reviewed by Ada on" in result.stdout
    assert "Assigned to       Grace" in result.stdout
    assert result.stdout.count("No commentary yet.") == len(REDS) - 1


def test_commentary_comes_from_the_journal_of_the_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal_in(tmp_path)
    (tmp_path / "config.toml").write_text('journal = "journal.sqlite"\n')
    monkeypatch.setenv("SCORECARD_CONFIG", str(tmp_path / "config.toml"))
    assert "were vacant." in run().stdout


def test_what_is_reviewed_and_what_is_not_are_listed_apart(tmp_path: Path) -> None:
    path = journal_in(tmp_path)
    done, left = (run("--journal", path, "--only", only).stdout for only in ("reviewed", "unreviewed"))
    for ref in REDS:
        assert (f"\n{ref} " in done) == (ref == "CIN17")
        assert (f"\n{ref} " in left) == (ref != "CIN17")
    assert "Listed are the 7 that are not reviewed yet" in " ".join(left.split())


def test_reading_makes_no_journal(tmp_path: Path) -> None:
    before = set(tmp_path.rglob("*"))
    result = run("--journal", tmp_path / "new.sqlite")
    assert (result.exit_code, set(tmp_path.rglob("*"))) == (0, before)
    assert "new.sqlite: no journal is there yet, so nothing is reviewed" in result.stderr


def test_what_is_no_journal_and_mistaken_settings_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("no journal" * 500)
    assert "a.txt" in refused("--journal", tmp_path / "a.txt")
    (tmp_path / "config.toml").write_text("jornal = 1\n")
    monkeypatch.setenv("SCORECARD_CONFIG", str(tmp_path / "config.toml"))
    assert "config.toml:1:1: jornal: unknown key; did you mean journal?" in refused()


# ---- Files


@pytest.mark.parametrize(("name", "start"), [("a.md", "# "), ("a.html", "<!doctype html>"), ("a.txt", TITLE)])
def test_the_ending_of_a_file_says_the_form(name: str, start: str) -> None:
    result = run("-o", name)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"saved: {name} (8 problems, 8 without commentary)\n"
    assert Path(name).read_text("utf-8").startswith(start)


def test_a_file_is_what_is_printed() -> None:
    run("-o", "a.md")
    printed = run("--format", "md").stdout.split("\n")
    written = Path("a.md").read_text("utf-8").split("\n")
    assert [line for line in written if not line.startswith("From ")] == [
        line for line in printed if not line.startswith("From ")
    ]


def test_a_format_is_for_endings_that_say_nothing() -> None:
    assert run("-o", "a.briefing", "--format", "html").exit_code == 0
    assert Document(Path("a.briefing").read_text("utf-8")).mistakes == []


def test_no_file_is_written_over_unasked() -> None:
    Path("a.md").write_text("mine")
    assert "a.md: exists already; --force writes over it" in refused("-o", "a.md")
    assert Path("a.md").read_text() == "mine"
    assert run("-o", "a.md", "--force").exit_code == 0
    assert Path("a.md").read_text("utf-8").startswith("# ")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["-o", "a.pdf"], "a.pdf does not say what to write; let it end in .md, .html, .txt, or add --format"),
        (["-o", "a.md", "--format", "html"], "a.md would hold md by its ending, and --format says html"),
        (["--force"], "--force goes with -o FILE"),
        (["-o", "none/a.md"], "none/a.md: cannot be written (no such file or directory)"),
        (["--only", "x"], "'x' is not one of"),
        (["--format", "pdf"], "'pdf' is not one of"),
        (["none.txt"], "none.txt: cannot be read"),
    ],
)
def test_what_cannot_be_done_is_refused(arguments: list[str], words: str, tmp_path: Path) -> None:
    assert words in refused(*arguments)
    assert list(tmp_path.iterdir()) == []


def test_a_hostile_name_does_not_reach_the_terminal() -> None:
    words = refused("-o", "a\x1b[2J")
    assert "␛[2J" in words
    assert "\x1b" not in words
