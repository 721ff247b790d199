"""A screen of cells: what a frame makes of it."""

from __future__ import annotations

import re
from typing import Final

from rich.cells import split_graphemes

from tui.app.line.styles import PLAIN, UNKNOWN, NotUnderstoodError, Styles

_TOKEN: Final = re.compile(r"([^\x00-\x1f\x7f-\x9f]+)|\x1b\[(?:([\d;]*)m|(\d+);(\d+)H)|\n")

_NARROW: Final = " -~\xa0-\xac\xae-\u02ff\u0370-\u0377\u037a-\u037f\u0384-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e"
_SIGNS: Final = "\u20a0-\u20c0\u2190-\u2199\u2200-\u22ff\u2500-\u25fc\u2600\u2713\u2717\u2800-\u28ff"
_WIDE: Final = "\u3041-\u3096\u30a0-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff60"
_SINGLE: Final = re.compile(f"[{_NARROW}{_SIGNS}]*")
_SURE: Final = re.compile(f"[{_NARROW}{_SIGNS}{_WIDE}]*")


class Grid:
    """Rows of signs and of the numbers of their styles. The right half of a wide sign is an empty text."""

    def __init__(self, width: int, height: int, style: int = UNKNOWN) -> None:
        self.width, self.height = width, height
        self.signs = [[" "] * width for _ in range(height)]
        self.styles = [[style] * width for _ in range(height)]

    def put(self, x: int, y: int, text: str, style: int, blank: int) -> int:
        """Write text; `blank` is the style of its blanks. Returns the column after it; what is outside is left out."""
        if text.isascii() or _SINGLE.fullmatch(text):
            signs = list(text)
            styles = [style] * len(signs)
            if blank != style and " " in text:
                styles = [blank if sign == " " else style for sign in signs]
        else:
            signs, styles = self._wide(text, style, blank)
        end = x + len(signs)
        if not 0 <= y < self.height or x >= self.width:
            return end
        if end > self.width:
            if signs[self.width - x] == "":
                signs[self.width - x - 1] = " "
            del signs[self.width - x :], styles[self.width - x :]
        row, marks = self.signs[y], self.styles[y]
        last = x + len(signs)
        # Half of a wide sign does not stay: a terminal blanks it.
        if row[x] == "":
            row[x - 1] = " "
        if last < self.width and row[last] == "":
            row[last] = " "
        row[x:last], marks[x:last] = signs, styles
        return end

    @staticmethod
    def _wide(text: str, style: int, blank: int) -> tuple[list[str], list[int]]:
        signs: list[str] = []
        for start, end, width in split_graphemes(text)[0]:
            if not width:
                if signs:
                    signs[-1] += text[start:end]
                continue
            signs += [text[start:end], *[""] * (width - 1)]
        return signs, [blank if sign == " " else style for sign in signs]


def sure(signs: list[str]) -> bool:
    """Whether every terminal agrees on how wide these signs are."""
    return _SURE.fullmatch("".join(signs)) is not None


def draw(frame: str, grid: Grid, styles: Styles) -> set[int]:
    """Draw what Textual writes to paint: texts, styles, and places to write at. Returns the rows that it touches.

    Raises `NotUnderstoodError` for anything else; what stands before that is drawn.
    """
    x = y = at = 0
    style = blank = PLAIN
    touched: set[int] = set()
    for token in _TOKEN.finditer(frame):
        if token.start() != at:
            break
        at = token.end()
        kind = token.lastindex
        if kind == 1:
            touched.add(y)
            x = grid.put(x, y, token[1], style, blank)
        elif kind == 2:
            style = styles.after(style, token[2])
            blank = styles.blank(style)
        elif kind == 4:
            x, y = int(token[4]) - 1, int(token[3]) - 1
        else:
            x, y = 0, y + 1
    if at != len(frame):
        raise NotUnderstoodError(repr(frame[at : at + 20]))
    return {y for y in touched if y < grid.height}
