"""Events as JSON Lines: out of one journal and into another, the same to the byte."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from tui.journal.errors import RefusedEventError
from tui.journal.events import Added, Event, Kind
from tui.journal.journal import Journal
from tui.journal.times import parse_month, parse_time, time_text
from tui.scorecard.periods import key as period_key
from tui.scorecard.review import Key


class ImportRefusedError(Exception):
    """A line that cannot be imported, so that none was; the message begins with its place (`backup.jsonl:3: ...`)."""

    def __init__(self, source: str, line: int, message: str) -> None:
        self.source = source
        self.line = line
        super().__init__(f"{source}:{line}: {message}")


class _Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An event as a line holds it: these keys, in this order."""

    uid: str
    kind: Kind
    author: str
    at: str
    authority: str
    period: str
    ref: str
    text: str
    parent: str | None


def lines(events: Iterable[Event]) -> Iterator[bytes]:
    """One line of UTF-8 an event, each with its line end."""
    encoder = msgspec.json.Encoder()
    for event in events:
        key = event.key
        period, at = period_key(key.period), time_text(event.at)
        line = _Line(event.uid, event.kind, event.author, at, key.authority, period, key.ref, event.text, event.parent)
        yield encoder.encode(line) + b"\n"


def parse(data: bytes, source: str) -> dict[int, Event]:
    """The events of a file by the number of their line; blank lines are passed over. Raises `ImportRefusedError`."""
    decoder = msgspec.json.Decoder(_Line)
    found = {}
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if line.strip():
            try:
                found[number] = _event_of(decoder.decode(line))
            except (ValueError, RecursionError) as error:
                raise ImportRefusedError(source, number, f"not an event: {error}") from error
    return found


def import_events(journal: Journal, events: Mapping[int, Event], source: str) -> Added:
    """Add the events of a file, as `parse` found them, to a journal: all or none.

    Raises `ImportRefusedError` for the first line that does not fit, and `JournalError`.
    """
    try:
        return journal.add(events.values())
    except RefusedEventError as error:
        raise ImportRefusedError(source, [*events][error.position], error.reason) from error


def _event_of(line: _Line) -> Event:
    """Raises `ValueError` where a period or a time is none."""
    key = Key(line.authority, parse_month(line.period), line.ref)
    return Event(line.uid, line.kind, line.author, parse_time(line.at), key, line.text, line.parent)
