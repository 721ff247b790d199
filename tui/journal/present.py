"""The present state, derived: the latest event of each kind that was not undone.

Latest is by time, then by the order in the file: an event of another journal that is added later does not come before
what was said here since.
"""

# ruff: noqa: S608 - queries are put together from the constants of this module alone

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Final, cast

from tui.journal.connecting import Row, Store
from tui.journal.events import Event, Kind
from tui.journal.failures import damaged
from tui.journal.times import parse_month, parse_time
from tui.scorecard.periods import key as period_key
from tui.scorecard.review import STATES, Comment, Key, Review, Reviews, State

COLUMNS: Final = "uid, kind, author, at, authority, period, ref, text, parent"
"""Of the table of events, in the order of `event_of`."""

_STANDS: Final = "NOT EXISTS (SELECT 1 FROM events undo WHERE undo.kind = 'undo' AND undo.parent = said.uid)"
_OF_KEY: Final = "said.authority = :authority AND said.period = :period AND said.ref = :ref"
_VERSION: Final = f"{_OF_KEY} AND said.kind = 'comment' AND {_STANDS}"

# Seeks from ref to ref and there to the last event of each kind, so the length of the history costs nothing.
_LATEST: Final = f"""
WITH RECURSIVE refs (ref) AS (
    SELECT min(ref) FROM events WHERE authority = :authority AND period = :period
    UNION ALL
    SELECT (SELECT min(ref) FROM events WHERE authority = :authority AND period = :period AND ref > refs.ref)
    FROM refs WHERE refs.ref IS NOT NULL
), kinds (kind) AS (VALUES ('comment'), ('state'), ('assignment')),
latest (id) AS (
    SELECT (
        SELECT id FROM events said
        WHERE authority = :authority AND period = :period AND ref = refs.ref AND kind = kinds.kind AND {_STANDS}
        ORDER BY at DESC, id DESC LIMIT 1
    ) FROM refs CROSS JOIN kinds WHERE refs.ref IS NOT NULL
)
SELECT shown.ref, shown.kind, shown.author, shown.at, shown.text, shown.uid, shown.parent, CASE shown.kind
    WHEN 'comment' THEN (
        SELECT uid FROM events said
        WHERE authority = :authority AND period = :period AND ref = shown.ref AND kind = 'comment'
        AND (at, id) < (shown.at, shown.id) AND {_STANDS}
        ORDER BY at DESC, id DESC LIMIT 1
    ) END
FROM latest CROSS JOIN events shown ON shown.id = latest.id
"""

# The versions that one was written from, the one it was written from itself, and so on to the first.
_WRITTEN_FROM: Final = """
WITH RECURSIVE line (uid) AS (
    SELECT :parent
    UNION
    SELECT events.parent FROM line JOIN events ON events.uid = line.uid WHERE events.parent IS NOT NULL
)
SELECT :other IN line
"""


def reviews(store: Store, authority: str, period: date) -> Reviews:
    """What is said of each indicator of one authority and period. Raises `JournalError`."""
    fields: dict[str, dict[str, Any]] = {}
    for ref, kind, author, at, text, uid, parent, previous in store.rows(_LATEST, _values(authority, period)):
        of_ref = fields.setdefault(ref, {})
        if kind == "comment":
            of_ref["comment"] = Comment(text, author, time_of(store, at), uid, beside(store, parent, previous))
        elif kind == "state":
            of_ref.update(state=_state_of(store, text), state_author=author, state_at=time_of(store, at))
        else:
            of_ref["assigned"] = text
    return {ref: Review(**of_ref) for ref, of_ref in fields.items()}


def beside(store: Store, parent: str | None, previous: str | None) -> str | None:
    """`previous`, the version shown before, where its words were not known to one that was written from `parent`."""
    if previous is None or previous == parent:
        return None
    known = parent is not None and store.value(_WRITTEN_FROM, {"parent": parent, "other": previous})
    return None if known else previous


def versions(store: Store, key: Key) -> list[Comment]:
    """The versions of a commentary, oldest first, without those undone. Raises `JournalError`."""
    query = f"SELECT {COLUMNS} FROM events said WHERE {_VERSION} ORDER BY at, id"
    found = []
    previous = None
    for row in store.rows(query, values_of(key)):
        event = event_of(store, row)
        found.append(Comment(event.text, event.author, event.at, event.uid, beside(store, event.parent, previous)))
        previous = event.uid
    return found


