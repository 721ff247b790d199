"""How much may be under way: told by the terminal's answers, or by none."""

from __future__ import annotations

import os
from io import TextIOWrapper

from tui.app.line.pace import Pace
from tui.app.line.terminal_line import TerminalLine
from tui.app.line.writer import LineWriter


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def pace(*, asks: bool = True) -> tuple[Pace, Clock]:
    clock = Clock()
    return Pace(asks=asks, clock=clock), clock


def test_small_frames_are_sent_without_a_question() -> None:
    each, _ = pace()
    assert not any(each.sent(300) for _ in range(3))
    assert each.wait() == 0
    assert each.sent(300)


def test_no_more_is_sent_while_too_much_is_under_way() -> None:
    each, _ = pace()
    assert each.sent(5_000)
    assert each.wait() > 0
    each.answer()
    assert each.wait() == 0
    assert each.open_questions == 0


def test_a_line_as_fast_as_the_app_never_waits() -> None:
    each, _ = pace()
    for _ in range(100):
        assert each.wait() == 0
        if each.sent(700):
            each.answer()


def test_a_terminal_that_never_answers_is_asked_once_and_no_more() -> None:
    each, clock = pace()
    assert each.sent(5_000)
    clock.now += 1.1
    assert each.wait() == 0
    assert not each.sent(5_000)
    assert each.wait() == 0


def test_a_terminal_that_answered_before_is_waited_for_longer_and_asked_again() -> None:
    each, clock = pace()
    each.sent(5_000)
    each.answer()
    each.sent(5_000)
    clock.now += 1.1
    assert each.wait() > 1
    clock.now += 2
    assert each.wait() == 0
    assert each.sent(5_000)


def test_nothing_is_asked_where_nobody_can_answer() -> None:
    each, _ = pace(asks=False)
    assert not each.sent(100_000)
    assert each.wait() == 0


def test_an_answer_that_nobody_asked_for_does_no_harm() -> None:
    each, _ = pace()
    each.answer()
    assert each.sent(5_000)
    assert each.wait() > 0


def test_the_app_never_waits_for_a_terminal_that_takes_nothing() -> None:
    """Far more than a pipe holds is written; what arrives at last is the newest screen."""
    ours, terminals = os.pipe()
    with TextIOWrapper(os.fdopen(terminals, "wb", 0), "utf-8") as file:
        writer = LineWriter(file, TerminalLine(80, 24, fills=True), Pace(asks=False))
        writer.start()
        for number in range(1_000):
            sign = "Z" if number == 999 else chr(97 + number % 26)
            writer.write("".join(f"\x1b[{y};1H{sign * 80}" for y in range(1, 25)), (80, 24))
        received = b""
        while received.count(b"Z") < 24 * 80:
            received += os.read(ours, 65_536)
        writer.stop()
        assert not writer.is_alive()
    os.close(ours)
    assert len(received) < 100 * 24 * 80


def test_a_line_that_has_dropped_ends_the_writer() -> None:
    ours, terminals = os.pipe()
    os.close(ours)
    with TextIOWrapper(os.fdopen(terminals, "wb", 0), "utf-8") as file:
        writer = LineWriter(file, TerminalLine(80, 24, fills=True), Pace(asks=False))
        writer.start()
        for _ in range(3):
            writer.write("\x1b[1;1Hnobody sees this", (80, 24))
        writer.stop()
        assert not writer.is_alive()
