"""What the terminal shows and is to show, and what is still to be sent: the state that the app and the writer share."""

from __future__ import annotations

import re
from typing import Final

from tui.app.line.difference import Difference
from tui.app.line.grid import Grid, draw
from tui.app.line.styles import UNKNOWN, NotUnderstoodError, Styles

_FRAME: Final = re.compile(r"(?:[^\x00-\x1f\x7f-\x9f]+|\x1b\[[\d;]*m|\x1b\[\d+;\d+H|\n)*")
_PLACE: Final = re.compile(r"\x1b\[(\d+);(\d+)H")
_HARMLESS: Final = re.compile(
    r"(?:\x1b\[\?(?:7|25|100\d|101\d|2004|2048)[hl]"  # line wrap, cursor, mouse, focus, paste, resize reports
    r"|\x1b\[\?\d+\$p|\x1b\[[<>=]\d*u"  # questions, the Kitty keyboard protocol
    r"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x07)+"  # the clipboard, the pointer, titles; the bell
)
_TOGETHER: Final = re.compile(r"\x1b\[\?2026[hl]")
_OTHER_SCREEN: Final = "\x1b[?1049"
_RESET: Final = "\x1b[m"

_TOGETHER_FROM: Final = 1_000
"""Bytes from which on a terminal that can is asked to show a frame at once: less arrives at once anyway."""


class TerminalLine:
    """Frames are drawn into the wanted screen; the difference to the shown one is made when it can be sent.

    However many frames come meanwhile, no more than one screen waits. Everything else is sent as it is, in order.
    `fills`: the terminal erases in the colour in force. Not safe for threads: its owner keeps others out.
    """

    def __init__(self, width: int, height: int, *, fills: bool) -> None:
        self._styles = Styles()
        self._difference = Difference(self._styles, fills=fills)
        self._raw: list[str] = []
        self._shows_together = False
        self._begin(width, height)

    def _begin(self, width: int, height: int) -> None:
        """A screen on which nobody knows what stands, and nothing is wanted yet."""
        self.wanted = Grid(width, height)
        self._cursor: tuple[int, int] | None = None
        self.forget()
        self._rows: set[int] = set()

    def forget(self) -> None:
        """Nobody knows what the terminal shows: what is wanted is sent anew, with the next frame."""
        self.shown = Grid(self.wanted.width, self.wanted.height)
        self._difference.pen.lost()
        self._clears = True
        self._rows = set(range(self.wanted.height))

    def resize(self, width: int, height: int) -> None:
        """Take another size; Textual paints everything anew then."""
        if (width, height) != (self.wanted.width, self.wanted.height):
            self._begin(width, height)

    @property
    def waiting(self) -> bool:
        """Whether there may be something to send."""
        return bool(self._raw or self._rows or self._cursor_off)

    @property
    def _cursor_off(self) -> bool:
        return self._cursor is not None and self._cursor != self._difference.pen.place

    def write(self, data: str) -> None:
        """Take what Textual writes."""
        if _TOGETHER.fullmatch(data):
            self._shows_together = True  # asked for where it is worth it
        elif _FRAME.fullmatch(data):
            self._draw(data)
        elif data.startswith(_OTHER_SCREEN):
            # What was still to be painted is gone with the screen that is left.
            styled = self._difference.pen.style not in (UNKNOWN, 0)
            self._raw.append((_RESET if styled else "") + data)
            self._begin(self.wanted.width, self.wanted.height)
        elif _HARMLESS.fullmatch(data):
            self._raw.append(data)
        else:
            self._pass_on(data)

    def _draw(self, frame: str) -> None:
        try:
            self._rows |= draw(frame, self.wanted, self._styles)
        except NotUnderstoodError:
            self._pass_on(frame)
            return
        if (place := _PLACE.fullmatch(frame, max(frame.rfind("\x1b["), 0))) is not None:
            x, y = int(place[2]) - 1, int(place[1]) - 1
            # The first cell is where Textual leaves a cursor that nothing is typed at.
            self._cursor = (min(x, self.wanted.width - 1), min(y, self.wanted.height - 1)) if x or y else None

    def _pass_on(self, data: str) -> None:
        """Send what cannot be followed as it is, after all that came before it; what stands then is not known."""
        self._raw = [self.take(), _RESET, data, _RESET]
        self._begin(self.wanted.width, self.wanted.height)

    def take(self) -> str:
        """What to send now: what waits, then what differs, with the cursor where the app wants it."""
        parts, self._raw = self._raw, []
        if self._rows or self._cursor_off:
            rows, self._rows = self._rows, set()
            frame = self._frame(rows)
            if self._shows_together and len(frame) >= _TOGETHER_FROM:
                frame = f"\x1b[?2026h{frame}\x1b[?2026l"
            parts.append(frame)
        return "".join(parts)

    def _frame(self, rows: set[int]) -> str:
        if self._clears:
            self._clears = False
            self._difference.clear(self.shown, self.wanted)
        self._difference.bring(self.shown, self.wanted, rows)
        if self._cursor is not None:
            self._difference.pen.go(*self._cursor)
        return self._difference.pen.taken()
