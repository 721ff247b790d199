"""The keys, and what each sign means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.keys import format_key

from tui.app.screens.looking import LOOK_BINDINGS, SOURCE_BINDINGS
from tui.app.screens.panel import PanelScreen
from tui.app.screens.reviewing import REVIEW_BINDINGS
from tui.reports.cells import Cell, Line, Tone, wrap
from tui.reports.glyphs import Glyphs
from tui.scorecard.mark_words import SIGNAL_WORDS
from tui.scorecard.missing import MISSING_WORDS
from tui.scorecard.review import STATE_WORDS

_KEY_NAMES: Final = {
    "question_mark": "?",
    "right_square_bracket": "]",
    "left_square_bracket": "[",
    "escape": "esc",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "exclamation_mark": "!",
    "slash": "/",
    "number_sign": "#",
    "at": "@",
}
_KEYS_WIDTH: Final = 22


class HelpScreen(PanelScreen):
    """Every binding of every screen, from the bindings themselves, and the signs of the table."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # The id of the binding that opens it: the user's own key for help closes it too.
        Binding("question_mark", "close", "Close", show=False, id="app.help")
    ]

    heading = "Keys and signs"

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__()
        self._glyphs = glyphs

    def panel_lines(self, width: int) -> Sequence[Line]:
        """Keys by where they work, then signs."""
        from tui.app.screens.areas import AreasScreen
        from tui.app.screens.commentary import CommentaryScreen
        from tui.app.screens.indicator import IndicatorScreen, PageScroll
        from tui.app.screens.triage import TriageScreen
        from tui.app.widgets.filter_input import FilterInput
        from tui.app.widgets.indicator_table import IndicatorTable

        shared = [*REVIEW_BINDINGS, *LOOK_BINDINGS, *SOURCE_BINDINGS]
        lines = [
            *self._keys("Everywhere", type(self.app).BINDINGS, width),
            *_entry("ctrl+p", "Find an indicator by ref or words; themes and other commands", width),
            *self._keys("Service areas", _without(AreasScreen.BINDINGS, shared), width),
            *self._keys("Triage", _without(TriageScreen.BINDINGS, shared), width),
            *self._keys("One indicator", [*_without(IndicatorScreen.BINDINGS, shared), *PageScroll.BINDINGS], width),
            *self._keys("The indicator in front, on all of these", REVIEW_BINDINGS, width),
            *self._keys("Tables", [*IndicatorTable.BINDINGS, *LOOK_BINDINGS], width),
            *self._keys("The source", SOURCE_BINDINGS, width),
            *self._keys("While the filter is typed", FilterInput.BINDINGS, width),
            *self._keys("While commentary is written", CommentaryScreen.BINDINGS, width),
            *self._fields(width),
        ]
        return [*lines, *self._signs(width)]

    def _fields(self, width: int) -> list[Line]:
        """What the filter can ask for."""
        from tui.scorecard.fields import FIELD_HELP

        lines: list[Line] = [[], [Cell("Filter: words of the name, and", "accent")]]
        for _, meaning, examples in FIELD_HELP:
            lines += _entry(examples[0], meaning, width)
        return lines

    def _keys(self, title: str, bindings: Sequence[Any], width: int) -> list[Line]:
        lines: list[Line] = [[], [Cell(title, "accent")]]
        own = _keymap(self.app)
        areas = [one for one in bindings if one.action.startswith("area(") and one.id not in own]
        for binding in bindings:
            if binding in areas[1:]:
                continue
            if binding in areas:
                lines += _entry(f"1 to {len(areas)}", "The area with this number", width)
            else:
                lines += _entry(
                    _key_text(own.get(binding.id, binding.key)), binding.tooltip or binding.description, width
                )
        return lines[1:] if title == "Everywhere" else lines

    def _signs(self, width: int) -> list[Line]:
        glyphs = self._glyphs
        lines: list[Line] = [[], [Cell("Signs", "accent")]]
        ratings: list[tuple[str, Tone, str]] = [
            (" R ", "R", "rated Red as published"),
            (" A ", "A", "rated Amber as published"),
            (" G ", "G", "rated Green as published"),
        ]
        for sign, tone, meaning in ratings:
            lines.append([Cell(sign, tone), Cell(" " * (_KEYS_WIDTH - 3)), Cell(meaning)])
        arrows = f"{glyphs.up} {glyphs.down} {glyphs.same}"
        lines += _entry(arrows, "Direction as published: up, down, no change", width)
        lines += _entry(
            "v target", "How far from the target, in the indicator's unit; coloured by polarity only", width
        )
        marked = f"{glyphs.contradiction}"
        lines += _entry(marked, "Beside a rating or an arrow: the numbers contradict it (f lists why)", width)
        for state, sign in glyphs.signals.items():
            if sign:
                lines += _entry(sign, f"Signal: {SIGNAL_WORDS[state]}", width)
        trend = glyphs.sparkline([1, 3, None, 2, 4])
        lines += _entry(trend, "One cell a month, low to high; a blank where the month is missing", width)
        lines += _entry(f"{glyphs.more_left} {glyphs.more_right}", "More columns to the left or right", width)
        for state, sign in glyphs.states.items():
            if sign.strip():
                lines += _entry(sign, f"Review: {STATE_WORDS[state]}", width)
        lines += _entry(glyphs.comment, "Review: there is commentary", width)
        for reason, sign in glyphs.missing.items():
            lines += _entry(sign, f"No figure: {MISSING_WORDS[reason]}", width)
        return lines


def _without(bindings: Sequence[Any], others: Sequence[Any]) -> list[Any]:
    return [binding for binding in bindings if binding not in others]


def _keymap(app: object) -> Mapping[str, str]:
    """The user's own keys by the id of their binding."""
    found: Mapping[str, str] = getattr(app, "keymap", {})
    return found


def _key_text(keys: str) -> str:
    return " ".join(key_name(key.strip()) for key in keys.split(","))


def key_name(key: str) -> str:
    """What a key is called: by its sign where it has one."""
    if key in _KEY_NAMES:
        return _KEY_NAMES[key]
    shown = format_key(key)
    return shown if len(shown) == 1 and shown.isascii() else key


def _entry(keys: str, words: str, width: int) -> list[Line]:
    pieces = wrap(words, max(width - _KEYS_WIDTH, 16), 3)
    first: Line = [Cell(f"{keys:<{_KEYS_WIDTH}}", "strong"), Cell(pieces[0])]
    return [first, *([Cell(" " * _KEYS_WIDTH), Cell(piece)] for piece in pieces[1:])]
