"""What lies behind a name: a link that leads elsewhere now, and a name that was left out before, are noticed."""

from __future__ import annotations

import os
import shutil
import socket
from pathlib import Path

import pytest

from tests.sources.kept.test_inputs import in_place
from tui import bundled
from tui.sources.kept.inputs import Inputs, unchanged
from tui.sources.kept.taking import inputs_of
from tui.sources.request import Request


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    (tmp_path / "in").mkdir()
    return Path(shutil.copy(bundled.sample_path(), tmp_path / "in" / "september.txt"))


def lead_to(link: Path, target: Path) -> None:
    """Have a link lead elsewhere, at once."""
    new = link.with_name("new link")
    new.symlink_to(target)
    new.replace(link)


def october(source: Path) -> Path:
    """A copy of the same size and time, of another content."""
    path = Path(shutil.copy2(source, source.with_name("october.txt")))
    in_place(path, b"1265", b"1266")
    return path


def taken_of(*sources: Path, indicators: Path | None = None) -> Inputs:
    taken = inputs_of(Request(sources, indicators=indicators))
    assert taken is not None
    assert unchanged(taken)
    return taken


def test_a_link_to_a_file_that_leads_to_another(source: Path) -> None:
    link = source.with_name("newest.txt")
    link.symlink_to(source)
    taken = taken_of(link)
    lead_to(link, october(source))
    assert not unchanged(taken)


@pytest.mark.parametrize("names_the_file", [True, False])
def test_a_link_to_a_folder_that_leads_to_another(source: Path, names_the_file: bool) -> None:
    other = source.parents[1] / "other"
    other.mkdir()
    in_place(Path(shutil.copy2(source, other)), b"1265", b"1266")
    link = source.parents[1] / "link"
    link.symlink_to(source.parent)
    taken = taken_of(link / source.name if names_the_file else link)
    lead_to(link, other)
    assert not unchanged(taken)


def test_a_second_name_of_a_file_that_is_of_another_file_now(source: Path) -> None:
    """Two names of one file are read once; when they part, both are read."""
    link = source.with_name("also.txt")
    link.symlink_to(source)
    taken = taken_of(source, link)
    lead_to(link, october(source))
    assert not unchanged(taken)


def test_what_was_no_file_and_is_one_now(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(source.parent)  # the name of a socket has to be short
    path = Path("other.txt")
    with socket.socket(socket.AF_UNIX) as plug:
        plug.bind(str(path))
    taken = taken_of(source, path)
    path.unlink()
    october(source).rename(path)
    assert not unchanged(taken)


def test_a_link_in_a_folder_that_leads_to_a_file_of_its_own_now(source: Path) -> None:
    link = source.with_name("zz.txt")
    link.symlink_to(source)
    taken = taken_of(source.parent)
    other = source.parents[1] / "other.txt"
    october(source).rename(other)
    lead_to(link, other)
    assert not unchanged(taken)


@pytest.mark.parametrize("through", ["a link to the file", "a link to its folder"])
def test_a_catalogue_that_is_extended_through_a_link(source: Path, tmp_path: Path, through: str) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    for folder in (one, two):
        folder.mkdir()
        shutil.copy2(bundled.catalogue_path(), folder / "base.toml")
    in_place(two / "base.toml", b"Contacts", b"Contract")
    link, high = tmp_path / "link", tmp_path / "high.toml"
    if through == "a link to the file":
        link.symlink_to(one / "base.toml")
        high.write_text('extends = "link"\n')
    else:
        link.symlink_to(one)
        high.write_text('extends = "link/base.toml"\n')
    taken = taken_of(source, indicators=high)
    lead_to(link, two / "base.toml" if through == "a link to the file" else two)
    assert not unchanged(taken)


def test_a_catalogue_extended_further_than_is_looked_is_not_kept(source: Path, tmp_path: Path) -> None:
    below = shutil.copy(bundled.catalogue_path(), tmp_path / "0.toml")
    for number in range(1, 40):
        path = tmp_path / f"{number}.toml"
        path.write_text(f'extends = "{number - 1}.toml"\n')
    taken = inputs_of(Request((source,), indicators=path))
    assert taken is None or str(below) in {each.path for each in taken.files}


def test_a_catalogue_that_extends_itself_ends(source: Path, tmp_path: Path) -> None:
    path = tmp_path / "round.toml"
    path.write_text('extends = "round.toml"\n')
    inputs_of(Request((source,), indicators=path))


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may read everything")
@pytest.mark.parametrize("what", ["file", "folder"])
def test_what_may_not_be_read_any_more(source: Path, what: str) -> None:
    path = source if what == "file" else source.parent
    taken, mode = taken_of(source), path.stat().st_mode
    path.chmod(0)
    try:
        assert not unchanged(taken)
    finally:
        path.chmod(mode)


def test_what_cannot_be_read_any_more(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = taken_of(source)

    def refused(*_: object) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "read", refused)
    assert not unchanged(taken)
