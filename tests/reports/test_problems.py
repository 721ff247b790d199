from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.published import read, seed_text
from tui.reports.problems import problem_line, problem_lines, report
from tui.scorecard.problems import SEVERITIES, Problem

FOUND = (
    Problem("info", "a.txt:1:1", "not understood: “x”"),
    Problem("error", "a.txt:2:3", "“4S” is not a number", "FD1"),
    Problem("warning", "a.txt:2:1", "ref blank restored as FD1 by its name", "FD1"),
)


def test_a_problem_is_a_line_that_editors_understand() -> None:
    assert problem_line(FOUND[1]) == "a.txt:2:3: error: “4S” is not a number"
    assert problem_line(Problem("error", "a\n.txt:1:1", "\x1b[2J")) == "a␊.txt:1:1: error: ␛[2J"


def test_every_form_holds_every_problem() -> None:
    assert report(FOUND, "table").count("\n") == 2
    assert [record["severity"] for record in json.loads(report(FOUND, "json"))] == ["info", "error", "warning"]
    assert report(FOUND, "csv").splitlines()[0] == "severity,place,ref,message"
    assert len(report(FOUND, "md").splitlines()) == 4 + 3
    assert report(FOUND, "md").splitlines()[2] == "| Severity | Place | Ref | Message |"


@pytest.mark.parametrize(
    ("form", "printed"),
    [
        ("table", "nothing: everything was read"),
        ("json", "[]"),
        ("csv", "severity,place,ref,message"),
        ("md", "## What was not understood or looks wrong\n\nNothing: everything was read."),
    ],
)
def test_nothing_to_report_is_said(form: str, printed: str) -> None:
    assert report([], form) == printed


def test_on_screen_the_graver_ones_come_first() -> None:
    text = ["".join(cell.text for cell in line) for line in problem_lines(FOUND, 60)]
    assert [line for line in text if line.endswith(")") and not line.startswith("a.txt")] == [
        "Figures that could not be read (1)",
        "Read with help, or left out (1)",
        "Without a figure in it (1)",
    ]
    assert [line[:9] for line in text if line.startswith("a.txt")] == ["a.txt:2:3", "a.txt:2:1", "a.txt:1:1"]


def test_on_screen_nothing_is_said_too() -> None:
    (line,) = problem_lines([], 60)
    assert line[0].text == "Nothing: everything was read."


problems = st.builds(
    Problem, st.sampled_from(SEVERITIES), st.just("a.txt:1:1"), st.text(max_size=80), st.none() | st.text(max_size=5)
)


@given(st.lists(problems, max_size=6), st.integers(20, 120))
def test_any_problems_are_drawn_and_never_obeyed(found: list[Problem], width: int) -> None:
    for line in problem_lines(found, width):
        assert "".join(cell.text for cell in line).isprintable()


def test_every_problem_of_the_bundled_scorecard_is_on_screen() -> None:
    found = read(seed_text()).problems
    text = "\n".join("".join(cell.text for cell in line) for line in problem_lines(found, 120))
    assert all(problem.place in text for problem in found)
