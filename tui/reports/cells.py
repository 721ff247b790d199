"""Text with a tone: what every face draws with, each in its own colours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec
from rich.cells import cell_len, set_cell_size

Tone = Literal[
    "plain", "strong", "quiet", "accent", "tab", "R", "A", "G", "better", "worse", "line", "target", "benchmark"
]


class Cell(msgspec.Struct, frozen=True, gc=False):
    """A piece of text and the tone to draw it in."""

    text: str = ""
    tone: Tone = "plain"


Line = Sequence[Cell]
"""One line of a drawing."""


def line_width(line: Line) -> int:
    """How many cells of the terminal a line takes."""
    return sum(cell_len(cell.text) for cell in line)


def cut(line: Line, width: int) -> list[Cell]:
    """The line, cut to at most `width` cells of the terminal."""
    cells: list[Cell] = []
    for cell in line:
        size = cell_len(cell.text)
        if size >= width:
            return [*cells, Cell(set_cell_size(cell.text, width), cell.tone)]
        cells.append(cell)
        width -= size
    return cells


def shortened(line: Line, width: int, ellipsis: str = "…") -> list[Cell]:
    """The line, cut to at most `width` cells with a sign at the end where something is left out."""
    if line_width(line) <= width:
        return list(line)
    cells = cut(line, max(width - 1, 0))
    return [*cells, Cell(ellipsis[:width], cells[-1].tone if cells else "plain")]


def fitted(line: Line, width: int) -> list[Cell]:
    """The line, padded or cut to exactly `width` cells of the terminal."""
    cells = cut(line, width)
    room = width - line_width(cells)
    return [*cells, Cell(" " * room)] if room else cells


def beside(left: Sequence[Line], right: Sequence[Line], left_width: int, gap: int = 2) -> list[Line]:
    """Two drawings side by side, the right one beginning at `left_width + gap`."""
    height = max(len(left), len(right))
    rows = zip(_to_height(left, height), _to_height(right, height), strict=True)
    return [[*fitted(one, left_width), Cell(" " * gap), *other] for one, other in rows]


def _to_height(lines: Sequence[Line], height: int) -> list[Line]:
    return [*lines, *([[]] * (height - len(lines)))]


def wrap(text: str, width: int, most: int) -> list[str]:
    """`text` in at most `most` lines of `width` cells, broken at blanks where that can be."""
    lines: list[str] = []
    rest = text.strip()
    while rest and len(lines) < most:
        piece = rest
        if cell_len(rest) > width:
            end = _longest(rest, width)
            blank = rest.rfind(" ", 0, end + 1)
            piece = rest[: blank if blank > 0 else end]
        lines.append(piece)
        rest = rest[len(piece) :].lstrip()
    if rest and lines:
        start = lines[-1][: _longest(lines[-1], width - 1)]
        lines[-1] = (start if cell_len(start) < width else "") + "…"
    return lines


def _longest(text: str, width: int) -> int:
    """How many characters from the start take at most `width` cells; at least one."""
    used = 0
    for position, character in enumerate(text):
        used += cell_len(character)
        if used > width:
            return max(position, 1)
    return len(text)


def joined(parts: Iterable[str], separator: str = "  ") -> str:
    """The parts that say something, with a separator between them."""
    return separator.join(part for part in parts if part)
