"""Commentary: written, kept, lost by nobody; two analysts at once; the user's own editor."""

from __future__ import annotations

import asyncio
import stat
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from tests.app.driving import loaded, make_app, one_line, opened, ref, said, screen_text, shows, until, write
from tui.app.commenting import Beginning, begin
from tui.app.journal_work import JournalWish
from tui.app.screens.areas import AreasScreen
from tui.app.screens.commentary import CommentaryScreen
from tui.app.widgets.status_line import StatusLine
from tui.journal.journal import Journal
from tui.journal.location import default_path
from tui.scorecard.review import Key

FD1 = Key("Tameside", date(2023, 9, 30), "FD1")
AUGUST = Key("Tameside", date(2023, 8, 31), "FD1")


def versions(key: Key = FD1) -> list[tuple[str, str]]:
    """Author and text of every version on disk."""
    with Journal.open(default_path(), "Grace", write=False) as journal:
        return [(comment.author, comment.text) for comment in journal.versions(key)]


def by_grace(text: str, key: Key = FD1, based_on: str | None = None) -> str:
    """Another analyst's version, saved by another program."""
    default_path().parent.mkdir(parents=True, exist_ok=True)
    with Journal.open(default_path(), "Grace") as journal:
        return journal.comment(key, text, based_on).event.uid


async def editing(pilot: Pilot[Any]) -> TextArea:
    await pilot.press("c")
    await until(pilot, lambda: isinstance(pilot.app.screen, CommentaryScreen))
    await pilot.pause()
    return pilot.app.screen.query_one(TextArea)


async def test_it_begins_with_the_numbers_and_is_saved_with_the_author() -> None:
    async with opened() as pilot:
        editor = await editing(pilot)
        assert "1265" in editor.text
        assert "drafted from the numbers" in screen_text(pilot)
        await write(pilot, "Summer term.\nSecond line.")
        await pilot.press("ctrl+s")
        await said(pilot, "FD1: commentary saved")
        assert versions() == [("Ada", "Summer term.\nSecond line.")]
        await shows(pilot, "FD1")


async def test_what_comes_while_it_closes_is_for_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    closing = asyncio.Event()
    monkeypatch.setattr(StatusLine, "on_unmount", lambda _: closing.set(), raising=False)

    async def late(*about: Any) -> Beginning:
        begun = await begin(*about)
        await closing.wait()
        return begun

    monkeypatch.setattr("tui.app.screens.commentary.begin", late)
    async with opened() as pilot:
        await editing(pilot)
        await pilot.press("escape")
        await until(pilot, closing.is_set)
        await shows(pilot, "FD1")
        await pilot.press("j")
        await shows(pilot, "FD2")


async def test_a_second_version_is_written_from_the_first_which_can_still_be_read() -> None:
    async with opened(size=(120, 40)) as pilot:
        await editing(pilot)
        await write(pilot, "One")
        await pilot.press("ctrl+s")
        await said(pilot, "commentary saved")
        editor = await editing(pilot)
        assert editor.text == "One"
        await write(pilot, "Two")
        await pilot.press("ctrl+s")
        await said(pilot, "commentary saved")
        await pilot.press("v")
        await shows(pilot, "Version 2 (shown)")
        assert "Version 1" in screen_text(pilot)
        await pilot.press("v", "u")
        await said(pilot, "undone: your commentary")
        assert versions() == [("Ada", "One")]
        await shows(pilot, "Commentary")


async def test_escape_asks_only_where_something_would_be_lost() -> None:
    async with opened() as pilot:
        await editing(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, AreasScreen))
        await editing(pilot)
        await pilot.press("x", "escape")
        await shows(pilot, "What you wrote is not saved.")
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, CommentaryScreen)
        await pilot.press("escape", "d")
        await until(pilot, lambda: isinstance(pilot.app.screen, AreasScreen))
        assert "x" not in (await editing(pilot)).text[-1:]


async def test_a_draft_that_was_kept_is_there_again_and_gone_once_saved() -> None:
    async with opened() as pilot:
        await editing(pilot)
        await write(pilot, "Half a sent")
        await pilot.press("escape", "k")
        await said(pilot, "kept as a draft")
        editor = await editing(pilot)
        assert editor.text == "Half a sent"
        assert "your unsaved draft of" in screen_text(pilot)
        await pilot.press("escape", "s")
        await said(pilot, "commentary saved")
        assert versions() == [("Ada", "Half a sent")]
        await editing(pilot)
        assert "unsaved draft" not in screen_text(pilot)


async def test_what_is_typed_is_in_the_draft_within_a_second_without_being_saved() -> None:
    async with opened() as pilot:
        await editing(pilot)
        await write(pilot, "As I was say")
        await shows(pilot, "draft kept")
    async with opened() as pilot:
        editor = await editing(pilot)
        assert editor.text == "As I was say"
    assert not default_path().exists()


