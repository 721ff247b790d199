"""What an analyst does with the indicator in front, on every screen that has one: review, comment, copy, hand over."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from textual.binding import Binding
from textual.screen import Screen, ScreenResultType

from tui.app.desk import Desk, DeskWatcher
from tui.app.widgets.key_bar import KeyBar
from tui.reports.plain_text import visible
from tui.scorecard.review import OPEN, STATE_WORDS, Key, State
from tui.scorecard.views import IndicatorView

if TYPE_CHECKING:
    from tui.app.commenting import Outcome
    from tui.app.journaling import JournalingApp
    from tui.journal.journal import Journal

REVIEW_BINDINGS: Final = [
    Binding("space", "review('reviewed')", "Reviewed", id="review.reviewed"),
    Binding("c", "comment", "Comment", id="review.comment"),
    Binding("w", "review('needs_explanation')", "Why?", id="review.explain", tooltip="Needs explanation"),
    Binding("x", "review('escalated')", "Escalate", id="review.escalate"),
    Binding("at", "assign", "Assign", key_display="@", id="review.assign", tooltip="Assign to somebody"),
    Binding("z", "review('snoozed')", "Snooze", id="review.snooze", tooltip="Snooze until next period"),
    Binding("u", "undo", "Undo", id="review.undo", tooltip="Undo your own last step"),
    Binding("E", "editor", "Editor", id="review.editor", tooltip="Comment in your own $EDITOR"),
    Binding("v", "versions", "Versions", id="review.versions", tooltip="Every version of the commentary"),
    Binding("y", "copy_row", "Copy", id="review.copy-row", tooltip="Copy the row to your clipboard"),
    Binding("Y", "copy_comment", "Copy commentary", show=False, id="review.copy-comment"),
    Binding("e", "export", "Briefing", id="review.export", tooltip="Write the exception briefing to a file"),
]


class ReviewingScreen(DeskWatcher, Screen[ScreenResultType]):
    """The base of screens with an indicator in front."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    @property
    def indicator(self) -> IndicatorView | None:
        """The indicator in front."""
        raise NotImplementedError

    @property
    def keeper(self) -> JournalingApp:
        """The app, which keeps the journal and the drafts."""
        from tui.app.journaling import JournalingApp

        assert isinstance(self.app, JournalingApp)
        return self.app

    @property
    def message(self) -> str:
        """What the last line says in place of the keys."""
        return self.query_one(KeyBar).message

    def say(self, message: str) -> None:
        """A word in the last line, until the next key."""
        self.query_one(KeyBar).say(message)

    def key_pressed(self) -> None:
        """Any key takes the last message away."""
        self.say("")

    # ---- one keystroke each

    def action_review(self, state: State) -> None:
        """Give the indicator a state; the same key takes it back."""
        if (indicator := self.indicator) is None or not self.ready_to_review():
            return

        def toggle(journal: Journal, key: Key) -> str:
            # What the journal says by now decides, not what was on screen when the key was pressed.
            present = journal.reviews(key.authority, key.period).get(key.ref, OPEN).state
            wanted: State = "open" if present == state else state
            journal.set_state(key, wanted)
            return STATE_WORDS[wanted]

        self._write(indicator, toggle)

    def action_undo(self) -> None:
        """Take back one's own last step in this period, on whichever indicator that was."""
        if self.indicator is not None and self.ready_to_review():
            key = self.desk.key(self.indicator)
            self.journal_work(lambda journal: _undone(journal, key))

    async def action_assign(self) -> None:
        """Ask whose the indicator is."""
        from tui.app.screens.ask import AskScreen

        if (indicator := self.indicator) is None or not self.ready_to_review():
            return
        names = dict.fromkeys([indicator.head_of_service, *(one.assigned for one in self.desk.reviews.values())])
        known = [name for name in names if name and name != "not published"]
        assigned = self.desk.review(indicator).assigned
        question = f"Assign {visible(indicator.ref)} to"
        # The indicator is the one that was asked about, whatever is in front when the answer comes.
        answered = partial(self._assigned, indicator)
        await self.app.push_screen(AskScreen(question, assigned, known, "empty: nobody's"), answered)

    def _assigned(self, indicator: IndicatorView, name: str | None) -> None:
        if name is None:
            return
        wanted = name.strip()

        def assign(journal: Journal, key: Key) -> str:
            journal.assign(key, wanted)
            return f"assigned to {wanted}" if wanted else "assigned to nobody"

        self._write(indicator, assign)

    def _write(self, indicator: IndicatorView, work: Callable[[Journal, Key], str]) -> None:
        """Write of an indicator, then say what was written."""
        key = self.desk.key(indicator)
        self.journal_work(lambda journal: f"{visible(key.ref)}: {visible(work(journal, key))}")

    def journal_work(self, work: Callable[[Journal], str]) -> None:
        """Have the app do work on the journal, and say what comes of it."""
        self.keeper.write_in_journal(work)

    # ---- commentary

    async def action_comment(self) -> None:
        """Write commentary on the indicator."""
        from tui.app.screens.commentary import CommentaryScreen

        if self.indicator is not None and self.ready_to_review():
            app = self.keeper
            await app.push_screen(CommentaryScreen(self.desk, self.indicator, app.journal, app.drafts), self._commented)

    def ready_to_review(self) -> bool:
        """Whether everything is there that a review rests on; says so where it is not."""
        if not self.desk.complete:
            stopped = "Working out the numbers was stopped: r begins again."
            self.say("One moment: the numbers are still being worked out." if self.keeper.busy else stopped)
        return self.desk.complete

    async def action_editor(self) -> None:
        """Write commentary in the user's own editor."""
        from tui.app.screens.elsewhere import ElsewhereScreen

        if self.indicator is not None and self.ready_to_review():
            await self.app.push_screen(ElsewhereScreen(self.desk, self.indicator), self._commented)

    def _commented(self, outcome: Outcome | None) -> None:
        """Show what was said; a trouble is told so that nobody misses it."""
        self.keeper.read_again()
        if outcome is not None and outcome.trouble:
            self.keeper.tell_trouble(outcome.trouble)
        elif outcome is not None and outcome.words:
            self.say(outcome.words)

    async def action_versions(self) -> None:
        """Show every version of the commentary, and the period's before."""
        from tui.app.screens.versions import VersionsScreen

        if self.indicator is not None:
            await self.app.push_screen(VersionsScreen(self.desk.key(self.indicator), self.keeper.journal))

    # ---- where it came from

    async def show_provenance(self) -> None:
        """Show where each number of the indicator stands in its source."""
        from tui.app.screens.provenance import ProvenanceScreen

        if self.indicator is not None:
            insight = self.desk.subject(self.indicator).insight
            await self.app.push_screen(ProvenanceScreen(self.indicator, self.desk.glyphs, insight))

    # ---- what leaves

    def action_copy_row(self) -> None:
        """Copy the indicator's row to the user's clipboard."""
        from tui.app.clipboard import copy
        from tui.reports.row_text import row_text

        if self.indicator is not None:
            said = copy(self.app, row_text(self.desk.subject(self.indicator)))
            self.say(f"{visible(self.indicator.ref)}: row {said}")

    def action_copy_comment(self) -> None:
        """Copy the commentary to the user's clipboard."""
        from tui.app.clipboard import copy

        if self.indicator is None:
            return
        comment = self.desk.review(self.indicator).comment
        said = f"commentary {copy(self.app, comment.text)}" if comment else "no commentary to copy; c writes one"
        self.say(f"{visible(self.indicator.ref)}: {said}")

    async def action_export(self) -> None:
        """Ask where to write the briefing, and write it."""
        from tui.app.exporting import ask_for_file

        if self.ready_to_review():
            await ask_for_file(self)


def _undone(journal: Journal, key: Key) -> str:
    """Undo, and say what was undone."""
    event = journal.undo(key.authority, key.period)
    if event is None:
        return "Nothing of yours to undo in this period."
    what = {"comment": "your commentary", "assignment": "the assignment"}.get(event.kind, "")
    state = STATE_WORDS.get(event.text, event.text)  # type: ignore[call-overload]
    return f"{visible(event.key.ref)}: undone: {what or visible(state)}"
