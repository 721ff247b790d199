"""A connection to the file of a journal: patient with other writers, and its errors said in words."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from tui.journal.errors import LockedError, NewerError, UnstorableError
from tui.journal.failures import failure

Values = Sequence[Any] | Mapping[str, Any]
Row = tuple[Any, ...]

PATIENCE: Final = 10.0
"""Seconds that a write waits for its turn."""

# SQLite's own waiting sleeps longer and longer, up to a tenth of a second, and among busy writers somebody is always
# unlucky for seconds. So it waits for moments only, and this module asks again until patience ends.
_ONE_WAIT: Final = 0.005
_PAUSE: Final = 0.001
_BUSY: Final = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL)
_SETTINGS: Final = ("foreign_keys = ON", "synchronous = FULL", "trusted_schema = OFF")
"""Full: a commit is on disk when it returns. The schema of a file that others may write is not trusted."""


class Store:
    """The rows of one journal's file. Any thread may use it, one at a time."""

    def __init__(self, connection: sqlite3.Connection, path: Path, patience: float = PATIENCE) -> None:
        self.connection = connection
        self.path = path
        self.patience = patience
        self.nowhere = False
        """Whether there is no file of it."""
        self.version: int | None = None
        """The schema that this program writes; a write to any other is refused. Null until it is known."""

    def close(self) -> None:
        """Let go of the file; what a transaction has not committed is not written."""
        self.connection.close()

    def execute(self, statement: str, values: Values = ()) -> sqlite3.Cursor:
        """Carry out one statement, waiting for others that write. Raises `JournalError`."""
        deadline = time.monotonic() + self.patience
        while True:
            try:
                return self.connection.execute(statement, values)
            except UnicodeEncodeError as error:
                raise UnstorableError(
                    self.path, f"{error.object!r} holds half a character; no journal has it"
                ) from error
            except sqlite3.Error as error:
                if _code(error) not in _BUSY:
                    raise failure(error, self.path) from error
                if time.monotonic() >= deadline:
                    raise LockedError(
                        self.path,
                        f"another program has kept it locked for {self.patience:g} seconds; nothing was written. "
                        "Try again, or close the program that holds it",
                    ) from error
                time.sleep(_PAUSE)

    def rows(self, query: str, values: Values = ()) -> list[Row]:
        """All rows that a query finds. Raises `JournalError`."""
        # All at once: a query that is left half read would keep this connection in the past, where nobody can write.
        try:
            return self.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise failure(error, self.path) from error

    def row(self, query: str, values: Values = ()) -> Row | None:
        """The first row that a query finds. Raises `JournalError`."""
        found = self.rows(query, values)
        return found[0] if found else None

    def value(self, query: str, values: Values = ()) -> Any:
        """The first value that a query finds; null where it finds none. Raises `JournalError`."""
        found = self.row(query, values)
        return found[0] if found else None

    @contextmanager
    def writing(self) -> Iterator[None]:
        """A transaction: all that is written within is on disk when it ends, or nothing is. Raises `JournalError`."""
        self.execute("BEGIN IMMEDIATE")
        try:
            self._refuse_another_schema()
            yield
            self.execute("COMMIT")
        finally:
            if self.connection.in_transaction:
                with suppress(sqlite3.Error):  # what ended it is said already, and nothing of it is on disk
                    self.connection.execute("ROLLBACK")

    @contextmanager
    def reading(self) -> Iterator[None]:
        """What is read within is of one moment, whoever writes meanwhile. Raises `JournalError`."""
        self.execute("BEGIN")
        try:
            yield
        finally:
            if self.connection.in_transaction:
                self.execute("COMMIT")

    def _refuse_another_schema(self) -> None:
        if self.version is not None and self.value("PRAGMA user_version") != self.version:
            raise NewerError(
                self.path, "a newer program has changed it meanwhile; nothing was written. Start this one anew"
            )


def connect(path: Path, options: str, patience: float = PATIENCE) -> Store:
    """Connect to a file that is there, with the options of an SQLite address (`mode=ro`). Raises `JournalError`."""
    return _connected(f"file:{quote(os.fsencode(path.resolve()))}?{options}", path, patience)


def nowhere(path: Path) -> Store:
    """A store in memory, for a journal whose file is not there yet."""
    store = _connected(":memory:", path, PATIENCE)
    store.nowhere = True
    return store


def _connected(address: str, path: Path, patience: float) -> Store:
    try:
        connection = sqlite3.connect(
            address, uri=True, timeout=_ONE_WAIT, isolation_level=None, check_same_thread=False
        )
    except sqlite3.Error as error:
        raise failure(error, path) from error
    store = Store(connection, path, patience)
    try:
        for setting in _SETTINGS:
            store.execute(f"PRAGMA {setting}")
    except BaseException:
        store.close()
        raise
    return store


def _code(error: sqlite3.Error) -> int:
    """SQLite's primary code of an error; 0 where it is one of Python's own."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF
