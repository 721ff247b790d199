"""The published scorecard as CSV or TSV, as a format."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

from tui.scorecard.catalogue import Catalogue
from tui.scorecard.model import Scorecard
from tui.sources.decoding import LINE_END
from tui.sources.delimited import read_delimited_lines, tidy_cells
from tui.sources.delimiters import find_delimiter
from tui.sources.format import Ask
from tui.sources.lines import GridLine
from tui.sources.published.columns import NUMERIC, names_rows
from tui.sources.published.headings import find_heading
from tui.sources.published.reader import read_rows
from tui.sources.published.reading import Reading
from tui.sources.records import records
from tui.sources.seeming import text_of

_LOOKED_AT: Final = 200
_TIDY: Final = "record"
"""The first title of a tidy table."""

_NO_CATALOGUE: Final = Catalogue(authority="", dfe_number=None, areas={}, comparators={}, indicators={})
_ANY_MONTH: Final = date(9999, 12, 31)


class PublishedDelimited:
    """A table of one month's scorecard: a row an indicator."""

    name: Final = "a published scorecard as CSV or TSV"
    endings: Final = (".csv", ".tsv", ".tab")

    def recognises(self, path: Path, head: bytes) -> bool:
        """Whether a line among the first ones heads rows of indicators, with columns of figures."""
        text = text_of(head)
        if not text:
            return False
        lines = LINE_END.split(text)[:_LOOKED_AT]
        cells = [tidy_cells(record.cells) for record in records(lines, find_delimiter(text))]
        return cells[0][0].casefold() != _TIDY and _has_heading([GridLine("", 0, each) for each in cells])

    def rows(self, path: Path, ask: Ask) -> Reading:
        """The rows of the table."""
        lines = read_delimited_lines(path)
        return read_rows(lines, ask.catalogue, authority=ask.of_nobody, wanted=ask.authority, period=ask.period)

    def read(self, path: Path, ask: Ask) -> Scorecard:
        """The scorecard of the table."""
        return self.rows(path, ask).scorecard()


def _has_heading(lines: list[GridLine]) -> bool:
    named = [names_rows(line.cells) for line in lines]
    found = (find_heading(lines, at, named, _NO_CATALOGUE, _ANY_MONTH) for at in range(len(lines)))
    return any(heading and any(column.kind in NUMERIC for column in heading.columns) for heading in found)


PUBLISHED_DELIMITED: Final = PublishedDelimited()
