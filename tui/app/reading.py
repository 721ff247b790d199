"""The app as a reader: a scorecard is read in a thread, again when asked, and looked at as of other months."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

import msgspec
from textual import on, work

from tui.app.desk import Desk
from tui.app.journal_work import JournalWish
from tui.app.journaling import JournalingApp
from tui.app.loading import Loaded, UnreadableError, draw, load
from tui.app.messages import ReadingFailed, ScorecardRead, SourcesChanged, StillReading
from tui.app.screens.reviewing import ReviewingScreen
from tui.reports.plain_text import visible
from tui.scorecard.periods import long_label
from tui.sources.progress import Cancelled, Progress
from tui.sources.request import Request

if TYPE_CHECKING:
    from tui.scorecard.model import Scorecard
    from tui.sources.identity import Fingerprint

_LONGEST_PAINT: Final = 1.0
"""Seconds that the reader waits for the first rows to be on screen before it goes on."""

_A_WHILE: Final = 0.5
"""Seconds after which reading says how far it has come."""

_LOOK_AFTER: Final = 2.0
"""Seconds between two looks whether the sources have changed on disk."""


class ReadingApp(JournalingApp):
    """Reads what was asked for. `failure` says why it could not, once the app has ended.

    With `watches`, it reads again by itself when the files have changed.
    """

    def __init__(self, desk: Desk, request: Request, wish: JournalWish, *, watches: bool, **options: Any) -> None:
        super().__init__(desk, wish, **options)
        self.request = request
        self.failure: str | None = None
        self._watches = watches
        self._number = 0
        self._busy = False
        self._shown = False
        """Whether anything of what is being read is on screen."""
        self._before: tuple[Fingerprint, ...] = ()
        self._told = False
        self.painted = Event()

    # ---- reading

    def read(self) -> None:
        """Read the sources, for the first time or again."""
        self._start(lambda number: load(self.request, self.desk.glyphs, self._watch(number)), looks=True)

    def look_at_period(self, period: date, *, latest: bool) -> None:
        """Show the scorecard as of another of its months, without reading it again."""
        scorecard = self.desk.loaded.scorecard if self.desk.loaded else None
        if scorecard is not None:
            self.request = msgspec.structs.replace(self.request, period=period, latest=latest)
            self._start(lambda _: self._at(scorecard, period, latest=latest), looks=False)

    def _at(self, scorecard: Scorecard, period: date, *, latest: bool) -> Iterator[Loaded]:
        return draw(scorecard.at(period, latest), self.request, self.desk.glyphs)

    def look_at_authority(self, name: str) -> None:
        """Read another authority of the sources."""
        self.request = msgspec.structs.replace(self.request, authority=name, period=None)
        self.read()

    def stop_reading(self) -> bool:
        """Give up what is being read; whether anything was."""
        if not self._busy:
            return False
        self._number += 1
        self._busy = False
        if self.desk.loaded is None:
            self.failure = "stopped before anything was read"
            self.exit(return_code=2)
        return True

    def _start(self, steps: Any, *, looks: bool) -> None:
        """Take the steps in a thread; what was being read meanwhile is given up."""
        self._number += 1
        self._busy, self._shown = True, False
        number = self._number
        self.set_timer(_A_WHILE, lambda: self._say_reading(number))
        self._take(steps, number, looks=looks)

    @work(thread=True, exit_on_error=False, group="read")
    def _take(self, steps: Any, number: int, *, looks: bool) -> None:
        try:
            for loaded in steps(number):
                self.post_message(ScorecardRead(loaded, number))
                self.painted.wait(_LONGEST_PAINT)  # two threads that compute at once keep each other from the lock
            if looks:
                self._take_down()
        except UnreadableError as error:
            self.post_message(ReadingFailed(str(error), number, error.names))
        except Cancelled:
            return
        except Exception as error:  # noqa: BLE001 - whatever it is, nobody should be left before an empty screen
            kind = type(error).__name__
            self.post_message(ReadingFailed(f"an error in Scorecard itself while reading: {kind}: {error}", number))

    def _watch(self, number: int) -> Any:
        began = monotonic()

        def tell(progress: Progress) -> None:
            if number != self._number:
                raise Cancelled
            if progress.total > 1 and monotonic() - began > _A_WHILE:
                self.post_message(StillReading(f"{progress.words} ({progress.done} of {progress.total})", number))

        return tell

    def _say_reading(self, number: int) -> None:
        if self._busy and number == self._number and not self._shown:
            self.post_message(StillReading("reading", number))

    # ---- what comes of it

    @on(ScorecardRead)
    def _scorecard_read(self, message: ScorecardRead) -> None:
        """Show the scorecard; what was said of it is read once the first rows are on screen."""
        if message.number != self._number:
            return
        loaded, before = message.loaded, self.desk.overview
        another = before is not None and self._of(loaded) != (before.authority, before.period)
        self._busy, self._shown = not loaded.complete, True
        self._say("")
        self.desk.loaded = loaded
        if another:
            self.desk.reviews = {}
        self.show_desk()
        self.call_after_refresh(self.after_paint)
        if before is None:
            self.call_after_refresh(self.begin_journal)
        elif another:
            self.read_again()

    @staticmethod
    def _of(loaded: Loaded) -> tuple[str, date]:
        return loaded.overview.authority, loaded.overview.period

    def after_paint(self) -> None:
        """The first rows are on screen."""
        self.painted.set()

    @on(ReadingFailed)
    def _reading_failed(self, message: ReadingFailed) -> None:
        """Choose an authority where that is missing; else end, or stay with what was read before."""
        if message.number != self._number:
            return
        self._busy = False
        if message.names:
            self._choose_authority(message.names)
        elif self.desk.loaded is not None:
            self.tell_trouble(f"{message.reason}. What was read before is still shown.")
        else:
            self.failure = message.reason
            self.exit(return_code=2)

    @on(StillReading)
    def _still_reading(self, message: StillReading) -> None:
        if message.number == self._number and self._busy:
            self._say(f"{visible(message.words)} ... esc stops it")

    def _say(self, words: str) -> None:
        if self.screen_stack and isinstance(self.screen, ReviewingScreen) and self.screen.is_mounted:
            self.screen.say(words)

    # ---- choosing

    async def choose_period(self) -> None:
        """Ask for a month, and whether as published by then or from the latest revisions."""
        from tui.app.screens.pick import Choice, PickScreen
        from tui.scorecard.periods import key, parse_period

        loaded = self.desk.loaded
        if loaded is None or not loaded.publications:
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

    @work(thread=True, exit_on_error=False, group="authorities")
    def ask_for_authority(self) -> None:
        """Find out which authorities there are, then ask."""
        from tui.sources.opening import authorities

        names = authorities(msgspec.structs.replace(self.request, authority=None))
        self.call_from_thread(self._choose_authority, names)

    def _choose_authority(self, names: Sequence[str]) -> None:
        from tui.app.screens.pick import Choice, PickScreen

        def chosen(name: str | None) -> None:
            if name is not None:
                self.look_at_authority(name)
            elif self.desk.loaded is None:
                self.failure = "several authorities, and none was chosen; --authority NAME chooses one"
                self.exit(return_code=2)

        current = self.desk.overview.authority if self.desk.overview else None
        choices = [Choice(name, name) for name in names]
        self.push_screen(PickScreen(self.desk, f"Authority ({len(names)})", choices, current), chosen)

    # ---- what happens to the files

    def _take_down(self) -> None:
        """Take down what the files are that were read; in the reader's thread."""
        from tui.sources.identity import fingerprints

        self._before = fingerprints(self.request.sources, content=True) if self.request.sources else ()
        self._told = False
        self.call_from_thread(self._begin_to_look)

    def _begin_to_look(self) -> None:
        if self.request.sources and not self._looking:
            self._looking = True
            self.set_interval(_LOOK_AFTER, self._look)

    _looking = False

    @work(thread=True, exit_on_error=False, group="look")
    def _look(self) -> None:
        from tui.sources.identity import changed, unsettled

        before = self._before
        if not self._told and before and changed(self.request.sources, before):
            settled = not unsettled([each.path for each in before if each.path.exists()])
            self.post_message(SourcesChanged(settled=settled))

    @on(SourcesChanged)
    def _sources_changed(self, message: SourcesChanged) -> None:
        """Say so, or read again; a file that somebody is still writing is left alone until it rests."""
        if not message.settled or self._busy:
            return
        self._told = True
        if self._watches:
            self.read()
        else:
            self._say("The source has changed on disk: r reads it again.")
