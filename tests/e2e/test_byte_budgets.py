"""What a key may cost on the line: counts of bytes at 80x24 in 24-bit colour, the same on every machine."""

from __future__ import annotations

from statistics import mean

from tests.e2e.looking import wait_at
from tests.support.terminal import Terminal


def test_a_move_of_the_cursor_costs_hundreds_of_bytes(app: Terminal) -> None:
    app.press("3")
    wait_at(app, "CIN1")
    app.wait_quiet(120)
    moves = [app.measure("down", quiet_ms=25).count for _ in range(29)]
    wait_at(app, "CIN27")
    assert mean(moves) <= 1_200, moves


def test_a_switch_of_the_area_paints_once(app: Terminal) -> None:
    app.wait_quiet(120)
    switches = {key: app.measure(key, quiet_ms=80).count for key in "234561"}
    assert max(switches.values()) <= 15_000, switches


def test_a_key_that_changes_nothing_costs_next_to_nothing(app: Terminal) -> None:
    app.wait_quiet(120)
    app.press("g", "up", "h")
    app.wait_quiet(120)
    assert sum(press.count for press in app.presses) <= 100
