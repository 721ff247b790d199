"""The rows of the last time are there at once, and give way to what is read; of a changed file none are shown."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.pilot import Pilot

from tests.app.driving import areas, loaded, make_app, screen_text, until
from tests.sources.kept.test_inputs import in_place
from tui import bundled
from tui.app import kept_rows, kept_view
from tui.app.loading import Loaded, UnreadableError
from tui.scorecard.overview import overview as overview_of
from tui.scorecard.views import Overview
from tui.sources.kept.folder import cache_folder
from tui.sources.kept.taking import inputs_of
from tui.sources.opening import glance, open_scorecard
from tui.sources.request import Request


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SCORECARD_CACHE", str(tmp_path / "cache"))
    (tmp_path / "in").mkdir()
    return Path(shutil.copy(bundled.sample_path(), tmp_path / "in" / "september.txt"))


def first_of(source: Path) -> Overview:
    reading = glance(Request((source,)))
    assert reading is not None
    found = reading.glance()
    assert found is not None
    return found


async def open_once(source: Path) -> None:
    app = make_app(source)
    async with app.run_test(size=(120, 40)) as pilot:
        await loaded(pilot)
        await until(pilot, lambda: kept_view.find(Request((source,))) is not None)


def nothing_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader's thread never begins."""
    monkeypatch.setattr("tui.app.reading.ReadingApp._start", lambda *_: None)


def figures(pilot: Pilot[Any]) -> list[str | None]:
    overview = areas(pilot).desk.overview
    return [one.current.text for one in overview.indicators] if overview else []