def shown_version(store: Store, key: Key) -> Event | None:
    """The commentary that stands. Raises `JournalError`."""
    row = store.row(
        f"SELECT {COLUMNS} FROM events said WHERE {_VERSION} ORDER BY at DESC, id DESC LIMIT 1", values_of(key)
    )
    return event_of(store, row) if row else None


def is_version(store: Store, key: Key, uid: str | None) -> bool:
    """Whether an event is a version of a commentary, undone or not. Raises `JournalError`."""
    query = f"SELECT 1 FROM events said WHERE said.uid = :uid AND said.kind = 'comment' AND {_OF_KEY}"
    return uid is not None and store.row(query, {**values_of(key), "uid": uid}) is not None


def last_comment_before(store: Store, key: Key) -> tuple[date, Comment] | None:
    """The commentary of the last earlier period that has one, and that period. Raises `JournalError`."""
    query = f"""
        SELECT {COLUMNS} FROM events said
        WHERE authority = :authority AND period < :period AND ref = :ref AND kind = 'comment' AND {_STANDS}
        ORDER BY period DESC, at DESC, id DESC LIMIT 1
    """
    row = store.row(query, values_of(key))
    if row is None:
        return None
    event = event_of(store, row)
    return event.key.period, Comment(event.text, event.author, event.at, event.uid)


def latest_of(store: Store, author: str, authority: str, period: date) -> Event | None:
    """The latest event of an author in a period that is not undone and no undo itself. Raises `JournalError`."""
    query = f"""
        SELECT {COLUMNS} FROM events said
        WHERE authority = :authority AND period = :period AND author = :author AND kind <> 'undo' AND {_STANDS}
        ORDER BY at DESC, id DESC LIMIT 1
    """
    row = store.row(query, _values(authority, period) | {"author": author})
    return event_of(store, row) if row else None


def newest_time(store: Store, key: Key) -> datetime | None:
    """When anything was last said of a key, undone or not; null where nothing was. Raises `JournalError`."""
    text = store.value(f"SELECT max(at) FROM events said WHERE {_OF_KEY}", values_of(key))
    return time_of(store, text) if text else None


def event_named(store: Store, uid: str) -> Event | None:
    """The event with that uid. Raises `JournalError`."""
    row = store.row(f"SELECT {COLUMNS} FROM events WHERE uid = :uid", {"uid": uid})
    return event_of(store, row) if row else None


def events(store: Store, authority: str | None, period: date | None, ref: str | None) -> Iterator[Event]:
    """The events of an authority, a period and a ref, oldest first; null: of all. Raises `JournalError`."""
    wanted = {"authority": authority, "period": period and period_key(period), "ref": ref}
    asked = {name: value for name, value in wanted.items() if value is not None}
    where = " AND ".join(f"{name} = :{name}" for name in asked) or "true"
    for row in store.rows(f"SELECT {COLUMNS} FROM events WHERE {where} ORDER BY id", asked):
        yield event_of(store, row)


def event_of(store: Store, row: Row) -> Event:
    """The event that a row of `COLUMNS` holds. Raises `CorruptError` for one that no program of ours wrote."""
    uid, kind, author, at, authority, period, ref, text, parent = row
    try:
        key = Key(authority, parse_month(period), ref)
    except ValueError as error:
        raise damaged(store.path, str(error)) from error
    return Event(uid, cast("Kind", kind), author, time_of(store, at), key, text, parent)


def time_of(store: Store, text: str) -> datetime:
    """The time of an event. Raises `CorruptError` for one that no program of ours wrote."""
    try:
        return parse_time(text)
    except ValueError as error:
        raise damaged(store.path, str(error)) from error


def values_of(key: Key) -> dict[str, str]:
    """A key as queries take it."""
    return {**_values(key.authority, key.period), "ref": key.ref}


def _values(authority: str, period: date) -> dict[str, str]:
    return {"authority": authority, "period": period_key(period)}


def _state_of(store: Store, text: str) -> State:
    if text not in STATES:
        raise damaged(store.path, f"the state of an indicator is {text!r}")
    return text