async def test_last_periods_commentary_and_the_numbers_are_one_key_away() -> None:
    by_grace("What August said.", AUGUST)
    async with opened() as pilot:
        editor = await editing(pilot)
        drafted = editor.text
        await pilot.press("ctrl+l")
        assert editor.text == "What August said."
        assert "commentary of August 2023 by Grace put in" in screen_text(pilot)
        await pilot.press("ctrl+n")
        assert editor.text == f"What August said.\n{drafted}"
        await pilot.press("escape", "d", "down", "c")
        await until(pilot, lambda: isinstance(pilot.app.screen, CommentaryScreen))
        await pilot.press("ctrl+l")
        await shows(pilot, "No commentary on this indicator in an earlier period.")


async def test_nothing_is_saved_of_an_empty_text_nor_twice_of_the_same() -> None:
    async with opened() as pilot:
        await editing(pilot)
        await write(pilot, "  \n ")
        await pilot.press("ctrl+s")
        await shows(pilot, "There is nothing to save")
        await write(pilot, "One")
        await pilot.press("ctrl+s")
        await said(pilot, "commentary saved")
        await editing(pilot)
        await pilot.press("ctrl+s")
        await said(pilot, "nothing changed")
        assert versions() == [("Ada", "One")]


async def test_two_analysts_see_each_other_within_two_seconds_and_neither_overwrites_the_other() -> None:
    async with opened(size=(120, 40)) as pilot:
        await editing(pilot)
        await write(pilot, "Mine")
        by_grace("Hers")
        await shows(pilot, "Grace saved a version at")
        await pilot.press("ctrl+s")
        await said(pilot, "Grace saved another version meanwhile")
        assert versions() == [("Grace", "Hers"), ("Ada", "Mine")]
        await pilot.press("v")
        await shows(pilot, "written while another version was saved")
        assert "Hers" in screen_text(pilot)
        await pilot.press("v")
        by_grace("Both", based_on=newest_version())
        await shows(pilot, "Both")


def newest_version() -> str:
    with Journal.open(default_path(), "Grace", write=False) as journal:
        return journal.versions(FD1)[-1].version


async def test_a_journal_that_cannot_be_written_keeps_the_text_and_says_where(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "journal.sqlite"
    with Journal.open(path, "Grace") as journal:
        journal.comment(FD1, "Hers", None)
    async with opened(size=(120, 40), journal=JournalWish(path)) as pilot:
        await editing(pilot)
        await write(pilot, "Mine")
        with Journal.open(path, "Grace") as other:
            other._store.execute("PRAGMA user_version = 99")
            await pilot.press("ctrl+s")
            await shows(pilot, "Not saved")
            assert "Your text is kept in" in one_line(pilot)
            await pilot.press("escape")
            assert pilot.app.screen.query_one(TextArea).text == "Mine"
            other._store.execute("PRAGMA user_version = 2")
        await pilot.press("ctrl+s")
        await said(pilot, "commentary saved")


async def test_the_users_own_editor_edits_the_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    editor = tmp_path / "ed"
    editor.write_text('#!/bin/sh\nprintf "In my own editor.\\n\\nTwo." > "$1"\n')
    editor.chmod(editor.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("EDITOR", str(editor))
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        monkeypatch.setattr(app, "suspend", _nothing_to_suspend)
        await loaded(pilot)
        await pilot.press("E")
        await said(pilot, "FD1: commentary saved")
        assert versions() == [("Ada", "In my own editor.\n\nTwo.")]
        assert ref(pilot) == "FD1"
        monkeypatch.setenv("EDITOR", "false")
        await pilot.press("E")
        await said(pilot, "false ended with 1, nothing saved")
        monkeypatch.setenv("EDITOR", "/nowhere/editor")
        await pilot.press("E")
        await said(pilot, "cannot be run")


class _nothing_to_suspend:  # noqa: N801 - in place of a method
    def __enter__(self) -> None: ...

    def __exit__(self, *_: object) -> None: ...


async def test_drafts_and_journal_are_their_owners_alone() -> None:
    async with opened() as pilot:
        await editing(pilot)
        await write(pilot, "Private")
        await shows(pilot, "draft kept")
        drafts = await pilot.app.drafts.do(lambda each: list(each.folder.iterdir()))  # type: ignore[attr-defined]
        assert [stat.S_IMODE(path.stat().st_mode) for path in drafts] == [0o600]
        await pilot.press("ctrl+s")
        await said(pilot, "commentary saved")
    assert stat.S_IMODE(default_path().stat().st_mode) == 0o600


async def test_what_was_stored_with_control_characters_is_shown_and_not_obeyed() -> None:
    by_grace("evil \x1b]0;title\x07 \x1b[2J\nsecond")
    async with opened(size=(120, 40)) as pilot:
        editor = await editing(pilot)
        await until(pilot, lambda: "second" in editor.text)
        assert editor.text == "evil ␛]0;title␇ ␛[2J\nsecond"
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, AreasScreen))
        await editing(pilot)
        pilot.app.post_message(events.Paste("pasted \x1b[31m\r\nhere"))
        await shows(pilot, "pasted ␛[31m")


