"""All work on the journal, in one thread of its own: nobody waits at the keyboard for a disk or for a colleague."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

import msgspec

from tui.app.errands import Errands

if TYPE_CHECKING:
    from tui.journal.journal import Journal
    from tui.scorecard.review import Reviews

Result = TypeVar("Result")


class JournalWish(msgspec.Struct, frozen=True):
    """Which journal, and who writes in it, as the command line says; null leaves it to settings and system."""

    path: Path | None = None
    author: str | None = None


NO_WISH: Final = JournalWish()


class JournalWork:
    """A journal that is opened when there is something to read in it or to write.

    Whoever only looks leaves no file behind: the journal is made with the first thing that is written. What is
    started is finished, also where the app ends meanwhile. Errors are those of `tui.journal.errors` and
    `tui.settings`.
    """

    def __init__(self, wish: JournalWish) -> None:
        self._wish = wish
        self._journal: Journal | None = None
        self._errands = Errands("journal")

    async def author(self) -> str:
        """Who writes."""
        return await self._errands.do(lambda: self._where()[1])

    async def write(self, work: Callable[[Journal], Result]) -> Result:
        """Do what changes the journal."""
        return await self._errands.do(lambda: work(self._for_writing()))

    async def read(self, work: Callable[[Journal], Result]) -> Result | None:
        """Do what reads in it; null where there is no journal yet."""

        def run() -> Result | None:
            journal = self._for_reading()
            return None if journal is None else work(journal)

        return await self._errands.do(run)

    async def reviews(self, authority: str, period: date) -> Reviews:
        """What was said of an authority's indicators in a period."""
        return await self.read(lambda journal: journal.reviews(authority, period)) or {}

    async def changed_reviews(self, authority: str, period: date) -> Reviews | None:
        """What was said, where somebody else wrote since this was last asked; else null."""

        def run() -> Reviews | None:
            known = self._journal is not None
            journal = self._for_reading()
            if journal is None or (known and not journal.changed()):
                return None
            return journal.reviews(authority, period)

        return await self._errands.do(run)

    def stop(self) -> None:
        """Finish what was started, and close the journal."""
        self._errands.stop(self._close)

    def _for_writing(self) -> Journal:
        from tui.journal.journal import Journal

        if self._journal is None or not self._journal.writable:
            self._close()
            self._journal = Journal.open(*self._where())
        return self._journal

    def _for_reading(self) -> Journal | None:
        from tui.journal.errors import ReadOnlyError
        from tui.journal.journal import Journal

        if self._journal is None:
            path, author = self._where()
            if not path.exists():
                return None
            try:
                self._journal = Journal.open(path, author)
            except ReadOnlyError:
                self._journal = Journal.open(path, author, write=False)
        return self._journal

    def _where(self) -> tuple[Path, str]:
        from tui.journal.location import default_path
        from tui.settings import author_name, load_settings

        settings = load_settings()
        path = self._wish.path or settings.journal or default_path()
        return path, author_name(self._wish.author, settings)

    def _close(self) -> None:
        if self._journal is not None:
            self._journal.close()
            self._journal = None
