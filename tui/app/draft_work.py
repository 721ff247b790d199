"""Keeping what is being typed, in a thread of its own: a journal that others hold up does not hold up a draft."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from tui.app.errands import Errands
from tui.app.journal_work import JournalWish, author_of

if TYPE_CHECKING:
    from tui.journal.drafts import Draft, Drafts

Result = TypeVar("Result")


class DraftWork:
    """The drafts of this user. Errors are those of `tui.journal.drafts` and `tui.settings`."""

    def __init__(self, wish: JournalWish) -> None:
        self._wish = wish
        self._errands = Errands("drafts")
        self._drafts: Drafts | None = None

    async def do(self, work: Callable[[Drafts], Result]) -> Result:
        """Do something with the drafts."""
        return await self._errands.do(lambda: work(self._open()))

    async def author(self) -> str:
        """Who writes."""
        return await self._errands.do(lambda: author_of(self._wish))

    def keep_at_last(self, draft: Draft) -> None:
        """Keep a draft before everything ends: nobody waits for it but `stop`."""
        self._errands.leave(lambda: self._open().keep(draft))

    def stop(self) -> None:
        """Finish what was started."""
        self._errands.stop()

    def _open(self) -> Drafts:
        from tui.journal.drafts import Drafts, default_folder

        if self._drafts is None:
            self._drafts = Drafts(default_folder())
        return self._drafts
