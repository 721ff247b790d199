from __future__ import annotations

from pathlib import Path

import pytest

from tests.scorecard.audit.building import Row, build, found
from tests.support.grids import read_book
from tests.support.workbooks import MadeSheet
from tui.scorecard.audit import Finding, audit
from tui.scorecard.oddities import checked
from tui.scorecard.problems import Problem


def layout(*rows: Row, **options: object) -> list[Finding]:
    return found(*rows, kind="layout", **options)


def test_letters_of_another_alphabet_are_said_once_each() -> None:
    rows = [
        Row("A1", ("80%",), rating="\u0391"),
        Row("A2", ("80%",), rating="\u0410"),
        Row("A3", ("80%",), rating="\u0391"),
        Row("A4", ("80%",), rating="A"),
        Row("A5", ("80%",), rating="R"),
    ]
    greek, cyrillic = layout(*rows)
    assert greek.text == (
        "2 ratings written with the Greek letter “Α” (U+0391), read as A: A1 and A3; a search for A misses them."
    )
    assert greek.places == ("x.txt:1:100", "x.txt:3:100")
    assert (greek.severity, cyrillic.ref, cyrillic.published) == ("info", "A2", "“А” (U+0410)")


def test_arrows_that_are_none_are_said_once() -> None:
    rows = [
        Row("A1", ("80%", "81%"), direction="1"),
        Row("A2", ("80%", "81%"), direction="1"),
        Row("A3", ("81%", "80%"), direction="\\downarrow"),
        Row("A4", ("80%", "81%"), direction="↑"),
        Row("A5", ("80%", "81%"), direction="Up"),
        Row("A6", ("80%", "81%"), direction="?"),
    ]
    (one,) = layout(*rows)
    assert one.text == "3 arrows are not written as arrows: read “1” as up (2) and “\\downarrow” as down (1)."


def test_restored_refs_and_refs_without_a_row_are_said_once_an_area() -> None:
    rows = [
        Row("A1", ("80%",), row="restored"),
        Row("A2", ("80%",), row="restored"),
        Row("A3", ("80%",)),
        Row("A4", ("",), row="fragment"),
        Row("B1", ("80%",), row="restored", area="two"),
    ]
    assert [(one.ref, one.text) for one in layout(*rows)] == [
        ("A1", "2 rows of Area One have lost their refs, put back as A1 and A2."),
        ("A4", "A4 (Area One) has no row: which figures are its own cannot be told."),
        ("B1", "1 row of Area Two has lost its ref, put back as B1."),
    ]


@pytest.mark.parametrize(
    ("problem", "ref", "published", "computed"),
    [
        (
            Problem(
                "warning",
                "x.txt:2:1",
                "A2 to A3: 5 cells under 6 headings; read as having lost Target",
                "A2",
                "lost_columns",
            ),
            "A2",
            "A2 to A3: 5 cells under 6 headings",
            "read as having lost Target",
        ),
        (
            Problem("warning", "x.txt:2:1", "no column headings: months are taken from line 1", None, "no_headings"),
            "A2",  # the first row under that place
            "no column headings",
            "months are taken from line 1",
        ),
        (
            Problem("error", "x.txt:3:1", "A1 stands at x.txt:1:1 already; this row is not read", "A1", "repeated_ref"),
            "A1",
            "A1 stands at x.txt:1:1 already",
            "this row is not read",
        ),
        (
            Problem(
                "warning",
                "x.txt:1:6",
                "“RAG Aug-23” is of August 2023, not of the scorecard's own month; its 3 cells are not read",
                None,
                "other_period",
            ),
            "A1",
            "“RAG Aug-23” is of August 2023, not of the scorecard's own month",
            "its 3 cells are not read",
        ),
    ],
)
def test_what_the_reader_found_of_the_tables(problem: Problem, ref: str, published: str, computed: str) -> None:
    rows = [Row(f"A{number}", ("80%",)) for number in (1, 2, 3)]
    (one,) = audit(build(*rows, problems=(problem,)))
    assert (one.kind, one.ref, one.published, one.computed) == ("layout", ref, published, computed)
    assert (one.severity, one.places) == (problem.severity, (problem.place,))


def test_problems_that_are_not_about_the_layout() -> None:
    problems = (Problem("error", "x.txt:1:3", "“?” is not a number", "A1"), Problem("info", "x.txt:1:3", "?", code="x"))
    assert audit(build(Row("A1", ("80%",)), problems=problems)) == ()


# ---- Workbooks


TITLES = ["Ref", "Indicator", "Aug-23", "Current Performance", "RAG", "Mystery"]
BOOK = (
    MadeSheet(
        "Youth",
        [["September 2023"], [], TITLES, ["YJ9", "Entrants", "1", "2", "R", "x"], [], ["YJ1", "Orders", "1", "2", "R"]],
    ),
    MadeSheet(
        "Front Door", [[], TITLES, ["FD9", "Contacts", "1", "2", "R"], ["FD8", "Screenings", "1", "2", "R", "x"]]
    ),
    MadeSheet("Areas", [["AB1", "Torn", "3", "4", "G"], TITLES, ["CIN9", "Plans", "5", "6", "R", "z"], TITLES]),
)


def test_what_is_said_of_a_sheet_goes_with_the_first_row_below_it_on_that_sheet(tmp_path: Path) -> None:
    scorecard = read_book(tmp_path / "book.xlsx", *BOOK)
    assert {one.places[0].partition(":")[2]: one.ref for one in audit(scorecard) if one.kind == "layout"} == {
        "Youth!F3": "YJ9",
        "'Front Door'!F2": "FD9",
        "Areas!A1": "CIN9",
        "Areas!F2": "CIN9",
        "Areas!F4": "",  # no row below it
    }


def test_problems_of_a_workbook_are_listed_in_the_order_of_its_sheets(tmp_path: Path) -> None:
    scorecard = read_book(tmp_path / "book.xlsx", *BOOK)
    places = [problem.place for problem in scorecard.problems]
    assert [place.partition(":")[2] for place in places] == [
        "Youth!F3",
        "'Front Door'!F2",
        "Areas!A1",
        "Areas!F2",
        "Areas!A3",
        "Areas!F4",
    ]
    assert [problem.place for problem in checked(scorecard)] == places
