"""Frames as Textual writes them, and terminals to compare."""

from __future__ import annotations

from collections.abc import Sequence

import pyte
from rich.cells import cell_len

WIDTH, HEIGHT = 24, 6
Run = tuple[str, str]
"""A style, as the parameters of its sequence, and a text in it."""

Cell = tuple[str, str, str, bool, bool, bool, bool, bool, bool]


def paint(runs: Sequence[Run], width: int) -> str:
    """The runs of one place, cut or filled with blanks to `width` cells, every one with its style and a reset."""
    written, room = "", width
    for style, text in [*runs, ("", " " * width)]:
        fitting = ""
        for sign in text:
            if cell_len(fitting + sign) > room:
                break
            fitting += sign
        room -= cell_len(fitting)
        written += f"\x1b[{style}m{fitting}\x1b[0m" if style and fitting else fitting
    return written


class _Filling(pyte.Screen):
    """Fills rows that it puts in in the colour in force, as xterm does and pyte does not."""

    def delete_lines(self, count: int | None = None) -> None:
        super().delete_lines(count)
        bottom = self.margins.bottom if self.margins else self.lines - 1
        self._fill(range(max(bottom + 1 - (count or 1), self.cursor.y), bottom + 1))

    def insert_lines(self, count: int | None = None) -> None:
        super().insert_lines(count)
        bottom = self.margins.bottom if self.margins else self.lines - 1
        self._fill(range(self.cursor.y, min(self.cursor.y + (count or 1), bottom + 1)))

    def _fill(self, rows: range) -> None:
        for y in rows:
            for x in range(self.columns):
                self.buffer[y][x] = self.cursor.attrs


class Screen:
    """A terminal that wraps no lines; `fills` rows that it puts in in the colour in force."""

    def __init__(self, width: int = WIDTH, height: int = HEIGHT, *, fills: bool = False) -> None:
        self.screen = (_Filling if fills else pyte.Screen)(width, height)
        self._stream = pyte.Stream(self.screen)
        self._stream.feed("\x1b[?7l")

    def feed(self, text: str) -> None:
        self._stream.feed(text)

    def resize(self, width: int, height: int) -> None:
        self.screen.resize(height, width)

    def cells(self) -> list[list[Cell]]:
        """What is seen: of a blank only what shows on one."""
        return [[self._seen(y, x) for x in range(self.screen.columns)] for y in range(self.screen.lines)]

    @property
    def cursor(self) -> tuple[int, int]:
        return self.screen.cursor.x, self.screen.cursor.y

    def _seen(self, y: int, x: int) -> Cell:
        char = self.screen.buffer[y][x]
        flags = char.underscore, char.strikethrough, char.blink, char.reverse
        if char.data == " ":
            return " ", char.fg if any(flags) else "", char.bg, False, False, *flags
        return char.data, char.fg, char.bg, char.bold, char.italics, *flags
