"""`scorecard journal`: what was said, by whom and when; times are in UTC."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

import msgspec

from tui.journal.events import Event
from tui.journal.times import time_text
from tui.reports.cells import Cell
from tui.reports.plain_text import clipped, visible
from tui.reports.records import Record
from tui.reports.sheets import Heading, Sheet, to_csv
from tui.scorecard.periods import key as period_key
from tui.scorecard.periods import long_label
from tui.scorecard.review import STATE_WORDS, Comment, Key

COLUMNS: Final = ("uid", "kind", "author", "at", "authority", "period", "ref", "text", "parent", "undone")
"""The keys of a record, and the columns of the CSV form."""

_STATES: Final[dict[str, str]] = {str(state): words for state, words in STATE_WORDS.items()}
_BEGINNING: Final = 120
_INDENT: Final = "    "


class History(msgspec.Struct, frozen=True):
    """All that was said of one indicator in one period, oldest first, and the versions of its commentary that stand."""

    key: Key
    events: tuple[Event, ...]
    versions: tuple[Comment, ...]


def undone(events: Sequence[Event]) -> frozenset[str]:
    """The uids of those events that another one of them undoes."""
    return frozenset(event.parent for event in events if event.kind == "undo" and event.parent)


def event_records(events: Sequence[Event]) -> list[Record]:
    """The machine's view of each event."""
    gone = undone(events)
    values = ((*_values(event), event.uid in gone) for event in events)
    return [dict(zip(COLUMNS, each, strict=True)) for each in values]


def _values(event: Event) -> tuple[Any, ...]:
    key = event.key
    period, at = period_key(key.period), time_text(event.at)
    return event.uid, event.kind, event.author, at, key.authority, period, key.ref, event.text, event.parent


def events_csv(events: Sequence[Event]) -> str:
    """One row an event, each on one line."""
    return to_csv(COLUMNS, [list(record.values()) for record in event_records(events)])


def events_sheet(events: Sequence[Event], caption: str) -> Sheet:
    """One row an event; of a commentary, its beginning."""
    gone = undone(events)
    headings = (
        Heading("When (UTC)"),
        Heading("Author"),
        Heading("Ref"),
        Heading("Period"),
        Heading("What", wraps=True),
    )
    return Sheet(caption, headings, tuple(_row(event, event.uid in gone) for event in events))


def _row(event: Event, gone: bool) -> tuple[Cell, ...]:
    said = one_line(event.text) if event.kind == "comment" else _deed(event)
    return (
        Cell(_when(event), "quiet"),
        Cell(visible(event.author)),
        Cell(visible(event.key.ref), "strong"),
        Cell(period_key(event.key.period)),
        Cell(f"{clipped(said, _BEGINNING)}{' (undone)' if gone else ''}", "quiet" if gone else "plain"),
    )


def one_line(text: str) -> str:
    """A text of several lines on one, safe to show."""
    return visible(" ".join(text.split()))


def _when(event: Event) -> str:
    return f"{event.at:%Y-%m-%d %H:%M}"


def _deed(event: Event) -> str:
    """What an event other than a commentary did, in words."""
    if event.kind == "state":
        return _STATES.get(event.text, visible(event.text))
    if event.kind == "assignment":
        return f"assigned to {visible(event.text)}" if event.text else "assigned to nobody"
    return "undo"


def history_caption(history: History) -> str:
    """`CIN17, September 2023, Tameside`"""
    key = history.key
    return f"{visible(key.ref)}, {long_label(key.period)}, {visible(key.authority)}"


def history_lines(history: History) -> Iterator[str]:
    """All of it for people: who, when, what, and every commentary in full."""
    yield history_caption(history)
    for event, what in _told(history):
        yield f"{_when(event)} UTC  {visible(event.author)}: {what}"
        if event.kind == "comment":
            yield from (f"{_INDENT}{visible(line)}".rstrip() for line in event.text.split("\n"))


def history_sheet(history: History) -> Sheet:
    """All of it as a table, every commentary in full on one line."""
    headings = (Heading("When (UTC)"), Heading("Author"), Heading("What"), Heading("Commentary", wraps=True))
    rows = tuple(
        (
            Cell(_when(event), "quiet"),
            Cell(visible(event.author)),
            Cell(what),
            Cell(one_line(event.text) if event.kind == "comment" else ""),
        )
        for event, what in _told(history)
    )
    return Sheet(history_caption(history), headings, rows)


def _told(history: History) -> Iterator[tuple[Event, str]]:
    """Each event with what it did; versions are numbered as they stand, and the last of them is shown."""
    gone = undone(history.events)
    by_uid = {event.uid: event for event in history.events}
    numbers = {version.version: number for number, version in enumerate(history.versions, 1)}
    besides = {version.version: version.beside for version in history.versions}
    for event in history.events:
        what = "commentary" if event.kind == "comment" else _deed(event)
        if event.uid in numbers:
            number, beside = numbers[event.uid], besides[event.uid]
            what = f"version {number} of {len(numbers)}"
            what += f", beside version {numbers[beside]}, which it was written without" if beside in numbers else ""
        elif event.kind == "undo" and event.parent in by_uid:
            before = by_uid[event.parent]
            what = f"undid {'the commentary' if before.kind == 'comment' else repr(_deed(before))} of {_when(before)}"
        yield event, f"{what} (undone)" if event.uid in gone else what
