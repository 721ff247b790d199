"""Several processes write to one journal at once, as fast as they can: no event is lost and nobody is turned away."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final

import msgspec

from tests.stress.children import Child
from tui.journal.errors import JournalError
from tui.journal.journal import Journal
from tui.scorecard.review import STATES, Key

_PERIOD: Final = date(2023, 9, 30)
_REFS: Final = 10
_LOOK: Final = 0.05
_WAITED: Final = "waited "
_REFUSED: Final = "refused "


class Outcome(msgspec.Struct, frozen=True):
    """What came of it. `longest` is the longest that one write took, in seconds."""

    writers: int
    reported: int
    seen: int
    lost: int
    looks: int
    longest: float
    refusals: tuple[str, ...]
    idle: int
    """Processes that wrote nothing, or failed."""

    @property
    def sound(self) -> bool:
        """Whether everybody wrote, nobody was refused, and a reader saw all of it."""
        return not self.lost and not self.refusals and not self.idle and self.seen == self.reported

    def __str__(self) -> str:
        refusals = "".join(f"\n  {each}" for each in self.refusals)
        return (
            f"{self.writers} writers: {self.reported} events reported as saved, {self.seen} seen by a reader "
            f"that looked {self.looks} times, {self.lost} lost; the longest write took {self.longest:.2f} s; "
            f"{self.idle} wrote nothing; {len(self.refusals)} refusals{refusals}"
        )


def write_at_once(path: Path, writers: int, seconds: float) -> Outcome:
    """Let that many processes write for that long; a reader looks on."""
    children = [Child(_writer(path, f"Ada {number}", seconds)) for number in range(writers)]
    looks = _look_on(path, seconds)
    finished = [child.finish() for child in children]
    lines = [line for reported, _ in finished for line in reported]
    refusals = tuple(line.removeprefix(_REFUSED) for line in lines if line.startswith(_REFUSED))
    waits = [float(line.removeprefix(_WAITED)) for line in lines if line.startswith(_WAITED)]
    uids = {line for line in lines if not line.startswith((_WAITED, _REFUSED))}
    idle = sum(code != 0 or len(reported) < 2 for reported, code in finished)
    with Journal.open(path, "", write=False) as reader:
        seen = {event.uid for event in reader.events()}
    return Outcome(writers, len(uids), len(seen), len(uids - seen), looks, max(waits, default=0), refusals, idle)


def _look_on(path: Path, seconds: float) -> int:
    """How often a reader saw something new."""
    end = time.monotonic() + seconds
    looks = 0
    with Journal.open(path, "", write=False) as reader:
        while time.monotonic() < end:
            time.sleep(_LOOK)
            if reader.changed():
                reader.reviews("Tameside", _PERIOD)
                looks += 1
    return looks


def _writer(path: Path, author: str, seconds: float) -> Callable[[Callable[[str], None]], None]:
    def work(report: Callable[[str], None]) -> None:
        longest = 0.0
        uids: list[str] = []
        try:
            with Journal.open(path, author) as journal:
                begun = written = time.monotonic()
                while not uids or written < begun + seconds:
                    uids.append(_write(journal, len(uids)))
                    longest, written = max(longest, time.monotonic() - written), time.monotonic()
        except JournalError as error:
            report(f"{_REFUSED}{error}")
        for uid in uids:
            report(uid)
        report(f"{_WAITED}{longest}")

    return work


def _write(journal: Journal, number: int) -> str:
    key = Key("Tameside", _PERIOD, f"CIN{number % _REFS}")
    if number % 2:
        return journal.set_state(key, STATES[number % len(STATES)]).uid
    return journal.comment(key, f"{number}: what {journal.author} says").event.uid
