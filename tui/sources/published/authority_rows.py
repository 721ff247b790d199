"""A column of authorities in a published table: the rows of one of them are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from tui.scorecard.catalogue import Catalogue
from tui.scorecard.problems import Problem
from tui.scorecard.values import parse_value
from tui.scorecard.words import normal
from tui.sources.decoding import OtherAuthoritiesError, SeveralAuthoritiesError
from tui.sources.published.columns import Column, Heading
from tui.sources.published.outline import Section, Table
from tui.sources.published.whose import same_authority

_TITLES: Final = frozenset(
    "authority|local authority|la|la name|authority name|local authority name|council|council name".split("|")
)


def names_authorities(column: Column) -> bool:
    """Whether a column is headed as one of authorities."""
    return column.kind == "unknown" and normal(column.title) in _TITLES


def keep_rows(
    sections: Sequence[Section], wanted: str | None, source: str, catalogue: Catalogue, problems: list[Problem]
) -> str | None:
    """Take the rows of all other authorities out of the tables; whose are left, null where no column says it.

    Raises `SeveralAuthoritiesError` where there are several and none is `wanted`, and `OtherAuthoritiesError` where
    there is none of that name.
    """
    tables = [(table, at) for table, at in _tables(sections, catalogue) if _holds_names(table, at)]
    names = {name for table, at in tables for row in table.rows if (name := _cell(row.line.cells, at))}
    if not names:
        return None
    if wanted is None and len(names) > 1:
        raise SeveralAuthoritiesError(names, source)
    chosen = names if wanted is None else {name for name in names if same_authority(name, wanted)}
    if not chosen:
        raise OtherAuthoritiesError(f"{source}: holds nothing of {wanted}", names, by_name_only=True)
    for table, at in tables:
        for row in table.rows:
            if not _cell(row.line.cells, at):
                message = f"“{row.name}” names no authority; this row is not read"
                problems.append(Problem("error", row.line.place(), message, row.ref, "no_authority"))
        table.rows = [row for row in table.rows if _cell(row.line.cells, at) in chosen]
    return min(chosen)


def _tables(sections: Sequence[Section], catalogue: Catalogue) -> Iterator[tuple[Table, int]]:
    """The tables with such a column, all their rows apart, and where it stands."""
    for section in sections:
        for table in section.tables:
            at = _where(table.heading)
            if at is None:
                continue
            if table.block:
                _, rows = table.block.without(set(table.block.refs), catalogue)
                table.block, table.rows = None, sorted([*table.rows, *rows], key=lambda row: row.line.number)
            yield table, at


def _where(heading: Heading | None) -> int | None:
    columns = heading.columns if heading else ()
    return next((column.index for column in columns if names_authorities(column)), None)


def _holds_names(table: Table, at: int) -> bool:
    """Whether the column holds words: "LA" can head a count of children who are looked after, too."""
    cells = [cell for row in table.rows if (cell := _cell(row.line.cells, at))]
    return bool(cells) and all(parse_value(cell).number is None for cell in cells)


def _cell(cells: Sequence[str], at: int) -> str:
    return cells[at].strip() if at < len(cells) else ""