async def test_the_rows_are_there_before_anything_is_read(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    await open_once(source)
    nothing_is_read(monkeypatch)
    async with make_app(source).run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        text = screen_text(pilot)
        assert "Contacts received" in text
        assert "1265" in text
        assert not areas(pilot).complete


async def test_the_first_time_and_without_a_cache_nothing_is(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        nothing_is_read(patch)
        async with make_app(source).run_test() as pilot:
            assert figures(pilot) == []
    await open_once(source)
    monkeypatch.setenv("SCORECARD_CACHE", "off")
    nothing_is_read(monkeypatch)
    async with make_app(source).run_test() as pilot:
        assert figures(pilot) == []


async def test_of_a_file_that_changed_in_size_and_time_unnoticed_no_row_is_shown(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await open_once(source)
    in_place(source, b"\t951", b"\t159")
    with monkeypatch.context() as patch:
        nothing_is_read(patch)
        async with make_app(source).run_test() as pilot:
            assert figures(pilot) == []
    async with make_app(source).run_test() as pilot:
        await loaded(pilot)
        assert "159" in figures(pilot)
        assert "951" not in figures(pilot)


async def test_what_is_read_is_what_stays_where_it_differs(source: Path) -> None:
    """The real reading has the last word, whatever was kept."""
    request = Request((source,))
    first = first_of(source)
    area = first.areas[0]
    wrong = msgspec.structs.replace(
        area.indicators[0], current=msgspec.structs.replace(area.indicators[0].current, text="7777", value=7777.0)
    )
    forged = msgspec.structs.replace(
        first, areas=(msgspec.structs.replace(area, indicators=(wrong, *area.indicators[1:])), *first.areas[1:])
    )
    inputs, body = inputs_of(request), kept_view.packed(forged)
    assert inputs is not None
    assert body is not None
    assert kept_view.keep(request, inputs, body)
    async with make_app(source).run_test(size=(120, 40)) as pilot:
        await loaded(pilot)
        await pilot.pause()
        assert figures(pilot)[0] == "1265"
        assert "7777" not in screen_text(pilot)
        await until(pilot, lambda: kept_view.packed(first) == _body(request))


def _body(request: Request) -> bytes | None:
    found = kept_view.find(request)
    return found[1] if found else None


async def test_the_same_rows_are_not_drawn_again(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    await open_once(source)
    shown: list[Loaded | None] = []
    before = kept_rows.Taking.first

    def first(self: kept_rows.Taking, found: Loaded) -> Loaded:
        shown.append(before(self, found))
        return shown[-1]  # type: ignore[return-value]

    monkeypatch.setattr(kept_rows.Taking, "first", first)
    app = make_app(source)
    async with app.run_test(size=(120, 40)) as pilot:
        kept = app.desk.loaded
        assert kept is not None
        await loaded(pilot)
        assert len(shown) == 1
        assert shown[0] is kept


async def test_what_was_said_is_there_with_kept_rows_too(source: Path) -> None:
    await open_once(source)
    async with make_app(source).run_test(size=(120, 40)) as pilot:
        await loaded(pilot)
        await until(pilot, lambda: areas(pilot).ready_to_review())
        await pilot.press("space")
        await until(pilot, lambda: "FD1" in areas(pilot).desk.reviews)
    async with make_app(source).run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: "FD1" in areas(pilot).desk.reviews)


async def test_a_key_before_anything_is_read_waits_for_it(source: Path) -> None:
    await open_once(source)
    app = make_app(source)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("j", "exclamation_mark")
        await until(pilot, lambda: type(app.screen).__name__ == "TriageScreen")


async def test_a_damaged_entry_shows_nothing(source: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    await open_once(source)
    (entry,) = (tmp_path / "cache").iterdir()
    entry.write_bytes(entry.read_bytes().replace(b"1265", b"5621"))
    nothing_is_read(monkeypatch)
    async with make_app(source).run_test() as pilot:
        assert figures(pilot) == []


def test_all_of_an_overview_but_its_months_is_kept(source: Path) -> None:
    assert {*kept_view._View.__struct_fields__, "months"} == set(Overview.__struct_fields__)
    first = first_of(source)
    body = kept_view.packed(first)
    assert body is not None
    again = kept_view.unpacked(body)
    assert again is not None
    assert kept_view.packed(again) == body
    for one, other in zip(first.indicators, again.indicators, strict=True):
        assert msgspec.structs.replace(other, history=tuple(other.history)) == msgspec.structs.replace(
            one, history=tuple(one.history)
        )


def test_frames_give_rows_that_can_be_kept_too() -> None:
    found = overview_of(open_scorecard(Request((bundled.sample_path().parent / "made-up" / "exampleshire.csv",))))
    body = kept_view.packed(found)
    assert body is not None
    again = kept_view.unpacked(body)
    assert again is not None
    assert kept_view.packed(again) == body


@given(st.binary(max_size=300))
def test_anything_else_is_no_view(data: bytes) -> None:
    assert kept_view.unpacked(data) is None


def test_the_answer_of_a_plain_command_is_no_view(source: Path) -> None:
    from tui.sources.kept.answers import Answer

    assert kept_view.unpacked(msgspec.msgpack.encode(Answer(((1, "text"),), 0))) is None


def test_another_authority_or_month_is_another_question(source: Path) -> None:
    request = Request((source,))
    body, inputs = kept_view.packed(first_of(source)), inputs_of(request)
    assert body is not None
    assert inputs is not None
    assert kept_view.keep(request, inputs, body)
    assert kept_view.find(request) is not None
    for other in (
        msgspec.structs.replace(request, authority="Elsewhere"),
        msgspec.structs.replace(request, latest=True),
        msgspec.structs.replace(request, period=first_of(source).period),
        msgspec.structs.replace(request, indicators=bundled.catalogue_path()),
    ):
        assert kept_view.find(other) is None


def test_a_file_that_changes_while_it_is_read_is_not_kept(source: Path) -> None:
    request = Request((source,))
    taking = kept_rows.Taking(request, None)
    loaded_first = taking.first(Loaded(first_of(source), None))  # type: ignore[arg-type]
    assert loaded_first.overview is not None
    in_place(source, b"\t951", b"\t159")
    taking.whole()
    assert kept_view.find(request) is None
    assert cache_folder() is not None


async def test_what_is_kept_goes_when_the_source_cannot_be_read(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    await open_once(source)

    def lost(*_: object) -> None:
        raise UnreadableError("cannot be read (input/output error)")

    monkeypatch.setattr("tui.app.reading.load", lost)
    app = make_app(source)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: app.failure is not None)
    assert app.failure == "cannot be read (input/output error)"
    assert app.desk.loaded is None
    assert app.return_code == 2
