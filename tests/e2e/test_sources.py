"""What analysts do with sources in a real terminal: months, authorities, what changed, what cannot be read."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from tests.e2e.conftest import Start
from tests.e2e.looking import wait_at
from tests.e2e.sources import (
    AUGUST,
    JULY,
    SEPTEMBER,
    SIZES,
    figure,
    framed,
    leave,
    ready,
    save,
    tidy,
    workbook,
    write_whole,
)
from tests.support.published import catalogue, seed_text
from tests.support.terminal import Terminal, clean_environment, scorecard_command
from tests.support.workbooks import MadeSheet, Value, write


@pytest.fixture
def months(tmp_path: Path) -> Path:
    """Three months of two indicators: FD1 of July is restated in August, and red in August alone."""
    folder = tmp_path / "months"
    save(folder / "a.txt", JULY, {"FD1": (["110", "120", "130"], "G"), "CIN1": (["7", "8", "9"], "A")})
    save(folder / "b.txt", AUGUST, {"FD1": (["120", "133", "140"], "R"), "CIN1": (["8", "9", "10"], "A")})
    save(folder / "c.txt", SEPTEMBER, {"FD1": (["133", "140", "150"], "A"), "CIN1": (["9", "10", "11"], "A")})
    return folder


@pytest.fixture
def two(tmp_path: Path) -> Path:
    return tidy(tmp_path / "two.csv", {"Alphashire": [1101], "Betaborough": [2202]})


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A copy of the bundled scorecard."""
    return write_whole(tmp_path / "scorecard.txt", seed_text())


def choose(app: Terminal, key_: str, *keys: str) -> None:
    """Choose from the list that a key opens."""
    app.press(key_)
    app.wait_for("enter chooses")
    app.press(*keys, "enter")
    app.wait_gone("enter chooses")


# ---- Months


@pytest.mark.parametrize("size", SIZES)
def test_a_folder_is_one_history_whose_months_can_be_looked_at(
    start: Start, months: Path, size: tuple[int, int]
) -> None:
    app = start(months, columns=size[0], lines=size[1])
    ready(app)
    app.wait_for("September 2023")
    app.press("m")
    app.wait_for("enter chooses")
    listed = [line for line in framed(app) if line]
    assert [line.split("  ")[0] for line in listed] == [
        "Show the latest revisions",
        "▌September 2023",
        "August 2023",
        "July 2023",
    ]
    app.press("down", "enter")
    app.wait_for("August 2023")
    app.wait_gone("September 2023")
    app.wait_for("Aug-23")
    app.wait_for(re.compile(r"^▌FD1 .*140.* R ", re.MULTILINE))
    app.wait_for("…T")
    app.press("enter")
    app.wait_for("esc Back")
    app.wait_for("August 2023       140")
    assert "150" not in app.text()
    leave(app, "esc Back")
    app.press("!")
    app.wait_for("Reviewed 0 of 1")
    wait_at(app, "FD1")
    app.press("m")
    app.wait_for("enter chooses")
    app.type("jul")
    app.wait_gone("▌August 2023")
    app.press("enter")
    app.wait_for("Reviewed 0 of 0")
    app.wait_for("July 2023")
    app.press("!")
    app.wait_for(re.compile(r"^▌FD1 .*130.* G ", re.MULTILINE))
    assert app.quit() == 0
    assert app.left_on == []


def test_the_latest_revisions_change_a_restated_figure(start: Start, months: Path) -> None:
    app = start(months, "--period", "2023-07")
    ready(app)
    assert figure(app, "FD1") == "130"
    choose(app, "m", "up", "up", "up", "up")
    app.wait_for("133")
    app.wait_for("July 2023")
    app.press("m")
    app.wait_for("Show what was published by then")
    leave(app, "enter chooses")
    choose(app, "m", *["up"] * 4)
    app.wait_for(" 130 ")
    app.wait_gone(" 133 ")


def test_options_choose_the_month_and_the_revisions(start: Start, months: Path) -> None:
    app = start(months, "--period", "2023-07", "--latest")
    ready(app)
    assert figure(app, "FD1") == "133"
    app.press("m")
    app.wait_for("▌July 2023")
    refused = start(months, "--period", "2023-01")
    assert refused.wait_end() == 2
    assert "there is no scorecard of 2023-01; the nearest is 2023-07" in " ".join(refused.text().split())


