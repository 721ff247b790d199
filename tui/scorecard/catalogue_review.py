"""What of a catalogue waits for somebody to look at it: guesses that `scorecard init` marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tui.scorecard.catalogue import Area, Catalogue, Comparator, Indicator

Entry = Area | Comparator | Indicator


def waiting(catalogue: Catalogue) -> tuple[Entry, ...]:
    """The entries whose `review` names any key, in the order of the catalogue."""
    return tuple(entry for entries in _tables(catalogue) for entry in entries if entry.review)


def review_note(catalogue: Catalogue) -> str | None:
    """How many entries wait for review, in a sentence that says what to do; null where none does."""
    tables = zip(("areas", "comparators", "indicators"), _tables(catalogue), strict=True)
    counts = [_count(name, tuple(entries)) for name, entries in tables]
    found = [count for count in reversed(counts) if count]
    if not found:
        return None
    return (
        f"{', '.join(found)} wait for review in the catalogue: look at the keys that `review` names and remove them"
        " from it; until then those indicators are not coloured"
    )


def _tables(catalogue: Catalogue) -> Iterator[Iterable[Entry]]:
    yield catalogue.areas.values()
    yield catalogue.comparators.values()
    yield catalogue.indicators.values()


def _count(name: str, entries: tuple[Entry, ...]) -> str:
    marked = sum(bool(entry.review) for entry in entries)
    return f"{marked} of {len(entries)} {name}" if marked else ""
