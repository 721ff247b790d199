"""The user's keys, columns and colours in the app."""

from __future__ import annotations

import importlib
import pkgutil
from typing import Any

import pytest
from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import Keys, _character_to_key
from textual.pilot import Pilot
from textual.theme import BUILTIN_THEMES

import tui.app
from tests.app.driving import areas, loaded, settled, until
from tui.app import themes
from tui.app.app import ScorecardApp
from tui.app.screens.help import HelpScreen
from tui.app.screens.triage import TriageScreen
from tui.app.widgets.indicator_table import IndicatorTable
from tui.app.widgets.key_bar import KeyBar
from tui.reports.glyphs import ASCII, UNICODE, Glyphs
from tui.settings import Settings
from tui.settings.bindings import BINDINGS
from tui.settings.keys import KEYS
from tui.settings.names import OTHER_THEMES, OWN_THEMES
from tui.sources.request import Request


def app_with(settings: Settings, glyphs: Glyphs = UNICODE) -> ScorecardApp:
    return ScorecardApp(Request(), glyphs, settings.theme, settings=settings)


def line_of(widget: KeyBar, width: int = 120) -> str:
    return "".join(cell.text for cell in widget.lines(width, 1)[0])


def nodes() -> list[type[DOMNode]]:
    found: set[type[DOMNode]] = set()
    for module in pkgutil.walk_packages(tui.app.__path__, "tui.app."):
        for one in vars(importlib.import_module(module.name)).values():
            if isinstance(one, type) and issubclass(one, DOMNode) and one.__module__.startswith("tui.app."):
                found.add(one)
    return sorted(found, key=lambda node: node.__qualname__)


def own_bindings(node: type[DOMNode]) -> list[Any]:
    return list(vars(node).get("BINDINGS", ()))


# ---- What the settings know of the app


def test_every_binding_has_an_id_and_the_settings_know_it_with_its_keys() -> None:
    found: dict[str, tuple[str, ...]] = {}
    for node in nodes():
        for binding in own_bindings(node):
            assert isinstance(binding, Binding)
            assert binding.id is not None, (node, binding)
            keys = tuple(key.strip() for key in binding.key.split(","))
            assert found.setdefault(binding.id, keys) == keys
    assert found == BINDINGS


def test_every_key_of_the_settings_is_one_of_textual() -> None:
    known = {key.value for key in Keys}
    characters = {_character_to_key(chr(code)) for code in range(33, 127)}
    assert not KEYS - known - characters


def test_the_themes_of_the_settings_are_those_of_the_app() -> None:
    assert {theme.name for theme in themes.themes()} == set(OWN_THEMES)
    assert set(BUILTIN_THEMES) - {"ansi-dark", "ansi-light"} == set(OTHER_THEMES)
    assert OWN_THEMES[0] == themes.DARK


# ---- Keys


async def test_a_binding_has_the_users_key_and_no_longer_its_own() -> None:
    app = app_with(Settings(keymap={"areas.triage": ("f3",)}))
    async with app.run_test(size=(120, 40)) as pilot:
        await loaded(pilot)
        await pilot.press("exclamation_mark")
        await settled(pilot)
        assert app.screen is areas(pilot)
        await pilot.press("f3")
        await until(pilot, lambda: isinstance(app.screen, TriageScreen))


async def test_two_bindings_change_their_keys() -> None:
    app = app_with(Settings(keymap={"look.sort": ("o",), "look.problems-only": ("s",)}))
    async with app.run_test(size=(120, 40)) as pilot:
        await loaded(pilot)
        await pilot.press("s")
        await settled(pilot)
        assert (app.desk.look.problems_only, app.desk.look.sort) == (True, None)
        await pilot.press("o")
        await settled(pilot)
        assert app.desk.look.sort is not None


async def test_several_keys_and_those_of_the_table() -> None:
    app = app_with(Settings(keymap={"table.down": ("ctrl+n", "percent_sign")}))
    async with app.run_test(size=(120, 40)) as pilot:
        await loaded(pilot)
        table = areas(pilot).query_one(IndicatorTable)
        await pilot.press("ctrl+n", "%", "j", "down")
        await pilot.pause()
        assert table.cursor == 2


