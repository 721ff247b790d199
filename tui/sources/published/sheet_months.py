"""Sheets of a workbook that are each of a month of their own: one of them is read, the others are listed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby

from tui.scorecard.period_texts import parse_period
from tui.scorecard.periods import long_label
from tui.scorecard.problems import Problem
from tui.sources.decoding import Line, SourceError
from tui.sources.lines import sheet_of
from tui.sources.published.stated import labelled_month, month_in_title, month_of_year, names_scorecard
from tui.sources.published.titles import month_within


def months_of_sheets(lines: Sequence[Line], named: Sequence[bool]) -> dict[str, date]:
    """The months of those sheets with headings that give one: by their names where those differ, else by their titles.

    A title is often copied from the sheet of the month before.
    """
    names: dict[str, date] = {}
    titles: dict[str, date] = {}
    for sheet, group in groupby(zip(lines, named, strict=True), key=lambda pair: sheet_of(pair[0])):
        above = _above_headings(group) if sheet is not None else None
        if sheet is None or above is None:
            continue
        if month := _name_month(sheet):
            names[sheet] = month
        if month := _title_month(above):
            titles[sheet] = month
    return {**titles, **names} if len(set(names.values())) > 1 else {**names, **titles}


def _above_headings(lines: Iterable[tuple[Line, bool]]) -> list[Line] | None:
    """The lines above the first that names rows; null where none does."""
    above: list[Line] = []
    for line, names_rows in lines:
        if names_rows:
            return above
        above.append(line)
    return None


def choose(months: Mapping[str, date], period: date | None, lines: Sequence[Line]) -> tuple[date, list[Problem]]:
    """The month to read of sheets of several, the one asked for or else the newest, and what is to say of the others.

    Raises `SourceError` where no sheet is of the month that is asked for.
    """
    there = sorted(set(months.values()))
    if period and period not in there:
        listed = ", ".join(long_label(month) for month in there)
        raise SourceError(f"{lines[0].source}: no sheet is of {long_label(period)}; there are {listed}")
    chosen = period or there[-1]
    places = {str(sheet_of(line)): line.place() for line in reversed(lines) if sheet_of(line) in months}
    return chosen, [
        Problem(
            "warning",
            places[sheet],
            f"sheet {sheet} is of {long_label(month)}; it is not read beside {long_label(chosen)}:"
            " save it as a file of its own",
        )
        for sheet, month in months.items()
        if month != chosen
    ]


def _title_month(above: Sequence[Line]) -> date | None:
    """The month of the lines above the headings of a sheet: alone, in its title or its first line, or labelled."""
    filled = [cells for line in above if (cells := line.filled())]
    singles = [cells[0][1] for cells in filled if len(cells) == 1]
    titles = [text for text in singles if names_scorecard(text)] + [
        text for cells in filled[:1] if len(cells) == 1 for _, text in cells
    ]
    found = [
        *map(parse_period, singles),
        *map(month_in_title, titles),
        *map(month_of_year, singles),
        *map(labelled_month, filled),
    ]
    return next((month for month in found if month), None)


def _name_month(sheet: str) -> date | None:
    within = month_within(sheet)
    return parse_period(sheet) or (parse_period(within[0]) if within else None) or month_of_year(sheet)
