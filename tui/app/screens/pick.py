"""Choosing one of a list: typed words narrow it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

import msgspec
from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.geometry import Size
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input

from tui.app.desk import Desk
from tui.app.widgets.drawing import Drawing
from tui.reports.cells import Cell, Line, fitted
from tui.reports.glyphs import Glyphs
from tui.reports.plain_text import visible
from tui.scorecard.words import normal

_MOST_ROWS: Final = 14

_AROUND: Final = 6
"""Rows of the frame, its padding, the field and the blank under it."""


class Choice(msgspec.Struct, frozen=True):
    """One thing to choose: `key` is what the screen gives, `words` and `note` stand in its row."""

    key: str
    words: str
    note: str = ""

    def has(self, wanted: Sequence[str]) -> bool:
        """Whether every word stands in it."""
        text = normal(f"{self.words} {self.note}")
        return all(word in text for word in wanted)


class _Rows(Drawing):
    """The choices that are left, with the cursor on one of them."""

    ON_BAR = True
    DEFAULT_CSS = "_Rows { width: 1fr; height: auto; margin-top: 1; }"

    class Clicked(Message):
        """Somebody clicked on a choice."""

        def __init__(self, choice: Choice) -> None:
            super().__init__()
            self.choice = choice

    def __init__(self, glyphs: Glyphs, choices: Sequence[Choice], cursor: int) -> None:
        super().__init__()
        self._glyphs = glyphs
        self._most = max(len(choices), 1)
        self.choices = choices
        self.cursor = cursor

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As high as all choices, where the terminal has room for them: typing does not change it."""
        return max(min(self._most, _MOST_ROWS, viewport.height - _AROUND), 1)

    @property
    def _first(self) -> int:
        """The first choice in view."""
        height = self.content_size.height
        return min(max(self.cursor - height // 2, 0), max(len(self.choices) - height, 0))

    def on_click(self, event: events.Click) -> None:
        """Take a choice by mouse."""
        position = self._first + event.y
        if position < len(self.choices):
            self.post_message(self.Clicked(self.choices[position]))

    def lines(self, width: int, height: int) -> Sequence[Line]:
        if not self.choices:
            return [[Cell(" nothing matches", "quiet")]]
        first = self._first
        return [
            self._row(choice, width, here=first + position == self.cursor)
            for position, choice in enumerate(self.choices[first : first + height])
        ]

    def _row(self, choice: Choice, width: int, *, here: bool) -> Line:
        sign = self._glyphs.cursor if here else " "
        note = visible(choice.note)
        room = width - cell_len(note) - 1 if note else width
        words = fitted([Cell(f"{sign}{visible(choice.words)}", "strong" if here else "plain")], room)
        return [*words, Cell(f" {note}", "quiet")] if note else words


class PickScreen(ModalScreen[str | None]):
    """Gives the key of what was chosen; null where nothing was."""

    CSS_PATH = "ask.tcss"
    # The field has the focus, and ways of its own with the arrows.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,ctrl+n", "move(1)", "Next", show=False, priority=True, id="pick.down"),
        Binding("up,ctrl+p", "move(-1)", "Previous", show=False, priority=True, id="pick.up"),
        Binding("pagedown", "move(10)", "Ten on", show=False, priority=True, id="pick.page-down"),
        Binding("pageup", "move(-10)", "Ten back", show=False, priority=True, id="pick.page-up"),
        Binding("escape", "leave", "Leave", show=False, id="pick.leave"),
    ]

    def __init__(self, desk: Desk, title: str, choices: Sequence[Choice], current: str | None = None) -> None:
        super().__init__()
        self._title = title
        self._choices = choices
        keys = [choice.key for choice in choices]
        self._list = _Rows(desk.glyphs, choices, keys.index(current) if current in keys else 0)

    def compose(self) -> ComposeResult:
        """A frame with the words that narrow the list, and the list."""
        with Vertical() as frame:
            frame.border_title = self._title
            frame.border_subtitle = "enter chooses, words narrow, esc leaves"
            field = Input(compact=True)
            field.cursor_blink = False
            yield field
            yield self._list

    def on_mount(self) -> None:
        """Take what is typed from now on."""
        self.set_focus(self.query_one(Input))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Leave what has all the words."""
        event.stop()
        wanted = normal(event.value).split()
        self._list.choices = [choice for choice in self._choices if choice.has(wanted)]
        self._list.cursor = 0
        self._list.redraw()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give what the cursor is on."""
        event.stop()
        if self._list.choices:
            self.dismiss(self._list.choices[self._list.cursor].key)

    @on(_Rows.Clicked)
    def _clicked(self, event: _Rows.Clicked) -> None:
        """Give what was clicked."""
        event.stop()
        self.dismiss(event.choice.key)

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        last = max(len(self._list.choices) - 1, 0)
        self._list.cursor = min(max(self._list.cursor + by, 0), last)
        self._list.redraw()

    def action_leave(self) -> None:
        """Choose nothing."""
        self.dismiss(None)
