"""DfE's tables of explore education statistics as a format: national, regional and authority rows, a column a measure.

A table is read for one authority (or region, or England): its years become the history, the rows of its region and of
England the benchmarks. docs/diff.md says how measures are known again under another name.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tui.scorecard.model import Scorecard
from tui.sources.ees_columns import COLUMN_KEYS, LIST_KEYS, TABLE_KEYS, header_names
from tui.sources.format import Ask
from tui.sources.seeming import text_of

if TYPE_CHECKING:
    from tui.sources.ees_places import Place
    from tui.sources.ees_table import Table


class EesTable:
    """A table of explore education statistics; also what describes such tables, to say what it is."""

    name: Final = "one of DfE's tables (explore education statistics) as CSV"
    endings: Final[tuple[str, ...]] = ()
    """Its files end in .csv as others do: they are known by their columns alone."""

    def recognises(self, path: Path, head: bytes) -> bool:
        """Whether the first line has the columns of such a table."""
        names = _first_line(text_of(head) or "")
        return any(names.issuperset(keys) for keys in (TABLE_KEYS, LIST_KEYS, COLUMN_KEYS))

    def read(self, path: Path, ask: Ask) -> Scorecard:
        """The scorecard of the authority asked for, or of the only one."""
        from tui.sources.ees_places import chosen
        from tui.sources.ees_reader import read_place

        table, places = _opened(path)
        return read_place(table, chosen(places, ask.authority, path), ask.catalogue)

    def authorities(self, path: Path) -> tuple[str, ...]:
        """The authorities, regions and nations in the table, sorted."""
        return tuple(sorted(place.label for place in _opened(path)[1]))


EES: Final = EesTable()


def _first_line(text: str) -> set[str]:
    """The columns that the first line names."""
    try:
        cells = next(csv.reader(text.lstrip("\ufeff").splitlines()[:1]), [])
    except csv.Error:
        return set()
    return set(header_names(cells))


def _opened(path: Path) -> tuple[Table, list[Place]]:
    from tui.sources.ees_places import places_in
    from tui.sources.ees_table import open_table

    table = open_table(path)
    return table, places_in(table)
