from __future__ import annotations

import pytest

from tests.scorecard.audit.building import Row, build, found
from tui.scorecard.audit import Finding, audit
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