def test_reading_again_keeps_the_month(start: Start, months: Path) -> None:
    app = start(months)
    ready(app)
    choose(app, "m", *"july")
    app.wait_for(" 130 ")
    save(months / "a.txt", JULY, {"FD1": (["110", "120", "139"], "G"), "CIN1": (["7", "8", "9"], "A")})
    app.press("r")
    app.wait_for(" 139 ")
    app.wait_for("July 2023")


# ---- Authorities


@pytest.mark.parametrize("size", [*SIZES, (40, 12)])
def test_which_of_several_authorities_is_asked(start: Start, two: Path, size: tuple[int, int]) -> None:
    app = start(two, columns=size[0], lines=size[1])
    app.wait_for("Authority (2)")
    assert [line for line in framed(app) if line] == ["▌Alphashire", "Betaborough"]
    app.press("down", "enter")
    app.wait_for("2202")
    app.wait_for("Beta")
    app.wait_gone("Authority (2)")
    app.press("a")
    app.wait_for("▌Betaborough")
    app.type("alp")
    app.wait_for("▌Alphashire")
    app.press("enter")
    app.wait_for("1101")
    app.wait_gone("2202")
    assert app.quit() == 0
    assert app.left_on == []


def test_nobody_is_asked_who_names_the_authority(start: Start, two: Path) -> None:
    app = start(two, "--authority", "Betaborough")
    ready(app, "2202")
    assert "Authority (2)" not in app.text()


def test_whoever_chooses_no_authority_is_told_how_to(start: Start, two: Path) -> None:
    app = start(two)
    app.wait_for("Authority (2)")
    app.press("escape")
    assert app.wait_end() == 2
    said = "several authorities, and none was chosen; --authority NAME chooses one"
    assert "".join(app.lines()) == f"scorecard: {said}"
    assert app.left_on == []


def test_the_only_authority_is_not_asked_for(app: Terminal) -> None:
    app.press("a")
    app.wait_for("There is only one authority in the source.")
    assert "enter chooses" not in app.text()


def test_an_authority_that_is_gone_leaves_the_one_on_screen(start: Start, two: Path) -> None:
    app = start(two, "--authority", "Alphashire")
    ready(app, "1101")
    app.press("a")
    app.wait_for("Authority (2)")
    tidy(two, {"Alphashire": [1109], "Gammaford": [3303]})
    app.press("down", "enter")
    app.wait_for("Not done")
    assert "What was read before is still shown." in " ".join(framed(app))
    leave(app, "Not done")
    assert figure(app, "FD1") == "1101"
    app.press("r")
    app.wait_for("1109")


def test_a_long_list_scrolls_with_its_cursor_on_any_terminal(start: Start, tmp_path: Path) -> None:
    source = tidy(tmp_path / "many.csv", {f"Authority {number:03}": [number] for number in range(1, 153)})
    app = start(source, columns=40, lines=12)
    app.wait_for("Authority (152)")
    app.press(*["down"] * 20)
    app.wait_for("▌Authority 021")
    app.resize(80, 24)
    app.wait_for("Authority 027")
    assert len([line for line in framed(app) if line.startswith(("▌", "Authority"))]) == 14
    app.press("pagedown", "up")
    app.wait_for("▌Authority 030")
    app.type("15 ")
    app.wait_for("▌Authority 015")
    app.press("down", "down", "enter")
    app.wait_for("Authority 150  Sep")


# ---- What changed


@pytest.mark.parametrize("size", [*SIZES, (40, 12)])
def test_what_changed_since_the_last_publication(start: Start, tmp_path: Path, size: tuple[int, int]) -> None:
    folder = tmp_path / "both"
    save(
        folder / "old.txt",
        AUGUST,
        {"FD1": (["120", "133", "140"], "G"), "FD2": (["3", "4", "5"], "A"), "CIN1": (["7", "8", "9"], "A")},
    )
    save(
        folder / "new.txt",
        SEPTEMBER,
        {"FD1": (["139", "140", "150"], "R"), "FD2a": (["3", "4", "5"], "A"), "CIN1": (["8", "9", "10"], "A")},
    )
    app = start(folder, columns=size[0], lines=size[1])
    app.wait_for("Sep")
    app.wait_for("FD2a")
    app.wait_for("…T") if size[0] > 40 else app.wait_quiet(500)
    app.press("D")
    app.wait_for("August 2023 to")
    seen = framed(app)
    for _ in range(15):
        app.press("j", "j")
        seen += framed(app)
    app.press("G")
    app.wait_for("old.txt:4:1")
    seen += framed(app)
    text = " ".join(re.sub(r"[▁-█]", " ", " ".join(seen)).split())
    for words in (
        "FD1 turned from Green to Red",
        "133",
        "139",
        "new: FD2a",
        "dropped: FD2 ",
        "old.txt:4:1",
        "new.txt:4:1",
    ):
        assert words in text
    leave(app, "esc closes")
    wait_at(app, "FD1")
    app.press("D")
    app.wait_for("esc closes")
    app.press("D")
    app.wait_gone("esc closes")
    assert app.quit() == 0


