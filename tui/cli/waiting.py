"""What a plain command is doing, told on the terminal once it takes a while, and gone before anything is printed."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread
from typing import Final, TextIO

from tui.reports.plain_text import clipped, visible
from tui.sources.progress import Progress, Watch

_A_WHILE: Final = 0.5
"""Seconds after which somebody who waits is told why."""

_AGAIN: Final = 0.2
"""Seconds until what is told may change."""


@contextmanager
def waiting(words: str) -> Iterator[Watch]:
    """Say these words, or how far it has come, while what is within takes its time; gives whom to tell that.

    Nothing is said where no terminal listens, nor to one that cannot write over a line.
    """
    terminal = sys.__stderr__  # not what is kept of a command's answer
    if terminal is None or not terminal.isatty() or os.environ.get("TERM", "") in ("", "dumb", "unknown"):
        yield lambda _: None
        return
    line = _Line(terminal, words)
    line.start()
    try:
        yield line.tell
    finally:
        line.end()


class _Line(Thread):
    """One line of the terminal, written over and over; a thread of its own, since work tells now and then only."""

    def __init__(self, terminal: TextIO, words: str) -> None:
        super().__init__(daemon=True, name="waiting")
        self._terminal = terminal
        self._words = words
        self._over = Event()
        self._written = False

    def tell(self, progress: Progress) -> None:
        """Take how far it has come."""
        several = f" ({progress.done} of {progress.total})" if progress.total > 1 else ""
        self._words = f"{progress.words}{several}"

    def run(self) -> None:
        """Write until it is over."""
        delay = _A_WHILE
        with suppress(OSError, ValueError):  # the terminal is gone
            while not self._over.wait(delay):
                self._write(f"{visible(self._words)} ... ctrl+c stops it")
                delay = _AGAIN

    def end(self) -> None:
        """Take the line away."""
        self._over.set()
        self.join()
        if self._written:
            with suppress(OSError, ValueError):
                self._write("")

    def _write(self, text: str) -> None:
        width = os.get_terminal_size(self._terminal.fileno()).columns
        self._terminal.write(f"\r{clipped(text, width - 1, '...')}\x1b[K")  # a full line would go on in the next
        self._terminal.flush()
        self._written = True
