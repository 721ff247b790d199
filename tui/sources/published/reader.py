"""From the lines of a published scorecard to its rows: whose they are, and which of them are read at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from tui.scorecard.catalogue import Catalogue
from tui.scorecard.model import Scorecard
from tui.sources.decoding import Line, OtherAuthoritiesError, SourceError
from tui.sources.grids import Grid
from tui.sources.lines import GridLine, Lines
from tui.sources.published.authority_rows import keep_rows
from tui.sources.published.outline import Outline, outline
from tui.sources.published.reading import Reading
from tui.sources.published.side_by_side import may_stand_side_by_side, one_after_the_other
from tui.sources.published.whose import same_authority, stated_authority

if TYPE_CHECKING:
    from tui.sources.published.blocks import Block


def read_published(
    lines: Sequence[Line], catalogue: Catalogue, *, authority: str, period: date | None = None
) -> Scorecard:
    """The scorecard that the lines hold; arguments and errors are those of `read_rows`."""
    return read_rows(lines, catalogue, authority=authority, period=period).scorecard()


def read_rows(
    lines: Sequence[Line],
    catalogue: Catalogue,
    *,
    authority: str,
    wanted: str | None = None,
    period: date | None = None,
) -> Reading:
    """The rows of the scorecard that the lines hold; `period` is its month where the text does not state it.

    `authority` is whose it is where the text does not say; `wanted` is the one asked for where it does.
    Raises `SourceError` where the text holds no indicator, or neither it nor `period` gives a month,
    `SeveralAuthoritiesError` where it names several authorities and none is wanted, and `OtherAuthoritiesError` where
    it is another's.
    """
    noted = lines.problems if isinstance(lines, Lines) else ()
    lines, blocks = _apart(lines, catalogue)
    document = outline(lines, catalogue, period, blocks)
    named = _whose(lines, document, catalogue, wanted)
    reading = Reading(catalogue, named or authority, document.report, lines[0].source)
    reading.names_its_own = named is not None
    reading.problems += [*document.problems, *noted]
    reading.number_sheets(lines)
    headed = reading.headed(document.sections)
    reading.name_lost(headed)
    for section in headed:
        reading.read_section(section)
    reading.note_conditional()
    if not reading.places:
        cells = "cells" if isinstance(lines[0], GridLine) else "tab-separated cells"
        raise SourceError(
            f"{_where(document, lines)}: no indicator found; expected rows of {cells} under headings"
            " such as Ref, Indicator, Apr-23, Current, Target"
        )
    return reading


def _whose(lines: Sequence[Line], document: Outline, catalogue: Catalogue, wanted: str | None) -> str | None:
    """The authority that the text names, of which only the rows are left; as the catalogue spells it where it is its.

    Null where it names none.
    """
    source = lines[0].source
    named = keep_rows(document.sections, wanted, source, catalogue, document.problems)
    if named is None:
        named = stated_authority(lines)
        if named and wanted and not same_authority(named, wanted):
            message = f"{source}: it is {named}'s by its title, and not {wanted}'s"
            raise OtherAuthoritiesError(message, [named], by_name_only=True)
    return catalogue.authority if named and same_authority(named, catalogue.authority) else named


def _apart(lines: Sequence[Line], catalogue: Catalogue) -> tuple[Sequence[Line], dict[int, Block]]:
    """The lines to read one by one, and of large tables the blocks that are read at once."""
    if isinstance(lines, Lines):
        parts = [_in_lines(part, catalogue) for part in lines.parts]
        lines = Lines(parts, lines.problems)
    if not isinstance(lines, Lines) or not any(isinstance(part, Grid) for part in lines.parts):
        return one_after_the_other(list(lines), catalogue), {}
    from tui.sources.published.blocks import condense  # polars: a scorecard of usual size does not wait for it

    condensed = condense(lines, catalogue)
    return condensed.lines, condensed.blocks


def _in_lines(part: Sequence[Line], catalogue: Catalogue) -> Sequence[Line]:
    """A part of a source; tables side by side as lines one after the other, even where there are many."""
    return one_after_the_other(part, catalogue) if may_stand_side_by_side(part, catalogue) else part


def _where(document: Outline, lines: Sequence[Line]) -> str:
    """The headings without rows, or the first of the rows without headings; else the source."""
    tables = [table for section in document.sections for table in section.tables]
    headed = next((table.heading.line.place() for table in tables if table.heading), None)
    row = next((table.rows[0].line.place() for table in tables if table.rows), None)
    if headed:
        return f"{headed}: column headings without rows"
    return f"{row}: rows without column headings" if row else lines[0].source
