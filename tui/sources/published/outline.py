"""The structure of a published text: its month, service areas, tables, rows and loose cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

import msgspec

from tui.scorecard.catalogue import Catalogue
from tui.scorecard.periods import MONTHS, add_months, long_label, parse_period
from tui.scorecard.problems import Problem
from tui.scorecard.values import parse_value
from tui.sources.decoding import Line, SourceError
from tui.sources.published.areas import AreaHeading, read_area_heading
from tui.sources.published.columns import Heading, read_heading
from tui.sources.published.fragments import Fragment, Loose, read_fragment
from tui.sources.published.refs import RowName, parse_ref, restore_refs

_LEAST_CELLS: Final = 3
"""A row has a ref, a name and at least one figure."""

_MONTH_IN_TEXT: Final = re.compile(rf"\b(?:{'|'.join(MONTHS)})\s+\d{{4}}\b", re.IGNORECASE)
_TITLE: Final = re.compile(r"\bscorecard\b", re.IGNORECASE)


class Row(msgspec.Struct):
    """One row of a table, with its ref and name as published; `restored` says how a lost ref was put back."""

    line: Line
    ref_text: str
    name: str
    ref: str | None
    restored: str | None = None


class Table(msgspec.Struct):
    """Rows under one heading; null where no heading came before them."""

    heading: Heading | None
    rows: list[Row] = []


class Section(msgspec.Struct):
    """Everything from one area heading to the next; `area` is null before the first."""

    area: AreaHeading | None
    place: str
    heading: Heading | None
    """The column headings in force where the section ends."""
    inherited: bool = True
    """Whether those stand in an earlier section."""
    tables: list[Table] = []
    loose: list[Loose] = []
    fragments: list[Fragment] = []


class Outline(msgspec.Struct):
    """A text taken apart; `report` is its month."""

    report: date
    sections: list[Section]
    problems: list[Problem]


def outline(lines: Sequence[Line], catalogue: Catalogue, period: date | None) -> Outline:
    """Take a text apart.

    `period` is its month where the text does not say. Raises `SourceError` where neither does.
    """
    problems: list[Problem] = []
    report = _report_month(lines, period, catalogue, problems)
    sections = [Section(None, lines[0].place(), None, True, [], [], [])]
    for line in lines:
        if filled := line.filled():
            _place_line(line, filled, sections, Outline(report, sections, problems), catalogue)
    taken = {row.ref for section in sections for table in section.tables for row in table.rows if row.ref}
    for section in sections:
        for table in section.tables:
            _restore(table, taken, catalogue)
        _keep_fragments(section, taken, problems)
    return Outline(report, sections, problems)


def _report_month(lines: Sequence[Line], period: date | None, catalogue: Catalogue, problems: list[Problem]) -> date:
    """The month that the text gives itself: alone on a line, else in a title, else after its last column."""
    for line, month in _stated_months(lines):
        if period and month != period:
            message = f"the text says {long_label(month)}; read as {long_label(period)}, as asked"
            problems.append(Problem("warning", line.place(), message))
        return period or month
    if period:
        return period
    # Months in headings end the month before "Current".
    far_future = date(9999, 12, 31)
    for line in lines:
        heading = read_heading(line, catalogue, far_future)
        dated = (
            [column.period for column in heading.columns if column.kind == "month" and column.period] if heading else []
        )
        if heading and dated and max(dated).year < far_future.year and heading.has("current"):
            month = add_months(max(dated), 1)
            message = (
                f"the month of the scorecard is not stated; taken as {long_label(month)}, the one after its last column"
            )
            problems.append(Problem("warning", line.place(), message))
            return month
    raise SourceError(
        f"{lines[0].source}: does not state the month of the scorecard; give it with --period, as in --period 2023-09"
    )


def _stated_months(lines: Sequence[Line]) -> Iterator[tuple[Line, date]]:
    singles = [(line, filled[0][1]) for line in lines if len(filled := line.filled()) == 1]
    for line, text in singles:
        if month := parse_period(text):
            yield line, month
    for line, text in singles:
        if (match := _MONTH_IN_TEXT.search(text)) and (month := parse_period(match[0])):
            yield line, month


def _place_line(
    line: Line, filled: list[tuple[int, str]], sections: list[Section], so_far: Outline, catalogue: Catalogue
) -> None:
    """Put one line where it belongs: a heading, a row, or loose cells of the current section."""
    section = sections[-1]
    if len(filled) == 1:
        index, text = filled[0]
        if area := read_area_heading(text, catalogue):
            sections.append(Section(area, line.place(index), section.heading, True, [], [], []))
        elif fragment := read_fragment(Loose(line.place(index), text), catalogue):
            section.fragments.append(fragment)
        elif not (_is_title(text, so_far.report) and not section.tables):
            section.loose.append(Loose(line.place(index), text))
    elif heading := read_heading(line, catalogue, so_far.report):
        section.heading, section.inherited = heading, False
        section.tables.append(Table(heading, []))
    elif row := _read_row(line, section.heading, catalogue):
        if not section.tables:
            section.tables.append(Table(section.heading, []))
        section.tables[-1].rows.append(row)
    else:
        section.loose.extend(Loose(line.place(index), text) for index, text in filled)


def _is_title(text: str, report: date) -> bool:
    return parse_period(text) == report or _TITLE.search(text) is not None


def _read_row(line: Line, heading: Heading | None, catalogue: Catalogue) -> Row | None:
    """The row that a line is: enough cells, a name that is words, and a ref, a known name or a figure; else null."""
    if len(line.cells) < _LEAST_CELLS:
        return None
    ref_at, name_at = (heading.find("ref"), heading.find("name")) if heading else (0, 1)
    ref_text, name = _cell(line, ref_at), _cell(line, name_at)
    row = Row(line, ref_text, name, parse_ref(ref_text, catalogue))
    if row.ref:
        return row
    figures = (parse_value(cell).number for index, cell in enumerate(line.cells) if index not in (ref_at, name_at))
    named = bool(name) and parse_value(name).missing is not None
    known = named and catalogue.ref_named(name) is not None
    return row if known or (named and any(figure is not None for figure in figures)) else None


def _cell(line: Line, index: int | None) -> str:
    return line.cells[index] if index is not None and index < len(line.cells) else ""


def _restore(table: Table, taken: set[str], catalogue: Catalogue) -> None:
    names = [RowName(row.ref_text, row.name) for row in table.rows]
    for position, restored in restore_refs(names, catalogue, taken).items():
        row = table.rows[position]
        row.ref, row.restored = restored.ref, restored.reason
        taken.add(restored.ref)


def _keep_fragments(section: Section, taken: set[str], problems: list[Problem]) -> None:
    """Only a ref without a row is a fragment."""
    kept: list[Fragment] = []
    for fragment in section.fragments:
        if fragment.ref in taken:
            problems.append(Problem("info", fragment.place, f"{fragment.ref} stands here once more", fragment.ref))
        else:
            kept.append(fragment)
            taken.add(fragment.ref)
    section.fragments = kept
