"""The first screen: tabs, cursor, reds, pane."""

from __future__ import annotations

import pytest

from tests.app.driving import areas, last_line, opened, ref, screen_text, settled
from tui.app.screens.indicator import IndicatorScreen
from tui.app.screens.problems import ProblemsScreen
from tui.app.screens.provenance import ProvenanceScreen
from tui.app.widgets.indicator_table import IndicatorTable

REDS = ["FD2e", "FD2f", "FD8e", "CIN17", "CIN21", "CF15", "CF21", "SG13"]


async def test_the_bundled_scorecard_opens_on_its_first_area() -> None:
    async with opened(size=(120, 40)) as pilot:
        text = screen_text(pilot)
        assert "Tameside Children's Services Scorecard  September 2023" in text
        assert "R  8" in text
        assert "A  28" in text
        assert "G  25" in text
        assert "unrated 23" in text
        assert "1 Front Door ●3" in text
        assert ref(pilot) == "FD1"


async def test_tabs_show_the_reds_of_each_area() -> None:
    async with opened(size=(120, 40)) as pilot:
        tabs = [
            "Front Door ●3",
            "Early Help",
            "Child in Need ●2",
            "Cared for Children ●2",
            "Safeguarding ●1",
            "Workforce",
        ]
        expected = "  ".join(f"{number} {tab}" for number, tab in enumerate(tabs, 1))
        assert screen_text(pilot).splitlines()[1].strip() == expected


async def test_numbers_tab_and_shift_tab_change_the_area_and_go_round() -> None:
    async with opened() as pilot:
        await pilot.press("4")
        assert ref(pilot) == "CF15"
        await pilot.press("tab", "tab", "tab")
        assert ref(pilot) == "FD1"
        await pilot.press("shift+tab")
        assert ref(pilot) == "WF14"
        await pilot.press("9")
        assert ref(pilot) == "WF14"


async def test_each_area_keeps_its_cursor() -> None:
    async with opened() as pilot:
        await pilot.press("3", "j", "j", "j", "1", "3")
        assert ref(pilot) == "CIN4"


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (["down", "down"], "FD2a"),
        (["j", "j", "k"], "FD2"),
        (["G"], "FD16"),
        (["end", "down"], "FD16"),
        (["G", "g"], "FD1"),
        (["home", "up"], "FD1"),
        (["3", "pagedown"], "CIN17"),
        (["3", "G", "pageup", "pageup"], "CIN1"),
    ],
)
async def test_the_cursor_moves_and_stops_at_the_ends(keys: list[str], expected: str) -> None:
    async with opened() as pilot:
        await pilot.press(*keys)
        assert ref(pilot) == expected


async def test_next_red_walks_all_areas_and_says_when_it_goes_round() -> None:
    async with opened() as pilot:
        found = []
        for _ in REDS:
            await pilot.press("right_square_bracket")
            found.append(ref(pilot))
        assert found == REDS
        assert last_line(pilot).strip() == "SG13: red 8 of 8"
        await pilot.press("n")
        assert ref(pilot) == "FD2e"
        assert "from the first again" in last_line(pilot)
        await pilot.press("left_square_bracket")
        assert ref(pilot) == "SG13"
        assert "from the last again" in last_line(pilot)
        await pilot.press("N")
        assert ref(pilot) == "CF21"
        await pilot.press("up")
        assert "red" not in last_line(pilot).split("Next")[0]


async def test_columns_scroll_sideways_while_ref_and_name_stay() -> None:
    async with opened() as pilot:
        before = screen_text(pilot).splitlines()
        await pilot.press(*["l"] * 7)
        assert screen_text(pilot).splitlines()[2] == before[2]
        await pilot.press("l", "l")
        after = screen_text(pilot).splitlines()
        assert before[3][:38] == after[3][:38]
        assert before[2] != after[2]
        assert "‹" in after[2]
        for _ in range(30):
            await pilot.press("l")
        assert screen_text(pilot).splitlines()[2].rstrip().endswith("Eng")
        for _ in range(30):
            await pilot.press("h")
        assert screen_text(pilot).splitlines()[2] == before[2]


