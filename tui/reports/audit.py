"""`scorecard audit`: where the published scorecard contradicts its own numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tui.reports.cells import Cell, Line, Tone, wrap
from tui.reports.plain_text import visible
from tui.reports.records import audit_records, dumps
from tui.reports.sheets import Heading, Sheet, to_csv, to_markdown
from tui.scorecard.finding import Finding
from tui.scorecard.places import source_of
from tui.scorecard.problems import Severity

COLUMNS: Final = ("ref", "kind", "severity", "period", "published", "computed", "text", "places")
"""The keys of a record, and the columns of the CSV form."""

NOTHING: Final = "Nothing: the scorecard agrees with its own numbers."

_SEVERITY_WORDS: Final[dict[Severity, str]] = {
    "error": "Contradictions",
    "warning": "To look into",
    "info": "Worth knowing",
}
_LEAST_TEXT: Final = 20
_MOST_LINES: Final = 100
"""Sentences and places are wrapped, never cut: a reader is to see them all."""


def audit_sheet(findings: Sequence[Finding], caption: str) -> Sheet:
    """One row a finding, for the terminal and for Markdown."""
    headings = (
        Heading("Ref"),
        Heading("Severity"),
        Heading("Kind"),
        Heading("Finding", wraps=True),
        Heading("Place"),
    )
    rows = tuple(
        (
            Cell(visible(one.ref), "strong"),
            Cell(one.severity, _tone(one.severity)),
            Cell(one.kind),
            Cell(visible(one.text)),
            Cell(_first_place(one), "quiet"),
        )
        for one in findings
    )
    return Sheet(caption, headings, rows)


def audit_csv(findings: Sequence[Finding]) -> str:
    """One row a finding; its places stand in one cell, with blanks between them."""
    rows = [
        [" ".join(map(visible, value)) if isinstance(value, list) else visible(value) for value in record.values()]
        for record in audit_records(findings)
    ]
    return to_csv(COLUMNS, rows)


def audit_text(findings: Sequence[Finding], form: str, caption: str) -> str:
    """The findings in a form of text: `json`, `csv` or `md`."""
    if form == "json":
        return dumps(audit_records(findings))
    return audit_csv(findings) if form == "csv" else to_markdown([audit_sheet(findings, caption)])


def audit_lines(findings: Sequence[Finding], width: int) -> list[Line]:
    """The findings for a screen: the graver ones first, each with its places under it."""
    if not findings:
        return [[Cell(NOTHING)]]
    lines: list[Line] = []
    indent = max(len(visible(one.ref)) for one in findings) + 2
    for severity, words in _SEVERITY_WORDS.items():
        found = [one for one in findings if one.severity == severity]
        if found:
            lines += [*([[]] if lines else []), [Cell(f"{words} ({len(found)})", "accent")]]
        for one in found:
            lines += _finding_lines(one, width, indent)
    return lines


def _finding_lines(finding: Finding, width: int, indent: int) -> list[Line]:
    room = max(width - indent, _LEAST_TEXT)
    first, *rest = wrap(visible(finding.text), room, _MOST_LINES)
    return [
        [Cell(f"{visible(finding.ref):<{indent}}", "strong"), Cell(first)],
        *([Cell(" " * indent), Cell(piece)] for piece in rest),
        *([Cell(" " * indent), Cell(piece, "quiet")] for piece in wrap(places_text(finding), room, _MOST_LINES)),
    ]


def places_text(finding: Finding) -> str:
    """All places of a finding, a file's name only where it changes: `september-2023.txt:30:17, :30:8, :30:7`."""
    shown: list[str] = []
    last_source = None
    for place in finding.places:
        source, within = _apart(visible(place))
        shown.append(within if source == last_source else f"{source}{within}")
        last_source = source
    return ", ".join(shown)


def _apart(place: str) -> tuple[str, str]:
    """A place's file and what stands behind it: (`september-2023.txt`, `:30:17`), (`book.xlsx`, `:Sheet1!C7`)."""
    source = source_of(place)
    return source, place[len(source) :]


def _first_place(finding: Finding) -> str:
    """The first place, and how many more there are."""
    more = len(finding.places) - 1
    return visible(finding.places[0]) + (f" +{more}" if more > 0 else "") if finding.places else ""


def _tone(severity: Severity) -> Tone:
    return "worse" if severity == "error" else "plain" if severity == "warning" else "quiet"
