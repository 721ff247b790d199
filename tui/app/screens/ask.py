"""One question with a line to answer it in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.suggester import SuggestFromList
from textual.widgets import Input

from tui.app.widgets.drawing import Drawing
from tui.reports.cells import Cell, Line, wrap
from tui.reports.plain_text import visible


class _Words(Drawing):
    """What there is to know for the answer."""

    ON_BAR = True
    DEFAULT_CSS = "_Words { height: 1; width: 1fr; }"

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words

    def lines(self, width: int, height: int) -> Sequence[Line]:
        return [[Cell(piece, "quiet")] for piece in wrap(self._words, width, 1)]


class AskScreen(ModalScreen[str | None]):
    """Gives the answer, or null where the question was left. Known answers are completed with the right arrow."""

    CSS_PATH = "ask.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave", show=False, id="ask.leave"),
        Binding("tab", "take", "Complete", show=False, id="ask.complete"),
    ]

    def __init__(self, question: str, answer: str = "", known: Sequence[str] = (), words: str = "") -> None:
        super().__init__()
        self._question = question
        self._answer = visible(answer)
        self._known = [visible(each) for each in known]
        self._words = words

    def compose(self) -> ComposeResult:
        """A frame with the question, the line, and what there is to know."""
        with Vertical() as frame:
            frame.border_title = self._question
            frame.border_subtitle = "enter, or esc to leave it"
            suggester = SuggestFromList(self._known, case_sensitive=False) if self._known else None
            field = Input(self._answer, compact=True, suggester=suggester)
            field.cursor_blink = False
            yield field
            known = ", ".join(self._known)
            yield _Words("; ".join(part for part in (f"tab completes: {known}" if known else "", self._words) if part))

    def on_mount(self) -> None:
        """Take what is typed from now on."""
        self.set_focus(self.query_one(Input))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give the answer."""
        event.stop()
        self.dismiss(event.value)

    def action_take(self) -> None:
        """Take the first known answer that begins with what is typed."""
        field = self.query_one(Input)
        typed = field.value.casefold()
        # Not what the field suggests: it finds that out a moment after the key, and enter may come sooner.
        if typed and (found := next((name for name in self._known if name.casefold().startswith(typed)), None)):
            field.value = found
            field.cursor_position = len(found)

    def action_leave(self) -> None:
        """Leave the question."""
        self.dismiss(None)
