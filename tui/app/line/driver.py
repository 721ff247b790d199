"""Textual's driver for Linux and macOS, with our own writer."""

from __future__ import annotations

import os
import signal
from types import FrameType
from typing import Any, Final

from textual import events
from textual.drivers._writer_thread import WriterThread
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from tui.app.line.pace import Pace
from tui.app.line.terminal_line import TerminalLine
from tui.app.line.writer import LineWriter

_ANSWERS_COME_WITHIN: Final = 0.5
"""Seconds that the end of the app waits for the terminal's last answers: later ones would be typed into the shell."""


class LineDriver(LinuxDriver):
    """Sends only what differs from what the terminal shows."""

    _writer: LineWriter | None = None

    @property  # type: ignore[override]
    def _writer_thread(self) -> LineWriter | None:
        return self._writer

    @_writer_thread.setter
    def _writer_thread(self, writer: WriterThread | None) -> None:
        """Textual's driver makes a writer whenever it begins: ours takes its place, with a screen not known yet."""
        if writer is None:
            self._writer = None
            return
        assert self._file is not None
        line = TerminalLine(*self._get_terminal_size(), fills=_fills(os.environ.get("TERM", "")))
        self._writer = LineWriter(self._file, line, Pace(asks=self.input_tty))

    def write(self, data: str) -> None:
        """Take what the app writes; it never waits for the terminal."""
        assert self._writer is not None, "the driver has not begun"
        self._writer.write(data, self._get_terminal_size())

    def start_application_mode(self) -> None:
        """Begin; and hear of every change of size before Textual does."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        textual = signal.getsignal(signal.SIGWINCH)

        def changed(number: int, frame: FrameType | None) -> None:
            if self._writer is not None:
                self._writer.size_changed()
            if callable(textual):
                textual(number, frame)

        signal.signal(signal.SIGWINCH, changed)

    def forget(self) -> None:
        """Whatever stands on the terminal, the next frame is sent whole."""
        if self._writer is not None:
            self._writer.size_changed()

    def process_message(self, message: Message) -> None:
        """Keep the terminal's answers to our own questions from the app."""
        if isinstance(message, events.CursorPosition):
            if self._writer is not None:
                self._writer.answered()
            return
        if isinstance(message, events.Resize) and self._writer is not None:
            self._writer.size_changed()
        super().process_message(message)

    def disable_input(self) -> None:
        """Hear the terminal's last answers first."""
        if self._writer is not None:
            self._writer.settle(_ANSWERS_COME_WITHIN)
        super().disable_input()


def _fills(term: str) -> bool:
    """Whether this kind of terminal erases in the colour in force; GNU screen does not."""
    return not term.startswith(("screen", "dumb", "vt"))


def line_driver(driver: type[Any]) -> type[Any]:
    """Our driver in place of Textual's for Linux and macOS; any other one as it is."""
    return LineDriver if driver is LinuxDriver else driver
