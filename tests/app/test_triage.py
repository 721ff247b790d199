"""Triage: problems worst first, one key each, progress, and what happens to the cursor."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.app.driving import MADE_UP, last_line, one_line, opened, ref, said, screen_text, shows, until
from tui.app.journal_work import JournalWish
from tui.app.screens.areas import AreasScreen
from tui.app.screens.indicator import IndicatorScreen
from tui.app.screens.triage import TriageScreen
from tui.journal.journal import Journal
from tui.journal.location import default_path
from tui.scorecard.review import Key

REDS = {"FD2e", "FD2f", "FD8e", "CIN17", "CIN21", "CF15", "CF21", "SG13"}


def rows(pilot: Pilot[Any]) -> list[str]:
    """The refs of the table, top to bottom."""
    screen = pilot.app.screen
    assert isinstance(screen, TriageScreen)
    return [case.subject.indicator.ref for case in screen._cases]


async def in_triage(pilot: Pilot[Any]) -> None:
    await pilot.press("exclamation_mark")
    await until(pilot, lambda: isinstance(pilot.app.screen, TriageScreen))
    await pilot.pause()


async def test_all_reds_stand_there_worst_first_with_the_reason_under_each() -> None:
    async with opened() as pilot:
        await in_triage(pilot)
        assert set(rows(pilot)) == REDS
        points = [case.points for case in pilot.app.screen._cases]  # type: ignore[attr-defined]
        assert points == sorted(points, reverse=True)
        lines = screen_text(pilot).splitlines()
        cin17 = next(number for number, line in enumerate(lines) if " CIN17 " in line)
        assert "11 pp below target" in lines[cin17 + 1]
        assert "Reviewed 0 of 8" in lines[1]


async def test_one_key_each_and_the_progress_says_what_is_left() -> None:
    async with opened() as pilot:
        await in_triage(pilot)
        first, second, third, fourth = rows(pilot)[:4]
        await pilot.press("space")
        await said(pilot, f"{first}: reviewed")
        assert "Reviewed 1 of 8" in screen_text(pilot)
        assert ref(pilot) == first
        await pilot.press("j", "x")
        await said(pilot, f"{second}: escalated")
        assert "Reviewed 2 of 8" in screen_text(pilot)
        await pilot.press("n", "w")
        await said(pilot, f"{third}: needs explanation")
        assert "Reviewed 2 of 8" in screen_text(pilot)
        await pilot.press("j", "z")
        await said(pilot, f"{fourth}: snoozed")
        assert fourth not in rows(pilot)
        assert re.search(r"Reviewed 2 of 7 .* 1 snoozed", screen_text(pilot))
        await pilot.press("Z")
        assert fourth in rows(pilot)


async def test_the_same_key_takes_a_state_back_and_u_undoes_wherever_it_was() -> None:
    async with opened() as pilot:
        await in_triage(pilot)
        first = rows(pilot)[0]
        await pilot.press("space")
        await said(pilot, "reviewed")
        await pilot.press("space")
        await said(pilot, f"{first}: open")
        assert "Reviewed 0 of 8" in screen_text(pilot)
        await pilot.press("x")
        await said(pilot, "escalated")
        await pilot.press("G", "u")
        await said(pilot, f"{first}: undone: escalated")
        assert "Reviewed 0 of 8" in screen_text(pilot)
        await pilot.press("u", "u")
        await until(pilot, lambda: "Reviewed 0 of 8" in screen_text(pilot))
        await pilot.press("u")
        await said(pilot, "Nothing of yours to undo")


async def test_what_was_decided_is_there_at_the_next_start_and_in_the_area_tables() -> None:
    async with opened(size=(120, 40)) as pilot:
        await in_triage(pilot)
        first = rows(pilot)[0]
        await pilot.press("space")
        await said(pilot, "reviewed")
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, AreasScreen)
        assert ref(pilot) == first
        assert " Rev " in screen_text(pilot)
    async with opened(size=(120, 40)) as pilot:
        await shows(pilot, " Rev ")
        await in_triage(pilot)
        assert "Reviewed 1 of 8" in screen_text(pilot)


async def test_assigning_offers_the_head_of_service_and_shows_the_name_in_the_row() -> None:
    async with opened(size=(120, 40)) as pilot:
        await in_triage(pilot)
        target = rows(pilot)[0]
        await pilot.press("at")
        await shows(pilot, f"Assign {target} to")
        assert "Debbie Duddridge" in screen_text(pilot)
        await pilot.press("D", "e", "tab", "enter")
        await said(pilot, f"{target}: assigned to Debbie Duddridge")
        await shows(pilot, "@Debbie Duddridge")
        await pilot.press("at", *["backspace"] * 30, "enter")
        await said(pilot, "assigned to nobody")
        assert "@Debbie Duddridge" not in screen_text(pilot)


@pytest.mark.parametrize(("key", "least"), [("A", 30), ("F", 9), ("W", 9)])
async def test_switches_take_in_more_and_let_it_go_again(key: str, least: int) -> None:
    async with opened() as pilot:
        await in_triage(pilot)
        await pilot.press(key)
        assert len(rows(pilot)) >= least
        assert set(rows(pilot)) > REDS
        await pilot.press(key)
        assert set(rows(pilot)) == REDS


async def test_special_causes_come_in_where_there_are_enough_months() -> None:
    async with opened(MADE_UP) as pilot:
        await in_triage(pilot)
        before = set(rows(pilot))
        await pilot.press("S")
        added = [case for case in pilot.app.screen._cases if case.subject.indicator.ref not in before]  # type: ignore[attr-defined]
        assert added
        assert {case.subject.insight.signal.state for case in added} <= {"concern", "changed"}


async def test_from_an_opened_problem_the_next_is_the_next_problem() -> None:
    async with opened() as pilot:
        await in_triage(pilot)
        order = rows(pilot)
        await pilot.press("j", "enter")
        assert isinstance(pilot.app.screen, IndicatorScreen)
        assert ref(pilot) == order[1]
        await pilot.press("j", "space")
        assert ref(pilot) == order[2]
        await said(pilot, f"{order[2]}: reviewed")
        await shows(pilot, "reviewed by Ada")
        await pilot.press("escape")
        assert ref(pilot) == order[2]
        assert "Reviewed 1 of 8" in screen_text(pilot)


async def test_a_filter_of_what_is_not_reviewed_keeps_the_cursor_at_the_next() -> None:
    async with opened() as pilot:
        await in_triage(pilot)
        first, second = rows(pilot)[:2]
        await pilot.press("slash", *"reviewed:no", "enter")
        assert rows(pilot)[0] == first
        await pilot.press("space")
        await said(pilot, "reviewed")
        assert first not in rows(pilot)
        assert ref(pilot) == second
        assert "7 of 8" in screen_text(pilot)


async def test_a_journal_that_cannot_be_written_says_why_and_changes_nothing(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    monkeypatch.setenv("XDG_DATA_HOME", str(blocked))
    async with opened() as pilot:
        await in_triage(pilot)
        await pilot.press("space")
        await shows(pilot, "Not done")
        assert "is no folder" in one_line(pilot)
        await pilot.press("escape")
        assert "Reviewed 0 of 8" in screen_text(pilot)
        assert "reviewed" not in last_line(pilot)


async def test_nothing_red_says_so() -> None:
    async with opened() as pilot:
        await in_triage(pilot)
        for _ in range(8):
            await pilot.press("z")
            await pilot.pause(0.05)
        await shows(pilot, "All 8 are snoozed; Z shows them.")
        await pilot.press("space", "c", "enter", "y", "p", "v", "j")
        assert isinstance(pilot.app.screen, TriageScreen)


async def test_two_quick_presses_of_one_key_take_each_other_back() -> None:
    async with opened() as pilot:
        await in_triage(pilot)
        await pilot.press("space", "space")
        await said(pilot, "SG13: open")
        assert "Reviewed 0 of 8" in screen_text(pilot)


async def test_an_assignment_goes_to_the_indicator_that_was_asked_about() -> None:
    async with opened() as pilot:
        await in_triage(pilot)
        first, second = rows(pilot)[:2]
        await pilot.press("slash", *"state:open", "enter", "at")
        await shows(pilot, f"Assign {first} to")
        default_path().parent.mkdir(parents=True)
        with Journal.open(default_path(), "Grace") as journal:
            journal.set_state(Key("Tameside", date(2023, 9, 30), first), "reviewed")
        await until(pilot, lambda: rows_under(pilot)[0] == second)
        await pilot.press(*"Ben", "enter")
        await said(pilot, f"{first}: assigned to Ben")


def put_aside(folder: Path) -> None:
    for each in folder.glob("journal.sqlite*"):
        each.rename(each.with_name("old-" + each.name))


def rows_under(pilot: Pilot[Any]) -> list[str]:
    screen = next(each for each in pilot.app.screen_stack if isinstance(each, TriageScreen))
    return [case.subject.indicator.ref for case in screen._cases]


async def test_back_keeps_filter_and_sort_and_escape_takes_them_away_first() -> None:
    async with opened() as pilot:
        await in_triage(pilot)
        await pilot.press("slash", *"area:cin", "enter", "exclamation_mark")
        assert isinstance(pilot.app.screen, AreasScreen)
        assert "area:cin" in screen_text(pilot)
        await in_triage(pilot)
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, TriageScreen)
        assert len(rows(pilot)) == 8
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, AreasScreen)


async def test_a_write_that_fails_is_told_whatever_is_in_front(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    with Journal.open(path, "Grace") as other:
        async with opened(journal=JournalWish(path)) as pilot:
            await in_triage(pilot)
            other._store.execute("PRAGMA user_version = 99")
            await pilot.press("x", "question_mark")
            await shows(pilot, "Not done")
            assert "newer" in one_line(pilot)


async def test_a_journal_that_is_replaced_meanwhile_is_opened_anew(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    async with opened(journal=JournalWish(path)) as pilot:
        await in_triage(pilot)
        await pilot.press("space")
        await said(pilot, "reviewed")
        put_aside(tmp_path)
        await pilot.press("j", "x")
        await said(pilot, "escalated")
    with Journal.open(path, "Grace", write=False) as journal:
        assert [event.text for event in journal.events()] == ["escalated"]
