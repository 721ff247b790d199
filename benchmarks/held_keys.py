"""Held keys on a slow line: how far the screen is behind them."""

from __future__ import annotations

import re
from itertools import cycle, islice
from statistics import median
from time import perf_counter
from typing import Final

from benchmarks.figures import Figure
from tests.support.slow_line import slow_line
from tests.support.terminal import Terminal, scorecard_command

_A_SECOND: Final = 30
_PRESSES: Final = 150
_LAST_ROW: Final = 28
_CURSOR: Final = re.compile(r"^▌(\w+) ", re.MULTILINE)


def behind() -> Figure:
    """The longest time that a key pressed 30 times a second is not on screen yet, on 256 kbit/s with 80 ms each way."""
    with Terminal(slow_line([scorecard_command()])) as terminal:
        terminal.wait_for(re.compile(r"FD1 +Contact"), timeout=20)
        terminal.wait_quiet(1_000)
        terminal.press("3")
        terminal.wait_for(re.compile("^▌CIN1 ", re.MULTILINE))
        refs = _rows(terminal)
        waits = _hold(terminal, refs)
    how = f"at {_A_SECOND} presses a second on 256 kbit/s with 80 ms each way; median {median(waits) * 1000:.0f}"
    return Figure("screen behind a held key", max(waits) * 1000, 300, "ms", f"{how}, n = {len(waits)}")


def _rows(terminal: Terminal) -> list[str]:
    """The refs of the area from its first row on."""
    found = ["CIN1"]
    while len(found) <= _LAST_ROW:
        terminal.press("j")
        terminal.wait_for(re.compile(rf"^▌(?!{found[-1]} )\w+ ", re.MULTILINE))
        terminal.wait_quiet(250)
        match = _CURSOR.search(terminal.text())
        assert match is not None
        found.append(match[1])
    terminal.press("g")
    terminal.wait_for(re.compile("^▌CIN1 ", re.MULTILINE))
    terminal.wait_quiet(500)
    return found


def _hold(terminal: Terminal, refs: list[str]) -> list[float]:
    """Press up and down; for every look at the screen, how long ago the first key was pressed that it lacks."""
    keys = list(islice(cycle("j" * _LAST_ROW + "k" * _LAST_ROW), _PRESSES))
    row, path = 0, [0]
    for key in keys:
        row += 1 if key == "j" else -1
        path.append(row)
    pressed: list[float] = []
    shown, waits = 0, []
    begun = perf_counter()
    while shown < _PRESSES:
        now = perf_counter()
        if len(pressed) < _PRESSES and now >= begun + len(pressed) / _A_SECOND:
            terminal.press(keys[len(pressed)])
            pressed.append(now)
            continue
        if shown < len(pressed):
            waits.append(now - pressed[shown])
            assert waits[-1] < 5, f"{shown} of {len(pressed)} keys are on screen:\n{terminal.text()}"
        terminal.wait_quiet(4, timeout=0.004)
        if (match := _CURSOR.search(terminal.text())) is not None:
            at = refs.index(match[1])
            shown = next((each for each in range(len(pressed), shown, -1) if path[each] == at), shown)
    return waits
