"""A held key: moves that wait are made at once, and what is typed between them keeps its place."""

from __future__ import annotations

import pytest
from textual.events import Key

from tests.app.driving import areas, loaded, make_app
from tui.app.widgets.indicator_table import IndicatorTable


@pytest.mark.parametrize(
    ("keys", "moves", "row"), [("jjjjj", [5], 5), ("jjkjj", [2, -1, 2], 3), ("jjGkk", [2, -2], -3), ("kkk", [-3], 0)]
)
async def test_moves_that_wait_are_one(keys: str, moves: list[int], row: int, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []
    move = IndicatorTable.action_move

    def count(table: IndicatorTable, by: int) -> None:
        made.append(by)
        move(table, by)

    monkeypatch.setattr(IndicatorTable, "action_move", count)
    async with make_app().run_test() as pilot:
        await loaded(pilot)
        for key in keys:
            pilot.app.post_message(Key(key, key))
        await pilot.pause()
        assert made == moves
        table = areas(pilot).table
        assert table.cursor == (row if row >= 0 else 15 + row)


async def test_a_filter_typed_fast_keeps_every_letter() -> None:
    async with make_app().run_test() as pilot:
        await loaded(pilot)
        for key in ("j", "j", "slash", "j", "j", "k"):
            pilot.app.post_message(Key(key, "/" if key == "slash" else key))
        await pilot.pause(0.2)
        look = areas(pilot).desk.look
        assert look.query is not None
        assert look.query.text == "jjk"
