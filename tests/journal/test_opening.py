"""What stands where a journal is expected: each trouble has a message for people, and nothing is damaged by it."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.journal.making import KEY, SEPTEMBER, TAMESIDE, ask, filled, names_in, ordinary_user, tell
from tui.journal import opening
from tui.journal.errors import (
    CorruptError,
    FullError,
    JournalError,
    LockedError,
    MissingFolderError,
    NetworkError,
    NewerError,
    NotAJournalError,
    ReadOnlyError,
)
from tui.journal.journal import Journal
from tui.journal.schema import APPLICATION_ID, MIGRATIONS


def refused(path: Path, expected: type[JournalError], *, write: bool = True) -> str:
    """The message of a journal that cannot be opened; the file is as it was before, byte by byte."""
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(expected) as error:
        Journal.open(path, "Ada", write=write, patience=0.05)
    assert error.value.path == path
    assert str(error.value).startswith(f"{path}: ")
    if before is not None:
        assert path.read_bytes() == before
    return str(error.value)


def texts(path: Path) -> list[str]:
    with Journal.open(path, "", write=False) as journal:
        return [event.text for event in journal.events()]


# ---- A new journal, and one that is there


def test_a_new_journal_is_marked_as_ours_and_keeps_a_log(path: Path) -> None:
    with Journal.open(path, "Ada") as journal:
        assert (journal.path, journal.author, journal.writable) == (path, "Ada", True)
        assert [journal._store.value(f"PRAGMA {name}") for name in ("foreign_keys", "synchronous")] == [1, 2]
    assert ask(path, "PRAGMA application_id") == [(APPLICATION_ID,)]
    assert ask(path, "PRAGMA user_version") == [(len(MIGRATIONS),)]
    assert ask(path, "PRAGMA journal_mode") == [("wal",)]
    assert names_in(path.parent) == ["journal.sqlite"]


@pytest.mark.parametrize("name", ["with blank.sqlite", "what?.sqlite", "50%20#.sqlite", "ä\udcff.sqlite", "file:x"])
def test_any_name_of_a_file_will_do(tmp_path: Path, name: str) -> None:
    filled(tmp_path / name, 1)
    assert os.listdir(os.fsencode(tmp_path)) == [os.fsencode(name)]  # noqa: PTH208 - bytes, as the system has them
    assert texts(tmp_path / name) == ["Words 0"]


def test_an_empty_file_becomes_a_journal(path: Path) -> None:
    path.touch()
    assert texts(path) == []
    assert path.read_bytes() == b"", "reading makes nothing of it"
    assert texts(filled(path)) == ["Words 0", "Words 1", "Words 2"]


def test_a_link_leads_to_the_journal(tmp_path: Path, path: Path) -> None:
    (tmp_path / "kept").mkdir()
    path.symlink_to(tmp_path / "kept" / "real.sqlite")
    filled(path)
    assert names_in(tmp_path / "kept") == ["real.sqlite"]
    assert path.is_symlink()
    assert len(texts(path)) == 3


# ---- Only to read


def test_reading_makes_nothing(path: Path) -> None:
    with Journal.open(path, "", write=False) as journal:
        assert list(journal.events()) == []
        assert journal.reviews(TAMESIDE, SEPTEMBER) == {}
        assert not journal.changed()
        assert not journal.writable
    assert names_in(path.parent) == []


def test_a_journal_that_is_made_meanwhile_is_seen(path: Path) -> None:
    with Journal.open(path, "", write=False) as journal:
        filled(path)
        assert journal.changed()
        assert not journal.changed()
        assert len(list(journal.events())) == 3


def test_reading_leaves_nothing_beside_the_journal(path: Path) -> None:
    assert len(texts(filled(path))) == 3
    assert names_in(path.parent) == ["journal.sqlite"]


def test_what_is_open_to_read_cannot_be_written(path: Path) -> None:
    with Journal.open(filled(path), "Ada", write=False) as journal:
        with pytest.raises(ReadOnlyError):
            journal.comment(KEY, "Words")
        assert len(list(journal.events())) == 3
    with Journal.open(path.with_name("none"), "Ada", write=False) as journal, pytest.raises(ReadOnlyError):
        journal.comment(KEY, "Words")


def test_a_reader_sees_what_a_writer_has_not_closed_yet(path: Path) -> None:
    with Journal.open(path, "Ada") as writer:
        writer.comment(KEY, "Just now")
        assert texts(path) == ["Just now"]


# ---- Without the right to write


def test_a_file_that_may_not_be_written(open_folder: Path) -> None:
    path = filled(open_folder / "journal.sqlite")
    path.chmod(0o444)
    with ordinary_user(open_folder):
        assert "may not be written, or its folder may not" in refused(path, ReadOnlyError)
        assert len(texts(path)) == 3
    assert names_in(open_folder) == ["journal.sqlite"]


def test_a_folder_that_may_not_be_written(open_folder: Path) -> None:
    path = filled(open_folder / "journal.sqlite")
    path.chmod(0o666)
    open_folder.chmod(0o555)
    with ordinary_user():
        assert "may not be written" in refused(path, ReadOnlyError)
        assert "may not be written" in refused(open_folder / "new.sqlite", ReadOnlyError)
        assert len(texts(path)) == 3
    assert names_in(open_folder) == ["journal.sqlite"]


def test_a_reader_without_rights_sees_what_the_writer_has_not_closed_yet(open_folder: Path) -> None:
    path = open_folder / "journal.sqlite"
    with Journal.open(path, "Ada") as writer:
        for each in open_folder.iterdir():
            each.chmod(0o644)
        writer.comment(KEY, "Just now")
        with ordinary_user():
            assert texts(path) == ["Just now"]
        writer.comment(KEY, "And now")
    assert texts(path) == ["Just now", "And now"]


def test_a_file_that_may_not_be_read(open_folder: Path) -> None:
    path = filled(open_folder / "journal.sqlite")
    path.chmod(0o000)
    with ordinary_user(open_folder):
        assert "may not be written" in refused_unread(path, write=True)
        assert "cannot be opened; check that you may read" in refused_unread(path, write=False)


def refused_unread(path: Path, *, write: bool) -> str:
    with pytest.raises(JournalError) as error:
        Journal.open(path, "Ada", write=write)
    return str(error.value)


# ---- Something else in its place


def test_a_folder_in_its_place(path: Path) -> None:
    path.mkdir()
    assert "is a folder" in refused(path, NotAJournalError)
    assert "is a folder" in refused(path, NotAJournalError, write=False)


def test_a_device_in_its_place() -> None:
    with pytest.raises(NotAJournalError, match="no regular file"):
        Journal.open(Path("/dev/null"), "Ada")


def test_a_parent_that_is_not_there(tmp_path: Path) -> None:
    message = refused(tmp_path / "none" / "journal.sqlite", MissingFolderError)
    assert f"its folder {tmp_path / 'none'} does not exist; make it first" in message
    (tmp_path / "file").touch()
    assert "is no folder" in refused(tmp_path / "file" / "journal.sqlite", MissingFolderError)


@pytest.mark.parametrize("data", [b"x", b"plain text\n" * 500, b"SQLite format 4\0" + bytes(5_000)])
@pytest.mark.parametrize("write", [True, False])
def test_a_file_that_is_no_database(path: Path, data: bytes, write: bool) -> None:
    path.write_bytes(data)
    assert "is not a journal" in refused(path, NotAJournalError, write=write)


@pytest.mark.parametrize("pragma", ["application_id = 7", "application_id = 0"])
@pytest.mark.parametrize("write", [True, False])
def test_the_database_of_another_program(path: Path, pragma: str, write: bool) -> None:
    tell(path, "CREATE TABLE births (name)", "INSERT INTO births VALUES ('Ada')", f"PRAGMA {pragma}")
    message = refused(path, NotAJournalError, write=write)
    assert "is the database of another program; it was left as it is. Name another file with --journal FILE" in message
    assert ask(path, "SELECT name FROM births") == [("Ada",)]


def test_an_empty_database_of_another_program_is_not_ours_either(path: Path) -> None:
    tell(path, "PRAGMA user_version = 3")
    refused(path, NotAJournalError)


@pytest.mark.parametrize("write", [True, False])
def test_a_newer_schema(path: Path, write: bool) -> None:
    tell(filled(path), f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    message = refused(path, NewerError, write=write)
    assert f"schema is version {len(MIGRATIONS) + 1}, this program knows {len(MIGRATIONS)}" in message
    assert "Update the program" in message


def test_a_schema_that_becomes_newer_meanwhile(path: Path) -> None:
    with Journal.open(filled(path), "Ada") as journal:
        tell(path, f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
        with pytest.raises(NewerError, match="Start this one anew"):
            journal.comment(KEY, "Words")
        assert len(list(journal.events())) == 3


# ---- Damage


def test_a_damaged_page(path: Path) -> None:
    filled(path, 400)
    data = bytearray(path.read_bytes())
    page = 4096
    for start in range(page, len(data), page):
        data[start : start + 200] = b"\xff" * 200
    path.write_bytes(data)
    with Journal.open(path, "", write=False) as journal, pytest.raises(CorruptError, match="is damaged"):
        list(journal.events())
    with pytest.raises(CorruptError) as error, Journal.open(path, "Ada") as journal:
        journal.comment(KEY, "Words")
    assert "Keep a copy of it" in str(error.value)
    assert path.read_bytes() == data


def test_a_damaged_schema(path: Path) -> None:
    data = bytearray(filled(path).read_bytes())
    data[100:200] = b"\x07" * 100
    path.write_bytes(data)
    refused(path, CorruptError)


def test_a_truncated_file(path: Path) -> None:
    filled(path, 400)
    data = path.read_bytes()
    path.write_bytes(data[:6_000])
    with pytest.raises(CorruptError), Journal.open(path, "Ada") as journal:
        list(journal.events())


def read_all(journal: Journal) -> None:
    journal.reviews(TAMESIDE, SEPTEMBER)
    list(journal.events())


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("at", "'yesterday'", "expected a time with its zone"),
        ("at", "'2023-10-02T09:15:00'", "expected a time with its zone"),
        ("period", "'2023-13'", "expected a month"),
        ("text", "'closed'", "the state of an indicator is 'closed'"),
        ("text", "CAST(x'ff' AS TEXT)", "is damaged"),
    ],
)
def test_a_row_that_no_program_of_ours_wrote(path: Path, column: str, value: str, words: str) -> None:
    with Journal.open(path, "Ada") as journal:
        row = {"at": "'2023-10-02T09:15:00Z'", "period": "'2023-09'", "text": "'open'"} | {column: value}
        columns = "uid, kind, author, authority, ref, at, period, text"
        values = f"'x', 'state', 'Ada', 'Tameside', 'CIN17', {row['at']}, {row['period']}, {row['text']}"
        tell(path, f"INSERT INTO events ({columns}) VALUES ({values})")  # noqa: S608 - a test's own texts
        with pytest.raises(CorruptError, match=words):
            read_all(journal)


# ---- Locked


def test_a_journal_that_another_program_locks(path: Path) -> None:
    with closing(sqlite3.connect(filled(path), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with Journal.open(path, "Ada", patience=0.05) as journal:
            with pytest.raises(LockedError, match=r"kept it locked for 0\.05 seconds; nothing was written"):
                journal.comment(KEY, "Words")
            assert len(list(journal.events())) == 3, "readers do not wait"
            other.execute("ROLLBACK")
            journal.comment(KEY, "Words")


def test_a_journal_that_another_program_keeps_for_itself(path: Path) -> None:
    with closing(sqlite3.connect(filled(path), isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        refused(path, LockedError)
        refused(path, LockedError, write=False)


# ---- A full disk


def test_a_full_database(path: Path) -> None:
    with Journal.open(filled(path), "Ada") as journal:
        pages = journal._store.value("PRAGMA page_count")
        journal._store.value(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(FullError, match="the disk would not take it"):
            journal.comment(KEY, "Words " * 10_000)
        assert len(list(journal.events())) == 3
        journal._store.value("PRAGMA max_page_count = 100000")
        journal.comment(KEY, "Words " * 10_000)
    assert ask(path, "PRAGMA integrity_check") == [("ok",)]
    assert len(texts(path)) == 4


FULL_DISK = """
import resource, sys
from datetime import date
from pathlib import Path
from tui.journal.errors import FullError
from tui.journal.journal import Journal
from tui.scorecard.review import Key
saved = 0
with Journal.open(Path(sys.argv[1]), "Ada") as journal:
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
    try:
        while True:
            journal.comment(Key("Tameside", date(2023, 9, 30), "CIN17"), "Words " * 2_000)
            saved += 1
    except FullError as error:
        print(saved, error)
