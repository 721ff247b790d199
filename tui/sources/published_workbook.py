"""The published scorecard as a workbook, as a format."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from tui.scorecard.model import Scorecard
from tui.sources.format import Ask
from tui.sources.published.reader import read_rows
from tui.sources.published.reading import Reading

_ARCHIVE: Final = b"PK\x03\x04"


class PublishedWorkbook:
    """A workbook of one month's scorecard: a row an indicator, on one sheet or several."""

    name: Final = "a published scorecard as a workbook (.xlsx)"
    endings: Final = (".xlsx", ".xlsm")

    def recognises(self, path: Path, head: bytes) -> bool:
        """Whether it is a workbook, or has its ending: what is wrong with it is said when it is read."""
        return path.suffix.lower() in self.endings or (head.startswith(_ARCHIVE) and _holds_sheets(path))

    def rows(self, path: Path, ask: Ask) -> Reading:
        """The rows of all sheets."""
        from tui.sources.workbook import read_workbook_lines  # only for a workbook: it costs a start otherwise

        lines = read_workbook_lines(path)
        return read_rows(lines, ask.catalogue, authority=ask.of_nobody, wanted=ask.authority, period=ask.period)

    def read(self, path: Path, ask: Ask) -> Scorecard:
        """The scorecard of the workbook."""
        return self.rows(path, ask).scorecard()


def _holds_sheets(path: Path) -> bool:
    from zipfile import BadZipFile, ZipFile  # only for an archive: it costs a start otherwise

    try:
        with ZipFile(path) as archive:
            return "xl/workbook.xml" in archive.NameToInfo
    except (BadZipFile, OSError, ValueError, NotImplementedError):
        return False


PUBLISHED_WORKBOOK: Final = PublishedWorkbook()
