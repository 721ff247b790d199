"""Headings that take one line or two, as wrapped titles and titles over several columns do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from tui.scorecard.catalogue import Catalogue
from tui.scorecard.period_texts import find_year, parse_month_name, parse_period
from tui.scorecard.values import parse_value
from tui.scorecard.words import normal
from tui.sources.decoding import Line
from tui.sources.lines import SheetLine, sheet_of
from tui.sources.published.columns import Column, Heading, names_rows, read_heading, read_title, read_titles
from tui.sources.published.earlier import says_earlier
from tui.sources.published.titles import Kind

_OF_ITS_MONTH: Final[frozenset[Kind]] = frozenset({"current", "rating", "direction", "target"})
"""Columns of the scorecard's own month, which nothing below "Previous" is."""


def find_heading(
    lines: Sequence[Line], at: int, named: Sequence[bool], catalogue: Catalogue, report: date
) -> Heading | None:
    """The heading that begins at the line `at`; null where none does. `named` says which lines `names_rows`.

    It takes the next line too where that holds no figures, names no row, and what both say together is understood at
    least as well.
    """
    line, following = lines[at], lines[at + 1] if at + 1 < len(lines) else None
    if not named[at] and (following is None or not named[at + 1]):
        return None
    alone = read_heading(line, catalogue, report) if named[at] else None
    if following is None or not _may_join(line, following, named[at], named[at + 1]):
        return alone
    both = _joined(line, following, catalogue, report)
    if both is None:
        return alone
    if alone is not None:
        return both if _understood(both.columns) >= _understood(alone.columns) else alone
    below = read_heading(following, catalogue, report) if named[at + 1] else None
    return both if below is None or _understood(both.columns) > _understood(below.columns) else None


def _may_join(line: Line, following: Line, named: bool, following_named: bool) -> bool:
    """Whether the second line can belong to the titles of the first: words alone, and not where rows have theirs.

    Where the first names no rows, it can hold the groups of the columns below: "2023/24" over its months.
    """
    if sheet_of(line) != sheet_of(following) or named == following_named:
        return False
    if following_named:
        return _is_group(line)
    filled = following.filled()
    if not filled or any(parse_value(cell).number is not None and not _is_year(cell) for _, cell in filled):
        return False
    naming = [index for index, title in enumerate(line.cells) if title and names_rows([title])]
    return all(index >= len(following.cells) or not following.cells[index] for index in naming)


def _is_group(line: Line) -> bool:
    """Whether a line holds titles of groups of columns: some words to the right, nothing that is a title of its own."""
    filled = line.filled()
    return bool(filled) and filled[0][0] > 0


def _is_year(cell: str) -> bool:
    return find_year(cell) == cell


def _joined(upper: Line, lower: Line, catalogue: Catalogue, report: date) -> Heading | None:
    """The heading that two lines give together."""
    width = max(len(upper.cells), len(lower.cells))
    above, below = (_padded(line.cells, width) for line in (upper, lower))
    group, month = "", ""
    titles = []
    for index, (over, under) in enumerate(zip(above, below, strict=True)):
        group = over or (group if _reaches(upper, index) or parse_month_name(under) else "")
        carried = "" if over else group if _is_year(group) else _year_over(group, under, index, catalogue, report)
        month = _month_over(upper, index, over, under, month)
        if (
            month
            and not over
            and _is_understood(read_title(both_words := f"{month} {under}", index, catalogue, report))
        ):
            titles.append(both_words)
        else:
            titles.append(_title(over or carried, under, index, catalogue, report))
    found = read_titles(titles, catalogue, report)
    return Heading(upper, found.columns, lower, found.notes) if found else None


def _padded(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    return cells + ("",) * (width - len(cells))


def _reaches(line: Line, index: int) -> bool:
    """Whether a title to the left is merged over this column."""
    return isinstance(line, SheetLine) and any(first < index <= last for first, last in line.spans.items())


def _month_over(upper: Line, index: int, over: str, under: str, month: str) -> str:
    """The month that stands over a column with a title of its own, or over one to its left and over this one too.

    `month` is the one over the column to the left. Cells that are merged say how far they reach; others reach over
    the titles that follow the one below them.
    """
    if over:
        return over if under and (parse_period(over) or says_earlier(normal(over))) else ""
    return month if under and (not isinstance(upper, SheetLine) or _reaches(upper, index)) else ""


def _year_over(group: str, under: str, index: int, catalogue: Catalogue, report: date) -> str:
    """The year in a title that is merged over a benchmark: "Benchmarks 2021/22" over "England"; else empty."""
    year = find_year(group) or ""
    dated = bool(year and under) and read_title(f"{year} {under}", index, catalogue, report).kind == "comparator"
    return year if dated else ""


def _title(over: str, under: str, index: int, catalogue: Catalogue, report: date) -> str:
    """What two cells above one another say together: both, else the lower one, else the upper one."""
    if not over or not under:
        return over or under
    if parse_month_name(under) and _is_year(over):
        return _month_of_year(over, under)
    ways = (f"{over} {under}", under, over)
    found = ((way, read_title(way, index, catalogue, report)) for way in ways)
    chosen, column = next(((way, column) for way, column in found if _is_understood(column)), (ways[0], None))
    own = column is not None and chosen == under and column.kind in _OF_ITS_MONTH
    return ways[0] if own and says_earlier(normal(over)) else chosen


def _is_understood(column: Column) -> bool:
    return column.kind != "unknown" or column.aside is not None


def _month_of_year(year: str, month: str) -> str:
    """A month with its year: "Apr" under "2023/24" is April 2023, "Jan" there January 2024."""
    number = parse_month_name(month) or 1
    first = int(year[:4]) if year[:4].isdigit() else 2000 + int(year[:2])
    of_two_years = len(year) > 4
    return f"{month.strip('.')} {first + (of_two_years and number < 4)}"


def _understood(columns: Sequence[Column]) -> int:
    """How many columns are understood, and of how many the year is known."""
    dated = sum(column.kind == "comparator" and column.year is not None for column in columns)
    exact = sum(column.kind == "month" and parse_period(column.title) is not None for column in columns)
    return sum(map(_is_understood, columns)) + dated + exact
