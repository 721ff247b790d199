"""A terminal for tests: a command runs in a pseudo-terminal, and pyte keeps its screen.

    with Terminal([scorecard_command()], columns=80, lines=24) as terminal:
        terminal.wait_for("Contacts received")
        terminal.press("Down", "]", "ctrl+p")
        terminal.wait_quiet()
        assert "FD2" in terminal.text()

Nothing here sleeps: every wait is a `select` on the pseudo-terminal. The terminal answers the questions that
an application asks at its start as xterm does, so that none of them waits for an answer in vain.
"""

from __future__ import annotations

import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import sys
import termios
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import Final, Self

import pyte
from pyte.screens import Char

# What would change an application unasked.
_FOREIGN: Final = re.compile(
    r"NO_COLOR|FORCE_COLOR|CLICOLOR.*|TTY_.*|COLORTERM|COLUMNS|LINES|CI|TMUX.*|STY|TERM_PROGRAM.*|TEXTUAL.*"
    r"|VTE_VERSION|KITTY_.*|WEZTERM_.*|PYTHON(UNBUFFERED|DONTWRITEBYTECODE|PROFILEIMPORTTIME|HASHSEED|TRACEMALLOC)"
)

_NAMED_KEYS: Final = {
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "shift+tab": "\x1b[Z",
    "tab": "\t",
    "enter": "\r",
    "escape": "\x1b",
    "backspace": "\x7f",
    "space": " ",
}

# The control sequences that this module takes itself: modes, questions and the Kitty keyboard protocol.
_OURS: Final = re.compile(rb"\x1b\[(?P<mark>[<=>?]?)(?P<numbers>[\d;]*)(?P<end>\$p|[cnuhl])")
_UNFINISHED: Final = re.compile(rb"\x1b(\[[<=>?]?[\d;]*\$?)?\Z")
_AT_START: Final = {7: True, 25: True}
_MODE_NAMES: Final = {7: "line wrap", 25: "cursor", 1004: "focus reports", 1049: "alternate screen", 2004: "paste mode"}
_MOUSE_MODES: Final = range(1000, 1017)
_SLICE: Final = 1024


class TerminalError(AssertionError):
    """What was waited for did not come; the message carries the screen."""


@dataclass
class Press:
    """A key, when it was sent, and what the command wrote before the next one: stamps in seconds."""

    key: str
    sent: float
    first: float | None = None
    last: float | None = None
    count: int = 0

    @property
    def seconds(self) -> float:
        """From the key to the last byte of its answer."""
        return (self.last or self.sent) - self.sent


