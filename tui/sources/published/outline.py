"""The structure of a published text: its month, service areas, tables, rows and loose cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

import msgspec

from tui.scorecard.catalogue import Catalogue
from tui.scorecard.missing import UNREADABLE
from tui.scorecard.problems import Problem
from tui.scorecard.values import parse_value
from tui.scorecard.words import normal
from tui.sources.decoding import Line
from tui.sources.lines import GridLine, sheet_of
from tui.sources.published.areas import AreaHeading, area_of_sheet, read_area_heading
from tui.sources.published.columns import Heading, names_rows
from tui.sources.published.fragments import Fragment, Loose, read_fragment
from tui.sources.published.headings import find_heading
from tui.sources.published.refs import RowName, is_usual, parse_ref, restore_refs, shared_refs, stated_ref
from tui.sources.published.report_month import Search, is_title, report_months, states_month
from tui.sources.published.titles import kind_of
from tui.sources.published.whose import named_in

if TYPE_CHECKING:
    from tui.sources.published.blocks import Block

_LEAST_CELLS: Final = 3
"""A row has a ref, a name and at least one figure; under headings of a grid it can do without one of them."""

_LEAST_WORDS: Final = 3
"""So many different words where the months have their figures are headings."""


class Row(msgspec.Struct):
    """One row of a table, with its ref and name as published; `restored` says how a lost ref was put back."""

    line: Line
    ref_text: str
    name: str
    ref: str | None
    restored: str | None = None
    stated: str | None = None
    """What stands under a heading of refs, in no usual form: the ref, unless that can be put back otherwise."""
    shared: bool = False
    """Whether what stands for its ref stands for several indicators."""


class Table(msgspec.Struct):
    """Rows under one heading; null where no heading came before them."""

    heading: Heading | None
    rows: list[Row] = []
    block: Block | None = None
    """Further rows of a large table, all of them plain."""


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
    sheet: str | None = None


class Outline(msgspec.Struct):
    """A text taken apart; `report` is its month, `sheet` the one that was reached."""

    report: date
    sections: list[Section]
    problems: list[Problem]
    sheet: str | None = None


def outline(
    lines: Sequence[Line], catalogue: Catalogue, period: date | None, blocks: Mapping[int, Block] | None = None
) -> Outline:
    """Take a text apart.

    `period` is its month where the text does not say; `blocks` are plain rows of a large table, by the index of the
    line that they follow. Raises `SourceError` where neither says the month.
    """
    problems: list[Problem] = []
    named = [names_rows(line.cells) for line in lines]
    months = report_months(Search(lines, named, catalogue, blocks or {}), period, problems)
    report = months.report
    so_far = Outline(report, [_first_section(lines[0], catalogue)], problems, sheet_of(lines[0]))
    skip = -1
    for at, line in enumerate(lines):
        if sheet_of(line) in months.others:
            continue
        again = at > 0 and line.number <= lines[at - 1].number  # the next of several tables side by side
        if again or sheet_of(line) != so_far.sheet:
            so_far.sections.append(_first_section(line, catalogue))
            so_far.sheet = sheet_of(line)
        if at != skip and (filled := line.filled()):
            heading = find_heading(lines, at, named, catalogue, report) if _may_head(filled, named, at) else None
            if heading:
                skip = at + 1 if heading.under else skip
                _begin_table(heading, so_far.sections[-1])
            else:
                _place_line(line, filled, so_far, catalogue)
        if blocks and at in blocks:
            _current_table(so_far.sections[-1]).block = blocks[at]
    _finish(so_far, catalogue)
    return so_far


def _may_head(filled: Sequence[tuple[int, str]], named: Sequence[bool], at: int) -> bool:
    """Whether a line can begin a heading: alone with several cells, or above one."""
    return len(filled) > 1 or (at + 1 < len(named) and named[at + 1])


def _first_section(line: Line, catalogue: Catalogue) -> Section:
    """What stands before any heading of an area: of a sheet, whatever its name says."""
    sheet = sheet_of(line)
    area = area_of_sheet(sheet, catalogue) if sheet is not None else None
    return Section(area, line.place(), None, True, [], [], [], sheet)


def _begin_table(heading: Heading, section: Section) -> None:
    section.heading, section.inherited = heading, False
    section.tables.append(Table(heading, []))


def _current_table(section: Section) -> Table:
    if not section.tables:
        section.tables.append(Table(section.heading, []))
    return section.tables[-1]


def _place_line(line: Line, filled: list[tuple[int, str]], so_far: Outline, catalogue: Catalogue) -> None:
    """Put one line where it belongs: a heading of an area, a row, or loose cells of the current section."""
    section = so_far.sections[-1]
    if len(filled) == 1:
        index, text = filled[0]
        if area := read_area_heading(text, catalogue):
            heading, sheet = section.heading, section.sheet
            inherited = heading is None or not isinstance(
                line, GridLine
            )  # a grid's columns hold until the next heading
            so_far.sections.append(Section(area, line.place(index), heading, inherited, [], [], [], sheet))
        elif fragment := read_fragment(Loose(line.place(index), text), catalogue):
            section.fragments.append(fragment)
        elif section.tables or not (is_title(text, so_far.report) or named_in(text)):
            section.loose.append(Loose(line.place(index), text))
    elif row := read_row(line, section.heading, catalogue):
        _current_table(section).rows.append(row)
    elif not (isinstance(line, GridLine) and not section.tables and states_month(filled, so_far.report)):
        section.loose.extend(Loose(line.place(index), text) for index, text in filled)
        if isinstance(line, GridLine) and section.heading and _ends_table(filled, section.heading):
            section.heading = None
            section.tables.append(Table(None, []))


def _ends_table(filled: Sequence[tuple[int, str]], heading: Heading) -> bool:
    """Whether the cells of a line are headings of another table, not known as such: the months do not hold below it.

    Each of the months has another word there. A row of words ("Good", "Good") says the same more than once.
    """
    months = {column.index for column in heading.columns if column.kind in ("month", "current")}
    words = [text.casefold() for index, text in filled if index in months]
    return len(words) >= _LEAST_WORDS and len(set(words)) == len(words) and all(map(_is_word, words))


def _is_word(text: str) -> bool:
    """Whether a cell is neither a figure, nor a reason for having none, nor anything else with a digit."""
    return parse_value(text).missing == UNREADABLE and not any(map(str.isdigit, text))


def _finish(so_far: Outline, catalogue: Catalogue) -> None:
    """Put back lost refs, and keep as fragments those refs that have no row at all."""
    tables = [table for section in so_far.sections for table in section.tables]
    rows = [row for table in tables for row in table.rows if row.stated]
    shared = shared_refs((row.stated or "", row.name) for row in rows)
    for row in rows:
        row.shared = row.stated in shared
    taken = {row.ref for table in tables for row in table.rows if row.ref}
    for table in tables:
        if table.block:
            taken.update(table.block.refs)
    for section in so_far.sections:
        for table in section.tables:
            _restore(table, taken, catalogue)
        _keep_fragments(section, taken, so_far.problems)


def read_row(line: Line, heading: Heading | None, catalogue: Catalogue) -> Row | None:
    """The row that a line is: enough cells, a name that is words, and a ref, a known name or a figure; else null."""
    if len(line.cells) < _LEAST_CELLS - (isinstance(line, GridLine) and heading is not None):
        return None
    ref_at, name_at = (heading.find("ref"), heading.find("name")) if heading else (0, 1)
    ref_text, name = _cell(line, ref_at), _cell(line, name_at)
    row = Row(line, ref_text, name, parse_ref(ref_text, catalogue))
    if row.ref:
        return row
    figures = (parse_value(cell).number for index, cell in enumerate(line.cells) if index not in (ref_at, name_at))
    named = bool(name) and parse_value(name).missing is not None
    stated = stated_ref(ref_text, catalogue) if heading and _heads_refs(heading) else None
    if stated and (stated in catalogue.indicators or named):
        in_use = stated in catalogue.indicators or is_usual(stated)
        row.ref, row.stated = (stated, None) if in_use else (None, stated)
        if any(map(str.isdigit, stated)) and not _heads_area(line, name, catalogue):
            return row
    known = named and catalogue.ref_named(name) is not None
    return row if known or (named and any(figure is not None for figure in figures)) else None


def _heads_refs(heading: Heading) -> bool:
    """Whether a column is headed as that of refs. A "Number" after the names is rather a figure."""
    ref, name = heading.find("ref"), heading.find("name")
    if ref is None:
        return False
    title = normal(heading.columns[ref].title)
    return kind_of(title) == "ref" and (name is None or ref < name or title not in ("no", "number"))


def _heads_area(line: Line, name: str, catalogue: Catalogue) -> bool:
    """Whether a line is a number and the name of an area, and no indicator: "1", "FRONT DOOR"."""
    return len(line.filled()) == 2 and (name.isupper() or read_area_heading(name, catalogue) is not None)


def _cell(line: Line, index: int | None) -> str:
    return line.cells[index] if index is not None and index < len(line.cells) else ""


def _restore(table: Table, taken: set[str], catalogue: Catalogue) -> None:
    if all(row.ref for row in table.rows):
        return
    named: list[tuple[int, RowName, Row | None]] = [
        (row.line.number, RowName(row.ref_text, row.name, row.ref, _stands(row)), row) for row in table.rows
    ]
    if table.block:
        named += [(number, name, None) for number, name in table.block.names()]
        named.sort(key=lambda each: each[0])
    for position, restored in restore_refs([name for _, name, _ in named], catalogue, taken).items():
        row = named[position][2]
        if row is not None:
            row.ref, row.restored = restored.ref, restored.reason
            taken.add(restored.ref)
    for row in table.rows:
        if row.ref is None and not row.shared:
            row.ref = row.stated


def _stands(row: Row) -> bool:
    """Whether a ref stands there as it was typed: not garbled, as a page reader leaves it."""
    return row.stated is not None and isinstance(row.line, GridLine)


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
