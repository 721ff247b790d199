"""Criteria of subjects, each in two parts: what is read off a subject, and what must hold for it.

So a filter over very many subjects reads a column once and then, with every key typed, only asks for what is in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, overload

import msgspec

from tui.scorecard.subject import Subject

Read = Callable[[Subject], Any]
"""What is read off a subject; the same function reads the same column, so it is not to be made anew each time."""


class Criterion(msgspec.Struct, frozen=True):
    """A condition on what `read` gives of a subject."""

    read: Read
    holds: Callable[[Any], bool]

    def __call__(self, subject: Subject) -> bool:
        """Whether it holds for a subject."""
        return self.holds(self.read(subject))


def itself(subject: Subject) -> Subject:
    """The subject: for conditions on more than one thing that is read off it."""
    return subject


def negation(test: Criterion) -> Criterion:
    """The opposite of a condition."""
    holds = test.holds
    return Criterion(test.read, lambda value: not holds(value))


def any_of(tests: Sequence[Criterion]) -> Criterion:
    """The condition that one of several holds."""
    if len(tests) == 1:
        return tests[0]
    if all(test.read is tests[0].read for test in tests):
        conditions = [test.holds for test in tests]
        return Criterion(tests[0].read, lambda value: any(holds(value) for holds in conditions))
    return Criterion(itself, lambda subject: any(test(subject) for test in tests))


class Subjects(Sequence[Subject]):
    """All subjects of a scorecard, and what was read off them, column by column."""

    def __init__(self, subjects: Iterable[Subject] = ()) -> None:
        self._all = list(subjects)
        self._columns: dict[Read, list[Any]] = {}

    @classmethod
    def of(cls, subjects: Iterable[Subject]) -> Subjects:
        """These subjects, with what was read off them already."""
        return subjects if isinstance(subjects, Subjects) else cls(subjects)

    def __len__(self) -> int:
        return len(self._all)

    def __iter__(self) -> Iterator[Subject]:
        return iter(self._all)

    @overload
    def __getitem__(self, at: int) -> Subject: ...
    @overload
    def __getitem__(self, at: slice) -> list[Subject]: ...
    def __getitem__(self, at: int | slice) -> Subject | list[Subject]:
        return self._all[at]

    def column(self, read: Read) -> list[Any]:
        """What `read` gives of each subject."""
        if read is itself:
            return self._all
        found = self._columns.get(read)
        if found is None:
            found = self._columns[read] = [read(subject) for subject in self._all]
        return found

    def where(self, test: Criterion, among: Sequence[int] | None = None) -> list[int]:
        """The positions of the subjects for which a condition holds; of those `among` them, where that is given."""
        column, holds = self.column(test.read), test.holds
        if among is None:
            return [position for position, value in enumerate(column) if holds(value)]
        return [position for position in among if holds(column[position])]
