"""Which files of a folder are read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.sources import folder
from tui.sources.decoding import SourceError
from tui.sources.folder import files_of, short_names


def touched(root: Path, *names: str) -> list[Path]:
    paths = [root / name for name in names]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(path.name)
    return paths


def found(*sources: Path) -> list[str]:
    return [path.relative_to(sources[0]).as_posix() for path in files_of(sources).files]


def skipped(*sources: Path) -> dict[str, str]:
    return {each.path.name: each.reason for each in files_of(sources).skipped}


def test_files_come_in_the_order_of_their_names_and_before_those_of_inner_folders(tmp_path: Path) -> None:
    touched(tmp_path, "b.txt", "a/z.txt", "c.csv", "a/y.txt")
    assert found(tmp_path) == ["b.txt", "c.csv", "a/y.txt", "a/z.txt"]


def test_what_is_hidden_is_not_met(tmp_path: Path) -> None:
    touched(tmp_path, ".a.txt", ".git/b.txt", "c.txt")
    assert found(tmp_path) == ["c.txt"]
    assert skipped(tmp_path) == {}


def test_what_is_no_scorecard_by_its_name_is_left_out_and_said(tmp_path: Path) -> None:
    touched(tmp_path, "a.txt", "indicators.toml", "README.md", "readme", "~$book.xlsx")
    assert found(tmp_path) == ["a.txt"]
    assert skipped(tmp_path) == {
        "README.md": "a read-me file; no scorecard",
        "indicators.toml": "the catalogue; no scorecard",
        "readme": "a read-me file; no scorecard",
        "~$book.xlsx": "what an Office program keeps while a file is open; no scorecard",
    }


def test_a_file_that_is_named_is_read_whatever_it_is_called(tmp_path: Path) -> None:
    (path,) = touched(tmp_path, "README.txt")
    assert files_of([path]).files == (path,)
    missing = tmp_path / "none.txt"
    assert files_of([missing]).files == (missing,)


def test_three_levels_are_looked_into(tmp_path: Path) -> None:
    touched(tmp_path, "1/2/3/a.txt", "1/2/3/4/b.txt")
    assert found(tmp_path) == ["1/2/3/a.txt"]
    assert skipped(tmp_path) == {"4": "more than 3 folders deep; not looked into, name it itself"}


def test_a_loop_of_folders_is_walked_once(tmp_path: Path) -> None:
    touched(tmp_path, "a/x.txt", "b/y.txt")
    (tmp_path / "a" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "a" / "self").symlink_to(tmp_path / "a", target_is_directory=True)
    (tmp_path / "c").symlink_to(tmp_path / "b", target_is_directory=True)
    assert found(tmp_path) == ["a/x.txt", "b/y.txt"]
    assert set(skipped(tmp_path)) == {"up", "self", "c"}
    assert set(skipped(tmp_path).values()) == {"a link back to a folder that is read already"}


def test_a_file_is_read_once_by_whatever_names_it_is_met(tmp_path: Path) -> None:
    path, other = touched(tmp_path, "a.txt", "c.txt")
    (tmp_path / "b.txt").symlink_to(path)
    os.link(path, tmp_path / "d.txt")
    assert files_of([tmp_path, path]).files == (path, other)
    assert files_of([path, tmp_path, path]).files == (path, other)


def test_links_that_lead_nowhere_and_pipes_are_said(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "none.txt")
    (tmp_path / "round.txt").symlink_to(tmp_path / "round.txt")
    os.mkfifo(tmp_path / "pipe")
    assert found(tmp_path) == []
    assert skipped(tmp_path) == {
        "gone.txt": "a link that leads nowhere",
        "pipe": "not a file",
        "round.txt": "a link that leads nowhere",
    }


def test_too_many_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    touched(tmp_path, *(f"{number}.txt" for number in range(4)))
    monkeypatch.setattr(folder, "MOST_FILES", 4)
    assert len(found(tmp_path)) == 4
    monkeypatch.setattr(folder, "MOST_FILES", 3)
    with pytest.raises(SourceError, match="more than 3 files; name a folder with fewer, or the scorecards themselves"):
        files_of([tmp_path])


def test_a_folder_that_cannot_be_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    touched(tmp_path, "a.txt", "inner/b.txt")
    listed = os.listdir

    def denied(path: Path) -> list[str]:
        if path.name == "inner":
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(os, "listdir", denied)
    (one,) = files_of([tmp_path]).skipped
    assert (one.path.name, one.reason, one.lost) == ("inner", "cannot be read (permission denied)", True)
    assert found(tmp_path) == ["a.txt"]
    with pytest.raises(SourceError, match=r"inner: cannot be read \(permission denied\)"):
        files_of([tmp_path / "inner"])


# ---- Names


def test_a_file_is_called_by_its_name_and_by_its_folder_where_another_has_that_name() -> None:
    paths = [Path("in/2023/a.txt"), Path("in/2024/a.txt"), Path("in/2024/b.txt"), Path("a.txt")]
    assert list(short_names(paths).values()) == ["2023/a.txt", "2024/a.txt", "a.txt", "b.txt"]
    assert short_names(paths)[paths[2]] == "b.txt"


@given(st.lists(st.lists(st.sampled_from("abc"), min_size=1, max_size=4).map("/".join), unique=True, max_size=12))
def test_no_two_files_are_called_the_same(names: list[str]) -> None:
    paths = [Path(name) for name in names]
    called = short_names(paths)
    assert len(set(called.values())) == len(called) == len(paths)
    assert all(path.as_posix().endswith(called[path]) for path in paths)