async def test_the_pane_follows_the_cursor_once_it_rests() -> None:
    async with opened(size=(120, 40)) as pilot:
        await pilot.press("3", *["j"] * 7)
        await settled(pilot)
        text = screen_text(pilot)
        assert "Child and Family Assessments completed under 45 working days (%)" in text
        assert "+3 pp better" in text
        assert "2020/21" in text


async def test_d_closes_and_opens_the_pane() -> None:
    async with opened(size=(120, 40)) as pilot:
        assert areas(pilot).query_one("#pane").display
        await pilot.press("d")
        assert not areas(pilot).query_one("#pane").display
        await pilot.press("d")
        assert areas(pilot).query_one("#pane").display


async def test_d_opens_the_indicator_where_there_is_no_room_for_a_pane() -> None:
    async with opened() as pilot:
        await pilot.press("d")
        assert isinstance(pilot.app.screen, IndicatorScreen)


async def test_enter_opens_the_indicator_and_escape_returns_to_where_it_came() -> None:
    async with opened() as pilot:
        await pilot.press("3", "enter")
        assert isinstance(pilot.app.screen, IndicatorScreen)
        assert "CIN1" in screen_text(pilot)
        await pilot.press("j", "j", "j")
        assert "CIN4" in screen_text(pilot)
        await pilot.press("escape")
        assert ref(pilot) == "CIN4"


async def test_the_indicator_screen_crosses_areas() -> None:
    async with opened() as pilot:
        await pilot.press("G", "enter", "j")
        assert "EH10d" in screen_text(pilot)
        await pilot.press("right_square_bracket")
        assert "CIN17" in screen_text(pilot)
        assert "Red 4 of 8" in last_line(pilot)
        await pilot.press("escape")
        assert ref(pilot) == "CIN17"


async def test_p_shows_where_each_number_stands() -> None:
    async with opened() as pilot:
        await pilot.press("3", *["j"] * 7, "p")
        assert isinstance(pilot.app.screen, ProvenanceScreen)
        text = screen_text(pilot)
        assert "september-2023.txt:91:8" in text
        assert "88.0%" in text
        await pilot.press("p")
        assert not isinstance(pilot.app.screen, ProvenanceScreen)


async def test_problems_are_listed_with_their_places() -> None:
    async with opened(size=(120, 40)) as pilot:
        await pilot.press("P")
        assert isinstance(pilot.app.screen, ProblemsScreen)
        assert "september-2023.txt:56:1" in screen_text(pilot)
        await pilot.press("escape")
        assert ref(pilot) == "FD1"


async def test_a_click_on_a_tab_and_on_a_row() -> None:
    async with opened(size=(120, 40)) as pilot:
        await pilot.click(offset=(40, 1))
        assert ref(pilot) == "CIN1"
        await pilot.click(IndicatorTable, offset=(10, 4))
        assert ref(pilot) == "CIN4"
        await pilot.click(IndicatorTable, offset=(10, 4))
        assert isinstance(pilot.app.screen, IndicatorScreen)


@pytest.mark.parametrize("size", [(200, 50), (120, 40), (80, 24), (60, 20), (40, 10), (300, 100), (30, 8), (1, 1)])
async def test_resizing_at_any_moment_keeps_the_cursor_in_view(size: tuple[int, int]) -> None:
    async with opened(size=(120, 40)) as pilot:
        await pilot.press("3", "G")
        await pilot.resize_terminal(*size)
        await pilot.pause()
        if size >= (40, 10):
            assert "CIN27" in screen_text(pilot)
        elif size > (1, 1):
            assert "Scorecard needs 40 columns and" in screen_text(pilot)
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        assert "CIN27" in screen_text(pilot)
        assert ref(pilot) == "CIN27"


async def test_the_smallest_terminal_says_what_more_room_would_show() -> None:
    async with opened(size=(40, 10)) as pilot:
        assert "40x10: all needs 80x16" in last_line(pilot)


async def test_keys_before_the_scorecard_is_read_do_no_harm() -> None:
    from tests.app.driving import loaded, make_app

    async with make_app().run_test(size=(80, 24)) as pilot:
        await pilot.press("j", "right_square_bracket", "3", "enter", "p", "P", "d", "l", "G")
        await loaded(pilot)
        assert ref(pilot) is not None
