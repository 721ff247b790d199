"""Processes forked off this one, which has everything imported: they are at work within a millisecond."""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections.abc import Callable
from select import select
from typing import Final

_READ: Final = 1 << 16


class Child:
    """A process that does one piece of work and may report lines of text while it does."""

    def __init__(self, work: Callable[[Callable[[str], None]], None]) -> None:
        self._output, report = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self._output)
            _run(work, report)
        os.close(report)

    def wait(self) -> None:
        """Wait until it reports something, or ends."""
        select([self._output], [], [])

    def kill(self) -> None:
        """End it at once; it has no say."""
        os.kill(self.pid, signal.SIGKILL)

    def finish(self) -> tuple[list[str], int]:
        """Wait for its end: the whole lines that it reported, and its exit code (-9 for one that was killed)."""
        pieces = []
        while piece := os.read(self._output, _READ):
            pieces.append(piece)
        os.close(self._output)
        _, status = os.waitpid(self.pid, 0)
        return b"".join(pieces).decode().split("\n")[:-1], os.waitstatus_to_exitcode(status)


def _run(work: Callable[[Callable[[str], None]], None], report: int) -> None:
    code = 1
    try:
        work(lambda line: _write_all(report, f"{line}\n".encode()))
        code = 0
    except BaseException:  # noqa: BLE001 - whatever it is, the parent is to hear of it
        traceback.print_exc(file=sys.stderr)
    finally:
        os._exit(code)


def _write_all(file: int, data: bytes) -> None:
    while data:
        data = data[os.write(file, data) :]
