from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.journal.making import KEY, SEPTEMBER, TAMESIDE, ask, event, names_in
from tui.journal import adding, migrating
from tui.journal.errors import JournalError
from tui.journal.journal import Journal
from tui.journal.location import create
from tui.journal.opening import open_to_read, open_to_write
from tui.journal.schema import MIGRATIONS, Step

BACKUP = "journal.sqlite.v1-backup"
THIRD: Step = ("ALTER TABLE events ADD COLUMN mood TEXT",)
FAILING: Step = (*THIRD, "CREATE TABLE moods (name TEXT)", "CREATE TABLE events (name TEXT)")
INDEXES = "SELECT name FROM sqlite_master WHERE type = 'index' AND name LIKE 'events%' ORDER BY name"
EVENTS = [event("a"), event("b", parent="a", text="Staff\0came."), event("c", "state", "reviewed")]


@pytest.fixture
def old(path: Path) -> Path:
    """A journal of the first version with three events, as the program of that time left it."""
    store = open_to_write(path, migrations=MIGRATIONS[:1])
    adding.add(store, EVENTS)
    store.close()
    return path


def version(path: Path) -> int:
    ((found,),) = ask(path, "PRAGMA user_version")
    return int(found)


def test_a_new_journal_needs_no_backup(path: Path) -> None:
    Journal.open(path, "Ada").close()
    assert version(path) == len(MIGRATIONS) == 2
    assert names_in(path.parent) == ["journal.sqlite"]


def test_the_first_version_becomes_the_present_one_and_keeps_every_event(old: Path) -> None:
    assert ask(old, INDEXES) == []
    with Journal.open(old, "Ada") as journal:
        assert list(journal.events()) == EVENTS
        journal.comment(KEY, "and goes on", "b")
        comment = journal.reviews(TAMESIDE, SEPTEMBER)["CIN17"].comment
        assert comment is not None
        assert comment.text == "and goes on"
    assert version(old) == 2
    assert ask(old, INDEXES) == [("events_of_a_period",), ("events_undone",)]
    assert ask(old, "PRAGMA integrity_check") == [("ok",)]


def test_before_it_is_migrated_a_journal_is_backed_up(old: Path) -> None:
    old.chmod(0o640)
    Journal.open(old, "Ada").close()
    backup = old.with_name(BACKUP)
    assert names_in(old.parent) == ["journal.sqlite", BACKUP]
    assert backup.stat().st_mode & 0o777 == 0o640
    assert version(backup) == 1
    store = open_to_read(backup)
    with Journal(store, "") as journal:
        assert list(journal.events()) == EVENTS


def test_an_older_backup_is_never_written_over(old: Path) -> None:
    old.with_name(BACKUP).write_text("the older one")
    old.with_name(f"{BACKUP}-2").write_text("the old one")
    Journal.open(old, "Ada").close()
    assert names_in(old.parent) == ["journal.sqlite", BACKUP, f"{BACKUP}-2", f"{BACKUP}-3"]
    assert old.with_name(BACKUP).read_text() == "the older one"
    assert version(old.with_name(f"{BACKUP}-3")) == 1


def test_what_a_log_still_holds_is_in_the_backup(old: Path) -> None:
    reader = open_to_write(old, migrations=MIGRATIONS[:1])  # keeps the log from being written back
    adding.add(reader, [event("late")])
    Journal.open(old, "Ada").close()
    reader.close()
    store = open_to_read(old.with_name(BACKUP))
    with Journal(store, "") as journal:
        assert [each.uid for each in journal.events()] == ["a", "b", "c", "late"]


def test_a_step_that_fails_leaves_the_journal_as_it_was(old: Path) -> None:
    with pytest.raises(JournalError, match="table events already exists") as refused:
        open_to_write(old, migrations=(*MIGRATIONS, FAILING))
    assert refused.value.path == old
    assert version(old) == 2, "each step that succeeded stays"
    assert ask(old, "SELECT count(*) FROM sqlite_master WHERE name = 'moods'") == [(0,)]
    with Journal.open(old, "Ada") as journal:
        assert list(journal.events()) == EVENTS
        journal.comment(KEY, "and goes on")
    assert version(old.with_name(BACKUP)) == 1


def test_a_third_step_alone_fails_and_later_succeeds(old: Path) -> None:
    Journal.open(old, "Ada").close()
    with pytest.raises(JournalError):
        open_to_write(old, migrations=(*MIGRATIONS, FAILING))
    assert version(old) == 2
    open_to_write(old, migrations=(*MIGRATIONS, THIRD)).close()
    assert version(old) == 3
    backups = [name for name in names_in(old.parent) if "backup" in name]
    assert backups == [BACKUP, "journal.sqlite.v2-backup", "journal.sqlite.v2-backup-2"]
    assert ask(old, "SELECT count(*) FROM events") == [(3,)]


def test_a_killed_first_opening_is_carried_on(path: Path) -> None:
    create(path)
    open_to_write(path, migrations=MIGRATIONS[:1]).close()
    with Journal.open(path, "Ada") as journal:
        journal.comment(KEY, "Words")
    assert version(path) == 2


def test_of_two_programs_one_migrates(old: Path) -> None:
    first = open_to_write(old, migrations=MIGRATIONS[:1])
    first.version = None
    Journal.open(old, "Grace").close()
    migrating.migrate(first, 1, MIGRATIONS)  # as one that looked before the other was done
    first.close()
    assert version(old) == 2
    assert [name for name in names_in(old.parent) if "backup" in name] == [BACKUP]


def test_without_a_backup_nothing_is_migrated(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(file: int) -> None:
        raise OSError(28, os.strerror(28))

    with monkeypatch.context() as patch:
        patch.setattr(migrating, "sync_folder", full)
        with pytest.raises(JournalError, match="cannot be backed up, so it was left as it is"):
            Journal.open(old, "Ada")
    assert version(old) == 1
    assert names_in(old.parent) == ["journal.sqlite"]
    Journal.open(old, "Ada").close()
    assert version(old) == 2


def test_reading_migrates_nothing(old: Path) -> None:
    with Journal.open(old, "", write=False) as journal:
        assert list(journal.events()) == EVENTS
        assert journal.reviews(TAMESIDE, SEPTEMBER)["CIN17"].state == "reviewed"
    assert version(old) == 1
    assert names_in(old.parent) == ["journal.sqlite"]
