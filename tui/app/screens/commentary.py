"""Writing commentary: the numbers beside the text, and a draft on disk at every moment."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import TextArea

from tui.app.commenting import Beginning, Outcome, begin, draft_of, left_draft, save_commentary, saved_words
from tui.app.desk import Desk, DeskWatcher
from tui.app.draft_work import DraftWork
from tui.app.journal_work import JournalWork
from tui.app.screens.choice import KeyScreen
from tui.app.widgets.commentary_head import CommentaryHead
from tui.app.widgets.indicator_page import IndicatorPage
from tui.app.widgets.key_bar import KeyBar
from tui.app.widgets.status_line import StatusLine
from tui.app.widgets.too_small import TooSmall
from tui.journal.errors import JournalError
from tui.reports.cells import Cell, Tone
from tui.reports.plain_text import editable, visible
from tui.reports.review import moment
from tui.scorecard.periods import long_label
from tui.scorecard.views import IndicatorView
from tui.settings import SettingsError

if TYPE_CHECKING:
    from tui.journal.drafts import Draft, Drafts

_DRAFT_DELAY: Final = 0.5
"""Seconds after which a change is kept in the draft: less than the one second that may be lost."""


class CommentaryEditor(TextArea):
    """The text."""

    def on_resize(self) -> None:
        """Draw it anew: lines drawn before the text was wrapped to the new width would stay where their number does."""
        self.refresh()


class CommentaryScreen(DeskWatcher, Screen[Outcome]):
    """Gives what came of it.

    What is typed is kept as a draft from the first key on; where the text begins, the journal is asked meanwhile.
    """

    CSS_PATH = "commentary.tcss"
    AUTO_FOCUS = "CommentaryEditor"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Save", priority=True, key_display="ctrl+s", id="commentary.save"),
        Binding("escape", "leave", "Leave", priority=True, key_display="esc", id="commentary.leave"),
        Binding("ctrl+n", "numbers", "From the numbers", priority=True, key_display="ctrl+n", id="commentary.numbers"),
        Binding("ctrl+l", "last", "Last period's", priority=True, key_display="ctrl+l", id="commentary.last"),
    ]

    def __init__(self, desk: Desk, indicator: IndicatorView, journal: JournalWork, drafts: DraftWork) -> None:
        super().__init__()
        self.desk = desk
        self.indicator = indicator
        self._key = desk.key(indicator)
        self._journal = journal
        self._drafts = drafts
        self._author: str | None = None
        self._begun: Beginning | None = None
        self._timer: Timer | None = None
        self._kept = ""
        """The text that is on disk, or needs not be."""
        self._told: str | None = None
        self._saving = False
        self._outcome: Outcome | None = None

    def compose(self) -> ComposeResult:
        """Numbers, text, what became of it, keys."""
        yield CommentaryHead(self.desk.subject(self.indicator))
        with Container(id="body"):
            editor = CommentaryEditor(soft_wrap=True, show_line_numbers=False, compact=True)
            editor.cursor_blink = False
            yield editor
            yield IndicatorPage(self.desk.glyphs, id="pane", classes="-open")
        yield StatusLine()
        yield KeyBar()
        yield TooSmall()

    def on_mount(self) -> None:
        """Take what is typed from now on, and find out what the text begins with."""
        self.query_one(IndicatorPage).show(self.desk.subject(self.indicator))
        editor = self._editor
        editor.border_title = visible(f"Commentary on {self.indicator.ref}, {long_label(self.indicator.period)}")
        self.set_focus(editor)
        self._begin()

    @property
    def _editor(self) -> CommentaryEditor:
        return self.query_one(CommentaryEditor)

    def _tell(self, words: str, tone: Tone = "quiet") -> None:
        self.query_one(StatusLine).tell(left=Cell(visible(words), tone))

    # ---- beginning

    @work(group="begin")
    async def _begin(self) -> None:
        try:
            self._author = await self._drafts.author()
            draft = await left_draft(self._key, self._author, self._drafts)
            if draft is not None:
                self._put_before_what_is_typed(editable(draft.text))
            subject = self.desk.subject(self.indicator)
            begun = await begin(subject, self._key, self._author, draft, self._journal)
        except (JournalError, SettingsError) as error:
            await self._not_begun(str(error))
            return
        self._begun = begun
        if not begun.restored:
            self._put_before_what_is_typed(begun.text)
        self._tell(begun.note)
        self.desk_changed()

    def _put_before_what_is_typed(self, text: str) -> None:
        editor = self._editor
        typed = editor.text
        self._kept = text
        editor.text = text + typed
        editor.move_cursor(editor.document.end)

    async def _not_begun(self, reason: str) -> None:
        """Leave, and tell where what was typed meanwhile is."""
        kept = ""
        if self._author and self._editor.text.strip() and self._editor.text != self._kept:
            kept = await self._keep_for_sure()
        self._finish(Outcome(trouble=f"{reason}. {kept}".strip()))

    # ---- drafts

    def on_text_area_changed(self) -> None:
        """Keep the draft soon: at once would be a write a key."""
        if self._timer is None and not self._saving and self._outcome is None:
            self._timer = self.set_timer(_DRAFT_DELAY, self._keep_draft)

    @work(group="draft")
    async def _keep_draft(self) -> None:
        self._timer = None
        text = self._editor.text
        if self._saving or self._outcome is not None or text == self._kept:
            return
        draft = self.draft_to_keep()
        if draft is None:
            return
        if not await self._keep(draft):
            return
        self._kept = text
        self.query_one(StatusLine).tell(right=Cell("draft kept", "quiet"))

    async def _keep(self, draft: Draft) -> bool:
        """Keep a draft; whether it could be, which is told where it could not."""
        try:
            await self._drafts.do(lambda drafts: drafts.keep(draft))
        except JournalError as error:
            self._tell(f"No draft can be kept: {error.said}", "worse")
            return False
        return True

    def draft_to_keep(self) -> Draft | None:
        """What is typed and is not saved, as a draft; null where there is nothing."""
        if not self._unsaved or self._author is None or self._outcome is not None:
            return None
        return draft_of(self._key, self._author, self._editor.text, self._begun.based_on if self._begun else None)

    @property
    def _unsaved(self) -> bool:
        return self._editor.text.strip() not in ("", self._begun.kept.strip() if self._begun else "")

    async def _keep_for_sure(self) -> str:
        """Keep what stands there as a draft, and say where it is."""
        assert self._author is not None
        draft = draft_of(self._key, self._author, self._editor.text, self._begun.based_on if self._begun else None)

        def keep(drafts: Drafts) -> str:
            drafts.keep(draft)
            return f"Your text is kept in {drafts.path_of(draft.key, draft.author)}"

        try:
            return await self._drafts.do(keep)
        except JournalError as error:
            return f"No draft could be kept either: {error}"

    async def _drop_draft(self) -> None:
        key, author = self._key, self._author
        if author is None:
            return
        try:
            await self._drafts.do(lambda drafts: drafts.drop(key, author))
        except JournalError as error:
            self.app.log(f"draft not dropped: {error}")

    # ---- what others do

    def desk_changed(self) -> None:
        """Tell where somebody else has saved a version meanwhile."""
        comment = self.desk.review(self.indicator).comment
        if comment is None or self._begun is None or comment.version in (self._begun.based_on, self._told):
            return
        self._told = comment.version
        self._tell(f"{comment.author} saved a version at {moment(comment.at)}: saving keeps both", "worse")

    # ---- saving

    def action_save(self) -> None:
        """Save, and close once it is on disk."""
        text = self._editor.text.strip()
        if not text:
            self._tell("There is nothing to save: write something, or leave with esc.", "worse")
        elif self._begun is None:
            self._tell("One moment: what stands there is still being read.", "worse")
        elif not self._saving:
            self._set_saving(saving=True)
            self._save(self._begun, text)

    def _set_saving(self, *, saving: bool) -> None:
        """While it is saved, nothing can be typed: it would be in neither version nor draft."""
        self._saving = self._editor.read_only = saving
        if saving:
            self._tell("saving ...")

    @work(exclusive=True, group="save")
    async def _save(self, begun: Beginning, text: str) -> None:
        try:
            saved = await save_commentary(self._journal, begun, text)
        except (JournalError, SettingsError) as error:
            self._set_saving(saving=False)
            kept = await self._keep_for_sure()
            self._tell("not saved", "worse")
            choices = [("escape", "go on writing; ctrl+s tries again")]
            self.app.push_screen(KeyScreen("Not saved", visible(f"{error}. {kept}"), choices))
            return
        await self._drop_draft()
        self._finish(Outcome(saved_words(begun.key.ref, saved)))

    # ---- leaving

    def action_leave(self) -> None:
        """Close; ask first where something would be lost."""
        if self._saving:
            return
        if not self._unsaved:
            self._close()
            return
        choices = [
            ("s", "save it"),
            ("k", "keep it as a draft: it is here when you come back"),
            ("d", "discard it"),
            ("escape", "go on writing"),
        ]
        self.app.push_screen(KeyScreen("Not saved yet", "What you wrote is not saved.", choices), self._left)

    def _left(self, answer: str | None) -> None:
        if answer == "s":
            self.action_save()
        elif answer == "d":
            self._close()
        elif answer == "k":
            self._close_with_draft()

    @work(group="close")
    async def _close(self) -> None:
        self._set_saving(saving=True)
        await self._drop_draft()
        self._finish(Outcome())

    @work(group="close")
    async def _close_with_draft(self) -> None:
        draft = self.draft_to_keep()
        if draft is None:
            return
        if not await self._keep(draft):
            return
        self._finish(Outcome(f"{visible(draft.key.ref)}: kept as a draft, not saved"))

    def _finish(self, outcome: Outcome) -> None:
        """Close with this outcome; while something else lies over the screen, once it is in front again."""
        self._outcome = outcome
        self._finish_in_front()

    def on_screen_resume(self) -> None:
        """What was waited for may have come while something lay over the screen."""
        self._finish_in_front()

    def _finish_in_front(self) -> None:
        if self._outcome is not None and self.app.screen is self:
            self.workers.cancel_node(self)  # Textual does so too, but only once the widgets are gone
            self.dismiss(self._outcome)

    # ---- filling

    def action_numbers(self) -> None:
        """Put what the numbers say where the cursor is."""
        if self._begun is not None:
            self._insert(self._begun, self._begun.drafted)

    def action_last(self) -> None:
        """Put the commentary of the period before where the cursor is."""
        if self._begun is None:
            return
        if self._begun.last is None:
            self._tell("No commentary on this indicator in an earlier period.", "worse")
            return
        period, comment = self._begun.last
        self._insert(self._begun, editable(comment.text))
        self._tell(f"commentary of {long_label(period)} by {comment.author} put in")

    def _insert(self, begun: Beginning, text: str) -> None:
        """Put text in, on lines of its own; it takes the place of what was drafted and not touched."""
        editor = self._editor
        if editor.text.strip() in ("", begun.drafted.strip()):
            editor.text = text
            editor.move_cursor(editor.document.end)
            return
        row, column = editor.cursor_location
        rest = editor.document.get_line(row)[column:]
        editor.insert(("\n" if column else "") + text + ("\n" if rest else ""))
