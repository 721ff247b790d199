"""The app looks whether its sources have changed on disk: it says so, or reads them again by itself."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from time import time
from typing import TYPE_CHECKING, Any, Final

import msgspec
from textual import on, work

from tui.app.desk import Desk
from tui.app.journal_work import JournalWish
from tui.app.journaling import JournalingApp
from tui.app.messages import SourcesChanged
from tui.app.screens.reviewing import ReviewingScreen
from tui.reports.plain_text import visible
from tui.sources.request import Request

if TYPE_CHECKING:
    from tui.sources.identity import Fingerprint

_LOOK_AFTER: Final = 2
"""Ticks of the app's one timer between two looks."""

_JUST_NOW: Final = 2.0
"""Seconds after its last change that a file may still be being written."""

_MOST_WAITS: Final = 20
"""Looks at a file that is being written before it is read as it is."""


class WatchingApp(JournalingApp):
    """Knows what the files were when they were read. With `watches`, it reads again when they are otherwise."""

    def __init__(self, desk: Desk, request: Request, wish: JournalWish, *, watches: bool, **options: Any) -> None:
        super().__init__(desk, wish, **options)
        self.request = request
        """What is on screen, or is being read for the first time."""
        self._watches = watches
        self._looking = False
        self._ticks = 0
        self._before: tuple[Fingerprint, ...] = ()
        self._seen: tuple[Fingerprint, ...] | None = None
        """What the files were at the last look that led to something, or found nothing new."""

    def read(self, *, by_itself: bool = False) -> None:
        """Read the sources, for the first time or again; nobody asked for it where that is done `by_itself`."""
        raise NotImplementedError

    # ---- in the reader's thread

    @staticmethod
    def files_now(sources: Sequence[Path]) -> tuple[Fingerprint, ...]:
        """What the files are before they are read, once nobody is writing them any more."""
        from tui.sources.identity import fingerprints, unsettled

        files = fingerprints(sources) if sources else ()
        for _ in range(_MOST_WAITS):
            fresh = [each.path for each in files if abs(time() - each.mtime_ns / 1e9) < _JUST_NOW]
            if not fresh or not unsettled(fresh):
                break
            files = fingerprints(sources)
        return files

    def take_down(self, sources: Sequence[Path], files: tuple[Fingerprint, ...]) -> None:
        """Take down what the files were that have been read.

        With their content, unless they have changed since: a file that is only touched later has not changed.
        """
        from tui.sources.identity import fingerprints

        now = {each.path: each for each in fingerprints(sources, content=True)} if sources else {}
        same = {path for path, each in now.items() if msgspec.structs.replace(each, sha256=None) in files}
        self._before = tuple(now[each.path] if each.path in same else each for each in files)
        self._seen = None

    # ---- looking

    def begin_to_look(self) -> None:
        """Look from now on."""
        self._looking = True

    def tick(self) -> None:
        """Ask the journal; at every second tick, look at the sources too."""
        super().tick()
        self._ticks += 1
        if self._looking and self.request.sources and self._ticks % _LOOK_AFTER == 0:
            self._look()

    @work(thread=True, exit_on_error=False, group="look", exclusive=True)
    def _look(self) -> None:
        from tui.sources.identity import changed, fingerprints, unsettled

        before, sources = self._before, self.request.sources
        now = fingerprints(sources)
        if self.busy or not before or now == self._seen:
            return
        if not changed(sources, before):
            self._seen = now
        elif not unsettled([each.path for each in now]) and fingerprints(sources) == now:
            gone = next((each for each in sources if not each.exists()), None)
            self.post_message(SourcesChanged(now, gone))

    @on(SourcesChanged)
    def _sources_changed(self, message: SourcesChanged) -> None:
        """Say so, or read again; where something else is in front, it is said once that is away."""
        reads = self._watches and message.gone is None
        if self.busy or not (reads or isinstance(self.screen, ReviewingScreen)):
            return
        self._seen = message.files
        if reads:
            self.read(by_itself=True)
        elif message.gone is not None:
            self._say(f"{visible(message.gone.name)} is gone from disk; what was read of it is still shown.")
        else:
            self._say("The source has changed on disk: r reads it again.")
