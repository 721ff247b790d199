"""What the headings of a table say its columns hold, whatever their order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

import msgspec

from tui.scorecard.catalogue import Catalogue, Comparator, unlisted_comparator
from tui.scorecard.period_texts import parse_month_name, parse_period
from tui.scorecard.periods import add_months, latest_not_after, long_label
from tui.scorecard.words import normal
from tui.sources.decoding import Line
from tui.sources.published.bare_months import months_of_names
from tui.sources.published.earlier import earlier_mark, says_last_month
from tui.sources.published.other_periods import Aside, set_aside
from tui.sources.published.titles import (
    LONGEST_TITLE,
    NAMING_TITLES,
    Kind,
    is_region,
    kind_of,
    month_within,
    says_a_year_ago,
    says_month_only,
    without_mean,
    without_year,
    year_of,
)

if TYPE_CHECKING:
    from tui.sources.published.heading_dates import DateNote

NUMERIC: Final[frozenset[Kind]] = frozenset({"month", "current", "previous", "target", "comparator"})


class Column(msgspec.Struct, frozen=True):
    """One column: its `period`, its `comparator` and its `year` (as published), where its title names them.

    `aside` says why a column is unknown that is understood, but not the scorecard's own.
    """

    kind: Kind
    title: str
    index: int
    period: date | None = None
    comparator: Comparator | None = None
    year: str | None = None
    aside: Aside | None = None

    @property
    def identity(self) -> tuple[Kind, date | None, str | None]:
        """What no two columns of a table may share; the current month's column is that of its date too."""
        kind = "month" if self.kind == "current" else self.kind
        of = (
            self.comparator.key if self.comparator else self.year if kind in ("target", "rating", "direction") else None
        )
        return kind, self.period, of


class Heading(msgspec.Struct, frozen=True):
    """The column headings of a table; `under` is their second line, where they take two."""

    line: Line
    columns: tuple[Column, ...]
    under: Line | None = None
    notes: tuple[DateNote, ...] = ()

    def has(self, kind: Kind) -> bool:
        """Whether a column of this kind is there."""
        return self.find(kind) is not None

    def find(self, kind: Kind) -> int | None:
        """Where the first column of this kind stands."""
        return next((column.index for column in self.columns if column.kind == kind), None)

    def place(self, index: int) -> str:
        """The place of a column's title."""
        above = index < len(self.line.cells) and bool(self.line.cells[index])
        return (self.line if above or self.under is None else self.under).place(index)


class Titled(msgspec.Struct, frozen=True):
    """The columns that titles name, and what is to say of the dates among them."""

    columns: tuple[Column, ...]
    notes: tuple[DateNote, ...] = ()


def read_heading(line: Line, catalogue: Catalogue, report: date) -> Heading | None:
    """The columns of a line of headings; null where the line is none."""
    if not names_rows(line.cells):
        return None
    found = read_titles(line.cells, catalogue, report)
    return Heading(line, found.columns, notes=found.notes) if found else None


def names_rows(cells: Sequence[str]) -> bool:
    """Whether one of the cells heads a column of refs or of names."""
    return any(
        normal(title) in NAMING_TITLES for title in cells if title and title[0].isalpha() and len(title) < LONGEST_TITLE
    )


def read_titles(titles: Sequence[str], catalogue: Catalogue, report: date) -> Titled | None:
    """The columns that a line of titles names; null where it is no heading.

    A heading names the ref or the indicator and at least one other column. The report's own month, where headed by
    its date, is the current column. Columns of other months and years than the scorecard's own are set aside.
    """
    columns = [read_title(title, index, catalogue, report) for index, title in enumerate(titles)]
    columns, notes = _with_dates(columns)
    kinds = {column.kind for column in columns} - {"unknown"}
    if len(kinds) < 2:
        return None
    columns = _with_regions(_with_years(columns, report))
    columns = set_aside(columns, report)
    if "current" not in kinds:
        columns = [
            msgspec.structs.replace(column, kind="current")
            if column.kind == "month" and column.period == report
            else column
            for column in columns
        ]
    if "ref" not in kinds:
        columns = _with_ref(columns)
    while columns and not columns[-1].title:
        columns.pop()
    return Titled(tuple(columns), notes)


def current_month(heading: Heading) -> date | None:
    """The month that the title of the current column names itself: "Current Performance (Sep-23)"."""
    for column in heading.columns:
        within = month_within(column.title)
        if within and kind_of(within[1]) == "current":
            return parse_period(within[0])
    return None