def test_one_publication_has_none_before_it(app: Terminal) -> None:
    app.press("D")
    app.wait_for("There is nothing to compare with")


# ---- Workbooks, and what is unclear


def test_the_cells_of_a_workbook_are_shown(start: Start, tmp_path: Path) -> None:
    lines: list[list[Value]] = [
        ["September 2023"],
        ["Ref", "Indicator", "Jul-23", "Aug-23", "Current"],
        ["FD1", catalogue().indicators["FD1"].name, 7, 8, 9],
    ]
    app = start(write(tmp_path / "scorecard.xlsx", MadeSheet("Sheet1", lines)))
    ready(app)
    app.press("p")
    app.wait_for("Source of FD1")
    shown = " ".join(framed(app))
    for cell in ("C3", "D3", "E3"):
        assert f"Sheet1!{cell}" in shown
    leave(app, "Source of FD1")


def _unclear(source: Path) -> int:
    """How many warnings and errors `check` prints."""
    done = subprocess.run(
        [scorecard_command(), "check", source, "--format", "json", "--severity", "warning"],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env=clean_environment(),
    )
    return len(json.loads(done.stdout))


def test_what_is_unclear_is_counted_and_listed_as_check_does(start: Start, source: Path) -> None:
    unclear = _unclear(source)
    assert unclear > 3
    app = start(source, columns=120, lines=40)
    ready(app)
    app.wait_for(f"P {unclear} unclear")
    app.press("P")
    app.wait_for("What was not read, or read only with help")
    assert "scorecard.txt:56:1" in " ".join(framed(app))
    leave(app, "esc closes")


def test_a_clean_source_counts_nothing(start: Start, months: Path) -> None:
    source = months / "a.txt"
    assert _unclear(source) == 0
    app = start(source, columns=120, lines=40)
    ready(app)
    assert "unclear" not in app.text()
    app.press("P")
    app.wait_for("verything was read")


def test_a_broken_file_among_good_ones_is_listed(start: Start, months: Path, tmp_path: Path) -> None:
    whole = workbook(tmp_path / "whole.xlsx", "185").read_bytes()
    (months / "broken.xlsx").write_bytes(whole[: len(whole) // 2])
    assert _unclear(months) == 1
    app = start(months, columns=120, lines=40)
    ready(app)
    app.wait_for("P 1 unclear")
    app.press("P")
    app.wait_for("broken.xlsx:1:1")
    app.wait_for("perhaps cut off")


@pytest.mark.parametrize(
    ("name", "why"),
    [("cut.xlsx", "perhaps cut off"), ("empty.txt", "is empty"), ("missing.csv", "no such file"), ("none", "holds no")],
)
@pytest.mark.parametrize("size", [*SIZES, (40, 12)])
def test_what_cannot_be_read_alone_ends_with_a_message(
    start: Start, tmp_path: Path, name: str, why: str, size: tuple[int, int]
) -> None:
    whole = workbook(tmp_path / "whole.xlsx", "185").read_bytes()
    (tmp_path / "cut.xlsx").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "empty.txt").touch()
    (tmp_path / "none").mkdir()
    app = start(name, columns=size[0], lines=size[1], cwd=tmp_path)
    assert app.wait_end() == 2
    said = [line for line in app.lines() if line]
    assert said[0].startswith(f"scorecard: {name}")
    assert why in re.sub(r"\s+", " ", "".join(line.ljust(size[0]) for line in said))
    assert len(said) <= (2 if size[0] >= 80 else 4)
    assert app.left_on == []
