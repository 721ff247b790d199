"""Reading again what has changed on disk, and only when it has come to rest."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.support.histories import month, save
from tui.scorecard.overview import overview
from tui.sources.identity import changed, fingerprints
from tui.sources.progress import Cancelled, Progress
from tui.sources.request import Request
from tui.sources.rereading import reread


def nothing() -> None:
    """Instead of waiting."""


def again(path: Path, *figures: str, number: int = 0, later: int = 5) -> None:
    """Save a scorecard once more."""
    save(path.parent, month(number), *figures, name=path.name)
    found = path.stat()
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns + later * 10**9))


def test_what_has_changed_is_read_again(tmp_path: Path) -> None:
    path = save(tmp_path, month(0), "1")
    before = fingerprints([path])
    again(path, "2")
    found = reread(Request((path,)), before, pause=nothing)
    assert found.scorecard is not None
    assert overview(found.scorecard).indicators[0].current.text == "2"
    assert found.reason == ""
    assert not changed([path], found.seen)


def test_the_bundled_scorecard_is_read_again_too() -> None:
    found = reread(Request(), (), pause=nothing)
    assert found.scorecard is not None
    assert len(found.seen) == 1


def test_a_file_that_is_being_written_is_left_alone(tmp_path: Path) -> None:
    path = save(tmp_path, month(0), "1")
    before = fingerprints([path])
    again(path, "2")
    found = reread(Request((path,)), before, pause=lambda: again(path, "3", "4", later=9))
    assert (found.scorecard, found.seen, found.reason) == (None, before, f"{path}: is still being written")
    assert changed([path], found.seen), "so it is tried again"


@pytest.mark.parametrize("half", ["", "Ref\tIndicator\tCurr", "September 2023\nRef\tIndicator\tCurrent\n"])
def test_a_file_that_does_not_parse_is_left_alone(tmp_path: Path, half: str) -> None:
    path = save(tmp_path, month(0), "1")
    before = fingerprints([path])
    path.write_text(half)
    found = reread(Request((path,)), before, pause=nothing)
    assert (found.scorecard, found.seen) == (None, before)
    assert path.name in found.reason


def test_one_of_several_that_does_not_parse_leaves_all_alone(tmp_path: Path) -> None:
    save(tmp_path, month(0), "1")
    path = save(tmp_path, month(1), "2")
    before = fingerprints([tmp_path])
    path.write_bytes(b"")
    found = reread(Request((tmp_path,)), before, pause=nothing)
    assert found.scorecard is None
    assert found.reason == "2023-02.txt: not read: is empty; save or copy it again"


def test_what_could_not_be_read_before_either_does_not_stand_in_the_way(tmp_path: Path) -> None:
    path = save(tmp_path, month(0), "1")
    (tmp_path / "empty.csv").write_bytes(b"")
    before = fingerprints([tmp_path], content=True)
    again(path, "2")
    found = reread(Request((tmp_path,)), before, pause=nothing)
    assert found.scorecard is not None
    assert [one.code for one in found.scorecard.problems] == ["unread_source"]


def test_a_file_that_is_gone_is_said(tmp_path: Path) -> None:
    path = save(tmp_path, month(0), "1")
    before = fingerprints([path])
    path.unlink()
    found = reread(Request((path,)), before, pause=nothing)
    assert (found.scorecard, found.reason) == (None, f"{path}: is not there at present")


def test_a_mistake_in_the_catalogue_is_said(tmp_path: Path) -> None:
    path = save(tmp_path, month(0), "1")
    (tmp_path / "indicators.toml").write_text("[nonsense", "utf-8")
    found = reread(Request((path,)), (), pause=nothing)
    assert found.scorecard is None
    assert "not TOML" in found.reason


def test_files_that_change_while_they_are_read_are_left_alone(tmp_path: Path) -> None:
    path = save(tmp_path, month(0), "1")

    def watch(progress: Progress) -> None:
        if progress.done == progress.total:
            again(path, "1", "2")

    found = reread(Request((path,)), (), watch, pause=nothing)
    assert (found.scorecard, found.reason) == (None, "the files changed while they were read")


def test_it_can_be_cancelled(tmp_path: Path) -> None:
    def watch(progress: Progress) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        reread(Request((save(tmp_path, month(0), "1"),)), (), watch, pause=nothing)
