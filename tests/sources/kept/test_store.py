"""Entries on disk: what is found is what was written, every byte of it, by this program, for this question."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.sources.kept import store
from tui.sources.kept.inputs import File, Inputs
from tui.sources.kept.store import MAGIC, Entry

ASKED = ["answer", "/somewhere", "reds"]
NOTHING = Inputs()
ENTRY = Entry(b"p" * 32, b"q" * 32, Inputs((File("a", 1, 2, 3, b"s" * 32),), ("b",)), b"eight are red")
DATA = store.encode(ENTRY)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SCORECARD_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def only(folder: Path) -> Path:
    (path,) = folder.iterdir()
    return path


def sealed(packed: bytes) -> bytes:
    return MAGIC + sha256(packed).digest() + packed


def test_what_is_kept_is_found(folder: Path) -> None:
    assert store.find(ASKED) is None
    assert store.keep(ASKED, NOTHING, b"eight are red")
    assert store.find(ASKED) == b"eight are red"
    assert store.find([*ASKED, "--area"]) is None


def test_nobody_else_can_read_it(folder: Path) -> None:
    store.keep(ASKED, NOTHING, b"x")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(only(folder).stat().st_mode) == 0o600


def test_every_flipped_bit_of_every_byte_is_noticed() -> None:
    assert store.decode(DATA) == ENTRY
    for position in range(len(DATA)):
        for bit in range(8):
            damaged = bytearray(DATA)
            damaged[position] ^= 1 << bit
            assert store.decode(bytes(damaged)) is None, position


def test_every_truncation_is_noticed() -> None:
    assert [length for length in range(len(DATA)) if store.decode(DATA[:length]) is not None] == []


@given(st.data())
def test_any_other_damage_is_noticed(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(DATA)))
    end = data.draw(st.integers(start, len(DATA)))
    damaged = DATA[:start] + data.draw(st.binary(max_size=60)) + DATA[end:]
    assert store.decode(damaged) == (ENTRY if damaged == DATA else None)


@given(st.binary(max_size=400))
def test_content_of_others_is_ignored_even_with_a_right_checksum(packed: bytes) -> None:
    assert store.decode(sealed(packed)) is None


@pytest.mark.parametrize(
    "record",
    [
        {"program": b"p", "question": b"q", "inputs": {}},
        {"program": 1, "question": b"q", "inputs": {}, "body": b"b"},
        {"program": b"p", "question": b"q", "inputs": {"files": [{"path": "a"}]}, "body": b"b"},
        {"program": b"p", "question": b"q", "inputs": {"more": 1}, "body": b"b"},
        {"program": b"p", "question": b"q", "inputs": {}, "body": b"b", "more": 1},
        {"program": b"p", "question": b"q", "inputs": {}, "body": "text"},
        [b"p", b"q", {}, b"b"],
    ],
)
def test_records_of_another_shape_are_ignored(record: object) -> None:
    assert store.decode(sealed(msgspec.msgpack.encode(record))) is None


def test_nesting_without_end_is_ignored() -> None:
    assert store.decode(sealed(b"\x91" * 100_000)) is None


def test_another_program_finds_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store.keep(ASKED, NOTHING, b"x")
    monkeypatch.setattr(store, "program", lambda: b"another")
    assert store.find(ASKED) is None


def test_another_format_is_ignored() -> None:
    assert store.decode(DATA.replace(MAGIC, b"scorecard kept 2\n")) is None


def test_the_answer_to_another_question_is_not_taken_for_this_one(folder: Path) -> None:
    store.keep(ASKED, NOTHING, b"x")
    path = only(folder)
    store.keep(["other"], NOTHING, b"of the other")
    (other,) = set(folder.iterdir()) - {path}
    other.replace(path)
    assert store.find(ASKED) is None


def _link(path: Path) -> None:
    path.rename(path.with_name("elsewhere"))
    path.symlink_to(path.with_name("elsewhere"))


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


@pytest.mark.parametrize(
    "change",
    [
        _link,
        _folder,
        _pipe,
        lambda path: path.chmod(0o620),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(path.read_bytes() + b"\0" * store.MOST_BYTES),
        lambda path: path.unlink(),
    ],
)
def test_what_is_no_file_of_the_users_own_is_ignored(folder: Path, change: Callable[[Path], object]) -> None:
    store.keep(ASKED, NOTHING, b"x")
    change(only(folder))
    assert store.find(ASKED) is None


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give files away")
def test_a_file_of_somebody_else_is_ignored(folder: Path) -> None:
    store.keep(ASKED, NOTHING, b"x")
    os.chown(only(folder), 12345, 12345)
    assert store.find(ASKED) is None


@pytest.mark.parametrize("kind", ["a file", "below a file", "a link that leads nowhere"])
def test_a_folder_that_cannot_be_used_is_no_trouble(folder: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    if kind == "a link that leads nowhere":
        folder.symlink_to(folder.with_name("nowhere") / "at all")
    else:
        folder.write_text("not a folder")
    if kind == "below a file":
        monkeypatch.setenv("SCORECARD_CACHE", str(folder / "deeper"))
    assert not store.keep(ASKED, NOTHING, b"x")
    assert store.find(ASKED) is None


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write and read everywhere")
@pytest.mark.parametrize("mode", [0o500, 0o000])
def test_a_folder_without_permission_is_no_trouble(folder: Path, mode: int) -> None:
    folder.mkdir(mode=0o700)
    folder.chmod(mode)
    try:
        assert not store.keep(ASKED, NOTHING, b"x")
        assert store.find(ASKED) is None
    finally:
        folder.chmod(0o700)


def test_a_full_disk_leaves_nothing_behind(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(source: str, target: str) -> None:
        raise OSError(28, "No space left on device")

    folder.mkdir()
    monkeypatch.setattr(os, "replace", full)
    assert not store.keep(ASKED, NOTHING, b"x")
    assert list(folder.iterdir()) == []


def test_the_oldest_go(folder: Path) -> None:
    for number in range(store.MOST_ENTRIES + 5):
        assert store.keep([str(number)], NOTHING, b"x")
        for path in folder.iterdir():  # each a second older than it was
            os.utime(path, ns=(0, path.stat().st_mtime_ns - 10**9))
    assert len(list(folder.iterdir())) == store.MOST_ENTRIES
    found = [number for number in range(store.MOST_ENTRIES + 5) if store.find([str(number)])]
    assert found == list(range(5, store.MOST_ENTRIES + 5))


def test_files_of_others_in_the_folder_stay(folder: Path) -> None:
    folder.mkdir()
    for number in range(store.MOST_ENTRIES + 5):
        (folder / f"letter-{number}.txt").write_text("Dear all")
    store.keep(ASKED, NOTHING, b"x")
    assert len(list(folder.glob("*.txt"))) == store.MOST_ENTRIES + 5


def test_what_is_too_large_is_not_kept(folder: Path) -> None:
    assert not store.keep(ASKED, NOTHING, b"x" * store.MOST_BYTES)
    assert not folder.exists()


@pytest.mark.parametrize("word", ["off", "OFF", " off "])
def test_nothing_is_kept_or_found_where_it_is_off(folder: Path, monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    store.keep(ASKED, NOTHING, b"x")
    monkeypatch.setenv("SCORECARD_CACHE", word)
    assert store.find(ASKED) is None
    assert not store.keep(ASKED, NOTHING, b"y")


WRITER = """
import sys
from tui.sources.kept import store
from tui.sources.kept.inputs import Inputs
for turn in range(60):
    assert store.keep(["same"], Inputs(), sys.argv[1].encode() * 5000)
    found = store.find(["same"])
    assert found in (b"a" * 5000, b"b" * 5000), found
"""


def test_two_processes_that_write_at_once_leave_one_whole_entry(folder: Path) -> None:
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, letter]) for letter in "ab"]
    assert [each.wait(60) for each in writers] == [0, 0]
    assert store.find(["same"]) in (b"a" * 5000, b"b" * 5000)
    assert len(list(folder.iterdir())) == 1
