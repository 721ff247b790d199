"""A process is killed at a random moment of its writing, again and again: whatever it reported as saved is there."""

from __future__ import annotations

import secrets
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from signal import SIGKILL
from typing import Final

import msgspec

from tests.stress.children import Child
from tui.journal.journal import Journal
from tui.scorecard.review import Key

_PERIOD: Final = date(2023, 9, 30)
_REFS: Final = 20
_LONGEST: Final = 0.03
"""Seconds that a process writes at most."""
_EARLY: Final = 4
"""One process of so many may be killed while it still opens the journal."""
_BEGUN: Final = "begun"


class Outcome(msgspec.Struct, frozen=True):
    """What the kills left behind."""

    kills: int
    reported: int
    stored: int
    lost: int
    integrity: str
    unexpected: int
    """Processes that ended before they were killed."""

    @property
    def sound(self) -> bool:
        """Whether nothing is lost and nothing damaged, and there was something to lose."""
        return not self.lost and self.integrity == "ok" and not self.unexpected and self.reported > 0

    def __str__(self) -> str:
        return (
            f"{self.kills} kills: {self.reported} comments reported as saved, {self.stored} stored, {self.lost} lost; "
            f"integrity check: {self.integrity}; {self.unexpected} processes failed on their own"
        )


def crash(path: Path, kills: int) -> Outcome:
    """Kill that many processes, one after another, each while it writes to one journal."""
    reported: list[str] = []
    unexpected = 0
    for number in range(kills):
        child = Child(_writer(path, f"Ada {number}"))
        if number % _EARLY:
            child.wait()
        time.sleep(secrets.randbelow(1000) / 1000 * _LONGEST)
        child.kill()
        lines, code = child.finish()
        reported += [line for line in lines if line != _BEGUN]
        unexpected += code != -SIGKILL
    stored = _stored(path)
    return Outcome(kills, len(reported), len(stored), len(set(reported) - stored), _integrity(path), unexpected)


def _writer(path: Path, author: str) -> Callable[[Callable[[str], None]], None]:
    def work(report: Callable[[str], None]) -> None:
        with Journal.open(path, author) as journal:
            report(_BEGUN)
            number = 0
            while True:
                key = Key("Tameside", _PERIOD, f"CIN{number % _REFS}")
                shown = journal.reviews("Tameside", _PERIOD).get(key.ref)
                based_on = shown.comment.version if shown and shown.comment else None
                report(
                    journal.comment(key, f"{number}: " + "what was said of it. " * (number % 50), based_on).event.uid
                )
                number += 1

    return work


def _stored(path: Path) -> set[str]:
    with Journal.open(path, "", write=False) as journal:
        return {event.uid for event in journal.events()}


def _integrity(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        (found,) = connection.execute("PRAGMA integrity_check").fetchone()
        return str(found)
