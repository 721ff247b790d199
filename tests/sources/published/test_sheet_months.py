"""A workbook with a sheet a month is never read as one month's."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.support.grids import csv, marked, observed, read_book, read_text
from tests.support.published import SEPTEMBER, found
from tests.support.workbooks import MadeSheet
from tui.sources.decoding import SourceError


def sheet(name: str, title: str, figure: int) -> MadeSheet:
    rows = [["Ref", "Indicator", "Current", "RAG"], ["ZZ1", "Contacts", figure, "R" if figure == 7 else "G"]]
    return MadeSheet(name, [[title], *rows])  # type: ignore[list-item]


def by_title(first: int = 7) -> list[MadeSheet]:
    months = {7: "Jul", 8: "Aug", 9: "Sep"}
    return [sheet(f"S{number}", f"Ex scorecard {months[number]} 2023", number) for number in (first, 8, 16 - first)]


def by_name() -> list[MadeSheet]:
    return [sheet(f"{month} 23", "Exampleshire", number) for number, month in ((7, "Jul"), (8, "Aug"), (9, "Sept"))]


def by_name_with_a_copied_title() -> list[MadeSheet]:
    return [sheet(made.name, "Ex scorecard September 2023", number) for number, made in enumerate(by_name(), 7)]


@pytest.mark.parametrize("sheets", [by_title(7), by_title(9), by_name(), by_name_with_a_copied_title()])
@pytest.mark.parametrize("period", [None, SEPTEMBER])
def test_the_newest_sheet_is_read_and_the_others_are_listed(
    sheets: list[MadeSheet], period: date | None, tmp_path: Path
) -> None:
    scorecard = read_book(tmp_path / "book.xlsx", *sheets, period=period)
    assert scorecard.period == SEPTEMBER
    assert [row[:2] for row in observed(scorecard, "ZZ1")] == [("2023-09", 9.0)]
    assert marked(scorecard, "ZZ1")[0] == "G"
    listed = found(scorecard, "save it as a file of its own")
    assert {problem.message.split(";")[0].split(" is of ")[1] for problem in listed} == {"July 2023", "August 2023"}
    assert {problem.severity for problem in listed} == {"warning"}


def test_the_sheet_of_the_month_that_is_asked_for(tmp_path: Path) -> None:
    scorecard = read_book(tmp_path / "book.xlsx", *by_title(), period=date(2023, 7, 31))
    assert [row[:2] for row in observed(scorecard, "ZZ1")] == [("2023-07", 7.0)]
    assert len(found(scorecard, "save it as a file of its own")) == 2


def test_a_month_that_no_sheet_is_of(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no sheet is of October 2023; there are July 2023, August 2023"):
        read_book(tmp_path / "book.xlsx", *by_title(), period=date(2023, 10, 31))


def test_a_sheet_without_a_month_goes_with_the_one_that_is_read(tmp_path: Path) -> None:
    other = MadeSheet("Child in Need", [["Ref", "Indicator", "Current"], ["ZZ2", "Open", 4]])
    scorecard = read_book(tmp_path / "book.xlsx", *by_title(), other)
    assert [row[:2] for row in observed(scorecard, "ZZ2")] == [("2023-09", 4.0)]


def test_a_date_below_the_title_makes_no_other_month(tmp_path: Path) -> None:
    first = sheet("Front Door", "Ex scorecard September 2023", 4)
    below = [["Child in Need"], ["Figures as at October 2023"], ["Ref", "Indicator", "Current"], ["ZZ2", "Open", 5]]
    scorecard = read_book(tmp_path / "book.xlsx", first, MadeSheet("Child in Need", below))  # type: ignore[arg-type]
    assert [row[:2] for ref in ("ZZ1", "ZZ2") for row in observed(scorecard, ref)] == [
        ("2023-09", 4.0),
        ("2023-09", 5.0),
    ]


def test_the_month_beside_the_title_in_a_cell_of_its_own() -> None:
    text = csv(["Ex scorecard", "September 2023"], ["Ref", "Indicator", "Current"], ["ZZ1", "Contacts", "4"])
    scorecard = read_text(text)
    assert [row[:2] for row in observed(scorecard, "ZZ1")] == [("2023-09", 4.0)]
    assert scorecard.problems == ()