class Terminal:
    """A command in a terminal of `columns` by `lines`."""

    def __init__(
        self,
        command: Sequence[str | Path],
        *,
        columns: int = 80,
        lines: int = 24,
        term: str = "xterm-256color",
        colorterm: str | None = "truecolor",
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        synchronised: bool = False,
    ) -> None:
        self.received = bytearray()
        self.presses: list[Press] = []
        self.modes: dict[int, bool] = dict(_AT_START)
        self._known_modes = {2026} if synchronised else set()
        self._keyboard_protocols = 0
        self._unparsed: deque[tuple[float, bytes]] = deque()
        self._tail = b""
        self._shown = 0.0
        """When the bytes were read that the screen was last brought up to."""
        self._main = pyte.Screen(columns, lines)
        self._alternate = pyte.Screen(columns, lines)
        self._streams = {screen: pyte.ByteStream(screen) for screen in (self._main, self._alternate)}
        self.screen = self._main
        self.ended = False

        self._fd, slave = os.openpty()
        self._set_size(columns, lines)
        self._attributes = termios.tcgetattr(self._fd)
        os.set_blocking(self._fd, False)
        environment = clean_environment() | {"TERM": term} | ({"COLORTERM": colorterm} if colorterm else {})
        self.started = perf_counter()
        self.process = subprocess.Popen(
            [str(word) for word in command],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=cwd,
            env=environment | dict(env or {}),
            start_new_session=True,
            preexec_fn=_take_terminal,  # noqa: PLW1509 - tests start no threads
        )
        os.close(slave)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End the command, where it still runs, and give the pseudo-terminal back."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1

    # ---- input

    def press(self, *keys: str) -> None:
        """Send keys by name or character, one after the other, without waiting."""
        for key in keys:
            self.presses.append(Press(key, perf_counter()))
            self._send(_key_bytes(key))

    def type(self, text: str) -> None:
        """Send text as it is."""
        self.presses.append(Press(text, perf_counter()))
        self._send(text.encode())

    def measure(self, key: str, quiet_ms: float = 40) -> Press:
        """Send a key into silence and wait for the silence after its answer."""
        self.wait_quiet(quiet_ms)
        self.press(key)
        self.wait_for_bytes()
        self.wait_quiet(quiet_ms)
        return self.presses[-1]

    def resize(self, columns: int, lines: int) -> None:
        """Make the terminal this large; the command gets SIGWINCH."""
        self._parse()
        for screen in self._streams:
            screen.resize(lines, columns)
        self._set_size(columns, lines)

    def signal(self, number: int) -> None:
        """Send the command a signal."""
        self.process.send_signal(number)

    def hang_up(self) -> None:
        """Close the terminal, as a line that drops does; the command gets SIGHUP."""
        os.close(self._fd)
        self._fd, self.ended = -1, True

    # ---- waiting

    def wait_for(self, wanted: str | re.Pattern[str], timeout: float = 10) -> float:
        """Wait until the screen shows a text or matches a pattern; seconds from the start to that."""
        self._shown = perf_counter()
        deadline = self._shown + timeout
        while not _found(wanted, self._screen_text()):
            if self._unparsed:
                self._parse_slice()
                self._read(0)
            elif self.ended or perf_counter() > deadline:
                state = "the command ended" if self.ended else f"nothing in {timeout} s"
                raise TerminalError(f"waited for {wanted!r}: {state}; the screen:\n{self._screen_text()}")
            else:
                self._read(deadline - perf_counter())
        return self._shown - self.started

    def wait_gone(self, text: str, timeout: float = 10) -> None:
        """Wait until the screen no longer shows a text."""
        self.wait_for(re.compile(rf"\A(?!.*{re.escape(text)})", re.DOTALL), timeout)

    def wait_for_bytes(self, timeout: float = 2) -> bool:
        """Wait for an answer to the last key; whether there was one."""
        deadline = perf_counter() + timeout
        while self.presses[-1].first is None and not self.ended and perf_counter() < deadline:
            self._read(deadline - perf_counter())
        return self.presses[-1].first is not None

    def wait_quiet(self, milliseconds: float = 60, timeout: float = 10) -> None:
        """Wait until the command has written nothing for so long."""
        deadline = perf_counter() + timeout
        while self._read(milliseconds / 1000) and perf_counter() < deadline:
            pass
        self._parse()

    def wait_end(self, timeout: float = 10) -> int:
        """Wait until the command has ended; its exit code, or -N for signal N."""
        deadline = perf_counter() + timeout
        while not self.ended:
            if perf_counter() > deadline:
                raise TerminalError(f"still running after {timeout} s; the screen:\n{self.text()}")
            self._read(deadline - perf_counter())
        self._parse()
        return self.process.wait(timeout)

    def quit(self, key: str = "q") -> int:
        """Send a key that ends the command, and wait for its end; its exit code."""
        self.press(key)
        return self.wait_end()

    # ---- looking

    def lines(self) -> list[str]:
        """The screen's lines, without the blanks at their ends."""
        self._parse()
        return [line.rstrip() for line in self.screen.display]

    def text(self) -> str:
        """The screen's lines as one text."""
        return "\n".join(self.lines())

    def line(self, wanted: str) -> str:
        """The first line with this text in it."""
        return self.lines()[self.find(wanted)[0]]

    def find(self, wanted: str) -> tuple[int, int]:
        """Row and column of the first place where a text stands."""
        for row, line in enumerate(self.lines()):
            if (column := line.find(wanted)) >= 0:
                return row, column
        raise TerminalError(f"{wanted!r} is not on the screen:\n{self.text()}")

    def cell(self, row: int, column: int) -> Char:
        """A cell: its character, colours and attributes."""
        self._parse()
        return self.screen.buffer[row][column]

    @property
    def left_on(self) -> list[str]:
        """What the command changed of the terminal and has not put back."""
        self._parse()
        changed = [number for number, state in self.modes.items() if state != _AT_START.get(number, False)]
        names = {_MODE_NAMES.get(number, "mouse" if number in _MOUSE_MODES else f"mode {number}") for number in changed}
        if self._keyboard_protocols:
            names.add("keyboard protocol")
        if termios.tcgetattr(self._fd)[:4] != self._attributes[:4]:
            names.add("line discipline")
        return sorted(names)

    # ---- reading and parsing

    def _read(self, timeout: float) -> bool:
        """Take what the command writes within `timeout`; whether there was anything."""
        if self.ended:
            return False
        ready, _, _ = select.select([self._fd], [], [], max(timeout, 0))
        if not ready:
            return False
        try:
            data = os.read(self._fd, 65536)
        except OSError:  # how Linux tells that nobody has the other side open any more
            data = b""
        stamp = perf_counter()
        if not data:
            self.ended = True
            return False
        self.received += data
        if self.presses:
            press = self.presses[-1]
            press.first, press.last, press.count = press.first or stamp, stamp, press.count + len(data)
        self._unparsed.extend((stamp, data[at : at + _SLICE]) for at in range(0, len(data), _SLICE))
        if _OURS.search(data):
            self._parse()  # it may be a question, and the command may wait for the answer
        return True

    def _parse(self) -> None:
        while self._unparsed:
            self._parse_slice()

    def _parse_slice(self) -> None:
        """Bring the screen up to the next bytes read."""
        self._shown, data = self._unparsed.popleft()
        data = self._tail + data
        unfinished = _UNFINISHED.search(data)
        end = unfinished.start() if unfinished else len(data)
        data, self._tail = data[:end], data[end:]
        position = 0
        for match in _OURS.finditer(data):
            self._streams[self.screen].feed(data[position : match.start()])
            position = match.end()
            numbers = [int(number) for number in match["numbers"].split(b";") if number]
            self._obey(match["mark"].decode(), numbers, match["end"].decode())
        self._streams[self.screen].feed(data[position:])

    def _obey(self, mark: str, numbers: list[int], end: str) -> None:
        number = numbers[0] if numbers else 0
        cursor = self.screen.cursor
        match mark, end:
            case "?", "h" | "l":
                for each in numbers:
                    self._set_mode(each, end == "h")
            case "?", "$p":
                state = 0 if number not in self._known_modes else 1 if self.modes.get(number) else 2
                self._send(f"\x1b[?{number};{state}$y".encode())
            case "", "c":
                self._send(b"\x1b[?64;1;22c")
            case ">", "c":
                self._send(b"\x1b[>41;388;0c")
            case "", "n" if number == 5:
                self._send(b"\x1b[0n")
            case "", "n" if number == 6:
                self._send(f"\x1b[{cursor.y + 1};{cursor.x + 1}R".encode())
            case ">", "u":
                self._keyboard_protocols += 1
            case "<", "u":
                self._keyboard_protocols = max(self._keyboard_protocols - max(number, 1), 0)

    def _set_mode(self, number: int, on: bool) -> None:
        self.modes[number] = on
        if number == 1049:
            self.screen = self._alternate if on else self._main
            if on:
                self._alternate.reset()
        elif number in _AT_START:
            (self.screen.set_mode if on else self.screen.reset_mode)(number, private=True)

    def _screen_text(self) -> str:
        return "\n".join(line.rstrip() for line in self.screen.display)

    def _send(self, data: bytes) -> None:
        while data:
            select.select([], [self._fd], [])
            data = data[os.write(self._fd, data) :]

    def _set_size(self, columns: int, lines: int) -> None:
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))


def clean_environment() -> dict[str, str]:
    """This process's environment without what would change a command unasked."""
    return {"LANG": "C.UTF-8"} | {name: value for name, value in os.environ.items() if not _FOREIGN.fullmatch(name)}


def scorecard_command() -> Path:
    """The installed `scorecard` command of the Python that runs this."""
    return Path(sys.executable).parent / "scorecard"


def _take_terminal() -> None:
    """In the command's process: its standard input becomes its controlling terminal, and signals are as in a shell's.

    Whatever started the tests may have had some of them ignored, as a shell does for what runs in the background.
    """
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    for number in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)


def _found(wanted: str | re.Pattern[str], text: str) -> bool:
    return wanted in text if isinstance(wanted, str) else wanted.search(text) is not None


def _key_bytes(key: str) -> bytes:
    if len(key) == 1:
        return key.encode()
    name = key.lower()
    if name.startswith("ctrl+"):
        return bytes([ord(name[5:].upper()) & 0x1F])
    return _NAMED_KEYS[name].encode()
