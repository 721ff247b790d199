"""Months without their year in headings: of the financial year, of the twelve months before, or not to be told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from tui.scorecard.periods import add_months, latest_not_after

ANY_MONTH: Final = date(9999, 12, 31)
"""Stands for the scorecard's own month where that is not known yet; bare months lie in `NO_YEARS` then."""

NO_YEARS: Final = 9990
"""From this year on a month only tells one column from another; it is never the one that `ANY_MONTH` or the month a
year before it would be."""

_YEAR: Final = 12
_FIRST_MONTHS: Final = (4, 1)
"""Those of a financial and of a calendar year."""

_FIRST_QUARTERS: Final = (6, 3)
"""The last months of their first quarters."""


def months_of_names(
    names: Mapping[int, int], dated: Mapping[int, date], report: date, *, current: bool
) -> dict[int, date | None]:
    """The months of the columns headed by a bare month, by column; null where the year cannot be told.

    `names` are their numbers by column, `dated` the months of those columns that are headed with their year, and
    `current` says that the month of the `report` has a column of its own. A month can be later than `report`: one of
    a year that is not over yet.
    """
    order = sorted(names)
    numbers = [names[index] for index in order]
    backwards = _span(numbers) > _YEAR
    if backwards:
        order, numbers = order[::-1], numbers[::-1]
    if _span(numbers) > _YEAR:
        untold = report != ANY_MONTH
        return {index: None if untold else latest_not_after(names[index], report) for index in order}
    last = _last(numbers, report, current=current)
    if report == ANY_MONTH:
        dated = {}
    if (beside := _told_by_neighbour(order, numbers, dated, backwards=backwards)) and beside != last:
        last = beside if current else None
    back = [_span(numbers[at:]) for at in range(len(numbers))]
    return {index: add_months(last, -by) if last else None for index, by in zip(order, back, strict=True)}


def _span(numbers: Sequence[int]) -> int:
    """How many months lie between the first and the last, each being the next time that its name comes round."""
    return sum((after - before) % _YEAR for before, after in pairwise(numbers))


def _last(numbers: Sequence[int], report: date, *, current: bool) -> date | None:
    """The month of the last column, the columns being in the order of time; null where it cannot be told."""
    over = latest_not_after(numbers[-1], report)
    span, since_first = _span(numbers), (report.month - numbers[0]) % _YEAR
    before = over == add_months(report, -1) and current
    if report == ANY_MONTH:
        return add_months(over, -2 * _YEAR)
    if over == report or before or since_first > span:
        return over  # all of them are over
    if span == _YEAR or not _begins_year(numbers):
        return None
    return add_months(report, span - since_first)


def _begins_year(numbers: Sequence[int]) -> bool:
    """Whether columns are those of a financial or a calendar year, from its first month or quarter on."""
    first = numbers[0]
    return first in _FIRST_MONTHS or (
        first in _FIRST_QUARTERS and len(numbers) > 1 and all(not number % 3 for number in numbers)
    )


def _told_by_neighbour(
    order: Sequence[int], numbers: Sequence[int], dated: Mapping[int, date], *, backwards: bool
) -> date | None:
    """The last month, as the column with a year before the first or after the last tells it; null where none does."""
    step = -1 if backwards else 1
    before, after = dated.get(order[0] - step), dated.get(order[-1] + step)
    if after and (month := add_months(after, -1)).month == numbers[-1]:
        return month
    if before and (month := add_months(before, 1)).month == numbers[0]:
        return add_months(month, _span(numbers))
    return None
