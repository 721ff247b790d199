"""What goes over the line: bytes a key in 24-bit colour, none at rest, and no more under way than it takes."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from tests.e2e.conftest import Start
from tests.e2e.looking import wait_at
from tests.support.costs import FIRST_PAINT, bound, costs, ready
from tests.support.slow_line import slow_line
from tests.support.terminal import Terminal, scorecard_command

SIZES: Final = [(80, 24), (120, 40)]


@pytest.mark.parametrize(("columns", "lines"), SIZES)
def test_every_key_keeps_to_its_bytes(start: Start, columns: int, lines: int) -> None:
    terminal = start(columns=columns, lines=lines)
    assert ready(terminal) <= FIRST_PAINT * columns // 80
    found = costs(terminal, areas="3", most_pages=8)
    over = {name: max(counts) for name, counts in found.items() if max(counts) > bound(name, columns)}
    assert not over, found
    assert min(map(min, found.values())) > 0, found


def test_a_terminal_that_erases_in_no_colour_gets_every_blank(start: Start) -> None:
    terminal = start(term="screen-256color")
    ready(terminal)
    row, column = terminal.find("Contacts received")
    assert {terminal.cell(row + 3, each).bg for each in (1, 60, 78)} == {"121212"}
    assert {terminal.cell(22, each).bg for each in range(80)} == {"121212"}
    assert b"\x1b[K" not in bytes(terminal.received)
    assert column > 0


def test_a_key_that_changes_nothing_costs_next_to_nothing(app: Terminal) -> None:
    app.wait_quiet(120)
    app.press("g", "up", "h")
    app.wait_quiet(120)
    assert sum(press.count for press in app.presses) <= 20


def test_an_app_that_is_left_alone_sends_nothing_and_hardly_computes(start: Start, tmp_path: Path) -> None:
    source = tmp_path / "september.txt"
    source.write_bytes((Path(__file__).parents[2] / "sample_data" / "september-2023.txt").read_bytes())
    terminal = start(source)
    ready(terminal)
    terminal.wait_quiet(1_500)
    before, wakes = len(terminal.received), _wakes(terminal)
    terminal.wait_quiet(10_000)
    assert len(terminal.received) == before
    # Ten looks a second of the thread that reads keys, one a second at the journal, one in two at the source.
    assert _wakes(terminal) - wakes <= 10 * 40


def _wakes(terminal: Terminal) -> int:
    """How often the command's threads have been waiting and went on."""
    tasks = Path(f"/proc/{terminal.process.pid}/task")
    if not tasks.exists():
        pytest.skip("needs /proc")
    found = 0
    for task in tasks.iterdir():
        lines = (task / "status").read_text("utf-8").splitlines()
        found += next(int(line.split()[1]) for line in lines if line.startswith("voluntary"))
    return found


def test_what_a_slow_line_cannot_take_is_never_sent(start: Start) -> None:
    with Terminal(slow_line([scorecard_command()], rate=64_000, delay=80)) as slow:
        ready(slow)
        slow.press("3")
        wait_at(slow, "CIN1")
        slow.wait_quiet(1_000)
        before = len(slow.received)
        for _ in range(10):
            slow.type("]" * 5 + "[" * 5 + "\t" * 6)  # each of them would be a screen of three thousand bytes
            slow.wait_quiet(20)
        slow.type("3gjj")
        wait_at(slow, "CIN3")
        slow.wait_quiet(1_000)
        assert len(slow.received) - before < 40_000
        wait_at(slow, "CIN3")
        assert slow.quit() == 0
        assert slow.left_on == []


def test_what_others_wrote_on_the_screen_goes_with_draw_again(app: Terminal) -> None:
    app.screen.erase_in_display(2)
    app.screen.draw("Broadcast message from root")
    app.press("ctrl+p")
    app.wait_for("Search for commands")
    app.type("draw again")
    app.wait_for("Draw the whole screen")
    app.press("enter")
    for words in ("Contacts received", "1 Front Door", "q Quit", "Tameside  September 2023"):
        app.wait_for(words)
    app.wait_gone("Broadcast")
