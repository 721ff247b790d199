"""From a path to the store of a journal: whose file it is, which version, and what must be done to it first."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tui.journal.connecting import PATIENCE, Store, connect, nowhere
from tui.journal.errors import JournalError, NewerError
from tui.journal.failures import not_a_journal, read_only
from tui.journal.location import COMPANIONS, create, may_write, refuse_network, share_companions, stands
from tui.journal.migrating import EMPTY, migrate
from tui.journal.schema import APPLICATION_ID, MIGRATIONS, Step


def open_to_write(path: Path, patience: float = PATIENCE, migrations: Sequence[Step] = MIGRATIONS) -> Store:
    """The store of a journal, made and brought to the present version where it must be. Raises `JournalError`."""
    if not stands(path):
        refuse_network(path)
        create(path)
    refuse_network(path)
    if not may_write(path):
        raise read_only(path)
    store = connect(path, "mode=rw", patience)
    try:
        version = _checked_version(store, len(migrations))
        _log_ahead(store)
        if version < len(migrations):
            migrate(store, version, migrations)
        store.version = len(migrations)
    except BaseException:
        store.close()
        raise
    return store


def open_to_read(path: Path, patience: float = PATIENCE, migrations: Sequence[Step] = MIGRATIONS) -> Store:
    """The store of a journal as it stands; nothing is made of a file that is missing. Raises `JournalError`."""
    if not stands(path):
        return empty(path, migrations)
    refuse_network(path)
    store = _reader(path, patience)
    try:
        version = _checked_version(store, len(migrations))
        share_companions(path)
    except BaseException:
        store.close()
        raise
    if version == EMPTY:
        store.close()
        return empty(path, migrations)
    return store


def empty(path: Path, migrations: Sequence[Step] = MIGRATIONS) -> Store:
    """A journal without an event, that is nowhere on disk."""
    store = nowhere(path)
    for step in migrations:
        for statement in step:
            store.execute(statement)
    store.execute("PRAGMA query_only = ON")
    return store


def _reader(path: Path, patience: float) -> Store:
    """A connection that changes nothing.

    One that may write shares the writers' log with them and clears it away after it, as one that may only read does
    not: without that right, the log is used where it is there, and else the file is read as it is.
    """
    if may_write(path):
        store = connect(path, "mode=rw", patience)
        store.execute("PRAGMA query_only = ON")
        return store
    target = path.resolve()
    logged = all(target.with_name(target.name + ending).exists() for ending in COMPANIONS)
    return connect(path, "mode=ro" if logged else "mode=ro&immutable=1", patience)


def _checked_version(store: Store, known: int) -> int:
    """The version of the file's schema. Raises `JournalError` where the file is not ours, or newer than we are."""
    with store.reading():
        version: int = store.value("PRAGMA user_version")
        owner = store.value("PRAGMA application_id")
        tables = store.value("SELECT count(*) FROM sqlite_master")
    if owner != APPLICATION_ID:
        if owner or version or tables:
            raise not_a_journal(store.path, "is the database of another program")
        return EMPTY
    if version > known:
        raise NewerError(
            store.path,
            f"was made by a newer program (its schema is version {version}, this program knows {known}); "
            "it was left as it is. Update the program",
        )
    return version


def _log_ahead(store: Store) -> None:
    """Write changes to a log first, so that readers never wait for writers; whose journal it is, theirs is the log."""
    if store.value("PRAGMA journal_mode") != "wal":
        _begin_log(store)
    store.value("PRAGMA user_version")  # the first look at the file makes what SQLite keeps beside it
    share_companions(store.path)


def _begin_log(store: Store) -> None:
    mode = store.value("PRAGMA journal_mode = WAL")
    if mode != "wal":
        raise JournalError(
            store.path,
            f"its file system cannot hold SQLite's write-ahead log (it offers {mode}); "
            "keep the journal on another disk",
        )
