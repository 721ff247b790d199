"""The tables of a journal, and the steps from each version of them to the next."""

from __future__ import annotations

from typing import Final

Step = tuple[str, ...]
"""The statements that lead from one version to the next, carried out together or not at all."""

APPLICATION_ID: Final = 0x53435244
"""Written in the file's header ("SCRD"): this database is a journal, and no other program's."""

_EVENTS: Final = """
CREATE TABLE events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('comment', 'state', 'assignment', 'undo')),
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    authority TEXT NOT NULL,
    period TEXT NOT NULL CHECK (period GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]'),
    ref TEXT NOT NULL,
    text TEXT NOT NULL,
    parent TEXT REFERENCES events (uid)
)
"""
_NEVER_CHANGED: Final = """
CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'events are never changed'); END
"""
_NEVER_DELETED: Final = """
CREATE TRIGGER events_are_never_deleted BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END
"""
# INSERT OR REPLACE would delete the row it replaces without asking the trigger above.
_NEVER_REPLACED: Final = """
CREATE TRIGGER events_are_never_replaced BEFORE INSERT ON events
WHEN EXISTS (SELECT 1 FROM events WHERE uid = NEW.uid OR id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'events are never replaced'); END
"""
# The latest event of a kind of every indicator of one period is found by seeking, whatever else was said.
_OF_A_PERIOD: Final = "CREATE INDEX events_of_a_period ON events (authority, period, ref, kind, at)"
_UNDONE: Final = "CREATE INDEX events_undone ON events (parent) WHERE kind = 'undo'"

MIGRATIONS: Final[tuple[Step, ...]] = (
    (f"PRAGMA application_id = {APPLICATION_ID}", _EVENTS, _NEVER_CHANGED, _NEVER_DELETED, _NEVER_REPLACED),
    (_OF_A_PERIOD, _UNDONE),
)
"""The step at position n leads from version n (0: an empty file) to version n + 1."""
