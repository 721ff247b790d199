"""`scorecard diff`: what changed since the last publication, for people and for machines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from rich.cells import cell_len

from tui.reports.cells import Cell, Line, Tone, wrap
from tui.reports.plain_text import visible
from tui.reports.records import Record, dumps
from tui.reports.sheets import GAP, Heading, Sheet, to_csv, to_markdown
from tui.scorecard.diff.record import Change, Diff, Sense, Severity
from tui.scorecard.periods import key, long_label

COLUMNS: Final = (
    "kind",
    "sense",
    "severity",
    "ref",
    "area",
    "period",
    "year",
    "comparator",
    "before",
    "after",
    "difference",
    "text",
    "places",
)
"""The keys of a record, and the columns of the CSV form."""

NOTHING: Final = "Nothing changed."

_GROUPS: Final[tuple[tuple[Severity, Sense, str], ...]] = (
    ("flip", "restated", "Conclusions that flip with restated figures"),
    ("flip", "moved_on", "Conclusions that flip from {old} to {new}"),
    ("change", "restated", "Restated"),
    ("change", "moved_on", "Otherwise in {new} than in {old}"),
    ("change", "listed", "Indicators and their names"),
    ("precision", "restated", "The same values, written otherwise"),
    ("precision", "moved_on", "The same targets, written otherwise"),
    ("precision", "listed", "The same names, written otherwise"),
)
_SENTENCE: Final = 50
"""Cells that a line keeps for the sentence before anything stands beside it."""

_LEAST_TEXT: Final = 20
_MOST_LINES: Final = 100
_INDENT: Final = 2


def diff_records(changes: Sequence[Change]) -> list[Record]:
    """The machine's view of each change; its places are those in the older and the newer source."""
    return [
        {
            "kind": one.kind,
            "sense": one.sense,
            "severity": one.severity,
            "ref": one.ref,
            "area": one.area,
            "period": key(one.period) if one.period else None,
            "year": one.year,
            "comparator": one.comparator,
            "before": one.before,
            "after": one.after,
            "difference": one.difference.amount if one.difference else None,
            "text": one.text,
            "places": list(one.places),
        }
        for one in changes
    ]


def diff_csv(changes: Sequence[Change]) -> str:
    """One row a change; its two places stand in one cell, with a blank between them and - for none."""
    rows = [
        [" ".join(place or "-" for place in value) if isinstance(value, list) else value for value in record.values()]
        for record in diff_records(changes)
    ]
    return to_csv(COLUMNS, rows)


def diff_text(diff: Diff, changes: Sequence[Change], form: str) -> str:
    """The changes in a form of text: `json`, `csv` or `md`."""
    if form == "json":
        return dumps(diff_records(changes))
    return diff_csv(changes) if form == "csv" else to_markdown(diff_sheets(diff, changes))


def diff_sheets(diff: Diff, changes: Sequence[Change], width: int = 400) -> list[Sheet]:
    """How many changes there are of each group, then a sheet for each; one that says so where nothing changed.

    Areas and places stand beside them where a line of `width` cells leaves room for the sentence.
    """
    groups = _grouped(diff, changes)
    if not groups:
        return [Sheet(caption(diff), (Heading(""),), ((Cell(NOTHING),),))]
    counts = tuple((Cell(title), Cell(str(len(found)))) for title, found in groups)
    beside = list(_beside(changes, width - _SENTENCE))
    headings = (Heading("What changed", wraps=True), *(Heading(title) for title, _ in beside))
    return [
        Sheet(caption(diff), (Heading(""), Heading("", "right")), counts),
        *(
            Sheet(
                title,
                headings,
                tuple((Cell(visible(one.text), _tone(one)), *(read(one) for _, read in beside)) for one in found),
            )
            for title, found in groups
        ),
    ]


def _beside(changes: Sequence[Change], room: int) -> Iterator[tuple[str, Callable[[Change], Cell]]]:
    """The columns beside the sentences for which there is room, the place before the area."""
    for title, read in (("Place", _place), ("Area", _area)):
        widest = max(cell_len(read(one).text) for one in changes) + GAP
        if widest <= room:
            room -= widest
            yield title, read


def diff_lines(
    diff: Diff | None, width: int, *, precision: bool = False, names: Mapping[str, str] | None = None
) -> list[Line]:
    """The changes for a screen, group by group, each with its places under it.

    `names` are short names by ref; they stand beside the changes where there is room. `diff` is null where there is no
    publication before the newest to compare it with.
    """
    if diff is None:
        return [[Cell("There is nothing to compare with: only one publication is open.")]]
    groups = _grouped(diff, diff.changes if precision else diff.real)
    lines: list[Line] = [[Cell(piece, "strong")] for piece in _pieces(caption(diff), width)]
    if not groups:
        return [*lines, [], [Cell(NOTHING)]]
    for title, found in groups:
        lines += [[], *([Cell(piece, "accent")] for piece in _pieces(f"{title} ({len(found)})", width))]
        for one in found:
            lines += _change_lines(one, width, (names or {}).get(one.ref, ""))
    return lines


def caption(diff: Diff) -> str:
    """`Tameside: August 2023 to September 2023`; by their sources where both are of one month."""
    whose, month = visible(diff.new.authority), long_label(diff.new.period)
    if diff.old.period != diff.new.period:
        return f"{whose}: {long_label(diff.old.period)} to {month}"
    old, new = (", ".join(map(visible, side.sources)) for side in (diff.old, diff.new))
    return f"{whose}, {month}: {old} to {new}" if old != new else f"{whose}, {month}"


def _grouped(diff: Diff, changes: Sequence[Change]) -> list[tuple[str, list[Change]]]:
    labels = {"old": long_label(diff.old.period), "new": long_label(diff.new.period)}
    groups = [
        (title.format(**labels), [one for one in changes if (one.severity, one.sense) == (severity, sense)])
        for severity, sense, title in _GROUPS
    ]
    return [(title, found) for title, found in groups if found]


def _change_lines(one: Change, width: int, name: str) -> list[Line]:
    first, *rest = _pieces(visible(one.text), width - _INDENT) or [""]
    below = _pieces(" to ".join(visible(place) for place in one.places if place), width - _INDENT)
    beside = "" if name in one.text else visible(name)
    room = width - cell_len(first) - GAP
    return [
        [
            Cell(first, _tone(one)),
            *([Cell(" " * GAP + beside, "quiet")] if beside and cell_len(beside) <= room else []),
        ],
        *([Cell(" " * _INDENT), Cell(piece, _tone(one))] for piece in rest),
        *([Cell(" " * _INDENT), Cell(piece, "quiet")] for piece in below),
    ]


def _pieces(text: str, width: int) -> list[str]:
    return wrap(text, max(width, _LEAST_TEXT), _MOST_LINES)


def _place(one: Change) -> Cell:
    """Where to look: in the newer source, and in the older one for what is no more."""
    return Cell(visible(one.places[1] or one.places[0] or ""), "quiet")


def _area(one: Change) -> Cell:
    return Cell(visible(one.area))


def _tone(one: Change) -> Tone:
    return "strong" if one.severity == "flip" else "plain" if one.severity == "change" else "quiet"
