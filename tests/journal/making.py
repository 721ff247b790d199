"""Journals for tests, and what goes into them."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from tui.journal.connecting import Store, nowhere
from tui.journal.events import Event, Kind
from tui.journal.journal import Journal
from tui.journal.schema import MIGRATIONS
from tui.scorecard.review import Key

TAMESIDE = "Tameside"
AUGUST = date(2023, 8, 31)
SEPTEMBER = date(2023, 9, 30)
KEY = Key(TAMESIDE, SEPTEMBER, "CIN17")
OTHER = Key(TAMESIDE, SEPTEMBER, "CF15")
START = datetime(2023, 10, 2, 9, 15, tzinfo=UTC)
NOBODY = 65534


def event(uid: str, kind: Kind = "comment", text: str = "Staff left.", **fields: Any) -> Event:
    """An event at a time that its uid tells."""
    made: dict[str, Any] = {
        "author": "Ada",
        "at": START + timedelta(seconds=len(uid)),
        "key": KEY,
        "parent": None,
    } | fields
    return Event(uid, kind, text=text, **made)


def store_in_memory() -> Store:
    """An empty journal's store that can be written and is on no disk."""
    store = nowhere(Path("journal.sqlite"))
    for step in MIGRATIONS:
        for statement in step:
            store.execute(statement)
    return store


def filled(path: Path, events: int = 3) -> Path:
    """A journal with so many comments, closed."""
    with Journal.open(path, "Ada") as journal:
        journal.add([event(f"e{number}", text=f"Words {number}") for number in range(events)])
    return path


def names_in(folder: Path) -> list[str]:
    """What lies in a folder."""
    return sorted(each.name for each in folder.iterdir())


def ask(path: Path, query: str) -> list[tuple[Any, ...]]:
    """What plain SQLite finds in a file."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def tell(path: Path, *statements: str) -> None:
    """Change a file as another program would."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


@contextmanager
def ordinary_user(*folders: Path) -> Iterator[None]:
    """Where tests run as root, whom no permission stops, be somebody who owns these folders for a while."""
    if os.geteuid() != 0:
        yield
        return
    for folder in folders:
        os.chown(folder, NOBODY, NOBODY)
    groups = os.getgroups()
    os.setgroups([])
    os.setegid(NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)
        os.setgroups(groups)
