"""Writing commentary: the numbers above, the text below, and a draft on disk at every moment."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Final

import msgspec
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import TextArea

from tui.app.commenting import Beginning, begin, save_commentary, saved_words
from tui.app.desk import Desk, DeskWatcher
from tui.app.draft_work import DraftWork
from tui.app.journal_work import JournalWork
from tui.app.screens.choice import KeyScreen
from tui.app.widgets.drawing import Drawing
from tui.app.widgets.indicator_page import IndicatorPage
from tui.app.widgets.key_bar import KeyBar
from tui.app.widgets.too_small import TooSmall
from tui.reports.cells import Cell, Line
from tui.reports.commentary_head import commentary_head
from tui.reports.plain_text import visible
from tui.reports.review import moment
from tui.scorecard.periods import long_label
from tui.scorecard.views import IndicatorView

if TYPE_CHECKING:
    from tui.journal.drafts import Drafts

_DRAFT_DELAY: Final = 0.5
"""Seconds after which a change is kept in the draft: less than the one second that may be lost."""


_HEAD_LINES: Final = 4


class _Head(Drawing):
    """What the numbers say of the indicator that is commented on, where there is no room for its page."""

    DEFAULT_CSS = "_Head { height: auto; max-height: 10; padding: 0 1; }"

    def __init__(self, desk: Desk, indicator: IndicatorView) -> None:
        super().__init__()
        self._desk = desk
        self._indicator = indicator

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        return len(self.lines(width, 0))

    def lines(self, width: int, height: int) -> Sequence[Line]:
        return commentary_head(self._desk.subject(self._indicator), width, _HEAD_LINES)


class _Status(Drawing):
    """Whose text it is, and what became of it."""

    DEFAULT_CSS = "_Status { height: 1; padding: 0 1; }"

    def __init__(self) -> None:
        super().__init__()
        self.left = Cell()
        self.right = Cell()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        room = width - len(self.right.text)
        return [[Cell(f"{self.left.text[: room - 1]:<{max(room, 0)}}", self.left.tone), self.right]]

    def tell(self, left: Cell | None = None, right: Cell | None = None) -> None:
        """Change either side."""
        before, now = (self.left, self.right), (left or self.left, right or self.right)
        if now != before:
            self.left, self.right = now
            self.redraw()


class CommentaryEditor(TextArea):
    """The text. Keys that end or fill it are the screen's."""

    def on_resize(self) -> None:
        """Draw it anew: lines drawn before the text was wrapped to the new width would stay where their number does."""
        self.refresh()


class Outcome(msgspec.Struct, frozen=True):
    """What to say once commentary is left, and why it could not be begun."""

    words: str = ""
    trouble: str = ""


