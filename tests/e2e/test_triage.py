"""Month end in a real terminal: from what is red to what is said about it, and out of the house."""

from __future__ import annotations

import base64
import os
import re
import shutil
import signal
import subprocess
from pathlib import Path

import pytest

from tests.e2e.conftest import Start
from tests.e2e.looking import wait_at
from tests.support.terminal import Terminal, clean_environment, scorecard_command

OSC52 = re.compile(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07")


def scorecard(*arguments: str | Path) -> str:
    """What a plain command prints."""
    return subprocess.run(
        [scorecard_command(), *arguments], capture_output=True, check=True, encoding="utf-8", env=clean_environment()
    ).stdout


@pytest.fixture
def triage(app: Terminal) -> Terminal:
    """The app with its triage screen in front."""
    app.press("!")
    app.wait_for("Reviewed 0 of 8")
    wait_at(app, "SG13")
    return app


def ready(terminal: Terminal) -> None:
    terminal.wait_for("Contacts received")
    terminal.wait_for("…T")
    terminal.wait_quiet()


def test_the_reds_are_walked_decided_and_counted(triage: Terminal) -> None:
    assert "R, 11 pp below target" in triage.text()
    triage.press("space", "j", "x", "n", "w", "N", "k")
    triage.wait_for("Reviewed 2 of 8")
    triage.wait_for("needs explanation")
    wait_at(triage, "SG13")
    assert re.search(r"^▌✓ +R, still rising", triage.text(), re.MULTILINE)
    triage.press("u", "u")
    triage.wait_for("Reviewed 1 of 8")
    triage.press("z")
    triage.wait_for("1 snoozed")
    triage.press("!")
    triage.wait_for("3 CIN ●2")


def test_reds_that_nobody_reviewed_are_an_exit_code_for_cron(triage: Terminal) -> None:
    triage.press("space")
    triage.wait_for("Reviewed 1 of 8")
    assert "SG13" not in scorecard("reds", "--unreviewed")
    assert "SG13" in scorecard("reds")
    done = subprocess.run(
        [scorecard_command(), "reds", "--unreviewed", "--exit-code", "--area", "sg"],
        capture_output=True,
        check=False,
        env=clean_environment(),
    )
    assert done.returncode == 0


def test_commentary_is_typed_saved_and_read_by_the_plain_command(triage: Terminal) -> None:
    triage.press("j", "c")
    triage.wait_for("drafted from the numbers")
    triage.type(" Two workers left.")
    triage.press("ctrl+s")
    triage.wait_for("CIN17: commentary saved")
    triage.wait_for("≡")
    assert "Two workers left." in scorecard("journal", "show", "CIN17")
    triage.press("Y")
    triage.wait_for("terminals do not say if it worked")
    (copied,) = OSC52.findall(bytes(triage.received))
    assert "Two workers left." in base64.b64decode(copied).decode()


def test_a_killed_app_loses_at_most_the_last_second_of_what_was_typed(start: Start) -> None:
    first = start()
    ready(first)
    first.press("c")
    first.type(" Nobody saved this")
    first.wait_for("draft kept")
    first.wait_quiet(1100)
    first.signal(signal.SIGKILL)
    first.wait_end()
    second = start()
    ready(second)
    second.wait_for("What you wrote on FD1 is not saved yet")
    second.press("c")
    second.wait_for("Nobody saved this")
    second.wait_for("your unsaved draft of")
    second.press("ctrl+s")
    second.wait_for("FD1: commentary saved")
    assert "Nobody saved this" in scorecard("journal", "show", "FD1")


def test_a_dropped_line_keeps_the_draft_too(start: Start) -> None:
    first = start()
    ready(first)
    first.press("c")
    first.type(" On a train")
    first.wait_for("draft kept")
    first.wait_quiet(1100)
    first.hang_up()
    first.process.wait(5)
    second = start()
    ready(second)
    second.press("c")
    second.wait_for("On a train")


def test_two_analysts_see_each_other_and_both_versions_are_kept(start: Start, tmp_path: Path) -> None:
    journal = tmp_path / "shared.sqlite"
    ada, grace = (start("--journal", journal, "--author", name) for name in ("Ada", "Grace"))
    for each in (ada, grace):
        ready(each)
    ada.press("!", "space")
    ada.wait_for("Reviewed 1 of 8")
    grace.press("!")
    grace.wait_for("Reviewed 1 of 8", timeout=4)
    for each in (ada, grace):
        each.press("j", "c")
        each.wait_for("drafted from the numbers")
    grace.type(" From Grace.")
    grace.press("ctrl+s")
    grace.wait_for("CIN17: commentary saved")
    ada.wait_for("Grace saved a version at", timeout=4)
    ada.type(" From Ada.")
    ada.press("ctrl+s")
    ada.wait_for("Grace saved another version meanwhile")
    said = scorecard("journal", "show", "CIN17", "--journal", journal)
    assert "From Grace." in said
    assert "From Ada." in said
    grace.press("v")
    grace.wait_for("written while another version was saved", timeout=4)


def test_the_filter_follows_every_key_completes_and_points_at_mistakes(app: Terminal) -> None:
    app.press("/")
    app.type("rag:r sig")
    app.press("tab")
    app.wait_for("signal:")
    app.press(*["backspace"] * 7)
    app.type("rga:r")
    app.wait_for("did you mean `rag`?")
    error, field = app.find("^"), app.find("rga:r")
    assert error == (field[0] + 1, field[1])
    app.press(*["backspace"] * 6, "enter")
    app.wait_for("rag:r   3 of 15")
    app.press("3")
    app.wait_for("rag:r   2 of 30")
    app.press("!")
    app.wait_for("rag:r   8 of 8")
    app.press("!")
    app.wait_for("rag:r   1 of 20")
    app.press("escape")
    app.wait_gone("rag:r")
    app.press("/")
    app.type("gap>5\r")
    app.press("x")
    app.wait_for(": escalated")


def test_sorting_and_like_this_are_a_key_each(app: Terminal) -> None:
    app.press("l", "s")
    app.wait_for("sorted by Sep-23, rising")
    wait_at(app, "FD1")
    app.press("s")
    app.wait_for("falling")
    app.press("s")
    app.wait_gone("falling")
    app.press("]", "l", "l", "l", "l", "#")
    app.wait_for("rag:r   3 of 15")


def test_the_briefing_is_written_and_never_over_a_file_unasked(start: Start, tmp_path: Path) -> None:
    app = start(cwd=tmp_path)
    ready(app)
    app.press("e")
    app.wait_for("briefing-tameside-2023-09.html")
    app.press("enter")
    app.wait_for("Briefing written to")
    written = tmp_path / "briefing-tameside-2023-09.html"
    before = written.read_text("utf-8")
    assert before.count("CIN17") >= 1
    app.press("e", "enter")
    app.wait_for("is there already")
    app.press("escape")
    app.wait_gone("is there already")
    assert written.read_text("utf-8") == before


def test_the_users_own_editor_has_the_terminal_to_itself(start: Start, tmp_path: Path) -> None:
    editor = tmp_path / "editor.sh"
    editor.write_text('#!/bin/sh\necho "the editor is here"\nread line\necho "$line" > "$1"\n')
    editor.chmod(0o755)
    app = start(env={"EDITOR": str(editor)})
    ready(app)
    app.press("E")
    app.wait_for("the editor is here")
    app.type("Written elsewhere\n")
    app.wait_for("FD1: commentary saved")
    wait_at(app, "FD1")
    assert "Written elsewhere" in scorecard("journal", "show", "FD1")
    assert app.quit() == 0
    assert app.left_on == []


def test_the_row_is_copied_for_the_users_own_clipboard(app: Terminal) -> None:
    app.press("3", "y")
    app.wait_for("terminals do not say if it worked")
    (copied,) = OSC52.findall(bytes(app.received))
    assert base64.b64decode(copied).decode().startswith("CIN1\tReferrals received")


@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")
def test_copying_goes_through_tmux(tmp_path: Path) -> None:
    environment = clean_environment() | {"TMUX_TMPDIR": str(tmp_path), "TERM": "xterm-256color"}

    def tmux(*arguments: str) -> str:
        return subprocess.run(
            ["tmux", "-L", "copying", *arguments], capture_output=True, check=True, encoding="utf-8", env=environment
        ).stdout

    tmux("-f", "/dev/null", "new-session", "-d", "-x", "80", "-y", "24", str(scorecard_command()))
    try:
        waited = Terminal(["sh", "-c", "while :; do tmux -L copying capture-pane -p; sleep 0.1; done"], env=environment)
        with waited:
            waited.wait_for("…T", timeout=20)
            tmux("send-keys", "y")
            waited.wait_for("copied to tmux", timeout=10)
        assert tmux("show-buffer").startswith("FD1\tContact Received")
    finally:
        tmux("kill-server")


def test_every_size_shows_the_case_in_front(triage: Terminal) -> None:
    triage.press("j", "j")
    for columns, lines in ((40, 12), (200, 50), (120, 40), (60, 20), (300, 100), (80, 24)):
        triage.resize(columns, lines)
        wait_at(triage, "CF15")
        triage.wait_for("figures unreadable")
    triage.press("c")
    triage.wait_for("Commentary on CF15")
    for columns, lines in ((40, 12), (200, 50), (80, 24)):
        triage.resize(columns, lines)
        triage.wait_for("Commentary on CF15")
    triage.press("escape")
    triage.wait_for("Reviewed 0 of 8")


def test_an_idle_app_sends_nothing(triage: Terminal) -> None:
    triage.press("space")
    triage.wait_for("Reviewed 1 of 8")
    triage.wait_quiet(300)
    before = len(triage.received)
    triage.wait_quiet(2500, timeout=15)
    assert len(triage.received) == before


def test_an_empty_folder_of_its_own_is_left_by_whoever_only_looks(app: Terminal) -> None:
    app.press("!", "enter", "j")
    app.wait_for("Child In Need Reviews")
    app.press("escape")
    app.wait_for("Reviewed 0 of 8")
    app.press("escape")
    app.wait_gone("Reviewed 0 of 8")
    assert app.quit() == 0
    data, state = (Path(os.environ[name]) for name in ("XDG_DATA_HOME", "XDG_STATE_HOME"))
    assert not [path for folder in (data, state) if folder.exists() for path in folder.rglob("*") if path.is_file()]


def test_an_editor_that_cannot_be_run_gives_the_terminal_back(start: Start) -> None:
    app = start(env={"EDITOR": "/nowhere/editor"})
    ready(app)
    app.press("E")
    app.wait_for("cannot be run")
    app.press("j")
    wait_at(app, "FD2")


def test_ctrl_c_is_the_editors_own(start: Start, tmp_path: Path) -> None:
    editor = tmp_path / "editor.sh"
    lines = ['trap "echo caught" INT', 'echo "the editor is here"', "until read line; do :; done", 'echo $line > "$1"']
    editor.write_text("\n".join(["#!/bin/sh", *lines, ""]))
    editor.chmod(0o755)
    app = start(env={"EDITOR": str(editor)})
    ready(app)
    app.press("E")
    app.wait_for("the editor is here")
    app.press("ctrl+c")
    app.wait_for("caught")
    app.type("After all\n")
    app.wait_for("FD1: ")
    app.press("j")
    wait_at(app, "FD2")


def test_a_keyboard_in_another_encoding_does_not_end_the_app(app: Terminal) -> None:
    app.press("c")
    app.wait_for("drafted from the numbers")
    app._send(b" \xa3 100")
    app.wait_for("100")
    app.press("ctrl+s")
    app.wait_for("FD1: commentary saved")


def test_a_key_typed_before_anything_is_on_screen_is_done_when_it_can_be(start: Start) -> None:
    app = start()
    app.press("!")
    app.wait_for("Reviewed 0 of 8", timeout=20)


def test_somebody_is_asked_and_more_is_taken_in(triage: Terminal) -> None:
    triage.press("@")
    triage.wait_for("Assign SG13 to")
    triage.type("Deb")
    triage.press("tab", "enter")
    triage.wait_for("SG13: assigned to Debbie Duddridge")
    triage.wait_for("@Debbie Duddridge")
    triage.press("A")
    triage.wait_for("Reviewed 0 of 36")
    triage.press("G", "space")
    triage.wait_for("Reviewed 1 of 36")
    triage.press("A")
    triage.wait_for("Reviewed 0 of 8")
    assert "assigned to Debbie Duddridge" in scorecard("journal", "list")
