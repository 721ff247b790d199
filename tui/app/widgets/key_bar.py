"""The last line: the keys of the screen in front, or a word about what has just happened.

Textual's Footer mounts a widget a key, which a first paint feels; this is one line of text.
"""

from __future__ import annotations

from collections.abc import Sequence

from textual import events

from tui.app.widgets.drawing import Drawing
from tui.app.widgets.too_small import ROOMY
from tui.reports.cells import Cell, Line, line_width


class KeyBar(Drawing):
    """As many of the shown bindings as fit, in their order; a message until the next `clear`."""

    ON_BAR = True
    DEFAULT_CSS = "KeyBar { height: 1; }"

    def __init__(self) -> None:
        super().__init__()
        self._message = ""

    def on_mount(self) -> None:
        """Follow the theme and the bindings."""
        super().on_mount()
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self._bindings_changed())

    def _bindings_changed(self) -> None:
        if not self._message:
            self.redraw()

    def say(self, message: str) -> None:
        """Show a message in place of the keys; an empty one brings the keys back."""
        if message != self._message:
            self._message = message
            self.redraw()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The one line."""
        if self._message:
            return [[Cell(f" {self._message}", "accent")]]
        here = self.screen.size
        if here.width < ROOMY.width or here.height < ROOMY.height:
            words = f" {here.width}x{here.height}: all needs {ROOMY.width}x{ROOMY.height}; ? for keys"
            return [[Cell(words, "quiet")]]
        cells: list[Cell] = []
        for key, word, _ in self._keys(width):
            cells += [Cell(f" {key} ", "accent"), Cell(f"{word} ", "quiet")]
        return [cells]

    def _keys(self, width: int) -> list[tuple[str, str, str]]:
        """Key, word and action of the bindings to show, as many as fit."""
        found: list[tuple[str, str, str]] = []
        used = 0
        seen: set[str] = set()
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if not binding.show or not active.enabled or binding.action in seen:
                continue
            seen.add(binding.action)
            key = self.app.get_key_display(binding)
            used += len(key) + len(binding.description) + 3
            if used > width:
                break
            found.append((key, binding.description, binding.action))
        return found

    async def on_click(self, event: events.Click) -> None:
        """A click on a key does what the key does."""
        right = 0
        for key, word, action in self._keys(self.size.width):
            right += line_width([Cell(f" {key} {word} ")])
            if event.x < right:
                await self.screen.run_action(action)
                return
