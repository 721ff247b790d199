"""The verbs of commentary: `comment` says "saved" when it is, and `journal` reads it back."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from tests.journal.making import KEY, SEPTEMBER, TAMESIDE, filled, names_in
from tests.support.published import seed_text
from tui.cli import cli
from tui.cli.journal import comment, journal
from tui.journal.journal import Journal
from tui.scorecard.review import Key


@pytest.fixture(autouse=True)
def _verbs_and_nobodys_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for verb in (comment, journal):
        monkeypatch.setitem(cli.commands, str(verb.name), verb)
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home" / name))
    monkeypatch.delenv("SCORECARD_CONFIG", raising=False)
    monkeypatch.setenv("SCORECARD_AUTHOR", "Ada")


def run(*arguments: str | Path, stdin: str | bytes | None = None) -> Result:
    result = CliRunner().invoke(cli, [str(each) for each in arguments], input=stdin, prog_name="scorecard")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def refused(*arguments: str | Path, stdin: str | bytes | None = None) -> str:
    """What stderr says of a command that cannot be carried out: nothing on stdout, exit code 2."""
    result = run(*arguments, stdin=stdin)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    return result.stderr


def done(*arguments: str | Path, stdin: str | bytes | None = None) -> str:
    result = run(*arguments, stdin=stdin)
    assert result.exit_code == 0, result.stderr
    return result.stdout


def texts(path: Path) -> list[str]:
    with Journal.open(path, "", write=False) as opened:
        return [event.text for event in opened.events()]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "j.sqlite"


@pytest.fixture
def told(path: Path) -> Path:
    """A journal in which two have said several things of two indicators."""
    with Journal.open(path, "Ada") as ada, Journal.open(path, "Grace") as grace:
        base = ada.comment(KEY, "Staff left.\nOthers came.").event
        ada.comment(KEY, "Ada's words", base.uid)
        grace.comment(KEY, "Grace's words", base.uid)
        grace.set_state(KEY, "needs_explanation")
        ada.assign(KEY, "Bob")
        ada.set_state(Key(TAMESIDE, SEPTEMBER, "CF15"), "reviewed")
        ada.undo(TAMESIDE, SEPTEMBER)
    return path


# ---- comment


def test_a_comment_is_saved_and_says_so(path: Path) -> None:
    said = done("comment", "CIN17", "Staff left.", "--journal", path)
    assert said == f"saved: CIN17, September 2023, version 1, by Ada, in {path}\n"
    said = done("comment", "CIN17", "Others came.", "--journal", path, "--author", "Grace")
    assert said == f"saved: CIN17, September 2023, version 2, by Grace, in {path}\n"
    with Journal.open(path, "", write=False) as opened:
        first, second = opened.events()
        assert (first.key, first.author, first.text) == (KEY, "Ada", "Staff left.")
        assert (second.author, second.parent) == ("Grace", first.uid)
        assert opened.versions(KEY)[-1].beside is None


@pytest.mark.parametrize("dash", [[], ["-"]])
@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Two\nlines\n", "Two\nlines"),
        ("Two\r\nlines\r\n\r\n", "Two\nlines"),
        ("  Einrückung – ok\n", "  Einrückung – ok"),
    ],
)
def test_a_text_can_come_from_standard_input(path: Path, dash: list[str], typed: str, kept: str) -> None:
    done("comment", "CIN17", *dash, "--journal", path, stdin=typed.encode())
    assert texts(path) == [kept]


def test_words_of_a_name_will_do_for_a_ref(path: Path, tmp_path: Path) -> None:
    source = tmp_path / "scorecard.txt"
    source.write_text(seed_text(), "utf-8")
    said = done("comment", "screened 72", "Late.", "--source", source, "--journal", path, "--authority", "Elsewhere")
    assert said.startswith("saved: FD2f, September 2023, version 1")
    with Journal.open(path, "", write=False) as opened:
        assert [event.key for event in opened.events()] == [Key("Elsewhere", SEPTEMBER, "FD2f")]


@pytest.mark.parametrize("text", ["", "   ", "\n\n"])
def test_an_empty_text_is_refused(path: Path, text: str) -> None:
    assert "the commentary is empty" in refused("comment", "CIN17", text, "--journal", path)
    assert "the commentary is empty" in refused("comment", "CIN17", "--journal", path, stdin=text)
    assert not path.exists()


def test_text_that_is_no_text_is_refused(path: Path) -> None:
    assert "expected UTF-8 text" in refused("comment", "CIN17", "--journal", path, stdin=b"\xff\xfe")
    assert "half a character" in refused("comment", "CIN17", "half \udcff", "--journal", path)
    assert texts(path) == []


def test_a_ref_that_is_none_gets_suggestions(path: Path) -> None:
    message = refused("comment", "CIN177", "Words", "--journal", path)
    assert "no indicator matches 'CIN177'; did you mean:" in message
    assert "CIN17 " in message
    assert "several indicators match 'assessments'" in refused("comment", "assessments", "Words", "--journal", path)
    assert "`scorecard list` shows them all" in refused("comment", "zzz", "Words", "--journal", path)
    assert not path.exists()


def test_the_sample_is_not_commented_on_in_a_journal_of_real_ones(path: Path, tmp_path: Path) -> None:
    from tui import bundled

    named: list[list[str | Path]] = [[], ["--source", bundled.sample_path()]]
    for source in named:
        message = refused("comment", "CIN17", "Words", *source)
        assert "this would comment on the bundled sample" in message
        assert "--source FILE" in message
    assert names_in(tmp_path) == []


def test_one_s_own_scorecard_goes_into_one_s_own_journal(tmp_path: Path) -> None:
    source = tmp_path / "scorecard.txt"
    source.write_text(seed_text(), "utf-8")
    own = tmp_path / "home" / "XDG_DATA_HOME" / "scorecard" / "journal.sqlite"
    assert done("comment", "CIN17", "Words", "--source", source) == (
        f"saved: CIN17, September 2023, version 1, by Ada, in {own}\n"
    )
    assert own.stat().st_mode & 0o777 == 0o600
    assert "Words" in done("journal", "list")


def test_the_settings_may_name_the_journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = tmp_path / "config.toml"
    settings.write_text('journal = "team.sqlite"\nauthor = "Team"\n')
    monkeypatch.setenv("SCORECARD_CONFIG", str(settings))
    filled(tmp_path / "team.sqlite")
    assert "3 events" in done("journal", "list")
    settings.write_text("journal = 5\n")
    for verb in (["list"], ["export"], ["show", "CIN17"]):
        assert f"{settings}:1:1: journal: expected the path" in refused("journal", *verb)


@pytest.mark.parametrize("verb", [["comment", "CIN17", "Words"], ["journal", "list"], ["journal", "export"]])
def test_a_journal_that_cannot_be_used_is_a_message(tmp_path: Path, verb: list[str]) -> None:
    stranger = tmp_path / "notes.txt"
    stranger.write_text("not a database")
    assert refused(*verb, "--journal", stranger) == (
        f"scorecard: {stranger}: is not a journal, nor any SQLite database; it was left as it is. "
        "Name another file with --journal FILE\n"
    )
    assert "is a folder" in refused(*verb, "--journal", tmp_path)


def test_a_message_shows_what_a_name_holds_and_obeys_nothing(tmp_path: Path) -> None:
    hostile = tmp_path / "a\x1b[31m"
    hostile.mkdir()
    message = refused("journal", "list", "--journal", hostile)
    assert "\x1b" not in message
    assert "a␛[31m: is a folder" in message


# ---- journal list


def test_the_list_has_every_event_the_newest_last(told: Path) -> None:
    lines = done("journal", "list", "--journal", told).splitlines()
    assert lines[0].strip() == "7 events"
    assert lines[1].split() == ["When", "(UTC)", "Author", "Ref", "Period", "What"]
    assert [line.split(maxsplit=5)[-1].strip() for line in lines[3:]] == [
        "Staff left. Others came.",
        "Ada's words",
        "Grace's words",
        "needs explanation",
        "assigned to Bob",
        "reviewed (undone)",
        "undo",
    ]


@pytest.mark.parametrize(
    ("arguments", "kinds"),
    [
        (["--ref", "cf15"], ["state", "undo"]),
        (["--author", "Grace"], ["comment", "state"]),
        (["--author", "Grace", "--ref", "CF15"], []),
        (["--period", "2023-09", "--ref", "CF15"], ["state", "undo"]),
        (["--period", "2023-08"], []),
        (["--authority", "Tameside", "--author", "Ada", "--ref", "CIN17"], ["comment", "comment", "assignment"]),
        (["--authority", "Elsewhere"], []),
    ],
)
def test_the_list_can_be_narrowed(told: Path, arguments: list[str], kinds: list[str]) -> None:
    records = json.loads(done("journal", "list", "--journal", told, "--format", "json", *arguments))
    assert [record["kind"] for record in records] == kinds


def test_records_have_stable_keys_and_exact_texts(told: Path) -> None:
    records = json.loads(done("journal", "list", "--journal", told, "--format", "json"))
    assert {tuple(record) for record in records} == {
        ("uid", "kind", "author", "at", "authority", "period", "ref", "text", "parent", "undone")
    }
    assert records[0]["text"] == "Staff left.\nOthers came."
    assert records[1]["parent"] == records[0]["uid"]
    assert [record["undone"] for record in records] == [False] * 5 + [True, False]


def test_csv_and_markdown_have_one_line_an_event(told: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(done("journal", "list", "--journal", told, "--format", "csv"))))
    assert len(rows) == 7
    assert rows[0]["text"] == "Staff left.␊Others came."
    assert rows[5]["undone"] == "True"
    markdown = done("journal", "list", "--journal", told, "--format", "md")
    assert markdown.startswith("## 7 events\n")
    assert len(markdown.splitlines()) == 2 + 2 + 7


@pytest.mark.parametrize("form", ["table", "json", "csv", "md"])
def test_a_journal_without_events_is_listed_and_not_made(path: Path, form: str) -> None:
    assert done("journal", "list", "--journal", path, "--format", form).strip() != ""
    assert not path.exists()


def test_hostile_texts_are_shown_and_not_obeyed(path: Path) -> None:
    with Journal.open(path, "Eve\x1b[31m") as opened:
        opened.comment(Key("T\x07", SEPTEMBER, "=CMD()"), "\x1b]0;title\x07 \u202e")
    for arguments in (["list"], ["list", "--format", "md"], ["list", "--format", "csv"], ["show", "=cmd()"]):
        shown = done("journal", *arguments, "--journal", path)
        assert "\x1b" not in shown
        assert "\x07" not in shown
        assert "\u202e" not in shown
    assert "'=CMD()" in done("journal", "list", "--format", "csv", "--journal", path)


def test_list_is_what_journal_alone_does(told: Path) -> None:
    listed = done("journal", "list", "--journal", told)
    assert done("journal", "--journal", told) == listed
    assert done("--journal", told, "journal") == listed
    assert done("--journal", told, "--author", "Grace", "journal", "list") == done(
        "journal", "list", "--author", "Grace", "--journal", told
    )


# ---- journal show


def test_show_has_every_version_in_full(told: Path) -> None:
    lines = done("journal", "show", "cin17", "--journal", told).splitlines()
    assert lines[0] == "CIN17, September 2023, Tameside"
    said = [line.partition(" UTC  ")[2] or line for line in lines[1:]]
    assert said == [
        "Ada: version 1 of 3",
        "    Staff left.",
        "    Others came.",
        "Ada: version 2 of 3",
        "    Ada's words",
        "Grace: version 3 of 3, beside version 2, which it was written without",
        "    Grace's words",
        "Grace: needs explanation",
        "Ada: assigned to Bob",
    ]


def test_show_tells_what_was_undone(told: Path) -> None:
    lines = done("journal", "show", "CF15", "--journal", told).splitlines()
    assert lines[1].endswith("Ada: reviewed (undone)")
    assert "Ada: undid 'reviewed' of 20" in lines[2]


def test_show_keeps_periods_apart(told: Path) -> None:
    from datetime import date

    with Journal.open(told, "Ada") as opened:
        opened.comment(Key(TAMESIDE, date(2023, 8, 31), "CIN17"), "In August")
    parts = done("journal", "show", "CIN17", "--journal", told).split("\n\n")
    assert [part.splitlines()[0] for part in parts] == [
        "CIN17, August 2023, Tameside",
        "CIN17, September 2023, Tameside",
    ]
    only = done("journal", "show", "CIN17", "--journal", told, "--period", "2023-08")
    assert only.splitlines()[0] == "CIN17, August 2023, Tameside"
    assert "September" not in only


@pytest.mark.parametrize("form", ["json", "csv", "md"])
def test_show_has_every_format(told: Path, form: str) -> None:
    shown = done("journal", "show", "CIN17", "--journal", told, "--format", form)
    assert "Grace's words" in shown.replace("\\", "")
    if form == "json":
        assert [record["kind"] for record in json.loads(shown)] == [*["comment"] * 3, "state", "assignment"]


def test_show_of_what_nothing_was_said_of(told: Path, path: Path) -> None:
    assert "nothing is said of 'CIN18' in the journal; did you mean CIN17?" in refused(
        "journal", "show", "CIN18", "--journal", told
    )
    assert "`scorecard journal list` shows" in refused("journal", "show", "ZZ", "--journal", told)
    assert "nothing is said of" in refused("journal", "show", "CIN17", "--journal", path.with_name("none"))


# ---- journal export and import


def test_export_and_import_make_the_same_journal(told: Path, tmp_path: Path) -> None:
    exported = done("journal", "export", "--journal", told)
    assert len(exported.splitlines()) == 7
    backup, other = tmp_path / "backup.jsonl", tmp_path / "other.sqlite"
    run("journal", "export", "--journal", told, "-o", backup)
    assert backup.read_text("utf-8") == exported
    assert done("journal", "import", backup, "--journal", other) == (
        f"imported: 7 events into {other}; 0 were there already\n"
    )
    assert done("journal", "import", "-", "--journal", other, stdin=exported) == (
        f"imported: 0 events into {other}; 7 were there already\n"
    )
    assert done("journal", "export", "--journal", other, "--author", "Grace") == exported
    assert done("journal", "show", "CIN17", "--journal", other) == done("journal", "show", "CIN17", "--journal", told)


def test_an_export_to_a_file_says_so_on_stderr(told: Path, tmp_path: Path) -> None:
    result = run("journal", "export", "--journal", told, "--output", tmp_path / "backup.jsonl")
    assert (result.stdout, result.stderr) == ("", f"exported: 7 events to {tmp_path / 'backup.jsonl'}\n")
    assert names_in(tmp_path) == ["backup.jsonl", "j.sqlite"]


def test_an_export_does_not_write_over_the_journal(told: Path, tmp_path: Path) -> None:
    assert "is the journal itself" in refused("journal", "export", "--journal", told, "-o", told)
    assert "cannot be written" in refused("journal", "export", "--journal", told, "-o", tmp_path / "no" / "x")
    assert "is a directory" in refused("journal", "export", "--journal", told, "-o", tmp_path)
    assert len(texts(told)) == 7


def test_a_bad_line_is_refused_whole(path: Path, tmp_path: Path, told: Path) -> None:
    backup = tmp_path / "backup.jsonl"
    backup.write_text(done("journal", "export", "--journal", told).replace('"CF15"', '""'))
    before = texts(told)
    assert refused("journal", "import", backup, "--journal", tmp_path / "new.sqlite") == (
        f"scorecard: {backup}:6: the ref is empty\n"
    )
    backup.write_text("{}\n")
    assert f"{backup}:1: not an event: Object missing required field `uid`" in refused(
        "journal", "import", backup, "--journal", told
    )
    assert "standard input:1: not an event" in refused("journal", "import", "-", "--journal", told, stdin="x")
    assert "cannot be read (no such file" in refused("journal", "import", tmp_path / "none", "--journal", told)
    assert texts(told) == before


# ---- How it is called


def test_a_word_that_is_no_verb_is_a_mistake(path: Path) -> None:
    assert "exprot" in refused("journal", "exprot", "--journal", path)


@pytest.mark.parametrize("verb", [["comment"], ["journal"], *(["journal", each] for each in journal.commands)])
def test_every_verb_has_help_that_names_its_journal(verb: list[str]) -> None:
    shown = done(*verb, "--help")
    assert ("--journal FILE" in shown) == (verb != ["journal"])


def test_all_verbs_take_the_journal_and_the_author() -> None:
    for verb in (comment, *journal.commands.values()):
        names = {name for each in verb.params if isinstance(each, click.Option) for name in each.opts}
        assert {"--journal", "--author"} <= names, verb.name


# ---- Real processes

RUN = """
from tui.cli import cli
from tui.cli.journal import comment, journal
for verb in (comment, journal):
    cli.add_command(verb)
