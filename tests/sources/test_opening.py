from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.support.published import seed_text
from tui import bundled
from tui.scorecard.catalogue_file import CatalogueError
from tui.scorecard.overview import overview
from tui.sources.decoding import SourceError
from tui.sources.opening import glance, open_scorecard
from tui.sources.request import Request

MADE_UP = bundled.sample_path().parent / "made-up" / "exampleshire.csv"
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


@pytest.mark.parametrize("data", [b"no month and no table", b"Ref\tIndicator\n"])
def test_a_text_without_a_scorecard_is_refused(data: bytes, tmp_path: Path) -> None:
    path = seed_in(tmp_path, data)
    with pytest.raises(SourceError, match="does not state the month of the scorecard; give it with --period"):
        open_scorecard(Request((path,)))
    with pytest.raises(SourceError, match="no indicator found"):
        open_scorecard(Request((path,), period=date(2023, 9, 30)))


@pytest.mark.parametrize(("data", "what"), [(b"", "empty"), (b"\n\n\n", "blank"), (b" \t \t \n", "blank")])
@pytest.mark.parametrize("period", [None, date(2023, 9, 30)])
def test_a_file_with_nothing_in_it_is_refused(data: bytes, what: str, period: date | None, tmp_path: Path) -> None:
    path = seed_in(tmp_path, data)
    for read in (open_scorecard, glance):
        with pytest.raises(SourceError, match=rf"scorecard\.txt: is {what}; save or copy it again"):
            read(Request((path,), period=period))


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="holds no scorecard; name a file, or a folder with scorecards in it"):
        open_scorecard(Request((tmp_path,)))
    with pytest.raises(SourceError, match=r"none\.txt: cannot be read"):
        open_scorecard(Request((tmp_path / "none.txt",)))
    with pytest.raises(SourceError, match=r"a: cannot be read .*b: cannot be read"):
        open_scorecard(Request((tmp_path / "a", tmp_path / "b")))


# ---- Periods


def test_a_period_chooses_and_makes_no_month_another(tmp_path: Path) -> None:
    path = seed_in(tmp_path)
    assert open_scorecard(Request((path,), period=date(2023, 9, 30))).period == date(2023, 9, 30)
    with pytest.raises(SourceError) as refused:
        open_scorecard(Request((path,), period=date(2023, 8, 31)))
    assert str(refused.value) == "scorecard.txt: there is no scorecard of 2023-08; the nearest is 2023-09"


def test_a_period_is_the_month_of_a_scorecard_that_does_not_state_it(tmp_path: Path) -> None:
    path = seed_in(tmp_path, seed_text().replace("September 2023", "").encode())
    scorecard = open_scorecard(Request((path,), period=date(2023, 9, 30)))
    assert scorecard.period == date(2023, 9, 30)
    assert len(overview(scorecard).indicators) == 84


def test_a_tidy_file_is_seen_as_of_any_of_its_publications() -> None:
    then = open_scorecard(Request((MADE_UP,), period=date(2022, 6, 30)))
    assert then.period == date(2022, 6, 30)
    assert open_scorecard(Request((MADE_UP,), period=date(2022, 6, 30), latest=True)).latest
    with pytest.raises(SourceError, match=r"there is no scorecard of 1999-12; the nearest is 2021-04"):
        open_scorecard(Request((MADE_UP,), period=date(1999, 12, 31)))


# ---- The first rows


def test_a_glance_is_what_is_published_of_one_text(tmp_path: Path) -> None:
    reading = glance(Request())
    assert reading is not None
    assert reading.report == date(2023, 9, 30)
    assert glance(Request((seed_in(tmp_path),), period=date(2023, 9, 30))) is not None


def test_there_is_no_glance_at_what_is_to_be_chosen_from(tmp_path: Path) -> None:
    path = seed_in(tmp_path)
    assert glance(Request((path,), period=date(2023, 8, 31))) is None, "opening it says what is wrong"
    for sources in ((path, path), (tmp_path,), (MADE_UP,)):
        assert glance(Request(sources)) is None


def test_a_catalogue_that_cannot_be_used_is_refused(tmp_path: Path) -> None:
    path = seed_in(tmp_path)
    with pytest.raises(SourceError, match=r"none\.toml: cannot be read"):
        open_scorecard(Request((path,), indicators=tmp_path / "none.toml"))
    with pytest.raises(SourceError, match="cannot be read"):
        open_scorecard(Request((path,), indicators=tmp_path))
    (tmp_path / "indicators.toml").write_text("[nonsense", "utf-8")
    with pytest.raises(CatalogueError, match="not TOML"):
        open_scorecard(Request((path,)))
