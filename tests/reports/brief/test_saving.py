from __future__ import annotations

import os
from pathlib import Path

import pytest

from tui.reports.brief.faces import Form, form_of
from tui.reports.brief.saving import SavingError, save


def test_a_document_is_written_as_utf_8_with_a_line_end(tmp_path: Path) -> None:
    save(tmp_path / "a.md", "é\n▁")
    assert (tmp_path / "a.md").read_bytes() == "é\n▁\n".encode()
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]


def test_a_file_is_written_over_only_by_force(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    save(path, "old")
    with pytest.raises(SavingError, match=r"a\.md: exists already; --force writes over it"):
        save(path, "new")
    assert path.read_text() == "old\n"
    save(path, "new", force=True)
    assert path.read_text() == "new\n"
    assert [each.name for each in tmp_path.iterdir()] == ["a.md"]


def test_a_write_that_fails_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.md"
    save(path, "old")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SavingError, match=r"a\.md: cannot be written \(no space left on device\)"):
        save(path, "new", force=True)
    assert path.read_text() == "old\n"
    assert [each.name for each in tmp_path.iterdir()] == ["a.md"]


@pytest.mark.parametrize(
    ("name", "words"), [("none/a.md", r"cannot be written \(no such file or directory\)"), (".", "is a folder")]
)
def test_a_place_that_is_none_is_refused(name: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(SavingError, match=words):
        save(tmp_path / name, "x", force=True)
    assert list(tmp_path.iterdir()) == []


def test_a_link_stays_and_what_it_names_is_written(tmp_path: Path) -> None:
    (tmp_path / "real.md").write_text("old")
    (tmp_path / "link.md").symlink_to("real.md")
    with pytest.raises(SavingError, match="exists already"):
        save(tmp_path / "link.md", "new")
    save(tmp_path / "link.md", "new", force=True)
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "real.md").read_text() == "new\n"


@pytest.mark.parametrize(
    ("name", "form"), [("a.md", "md"), ("a.HTML", "html"), ("a.b.txt", "text"), ("a.pdf", None), ("html", None)]
)
def test_an_ending_asks_for_a_form(name: str, form: Form | None) -> None:
    assert form_of(Path(name)) == form