cli(prog_name="scorecard")
"""


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-c", RUN, *map(str, arguments)]


def test_a_closed_pipe_leaves_the_comment_saved_and_no_traceback(path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as closed:
        ended = subprocess.run(
            command("comment", "CIN17", "Words", "--journal", path), stdout=closed, stderr=subprocess.PIPE, check=False
        )
    assert b"Traceback" not in ended.stderr
    assert texts(path) == ["Words"]


def test_an_interrupt_while_the_text_is_typed_leaves_nothing(path: Path) -> None:
    import signal

    process = subprocess.Popen(
        command("comment", "CIN17", "--journal", path),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdin is not None
    process.stdin.write(b"Half a sen" * 20_000)  # more than a pipe holds: when this returns, it is being read
    process.stdin.flush()
    process.send_signal(signal.SIGINT)
    _, stderr = process.communicate()
    assert process.returncode == 130
    assert stderr == b"scorecard: stopped\n"
    assert not path.exists()


def test_the_verbs_are_quick_to_import() -> None:
    code = (
        "import sys, tui.cli.journal; print(*sorted({'sqlite3', 'polars', 'platformdirs', 'textual'} & {*sys.modules}))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == ""


def test_reading_verbs_need_no_polars(told: Path) -> None:
    code = RUN.replace(
        "cli(prog_name", "import atexit, sys\natexit.register(lambda: print('polars' in sys.modules))\ncli(prog_name"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, "journal", "list", "--journal", str(told)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.splitlines()[-1] == "False"
