"""Sorting subjects by any column of the table: what is missing stands last, whichever way round."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import lru_cache
from typing import Any, Final

from tui.scorecard import readings
from tui.scorecard.criteria import Subjects
from tui.scorecard.fields import USUAL_COMPARATORS
from tui.scorecard.like import MONTH_COLUMN
from tui.scorecard.readings import ReadNumber
from tui.scorecard.review import State
from tui.scorecard.subject import Subject

ReadOrder = Callable[[Subject], Any]
"""What a subject is sorted by in a column; null where there is nothing."""

_RATINGS: Final = {"r": 0, "a": 1, "g": 2}
_DIRECTIONS: Final = {"up": 0, "same": 1, "down": 2}
_SIGNALS: Final = {"concern": 0, "changed": 1, "improving": 2, "common": 3, "no_variation": 4, "too_few": 5}
_STATES: Final[dict[State, int]] = {"open": 0, "needs_explanation": 1, "escalated": 2, "snoozed": 3, "reviewed": 4}
"""What is still to be done comes first."""

_DIGITS: Final = re.compile("([0-9]+)")


def sort_subjects(
    subjects: Iterable[Subject],
    column_key: str,
    descending: bool,
    *,
    comparators: Collection[str] = USUAL_COMPARATORS,
) -> list[Subject]:
    """The subjects in the order of a column, equal ones as they stood.

    Ascending puts the worst rating and signal first, and numbers and words in their order. `comparators` are the keys
    that can be columns, beside those of the subjects' own benchmarks. `KeyError` for a column that there is not.
    """
    given = Subjects.of(subjects)
    order = positions_by(given, column_key, descending, comparators=comparators)
    return [given[position] for position in order]


def positions_by(
    subjects: Subjects,
    column_key: str,
    descending: bool,
    among: Sequence[int] | None = None,
    *,
    comparators: Collection[str] = USUAL_COMPARATORS,
) -> list[int]:
    """The positions of the subjects in the order of a column, as `sort_subjects`; those `among` them, where given."""
    keys = subjects.column(_reader(column_key, subjects, comparators))
    wanted = range(len(subjects)) if among is None else among
    known = [position for position in wanted if keys[position] is not None]
    known.sort(key=keys.__getitem__, reverse=descending)
    return [*known, *(position for position in wanted if keys[position] is None)]


@lru_cache(maxsize=1 << 17)  # sorting again asks for the same refs
def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """The key by which CIN2 comes before CIN10, in whichever case."""
    return tuple(_part(part) for part in _DIGITS.split(text.casefold()))


def _part(part: str) -> tuple[int, int, str]:
    """Numbers before letters, by their length and then digit by digit, so that no number is too long."""
    if _DIGITS.fullmatch(part):
        digits = part.lstrip("0")
        return 0, len(digits), digits
    return 1, 0, part


def _reader(column_key: str, subjects: Sequence[Subject], comparators: Collection[str]) -> ReadOrder:
    if read := _COLUMNS.get(column_key):
        return read
    if match := MONTH_COLUMN.fullmatch(column_key):
        return _of_month(int(match["back"]))
    if column_key in comparators or _is_compared(column_key, subjects):
        return _of_comparator(column_key)
    raise KeyError(column_key)


def _is_compared(key: str, subjects: Sequence[Subject]) -> bool:
    return any(benchmark.comparator == key for subject in subjects for benchmark in subject.indicator.benchmarks)


@lru_cache(maxsize=256)  # the same column is read by the same function
def _of_month(back: int) -> ReadOrder:
    def read(subject: Subject) -> float | None:
        month = readings.month_before(subject.indicator.period, back)
        return readings.number(readings.figure_of(month)(subject))

    return read


@lru_cache(maxsize=256)
def _of_comparator(key: str) -> ReadNumber:
    figure = readings.figure_of_comparator(key)
    return lambda subject: readings.number(figure(subject))


def _target(subject: Subject) -> tuple[float, float] | None:
    """By its low end, then by its high one; a limit by the end that it has."""
    low, high = readings.target_ends(subject)
    first = high if low is None else low
    return None if first is None else (first, first if high is None else high)


_COLUMNS: Final[dict[str, ReadOrder]] = {
    "ref": lambda subject: natural(subject.indicator.ref),
    "name": lambda subject: subject.indicator.name.casefold(),
    "current": lambda subject: readings.number(readings.current(subject)),
    "trend": readings.trend,
    "target": _target,
    "gap": readings.signed_gap,
    "rating": lambda subject: _RATINGS.get(readings.rating(subject)),
    "direction": lambda subject: _DIRECTIONS.get(readings.direction(subject)),
    "signal": lambda subject: _SIGNALS.get(readings.signal(subject)),
    "previous": lambda subject: readings.number(readings.previous(subject)),
    "review": lambda subject: _STATES[subject.review.state],
    "assigned": lambda subject: subject.review.assigned.casefold() or None,
    "comment": lambda subject: not readings.has_comment(subject),
}
