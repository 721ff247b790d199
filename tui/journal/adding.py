"""Writing events into a journal: one's own as they happen, and those of another journal."""

from __future__ import annotations

from collections.abc import Iterable

from tui.journal import present
from tui.journal.checking import fault, link_fault
from tui.journal.connecting import Store
from tui.journal.errors import RefusedEventError
from tui.journal.events import Added, Event
from tui.journal.times import time_text
from tui.scorecard.periods import key as period_key

_INSERT = """
INSERT INTO events (uid, kind, author, at, authority, period, ref, text, parent)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


def insert(store: Store, event: Event) -> None:
    """Write an event, within a transaction. Raises `JournalError`."""
    key = event.key
    at, period = time_text(event.at), period_key(key.period)
    values = (event.uid, event.kind, event.author, at, key.authority, period, key.ref, event.text, event.parent)
    store.execute(_INSERT, values)


def add(store: Store, events: Iterable[Event]) -> Added:
    """Write events that another journal holds, in their order: all of them, or none.

    Those that are here already are left as they are. Raises `RefusedEventError` for the first that does not fit, and
    `JournalError`.
    """
    new = known = 0
    with store.writing():
        for position, event in enumerate(events):
            standing = present.event_named(store, event.uid) if fault(event) is None else None
            if standing is None:
                _add_new(store, position, event)
                new += 1
            elif standing == event:
                known += 1
            else:
                raise RefusedEventError(
                    store.path, position, f"the journal holds another event with the uid {event.uid!r}"
                )
    return Added(new, known)


def _add_new(store: Store, position: int, event: Event) -> None:
    reason = fault(event) or link_fault(store, event)
    if reason is not None:
        raise RefusedEventError(store.path, position, reason)
    insert(store, event)
