"""`scorecard check`: what could not be read, as editors and people expect it: `file:line:column: message`."""

from __future__ import annotations

from collections.abc import Sequence

from tui.reports.plain_text import visible
from tui.reports.records import dumps, problem_record
from tui.reports.sheets import Heading, Sheet, to_csv, to_markdown
from tui.reports.grid import Cell
from tui.scorecard.problems import Problem


def problem_line(problem: Problem) -> str:
    """`september-2023.txt:87:12: error: ...`"""
    return f"{visible(problem.place)}: {problem.severity}: {visible(problem.message)}"


def report(problems: Sequence[Problem], form: str) -> str:
    """The problems in the form asked for: `table` (one a line), `json`, `csv` or `md`."""
    if form == "json":
        return dumps([problem_record(problem) for problem in problems])
    rows = [(one.severity, visible(one.place), visible(one.ref or ""), visible(one.message)) for one in problems]
    titles = ("severity", "place", "ref", "message")
    if form == "csv":
        return to_csv(titles, rows)
    if form == "md":
        cells = tuple(tuple(Cell(text) for text in row) for row in rows)
        return to_markdown([Sheet("What could not be read", tuple(map(Heading, titles)), cells)])
    return "\n".join(map(problem_line, problems)) or "nothing: everything was read"
