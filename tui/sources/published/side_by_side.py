"""Tables that stand side by side, with a blank column between them, are read one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, takewhile
from typing import Final, TypeVar

import msgspec

from tui.scorecard.catalogue import Catalogue
from tui.scorecard.words import normal
from tui.sources.decoding import Line
from tui.sources.lines import GridLine, SheetLine, sheet_of
from tui.sources.published.bare_months import ANY_MONTH
from tui.sources.published.columns import NUMERIC, names_rows, read_titles
from tui.sources.published.titles import NAMING_TITLES

_LEAST_COLUMNS: Final = 2
_MOST_ABOVE: Final = 60
"""Lines above the first headings; a sheet with more of them is not looked at."""

Value = TypeVar("Value")


def may_stand_side_by_side(lines: Sequence[Line], catalogue: Catalogue) -> bool:
    """Whether the first headings among the first lines of a sheet are those of several tables."""
    return bool(_gaps_of_headings(lines[:_MOST_ABOVE], catalogue))


def one_after_the_other(lines: Sequence[Line], catalogue: Catalogue) -> list[Line]:
    """The lines, those of sheets with several tables side by side once for each table, with its cells alone.

    Cells keep their columns, so that their places stay true. Where a column between two tables is not blank all the
    way down, the sheet is left as it is.
    """
    found: list[Line] = []
    for _, group in groupby(lines, key=sheet_of):
        sheet = list(group)
        starts = [0, *_gaps(sheet, catalogue)]
        if len(starts) == 1:
            found += sheet
            continue
        for start, end in zip(starts, [*starts[1:], None], strict=True):
            found += _part(sheet, start, end)
    return found


def _gaps(sheet: Sequence[Line], catalogue: Catalogue) -> list[int]:
    """The blank columns before the second table and all further ones."""
    wide = [line.cells for line in sheet if len(line.filled()) > 1]
    return [
        at for at in _gaps_of_headings(sheet, catalogue) if not any(at < len(cells) and cells[at] for cells in wide)
    ]


def _gaps_of_headings(sheet: Sequence[Line], catalogue: Catalogue) -> list[int]:
    """The blank columns of the first headings after which a table's headings stand once more."""
    above = list(takewhile(lambda line: not names_rows(line.cells), sheet[:_MOST_ABOVE]))
    if len(above) == len(sheet[:_MOST_ABOVE]) or not isinstance(sheet[len(above)], GridLine):
        return []
    titles = sheet[len(above)].cells
    gaps: list[int] = []
    start = 0
    for at, title in enumerate(titles):
        if (
            not title
            and _is_table(titles[start:at], catalogue)
            and _begins_again(titles[start:at], titles[at:], catalogue)
        ):
            gaps.append(at)
            start = at
    return gaps


def _begins_again(before: Sequence[str], after: Sequence[str], catalogue: Catalogue) -> bool:
    """Whether titles after a blank one head a table of their own, and name its rows as those before it do."""
    own = list(takewhile(bool, after[1:]))
    return bool(_naming(before) & _naming(own)) and _is_table(own, catalogue)


def _is_table(titles: Sequence[str], catalogue: Catalogue) -> bool:
    """Whether titles name rows and figures."""
    if sum(map(bool, titles)) < _LEAST_COLUMNS:
        return False
    found = read_titles(titles, catalogue, ANY_MONTH)
    return found is not None and any(column.kind in NUMERIC for column in found.columns)


def _naming(titles: Sequence[str]) -> set[str]:
    return {normal(title) for title in titles} & NAMING_TITLES


def _part(sheet: Sequence[Line], start: int, end: int | None) -> Iterator[Line]:
    """The lines with the cells of one table, without those that hold nothing then."""
    for line in sheet:
        cells = [text if index >= start else "" for index, text in enumerate(line.cells[:end])]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            yield _narrowed(line, tuple(cells), start, end)


def _narrowed(line: Line, cells: tuple[str, ...], start: int, end: int | None) -> Line:
    if not isinstance(line, SheetLine):
        return msgspec.structs.replace(line, cells=cells)
    fills, spans, carried = (_within(each, start, end) for each in (line.fills, line.spans, line.carried))
    return msgspec.structs.replace(line, cells=cells, fills=fills, spans=spans, carried=carried)


def _within(by_column: Mapping[int, Value], start: int, end: int | None) -> dict[int, Value]:
    return {at: value for at, value in by_column.items() if at >= start and (end is None or at < end)}
