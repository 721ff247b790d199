"""The last line: the keys of the screen in front, or a word about what has just happened.

Textual's Footer mounts a widget a key, which a first paint feels; this is one line of text.
"""

from __future__ import annotations

from collections.abc import Sequence

from textual import events

from tui.app.widgets.drawing import Drawing
from tui.app.widgets.too_small import ROOMY
from tui.reports.cells import Cell, Line, line_width, shortened


class KeyBar(Drawing):
    """As many of the shown bindings as fit, in their order; or a message until the next one."""

    ON_BAR = True
    DEFAULT_CSS = "KeyBar { height: 1; }"

    def __init__(self) -> None:
        super().__init__()
        self._message: Line = ()

    def on_mount(self) -> None:
        """Follow the theme and the bindings."""
        super().on_mount()
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self._bindings_changed())

    def _bindings_changed(self) -> None:
        if not self._message:
            self.redraw()

    @property
    def message(self) -> str:
        """What is shown in place of the keys; empty where they are."""
        return "".join(cell.text for cell in self._message).strip()

    def say(self, message: str) -> None:
        """Show a message in place of the keys; an empty one brings the keys back."""
        self.hint([Cell(f" {message}", "accent")] if message else ())

    def hint(self, line: Line) -> None:
        """Show a line in place of the keys."""
        if line != self._message:
            self._message = line
            self.redraw()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The one line."""
        if self._message:
            return [shortened(self._message, width)]
        here = self.screen.size
        small = here.width < ROOMY.width or here.height < ROOMY.height
        focused = self.app.focused
        if small and not (focused is not None and focused.check_consume_key("?", "?")):
            words = f" {here.width}x{here.height}: all needs {ROOMY.width}x{ROOMY.height}; {self._help_key} for keys"
            return [[Cell(words, "quiet")]]
        cells: list[Cell] = []
        for key, word, _ in self._keys(width):
            cells += [Cell(f" {key} ", "accent"), Cell(f"{word} ", "quiet")]
        return [cells]

    def _keys(self, width: int) -> list[tuple[str, str, str]]:
        """Key, word and action of the bindings to show: as many of the screen's as leave room for the app's own."""
        own, everywhere = self._shown(of_app=False), self._shown(of_app=True)
        room = width - sum(map(_width, everywhere))
        found: list[tuple[str, str, str]] = []
        for each in own:
            room -= _width(each)
            if room < 0:
                break
            found.append(each)
        return [*found, *everywhere]

    def _shown(self, *, of_app: bool) -> list[tuple[str, str, str]]:
        """The bindings that the app itself has, or those of the screen in front."""
        found: dict[str, tuple[str, str, str]] = {}
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if binding.show and active.enabled and (active.node is self.app) == of_app:
                key = self.app.get_key_display(binding)
                found.setdefault(binding.action, (key, binding.description, binding.action))
        # Textual puts bindings with keys of the user's own last; they stay where they are.
        places = {getattr(one, "action", None): place for place, one in enumerate(self.screen.BINDINGS)}
        return sorted(found.values(), key=lambda each: places.get(each[2], -1))

    @property
    def _help_key(self) -> str:
        """The key that shows all keys."""
        active = self.screen.active_bindings.values()
        return next((self.app.get_key_display(one.binding) for one in active if one.binding.id == "app.help"), "?")

    async def on_click(self, event: events.Click) -> None:
        """A click on a key does what the key does."""
        right = 0
        for key, word, action in self._keys(self.size.width):
            right += line_width([Cell(f" {key} {word} ")])
            if event.x < right:
                await self.screen.run_action(action)
                return


def _width(key: tuple[str, str, str]) -> int:
    return len(key[0]) + len(key[1]) + 3