def _with_dates(columns: list[Column]) -> tuple[list[Column], tuple[DateNote, ...]]:
    """The columns with those headed by a date read as its month."""
    titles = [column.title if column.kind == "unknown" else "" for column in columns]
    if not any(title[:1].isdigit() for title in titles):
        return columns, ()
    from tui.sources.published.heading_dates import months_of_dates  # few headings are dates

    dated = months_of_dates(titles, {column.index: column.period for column in columns if column.period})
    return [
        msgspec.structs.replace(column, kind="month", period=dated.months[column.index])
        if column.index in dated.months
        else column
        for column in columns
    ], dated.notes


def _with_ref(columns: list[Column]) -> list[Column]:
    """Of two columns that name indicators ("KPI", "Description"), the first holds the refs."""
    names = [column.index for column in columns if column.kind == "name"]
    if len(names) < 2:
        return columns
    return [msgspec.structs.replace(one, kind="ref") if one.index == names[0] else one for one in columns]


def _with_years(columns: list[Column], report: date) -> list[Column]:
    """The columns with the years of the months that are named without; those later than the report's are set aside."""
    names = {
        column.index: number
        for column in columns
        if column.kind == "month" and (number := parse_month_name(column.title)) is not None
    }
    if not names:
        return columns
    dated = {column.index: column.period for column in columns if column.period and column.index not in names}
    own = any(column.kind == "current" or dated.get(column.index) == report for column in columns)
    months = months_of_names(names, dated, report, current=own)
    return [_in_year(column, months[column.index], report) if column.index in names else column for column in columns]


def _in_year(column: Column, month: date | None, report: date) -> Column:
    """A column of a month whose year is known by now; null where it cannot be told."""
    if month is None:
        aside = Aside("is a month without its year, and it cannot be told of which year", code="unknown_heading")
    elif month > report:
        aside = Aside(f"is {long_label(month)}, later than the scorecard's own month", code="later_month")
    else:
        return msgspec.structs.replace(column, period=month)
    return msgspec.structs.replace(column, kind="unknown", period=None, aside=aside)


def _with_regions(columns: list[Column]) -> list[Column]:
    """The columns with those that a region alone heads, where others hold benchmarks too."""
    if not any(column.kind == "comparator" for column in columns):
        return columns
    return [
        _of_comparator(column.title, column.index, unlisted_comparator(without_year(column.title)))
        if column.kind == "unknown" and is_region(without_year(column.title))
        else column
        for column in columns
    ]


def read_title(title: str, index: int, catalogue: Catalogue, report: date) -> Column:
    """The column that one title heads."""
    if period := parse_period(title):
        return Column("month", title, index, period=period)
    if month := parse_month_name(title):
        return Column("month", title, index, period=latest_not_after(month, report))  # its neighbours can tell more
    year = year_of(title)
    words = without_year(title)
    if says_a_year_ago(words):
        return Column("month", title, index, period=add_months(report, -12))
    if says_last_month(words):
        return Column("month", title, index, period=add_months(report, -1))
    if aside := earlier_mark(words):
        return Column("unknown", title, index, aside=aside)
    if kind := kind_of(words):
        return Column(kind, title, index, year=year, period=report if kind == "current" else None)
    if column := _of_a_month(title, index, report):
        return column
    bare = without_mean(words)
    if comparator := catalogue.comparator_named(bare):
        return _of_comparator(title, index, comparator)
    if bare and bare != words:  # "London Average": somebody's comparator, though not one of the catalogue's
        return _of_comparator(title, index, unlisted_comparator(bare))
    return Column("unknown", title, index)


def _of_comparator(title: str, index: int, comparator: Comparator) -> Column:
    return Column("comparator", title, index, comparator=comparator, year=year_of(title))


def _of_a_month(title: str, index: int, report: date) -> Column | None:
    """The column of a title with a month in it: "Actual Sep-23", "RAG (Sep-23)"; null where it is none."""
    within = month_within(title)
    if within is None:
        return None
    period, words = parse_period(within[0]), within[1]
    if period is None:
        return None
    if says_month_only(words):
        return Column("month", title, index, period=period)
    kind = kind_of(words)
    if kind == "current":
        return Column("current" if period == report else "month", title, index, period=period)
    return Column(kind, title, index, period=period) if kind else None
