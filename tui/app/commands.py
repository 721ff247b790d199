"""The command palette's own entries: every indicator, found by ref and by words."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import Any

from rich.text import Text
from textual import on
from textual.await_complete import AwaitComplete
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.message import Message
from textual.widgets import Input, OptionList

from tui.reports.plain_text import clipped, visible
from tui.scorecard.search import find
from tui.scorecard.views import IndicatorView

_LONGEST = 90


class Palette(CommandPalette):
    """Textual's own, in our styles, which are read when it is first opened; and deaf to keys once it is closed.

    Keys that are typed ahead reach it after it is gone, or before its list is laid out: Textual ends the app over both.
    """

    CSS_PATH = "command_palette.tcss"

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Close, once."""
        return super().dismiss(result) if self.app.screen is self else AwaitComplete()

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    def _only_while_open(self, event: Message) -> None:
        if self.app.screen is not self:
            event.prevent_default().stop()

    def _action_command_list(self, action: str) -> None:
        with suppress(KeyError):  # a page of a list without lines
            super()._action_command_list(action)


class IndicatorCommands(Provider):
    """Goes to an indicator of the scorecard on screen."""

    async def search(self, query: str) -> Hits:
        """The indicators that match all words of the query; an exact ref comes first."""
        indicators = self._indicators()
        for position, indicator in enumerate(find(query, indicators)):
            yield Hit(1.0 - position / (len(indicators) + 1), _label(indicator), partial(self._go, indicator.ref))

    async def discover(self) -> Hits:
        """The reds, before anything is typed."""
        for indicator in self._indicators():
            if indicator.rating == "R":
                yield DiscoveryHit(_label(indicator), partial(self._go, indicator.ref))

    def _indicators(self) -> tuple[IndicatorView, ...]:
        """All of the scorecard, whatever a filter leaves; none over a screen that cannot be left unasked."""
        from tui.app.screens.areas import AreasScreen
        from tui.app.screens.reviewing import ReviewingScreen

        first, *others = self.app.screen_stack
        if not isinstance(first, AreasScreen) or first.desk.overview is None:
            return ()
        free = all(isinstance(screen, (ReviewingScreen, CommandPalette)) for screen in others)
        return first.desk.overview.indicators if free else ()

    def _go(self, ref: str) -> None:
        from tui.app.screens.areas import AreasScreen

        while len(self.app.screen_stack) > 1:
            self.app.pop_screen()
        screen = self.app.screen
        if isinstance(screen, AreasScreen):
            screen.go_to_ref(ref)


def _label(indicator: IndicatorView) -> Text:
    """Ref and name as text, never as markup."""
    rating = f"  {indicator.rating}" if indicator.rating else ""
    return Text(f"{visible(indicator.ref)}  {clipped(visible(indicator.name), _LONGEST)}{rating}")
