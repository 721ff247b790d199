"""Where the filter is typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input

from tui.app.widgets.filter_line import FilterLine


class FilterInput(Input):
    """One line of text. The table's cursor can be moved meanwhile."""

    DEFAULT_CSS = """
    FilterInput { border: none; height: 1; padding: 0; width: 1fr; background: $background; }
    FilterInput:focus { border: none; background: $background; background-tint: $background 0%; }
    FilterInput > .input--placeholder { color: $quiet; }
    FilterInput:ansi { background: ansi_default; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", "Keep the filter", id="filter.keep"),
        Binding("escape", "drop", "As it was before", id="filter.drop"),
        Binding("tab", "complete(1)", "Complete; again for the next choice", id="filter.complete"),
        Binding("shift+tab", "complete(-1)", "The choice before", show=False, id="filter.complete-back"),
        Binding("down", "move(1)", "Next row", show=False, id="filter.down"),
        Binding("up", "move(-1)", "Previous row", show=False, id="filter.up"),
    ]

    def __init__(self, complete: Callable[[int], None], end: Callable[[bool], None]) -> None:
        super().__init__(compact=True)
        self._complete = complete
        self._end = end
        self.cursor_blink = False  # a cursor that blinks keeps a slow line busy

    def action_keep(self) -> None:
        """End typing."""
        self._end(True)

    def action_drop(self) -> None:
        """End typing, and take back what was typed."""
        self._end(False)

    def action_complete(self, step: int) -> None:
        """Put the next choice in place of what is typed."""
        self._complete(step)

    def action_move(self, by: int) -> None:
        """Move the table's cursor."""
        self.post_message(FilterLine.Moving(by))
