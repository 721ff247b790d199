"""What keys cost on the line: counts of bytes, the same on every machine."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from tests.support.terminal import Terminal

TAB_SWITCH, CURSOR_DOWN, WITH_DETAIL, TYPED, PAGE, ESC = (
    "tab switch",
    "cursor down, detail closed",
    "cursor down, detail open",
    "character typed in the filter",
    "page down",
    "esc from the filter",
)
_PAGE_COMES: Final = 150
"""Milliseconds of silence after which the page of the indicator under the cursor has come too."""


def bound(name: str, columns: int) -> int:
    """Bytes that it may cost at most: at 80 columns, and twice that above."""
    at_80 = {CURSOR_DOWN: 480, WITH_DETAIL: 3_000, TAB_SWITCH: 10_000, TYPED: 4_000, PAGE: 4_000, ESC: 10_000}
    return at_80[name] * (1 if columns <= 80 else 2)


FIRST_PAINT: Final = 20_000
"""Bytes until everything is there, at 80x24; twice that at 120x40."""


def ready(terminal: Terminal) -> int:
    """Wait until the bundled scorecard is there, and all that is derived of it; bytes until then."""
    terminal.wait_for(re.compile(r"FD1 +Contact"), timeout=20)
    terminal.wait_for(re.compile(r"^.FD1 .*[…~.]T", re.MULTILINE), timeout=20)
    terminal.wait_quiet(400)
    return len(terminal.received)


def costs(terminal: Terminal, *, areas: str = "123456", most_pages: int = 100) -> dict[str, Sequence[int]]:
    """What each key costs, in every row of these areas; with the detail open, in as many rows as `most_pages`."""
    roomy = terminal.screen.columns >= 100

    def press(*keys: str) -> None:
        terminal.press(*keys)
        terminal.wait_quiet(300)

    def down(quiet_ms: float, most: int = 100) -> list[int]:
        found: list[int] = []
        while len(found) < most:
            terminal.press("j")
            if not terminal.wait_for_bytes(1.5):
                break
            terminal.wait_quiet(quiet_ms)
            found.append(terminal.presses[-1].count)
        return found

    found: dict[str, Sequence[int]] = {}
    found[TAB_SWITCH] = [terminal.measure(key, _PAGE_COMES).count for key in "2345612"]
    if roomy:
        press("d")
    closed: list[int] = []
    for area in areas:
        press(area, "g")
        closed += down(30)
    found[CURSOR_DOWN] = closed
    press(areas[0], "g", "d" if roomy else "enter")
    found[WITH_DETAIL] = down(_PAGE_COMES, most_pages)
    if not roomy:
        press("escape")
    press("3", "g")
    found[PAGE] = [terminal.measure(key, _PAGE_COMES).count for key in ("pagedown", "pageup")]
    press("/")
    found[TYPED] = [terminal.measure(key, _PAGE_COMES).count for key in "referralzq"]
    found[ESC] = [terminal.measure("escape", 200).count]
    return found
