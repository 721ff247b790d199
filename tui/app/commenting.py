"""What commentary begins with: a draft that was left, the version that stands, or the numbers."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import msgspec

from tui.app.draft_work import DraftWork
from tui.app.journal_work import JournalWork
from tui.reports.plain_text import editable, visible
from tui.scorecard.review import Comment, Key
from tui.scorecard.subject import Subject

if TYPE_CHECKING:
    from tui.journal.drafts import Draft
    from tui.journal.events import Saved
    from tui.journal.journal import Journal


class Outcome(msgspec.Struct, frozen=True):
    """What came of writing commentary: what to say of it, and what went wrong."""

    words: str = ""
    trouble: str = ""


class Beginning(msgspec.Struct, frozen=True):
    """What the editor starts with. `kept` is what needs no saving: the version that stands, or what the numbers say.

    `drafted` is the text from the numbers, `last` the commentary of the newest period before, where there is one;
    `restored` says that the text is a draft that was left.
    """

    key: Key
    author: str
    text: str
    kept: str
    drafted: str
    present: Comment | None
    based_on: str | None
    last: tuple[date, Comment] | None
    note: str
    restored: bool

    def draft(self, text: str) -> Draft:
        """What is typed by now, to be kept."""
        return draft_of(self.key, self.author, text, self.based_on)


def draft_of(key: Key, author: str, text: str, based_on: str | None) -> Draft:
    """A text as a draft of now."""
    from tui.journal.drafts import Draft

    return Draft(key, author, text, based_on, datetime.now(UTC))


async def left_draft(key: Key, author: str, drafts: DraftWork) -> Draft | None:
    """The draft that was left, with the text of an editor that was cut off. Raises `JournalError`."""
    from tui.journal.editing import take_up

    return await drafts.do(lambda each: take_up(each, key, author))


async def begin(subject: Subject, key: Key, author: str, draft: Draft | None, journal: JournalWork) -> Beginning:
    """What to begin with, where the author left `draft`. Raises `JournalError` and `SettingsError`."""
    from tui.scorecard.draft_text import draft_text

    versions = await journal.read(lambda each: each.versions(key)) or []
    last = await journal.read(lambda each: each.last_comment_before(key))
    present = versions[-1] if versions else None
    drafted = draft_text(subject)
    kept = editable(present.text) if present else drafted
    return Beginning(
        key=key,
        author=author,
        text=editable(draft.text) if draft else kept,
        kept=kept,
        drafted=drafted,
        present=present,
        based_on=draft.based_on if draft else present.version if present else None,
        last=last,
        note=_note(draft, present),
        restored=draft is not None,
    )


def _note(draft: Draft | None, present: Comment | None) -> str:
    from tui.reports.review import moment

    if draft:
        return f"your unsaved draft of {moment(draft.at)} is back"
    if present:
        return f"by {present.author}, {moment(present.at)}"
    return "drafted from the numbers: edit it, then save it"


async def save_commentary(journal: JournalWork, beginning: Beginning, text: str) -> Saved | None:
    """Save a text as the next version; null where it is the version that stands. Raises as `begin`."""

    def save(each: Journal) -> Saved | None:
        same = beginning.present is not None and text == beginning.present.text
        return None if same else each.comment(beginning.key, text, beginning.based_on)

    return await journal.write(save)


def saved_words(ref: str, saved: Saved | None) -> str:
    """What to say once it is on disk; a version that somebody else saved meanwhile is told."""
    if saved is None:
        return f"{visible(ref)}: nothing changed"
    if saved.beside is None:
        return f"{visible(ref)}: commentary saved"
    return f"{visible(ref)}: saved; {visible(saved.beside.author)} saved another version meanwhile: v shows both"
