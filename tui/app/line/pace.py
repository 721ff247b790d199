"""How much may be on its way to the terminal: as much as it keeps up with, told by its own answers.

Between the app and a slow line lie buffers of hundreds of kilobytes (an SSH server's alone): a write that returns says
nothing. So the terminal is asked now and then where its cursor is; its answer says that everything before has arrived.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from time import monotonic
from typing import Final

QUESTION: Final = "\x1b[6n"

_ASK_AFTER: Final = 1_024
"""Bytes after which the terminal is asked once more."""

_MOST_ON_THE_WAY: Final = 2_048
"""Bytes beyond the last answer that may be on their way when the next frame is sent."""

_FIRST_PATIENCE: Final = 1.0
"""Seconds without any answer after which the terminal is taken for one that gives none."""

_PATIENCE: Final = 3.0
"""Seconds without an answer from a terminal that gave one before, after which the next frame is tried."""


class Pace:
    """Counts what is on its way. A terminal that never answers is sent everything at once."""

    def __init__(self, *, asks: bool, clock: Callable[[], float] = monotonic) -> None:
        self._asks = asks
        self._clock = clock
        self._asked: deque[tuple[float, int]] = deque()
        """When it was asked, and how many bytes lay between that and the question before."""
        self._since = 0
        self._answered = False

    @property
    def open_questions(self) -> int:
        """How many answers are still to come."""
        return len(self._asked)

    def wait(self) -> float:
        """Seconds until the next frame may be sent if no answer comes; 0 where it may be sent now."""
        if not self._asked or self._since + sum(count for _, count in self._asked) <= _MOST_ON_THE_WAY:
            return 0.0
        patience = _PATIENCE if self._answered else _FIRST_PATIENCE
        left = self._asked[-1][0] + patience - self._clock()
        if left > 0:
            return left
        self._asks &= self._answered
        self._asked.clear()
        self._since = 0
        return 0.0

    def sent(self, count: int) -> bool:
        """Take down what is sent; whether a question is to follow it."""
        self._since += count
        if not self._asks or self._since < _ASK_AFTER:
            return False
        self._asked.append((self._clock(), self._since))
        self._since = 0
        return True

    def answer(self) -> None:
        """The terminal has answered a question."""
        self._answered = True
        if self._asked:
            self._asked.popleft()

    def stop_asking(self) -> None:
        """Nobody hears answers any more."""
        self._asks = False
        self._asked.clear()
