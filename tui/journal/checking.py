"""What an event must be before it goes into a journal."""

from __future__ import annotations

from tui.journal.connecting import Store
from tui.journal.events import KINDS, Event
from tui.scorecard.periods import key as period_key
from tui.scorecard.review import STATES

_LINKED = ("comment", "undo")


def fault(event: Event) -> str | None:
    """What keeps an event, taken alone, from being stored; null where nothing does."""
    for name, text in _texts(event):
        if (found := unstorable(text)) is not None:
            return f"the {name} holds {found}, which is half a character and cannot be stored"
    for name, text in (("uid", event.uid), ("author", event.author), ("ref", event.key.ref)):
        if not text.strip():
            return f"the {name} is empty"
    if event.at.tzinfo is None:
        return "its time does not say of which zone"
    if event.kind not in KINDS:
        return f"its kind is {event.kind!r}; expected one of {', '.join(KINDS)}"
    return _text_fault(event) or _parent_fault(event)


def unstorable(text: str) -> str | None:
    """The first character of a text that UTF-8 cannot write (a lone surrogate), as its code; null for none."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        return f"U+{ord(text[error.start]):04X}"
    return None


def _texts(event: Event) -> tuple[tuple[str, str], ...]:
    return (
        ("text", event.text),
        ("author", event.author),
        ("authority", event.key.authority),
        ("ref", event.key.ref),
        ("uid", event.uid),
        ("parent", event.parent or ""),
    )


def _text_fault(event: Event) -> str | None:
    if event.kind == "comment" and not event.text.strip():
        return "the commentary is empty"
    if event.kind == "state" and event.text not in STATES:
        return f"the state is {event.text!r}; expected one of {', '.join(STATES)}"
    if event.kind == "undo" and event.text:
        return "an undo has no text"
    return None


def _parent_fault(event: Event) -> str | None:
    if event.kind == "undo" and event.parent is None:
        return "an undo must name the event that it undoes as its parent"
    if event.kind not in _LINKED and event.parent is not None:
        return f"an event of kind {event.kind!r} has no parent"
    return None


def link_fault(store: Store, event: Event) -> str | None:
    """What keeps an event from following the one it names as its parent; null where nothing does."""
    if event.parent is None:
        return None
    query = "SELECT kind, author, authority, period, ref FROM events WHERE uid = :uid"
    row = store.row(query, {"uid": event.parent})
    if row is None:
        return f"its parent {event.parent!r} is neither before it nor in the journal"
    kind, author, *key = row
    if key != [event.key.authority, period_key(event.key.period), event.key.ref]:
        return f"its parent {event.parent!r} is about another indicator or period"
    if event.kind == "comment":
        return None if kind == "comment" else f"its parent {event.parent!r} is no commentary"
    if kind == "undo":
        return f"its parent {event.parent!r} is an undo, which nobody can undo"
    return None if author == event.author else f"its parent {event.parent!r} is somebody else's, {author!r}"
