"""A terminal that gets only what differs shows what one shows that gets everything."""

from __future__ import annotations

from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.app.line.screens import HEIGHT, WIDTH, Run, Screen, paint
from tui.app.line.terminal_line import TerminalLine

CUT: Final = 15
"""Where one widget ends and the next begins."""

STYLES: Final = [
    "", "1", "2", "1;2", "4", "7", "9;31", "3;38;5;75", "48;5;233", "1;38;5;75;48;5;233",
    "38;2;1;2;3;48;2;18;18;18", "4;48;5;233", "7;38;5;9;48;5;233", "97;101", "0;22;39;49",
]  # fmt: skip
TEXTS: Final = ["a", "Contacts", " ", "   ", " " * 13, "●▁▃", "│", "漢字", "ab漢", "e\u0301", "日", "84.0%", "x" * 30]
RAW: Final = ["\x1b[2J", "\x1b[3;4Hraw\x1b[1K", "\x1b[2;1H\x1b[2Mx", "\x1b[1;5H\x1b[53mo\x1b[0m", "\x1b[6;1H\tq"]
HARMLESS: Final = ["\x1b[?25l", "\x1b[?1003h", "\x1b]22;text\x07", "\x1b]52;c;QQ==\x07", "\x07", "\x1b[?2026h"]

runs = st.lists(st.tuples(st.sampled_from(STYLES), st.sampled_from(TEXTS)), max_size=6)
whole_row = st.tuples(runs, runs)
whole_screen = st.lists(whole_row, min_size=HEIGHT, max_size=HEIGHT)
places = st.lists(st.tuples(st.integers(0, HEIGHT - 1), st.booleans(), runs), min_size=1, max_size=4)
cursors = st.tuples(st.integers(0, WIDTH - 1), st.integers(0, HEIGHT - 1))


def screen_frame(rows: list[tuple[list[Run], list[Run]]], width: int = WIDTH) -> str:
    """As Textual paints everything: row by row."""
    return "\n".join(
        f"\x1b[{y + 1};1H{paint(left, CUT)}{paint(right, width - CUT)}" for y, (left, right) in enumerate(rows)
    )


def part_frame(parts: list[tuple[int, bool, list[Run]]]) -> str:
    """As Textual paints widgets that have changed."""
    return "".join(
        f"\x1b[{y + 1};{CUT + 1 if right else 1}H{paint(each, WIDTH - CUT if right else CUT)}\n"
        for y, right, each in sorted(parts, key=lambda part: part[:2])
        if y < HEIGHT - 1
    ) + "".join(
        f"\x1b[{y + 1};{CUT + 1 if right else 1}H{paint(each, WIDTH - CUT if right else CUT)}"
        for y, right, each in parts
        if y == HEIGHT - 1
    )


def ending(frame: str, cursor: tuple[int, int]) -> str:
    return f"{frame}\x1b[{cursor[1] + 1};{cursor[0] + 1}H"


steps = st.lists(
    st.one_of(
        st.tuples(st.just("paint"), st.builds(ending, st.builds(part_frame, places), cursors)),
        st.tuples(st.just("paint"), st.builds(ending, st.builds(screen_frame, whole_screen), cursors)),
        st.tuples(st.just("raw"), st.sampled_from(RAW)),
        st.tuples(st.just("harmless"), st.sampled_from(HARMLESS)),
        st.tuples(st.sampled_from(["take", "forget"]), st.just("")),
    ),
    max_size=12,
)


@given(first=whole_screen, then=steps, fills=st.booleans())
def test_both_terminals_show_the_same(
    first: list[tuple[list[Run], list[Run]]], then: list[tuple[str, str]], fills: bool
) -> None:
    whole, brief, line = Screen(), Screen(), TerminalLine(WIDTH, HEIGHT, fills=fills)
    for step, text in [("paint", ending(screen_frame(first), (0, 0))), *then, ("paint", "\x1b[2;3H"), ("take", "")]:
        if step == "take":
            brief.feed(line.take())
            assert brief.cells() == whole.cells()
        elif step == "forget":
            line.forget()
        else:
            whole.feed(text)
            line.write(text)
    assert brief.cursor == whole.cursor == (2, 1)
    assert not line.take()


@given(first=whole_screen, after=whole_screen, width=st.integers(CUT + 2, 40), taken=st.booleans())
def test_another_size_is_painted_anew(
    first: list[tuple[list[Run], list[Run]]], after: list[tuple[list[Run], list[Run]]], width: int, taken: bool
) -> None:
    whole, brief, line = Screen(), Screen(), TerminalLine(WIDTH, HEIGHT, fills=True)
    line.write(screen_frame(first))
    brief.feed(line.take())
    for each in (whole, brief):
        each.resize(width, HEIGHT)
    line.resize(width, HEIGHT)
    line.write(screen_frame(first * 2))  # painted for a larger size: what is beyond the new one is left out
    if taken:
        line.take()
    line.forget()
    frame = screen_frame(after, width)
    whole.feed(frame)
    line.write(frame)
    brief.feed(line.take())
    assert brief.cells() == whole.cells()


