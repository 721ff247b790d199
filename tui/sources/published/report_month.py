"""The month of a scorecard: as it says itself, as it is asked for, or after its last column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import takewhile
from typing import TYPE_CHECKING, Final

import msgspec

from tui.scorecard.catalogue import Catalogue
from tui.scorecard.period_texts import parse_period
from tui.scorecard.periods import MONTHS, add_months, long_label
from tui.scorecard.problems import Problem
from tui.scorecard.values import parse_value
from tui.sources.decoding import Line, SourceError
from tui.sources.lines import GridLine, sheet_of
from tui.sources.published.bare_months import ANY_MONTH, NO_YEARS
from tui.sources.published.columns import Heading, current_month
from tui.sources.published.earlier import says_last_month
from tui.sources.published.headings import find_heading
from tui.sources.published.sheet_months import choose, months_of_sheets
from tui.sources.published.stated import labelled_month, month_in_title, month_of_year, names_scorecard
from tui.sources.published.titles import says_a_year_ago, without_year

if TYPE_CHECKING:
    from tui.sources.published.blocks import Block

_MONTH_IN_TEXT: Final = re.compile(rf"\b(?:{'|'.join(MONTHS)})\s+\d{{4}}\b", re.IGNORECASE)


class Search(msgspec.Struct, frozen=True):
    """Where the month is looked for; as in `tui.sources.published.outline.outline`."""

    lines: Sequence[Line]
    named: Sequence[bool]
    catalogue: Catalogue
    blocks: Mapping[int, Block]


class Months(msgspec.Struct, frozen=True):
    """The month of a scorecard, and the sheets of its workbook that are of other ones."""

    report: date
    others: frozenset[str] = frozenset()


def report_months(search: Search, period: date | None, problems: list[Problem]) -> Months:
    """The month to read, as `report_month` says; of sheets of several months, that of the newest.

    Raises `SourceError` where there is none, or no sheet is of the `period` that is asked for.
    """
    sheets = months_of_sheets(search.lines, search.named)
    if len(set(sheets.values())) > 1:
        report, listed = choose(sheets, period, search.lines)
        problems += listed
        return Months(report, frozenset(sheet for sheet, month in sheets.items() if month != report))
    return Months(report_month(search, period, next(iter(sheets.values()), None), problems))


def report_month(search: Search, period: date | None, sheet: date | None, problems: list[Problem]) -> date:
    """The month that a text gives itself: alone on a line, else in a title, else beside a label, else by its columns.

    `period` is the one asked for, which counts before all others; `sheet` the one that its sheets' names or titles
    give. Raises `SourceError` where there is none.
    """
    for line, month in _stated_months(search):
        if period and month != period:
            message = f"the text says {long_label(month)}; read as {long_label(period)}, as asked"
            problems.append(Problem("warning", line.place(), message))
        return period or month
    if period or sheet:
        return period or sheet  # type: ignore[return-value]
    for at in range(len(search.lines)):
        heading = find_heading(search.lines, at, search.named, search.catalogue, ANY_MONTH)
        if heading and (found := _by_columns(heading, at, search)):
            month, why = found
            message = f"the month of the scorecard is not stated; taken as {long_label(month)}, {why}"
            problems.append(Problem("warning", search.lines[at].place(), message))
            return month
    raise SourceError(
        f"{search.lines[0].source}: does not state the month of the scorecard;"
        " give it with --period, as in --period 2023-09"
    )


def is_title(text: str, report: date) -> bool:
    """Whether a text alone on its line names the scorecard or its month, and nothing else."""
    return report in (parse_period(text), month_of_year(text)) or names_scorecard(text)


def states_month(filled: Sequence[tuple[int, str]], report: date) -> bool:
    """Whether the filled cells of a line are a label and the scorecard's month: "Reporting month", "Sep-23"."""
    return labelled_month(filled) == report


def _stated_months(search: Search) -> Iterator[tuple[Line, date]]:
    filled = [(line, line.filled()) for line in search.lines]
    singles = [(line, cells[0][1]) for line, cells in filled if len(cells) == 1]
    for month_of in (parse_period, _month_in_text, _month_in_name):
        yield from ((line, month) for line, text in singles if (month := month_of(text)))
    above = [each for each, _ in takewhile(lambda pair: not pair[1], zip(filled, search.named, strict=True))]
    yield from ((line, month) for line, cells in above if len(cells) == 1 and (month := month_of_year(cells[0][1])))
    yield from (
        (line, month) for line, cells in above if isinstance(line, GridLine) and (month := labelled_month(cells))
    )


def _month_in_text(text: str) -> date | None:
    match = _MONTH_IN_TEXT.search(text)
    return parse_period(match[0]) if match else None


def _month_in_name(text: str) -> date | None:
    return month_in_title(text) if names_scorecard(text) else None


def _by_columns(heading: Heading, at: int, search: Search) -> tuple[date, str] | None:
    """The month by the titles of the columns, and why; null where none names its year.

    Months in headings end the month before "Current"; without such a column, the last that holds a figure is it.
    """
    if named := current_month(heading):
        return named, "as its current column is headed"
    all_months = [
        column
        for column in heading.columns
        if column.kind == "month" and not _counted_from_own(without_year(column.title))
    ]
    months = {column.index: column.period for column in all_months if column.period and column.period.year < NO_YEARS}
    if not months or len(months) < len(all_months):
        return None
    current, filled = heading.find("current"), _with_figures(months, at, search)
    dated = [months[index] for index in filled] or list(months.values())
    if current is not None:
        return add_months(max(dated), 1), "the one after its last column"
    return (max(dated), "the last column with figures") if filled else None


def _counted_from_own(words: str) -> bool:
    """Whether a title gives a month only by its distance from the scorecard's own."""
    return says_a_year_ago(words) or says_last_month(words)


def _with_figures(indexes: Mapping[int, date], at: int, search: Search) -> set[int]:
    """Which of these columns hold a figure below the heading at `at`."""
    found: set[int] = set()
    sheet = sheet_of(search.lines[at])
    for below in range(at, len(search.lines)):
        if below in search.blocks:
            found |= {index for index in indexes if search.blocks[below].has_figures(index)}
        line = search.lines[below]
        if (below > at + 1 and search.named[below]) or sheet_of(line) != sheet:
            break
        if below > at:
            cells = line.cells
            found |= {
                index
                for index in indexes
                if index not in found and index < len(cells) and parse_value(cells[index]).number is not None
            }
        if len(found) == len(indexes):
            break
    return found
