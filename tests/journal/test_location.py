from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.journal.making import KEY, NOBODY, ordinary_user
from tui.journal.errors import ReadOnlyError
from tui.journal.journal import Journal
from tui.journal.location import COMPANIONS, default_path, share_companions

GROUP = 54321


@contextmanager
def umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


@pytest.fixture
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder that is not there yet."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home" / "data"))
    return tmp_path / "home" / "data" / "scorecard"


def modes(path: Path) -> list[str]:
    """The permissions of a journal and of what SQLite keeps beside it."""
    beside = [path.with_name(path.name + ending) for ending in COMPANIONS]
    return [f"{each.stat().st_mode & 0o7777:o}" for each in (path, *beside)]


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_the_journal_in_the_default_place_is_private(at_home: Path, mask: int) -> None:
    with umask(mask):
        path = default_path()
        assert path == at_home / "journal.sqlite"
        assert not at_home.exists()
        with Journal.open(path, "Ada") as journal:
            journal.comment(KEY, "Words")
            assert modes(path) == ["600", "600", "600"]
    assert f"{at_home.stat().st_mode & 0o7777:o}" == "700"


def test_others_lose_their_rights_to_the_default_folder(at_home: Path) -> None:
    at_home.mkdir(parents=True)
    at_home.chmod(0o775)
    with Journal.open(default_path(), "Ada") as journal:
        assert modes(journal.path) == ["600", "600", "600"]
    assert f"{at_home.stat().st_mode & 0o7777:o}" == "700"


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
@pytest.mark.parametrize(("folder", "file"), [(0o770, "660"), (0o2775, "660"), (0o755, "600"), (0o700, "600")])
def test_a_named_journal_is_shared_where_its_folder_is(path: Path, mask: int, folder: int, file: str) -> None:
    path.parent.chmod(folder)
    with umask(mask), Journal.open(path, "Ada") as journal:
        journal.comment(KEY, "Words")
        assert modes(path) == [file] * 3
    assert path.parent.stat().st_mode & 0o7777 == folder, "a named folder stays as it is"


def test_a_journal_that_is_there_keeps_its_permissions(path: Path) -> None:
    Journal.open(path, "Ada").close()
    path.chmod(0o640)
    with Journal.open(path, "Ada") as journal:
        journal.comment(KEY, "Words")
        assert modes(path) == ["640", "640", "640"]


needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can be several users")


@needs_root
def test_a_shared_journal_belongs_to_the_group_of_its_folder(path: Path) -> None:
    os.chown(path.parent, -1, GROUP)
    path.parent.chmod(0o770)
    with Journal.open(path, "Ada") as journal:
        journal.comment(KEY, "Words")
        beside = [path.with_name(path.name + ending) for ending in COMPANIONS]
        assert [each.stat().st_gid for each in (path, *beside)] == [GROUP] * 3


@needs_root
def test_members_of_the_group_write_with_another_group_of_their_own(open_folder: Path) -> None:
    os.chown(open_folder, -1, GROUP)
    open_folder.chmod(0o770)
    path = open_folder / "journal.sqlite"
    with member_of(GROUP), Journal.open(path, "Ada") as journal:
        journal.comment(KEY, "Words")
        beside = [path.with_name(path.name + ending) for ending in COMPANIONS]
        assert [each.stat().st_gid for each in (path, *beside)] == [GROUP] * 3
        assert modes(path) == ["660"] * 3


@contextmanager
def member_of(group: int) -> Iterator[None]:
    """Be somebody whose first group is another one."""
    with ordinary_user():
        os.seteuid(0)
        os.setgroups([group])
        os.seteuid(NOBODY)
        yield
        os.seteuid(0)


@needs_root
def test_where_the_group_cannot_be_given_the_journal_stays_private(open_folder: Path) -> None:
    os.chown(open_folder, -1, GROUP)
    open_folder.chmod(0o777)
    path = open_folder / "journal.sqlite"
    with ordinary_user(), Journal.open(path, "Ada"):
        assert modes(path) == ["600"] * 3
        assert path.stat().st_gid == NOBODY


def test_there_may_be_nothing_to_share(path: Path) -> None:
    share_companions(path)
    assert list(path.parent.iterdir()) == []


def test_a_default_place_that_cannot_be_made(open_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(open_folder / "data"))
    open_folder.chmod(0o555)
    with ordinary_user(), pytest.raises(ReadOnlyError, match="name another journal with --journal FILE"):
        Journal.open(default_path(), "Ada")


def test_a_file_in_place_of_the_default_folder(at_home: Path) -> None:
    at_home.parent.mkdir(parents=True)
    at_home.touch()
    with pytest.raises(Exception, match="is no folder") as refused:
        Journal.open(default_path(), "Ada")
    assert str(at_home) in str(refused.value)
