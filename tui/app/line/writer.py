"""The thread that writes to the terminal, as fast as that takes it."""

from __future__ import annotations

import os
from threading import Condition, Thread
from time import monotonic
from typing import Final, TextIO

from tui.app.line.pace import QUESTION, Pace
from tui.app.line.terminal_line import TerminalLine

_LAST_PATIENCE: Final = 5.0
"""Seconds that the app's end waits for a terminal that takes nothing."""


class LineWriter(Thread):
    """Takes what the app writes without ever blocking it, and sends what is newest when the line is free."""

    def __init__(self, file: TextIO, line: TerminalLine, pace: Pace) -> None:
        super().__init__(daemon=True, name="line")
        self._descriptor = file.fileno()
        self._encoding = file.encoding or "utf-8"
        self._line = line
        self._pace = pace
        self._change = Condition()
        self._ends = False
        self._size_changed = False
        self._failure: Exception | None = None

    def write(self, data: str, size: tuple[int, int]) -> None:
        """Take what the app writes for a terminal of this size.

        Raises what went wrong in the thread, once: the app then ends and says so.
        """
        with self._change:
            if self._failure is not None:
                failure, self._failure = self._failure, None
                raise failure
            self._line.resize(*size)
            if self._size_changed:
                self._size_changed = False
                self._line.forget()
            self._line.write(data)
            self._change.notify_all()

    def size_changed(self) -> None:
        """The terminal has changed its size, and may have changed what stands on it. Safe in a signal handler."""
        self._size_changed = True

    def answered(self) -> None:
        """The terminal has answered a question."""
        with self._change:
            self._pace.answer()
            self._change.notify_all()

    def settle(self, patience: float) -> None:
        """Wait for answers that are still to come, `patience` seconds at most; no question is asked from then on."""
        until = monotonic() + patience
        with self._change:
            while self._pace.open_questions and self.is_alive() and (left := until - monotonic()) > 0:
                self._change.wait(left)
            self._pace.stop_asking()
            self._change.notify_all()

    def stop(self) -> None:
        """Send what is left, then end."""
        with self._change:
            self._ends = True
            self._change.notify_all()
        self.join(_LAST_PATIENCE)

    def run(self) -> None:
        """Send until the app ends, or the line."""
        while True:
            try:
                data = self._next()
            except Exception as error:  # noqa: BLE001 - a fault of ours ends the app with words, not with a dead screen
                self._failure = error
                continue
            if not data:
                return
            try:
                self._send(data.encode(self._encoding, "replace"))
            except OSError:
                return  # the line has dropped: what else is written is for nobody

    def _next(self) -> str:
        """What to send next, once there is something and the line is free; nothing at the end."""
        with self._change:
            while True:
                if self._line.waiting and (self._ends or not self._pace.wait()):
                    if data := self._line.take():
                        return data + (QUESTION if self._pace.sent(len(data)) else "")
                elif self._ends:
                    return ""
                else:
                    self._change.wait(self._pace.wait() if self._line.waiting else None)

    def _send(self, data: bytes) -> None:
        while data:
            data = data[os.write(self._descriptor, data) :]
