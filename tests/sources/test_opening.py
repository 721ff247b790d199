from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.support.published import seed_text
from tui import bundled
from tui.scorecard.catalogue_file import CatalogueError
from tui.sources.decoding import SourceError
from tui.sources.opening import open_scorecard
from tui.sources.request import Request

OURS = """
extends = "{base}"
[authority]
name = "Exampleshire"
"""


def seed_in(folder: Path, data: bytes | None = None) -> Path:
    path = folder / "scorecard.txt"
    path.write_bytes(seed_text().encode() if data is None else data)
    return path


def catalogue_in(folder: Path) -> Path:
    path = folder / "indicators.toml"
    path.write_text(OURS.format(base=bundled.catalogue_path().as_posix()), "utf-8")
    return path


def test_without_a_source_it_is_the_bundled_scorecard() -> None:
    scorecard = open_scorecard(Request())
    assert (scorecard.authority, scorecard.period) == ("Tameside", date(2023, 9, 30))
    assert scorecard.sources == ("september-2023.txt",)
    assert len(scorecard.frames.listing) == 84


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_encodings_give_the_same_scorecard(encoding: str, tmp_path: Path) -> None:
    path = seed_in(tmp_path, seed_text().encode(encoding))
    frames = open_scorecard(Request((path,))).frames
    original = open_scorecard(Request((seed_in(tmp_path),))).frames
    assert frames.observations.equals(original.observations)
    assert frames.published.equals(original.published)


def test_a_windows_copy_loses_the_marks_it_cannot_hold_and_no_figure(tmp_path: Path) -> None:
    path = seed_in(tmp_path, seed_text().encode("cp1252", errors="replace"))
    frames = open_scorecard(Request((path,))).frames
    original = open_scorecard(Request((seed_in(tmp_path),))).frames
    assert frames.observations.equals(original.observations)
    assert frames.benchmarks.equals(original.benchmarks)


def test_the_authority_is_the_catalogues_unless_it_is_named(tmp_path: Path) -> None:
    path = seed_in(tmp_path)
    assert open_scorecard(Request((path,), authority="Elsewhere")).authority == "Elsewhere"
    catalogue_in(tmp_path)
    assert open_scorecard(Request((path,))).authority == "Exampleshire"
    assert open_scorecard(Request((path,), indicators=bundled.catalogue_path())).authority == "Tameside"


def test_a_catalogue_of_the_user_holds_for_their_files_and_not_for_the_bundled_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "config" / "scorecard"
    folder.mkdir(parents=True)
    catalogue_in(folder)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    assert open_scorecard(Request((seed_in(tmp_path),))).authority == "Exampleshire"
    assert open_scorecard(Request()).authority == "Tameside"


@pytest.mark.parametrize("data", [b"", b"\n\n\n", b"no month and no table", b" \t \t \n"])
def test_a_text_without_a_scorecard_is_refused(data: bytes, tmp_path: Path) -> None:
    path = seed_in(tmp_path, data)
    with pytest.raises(SourceError, match="does not state the month of the scorecard; give it with --period"):
        open_scorecard(Request((path,)))
    with pytest.raises(SourceError, match="no indicator found"):
        open_scorecard(Request((path,), period=date(2023, 9, 30)))


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="is a folder; name one file in it"):
        open_scorecard(Request((tmp_path,)))
    with pytest.raises(SourceError, match=r"none\.txt: cannot be read"):
        open_scorecard(Request((tmp_path / "none.txt",)))
    with pytest.raises(SourceError, match="a: cannot be read"):
        open_scorecard(Request((tmp_path / "a", tmp_path / "b")))


def test_a_catalogue_that_cannot_be_used_is_refused(tmp_path: Path) -> None:
    path = seed_in(tmp_path)
    with pytest.raises(SourceError, match=r"none\.toml: cannot be read"):
        open_scorecard(Request((path,), indicators=tmp_path / "none.toml"))
    with pytest.raises(SourceError, match="cannot be read"):
        open_scorecard(Request((path,), indicators=tmp_path))
    (tmp_path / "indicators.toml").write_text("[nonsense", "utf-8")
    with pytest.raises(CatalogueError, match="not TOML"):
        open_scorecard(Request((path,)))
