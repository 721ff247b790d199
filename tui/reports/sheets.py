"""A sheet: titled columns and rows of finished cells, the one shape that every report is printed from."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

import msgspec

from tui.reports.cells import Cell, Tone
from tui.reports.grid_columns import Align
from tui.reports.plain_text import visible

if TYPE_CHECKING:
    from rich.table import Table

_STYLES: Final[dict[Tone, str]] = {
    "plain": "",
    "accent": "bold",
    "tab": "reverse",
    "line": "cyan",
    "target": "magenta",
    "benchmark": "dim",
    "strong": "bold",
    "quiet": "dim",
    "R": "bold white on red",
    "A": "bold black on yellow",
    "G": "bold white on green",
    "better": "green",
    "worse": "red",
}
GAP: Final = 2
"""Blanks between two columns."""

_LEAST_WRAPPED: Final = 20
_JUSTIFY: Final[dict[Align, Any]] = {"left": "left", "right": "right", "centre": "center"}


class Heading(msgspec.Struct, frozen=True):
    """A column of a sheet. A `wraps` column folds its text where the line is too narrow."""

    title: str
    align: Align = "left"
    wraps: bool = False


class Sheet(msgspec.Struct, frozen=True):
    """A table of cells; `caption` stands above it."""

    caption: str
    headings: tuple[Heading, ...]
    rows: tuple[tuple[Cell, ...], ...]


def to_table(sheet: Sheet) -> Table:
    """The sheet for a terminal."""
    from rich.box import Box
    from rich.table import Table
    from rich.text import Text

    ruled = Box("    \n    \n -- \n    \n    \n    \n    \n    \n", ascii=True)
    table = Table(
        box=ruled,
        show_edge=False,
        show_header=any(heading.title for heading in sheet.headings),
        padding=(0, GAP - 1, 0, 0),
        title=Text(sheet.caption),
        title_justify="left",
        title_style="bold",
    )
    for heading in sheet.headings:
        table.add_column(
            Text(heading.title),
            justify=_JUSTIFY[heading.align],
            no_wrap=not heading.wraps,
            min_width=_LEAST_WRAPPED if heading.wraps else None,
            overflow="fold",
            header_style="dim",
        )
    for row in sheet.rows:
        table.add_row(*(Text(cell.text, _STYLES[cell.tone]) for cell in row))
    return table


def to_markdown(sheets: Sequence[Sheet]) -> str:
    """The sheets as Markdown tables; nothing in a cell can end it or start other markup."""
    return "\n\n".join(_markdown(sheet) for sheet in sheets)


def _markdown(sheet: Sheet) -> str:
    rules = {"left": ":--", "right": "--:", "centre": ":-:"}
    lines = [
        f"## {escaped(sheet.caption)}",
        "",
        _markdown_row([escaped(heading.title) for heading in sheet.headings]),
        _markdown_row([rules[heading.align] for heading in sheet.headings]),
        *(_markdown_row([escaped(cell.text.strip()) for cell in row]) for row in sheet.rows),
    ]
    return "\n".join(lines)


def _markdown_row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


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