class CommentaryScreen(DeskWatcher, Screen[Outcome]):
    """Gives what came of it."""

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
        self._journal = journal
        self._drafts = drafts
        self._begun: Beginning | None = None
        self._timer: Timer | None = None
        self._kept = ""
        self._told: str | None = None
        self._saving = False

    def compose(self) -> ComposeResult:
        """Numbers, text, what became of it, keys."""
        yield _Head(self.desk, self.indicator)
        with Container(id="body"):
            editor = CommentaryEditor(soft_wrap=True, show_line_numbers=False, compact=True)
            editor.cursor_blink = False
            yield editor
            yield IndicatorPage(self.desk.glyphs, id="pane", classes="-open")
        yield _Status()
        yield KeyBar()
        yield TooSmall()

    def on_mount(self) -> None:
        """Take what is typed from now on, and find out what the text begins with."""
        self.query_one(IndicatorPage).show(self.desk.subject(self.indicator))
        editor = self._editor
        editor.border_title = visible(f"Commentary on {self.indicator.ref}, {long_label(self.indicator.period)}")
        self.set_focus(editor)
        self._begin()

    @work(group="begin")
    async def _begin(self) -> None:
        from tui.journal.errors import JournalError
        from tui.settings import SettingsError

        subject, key = self.desk.subject(self.indicator), self.desk.key(self.indicator)
        try:
            begun = await begin(subject, key, self._journal, self._drafts)
        except (JournalError, SettingsError) as error:
            self.dismiss(Outcome(trouble=str(error)))
            return
        editor = self._editor
        ahead = editor.text  # typed while this was read
        self._begun, self._kept = begun, begun.text
        editor.text = begun.text + ahead
        editor.move_cursor(editor.document.end)
        self._tell(Cell(visible(begun.note), "quiet"))
        self.desk_changed()

    @property
    def _editor(self) -> CommentaryEditor:
        return self.query_one(CommentaryEditor)

    @property
    def _unsaved(self) -> bool:
        kept = self._begun.kept if self._begun else ""
        return self._editor.text.strip() not in ("", kept.strip())

    def _tell(self, left: Cell | None = None, right: Cell | None = None) -> None:
        self.query_one(_Status).tell(left, right)

    def desk_changed(self) -> None:
        """Tell where somebody else has saved a version meanwhile."""
        comment = self.desk.review(self.indicator).comment
        present = comment.version if comment else None
        if comment is None or self._begun is None or present in (self._begun.based_on, self._told):
            return
        self._told = present
        words = f"{visible(comment.author)} saved a version at {moment(comment.at)}: saving keeps both"
        self._tell(Cell(words, "worse"))

    # ---- drafts

    def on_text_area_changed(self) -> None:
        """Keep the draft soon: at once would be a write a key."""
        if self._timer is None and self._begun is not None and not self._saving:
            self._timer = self.set_timer(_DRAFT_DELAY, self._keep_draft)

    @work(group="draft")
    async def _keep_draft(self) -> None:
        from tui.journal.errors import JournalError

        self._timer = None
        text = self._editor.text
        if self._begun is None or self._saving or text == self._kept:
            return
        draft = self._begun.draft(text)
        try:
            await self._drafts.do(lambda drafts: drafts.keep(draft))
        except JournalError as error:
            self._tell(right=Cell(visible(str(error)), "worse"))
            return
        self._kept = text
        if self.is_mounted and not self._saving:
            self._tell(right=Cell("draft kept", "quiet"))

    # ---- saving

    def action_save(self) -> None:
        """Save, and close once it is on disk."""
        text = self._editor.text.strip()
        if not text:
            self._tell(Cell("There is nothing to save: write something, or leave with esc.", "worse"))
        elif self._begun is None:
            self._tell(Cell("One moment: what stands there is still being read.", "worse"))
        elif not self._saving:
            self._saving = True
            self._save(self._begun, text)

    @work(exclusive=True, group="save")
    async def _save(self, begun: Beginning, text: str) -> None:
        from tui.journal.errors import JournalError
        from tui.settings import SettingsError

        try:
            saved = await save_commentary(self._journal, begun, text)
        except (JournalError, SettingsError) as error:
            await self._not_saved(begun, text, str(error))
            return
        await self._drop_draft()
        self.dismiss(Outcome(saved_words(begun.key.ref, saved)))

    async def _not_saved(self, begun: Beginning, text: str, reason: str) -> None:
        """Say why, and where the text is safe."""
        from tui.journal.errors import JournalError

        self._saving = False
        draft = begun.draft(text)

        def keep(drafts: Drafts) -> str:
            drafts.keep(draft)
            return f"Your text is kept in {drafts.path_of(begun.key, begun.author)}"

        try:
            kept = await self._drafts.do(keep)
        except JournalError as error:
            kept = f"No draft could be kept either: {error}"
        self.app.push_screen(
            KeyScreen("Not saved", visible(f"{reason}. {kept}"), [("escape", "go on writing; ctrl+s tries again")])
        )

    async def _drop_draft(self) -> None:
        from tui.journal.errors import JournalError

        if (begun := self._begun) is None:
            return
        try:
            await self._drafts.do(lambda drafts: drafts.drop(begun.key, begun.author))
        except JournalError as error:
            self.app.log(f"draft not dropped: {error}")

    # ---- leaving

    def action_leave(self) -> None:
        """Close; ask first where something would be lost."""
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
        self._saving = True
        await self._drop_draft()
        self.dismiss(Outcome())

    @work(group="close")
    async def _close_with_draft(self) -> None:
        from tui.journal.errors import JournalError

        if self._begun is None:
            return
        draft = self._begun.draft(self._editor.text)
        try:
            await self._drafts.do(lambda drafts: drafts.keep(draft))
        except JournalError as error:
            self._tell(right=Cell(visible(str(error)), "worse"))
            return
        self.dismiss(Outcome(f"{visible(draft.key.ref)}: kept as a draft, not saved"))

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
            self._tell(Cell("No commentary on this indicator in an earlier period.", "worse"))
            return
        period, comment = self._begun.last
        self._insert(self._begun, comment.text)
        self._tell(Cell(visible(f"commentary of {long_label(period)} by {comment.author} put in"), "quiet"))

    def _insert(self, begun: Beginning, text: str) -> None:
        """Put text in; it takes the place of what was drafted and not touched."""
        editor = self._editor
        if editor.text.strip() in ("", begun.drafted.strip()):
            editor.text = text
            editor.move_cursor(editor.document.end)
        else:
            editor.insert(text)
