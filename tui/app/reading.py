"""The app as a reader: a scorecard is read in a thread, again when asked, and looked at as of other months."""

from __future__ import annotations

import atexit
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from contextvars import copy_context
from datetime import date
from functools import partial
from threading import Event, Thread
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

import msgspec
from textual import on

from tui.app import kept_rows
from tui.app.choosing import ChoosingApp
from tui.app.desk import Desk
from tui.app.journal_work import JournalWish
from tui.app.kept_rows import Shown
from tui.app.loading import Loaded, UnreadableError, draw, load
from tui.app.messages import ReadingFailed, ScorecardRead, StillReading
from tui.app.screens.reviewing import ReviewingScreen
from tui.reports.plain_text import visible
from tui.sources.progress import Cancelled, Progress
from tui.sources.request import Request

if TYPE_CHECKING:
    from tui.scorecard.model import Scorecard

_LONGEST_PAINT: Final = 1.0
"""Seconds that the reader waits for the first rows to be on screen before it goes on."""

_A_WHILE: Final = 0.5
"""Seconds after which reading says how far it has come."""


class _Reading(msgspec.Struct, frozen=True):
    """What is being read: `steps` give it, in the reader's thread.

    `again` is the same scorecard once more, shown when it is whole; nobody asked for it where it is `by_itself`.
    """

    number: int
    request: Request
    steps: Callable[[], Iterator[Loaded]]
    from_disk: bool = True
    again: bool = False
    by_itself: bool = False

    @property
    def words(self) -> str:
        """What is said once it is there."""
        if self.by_itself:
            return "The source had changed on disk and was read again."
        return "Read again." if self.again else ""


