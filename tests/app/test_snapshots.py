"""Pictures of every screen at three sizes; `make snapshots` accepts new ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.app.driving import MADE_UP, in_triage, make_app, said_in_october, then_press
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


TRIAGE = {
    "triage": [],
    "switched": ["A", "F", "Z"],
    "filtering": ["slash", *"area:cin rag:"],
    "mistaken": ["slash", *"rag:r rga:r"],
    "filtered": ["slash", *"gap>5", "enter", "l", "l", "s"],
    "nothing": ["slash", *"rag:g", "enter"],
    "case": ["j", "enter"],
    "assign": ["at"],
    "editor": ["c"],
    "unsaved": ["c", "x", "escape"],
    "versions": ["j", "v"],
    "export": ["e"],
}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("screen", TRIAGE)
def test_triage(snap_compare: Compare, screen: str, size: tuple[int, int]) -> None:
    said_in_october()
    assert snap_compare(make_app(), terminal_size=size, run_before=in_triage(*TRIAGE[screen]))


@pytest.mark.parametrize("screen", ["triage", "filtering", "editor", "unsaved"])
@pytest.mark.parametrize("options", [{"theme": themes.LIGHT}, {"glyphs": ASCII}], ids=["light", "ascii"])
def test_other_looks_of_triage(snap_compare: Compare, options: dict[str, Any], screen: str) -> None:
    said_in_october()
    assert snap_compare(make_app(**options), terminal_size=(120, 40), run_before=in_triage(*TRIAGE[screen]))


@pytest.mark.parametrize("options", [{"theme": themes.LIGHT}, {"glyphs": ASCII}], ids=["light", "ascii"])
def test_other_looks(snap_compare: Compare, options: dict[str, Any]) -> None:
    run = then_press("3", *["j"] * 7)
    assert snap_compare(make_app(**options), terminal_size=(120, 40), run_before=run)
