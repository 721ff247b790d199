"""A slow line: `python -m tests.support.slow_line RATE DELAY COMMAND...` runs a command behind one.

RATE is in bits a second, DELAY in milliseconds each way. The command has a terminal of its own; what it writes is
taken from it at once, as an SSH server does, and arrives as late as the line makes it. So does what is typed.
"""

from __future__ import annotations

import fcntl
import os
import select
import signal
import subprocess
import sys
import termios
import tty
from collections import deque
from pathlib import Path
from time import monotonic
from typing import Final

_SLICE: Final = 128
"""Bytes that arrive together: 4 milliseconds at 256 kbit/s."""

_MOST_UNDERWAY: Final = 262_144
"""Bytes that buffers on the way hold, as those of an SSH server and of TCP do."""


class Lane:
    """One direction of the line."""

    def __init__(self, rate: float, delay: float, target: int) -> None:
        self._seconds_a_byte = 8 / rate
        self._delay = delay
        self._target = target
        self._free_at = 0.0
        self._underway: deque[tuple[float, bytes]] = deque()
        self.count = 0

    def put(self, data: bytes) -> None:
        """Send bytes on their way."""
        for at in range(0, len(data), _SLICE):
            piece = data[at : at + _SLICE]
            self._free_at = max(self._free_at, monotonic()) + len(piece) * self._seconds_a_byte
            self._underway.append((self._free_at + self._delay, piece))
            self.count += len(piece)

    def deliver(self) -> float | None:
        """Hand over what has arrived; seconds until the next piece does."""
        while self._underway and self._underway[0][0] <= monotonic():
            _, piece = self._underway.popleft()
            self.count -= len(piece)
            while piece:
                piece = piece[os.write(self._target, piece) :]
        return max(self._underway[0][0] - monotonic(), 0.0) if self._underway else None


def run(rate: float, delay: float, command: list[str]) -> int:
    """Run the command to its end, or the end of this terminal; its exit code."""
    inner, slave = os.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, fcntl.ioctl(0, termios.TIOCGWINSZ, bytes(8)))
    process = subprocess.Popen(
        command,
        stdin=slave,
        stdout=slave,
        stderr=slave,
        start_new_session=True,
        preexec_fn=_take,  # noqa: PLW1509
    )
    os.close(slave)
    before = termios.tcgetattr(0)
    tty.setraw(0)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    down, up = Lane(rate, delay, 1), Lane(rate, delay, inner)
    try:
        _carry(inner, down, up)
    finally:
        os.close(inner)
        termios.tcsetattr(0, termios.TCSANOW, before)
    return process.wait()


def _carry(inner: int, down: Lane, up: Lane) -> None:
    ends = False
    while True:
        waits = [wait for wait in (down.deliver(), up.deliver()) if wait is not None]
        if ends and not waits:
            return
        sources = [] if ends else [0, *([inner] if down.count < _MOST_UNDERWAY else [])]
        ready, _, _ = select.select(sources, [], [], min(waits, default=None))
        for source in ready:
            try:
                data = os.read(source, 65_536)
            except OSError:  # how Linux tells that nobody has the other side open any more
                data = b""
            ends |= not data
            (up if source == 0 else down).put(data)


def _take() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def slow_line(command: list[str | Path], *, rate: int = 256_000, delay: int = 80) -> list[str | Path]:
    """The command behind a line of `rate` bits a second that takes `delay` milliseconds each way."""
    return [sys.executable, Path(__file__), str(rate), str(delay), *command]


if __name__ == "__main__":
    sys.exit(run(float(sys.argv[1]), float(sys.argv[2]) / 1000, sys.argv[3:]))
