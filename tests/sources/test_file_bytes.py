"""What may be opened at all: files, folders and pipes; and how long a pipe or a growing file is read."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.published import seed_text
from tui import bundled
from tui.sources import file_bytes
from tui.sources.decoding import SourceError
from tui.sources.file_bytes import TooLargeError, beginning, whole
from tui.sources.folder import files_of
from tui.sources.formats import format_of
from tui.sources.opening import authorities, open_scorecard
from tui.sources.request import Request

MADE_UP = bundled.sample_path().parent / "made-up" / "exampleshire.csv"


@contextmanager
def pipe_of(folder: Path, *pieces: bytes, pause: float = 0.0) -> Iterator[Path]:
    """A pipe to which somebody writes once."""
    path = folder / "pipe"
    os.mkfifo(path)

    def write() -> None:
        try:
            with path.open("wb", buffering=0) as file:
                for piece in pieces:
                    file.write(piece)
                    time.sleep(pause)
        except BrokenPipeError:
            pass

    writer = threading.Thread(target=write, daemon=True)
    writer.start()
    yield path
    writer.join(timeout=5)
    assert not writer.is_alive()


def refused(*sources: Path) -> str:
    with pytest.raises(SourceError) as error:
        open_scorecard(Request(sources))
    return str(error.value)


# ---- Devices and sockets


def device(name: str) -> Path:
    path = Path("/dev") / name
    if not path.is_char_device():
        pytest.skip(f"there is no {path}")
    return path


@pytest.mark.parametrize("name", ["zero", "null", "urandom", "full"])
def test_a_device_is_no_source(name: str) -> None:
    path = device(name)
    message = f"{path}: cannot be read (it is a device and no file; save what it gives to a file, and name that)"
    assert refused(path) == message
    for read in (whole, beginning):
        with pytest.raises(OSError, match="it is a device and no file"):
            read(path, 9)


def test_a_socket_is_no_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # a socket's name may not be long
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("sock")
        assert refused(Path("sock")).startswith("sock: cannot be read (it is a socket and no file; save what it gives")


def test_a_device_among_others_is_listed_and_they_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(seed_text(), "utf-8")
    scorecard = open_scorecard(Request((tmp_path / "a.txt", device("zero"))))
    assert len(scorecard.frames.listing) == 84
    (problem,) = [each for each in scorecard.problems if each.code == "unread_source"]
    assert (problem.severity, problem.place) == ("error", "zero:1:1")
    assert problem.message.startswith("not read: cannot be read (it is a device and no file; ")
    assert refused(device("zero"), device("null")).count("it is a device and no file") == 2


def test_a_link_to_a_device_in_a_folder_is_skipped(tmp_path: Path) -> None:
    (tmp_path / "zero.txt").symlink_to(device("zero"))
    found = files_of([tmp_path])
    assert (found.files, [each.reason for each in found.skipped]) == ((), ["not a file"])


# ---- Pipes


@pytest.mark.parametrize("path", [bundled.sample_path(), MADE_UP], ids=["published text", "tidy table"])
def test_what_a_pipe_gives_is_read_as_a_file_of_it_is(path: Path, tmp_path: Path) -> None:
    data = path.read_bytes()
    with pipe_of(tmp_path, data[:1000], data[1000:], pause=0.05) as pipe:
        scorecard = open_scorecard(Request((pipe,)))
        assert scorecard.frames.observations["value"].equals(
            open_scorecard(Request((path,))).frames.observations["value"]
        )
        assert authorities(Request((pipe,))) == (scorecard.authority,)


def test_a_pipe_to_which_nobody_writes_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_bytes, "WAIT", 0.05)
    os.mkfifo(tmp_path / "pipe")
    assert "pipe: cannot be read (it is a pipe that gave nothing for 0 seconds; save what" in refused(tmp_path / "pipe")


def test_a_pipe_without_an_end_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_bytes, "MOST_PIPED", 1 << 18)
    with pipe_of(tmp_path, *[b"a\tb\n" * 1000] * 200) as pipe:
        assert "pipe: cannot be read (it is a pipe that gives too much; save what it gives to a file" in refused(pipe)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04\x14\0", "is a pipe, of which only text is read; save what it gives to a file, and name that"),
        (b"PAR1abc", "is a pipe, of which only text is read"),
        (b"%PDF-1.7\n", "is a PDF; copy its tables"),
        (b"", "is empty; save or copy it again"),
        (b"time_period,time_identifier,geographic_level,x\n2023,Calendar year,National,1\n", "is a pipe with "),
    ],
)
def test_what_cannot_be_read_from_a_pipe_is_refused(data: bytes, words: str, tmp_path: Path) -> None:
    with pipe_of(tmp_path, data) as pipe:
        assert f"pipe: {words}" in refused(pipe)


# ---- Files


def test_a_file_that_grows_is_read_no_further_than_its_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 100)
    stated = os.fstat

    def smaller(descriptor: int) -> os.stat_result:
        return os.stat_result((*stated(descriptor)[:6], 10, *stated(descriptor)[7:]))

    monkeypatch.setattr(os, "fstat", smaller)
    assert whole(path, 100) == b"x" * 100
    with pytest.raises(TooLargeError):
        whole(path, 99)


def test_a_file_of_the_system_that_states_no_size_is_read() -> None:
    path = Path("/proc/self/status")
    if not path.exists():
        pytest.skip("there is no /proc")
    assert b"Pid:" in whole(path, 1 << 20)


def test_a_name_that_is_no_text_is_refused_and_can_be_said(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.txt")
    path.write_text(seed_text(), "utf-8")
    with pytest.raises(SourceError, match="its name is not text in UTF-8; rename the file"):
        format_of(path)
    (tmp_path / "a.txt").write_text(seed_text(), "utf-8")
    (problem,) = [each for each in open_scorecard(Request((tmp_path,))).problems if each.code == "unread_source"]
    assert problem.place == "caf\\udce9.txt:1:1"
    assert problem.message == "not read: its name is not text in UTF-8; rename the file"
