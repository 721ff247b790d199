"""A screen of cells: what a frame makes of it."""

from __future__ import annotations

import re
from typing import Final

from rich.cells import split_graphemes

from tui.app.line.styles import PLAIN, UNKNOWN, NotUnderstoodError, Styles

_TOKEN: Final = re.compile(r"([^\x00-\x1f\x7f-\x9f]+)|\x1b\[(?:([\d;]*)m|(\d+);(\d+)H)|\n")

_NARROW: Final = (
    *((0x20, 0x7E), (0xA0, 0xAC), (0xAE, 0x2FF), (0x370, 0x377), (0x37A, 0x37F), (0x384, 0x482), (0x48A, 0x52F)),
    *((0x2010, 0x2027), (0x2030, 0x205E), (0x20A0, 0x20C0), (0x2190, 0x2199), (0x2200, 0x22FF), (0x2500, 0x25FC)),
    *((0x2600, 0x2600), (0x2713, 0x2713), (0x2717, 0x2717), (0x2800, 0x28FF)),
)
"""Characters that are one cell wide in every terminal, from and to."""

_WIDE: Final = (
    (0x3041, 0x3096),
    (0x30A0, 0x30FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xAC00, 0xD7A3),
    (0xFF01, 0xFF60),
)
"""Those that are two cells wide in every terminal."""


class _Signs:
    """Tells whether a text has none but certain characters; those met before are looked up."""

    def __init__(self, *ranges: tuple[int, int]) -> None:
        self._ranges = ranges
        self._met: set[str] = set()

    def has_all(self, text: str) -> bool:
        """Whether every character is one of them."""
        if self._met.issuperset(text):
            return True
        new = set(text) - self._met
        if not all(any(first <= ord(sign) <= last for first, last in self._ranges) for sign in new):
            return False
        self._met |= new
        return True


_SINGLE: Final = _Signs(*_NARROW)
_SURE: Final = _Signs(*_NARROW, *_WIDE)


class Grid:
    """Rows of signs and of the numbers of their styles. The right half of a wide sign is an empty text."""

    def __init__(self, width: int, height: int, style: int = UNKNOWN) -> None:
        self.width, self.height = width, height
        self.signs = [[" "] * width for _ in range(height)]
        self.styles = [[style] * width for _ in range(height)]

    def put(self, x: int, y: int, text: str, style: int, blank: int) -> int:
        """Write text; `blank` is the style of its blanks. Returns the column after it; what is outside is left out."""
        if text.isascii() or _SINGLE.has_all(text):
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
    return _SURE.has_all("".join(signs))


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
