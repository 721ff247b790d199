"""The app asks what to look at: another month, another authority."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec
from textual import on, work

from tui.app.messages import AuthoritiesFound
from tui.app.screens.reviewing import ReviewingScreen
from tui.app.watching import WatchingApp
from tui.scorecard.periods import long_label


class ChoosingApp(WatchingApp):
    """Asks; whoever reads does what was chosen."""

    def look_at_period(self, period: date, *, latest: bool) -> None:
        """Show the scorecard as of another of its months."""
        raise NotImplementedError

    def look_at_authority(self, name: str) -> None:
        """Read another authority of the sources."""
        raise NotImplementedError

    def end(self, why: str) -> None:
        """End the app, for this reason."""
        raise NotImplementedError

    async def choose_period(self) -> None:
        """Ask for a month, and whether as published by then or from the latest revisions."""
        from tui.app.screens.pick import Choice, PickScreen
        from tui.scorecard.period_texts import parse_period
        from tui.scorecard.periods import key

        loaded = self.desk.loaded
        if loaded is None:
            return
        if not loaded.publications:
            self._say("One moment: the months are still being read.")
            return
        latest = self.request.latest
        other = "what was published by then" if latest else "the latest revisions"
        months = [
            Choice(key(month), long_label(month), "newest" if month == loaded.publications[0] else "")
            for month in loaded.publications
        ]
        switch = [Choice("switch", f"Show {other}", "same month")] if len(months) > 1 else []

        def chosen(answer: str | None) -> None:
            if answer == "switch":
                self.look_at_period(loaded.overview.period, latest=not latest)
            elif answer and (period := parse_period(answer)):
                self.look_at_period(period, latest=latest)

        screen = PickScreen(self.desk, "Month", [*switch, *months], key(loaded.overview.period))
        await self.push_screen(screen, chosen)

    @work(thread=True, exit_on_error=False, group="authorities", exclusive=True)
    def ask_for_authority(self) -> None:
        """Find out which authorities there are, then ask."""
        from tui.scorecard.catalogue_file import CatalogueError
        from tui.sources.decoding import SourceError
        from tui.sources.opening import authorities

        try:
            self.post_message(AuthoritiesFound(authorities(msgspec.structs.replace(self.request, authority=None))))
        except (SourceError, CatalogueError, OSError) as error:
            self.post_message(AuthoritiesFound((), str(error)))

    @on(AuthoritiesFound)
    def _authorities_found(self, message: AuthoritiesFound) -> None:
        """Ask, unless something else is in front by now."""
        if self.desk.loaded is None or not isinstance(self.screen, ReviewingScreen):
            return
        if message.trouble:
            self.tell_trouble(message.trouble)
        elif len(message.names) > 1:
            self.choose_authority(message.names)
        else:
            self._say("There is only one authority in the source.")

    def choose_authority(self, names: Sequence[str]) -> None:
        """Ask for one of these; where nothing is shown yet, the app ends without an answer."""
        from tui.app.screens.pick import Choice, PickScreen

        def chosen(name: str | None) -> None:
            if name is not None:
                self.look_at_authority(name)
            elif self.desk.loaded is None:
                self.end("several authorities, and none was chosen; --authority NAME chooses one")

        current = self.desk.overview.authority if self.desk.overview else None
        choices = [Choice(name, name) for name in names]
        self.push_screen(PickScreen(self.desk, f"Authority ({len(names)})", choices, current), chosen)
