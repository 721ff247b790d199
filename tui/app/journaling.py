"""The app as the keeper of the journal: what was said is read and written in threads, and every screen shows it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final

from textual import on, work

from tui.app.desk import Desk, DeskWatcher
from tui.app.draft_work import DraftWork
from tui.app.journal_work import JournalWish, JournalWork
from tui.app.keys_in_order import KeysInOrder
from tui.app.messages import DraftsFound, JournalTrouble, ReviewsRead
from tui.app.screens.reviewing import ReviewingScreen
from tui.journal.errors import JournalError
from tui.reports.plain_text import visible
from tui.settings import SettingsError

if TYPE_CHECKING:
    from tui.journal.journal import Journal

_ASK_AFTER: Final = 1.0
"""Seconds between two looks whether another analyst wrote: the only timer of an app that is left alone."""

_MOST_NAMED: Final = 5


class JournalingApp(KeysInOrder):
    """Holds what all screens share. Workers post messages, handlers show them."""

    busy = False
    """Whether the scorecard is still being read, or worked out."""

    def __init__(self, desk: Desk, wish: JournalWish, **options: Any) -> None:
        super().__init__(**options)
        self.desk = desk
        self.journal = JournalWork(wish)
        self.drafts = DraftWork(wish)
        self._trouble: str | None = None
        self._asking = False

    def show_desk(self) -> None:
        """Have every screen show the desk as it is now."""
        for screen in self.screen_stack:
            if isinstance(screen, DeskWatcher) and screen.is_mounted:
                screen.desk_changed()

    def key_pressed(self) -> None:
        """Any key takes the last message away."""
        if isinstance(self.screen, ReviewingScreen) and self.screen.is_mounted:
            self.screen.key_pressed()

    # ---- reading

    def begin_journal(self) -> None:
        """Read what was said, and go on asking whether another analyst wrote."""
        self._ask_journal()
        self.set_interval(_ASK_AFTER, self.tick)
        self._look_for_drafts(tell=True)

    def tick(self) -> None:
        """Once a second: ask whether another analyst wrote."""
        self._ask_journal()

    def read_again(self) -> None:
        """Read what this app has written itself: the journal tells only of others."""
        self._read_reviews()
        self._look_for_drafts(tell=False)

    @work(group="ask")
    async def _ask_journal(self) -> None:
        """Read what was said where somebody else has written; one question at a time."""
        if (overview := self.desk.overview) is None or self._asking:
            return
        self._asking = True
        try:
            reviews = await self.journal.changed_reviews(overview.authority, overview.period)
        except (JournalError, SettingsError) as error:
            self._tell_once(str(error))
        else:
            self._trouble = None
            if reviews is not None:
                self.post_message(ReviewsRead(reviews))
        finally:
            self._asking = False

    @work(group="read", exclusive=True)
    async def _read_reviews(self) -> None:
        if (overview := self.desk.overview) is None:
            return
        try:
            self.post_message(ReviewsRead(await self.journal.reviews(overview.authority, overview.period)))
        except (JournalError, SettingsError) as error:
            self._tell_once(str(error))

    def _tell_once(self, trouble: str) -> None:
        """Tell why nothing can be read: once, not every second."""
        if trouble != self._trouble:
            self._trouble = trouble
            self.post_message(JournalTrouble(trouble))

    @work(group="drafts", exclusive=True)
    async def _look_for_drafts(self, *, tell: bool) -> None:
        """Find what was being typed and is not saved; tell of it where it was left at an earlier time."""
        try:
            author = await self.drafts.author()
            drafts, damaged = await self.drafts.do(lambda each: (each.all(author), list(each.damaged)))
        except (JournalError, SettingsError) as error:
            self.post_message(DraftsFound((), visible(str(error)) if tell else ""))
            return
        here = [draft.key.ref for draft in drafts if self.desk.is_here(draft.key)]
        self.post_message(DraftsFound(here, _draft_words(here, damaged) if tell else ""))

    # ---- writing

    @work(group="write")
    async def write_in_journal(self, work: Callable[[Journal], str]) -> None:
        """Do work on the journal, then show what it changed and say what it gives."""
        overview = self.desk.overview
        assert overview is not None
        try:
            words, reviews = await self.journal.write(
                lambda journal: (work(journal), journal.reviews(overview.authority, overview.period))
            )
        except (JournalError, SettingsError) as error:
            self.post_message(JournalTrouble(str(error)))
        else:
            self.post_message(ReviewsRead(reviews, words))

    async def action_quit(self) -> None:
        """Leave; what is being typed is kept as a draft."""
        from tui.app.screens.commentary import CommentaryScreen

        for screen in self.screen_stack:
            if isinstance(screen, CommentaryScreen) and (draft := screen.draft_to_keep()) is not None:
                self.drafts.keep_at_last(draft)
        await super().action_quit()

    def on_unmount(self) -> None:
        """Finish what was begun before the app ends."""
        self.journal.stop()
        self.drafts.stop()

    # ---- showing

    @on(ReviewsRead)
    def _reviews_read(self, message: ReviewsRead) -> None:
        if message.reviews != self.desk.reviews:
            self.desk.reviews = message.reviews
            self.show_desk()
        self._say(message.words)

    @on(DraftsFound)
    def _drafts_found(self, message: DraftsFound) -> None:
        if self.desk.drafts != frozenset(message.refs):
            self.desk.drafts = frozenset(message.refs)
            self.show_desk()
        self._say(message.words)

    @on(JournalTrouble)
    def _journal_trouble(self, message: JournalTrouble) -> None:
        self.tell_trouble(message.reason)

    def tell_trouble(self, reason: str) -> None:
        """Show why something could not be done, over whatever is in front, until a key is pressed."""
        from tui.app.screens.choice import KeyScreen

        if self.screen_stack:
            self.push_screen(KeyScreen("Not done", visible(reason), [("escape", "go on")]))

    def _say(self, words: str) -> None:
        if words and self.screen_stack and isinstance(self.screen, ReviewingScreen) and self.screen.is_mounted:
            self.screen.say(words)


def _draft_words(refs: Sequence[str], damaged: Sequence[Exception]) -> str:
    """What to tell of drafts that were left, and of those that cannot be read any more."""
    if damaged:
        return visible(f"a draft could not be read: {damaged[0]}")
    names = visible(", ".join(refs[:_MOST_NAMED]) + (" and others" if len(refs) > _MOST_NAMED else ""))
    return f"What you wrote on {names} is not saved yet: c there goes on with it." if refs else ""