async def test_a_save_that_ends_under_another_screen_closes_the_editor_once_it_is_in_front(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    with Journal.open(path, "Grace") as other:
        async with opened(journal=JournalWish(path)) as pilot:
            editor = await editing(pilot)
            await write(pilot, "Words")
            with other._store.writing():
                await pilot.press("ctrl+s")
                await shows(pilot, "saving ...")
                assert editor.read_only
                await pilot.press("escape")
                assert isinstance(pilot.app.screen, CommentaryScreen)
                await pilot.press("ctrl+p")
                await until(pilot, lambda: not isinstance(pilot.app.screen, CommentaryScreen))
                over = pilot.app.screen
            await until(pilot, lambda: [each.text for each in other.versions(FD1)] == ["Words"])
            await pilot.pause(0.1)
            assert pilot.app.screen is over
            await pilot.press("escape")
            await until(pilot, lambda: isinstance(pilot.app.screen, AreasScreen))


async def test_what_is_typed_before_the_journal_answers_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    path.write_bytes(b"no database at all" * 300)
    async with opened(size=(120, 40), journal=JournalWish(path)) as pilot:
        await shows(pilot, "Not done")
        await pilot.press("escape")
        monkey = pilot.app.journal  # type: ignore[attr-defined]
        waited = asyncio.Event()
        read = monkey.read

        async def slow(work: Any) -> Any:
            await waited.wait()
            return await read(work)

        monkey.read = slow
        await pilot.press("c", *"ahead")
        await until(pilot, lambda: bool(pilot.app.screen.query(TextArea)))
        await until(pilot, lambda: pilot.app.screen.query_one(TextArea).text == "ahead")
        waited.set()
        await shows(pilot, "Not done")
        assert "Your text is kept in" in one_line(pilot)
        kept = await pilot.app.drafts.do(lambda each: each.find(FD1, "Ada"))  # type: ignore[attr-defined]
        assert kept.text == "ahead"


async def test_an_editor_that_changes_nothing_publishes_no_draft(monkeypatch: pytest.MonkeyPatch) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        monkeypatch.setattr(app, "suspend", _nothing_to_suspend)
        monkeypatch.setenv("EDITOR", "true")
        await loaded(pilot)
        await editing(pilot)
        await write(pilot, "Half")
        await pilot.press("escape", "k")
        await said(pilot, "kept as a draft")
        await pilot.press("E")
        await said(pilot, "nothing changed, nothing saved")
        assert not default_path().exists()
        assert (await editing(pilot)).text == "Half"


async def test_what_an_editor_wrote_before_it_failed_is_a_draft_from_the_version_it_began_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = tmp_path / "ed"
    editor.write_text('#!/bin/sh\necho "Not done yet" > "$1"\nexit 3\n')
    editor.chmod(0o755)
    by_grace("First")
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        monkeypatch.setattr(app, "suspend", _nothing_to_suspend)
        monkeypatch.setenv("EDITOR", str(editor))
        await loaded(pilot)
        await pilot.press("E")
        await said(pilot, "what you wrote is kept as a draft")
        by_grace("Second", based_on=newest_version())
        assert (await editing(pilot)).text == "Not done yet"
        await until(pilot, lambda: "your unsaved draft" in screen_text(pilot) or "Grace saved" in screen_text(pilot))
        await pilot.press("ctrl+s")
        await said(pilot, "Grace saved another version meanwhile")


@pytest.mark.parametrize("command", ['vi "', " ", "/nowhere/at/all"])
async def test_an_editor_that_cannot_be_run_is_a_message(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", command)
    monkeypatch.setenv("PATH", "/nowhere")
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        monkeypatch.setattr(app, "suspend", _nothing_to_suspend)
        await loaded(pilot)
        await pilot.press("E")
        await until(pilot, lambda: "EDITOR names your editor" in one_line(pilot))


@pytest.mark.parametrize("answer", ["~nobody-of-that-name/x.html", "x" * 300 + ".html", "/", "briefing.docx"])
async def test_a_place_where_no_briefing_can_be_written_is_a_message(answer: str) -> None:
    async with opened(size=(120, 40)) as pilot:
        await pilot.press("e")
        await shows(pilot, "Write the briefing to")
        pilot.app.screen.query_one(Input).value = answer
        await pilot.press("enter")
        await shows(pilot, "Not done")


async def test_leaving_the_app_keeps_what_is_typed() -> None:
    async with opened() as pilot:
        await editing(pilot)
        await write(pilot, "Nearly")
        await pilot.press("ctrl+q")
    async with opened() as pilot:
        assert (await editing(pilot)).text == "Nearly"
