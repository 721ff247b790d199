"""Pictures of every screen at three sizes; `make snapshots` accepts new ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.app.driving import MADE_UP, make_app, then_press
from tui.app import themes
from tui.reports.glyphs import ASCII

Compare = Callable[..., bool]

SIZES = [(80, 24), (120, 40), (200, 50)]
SCREENS = {
    "areas": [],
    "benchmarked": ["3", *["j"] * 7],
    "fragment": ["4"],
    "scrolled": ["5", "G", *["l"] * 11],
    "indicator": ["3", *["j"] * 7, "enter"],
    "unavailable": ["5", "G", "enter"],
    "provenance": ["3", "j", "j", "j", "p"],
    "problems": ["P"],
    "findings": ["f"],
    "help": ["question_mark"],
}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("screen", SCREENS)
def test_screen(snap_compare: Compare, screen: str, size: tuple[int, int]) -> None:
    assert snap_compare(make_app(), terminal_size=size, run_before=then_press(*SCREENS[screen]))


@pytest.mark.parametrize("size", [*SIZES, (40, 10), (30, 8)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_made_up_authority_with_three_years(snap_compare: Compare, size: tuple[int, int]) -> None:
    assert snap_compare(make_app(MADE_UP), terminal_size=size, run_before=then_press("3", *["j"] * 7))


@pytest.mark.parametrize("options", [{"theme": themes.LIGHT}, {"glyphs": ASCII}], ids=["light", "ascii"])
def test_other_looks(snap_compare: Compare, options: dict[str, Any]) -> None:
    run = then_press("3", *["j"] * 7)
    assert snap_compare(make_app(**options), terminal_size=(120, 40), run_before=run)
