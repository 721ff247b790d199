"""The command palette finds indicators; the help lists every key."""

from __future__ import annotations

import pytest
from textual.binding import Binding
from textual.command import CommandPalette

from tests.app.driving import opened, ref, screen_text, until
from tui.app.screens.areas import AreasScreen
from tui.app.screens.commentary import CommentaryScreen
from tui.app.screens.help import HelpScreen
from tui.app.screens.indicator import IndicatorScreen, PageScroll
from tui.app.screens.triage import TriageScreen
from tui.app.widgets.filter_input import FilterInput
from tui.app.widgets.indicator_table import IndicatorTable
from tui.scorecard.fields import FIELD_HELP


@pytest.mark.parametrize(("query", "expected"), [("sg13", "SG13"), ("screenings 72hrs", "FD2f"), ("dental", "CF25")])
async def test_the_palette_goes_to_an_indicator_by_ref_and_by_words(query: str, expected: str) -> None:
    async with opened(size=(120, 40)) as pilot:
        await pilot.press("ctrl+p")
        assert isinstance(pilot.app.screen, CommandPalette)
        await pilot.press(*("space" if character == " " else character for character in query))
        await until(pilot, lambda: f"{expected}  " in screen_text(pilot))
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, AreasScreen))
        await until(pilot, lambda: ref(pilot) == expected)


async def test_the_palette_leaves_an_open_indicator_for_the_one_found() -> None:
    async with opened() as pilot:
        await pilot.press("enter", "ctrl+p", "s", "g", "5")
        await until(pilot, lambda: "SG5  " in screen_text(pilot))
        await pilot.press("down", "enter")
        await until(pilot, lambda: ref(pilot) == "SG5")
        assert isinstance(pilot.app.screen, AreasScreen)


async def test_the_help_names_every_key_that_there_is() -> None:
    async with opened(size=(120, 190)) as pilot:
        await pilot.press("question_mark")
        assert isinstance(pilot.app.screen, HelpScreen)
        text = screen_text(pilot)
        for kind in (
            AreasScreen,
            TriageScreen,
            IndicatorScreen,
            CommentaryScreen,
            IndicatorTable,
            FilterInput,
            PageScroll,
        ):
            for binding in kind.BINDINGS:
                assert isinstance(binding, Binding)
                numbered = binding.action.startswith("area(")
                assert ("1 to 9" if numbered else binding.tooltip or binding.description) in text
        for name, _, examples in FIELD_HELP:
            assert examples[0] in text, name
        await pilot.press("question_mark")
        assert not isinstance(pilot.app.screen, HelpScreen)
