"""What a file was when it was read."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

import pytest

from tui.sources.identity import changed, fingerprint, fingerprints, settled, unsettled


def made(folder: Path, name: str = "a.txt", text: str = "one") -> Path:
    path = folder / name
    path.write_text(text)
    return path


def aged(path: Path, seconds: int) -> None:
    """As if a file had been saved so much later."""
    found = path.stat()
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns + seconds * 10**9))


def nothing() -> None:
    """Instead of waiting."""


def test_a_fingerprint_is_what_the_system_says_of_a_file(tmp_path: Path) -> None:
    path = made(tmp_path)
    one = fingerprint(path)
    assert one is not None
    assert (one.path, one.size, one.sha256) == (path, 3, None)
    assert (one.mtime_ns, one.inode) == (path.stat().st_mtime_ns, path.stat().st_ino)
    assert fingerprint(path) == one
    with_content = fingerprint(path, content=True)
    assert with_content is not None
    assert with_content.sha256 == sha256(b"one").hexdigest()


def test_there_is_none_of_what_is_not_there(tmp_path: Path) -> None:
    assert fingerprint(tmp_path / "none.txt") is None
    assert fingerprint(tmp_path, content=True) is None
    assert fingerprints([tmp_path / "none.txt"]) == ()


def test_nothing_has_changed_where_nothing_was_done(tmp_path: Path) -> None:
    made(tmp_path)
    assert not changed([tmp_path], fingerprints([tmp_path]))
    assert not changed([tmp_path], fingerprints([tmp_path], content=True))


@pytest.mark.parametrize("content", [False, True])
def test_another_content_is_a_change(tmp_path: Path, content: bool) -> None:
    path = made(tmp_path)
    before = fingerprints([path], content=content)
    path.write_text("two")
    aged(path, 1)
    assert changed([path], before)


def test_another_size_is_a_change_even_at_the_same_moment(tmp_path: Path) -> None:
    path = made(tmp_path)
    before, then = fingerprints([path]), path.stat()
    path.write_text("three")
    os.utime(path, ns=(then.st_atime_ns, then.st_mtime_ns))
    assert changed([path], before)


def test_another_file_in_its_place_is_a_change(tmp_path: Path) -> None:
    path = made(tmp_path)
    before, then = fingerprints([path]), path.stat()
    other = made(tmp_path, "b.txt", "two")
    os.utime(other, ns=(then.st_atime_ns, then.st_mtime_ns))
    other.replace(path)
    assert changed([path], before)


def test_a_file_that_was_only_touched_has_not_changed_where_its_content_is_known(tmp_path: Path) -> None:
    path = made(tmp_path)
    without, with_content = fingerprints([path]), fingerprints([path], content=True)
    aged(path, 5)
    assert changed([path], without)
    assert not changed([path], with_content)


def test_files_that_come_and_go_are_changes_of_a_folder(tmp_path: Path) -> None:
    path = made(tmp_path)
    before = fingerprints([tmp_path])
    other = made(tmp_path, "b.txt")
    assert changed([tmp_path], before)
    other.unlink()
    assert not changed([tmp_path], before)
    path.unlink()
    assert changed([tmp_path], before)


# ---- At rest


def test_a_file_at_rest_is_settled(tmp_path: Path) -> None:
    path = made(tmp_path)
    assert settled(path, nothing)
    assert settled(path)


def test_a_file_that_grows_between_two_looks_is_not(tmp_path: Path) -> None:
    path = made(tmp_path)
    assert not settled(path, lambda: path.write_text("one and a half"))
    assert settled(path, nothing)


def test_a_file_whose_moment_changes_or_that_goes_is_not(tmp_path: Path) -> None:
    path = made(tmp_path)
    assert not settled(path, lambda: aged(path, 1))
    assert not settled(path, path.unlink)
    assert not settled(path, nothing)


def test_those_that_are_being_written_are_named_after_one_wait_for_all(tmp_path: Path) -> None:
    paths = [made(tmp_path, name) for name in ("a.txt", "b.txt", "c.txt")]
    waits: list[int] = []

    def write() -> None:
        waits.append(1)
        paths[1].write_text("more of it")

    assert unsettled(paths, write) == (paths[1],)
    assert waits == [1]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a system with named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    found = fingerprint(tmp_path / "pipe", content=True)
    assert found is not None
    assert found.sha256 is None
