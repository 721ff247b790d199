"""What an entry rests on: every change of a file, a folder or a catalogue that has a part in it is noticed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import platformdirs
import pytest

from tui import bundled
from tui.settings import default_path
from tui.sources.kept import folder as places
from tui.sources.kept import inputs as module
from tui.sources.kept.inputs import unchanged
from tui.sources.kept.taking import inputs_of
from tui.sources.request import Request

CATALOGUE = "indicators.toml"


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    folder = tmp_path / "scorecards"
    folder.mkdir()
    return Path(shutil.copy(bundled.sample_path(), folder / "september.txt"))


def in_place(path: Path, before: bytes, after: bytes) -> None:
    """Change a file's content, and neither its size nor its time nor its number."""
    state = path.stat()
    data = path.read_bytes()
    assert before in data
    assert len(before) == len(after)
    with path.open("r+b") as file:
        file.write(data.replace(before, after, 1))
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    now = path.stat()
    assert (now.st_size, now.st_mtime_ns, now.st_ino) == (state.st_size, state.st_mtime_ns, state.st_ino)


def catalogue_beside(path: Path) -> Path:
    return Path(shutil.copy(bundled.catalogue_path(), path.parent / CATALOGUE))


def users_catalogue(path: Path) -> Path:
    folder = path.parents[1] / "config" / "scorecard"
    folder.mkdir(parents=True)
    return Path(shutil.copy(bundled.catalogue_path(), folder / CATALOGUE))


def replaced_by(make: Callable[[Path], object]) -> Callable[[Path], object]:
    def change(path: Path) -> None:
        path.unlink()
        make(path)

    return change


CHANGES: dict[str, Callable[[Path], object]] = {
    "content of the same size and time": lambda path: in_place(path, b"1265", b"1266"),
    "one more line": lambda path: path.write_bytes(path.read_bytes() + b"\n"),
    "touched": lambda path: os.utime(path, ns=(1, 1)),
    "copied over": lambda path: (shutil.copy2(path, path.with_name("x")), path.with_name("x").replace(path)),
    "gone": lambda path: path.unlink(),
    "a folder now": replaced_by(Path.mkdir),
    "a pipe now": replaced_by(os.mkfifo),
    "a catalogue beside it": catalogue_beside,
    "a catalogue of the user's": users_catalogue,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_is_noticed(source: Path, change: Callable[[Path], object]) -> None:
    taken = inputs_of(Request((source,)))
    assert taken is not None
    assert unchanged(taken)
    change(source)
    assert not unchanged(taken)


@pytest.mark.parametrize("where", [catalogue_beside, users_catalogue])
def test_a_change_of_the_catalogue_is_noticed(source: Path, where: Callable[[Path], Path]) -> None:
    catalogue = where(source)
    taken = inputs_of(Request((source,)))
    assert taken is not None
    assert unchanged(taken)
    in_place(catalogue, b"Contacts", b"Contract")
    assert not unchanged(taken)


def test_a_change_of_the_catalogue_named_and_of_those_it_extends_is_noticed(source: Path) -> None:
    low = Path(shutil.copy(bundled.catalogue_path(), source.parents[1] / "low.toml"))
    middle, high = low.with_name("middle.toml"), low.with_name("high.toml")
    middle.write_text('extends = "low.toml"\n')
    high.write_text('extends = "middle.toml"\n')
    taken = inputs_of(Request((source,), indicators=high))
    assert taken is not None
    assert {str(path) for path in (low, middle, high)} <= {each.path for each in taken.files}
    assert unchanged(taken)
    in_place(low, b"Contacts", b"Contract")
    assert not unchanged(taken)


def test_a_named_file_that_is_not_there_is_noticed_when_it_comes(source: Path, tmp_path: Path) -> None:
    settings = tmp_path / "config.toml"
    taken = inputs_of(Request((source,)), [settings])
    assert taken is not None
    assert unchanged(taken)
    settings.write_text("")
    assert not unchanged(taken)


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: shutil.copy(folder / "september.txt", folder / "october.txt"),
        lambda folder: (
            (folder / "deeper").mkdir() or shutil.copy(folder / "september.txt", folder / "deeper" / "x.txt")
        ),
        lambda folder: (folder / "september.txt").rename(folder / "october.txt"),
        lambda folder: (folder / "letter.txt").unlink(),
        lambda folder: in_place(folder / "letter.txt", b"all", b"you"),
        lambda folder: (folder / "~$new.xlsx").write_text(""),
        lambda folder: (folder / "nowhere.txt").symlink_to("not there"),
        shutil.rmtree,
    ],
)
def test_a_change_in_a_folder_is_noticed(source: Path, change: Callable[[Path], object]) -> None:
    (source.parent / "letter.txt").write_text("Dear all")
    taken = inputs_of(Request((source.parent,)))
    assert taken is not None
    assert unchanged(taken)
    change(source.parent)
    assert not unchanged(taken)


def test_the_bundled_scorecard_can_be_kept() -> None:
    taken = inputs_of(Request())
    assert taken is not None
    assert unchanged(taken)


def test_what_is_not_there_or_can_be_read_once_only_is_not_kept(source: Path) -> None:
    assert inputs_of(Request((source.with_name("none.txt"),))) is None
    os.mkfifo(source.with_name("pipe"))
    assert inputs_of(Request((source.with_name("pipe"),))) is None
    source.with_name("empty").mkdir()
    assert inputs_of(Request((source.with_name("empty"),))) is None


def test_more_than_can_be_read_again_at_every_start_is_not_kept(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tui.sources.kept import taking

    size = source.stat().st_size + bundled.catalogue_path().stat().st_size
    monkeypatch.setattr(taking, "MOST_BYTES", size)
    taken = inputs_of(Request((source,)))
    assert taken is not None
    monkeypatch.setattr(taking, "MOST_BYTES", size - 1)
    assert inputs_of(Request((source,))) is None
    monkeypatch.setattr(module, "MOST_BYTES", size - 1)
    assert not unchanged(taken)


def test_dfes_figures_are_not_on_the_first_screen(source: Path) -> None:
    assert inputs_of(Request((source,), lait=source, dictionary=source)) is None


@pytest.mark.parametrize("cache", ["", "  ", "/somewhere"])
def test_folders_are_where_the_system_has_them(monkeypatch: pytest.MonkeyPatch, cache: str) -> None:
    monkeypatch.delenv("SCORECARD_CACHE", raising=False)
    monkeypatch.delenv("SCORECARD_CONFIG", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", cache)
    monkeypatch.setenv("XDG_CONFIG_HOME", cache)
    assert places.cache_folder() == platformdirs.user_cache_dir("scorecard", appauthor=False)
    assert places.config_folder() == platformdirs.user_config_dir("scorecard", appauthor=False)
    assert default_path().parent == Path(places.config_folder())


def test_without_a_home_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SCORECARD_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert places.cache_folder() is None
