"""Which of several columns of one kind is the scorecard's own; the others are set aside, and listed with their cells.

Ratings, arrows and targets are of its month, benchmarks and outturns of the newest year.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

import msgspec

from tui.scorecard.periods import long_label
from tui.sources.published.bare_months import ANY_MONTH
from tui.sources.published.titles import Kind

if TYPE_CHECKING:
    from tui.scorecard.problems import Severity
    from tui.sources.published.columns import Column

_OF_ITS_MONTH: Final[tuple[Kind, ...]] = ("target", "rating", "direction")
_OF_ITS_YEAR: Final[tuple[Kind, ...]] = ("comparator", "previous")


class Aside(msgspec.Struct, frozen=True):
    """Why a column that is understood is not read: "is of August 2023", and how grave it is where it has cells."""

    reason: str
    severity: Severity = "warning"
    code: str = "other_period"


def set_aside(columns: Sequence[Column], report: date) -> list[Column]:
    """The columns; those that are not the scorecard's own are unknown, and say why.

    Where the month of the `report` is not known yet, all marks and targets are kept.
    """
    columns = _beside_months(columns)
    aside = dict(_older(columns))
    if report != ANY_MONTH:
        aside |= dict(_of_other_months(columns, report))
    return [
        msgspec.structs.replace(column, kind="unknown", aside=aside[column.index]) if column.index in aside else column
        for column in columns
    ]


def _beside_months(columns: Sequence[Column]) -> Sequence[Column]:
    """The columns with the month of those that stand once after every month: "Aug-23, RAG, Sep-23, RAG"."""
    month: date | None = None
    before: dict[Kind, list[tuple[Column, date | None]]] = defaultdict(list)
    for column in columns:
        if column.kind in ("month", "current"):
            month = column.period
        elif column.kind in _OF_ITS_MONTH and not column.period and not column.year:
            before[column.kind].append((column, month))
    found: dict[int, date | None] = {}
    for pairs in before.values():
        months = {month for _, month in pairs}
        if len(pairs) > 1 and None not in months and len(months) == len(pairs):
            found |= {column.index: month for column, month in pairs}
    return [
        msgspec.structs.replace(column, period=found[column.index]) if column.index in found else column
        for column in columns
    ]


def _of_other_months(columns: Sequence[Column], report: date) -> Iterable[tuple[int, Aside]]:
    own: dict[Kind, list[tuple[bool, bool, int, Column]]] = defaultdict(list)
    for column in columns:
        if column.kind not in _OF_ITS_MONTH:
            continue
        if column.period and column.period != report:
            yield column.index, Aside(f"is of {long_label(column.period)}, not of the scorecard's own month")
        elif column.year and not column.period and not _holds(column.year, report):
            yield column.index, Aside(f"is of {column.year}, not of the scorecard's own year")
        else:
            own[column.kind].append((column.period is None, column.year is None, column.index, column))
    for found in own.values():
        *_, best = min(found)
        for *_, index, column in found:
            if (best.period, best.year) != (column.period, column.year):
                yield index, Aside(f"gives way to “{best.title}”")


def _older(columns: Sequence[Column]) -> Iterable[tuple[int, Aside]]:
    """Benchmarks and outturns of which there is a newer one."""
    same: dict[tuple[Kind, str], list[tuple[int, Column]]] = defaultdict(list)
    for column in columns:
        if column.kind in _OF_ITS_YEAR and column.year:
            whose = column.comparator.key if column.comparator else ""
            same[column.kind, whose].append((_years(column.year)[0], column))
    for found in same.values():
        newest, best = max(found, key=lambda each: each[0])
        for year, column in found:
            if year < newest:
                yield column.index, Aside(f"is older than “{best.title}”", "info")


def _holds(year: str, report: date) -> bool:
    """Whether a year as a heading names it holds a month: "2023/24" from April 2023, "2023" as either kind of year."""
    first, last = _years(year)
    financial = report.year - (report.month < 4)
    return financial == first or (first == last and report.year == first)


def _years(year: str) -> tuple[int, int]:
    """The calendar years in which a year as a heading names it begins and ends."""
    marks = year.replace("-", "/").replace("–", "/")
    first, _, second = marks.partition("/")
    begins = int(first) + (2000 if len(first) == 2 else 0)
    return begins, begins if not second else int(second) % 100 + begins // 100 * 100
