"""Sources that change on disk while they are looked at, and those that take long, in a real terminal."""

from __future__ import annotations

import re
import shutil
from itertools import count
from pathlib import Path

import pytest

from tests.e2e.conftest import Start
from tests.e2e.looking import rows, wait_at
from tests.e2e.sources import (
    AUGUST,
    altered,
    figure,
    framed,
    leave,
    ready,
    save,
    september,
    tidy,
    workbook,
    write_whole,
)
from tests.support.published import seed_text

CHANGED = "The source has changed on disk: r reads it again."


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A copy of the bundled scorecard."""
    return write_whole(tmp_path / "scorecard.txt", seed_text())


# ---- Files that change on disk


def test_a_change_on_disk_is_told_and_read_again_at_a_key(start: Start, source: Path) -> None:
    app = start(source)
    ready(app)
    app.press("3", "/")
    app.type("rag:r\r")
    app.press("j")
    wait_at(app, "CIN21")
    write_whole(source, altered())
    app.wait_for(CHANGED)
    assert figure(app, "CIN21") == "185"
    app.press("r")
    app.wait_for("Read again.")
    app.wait_for("199")
    wait_at(app, "CIN21")
    assert "rag:r   2 of 30" in app.text()
    assert rows(app) == ["CIN17", "CIN21"]
    write_whole(source, altered("201"))
    app.wait_for(CHANGED)


def test_a_change_is_told_once_the_panel_over_it_is_closed(start: Start, source: Path) -> None:
    app = start(source)
    ready(app)
    app.press("?")
    app.wait_for("esc closes")
    write_whole(source, altered())
    app.wait_quiet(3500, timeout=4)
    leave(app, "esc closes")
    app.wait_for(CHANGED)


def test_a_draft_outlives_reading_again(start: Start, source: Path) -> None:
    app = start(source)
    ready(app)
    app.press("c")
    app.wait_for("drafted from the numbers")
    app.type(" Half a thought")
    app.wait_for("draft kept")
    app.press("escape")
    app.wait_for("keep it as a draft")
    app.press("k")
    app.wait_for("FD1: kept as a draft, not saved")
    write_whole(source, altered())
    app.wait_for(CHANGED)
    app.press("r")
    app.wait_for("Read again.")
    app.press("c")
    app.wait_for("Half a thought")


def test_whoever_watches_sees_the_change_and_keeps_what_is_being_typed(start: Start, source: Path) -> None:
    app = start(source, "--watch")
    ready(app)
    app.press("3")
    app.wait_for("Referrals")
    app.press("G")
    at = "CIN27"
    wait_at(app, at)
    app.press("c")
    app.wait_for("drafted from the numbers")
    app.type(" Half a thought")
    app.wait_for("draft kept")
    write_whole(source, altered())
    app.wait_quiet(4500, timeout=6)
    app.type(" and more")
    app.wait_for("Half a thought and more")
    app.press("ctrl+s")
    app.wait_for(": commentary saved")
    wait_at(app, at)
    assert "CIN21" in rows(app)
    assert figure(app, "CIN21") == "199"
    write_whole(source, altered("203"))
    app.wait_for("The source had changed on disk and was read again.")
    app.wait_for("203")
    wait_at(app, at)


def test_a_file_caught_half_written_leaves_everything_as_it_is(start: Start, tmp_path: Path) -> None:
    whole = workbook(tmp_path / "whole.xlsx", "185").read_bytes()
    source = tmp_path / "scorecard.xlsx"
    source.write_bytes(whole)
    app = start(source, "--watch")
    ready(app)
    app.press("3")
    app.wait_for("Referrals")
    source.write_bytes(whole[: len(whole) // 2])
    app.wait_for("What was read before is still shown")
    assert figure(app, "CIN1") == september("CIN1")
    app.press("r")
    app.wait_for("Not done")
    app.wait_for("cut off")
    leave(app, "Not done")
    assert figure(app, "CIN1") == september("CIN1")
    source.write_bytes(workbook(tmp_path / "whole.xlsx", "199").read_bytes())
    app.wait_for("was read again")
    app.press("G")
    app.wait_for("199")


def test_a_file_that_is_being_written_is_read_when_it_rests(start: Start, source: Path) -> None:
    app = start(source, "--watch")
    ready(app)
    app.press("3", "/")
    app.type("cin21\r")
    app.wait_for("1 of 30")
    text, steps = altered(), count(1)
    with source.open("w", encoding="utf-8") as file:
        for number in steps:
            file.write(text[(number - 1) * 800 : number * 800])
            file.flush()
            app.wait_quiet(150, timeout=0.3)
            assert figure(app, "CIN21") == "185"
            if number * 800 >= len(text):
                break
    app.wait_for("was read again")
    assert figure(app, "CIN21") == "199"
    assert "1 of 30" in app.text()


@pytest.mark.parametrize("options", [(), ("--watch",)])
def test_a_file_that_is_deleted_leaves_the_screen_as_it_is(
    start: Start, source: Path, options: tuple[str, ...]
) -> None:
    app = start(source, *options)
    ready(app)
    before = app.lines()[:-1]
    source.unlink()
    app.wait_for("scorecard.txt is gone from disk; what was read of it is still shown.")
    assert app.lines()[:-1] == before
    app.press("r")
    app.wait_for("Not done")
    assert "What was read before is still shown." in " ".join(framed(app))
    leave(app, "Not done")
    assert app.lines()[:-1] == before
    app.press("space")
    app.wait_for("FD1: reviewed")
    write_whole(source, altered())
    app.wait_for("was read again" if options else CHANGED)
    app.press("r")
    app.press("a")
    assert app.quit() == 0


def test_an_area_that_is_gone_gives_way_to_the_last_one(start: Start, tmp_path: Path) -> None:
    source = tmp_path / "scorecard.csv"
    heading = "record,authority,publication,ref,period,value"
    known, other = (f"observation,Tameside,2023-09,{ref},2023-09,11" for ref in ("FD1", "ZZ1"))
    write_whole(source, f"{heading}\n{known}\n{other}\n")
    app = start(source)
    ready(app)
    app.press("7")
    app.wait_for("▌ZZ1")
    write_whole(source, f"{heading}\n{known}\n")
    app.wait_for(CHANGED)
    app.press("r")
    app.wait_for("Read again.", timeout=5)
    assert app.quit() == 0


# ---- What takes long


def test_long_reading_says_so_and_esc_stops_it(start: Start, large: Path) -> None:
    app = start(large)
    app.wait_for("esc stops it")
    assert "Made-up measure" not in app.text()
    app.press("escape")
    assert app.wait_end(timeout=4) == 2
    assert [line for line in app.lines() if line] == ["scorecard: stopped before anything was read"]
    assert app.left_on == []


def test_whoever_quits_does_not_wait_for_what_is_being_read(start: Start, large: Path) -> None:
    app = start(large)
    app.wait_for("esc stops it")
    app.press("q")
    assert app.wait_end(timeout=4) == 0
    assert app.text().strip() == ""
    assert app.left_on == []


def test_stopping_to_read_again_leaves_what_was_read_before(start: Start, tmp_path: Path, large: Path) -> None:
    source = tidy(tmp_path / "scorecard.csv", {"Tameside": [1101, 3]})
    app = start(source)
    ready(app, "1101")
    shutil.copyfile(large, source)
    app.press("r")
    app.wait_for("esc stops it")
    app.press("escape")
    app.wait_gone("esc stops it")
    assert figure(app, "FD1") == "1101"
    app.press("space")
    app.wait_for("FD1: reviewed")
    tidy(source, {"Tameside": [1109, 3]})
    app.press("r")
    app.wait_for("1109", timeout=20)


def test_esc_right_at_the_start_stops_nothing_that_is_on_screen(start: Start, source: Path) -> None:
    app = start(source)
    app.wait_for("Contacts received")
    app.press("escape")
    app.wait_for("…T")
    app.press("space")
    app.wait_for("FD1: reviewed")


def test_a_folder_says_how_many_files_are_read(start: Start, tmp_path: Path, large: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    save(folder / "a.txt", AUGUST, {"FD1": (["1", "2"], "A")})
    for name in "bcd":
        shutil.copyfile(large, folder / f"{name}.csv")
    app = start(folder)
    app.wait_for(re.compile(r"reading (b\.csv \(1|c\.csv \(2|d\.csv \(3) of 4\) \.\.\. esc stops it"), timeout=30)
    app.press("escape")
    assert app.wait_end() == 2
