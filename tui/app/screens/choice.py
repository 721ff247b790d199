"""One question with a key for each answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.geometry import Size
from textual.screen import ModalScreen

from tui.app.widgets.drawing import Drawing
from tui.reports.cells import Cell, Line, wrap

Result = TypeVar("Result")
Choices = Sequence[tuple[str, str]]
"""Keys and what they do; the key that names an answer is also what the screen gives."""

_KEY_WIDTH = 8


class _Question(Drawing):
    """The question, and a line for each answer."""

    ON_BAR = True
    DEFAULT_CSS = "_Question { height: auto; width: 1fr; }"

    def __init__(self, words: str, choices: Choices) -> None:
        super().__init__()
        self._words = words
        self._choices = choices

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self.lines(width, 0))

    def lines(self, width: int, height: int) -> Sequence[Line]:
        question: list[Line] = [[Cell(piece)] for piece in wrap(self._words, width, 6)]
        answers: list[Line] = []
        for key, words in self._choices:
            for position, piece in enumerate(wrap(words, width - _KEY_WIDTH, 3)):
                name = {"escape": "esc"}.get(key, key) if position == 0 else ""
                answers.append([Cell(f"{name:<{_KEY_WIDTH}}", "accent"), Cell(piece)])
        return [*question, *([[]] if question else []), *answers]


class ChoiceScreen(ModalScreen[Result]):
    """A frame with a question; every key is its own."""

    CSS_PATH = "ask.tcss"

    def __init__(self, title: str, words: str, choices: Choices) -> None:
        super().__init__()
        self._title = title
        self._words = words
        self._choices = choices

    def compose(self) -> ComposeResult:
        """The frame."""
        with Vertical() as frame:
            frame.border_title = self._title
            yield _Question(self._words, self._choices)

    def on_key(self, event: events.Key) -> None:
        """Take an answer; other keys do nothing."""
        event.stop()
        if event.key in {key for key, _ in self._choices} | {"escape"}:
            self.answered(event.key)

    def answered(self, key: str) -> None:
        """Do what the answer says."""
        raise NotImplementedError


class KeyScreen(ChoiceScreen[str]):
    """Gives the key that was pressed; `escape` is always one of them."""

    def answered(self, key: str) -> None:
        """Give it."""
        self.dismiss(key)
