"""What an analyst does with the indicator in front, on every screen that has one: review, comment, copy, hand over."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from textual import work
from textual.binding import Binding
from textual.screen import Screen, ScreenResultType

from tui.app.desk import Desk, DeskWatcher
from tui.app.widgets.key_bar import KeyBar
from tui.reports.plain_text import visible
from tui.scorecard.review import STATE_WORDS, Key, State
from tui.scorecard.views import IndicatorView

if TYPE_CHECKING:
    from tui.app.app import ScorecardApp
    from tui.app.commenting import Beginning
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
    def scorecard_app(self) -> ScorecardApp:
        """The app, which keeps the journal and the drafts."""
        from tui.app.app import ScorecardApp

        assert isinstance(self.app, ScorecardApp)
        return self.app

    def say(self, message: str) -> None:
        """A word in the last line, until the next key."""
        self.query_one(KeyBar).say(message)

    def on_key(self) -> None:
        """Any key takes the last message away."""
        self.say("")

    # ---- one keystroke each

    def action_review(self, state: State) -> None:
        """Give the indicator a state; the same key takes it back."""
        if self.indicator is None:
            return
        review = self.desk.review(self.indicator)
        wanted: State = "open" if review.state == state else state
        self._write(lambda journal, key: journal.set_state(key, wanted), STATE_WORDS[wanted])

    def action_undo(self) -> None:
        """Take back one's own last step in this period, on whichever indicator that was."""
        if self.indicator is not None:
            key = self.desk.key(self.indicator)
            self.journal_work(lambda journal: _undone(journal, key))

    def action_assign(self) -> None:
        """Ask whose the indicator is."""
        from tui.app.screens.ask import AskScreen

        if (indicator := self.indicator) is None:
            return
        names = dict.fromkeys([indicator.head_of_service, *(one.assigned for one in self.desk.reviews.values())])
        known = [name for name in names if name and name != "not published"]
        assigned = self.desk.review(indicator).assigned
        question = f"Assign {visible(indicator.ref)} to"
        self.app.push_screen(AskScreen(question, assigned, known, "empty: nobody's"), self._assigned)

    def _assigned(self, name: str | None) -> None:
        if name is not None:
            said = f"assigned to {name.strip()}" if name.strip() else "assigned to nobody"
            self._write(lambda journal, key: journal.assign(key, name.strip()), said)

    def _write(self, work: Callable[[Journal, Key], Any], said: str) -> None:
        """Write of the indicator in front, then say so."""
        if (indicator := self.indicator) is None:
            return
        key = self.desk.key(indicator)

        def run(journal: Journal) -> str:
            work(journal, key)
            return f"{visible(indicator.ref)}: {visible(said)}"

        self.journal_work(run)

    def journal_work(self, work: Callable[[Journal], str]) -> None:
        """Have the app do work on the journal, and say what comes of it."""
        self.scorecard_app.write_in_journal(work)

    # ---- commentary

    def action_comment(self) -> None:
        """Write commentary on the indicator."""
        if self.indicator is not None and self.desk.complete:
            self._begin_comment(self.indicator)

    @work(exclusive=True, group="comment")
    async def _begin_comment(self, indicator: IndicatorView) -> None:
        from tui.app.screens.commentary import CommentaryScreen

        beginning = await self._beginning(indicator)
        if beginning is not None:
            journal, drafts = self.scorecard_app.journal, self.scorecard_app.drafts
            screen = CommentaryScreen(self.desk, indicator, beginning, journal, drafts)
            self.app.push_screen(screen, self._commented)

    async def _beginning(self, indicator: IndicatorView) -> Beginning | None:
        """What commentary begins with; null, and the reason in the last line, where the journal cannot be read."""
        from tui.app.commenting import begin
        from tui.journal.errors import JournalError
        from tui.settings import SettingsError

        key, app = self.desk.key(indicator), self.scorecard_app
        try:
            return await begin(self.desk.subject(indicator), key, app.journal, app.drafts)
        except (JournalError, SettingsError, OSError) as error:
            self.tell_trouble(str(error))
            return None

    def tell_trouble(self, reason: str) -> None:
        """Show why something cannot be done, until a key is pressed."""
        from tui.app.screens.choice import ChoiceScreen

        self.app.push_screen(ChoiceScreen("Not done", visible(reason), [("escape", "go on")]))

    def action_editor(self) -> None:
        """Write commentary in the user's own editor."""
        if self.indicator is not None and self.desk.complete:
            self._comment_in_editor(self.indicator)

    @work(exclusive=True, group="comment")
    async def _comment_in_editor(self, indicator: IndicatorView) -> None:
        from tui.app.editor import comment_in_editor

        beginning = await self._beginning(indicator)
        if beginning is not None:
            said = await comment_in_editor(self.scorecard_app, beginning)
            self.say(said)

    def _commented(self, words: str | None) -> None:
        if words:
            self.say(words)

    def action_versions(self) -> None:
        """Show every version of the commentary, and the period's before."""
        if self.indicator is not None:
            self._show_versions(self.desk.key(self.indicator))

    @work(exclusive=True, group="comment")
    async def _show_versions(self, key: Key) -> None:
        from tui.app.screens.versions import VersionsScreen
        from tui.journal.errors import JournalError
        from tui.settings import SettingsError

        journal = self.scorecard_app.journal
        try:
            versions = await journal.read(lambda each: each.versions(key)) or []
            last = await journal.read(lambda each: each.last_comment_before(key))
        except (JournalError, SettingsError) as error:
            self.tell_trouble(str(error))
            return
        self.app.push_screen(VersionsScreen(key, versions, last))

    # ---- where it came from

    def show_provenance(self) -> None:
        """Show where each number of the indicator stands in its source."""
        from tui.app.screens.provenance import ProvenanceScreen

        if self.indicator is not None:
            insight = self.desk.subject(self.indicator).insight
            self.app.push_screen(ProvenanceScreen(self.indicator, self.desk.glyphs, insight))

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

    def action_export(self) -> None:
        """Ask where to write the briefing, and write it."""
        from tui.app.exporting import ask_for_file

        if self.desk.complete:
            ask_for_file(self)


def _undone(journal: Journal, key: Key) -> str:
    """Undo, and say what was undone."""
    event = journal.undo(key.authority, key.period)
    if event is None:
        return "Nothing of yours to undo in this period."
    what = {"comment": "your commentary", "assignment": "the assignment"}.get(event.kind, "")
    state = STATE_WORDS.get(event.text, event.text)  # type: ignore[call-overload]
    return f"{visible(event.key.ref)}: undone: {what or visible(state)}"
