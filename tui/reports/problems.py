"""`scorecard check`: what was not understood or looks wrong, as editors expect it: `file:line:column: message`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tui.reports.cells import Cell, Line, wrap
from tui.reports.plain_text import visible
from tui.reports.records import dumps, problem_record
from tui.reports.sheets import Heading, Sheet, to_csv, to_markdown
from tui.scorecard.problems import Problem, Severity

NOTHING: Final = "Nothing: everything was read."

_SEVERITY_WORDS: Final[dict[Severity, str]] = {
    "error": "Figures that could not be read",
    "warning": "Read with help, or left out",
    "info": "Without a figure in it",
}


def problem_line(problem: Problem) -> str:
    """`september-2023.txt:87:12: error: ...`"""
    return f"{visible(problem.place)}: {problem.severity}: {visible(problem.message)}"


def report(problems: Sequence[Problem], form: str) -> str:
    """The problems in the form asked for: `table` (one a line), `json`, `csv` or `md`."""
    if form == "json":
        return dumps([problem_record(problem) for problem in problems])
    rows = [(one.severity, visible(one.place), visible(one.ref or ""), visible(one.message)) for one in problems]
    titles = ("Severity", "Place", "Ref", "Message")
    if form == "csv":
        return to_csv(list(map(str.lower, titles)), rows)
    if form == "md":
        cells = tuple(tuple(Cell(text) for text in row) for row in rows)
        headings = tuple(map(Heading, titles))
        return to_markdown([Sheet("What was not understood or looks wrong", headings, cells, NOTHING)])
    return "\n".join(map(problem_line, problems)) or "nothing: everything was read"


def problem_lines(problems: Sequence[Problem], width: int) -> list[Line]:
    """The problems for a screen: the graver ones first, each with its place under it."""
    if not problems:
        return [[Cell(NOTHING)]]
    lines: list[Line] = []
    indent = max(len(visible(problem.place)) for problem in problems) + 2
    for severity, words in _SEVERITY_WORDS.items():
        found = [problem for problem in problems if problem.severity == severity]
        if not found:
            continue
        lines += [*([[]] if lines else []), [Cell(f"{words} ({len(found)})", "accent")]]
        for problem in found:
            pieces = wrap(visible(problem.message), max(width - indent, 20), 4) or [""]
            lines.append([Cell(f"{visible(problem.place):<{indent}}", "quiet"), Cell(pieces[0])])
            lines += [[Cell(" " * indent), Cell(piece)] for piece in pieces[1:]]
    return lines
