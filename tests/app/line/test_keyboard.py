"""What is typed, read until the end: keys, bytes of any encoding, a lone escape, a terminal that is gone."""

from __future__ import annotations

import os
import tty
from collections.abc import Iterator
from contextlib import suppress
from queue import Empty, Queue
from threading import Thread

import pytest
from textual import events
from textual.message import Message

from tui.app.line.keyboard import Ending, read_keys


class Keyboard:
    """The reading side in a thread of its own, and the end at which somebody types."""

    def __init__(self) -> None:
        self.taken: Queue[Message] = Queue()
        self.ending = Ending()
        self.typist, self.terminal = os.openpty()
        tty.setraw(self.terminal)
        self.thread = Thread(target=read_keys, args=(self.terminal, self.ending, self.taken.put), daemon=True)
        self.thread.start()

    def type(self, data: bytes) -> None:
        os.write(self.typist, data)

    def key(self) -> str:
        message = self.taken.get(timeout=10)
        assert isinstance(message, events.Key)
        return message.key

    def close(self) -> None:
        self.ending.set()
        self.thread.join(10)
        assert not self.thread.is_alive()
        for descriptor in (self.typist, self.terminal):
            with suppress(OSError):
                os.close(descriptor)


@pytest.fixture
def keyboard() -> Iterator[Keyboard]:
    made = Keyboard()
    yield made
    made.close()


def test_keys_come_as_they_are_typed(keyboard: Keyboard) -> None:
    keyboard.type(b"aZ\x1b[A\x1a")
    assert [keyboard.key() for _ in range(4)] == ["a", "Z", "up", "ctrl+z"]


def test_a_lone_escape_is_a_key_without_another_one_after_it(keyboard: Keyboard) -> None:
    keyboard.type(b"\x1b")
    assert keyboard.key() == "escape"
    keyboard.type(b"q")
    assert keyboard.key() == "q"


def test_bytes_that_are_no_utf8_end_nothing(keyboard: Keyboard) -> None:
    keyboard.type(b"\xe9")
    keyboard.type("é".encode())
    characters = []
    while "é" not in characters:
        message = keyboard.taken.get(timeout=10)
        assert isinstance(message, events.Key)
        characters.append(message.character)
    assert characters[0] == "\N{REPLACEMENT CHARACTER}"


def test_a_character_whose_bytes_come_apart_is_one(keyboard: Keyboard) -> None:
    first, *rest = "€".encode()
    keyboard.type(bytes([first]))
    with pytest.raises(Empty):
        keyboard.taken.get(timeout=0.1)
    keyboard.type(bytes(rest))
    message = keyboard.taken.get(timeout=10)
    assert isinstance(message, events.Key)
    assert message.character == "€"


def test_it_can_be_ended_and_begun_over_and_over(keyboard: Keyboard) -> None:
    for key in "abc":
        keyboard.ending.set()
        keyboard.thread.join(10)
        assert not keyboard.thread.is_alive()
        keyboard.ending.clear()
        keyboard.thread = Thread(
            target=read_keys, args=(keyboard.terminal, keyboard.ending, keyboard.taken.put), daemon=True
        )
        keyboard.thread.start()
        keyboard.type(key.encode())
        assert keyboard.key() == key


def test_it_ends_when_the_terminal_is_gone(keyboard: Keyboard) -> None:
    os.close(keyboard.typist)
    keyboard.thread.join(10)
    assert not keyboard.thread.is_alive()
