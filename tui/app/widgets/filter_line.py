"""The line of the filter: what is looked at and in which order, and where it is typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message

from tui.app.widgets.drawing import Drawing
from tui.reports.cells import Cell, Line, line_width, shortened

if TYPE_CHECKING:
    from textual.widgets import Input

    from tui.app.widgets.filter_input import FilterInput

PROMPT: Final = " / "


class _Prompt(Drawing):
    """The sign before what is typed, or the whole line while nothing is."""

    DEFAULT_CSS = "_Prompt { height: 1; width: 1fr; }"

    left: Line = ()
    right: Line = ()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        if width <= len(PROMPT):
            return [[Cell(PROMPT, "accent")]]
        room = width - line_width(self.left) - line_width(self.right)
        return [[*self.left, Cell(" " * room), *self.right]] if room > 0 else [shortened(self.left, width)]


class FilterLine(Horizontal):
    """Hidden while everything is shown as published and nothing is typed."""

    DEFAULT_CSS = """
    FilterLine { height: 1; display: none; }
    FilterLine.-typing, FilterLine.-shown { display: block; }
    FilterLine FilterInput { display: none; }
    FilterLine.-typing FilterInput { display: block; }
    FilterLine.-typing _Prompt { width: 3; }
    """

    class Typed(Message):
        """The text of the filter has changed."""

        def __init__(self, text: str, cursor: int) -> None:
            super().__init__()
            self.text = text
            self.cursor = cursor

    class Moving(Message):
        """The table's cursor is to move while the filter is typed."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    def __init__(self, complete: Callable[[int], None], end: Callable[[bool], None]) -> None:
        """`complete` puts the next choice (or the one before, for -1) in place of what is typed; `end` ends typing.

        They are called, not told of in messages: what is typed after them must find them done.
        """
        super().__init__()
        self._complete = complete
        self._end = end

    def compose(self) -> ComposeResult:
        """The prompt; the input comes with the first filter."""
        yield _Prompt()

    @property
    def typing(self) -> bool:
        """Whether the filter is being typed."""
        return self.has_class("-typing")

    @property
    def text(self) -> str:
        """What is typed."""
        return self._field.value

    @property
    def cursor(self) -> int:
        """Where in the text the cursor is."""
        return self._field.cursor_position

    @property
    def _field(self) -> FilterInput:
        from tui.app.widgets.filter_input import FilterInput

        return self.query_one(FilterInput)

    def show(self, left: Line, right: Line) -> None:
        """Show what is looked at; nothing to show hides the line."""
        prompt = self.query_one(_Prompt)
        if (prompt.left, prompt.right) != (left, right):
            prompt.left, prompt.right = left, right
            prompt.redraw()
        self.set_class(bool(left), "-shown")

    async def edit(self, text: str) -> None:
        """Begin to type, from this text on."""
        from tui.app.widgets.filter_input import FilterInput  # inputs cost the first screen what it has no use for

        if not self.query(FilterInput):
            await self.mount(FilterInput(self._complete, self._end))
        self.add_class("-typing")
        self.query_one(_Prompt).redraw()
        field = self._field
        with field.prevent(field.Changed):
            field.value = text
        field.cursor_position = len(text)
        self.screen.set_focus(field)  # not later: what is typed ahead must not be taken for keys of the table

    def end(self) -> None:
        """End typing."""
        self.remove_class("-typing")
        self.query_one(_Prompt).redraw()

    def replace(self, start: int, end: int, text: str) -> int:
        """Put text in place of a part of the filter, unannounced; returns where it ends."""
        field = self._field
        with field.prevent(field.Changed):
            field.value = field.value[:start] + text + field.value[end:]
        field.cursor_position = start + len(text)
        return field.cursor_position

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass on what is typed."""
        event.stop()
        if self.typing:
            self.post_message(self.Typed(event.value, event.input.cursor_position))
