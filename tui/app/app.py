"""The app: wiring only."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar, Final

from textual import events
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.geometry import Size
from textual.screen import Screen
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.timer import Timer
from textual.widget import Widget

from tui.app import themes
from tui.app.desk import Desk
from tui.app.journal_work import NO_WISH, JournalWish
from tui.app.reading import ReadingApp
from tui.app.screens.areas import AreasScreen
from tui.app.screens.reviewing import ReviewingScreen
from tui.app.widgets.too_small import LEAST
from tui.reports.glyphs import ASCII, Glyphs
from tui.settings import Settings
from tui.sources.request import Request

_AT_REST = 0.1
"""Seconds after its last change that a size is taken to rest."""


_NOTHING_SET: Final = Settings()
_ASCII_KEYS: Final = {key: key for key in ("up", "down", "left", "right", "backspace", "enter")}


def _desk(glyphs: Glyphs, columns: Sequence[str]) -> Desk:
    if not columns:
        return Desk(glyphs)
    from tui.app.columns_first import ColumnsFirst

    return ColumnsFirst(glyphs, columns)


def _indicator_commands() -> Any:
    from tui.app.commands import IndicatorCommands

    return IndicatorCommands


class ScorecardApp(ReadingApp):
    """Opens one scorecard. `failure` says why it could not, once the app has ended."""

    TITLE = "Scorecard"
    COMMANDS = App.COMMANDS | {_indicator_commands}
    CSS_PATH = "app.tcss"
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - as the base class has it
        (0, "-thin"),
        (LEAST.width, "-narrow"),
        (100, "-medium"),
        (196, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (LEAST.height, "-short"), (32, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark", "help", "Help", key_display="?", id="app.help"),
        Binding("ctrl+z", "suspend_process", "Back to the shell; fg goes on", show=False, id="app.suspend"),
        Binding("q", "quit", "Quit", id="app.quit"),
    ]

    def __init__(
        self,
        request: Request,
        glyphs: Glyphs,
        theme: str | None = None,
        journal: JournalWish = NO_WISH,
        *,
        watches: bool = False,
        settings: Settings = _NOTHING_SET,
    ) -> None:
        # In the terminal's own colours from the start: set later, they are black on black.
        few = themes.few_colours(os.environ) or theme == themes.SIXTEEN
        desk = _desk(glyphs, settings.columns)
        super().__init__(desk, request, journal, watches=watches, ansi_color=few or None)
        for each in themes.themes():
            self.register_theme(each)
        self.theme = themes.SIXTEEN if few else theme if theme in self.available_themes else themes.DARK
        self.stylesheet.set_variables(self.get_css_variables())
        self._theme_at_start = self.theme
        self.set_class(glyphs is ASCII, "-ascii")
        if glyphs is ASCII:
            from tui.app.ascii_screen import AsciiScreen

            self._filters.append(AsciiScreen())
        ScrollBar.renderer = WholeCells if glyphs is ASCII else ScrollBarRender
        self._resting: Timer | None = None
        self._had_focus: Widget | None = None
        self.keymap: Mapping[str, str] = {name: ",".join(keys) for name, keys in settings.keymap.items()}
        """The user's own keys by the id of their binding, as bindings write them."""

    def on_mount(self) -> None:
        """Give bindings the user's keys."""
        if self.keymap:
            self.set_keymap(dict(self.keymap))

    def get_key_display(self, binding: Binding) -> str:
        """The name of a key on screen; in ASCII where nothing else is drawn."""
        if self.desk.glyphs is ASCII and not binding.key_display:
            return _ASCII_KEYS.get(binding.key) or super().get_key_display(binding)
        return super().get_key_display(binding)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The domain's colours, for themes that are not ours."""
        return themes.DOMAIN_COLOURS

    def refresh_css(self, animate: bool = True) -> None:
        """Read the styles anew for another theme; of the one that the app begins with they are those in force."""
        if self.painted.is_set() or self.theme != self._theme_at_start:
            super().refresh_css(animate)

    def get_driver_class(self) -> type[Driver]:
        """Send only what differs from what the terminal shows, where that is known how (not on Windows)."""
        driver = super().get_driver_class()
        if sys.platform == "win32":
            return driver
        from tui.app.line.driver import line_driver

        return line_driver(driver)

    def get_default_screen(self) -> Screen[Any]:
        """The service areas, with the rows of the last time where they are certain to be the same still."""
        self.show_kept()
        return AreasScreen(self.desk)

    def on_ready(self) -> None:
        """Read the scorecard once the first frame is on its way."""
        self.read()

    def after_paint(self) -> None:
        """Collect garbage again: the entry point paused that."""
        super().after_paint()
        _collect_garbage_again()

    def on_resize(self) -> None:
        """Look once more when the size has come to rest: of several changes in a few milliseconds, some are lost."""
        if self._resting is not None:
            self._resting.stop()
        if self.painted.is_set() and not self.is_headless:
            self._resting = self.set_timer(_AT_REST, self._look_at_size)

    def _look_at_size(self) -> None:
        """Take the terminal's size if it is another; draw everything if it is the same as before all changes."""
        size = Size(*shutil.get_terminal_size())
        if size == self.screen.size:
            self._focus_again()
            self.screen.refresh()
        elif size == self.size:
            self.screen.post_message(events.Resize(size, size))
        else:
            self.post_message(events.Resize(size, size))

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Remember who has the focus."""
        self._had_focus = event.widget

    def _focus_again(self) -> None:
        """Give the focus back that was lost while the terminal was too small to show anything: keys went nowhere."""
        widget = self._had_focus
        shows = self.size.width >= LEAST.width and self.size.height >= LEAST.height
        if shows and self.screen.focused is None and widget is not None and widget in self.screen.walk_children():
            # As if the terminal had come to the front again: a field then does not select what stands in it.
            self.screen.set_focus(widget, scroll_visible=False, from_app_focus=True)

    def draw_again(self) -> None:
        """Draw the whole screen, whatever stands on it: only what differs from what was drawn is sent otherwise."""
        if (forget := getattr(self._driver, "forget", None)) is not None:
            forget()
        self.screen.refresh()

    def action_help(self) -> None:
        """Show all keys and signs."""
        from tui.app.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.desk.glyphs))

    def action_command_palette(self) -> None:
        """Find an indicator, or do what has no key."""
        from tui.app.commands import Palette

        if not Palette.is_open(self):
            self.push_screen(Palette(id="--command-palette"))

    def action_help_quit(self) -> None:
        """What `ctrl+c` does: say which key quits."""
        quits = [each.binding for each in self.screen.active_bindings.values() if each.binding.action == "quit"]
        ours = [binding for binding in quits if binding.id == "app.quit"]
        if binding := next(iter(ours or quits), None):
            words = f"{self.get_key_display(binding)} quits Scorecard."
            if isinstance(self.screen, ReviewingScreen):
                self.screen.say(words)
            else:
                self.notify(words)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """The palette's own commands: ours, and of Textual's those that make sense here."""
        yield SystemCommand("Help", "All keys and signs", self.action_help)
        yield SystemCommand("Theme", "Change the colours", self.action_change_theme)
        yield SystemCommand("Draw again", "Draw the whole screen anew, over what others wrote on it", self.draw_again)
        yield SystemCommand("Quit", "Leave Scorecard", self.action_quit)


class WholeCells(ScrollBarRender):
    """A scroll bar that ends at whole cells: parts of cells need block signs."""

    VERTICAL_BARS: ClassVar = [" "] * 8
    HORIZONTAL_BARS: ClassVar = [" "] * 8


def _collect_garbage_again() -> None:
    gc.freeze()
    gc.enable()
