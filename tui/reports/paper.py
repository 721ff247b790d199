"""Sheets as lines of a given width: as a table where it fits, else each row as a paragraph. Nothing is ever cut."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from rich.cells import cell_len

from tui.reports.cells import Cell, Line, wrap
from tui.reports.sheets import GAP, Heading, Sheet

LEAST_WIDTH: Final = 20
"""Narrower lines than this are not made."""

_LEAST_WRAPPED: Final = 20
_INDENT: Final = 2
_ALL_LINES: Final = 1_000_000

_AFTER_A_WORD: Final = re.compile(r" *\S+(?: \S+)* {3,}(?=\S)")
"""A word and the blanks after it, in a line that says something of a word."""


def sheet_lines(sheet: Sheet, width: int) -> Iterator[Line]:
    """The sheet in lines of at most `width` cells of the terminal, its caption first."""
    width = max(width, LEAST_WIDTH)
    yield from ([Cell(piece, "accent")] for piece in wrap(sheet.caption, width, _ALL_LINES))
    if not sheet.rows:
        yield from ([Cell(piece)] for piece in wrap(sheet.nothing, width, _ALL_LINES))
        return
    widths = _widths(sheet, width)
    if widths is None:
        yield []
        for position, row in enumerate(sheet.rows):
            if position and len(sheet.headings) > 2:
                yield []
            yield from _paragraph(sheet.headings, row, width)
        return
    if any(heading.title for heading in sheet.headings):
        titles = [Cell(heading.title, "quiet") for heading in sheet.headings]
        yield from _row(titles, sheet.headings, widths, at_foot=True)
        yield [Cell("-" * (sum(widths) + GAP * (len(widths) - 1)))]
    for row in sheet.rows:
        yield from _row(row, sheet.headings, widths)


def _widths(sheet: Sheet, width: int) -> list[int] | None:
    """The widths of the columns; null where the line has no room for them.

    Titles are folded first, then texts: the widest gives way until the next is as wide, and then both do in turn.
    """
    texts = [
        max((cell_len(row[position].text) for row in sheet.rows), default=0) for position in range(len(sheet.headings))
    ]
    titles = [cell_len(heading.title) for heading in sheet.headings]
    room = width - GAP * (len(texts) - 1)
    widths = [max(pair) for pair in zip(texts, titles, strict=True)]
    if sum(widths) > room:
        widths = [
            max(text, *map(cell_len, heading.title.split() or [""]))
            for text, heading in zip(texts, sheet.headings, strict=True)
        ]
    least = [
        min(text, _LEAST_WRAPPED) if heading.wraps else text
        for text, heading in zip(widths, sheet.headings, strict=True)
    ]
    if sum(least) > room:
        return None
    while (over := sum(widths) - room) > 0:
        widest = max(
            (position for position, each in enumerate(widths) if each > least[position]), key=lambda each: widths[each]
        )
        others = [each for position, each in enumerate(widths) if position != widest and each <= widths[widest]]
        step = widths[widest] - max([least[widest], *(each for each in others if each > least[widest])])
        widths[widest] -= min(over, max(step, 1))
    return widths


def _row(
    row: Sequence[Cell], headings: Sequence[Heading], widths: Sequence[int], *, at_foot: bool = False
) -> Iterator[Line]:
    """A row, its texts folded to the widths of their columns; shorter ones stand at the top, or `at_foot`."""
    columns = [_pieces(cell.text, width) for cell, width in zip(row, widths, strict=True)]
    height = max(map(len, columns))
    if at_foot:
        columns = [[""] * (height - len(pieces)) + pieces for pieces in columns]
    for line in range(height):
        cells: list[Cell] = []
        for pieces, cell, heading, width in zip(columns, row, headings, widths, strict=True):
            piece = pieces[line] if line < len(pieces) else ""
            before, after = _blanks(piece, heading, width)
            cells += [Cell(" " * before), Cell(piece, cell.tone), Cell(" " * (after + GAP))]
        yield _without_end(cells)


def _blanks(piece: str, heading: Heading, width: int) -> tuple[int, int]:
    """How many blanks stand before and after a text in its column."""
    room = width - cell_len(piece)
    before = {"left": 0, "right": room, "centre": room // 2}[heading.align]
    return before, room - before


def _pieces(text: str, width: int) -> list[str]:
    """A text that fits as it is, and one that does not in lines."""
    return [text] if cell_len(text) <= width else wrap(text, width, _ALL_LINES)


def _paragraph(headings: Sequence[Heading], row: Sequence[Cell], width: int) -> Iterator[Line]:
    """A row that has no room as one: its first cell and its name, and below what is in the other columns, by title."""
    named = 2 if len(row) > 2 and headings[1].wraps else 1
    head = "  ".join(cell.text for cell in row[:named] if cell.text)
    first, rest = first_line(head, width)
    yield [Cell(first, "strong")]
    yield from ([Cell(" " * _INDENT), Cell(piece, "strong")] for piece in wrap(rest, width - _INDENT, _ALL_LINES))
    flowing: list[Cell] = []
    for heading, cell in zip(headings[named:], row[named:], strict=True):
        text = cell.text.strip()
        if not text:
            continue
        item = Cell(f"{heading.title}: {text}" if heading.title else text, cell.tone)
        if heading.wraps:
            yield from _flowed(flowing, width)
            yield from _flowed([item], width)
            flowing = []
        else:
            flowing.append(item)
    yield from _flowed(flowing, width)


def _flowed(items: Sequence[Cell], width: int) -> Iterator[Line]:
    """Items one after the other in indented lines; one that is longer than a line is folded."""
    line: list[Cell] = [Cell(" " * _INDENT)]
    used = _INDENT
    for item in items:
        needed = cell_len(item.text)
        if used > _INDENT and used + 2 + needed > width:
            yield line
            line, used = [Cell(" " * _INDENT)], _INDENT
        if needed > width - _INDENT:
            yield from (
                [Cell(" " * _INDENT), Cell(piece, item.tone)] for piece in wrap(item.text, width - _INDENT, 999)
            )
            continue
        line += [*([Cell("; ")] if used > _INDENT else []), item]
        used += needed + (2 if used > _INDENT else 0)
    if used > _INDENT:
        yield line


def _without_end(line: list[Cell]) -> list[Cell]:
    """The line without the blanks at its end."""
    while line and line[-1].tone not in ("R", "A", "G", "tab") and not line[-1].text.strip():
        line.pop()
    return line


def folded(text: str, width: int) -> str:
    """Lines of text, those that are too long broken at blanks; what goes on is indented under its beginning."""
    width = max(width, LEAST_WIDTH)
    return "\n".join(piece for line in text.split("\n") for piece in _folded_line(line, width))


def _folded_line(line: str, width: int) -> Iterator[str]:
    if cell_len(line) <= width:
        yield line
        return
    indent = min(len(line) - len(line.lstrip(" ")), width // 3)
    first, rest = first_line(line, width - indent)
    yield " " * indent + first
    said = _AFTER_A_WORD.match(line)
    further = said.end() if said and said.end() <= width // 2 else min(indent + _INDENT, width // 2)
    yield from (" " * further + piece for piece in wrap(rest, width - further, _ALL_LINES))


def first_line(text: str, width: int) -> tuple[str, str]:
    """As much of a text as a line of `width` cells takes, and what is left of it: no blank comes into a word."""
    text = text.strip()
    first = wrap(text, width, _ALL_LINES)[0] if text else ""
    return first, text[len(first) :].lstrip()
