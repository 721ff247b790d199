"""The journal of commentary and sign-off: what analysts say is added to it, and the present state is derived."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from tui.journal import adding, present
from tui.journal.checking import fault, unstorable
from tui.journal.connecting import PATIENCE, Store
from tui.journal.errors import UnstorableError
from tui.journal.events import Added, Event, Kind, Saved
from tui.journal.location import file_identity, stands
from tui.journal.opening import open_to_read, open_to_write
from tui.scorecard.review import Comment, Key, Reviews, State

__all__ = ["Added", "Journal", "Saved"]


class Journal:
    """One journal, open for one author. Any thread may use it, one at a time.

    Whatever a method returns as written is on disk. Every method raises `JournalError`.
    """

    def __init__(self, store: Store, author: str, *, writable: bool = True) -> None:
        self._store = store
        self.author = author
        self.writable = writable
        self._seen = self._data_version()
        self._file = None if store.nowhere else file_identity(store.path)

    @classmethod
    def open(cls, path: Path, author: str, *, write: bool = True, patience: float = PATIENCE) -> Self:
        """Open the journal in a file, which is made where it is missing; a write waits `patience` seconds for its turn.

        Only to read (`write=False`), nothing is made or changed: a missing journal is an empty one. Raises
        `JournalError`.
        """
        if write and (not author.strip() or unstorable(author)):
            raise UnstorableError(path, f"{author!r} is no name to write under; name yourself with --author NAME")
        store = open_to_write(path, patience) if write else open_to_read(path, patience)
        return cls(store, author, writable=write)

    def close(self) -> None:
        """Let go of the file."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def replaced(self) -> bool:
        """Whether the file is gone, or another one lies in its place: what is written would be seen by nobody."""
        return self._file is not None and self._file != file_identity(self.path)

    @property
    def path(self) -> Path:
        """Where the journal lies."""
        return self._store.path

    # ---- Writing

    def comment(self, key: Key, text: str, based_on: str | None = None) -> Saved:
        """Save a version of a commentary, written from the version `based_on` (null: from none).

        Where another version was saved meanwhile, both are kept, this one is shown, and the other is told.
        """
        with self._store.writing():
            shown = present.shown_version(self._store, key)
            known = based_on if present.is_version(self._store, key, based_on) else None
            event = self._write("comment", key, text, known)
            other = present.beside(self._store, known, shown.uid) if shown else None
        return Saved(event, shown if other else None)

    def set_state(self, key: Key, state: State) -> Event:
        """Say that an indicator is reviewed, escalated and so on."""
        with self._store.writing():
            return self._write("state", key, state)

    def assign(self, key: Key, name: str) -> Event:
        """Give an indicator to somebody to look into; an empty name takes it from whoever has it."""
        with self._store.writing():
            return self._write("assignment", key, name.strip())

    def undo(self, authority: str, period: date) -> Event | None:
        """Undo this author's latest event that stands, never anybody else's; the event undone, null for none."""
        with self._store.writing():
            latest = present.latest_of(self._store, self.author, authority, period)
            if latest:
                self._write("undo", latest.key, "", latest.uid)
        return latest

    def add(self, events: Iterable[Event]) -> Added:
        """Add the events of another journal in their order, all or none; those that are here already stay as they are.

        Raises `RefusedEventError` for the first that does not fit.
        """
        return adding.add(self._store, events)

    def _write(self, kind: Kind, key: Key, text: str, parent: str | None = None) -> Event:
        event = Event(os.urandom(16).hex(), kind, self.author, self._now(key), key, text, parent)
        if (reason := fault(event)) is not None:
            raise UnstorableError(self.path, f"{reason}; nothing was saved")
        adding.insert(self._store, event)
        return event

    def _now(self, key: Key) -> datetime:
        """The time, but later than all that was said of the key: what is said now is the latest by any clock."""
        now, newest = datetime.now(UTC), present.newest_time(self._store, key)
        return now if newest is None or now > newest else newest + timedelta(microseconds=1)

    # ---- Reading

    def reviews(self, authority: str, period: date) -> Reviews:
        """The present state of every indicator that anything was said of, by ref."""
        return present.reviews(self._store, authority, period)

    def versions(self, key: Key) -> list[Comment]:
        """The versions of a commentary, oldest first, without those undone."""
        return present.versions(self._store, key)

    def last_comment_before(self, key: Key) -> tuple[date, Comment] | None:
        """The commentary of the last earlier period that has one, and that period."""
        return present.last_comment_before(self._store, key)

    def events(
        self, authority: str | None = None, period: date | None = None, ref: str | None = None
    ) -> Iterator[Event]:
        """The events of an authority, a period and a ref in the order in which they were written; null: of all."""
        return present.events(self._store, authority, period, ref)

    def changed(self) -> bool:
        """Whether another program has written since this was last asked."""
        if self._store.nowhere and stands(self.path):
            self._store.close()
            self._store = open_to_read(self.path, self._store.patience)
            self._seen = self._data_version()
            return not self._store.nowhere
        before, self._seen = self._seen, self._data_version()
        return self._seen != before

    def _data_version(self) -> int:
        version: int = self._store.value("PRAGMA data_version")
        return version
