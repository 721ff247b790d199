"""What is typed: read in a thread that sleeps until something comes.

Textual's own looks ten times a second whether it is to end, which is half of what an idle app computes and what
whoever quits waits for; bytes that are no UTF-8 (PuTTY set to Latin-1) end its app.
"""

from __future__ import annotations

import codecs
import os
import selectors
from collections.abc import Callable
from contextlib import suppress
from threading import Event

from textual._parser import ParseError
from textual._time import get_time
from textual._xterm_parser import XTermParser
from textual.message import Message

_AT_ONCE = 4096


class Ending(Event):
    """An event that wakes whoever waits for what is typed."""

    def __init__(self) -> None:
        super().__init__()
        self._reader, self._writer = os.pipe()

    def fileno(self) -> int:
        """What can be read once it is set."""
        return self._reader

    def set(self) -> None:
        """Wake them."""
        if not self.is_set():
            super().set()
            os.write(self._writer, b"\0")

    def clear(self) -> None:
        """Be ready for the next time."""
        if self.is_set():
            super().clear()
            os.read(self._reader, 1)


def read_keys(terminal: int, ending: Ending, take: Callable[[Message], None]) -> None:
    """Hand over what is typed at a terminal, and what else it sends, until the ending or until the terminal is gone."""
    parser = XTermParser()
    decode = codecs.getincrementaldecoder("utf-8")("replace").decode
    with selectors.SelectSelector() as selector:
        selector.register(terminal, selectors.EVENT_READ)
        selector.register(ending, selectors.EVENT_READ)
        while not ending.is_set():
            ready = {key.fd for key, _ in selector.select(_patience(parser))}
            if terminal in ready:
                if not (data := _read(terminal)):
                    break
                if text := decode(data):  # half a character is none yet, and an empty text would be the end
                    for message in parser.feed(text):
                        take(message)
            for message in parser.tick():
                take(message)
    with suppress(EOFError, ParseError):
        for _ in parser.feed(""):
            pass


def _patience(parser: XTermParser) -> float | None:
    """Seconds to wait for more: after an escape only as long as it may begin a longer sequence."""
    until = parser._timeout_time  # noqa: SLF001 - Textual looks at it itself, every tenth of a second
    return None if until is None else max(until - get_time(), 0.0)


def _read(terminal: int) -> bytes:
    """What has come; nothing where the terminal is gone, of which others hear."""
    try:
        return os.read(terminal, _AT_ONCE)
    except OSError:
        return b""
