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
    started is finished, also where the app ends meanwhile; what failed then is in `untold`. Errors are those of
    `tui.journal.errors` and `tui.settings`.
    """

    def __init__(self, wish: JournalWish) -> None:
        self.untold: list[str] = []
        """Why something was not written, for as long as nobody was told."""
        self._wish = wish
        self._journal: Journal | None = None
        self._errands = Errands("journal")
        self._stale = False
        """Whether there is something in the journal that nobody was given yet."""

    async def write(self, work: Callable[[Journal], Result]) -> Result:
        """Do what changes the journal."""

        def run() -> Result:
            try:
                return work(self._for_writing())
            except Exception as error:
                self.untold.append(str(error))
                raise

        try:
            return await self._errands.do(run)
        except Exception as error:
            self.untold.remove(str(error))  # whoever waited tells it
            raise

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
        """What was said, where anything was written that was not given yet; else null."""

        def run() -> Reviews | None:
            journal = self._for_reading()
            if journal is None:
                return None
            self._stale = journal.changed() or self._stale
            return journal.reviews(authority, period) if self._stale else None

        found = await self._errands.do(run)
        if found is not None:
            self._stale = False
        return found

    def stop(self) -> None:
        """Finish what was started, and close the journal."""
        self._errands.stop(self._close)

    def _for_writing(self) -> Journal:
        if self._journal is None or not self._journal.writable or self._journal.replaced:
            self._open(write=True)
        assert self._journal is not None
        return self._journal

    def _for_reading(self) -> Journal | None:
        from tui.journal.errors import MissingFolderError, ReadOnlyError
        from tui.journal.location import stands

        if self._journal is not None and self._journal.replaced:
            self._close()
        if self._journal is None:
            try:
                if not stands(self._path):
                    return None
                self._open(write=True)
            except MissingFolderError:
                return None  # told when there is something to write
            except ReadOnlyError:
                self._open(write=False)
        return self._journal

    def _open(self, *, write: bool) -> None:
        from tui.journal.journal import Journal

        self._close()
        self._journal = Journal.open(self._path, author_of(self._wish), write=write)
        self._stale = True

    @property
    def _path(self) -> Path:
        from tui.settings import journal_path, load_settings

        return journal_path(self._wish.path, load_settings())

    def _close(self) -> None:
        if self._journal is not None:
            self._journal.close()
            self._journal = None


def author_of(wish: JournalWish) -> str:
    """Who writes. Raises `SettingsError`."""
    from tui.settings import author_name, load_settings

    return author_name(wish.author, load_settings())
