"""What SQLite's errors mean to people."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Final

from tui.journal.errors import (
    CorruptError,
    FullError,
    JournalError,
    LockedError,
    NotAJournalError,
    ReadOnlyError,
    UnstorableError,
)

NO_DATABASE: Final = "is not a journal, nor any SQLite database"


def failure(error: sqlite3.Error, path: Path) -> JournalError:
    """The error of the journal that an error of SQLite stands for."""
    full = int(getattr(error, "sqlite_errorcode", 0))
    code = full & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return LockedError(path, "another program keeps it locked; try again, or close the program that holds it")
    if code == sqlite3.SQLITE_FULL or full in (sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_SHMSIZE):
        return FullError(
            path,
            f"the disk would not take it ({error}); nothing was saved. "
            "The disk or your quota may be full: make room and save again",
        )
    if code == sqlite3.SQLITE_READONLY:
        return read_only(path)
    if code == sqlite3.SQLITE_NOTADB:
        return not_a_journal(path, NO_DATABASE)
    if code == sqlite3.SQLITE_CANTOPEN:
        return JournalError(path, "cannot be opened; check that you may read and write it and its folder")
    if code == sqlite3.SQLITE_CORRUPT or "decode" in str(error):
        return damaged(path, str(error))
    if code == sqlite3.SQLITE_TOOBIG or isinstance(error, sqlite3.DataError):
        return UnstorableError(path, "the text is longer than a journal can hold; shorten it")
    return JournalError(path, f"cannot be used: {error}")


def read_only(path: Path) -> ReadOnlyError:
    """The file or its folder may not be written."""
    return ReadOnlyError(
        path,
        "may not be written, or its folder may not; nothing was saved. "
        "Ask for write permission on both, or name another journal with --journal FILE",
    )


def not_a_journal(path: Path, what: str) -> NotAJournalError:
    """Something else stands there; it was left as it is."""
    return NotAJournalError(path, f"{what}; it was left as it is. Name another file with --journal FILE")


def damaged(path: Path, what: str) -> CorruptError:
    """The file cannot be understood; it was left as it is."""
    return CorruptError(
        path,
        f"is damaged ({what}); it was left as it is. Keep a copy of it, then put a backup or an import of an "
        "export in its place",
    )
