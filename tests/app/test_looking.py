"""Filter as you type, sort, like this, only problems: one look for all areas and screens."""

from __future__ import annotations

from typing import Any

from textual.pilot import Pilot

from tests.app.driving import areas, last_line, opened, ref, said, screen_text, until
from tui.app.screens.triage import TriageScreen
from tui.app.widgets.indicator_table import IndicatorTable
from tui.app.widgets.key_bar import KeyBar

REST = "1 2 2a 2b 2c 2d 2e 2f 7 8b 8c 8d 8e 8f 16".split()


def shown(pilot: Pilot[Any]) -> list[str]:
    """The refs of the area in front."""
    screen = areas(pilot)
    assert screen.overview is not None
    return [indicator.ref for indicator in screen.overview.areas[screen.place.area].indicators]


async def test_the_table_follows_every_key_of_the_filter() -> None:
    async with opened() as pilot:
        await pilot.press("slash", *"mash scr")
        wide = shown(pilot)
        assert {"FD2b", "FD2c", "FD2e", "FD2f"} < set(wide) < {f"FD{each}" for each in REST}
        await pilot.press(*"eenings c")
        assert set(shown(pilot)) == {"FD2e", "FD2f"}
        await pilot.press(*"ompleted rag:r")
        assert shown(pilot) == ["FD2e", "FD2f"]
        await pilot.press("enter")
        assert "mash screenings completed rag:r   2 of 15" in screen_text(pilot)


async def test_the_filter_stays_across_areas_and_screens_until_it_is_taken_away() -> None:
    async with opened() as pilot:
        await pilot.press("slash", *"rag:r", "enter", "3")
        assert shown(pilot) == ["CIN17", "CIN21"]
        assert "rag:r   2 of 30" in screen_text(pilot)
        await pilot.press("exclamation_mark")
        assert isinstance(pilot.app.screen, TriageScreen)
        assert "rag:r   8 of 8" in screen_text(pilot)
        await pilot.press("exclamation_mark")
        assert shown(pilot) == ["SG13"]
        await pilot.press("escape")
        assert len(shown(pilot)) == 20
        assert "rag:r" not in screen_text(pilot)


async def test_escape_while_typing_brings_back_what_was_there() -> None:
    async with opened() as pilot:
        await pilot.press("slash", *"rag:a", "enter")
        before = shown(pilot)
        await pilot.press("slash", *"area:cin", "escape")
        assert shown(pilot) == before
        assert "rag:a   " in screen_text(pilot)


async def test_an_error_points_at_the_spot_and_leaves_the_rows() -> None:
    async with opened() as pilot:
        await pilot.press("slash", *"rag:r ")
        before = shown(pilot)
        await pilot.press(*"rga:r")
        line = pilot.app.screen.query_one(KeyBar).render_line(0).text
        assert line.index("^") == len(" / rag:r ")
        assert "did you mean `rag`?" in line
        assert shown(pilot) == before
        await pilot.press("enter")
        assert "did you mean `rag`?" in last_line(pilot)
        await pilot.press(*["backspace"] * 5, "enter")
        assert "rag:r   3 of 15" in screen_text(pilot)


async def test_tab_completes_and_goes_through_the_choices() -> None:
    async with opened() as pilot:
        await pilot.press("slash", *"sig")
        assert " signal: " in last_line(pilot)
        await pilot.press("tab", *"conc", "tab")
        assert "signal:concern" in screen_text(pilot)
        await pilot.press("enter", "escape", "slash", *"rag:", "tab")
        assert "rag:r" in screen_text(pilot)
        assert shown(pilot) == ["FD2e", "FD2f", "FD8e"]
        await pilot.press("tab")
        assert "rag:a" in screen_text(pilot)
        await pilot.press("shift+tab", "enter")
        assert shown(pilot) == ["FD2e", "FD2f", "FD8e"]


async def test_the_cursor_moves_while_the_filter_is_typed_and_stays_on_its_row() -> None:
    async with opened() as pilot:
        await pilot.press("slash", *"mash", "down", "down")
        at = ref(pilot)
        await pilot.press(*" %")
        assert "FD2c" in shown(pilot)
        await pilot.press("backspace", "backspace", "enter")
        assert ref(pilot) == at


async def test_s_sorts_by_the_column_of_the_cursor_up_down_and_back() -> None:
    async with opened() as pilot:
        published = shown(pilot)
        await pilot.press("l", "s")
        by_figure = shown(pilot)
        assert by_figure != published
        assert "▲Sep-23" in screen_text(pilot)
        assert "sorted by Sep-23, rising" in screen_text(pilot)
        await pilot.press("s")
        assert "falling" in screen_text(pilot)
        assert shown(pilot) != by_figure
        await pilot.press("s")
        assert shown(pilot) == published


async def test_the_sort_stays_across_areas_and_puts_what_is_missing_last_both_ways() -> None:
    async with opened() as pilot:
        await pilot.press("l", "s", "4")
        assert shown(pilot)[-1] == "CF15"
        await pilot.press("s")
        assert shown(pilot)[-1] == "CF15"


async def test_number_sign_leaves_rows_like_the_cell_and_says_so() -> None:
    async with opened(size=(120, 40)) as pilot:
        await pilot.press("right_square_bracket")
        while areas(pilot).table.column != "rating":
            await pilot.press("l")
        await pilot.press("number_sign")
        assert shown(pilot) == ["FD2e", "FD2f", "FD8e"]
        assert "/ rag:r " in screen_text(pilot)
        await pilot.press("number_sign")
        assert "rag:r rag:r" not in screen_text(pilot)


async def test_o_leaves_only_problems() -> None:
    async with opened() as pilot:
        await pilot.press("o")
        assert shown(pilot) == ["FD2e", "FD2f", "FD8e"]
        assert "only problems" in screen_text(pilot)
        await pilot.press("2")
        assert shown(pilot) == []
        assert "Nothing here matches the filter" in screen_text(pilot)
        await pilot.press("o")
        assert len(shown(pilot)) == 3


async def test_next_red_walks_what_the_filter_leaves() -> None:
    async with opened() as pilot:
        await pilot.press("slash", *"area:cin", "enter", "right_square_bracket")
        assert ref(pilot) == "CIN17"
        assert "red 1 of 2" in last_line(pilot)
        await pilot.press("escape", "slash", *"rag:g", "enter", "right_square_bracket")
        assert "Nothing that the filter leaves is rated red." in last_line(pilot)


async def test_going_to_an_indicator_by_name_takes_away_a_filter_that_hides_it() -> None:
    async with opened() as pilot:
        await pilot.press("slash", *"rag:r", "enter")
        areas(pilot).go_to_ref("FD1")
        await pilot.pause()
        assert ref(pilot) == "FD1"


async def test_hostile_text_in_the_filter_is_shown_and_not_obeyed() -> None:
    async with opened() as pilot:
        await pilot.press("slash")
        from textual.widgets import Input

        pilot.app.screen.query_one(Input).value = "[red]x[/red] \x1b[31m"
        await pilot.pause()
        await pilot.press("enter")
        assert "[red]x[/red] ␛[31m" in screen_text(pilot)


async def test_returning_from_an_indicator_that_the_filter_leaves_out_by_now_keeps_the_filter() -> None:
    async with opened() as pilot:
        await pilot.press("slash", *"reviewed:no", "enter", "enter", "space")
        await said(pilot, "FD1: reviewed")
        await pilot.press("escape")
        assert "FD1" not in shown(pilot)
        assert "reviewed:no" in screen_text(pilot)


async def test_a_click_on_the_table_ends_typing() -> None:
    async with opened() as pilot:
        await pilot.press("slash", *"rag:r")
        await pilot.click(IndicatorTable, offset=(10, 2))
        await pilot.pause()
        assert "rag:r   3 of 15" in screen_text(pilot)
        await pilot.press("j")
        assert "rag:r   3 of 15" in screen_text(pilot)


async def test_the_palette_finds_what_the_filter_hides() -> None:
    async with opened() as pilot:
        await pilot.press("slash", *"rag:g", "enter", "ctrl+p")
        await until(pilot, lambda: "Search" in screen_text(pilot))
        await pilot.press(*"CIN17")
        await until(pilot, lambda: "CIN17  Child" in screen_text(pilot))
        await pilot.press("down", "enter")
        await until(pilot, lambda: ref(pilot) == "CIN17")
