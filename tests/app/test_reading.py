"""Other months and authorities, what changed, and files that change on disk."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
from textual.pilot import Pilot

from tests.app.driving import MADE_UP, areas, one_line, opened, ref, said, screen_text, shows, until
from tui import bundled
from tui.app.app import ScorecardApp
from tui.app.messages import StillReading
from tui.app.screens.areas import AreasScreen
from tui.app.screens.indicator import IndicatorScreen

SAMPLE = bundled.sample_path()


def copy_to(path: Path, replace: dict[str, str] | None = None) -> Path:
    """A copy of the bundled scorecard, altered."""
    text = SAMPLE.read_text("utf-8")
    for old, new in (replace or {}).items():
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, "utf-8")
    return path


async def test_m_looks_at_another_month_and_keeps_area_and_cursor() -> None:
    async with opened(MADE_UP, size=(120, 40)) as pilot:
        await pilot.press("3", "j", "j")
        at = ref(pilot)
        await pilot.press("m")
        await shows(pilot, "enter chooses")
        await pilot.press(*"january 2023", "enter")
        await shows(pilot, "January 2023")
        await until(pilot, lambda: areas(pilot).complete)
        assert ref(pilot) == at
        assert areas(pilot).overview is not None


async def test_triage_and_commentary_are_those_of_the_month_in_front() -> None:
    async with opened(MADE_UP, size=(120, 40)) as pilot:
        await pilot.press("space")
        await said(pilot, "FD1: reviewed")
        await pilot.press("m")
        await shows(pilot, "enter chooses")
        await pilot.press(*"february 2024", "enter")
        await shows(pilot, "Scorecard  February 2024")
        await until(pilot, lambda: areas(pilot).complete)
        assert not areas(pilot).desk.reviews
        await pilot.press("m")
        await pilot.press(*"march 2024", "enter")
        await shows(pilot, "Scorecard  March 2024")
        await until(pilot, lambda: "FD1" in areas(pilot).desk.reviews)


async def test_what_changed_since_the_last_publication() -> None:
    async with opened(MADE_UP, size=(120, 40)) as pilot:
        await pilot.press("D")
        await shows(pilot, "February 2024 to March 2024")
        await pilot.press("D")
        assert isinstance(pilot.app.screen, AreasScreen)


async def test_one_publication_has_nothing_to_be_compared_with() -> None:
    async with opened() as pilot:
        await pilot.press("D")
        await until(pilot, lambda: "What changed" in screen_text(pilot) and "Comparing" not in screen_text(pilot))


async def test_r_reads_again_and_keeps_area_cursor_filter_and_sort(tmp_path: Path) -> None:
    source = copy_to(tmp_path / "s.txt")
    async with opened(source, size=(120, 40)) as pilot:
        await pilot.press("3", "slash", *"rag:r", "enter", "j")
        assert ref(pilot) == "CIN21"
        copy_to(source, {"\t185\t": "\t199\t"})
        await pilot.press("r")
        await shows(pilot, "199")
        assert ref(pilot) == "CIN21"
        assert "rag:r   2 of 30" in screen_text(pilot)


async def test_a_change_on_disk_is_told_once(tmp_path: Path) -> None:
    source = copy_to(tmp_path / "s.txt")
    async with opened(source) as pilot:
        await until(pilot, lambda: bool(getattr(pilot.app, "_before", ())))
        copy_to(source, {"\t185\t": "\t199\t"})
        await said(pilot, "The source has changed on disk: r reads it again.")
        await pilot.press("r")
        await until(pilot, lambda: "199" in _figures(pilot))


def _figures(pilot: Pilot[Any]) -> str:
    overview = areas(pilot).desk.overview
    return " ".join(one.current.text or "" for one in overview.indicators) if overview else ""


async def test_a_file_that_cannot_be_read_again_leaves_the_screen_as_it_is(tmp_path: Path) -> None:
    source = copy_to(tmp_path / "s.txt")
    async with opened(source, size=(120, 40)) as pilot:
        before = _figures(pilot)
        source.write_text("half a fi")
        await pilot.press("r")
        await shows(pilot, "Not done")
        assert "What was read before is still shown." in one_line(pilot)
        await pilot.press("escape")
        assert _figures(pilot) == before
        source.unlink()
        await pilot.press("r")
        await shows(pilot, "Not done")


async def test_several_authorities_are_chosen_from(tmp_path: Path) -> None:
    rows = [
        "record,authority,publication,ref,name,period,value,text",
        *(
            f"observation,{name},2023-09,FD1,,2023-09,{value},{value}"
            for name, value in (("Alphashire", 11), ("Betaborough", 22))
        ),
    ]
    source = tmp_path / "two.csv"
    source.write_text("\n".join(rows) + "\n", "utf-8")
    from tests.app.driving import make_app

    app = make_app(source)
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "Authority (2)")
        await pilot.press(*"beta", "enter")
        await shows(pilot, "Betaborough")
        await until(pilot, lambda: areas(pilot).complete)
        assert "22" in _figures(pilot)
        await pilot.press("a")
        await shows(pilot, "Authority (2)")
        await pilot.press(*"alpha", "enter")
        await shows(pilot, "Alphashire")
        await until(pilot, lambda: "11" in _figures(pilot))


@pytest.mark.parametrize("key", ["m", "a", "r", "D"])
async def test_keys_of_the_source_before_it_is_read_do_no_harm(key: str) -> None:
    from tests.app.driving import loaded, make_app

    async with make_app().run_test(size=(80, 24)) as pilot:
        await pilot.press(key)
        await loaded(pilot)
        await pilot.press("escape")
        assert pilot.app.return_code in (None, 0)


async def test_a_page_in_front_follows_when_the_source_is_read_again(tmp_path: Path) -> None:
    source = copy_to(tmp_path / "s.txt")
    async with opened(source, size=(120, 40)) as pilot:
        await pilot.press("3", "slash", *"rag:r", "enter", "j", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, IndicatorScreen))
        copy_to(source, {"\t185\t": "\t199\t"})
        assert isinstance(pilot.app, ScorecardApp)
        pilot.app.read(by_itself=True)
        await shows(pilot, "199")
        await pilot.press("k")
        assert isinstance(pilot.app.screen, IndicatorScreen)
        indicator = pilot.app.screen.indicator
        assert indicator is not None
        assert indicator.ref == "CIN17"


async def test_working_out_can_be_stopped_once_it_is_told_and_begun_again() -> None:
    async with opened() as pilot:
        app = pilot.app
        assert isinstance(app, ScorecardApp)
        whole = app.desk.loaded
        assert whole is not None
        app.desk.loaded = msgspec.structs.replace(whole, insights=None)
        app.busy, app._telling = True, False
        assert not app.stop_reading()
        app._telling = True
        await pilot.press("escape")
        await said(pilot, "Stopped: signals and findings are not worked out")
        await pilot.press("enter")
        await said(pilot, "r begins again")
        await pilot.press("r")
        await until(pilot, lambda: areas(pilot).complete)


async def test_how_far_it_has_come_takes_no_other_message_away() -> None:
    async with opened() as pilot:
        app, screen = pilot.app, areas(pilot)
        assert isinstance(app, ScorecardApp)
        app.busy = True
        app.post_message(StillReading("working out (1 of 2)", app._number))
        await said(pilot, "working out (1 of 2) ... esc stops it")
        app.post_message(StillReading("working out (2 of 2)", app._number))
        await said(pilot, "working out (2 of 2)")
        screen.say("What you wrote is not saved yet.")
        app.post_message(StillReading("working out (3 of 2)", app._number))
        await pilot.pause()
        await said(pilot, "What you wrote is not saved yet.")
        app._unsay()
        assert screen.message == "What you wrote is not saved yet."
