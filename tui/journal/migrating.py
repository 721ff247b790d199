"""Bringing an older journal to the present version: a backup first, then step by step."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import Final

from tui.journal.connecting import Store, connect
from tui.journal.errors import JournalError
from tui.journal.failures import failure
from tui.journal.location import create_like, sync_folder
from tui.journal.schema import Step

EMPTY: Final = 0
"""The version of a database that nobody has made anything of."""


def migrate(store: Store, version: int, migrations: Sequence[Step]) -> None:
    """Bring a journal from a version to the present one; a journal that holds anything is backed up first.

    Each step is one transaction: where one fails, the journal stays as the step before left it. Raises `JournalError`.
    """
    for target in range(version + 1, len(migrations) + 1):
        with store.writing():
            if store.value("PRAGMA user_version") >= target:
                continue  # another process was first
            if target == version + 1 and version != EMPTY:
                back_up(store.path, version)
            for statement in migrations[target - 1]:
                store.execute(statement)
            store.execute(f"PRAGMA user_version = {target}")


def back_up(path: Path, version: int) -> Path:
    """Copy a journal as it stands beside itself, under a name that no earlier backup has. Raises `JournalError`."""
    backup = _new_file(path, version)
    try:
        _copy(path, backup)
        sync_folder(backup.parent)
    except BaseException as error:
        backup.unlink(missing_ok=True)
        if isinstance(error, (OSError, JournalError)):
            raise JournalError(path, f"cannot be backed up, so it was left as it is ({error})") from error
        raise
    return backup


def _new_file(path: Path, version: int) -> Path:
    """A new empty file for a backup: `journal.sqlite.v1-backup`, then `journal.sqlite.v1-backup-2` and so on."""
    target = path.resolve()
    for number in count(1):
        backup = target.with_name(f"{target.name}.v{version}-backup{f'-{number}' if number > 1 else ''}")
        try:
            create_like(backup, target)
        except FileExistsError:
            continue
        except OSError as error:
            raise JournalError(path, f"cannot be backed up, so it was left as it is ({error})") from error
        return backup
    raise AssertionError("counting has no end")


def _copy(path: Path, backup: Path) -> None:
    """Copy a journal with what its log holds; it is on disk when this returns."""
    source, target = connect(path, "mode=rw"), connect(backup, "mode=rw")
    try:
        source.connection.backup(target.connection)
        target.execute("PRAGMA journal_mode = DELETE")  # one file, that anybody may copy
    except sqlite3.Error as error:
        raise failure(error, backup) from error
    finally:
        source.close()
        target.close()
