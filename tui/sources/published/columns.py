"""What the headings of a table say its columns hold, whatever their order."""

from __future__ import annotations

import re
from datetime import date
from typing import Final, Literal

import msgspec

from tui.scorecard.catalogue import Catalogue, Comparator, unlisted_comparator
from tui.scorecard.periods import YEAR, add_months, find_year, latest_not_after, parse_month_name, parse_period
from tui.scorecard.words import normal
from tui.sources.decoding import Line

Kind = Literal[
    "ref", "name", "month", "current", "previous", "target", "comparator", "trend", "rating", "direction", "unknown"
]

NUMERIC: Final[frozenset[Kind]] = frozenset({"month", "current", "previous", "target", "comparator"})

_TITLES_BY_KIND: Final[dict[Kind, str]] = {
    "ref": "ref|ref no|reference|indicator ref|pi ref",
    "name": "indicator|indicator name|performance indicator|measure|description|pi",
    "current": "current|current performance|current month|latest|latest performance",
    "previous": "previous year|prev year|last year|previous years outturn|outturn|previous year outturn",
    "target": "target|current target|annual target",
    "trend": "last 12 months|trend|sparkline|12 month trend",
    "rating": "performance|rag|rag rating|rating|rag status|status|rag in month",
    "direction": "direction of travel|dot|direction|travel",
}
_TITLES: Final = {title: kind for kind, titles in _TITLES_BY_KIND.items() for title in titles.split("|")}
_LONGEST_TITLE: Final = 24
"""No title of a ref or name column is as long: most cells of most rows need no closer look."""

_YEAR_IN_BRACKETS: Final = re.compile(rf"\(?{YEAR}\)?")
_MEAN: Final = re.compile(r"\b(?:average|ave|avg|mean)\b")


class Column(msgspec.Struct, frozen=True):
    """One column: `period` of a month and of the current one, `comparator` and `year` (as published) of a benchmark."""

    kind: Kind
    title: str
    index: int
    period: date | None = None
    comparator: Comparator | None = None
    year: str | None = None

    @property
    def identity(self) -> tuple[Kind, date | None, str | None]:
        """What no two columns of a table may share; the current month's column is that of its date too."""
        kind = "month" if self.kind == "current" else self.kind
        return kind, self.period, self.comparator.key if self.comparator else None


class Heading(msgspec.Struct, frozen=True):
    """The column headings of a table."""

    line: Line
    columns: tuple[Column, ...]

    def has(self, kind: Kind) -> bool:
        """Whether a column of this kind is there."""
        return self.find(kind) is not None

    def find(self, kind: Kind) -> int | None:
        """Where the first column of this kind stands."""
        return next((column.index for column in self.columns if column.kind == kind), None)


def read_heading(line: Line, catalogue: Catalogue, report: date) -> Heading | None:
    """The columns of a line of headings; null where the line is none.

    A heading names the ref or the indicator and at least one other column. A month without its year is the
    last one by `report`. The report's own month, where headed by its date, is the current column.
    """
    if not any(
        _TITLES.get(normal(title)) in ("ref", "name")
        for title in line.cells
        if title and title[0].isalpha() and len(title) < _LONGEST_TITLE
    ):
        return None
    columns = [_read(title, index, catalogue, report) for index, title in enumerate(line.cells)]
    kinds = {column.kind for column in columns} - {"unknown"}
    if len(kinds) < 2:
        return None
    columns = [_a_year_ago(column, columns, report) for column in columns]
    if "current" not in kinds:
        columns = [
            msgspec.structs.replace(column, kind="current") if column.period == report else column for column in columns
        ]
    while columns and not columns[-1].title:
        columns.pop()
    return Heading(line, tuple(columns))


def _a_year_ago(column: Column, columns: list[Column], report: date) -> Column:
    """A month without its year that is the report's own, or the same one a year before where its neighbour says so.

    "Sep, Oct, Nov ... Aug, Current": twelve months begin in the month that they end in.
    """
    if column.kind != "month" or column.period != report or parse_month_name(column.title) is None:
        return column
    neighbours = {columns[at].period for at in (column.index - 1, column.index + 1) if 0 <= at < len(columns)}
    year_ago = add_months(report, -12)
    return msgspec.structs.replace(column, period=year_ago) if add_months(year_ago, 1) in neighbours else column


def _read(title: str, index: int, catalogue: Catalogue, report: date) -> Column:
    if period := parse_period(title):
        return Column("month", title, index, period=period)
    if month := parse_month_name(title):
        return Column("month", title, index, period=latest_not_after(month, report))
    year = find_year(title)
    words = normal(_YEAR_IN_BRACKETS.sub(" ", title))
    if kind := _TITLES.get(words):
        return Column(kind, title, index, year=year, period=report if kind == "current" else None)
    bare = normal(_MEAN.sub(" ", words))
    if comparator := catalogue.comparator_named(bare):
        return Column("comparator", title, index, comparator=comparator, year=year)
    if bare and bare != words:  # "London Average": somebody's comparator, though not one of the catalogue's
        return Column("comparator", title, index, comparator=unlisted_comparator(bare), year=year)
    return Column("unknown", title, index)
