"""A sheet: titled columns and rows of finished cells, the one shape that every report is printed from."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from typing import Any, Final

import msgspec

from tui.reports.cells import Cell, Tone
from tui.reports.grid_columns import Align
from tui.reports.plain_text import visible

GAP: Final = 2
"""Blanks between two columns."""

_TITLES: Final = {"RAG": "Rating", "Dir": "Direction", "v target": "Against target"}
"""Titles that are short for the sake of a narrow table, in full."""

_RATINGS: Final[dict[Tone, str]] = {"R": "Red", "A": "Amber", "G": "Green"}
_SPOKEN: Final = str.maketrans(
    {"↑": "up", "↓": "down", "↔": "no change", "→": "to", "≠": "is not", "·": "", "…": "..."}
)

_LINE_MARK: Final = re.compile(r"[-+=]|\d{1,9}(?=[.)](?:\s|$))")
"""What may make a line an item, a heading or a rule when it stands first."""


class Heading(msgspec.Struct, frozen=True):
    """A column of a sheet. A `wraps` column folds its text where the line is too narrow."""

    title: str
    align: Align = "left"
    wraps: bool = False


class Sheet(msgspec.Struct, frozen=True):
    """A table of cells; `caption` stands above it, and `nothing` in its place where it has no rows."""

    caption: str
    headings: tuple[Heading, ...]
    rows: tuple[tuple[Cell, ...], ...]
    nothing: str = "None."


def to_markdown(sheets: Sequence[Sheet]) -> str:
    """The sheets as Markdown: a heading and a table each, or a list where columns have no titles.

    Ratings and arrows come as words, which a screen reader says; nothing in a cell can end it or start other markup.
    """
    return "\n\n".join(_markdown(sheet) for sheet in sheets)


def _markdown(sheet: Sheet) -> str:
    caption = f"## {escaped(sheet.caption)}"
    if not sheet.rows:
        return f"{caption}\n\n{escaped(sheet.nothing)}"
    if not any(heading.title for heading in sheet.headings):
        return "\n".join([caption, "", *_markdown_items(sheet.rows)])
    rules = {"left": ":--", "right": "--:", "centre": ":-:"}
    lines = [
        caption,
        "",
        _markdown_row([escaped(_TITLES.get(heading.title, heading.title)) for heading in sheet.headings]),
        _markdown_row([rules[heading.align] for heading in sheet.headings]),
        *(_markdown_row([escaped(in_words(cell)) for cell in row]) for row in sheet.rows),
    ]
    return "\n".join(lines)


def _markdown_row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _markdown_items(rows: Sequence[Sequence[Cell]]) -> list[str]:
    """Rows without titles as items of a list: the first text of each says what the others are about.

    A row whose first text is empty goes on with what the one before it is about, in a line of the same item.
    """
    items: list[str] = []
    for row in rows:
        first, *others = (escaped(in_words(cell)) for cell in row)
        if items and not first and others:
            items[-1] += f"\\\n  {_beginning(' '.join(others))}"
        else:
            items.append(f"- {': '.join([each for each in (first, ' '.join(others)) if each])}")
    return items


def _beginning(text: str) -> str:
    """Text that stands first in a line, where some characters would begin an item or a heading of its own."""
    match = _LINE_MARK.match(text)
    if match is None:
        return text
    at = match.end() if match[0].isdigit() else 0
    return f"{text[:at]}\\{text[at:]}"


def in_words(cell: Cell) -> str:
    """A cell's text as it is said: `Red` for a rating's letter, `up` for an arrow.

    >>> in_words(Cell(" R ", "R")), in_words(Cell("↑"))
    ('Red', 'up')
    """
    text = cell.text.strip()
    if cell.tone in _RATINGS and text.startswith(cell.tone):
        text = _RATINGS[cell.tone] + text[1:]
    return text if text.isascii() else text.translate(_SPOKEN)


def escaped(text: str) -> str:
    """`text` for the inside of a line of Markdown: no character of it is markup."""
    return "".join(f"\\{character}" if character in "\\`*_[]<>|#~" else character for character in text)


def to_csv(headings: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """Comma-separated values that a spreadsheet does not take for formulas."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([_harmless(heading) for heading in headings])
    writer.writerows([_harmless(value) for value in row] for row in rows)
    return out.getvalue().rstrip("\n")


def _harmless(value: Any) -> Any:
    """A text that begins like a formula gets an apostrophe before it, as spreadsheets do themselves."""
    if not isinstance(value, str):
        return value
    value = visible(value)
    if not value.startswith(("=", "+", "-", "@")):
        return value
    try:
        float(value.rstrip("%").replace(",", ""))
    except ValueError:
        return value if value == "-" else f"'{value}"
    return value