"""


def test_a_disk_that_takes_no_more(path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", FULL_DISK, str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    saved, message = done.stdout.split(maxsplit=1)
    assert int(saved) > 0
    assert "The disk or your quota may be full: make room and save again" in message
    assert ask(path, "PRAGMA integrity_check") == [("ok",)]
    assert len(texts(path)) == int(saved)


NO_ROOM = """
import resource, sys
from pathlib import Path
from tui.journal.errors import FullError
from tui.journal.journal import Journal
resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, 2_000))
try:
    Journal.open(Path(sys.argv[1]), "Ada")
except FullError as error:
    print(error)
"""


def test_a_disk_without_room_for_a_journal(path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", NO_ROOM, str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "the disk would not take it" in done.stdout
    assert texts(path) == []
    assert len(texts(filled(path))) == 3, "and it goes on when there is room"


# ---- A network file system


def test_a_network_file_system_is_refused_with_the_reason(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(path)
    monkeypatch.setattr("tui.journal.location.network_kind", lambda folder: "nfs4" if folder == path.parent else None)
    for write in (True, False):
        message = refused(path, NetworkError, write=write)
        assert "lies on a network file system (nfs4), where SQLite cannot keep two writers apart" in message
        assert "--journal FILE" in message
    refused(path.with_name("new.sqlite"), NetworkError)
    assert names_in(path.parent) == ["journal.sqlite"]


def test_a_file_system_without_a_log(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = opening.open_to_write(path)
    tell_mode = store.value
    monkeypatch.setattr(
        store, "value", lambda query: "delete" if query.startswith("PRAGMA journal_mode") else tell_mode(query)
    )
    with pytest.raises(JournalError, match="cannot hold SQLite's write-ahead log"):
        opening._begin_log(store)
    store.close()
