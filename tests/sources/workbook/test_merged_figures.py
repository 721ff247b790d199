"""Figures and marks merged over several cells: they count once, and what holds none of its own is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.grids import marked, observed, read_book
from tests.support.published import found
from tests.support.workbooks import MadeSheet, Value
from tui.scorecard.missing import BLANK, NOT_APPLICABLE, UNREADABLE
from tui.scorecard.model import Scorecard

HEADINGS: list[Value] = ["Ref", "Indicator", "Jul-23", "Aug-23", "Sep-23", "Target", "RAG"]


@pytest.fixture(params=[False, True], ids=["cell by cell", "at once"], autouse=True)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param:
        monkeypatch.setattr("tui.sources.workbook.lines.LARGE", 1)


def read(tmp_path: Path, *rows: list[Value], merged: list[str]) -> Scorecard:
    return read_book(tmp_path / "book.xlsx", MadeSheet("S", [["September 2023"], HEADINGS, *rows], merged=merged))


def missing(scorecard: Scorecard, ref: str) -> list[str | None]:
    frame = scorecard.frames.observations
    return frame.filter(frame["ref"] == ref).sort("period")["missing"].to_list()


def test_a_figure_merged_over_months_counts_for_the_first_and_the_others_are_named(tmp_path: Path) -> None:
    scorecard = read(tmp_path, ["FD1", "Contacts", 5, None, None, 4], merged=["C3:E3"])
    assert [row[1] for row in observed(scorecard, "FD1")] == [5.0, None, None]
    assert missing(scorecard, "FD1") == [None, UNREADABLE, UNREADABLE]
    (problem,) = found(scorecard, "merged")
    assert (problem.severity, problem.place, problem.ref) == ("warning", "book.xlsx:S!C3", "FD1")
    assert problem.message == (
        "“5” is merged over C3:E3: it is read for Jul-23 alone, and Aug-23, Sep-23 hold nothing of their own"
    )


def test_words_merged_over_months_are_named_too(tmp_path: Path) -> None:
    scorecard = read(tmp_path, ["FD1", "Contacts", "Annual measure", None, None, 4], merged=["C3:E3"])
    assert missing(scorecard, "FD1") == [UNREADABLE, UNREADABLE, UNREADABLE]
    assert len(found(scorecard, "“Annual measure” is merged over C3:E3")) == 1


def test_a_reason_merged_over_months_leaves_the_others_blank_and_is_named(tmp_path: Path) -> None:
    scorecard = read(tmp_path, ["FD1", "Contacts", "n/a", None, 3, 4], merged=["C3:D3"])
    assert missing(scorecard, "FD1") == [NOT_APPLICABLE, BLANK, None]
    assert len(found(scorecard, "“n/a” is merged over C3:D3")) == 1


def test_a_name_merged_over_months_names_them(tmp_path: Path) -> None:
    scorecard = read(tmp_path, ["FD1", "Counted from autumn on", None, None, 3, 4], merged=["B3:D3"])
    assert missing(scorecard, "FD1") == [BLANK, BLANK, None]
    (problem,) = found(scorecard, "merged")
    assert problem.place == "book.xlsx:S!B3"
    assert problem.message == "“Counted from autumn on” is merged over B3:D3: Jul-23, Aug-23 hold nothing of their own"


def test_figures_targets_and_ratings_merged_over_rows_are_named_in_each(tmp_path: Path) -> None:
    rows: list[list[Value]] = [
        ["FD1", "Contacts", 1, 2, 3, 90, "G"],
        ["FD2", "Screenings", 1, 2, None, None, None],
        ["FD3", "Third", 1, 2, 4, 91, "R"],
    ]
    scorecard = read(tmp_path, *rows, merged=["E3:E4", "F3:F4", "G3:G4"])
    assert [marked(scorecard, f"FD{at}")[0] for at in (1, 2, 3)] == ["G", None, "R"]
    assert missing(scorecard, "FD2") == [None, None, UNREADABLE]
    assert missing(scorecard, "FD3") == [None, None, None]
    assert [(one.severity, one.ref, one.place, one.message) for one in found(scorecard, "merged")] == [
        ("warning", "FD2", "book.xlsx:S!E4", "Sep-23: merged with “3” above, and holds nothing of its own"),
        ("warning", "FD2", "book.xlsx:S!F4", "Target: merged with “90” above, and holds nothing of its own"),
        ("warning", "FD2", "book.xlsx:S!G4", "RAG: merged with “G” above, and holds nothing of its own"),
    ]


def test_blank_cells_that_are_merged_are_not_named(tmp_path: Path) -> None:
    scorecard = read(tmp_path, ["FD1", "Contacts", None, None, 3, 4], merged=["C3:D3"])
    assert found(scorecard, "merged") == []
    assert missing(scorecard, "FD1") == [BLANK, BLANK, None]


def test_a_figure_merged_over_a_column_that_is_not_read_is_whole(tmp_path: Path) -> None:
    made = MadeSheet(
        "S", [["September 2023"], ["Ref", "Indicator", "Sep-23", None], ["FD1", "Contacts", 5, None]], merged=["C3:D3"]
    )
    scorecard = read_book(tmp_path / "book.xlsx", made)
    assert [row[1] for row in observed(scorecard, "FD1")] == [5.0]
    assert found(scorecard, "merged") == []


def test_a_block_merged_over_rows_and_columns_is_named_for_all_of_them(tmp_path: Path) -> None:
    rows: list[list[Value]] = [
        ["FD1", "Contacts", 1, 7, None, 90, "G"],
        ["FD2", "Screenings", 1, None, None, 91, "R"],
        ["FD3", "Third", 1, None, None, 92, "R"],
    ]
    scorecard = read(tmp_path, *rows, merged=["D3:E5"])
    assert missing(scorecard, "FD1") == [None, None, UNREADABLE]
    assert missing(scorecard, "FD2") == missing(scorecard, "FD3") == [None, UNREADABLE, UNREADABLE]
    assert [(one.ref, one.place.partition("!")[2], one.message) for one in found(scorecard, "merged")] == [
        ("FD1", "D3", "“7” is merged over D3:E3: it is read for Aug-23 alone, and Sep-23 holds nothing of its own"),
        ("FD2", "D4", "Aug-23, Sep-23: merged with “7” above, and hold nothing of their own"),
        ("FD3", "D5", "Aug-23, Sep-23: merged with “7” above, and hold nothing of their own"),
    ]


def test_a_very_wide_block_is_named_under_its_first_column(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.sources.workbook.merging._MOST_CELLS_CARRIED", 3)
    rows: list[list[Value]] = [
        ["FD1", "Contacts", 1, 7, None],
        ["FD2", "Screenings", 1, None, None],
        ["FD3", "Third", 1, None, None],
    ]
    scorecard = read(tmp_path, *rows, merged=["D3:E5"])
    assert [one.message for one in found(scorecard, "above")] == [
        "Aug-23: merged with “7” above, and holds nothing of its own"
    ] * 2