class ReadingApp(ChoosingApp):
    """Reads what was asked for. `failure` says why it could not, once the app has ended."""

    def __init__(self, desk: Desk, request: Request, wish: JournalWish, *, watches: bool, **options: Any) -> None:
        super().__init__(desk, request, wish, watches=watches, **options)
        self.failure: str | None = None
        self._number = 0
        self._reading: _Reading | None = None
        """What is being read, or was last."""
        self._shown = False
        """Whether anything of it is on screen."""
        self._kept: Shown | None = None
        """What is on screen of the last time, until anything is read."""
        self._telling = False
        self._began = 0.0
        """When reading began, in seconds of `monotonic`."""
        self._come = ""
        """How far reading has come."""
        self._told = ""
        """The same, as it was last said."""
        self._reader: Thread | None = None
        self.painted = Event()

    # ---- reading

    def show_kept(self) -> None:
        """Put on the desk what is kept of the last time, before anything is drawn: the first frame has it then."""
        if kept := kept_rows.find(self.request, self.desk.glyphs):
            self._kept, self.desk.loaded, self.busy = kept, kept.loaded, True

    def read(self, *, by_itself: bool = False) -> None:
        """Read the sources, for the first time or again; what is kept of the last time is on screen meanwhile."""
        if self._number == 0 and self._kept:
            self.call_after_refresh(self.after_paint)
            self.call_after_refresh(self._read, self.request)
        else:
            self._read(self.request, again=self.desk.complete, by_itself=by_itself)

    def _read(self, request: Request, **how: bool) -> None:
        number = self._number + 1
        self._start(_Reading(number, request, lambda: load(request, self.desk.glyphs, self._watch(number)), **how))

    def look_at_period(self, period: date, *, latest: bool) -> None:
        """Show the scorecard as of another of its months, without reading it again."""
        loaded = self.desk.loaded
        if loaded is None or loaded.scorecard is None:
            return
        request = msgspec.structs.replace(self.request, period=period, latest=latest)
        steps = partial(self._at, period, request, loaded.scorecard, loaded.publications)
        self._start(_Reading(self._number + 1, request, steps, from_disk=False))

    def _at(self, period: date, request: Request, scorecard: Scorecard, months: tuple[date, ...]) -> Iterator[Loaded]:
        then = scorecard.at(period, request.latest)
        for loaded in draw(then, request, self.desk.glyphs, self._watch(self._number)):
            # Whoever leafs through the months does not wait for what is derived of each.
            yield msgspec.structs.replace(loaded, scorecard=then, publications=months)

    def look_at_authority(self, name: str) -> None:
        """Read another authority of the sources."""
        self._read(msgspec.structs.replace(self.request, authority=name, period=None))

    def stop_reading(self) -> bool:
        """Give up what is being read: before anything of it is shown, or when it takes a while; whether it did."""
        if not self.busy or (self._shown and not self._telling):
            return False
        self._number += 1
        self.busy = False
        self._unsay()
        if self.desk.loaded is None:
            self.end("stopped before anything was read")
        elif not self.desk.complete:
            self._say("Stopped: signals and findings are not worked out; r begins again.")
        return True

    def end(self, why: str) -> None:
        """End the app: nothing could be read, for this reason."""
        self.failure = why
        self.exit(return_code=2)

    def _start(self, reading: _Reading) -> None:
        """Take the steps in a thread; what was being read meanwhile is given up."""
        self._number = reading.number
        self._reading, self._shown, self.busy, self._come = reading, False, True, ""
        self._began = monotonic()
        self.set_timer(_A_WHILE, lambda: self._say_reading(reading))
        # Whoever leaves does not wait for it: the end of the app waits for its workers' threads, but not for this.
        self._reader = Thread(target=copy_context().run, args=(self._take, reading), name="reader", daemon=True)
        self._reader.start()

    def _take(self, reading: _Reading) -> None:
        try:
            files = self.files_now(reading.request.sources) if reading.from_disk else None
            taking = kept_rows.Taking(reading.request, self._kept) if reading.from_disk else None
            for number, step in enumerate(reading.steps()):
                if reading.number != self._number:
                    return
                loaded = taking.first(step) if taking and number == 0 else step
                if reading.again and not loaded.complete:
                    continue  # what was read before is whole, and is shown as long as this is not
                self._post(ScorecardRead(loaded, reading.number))
                self.painted.wait(_LONGEST_PAINT)  # two threads that compute at once keep each other from the lock
            if files is not None and reading.number == self._number:
                self.take_down(reading.request.sources, files)
            if taking and reading.number == self._number:
                taking.whole()
        except UnreadableError as error:
            self._post(ReadingFailed(str(error), reading.number, error.names))
        except Cancelled:
            return
        except Exception as error:  # noqa: BLE001 - whatever it is, nobody should be left before an empty screen
            reason = f"an error in Scorecard itself while reading: {type(error).__name__}: {error}"
            self._post(ReadingFailed(reason, reading.number))

    def _post(self, message: ScorecardRead | ReadingFailed | StillReading) -> None:
        """Tell the app from the reader's thread; nobody where it has ended meanwhile."""
        with suppress(RuntimeError):
            self.post_message(message)

    def _watch(self, number: int) -> Any:
        def tell(progress: Progress) -> None:
            if number != self._number:
                raise Cancelled
            if progress.total > 1:
                # What comes before the timer is said by it, all else at once: so nothing is missed.
                self._come = f"{progress.words} ({progress.done} of {progress.total})"
                if monotonic() - self._began >= _A_WHILE:
                    self._post(StillReading(self._come, number))

        return tell

    def _say_reading(self, reading: _Reading) -> None:
        if reading is self._reading and self.busy and not self._shown and not self._telling:
            self.post_message(StillReading(self._come or "reading", reading.number))

    def on_unmount(self) -> None:
        """Give up what is being read before the app ends."""
        self._number += 1
        super().on_unmount()

    def run(self, *arguments: Any, **options: Any) -> Any:
        """Run to the end of the app; what is still being read then does not keep the process."""
        try:
            return super().run(*arguments, **options)
        finally:
            if self._reader is not None and self._reader.is_alive():
                # Python must not tidy up under a thread that may be inside of polars.
                atexit.register(_leave, 2 if self.failure else self.return_code or 0)

    # ---- what comes of it

    @on(ScorecardRead)
    def _scorecard_read(self, message: ScorecardRead) -> None:
        """Show the scorecard; what was said of it is read once the first rows are on screen."""
        reading = self._reading
        if reading is None or message.number != self._number:
            return
        loaded, before = message.loaded, self.desk.overview
        another = before is not None and self._of(loaded) != (before.authority, before.period)
        first = before is None or self._kept is not None
        self.request, self._shown, self._kept = reading.request, True, None
        self._unsay()
        if another:
            self.desk.reviews = {}
        if loaded is not self.desk.loaded:
            self.desk.loaded = loaded
            self.show_desk()
        if loaded.complete and self.busy:
            self.busy = False
            self._say(reading.words)
            self.begin_to_look()
        self.call_after_refresh(self.after_paint)
        if first:
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
        reading = self._reading
        if reading is None or message.number != self._number:
            return
        self.busy = False
        self._unsay()
        if self._kept is not None:  # what was kept is worth nothing once the source cannot be read
            self._kept, self.desk.loaded = None, None
        shown = self.desk.overview
        if shown is None and message.names:
            self.choose_authority(message.names)
        elif shown is None:
            self.end(message.reason)
        elif shown.authority in message.names and reading.request.authority is None:
            self._read(msgspec.structs.replace(reading.request, authority=shown.authority), again=reading.again)
        elif reading.by_itself:  # nobody's typing is interrupted by what nobody asked for
            self._say(f"What was read before is still shown: {visible(message.reason)}")
        else:
            left = "What was read before is still shown." if self.desk.complete else "Only its table could be shown."
            self.tell_trouble(f"{message.reason}. {left}")

    @on(StillReading)
    def _still_reading(self, message: StillReading) -> None:
        screen = self.screen
        if message.number != self._number or not self.busy:
            return
        if isinstance(screen, ReviewingScreen) and screen.is_mounted and screen.message in ("", self._told):
            self._told = f"{visible(message.words)} ... esc stops it"
            screen.say(self._told)
            self._telling = True

    def _unsay(self) -> None:
        """Take away how far reading has come; what others said stays until the next key."""
        screen = self.screen
        if self._telling and isinstance(screen, ReviewingScreen) and screen.is_mounted and screen.message == self._told:
            screen.say("")
        self._telling = False


def _leave(code: int) -> None:
    """End the process at once."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)