async def test_keys_typed_ahead_act_in_order_with_the_users_keys_too() -> None:
    app = app_with(Settings(keymap={"look.filter": ("f4",)}))
    async with app.run_test(size=(120, 40)) as pilot:
        await loaded(pilot)
        await pilot.press("f4", "x", "enter")
        await settled(pilot)
        assert app.desk.look.query is not None
        assert not app.desk.reviews


async def key_bar(pilot: Pilot[Any]) -> str:
    await loaded(pilot)
    return line_of(areas(pilot).query_one(KeyBar))


async def test_the_key_bar_shows_the_users_keys_where_the_usual_ones_stand() -> None:
    app = app_with(Settings())
    async with app.run_test(size=(120, 40)) as pilot:
        usual = await key_bar(pilot)
    app = app_with(
        Settings(keymap={"areas.open": ("f3",), "look.filter": ("ctrl+f", "f4"), "table.page-down": ("f5",)})
    )
    async with app.run_test(size=(120, 40)) as pilot:
        own = await key_bar(pilot)
    assert own.startswith(" f3 Open ")
    words = [word for word in usual.split() if word[0].isupper() and len(word) > 1]
    assert [word for word in own.split() if word[0].isupper() and len(word) > 1] == words
    assert "^f Filter" in own


async def test_the_key_bar_names_keys_in_ascii() -> None:
    app = app_with(Settings(keymap={"review.comment": ("ctrl+up",), "areas.open": ("backspace",)}), ASCII)
    async with app.run_test(size=(120, 40)) as pilot:
        assert (await key_bar(pilot)).isascii()


async def test_a_small_screen_names_the_users_key_for_help() -> None:
    app = app_with(Settings(keymap={"app.help": ("f1",)}))
    async with app.run_test(size=(40, 10)) as pilot:
        await loaded(pilot)
        assert "f1 for keys" in line_of(areas(pilot).query_one(KeyBar), 60)


async def test_help_shows_the_users_keys_and_closes_with_the_key_that_opens_it() -> None:
    app = app_with(Settings(keymap={"app.help": ("f1",), "areas.pane": ("%", "f9"), "areas.3": ("f3",)}))
    async with app.run_test(size=(120, 40)) as pilot:
        await loaded(pilot)
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        assert isinstance(app.screen, HelpScreen)
        lines = ["".join(cell.text for cell in line) for line in app.screen.panel_lines(100)]
        assert any(line.split()[:2] == ["f1", "Help"] for line in lines)
        assert any(line.split()[:3] == ["%", "f9", "Detail"] for line in lines)
        assert any(line.split()[:3] == ["f3", "Area", "3"] for line in lines)
        await pilot.press("f1")
        await until(pilot, lambda: app.screen is areas(pilot))


# ---- Columns and colours


def headings(pilot: Pilot[Any]) -> list[str]:
    table = areas(pilot).query_one(IndicatorTable)
    return [word for word in table.render_line(0).text.split() if word not in (UNICODE.more_left, UNICODE.more_right)]


async def test_the_users_columns_come_first_also_when_everything_is_read() -> None:
    app = app_with(Settings(columns=("rating", "direction")))
    async with app.run_test(size=(80, 24)) as pilot:
        await loaded(pilot)
        assert headings(pilot)[:4] == ["Ref", "Indicator", "RAG", "Dir"]
        await pilot.press("s")
        await settled(pilot)
        assert [word.rstrip("▲") for word in headings(pilot)[2:4]] == ["RAG", "Dir"]


@pytest.mark.parametrize("name", ["scorecard-light", "nord", "scorecard-ansi"])
async def test_the_users_theme(name: str) -> None:
    app = app_with(Settings(theme=name))
    async with app.run_test(size=(80, 24)) as pilot:
        await loaded(pilot)
        assert app.theme == name
        assert bool(app.ansi_color) == (name == "scorecard-ansi")