@pytest.mark.parametrize("sequence", ["\x1b[?1049h", "\x1b[?1049l"])
def test_another_screen_begins_with_nothing_known(sequence: str) -> None:
    line = TerminalLine(WIDTH, HEIGHT, fills=True)
    line.write("\x1b[1;1H\x1b[1mbefore\x1b[0m")
    line.take()
    line.write("\x1b[2;1Hnever shown")
    line.write(sequence)
    sent = line.take()
    assert sent == f"\x1b[m{sequence}"
    line.write("\x1b[1;1H\x1b[1mbefore\x1b[0m")
    assert "before" in line.take()


def test_what_is_the_same_costs_nothing() -> None:
    line = TerminalLine(WIDTH, HEIGHT, fills=True)
    frame = screen_frame([([("1", "Contacts")], [("48;5;233", "84%")])] * HEIGHT)
    line.write(frame)
    line.take()
    line.write(frame)
    assert line.take() == "\x1b[H" or not line.take()


def test_frames_that_are_not_taken_do_not_pile_up() -> None:
    line = TerminalLine(WIDTH, HEIGHT, fills=True)
    for number in range(1000):
        line.write(screen_frame([([("", str(number))], [])] * HEIGHT))
    sent = line.take()
    assert "999" in sent
    assert "998" not in sent
    assert len(sent) < 200


def test_a_large_frame_is_shown_at_once_by_a_terminal_that_can() -> None:
    line = TerminalLine(100, 30, fills=True)
    line.write("\x1b[?2026h")
    line.write("".join(f"\x1b[{y + 1};1H{chr(65 + y) * 100}" for y in range(30)))
    line.write("\x1b[?2026l")
    sent = line.take()
    assert sent.startswith("\x1b[?2026h")
    assert sent.endswith("\x1b[?2026l")
    line.write("\x1b[?2026h\x1b[?2026l"[:8])
    line.write("\x1b[1;1Hx")
    assert "2026" not in line.take()


@given(
    lines=st.lists(
        st.sampled_from(["Contacts", "Referrals 84%", "漢字", "", "e\u0301", "a"]), min_size=20, max_size=20
    ),
    tops=st.lists(st.integers(0, 14), min_size=2, max_size=8),
    fills=st.booleans(),
    head=st.integers(0, 2),
)
def test_rows_that_move_arrive_where_they_belong(lines: list[str], tops: list[int], fills: bool, head: int) -> None:
    whole, brief = Screen(14, 12), Screen(14, 12, fills=fills)
    line = TerminalLine(14, 12, fills=fills)
    for top in tops:
        moving = [f"{number} {text}" for number, text in enumerate(lines)][top : top + 12 - head]
        rows = [*["head"] * head, *moving]
        frame = "\n".join(
            f"\x1b[{y + 1};1H{paint([('48;5;236' if y == 3 else '48;5;233', row)], 13)}\x1b[48;5;9m \x1b[0m"
            for y, row in enumerate(rows)
        )
        whole.feed(frame)
        line.write(frame)
        brief.feed(line.take())
        assert brief.cells() == whole.cells()


def test_rows_that_move_cost_little() -> None:
    line = TerminalLine(80, 24, fills=True)

    def frame(top: int) -> str:
        rows = (f"{number} {'Contacts received' * 3}" for number in range(top, top + 22))
        return "\x1b[1;1HTitle" + "".join(f"\x1b[{y};1H{row.ljust(80)}" for y, row in enumerate(rows, 2))

    line.write(frame(0))
    assert len(line.take()) > 1_000
    for top in (1, 2, 1, 8):
        line.write(frame(top))
        assert len(line.take()) < 85 * (1 if top < 8 else 7)


WIDE: Final = [
    "漢字漢字 abc",
    "日字漢字 xbc",
    "漢字 abc 日",
    "日字 xbc 日",
    "a漢 bcd   ",
    "漢 zzb  x",
    "abcdefghij",
    "漢漢漢漢漢",
    " 漢漢漢漢 ",
    "",
    "e\u0301漢 e\u0301",
]


@pytest.mark.parametrize("before", WIDE)
@pytest.mark.parametrize("after", WIDE)
def test_wide_signs_come_and_go_whole(before: str, after: str) -> None:
    whole, brief, line = Screen(), Screen(), TerminalLine(WIDTH, HEIGHT, fills=True)
    for text in (before, after):
        frame = f"\x1b[2;1H{paint([('1', text), ('', '|tail')], WIDTH)}"
        whole.feed(frame)
        line.write(frame)
        brief.feed(line.take())
        assert brief.cells() == whole.cells()
