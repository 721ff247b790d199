"""Which program this is: a change in its files is another program, and what lies beside them is no trouble."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tui.sources.kept import program as module
from tui.sources.kept import store
from tui.sources.kept.inputs import Inputs
from tui.sources.kept.program import program


@pytest.fixture
def top(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program of two files, taken for ours."""
    (tmp_path / "tui" / "sources" / "kept").mkdir(parents=True)
    (tmp_path / "tui" / "views.py").write_text("current: str\n")
    (tmp_path / "tui" / "sources" / "kept" / "program.py").write_text("")
    monkeypatch.setattr(module, "__file__", str(tmp_path / "tui" / "sources" / "kept" / "program.py"))
    return tmp_path / "tui"


def swapped(path: Path) -> None:
    """Another file of the same size and time in its place, as an archive or a copy brings it."""
    state = path.stat()
    new = path.with_name("new")
    new.write_bytes(path.read_bytes()[::-1])
    os.utime(new, ns=(state.st_atime_ns, state.st_mtime_ns))
    new.replace(path)


@pytest.mark.parametrize(
    "change",
    [
        lambda top: (top / "views.py").write_text("current: str | None\n"),
        lambda top: (top / "more.py").write_text(""),
        lambda top: (top / "views.py").unlink(),
        lambda top: (top / "views.py").rename(top / "rows.py"),
        lambda top: (top / "sources" / "kept" / "program.py").write_text("# another\n"),
        lambda top: swapped(top / "views.py"),
    ],
)
def test_a_change_of_its_files_is_another_program(top: Path, change: Callable[[Path], object]) -> None:
    before = program()
    assert program() == before
    change(top)
    assert program() != before


def test_what_python_compiles_is_no_change(top: Path) -> None:
    before = program()
    (top / "__pycache__").mkdir()
    (top / "__pycache__" / "views.pyc").write_bytes(b"x")
    assert program() == before


def test_another_python_is_another_program(top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = program()
    monkeypatch.setattr("sys.version", "3.99.0")
    assert program() != before


def test_a_link_that_leads_nowhere_is_no_trouble(top: Path) -> None:
    """Editors lay such links beside a file that is being changed."""
    before = program()
    (top / ".#views.py").symlink_to("somebody@somewhere.1234")
    program()
    (top / ".#views.py").unlink()
    assert program() == before


def test_where_its_files_cannot_be_looked_at_nothing_is_kept(
    tmp_path: Path, top: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SCORECARD_CACHE", str(tmp_path / "cache"))
    assert store.keep(["reds"], Inputs(), b"eight")
    assert store.find(["reds"]) == b"eight"
    monkeypatch.setattr(module, "__file__", str(tmp_path / "archive.zip" / "tui" / "sources" / "kept" / "program.py"))
    assert store.find(["reds"]) is None
    assert not store.keep(["reds"], Inputs(), b"eight")
