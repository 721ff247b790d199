"""What of a scorecard is looked at, and in which order: one choice for all screens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from tui.scorecard.criteria import Subjects
    from tui.scorecard.query import Query
    from tui.scorecard.triage import Switch


class Sort(msgspec.Struct, frozen=True):
    """By which column rows are sorted."""

    column: str
    descending: bool = False


class Look(msgspec.Struct, frozen=True):
    """The filter, the sort and the switches. `include` says what beside reds is a problem.

    `snoozed` shows in triage what was put off until next period.
    """

    query: Query | None = None
    sort: Sort | None = None
    problems_only: bool = False
    include: frozenset[Switch] = frozenset()
    snoozed: bool = False

    @property
    def narrows(self) -> bool:
        """Whether it leaves out rows of an area."""
        return bool(self.query) or self.problems_only

    @property
    def plain(self) -> bool:
        """Whether everything is shown as published."""
        return not self.narrows and self.sort is None

    def sorted_by(self, column: str) -> Look:
        """The next sort by this column: ascending, descending, as published."""
        before = self.sort
        if before is None or before.column != column:
            sort: Sort | None = Sort(column)
        else:
            sort = None if before.descending else Sort(column, descending=True)
        return msgspec.structs.replace(self, sort=sort)

    def switched(self, switch: Switch) -> Look:
        """The look with one kind of problem added or taken away."""
        return msgspec.structs.replace(self, include=self.include ^ {switch})

    def of(self, subjects: Subjects, comparators: Sequence[str]) -> Sequence[int]:
        """The positions of the subjects that are looked at, in their order; `comparators` are keys of the scorecard's.

        That order is the one of all: whoever shows some of them takes them out of it.
        """
        return self.ordered(subjects, self.filtered(subjects), comparators)

    def filtered(self, subjects: Subjects) -> Sequence[int]:
        """The positions of those that the filter and the switch leave."""
        found: Sequence[int] = self.query.positions(subjects) if self.query else range(len(subjects))
        if self.problems_only:
            from tui.scorecard.triage import is_problem

            found = [position for position in found if is_problem(subjects[position], self.include)]
        return found

    def ordered(self, subjects: Subjects, among: Sequence[int], comparators: Sequence[str]) -> Sequence[int]:
        """These positions by the sort; as they come where there is none."""
        if self.sort is None:
            return among
        from tui.scorecard.ordering import positions_by

        return positions_by(subjects, self.sort.column, self.sort.descending, among, comparators=comparators)
