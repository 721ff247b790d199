"""The tidy form as formats: CSV and TSV, Parquet, JSON Lines and a workbook of one sheet."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tui.scorecard.model import Scorecard
from tui.sources.format import Ask
from tui.sources.seeming import text_of

if TYPE_CHECKING:
    from zipfile import ZipFile

_TELLING: Final = {"record", "authority", "publication", "ref"}
"""Columns that every tidy table has; three of them tell that it was meant to be one."""

_SEPARATORS: Final = (",", "\t", ";", "|")

_FIRST_ROW: Final = re.compile(rb"<row\b.*?</row>", re.DOTALL)
_WORDS: Final = re.compile(rb"<t(?:\s[^>]*)?>([^<]{1,20})</t>")
_ROW_ROOM, _WORDS_ROOM = 1 << 16, 1 << 24
"""Bytes in which the first row, and the column names among a workbook's words, are looked for."""


def _is_tidy(columns: Iterable[str]) -> bool:
    return len(_TELLING & {column.strip().strip('"').lower() for column in columns}) >= 3


class _Tidy:
    """What the tidy formats have in common."""

    def read(self, path: Path, ask: Ask) -> Scorecard:
        """Everything of the authority asked for, as of its newest publication."""
        from tui.sources.tidy import read_tidy

        return read_tidy(path, ask.catalogue, authority=ask.authority)

    def authorities(self, path: Path) -> tuple[str, ...]:
        """The authorities that its records name."""
        from tui.sources.tidy import authorities

        return authorities(path)


class TidyDelimited(_Tidy):
    """A text table with one row a record."""

    name = "a tidy table as CSV or TSV"
    endings = (".csv", ".tsv", ".tab")

    def recognises(self, path: Path, head: bytes) -> bool:
        """Whether its first line names the columns."""
        first_line = (text_of(head) or "").lstrip("\r\n").partition("\n")[0]
        return any(_is_tidy(first_line.split(separator)) for separator in _SEPARATORS)


class TidyParquet(_Tidy):
    """A Parquet file with one row a record."""

    name = "a tidy table as Parquet"
    endings = (".parquet",)

    def recognises(self, path: Path, head: bytes) -> bool:
        """Whether it is Parquet: no other scorecard is."""
        return head.startswith(b"PAR1")


class TidyLines(_Tidy):
    """JSON Lines with one object a record."""

    name = "tidy records as JSON Lines"
    endings = (".jsonl", ".ndjson")

    def recognises(self, path: Path, head: bytes) -> bool:
        """Whether its first line is an object with the columns for keys."""
        first_line = (text_of(head) or "").lstrip().partition("\n")[0]
        if not first_line.startswith("{"):
            return False
        try:
            found = json.loads(first_line)
        except (ValueError, RecursionError):
            return False
        return isinstance(found, dict) and _is_tidy(found)


class TidyWorkbook(_Tidy):
    """A workbook whose first sheet has one row a record."""

    name = "a tidy table as a workbook (.xlsx)"
    endings = (".xlsx",)

    def recognises(self, path: Path, head: bytes) -> bool:
        """Whether the first row of its first sheet names the columns."""
        return head.startswith(b"PK\x03\x04") and _is_tidy(_first_words(path))


def _first_words(path: Path) -> list[str]:
    """The words in a workbook's first row, and those that its cells share; no more of it is unpacked than is needed."""
    import zlib
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(path) as archive:
            sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
            first = min(sheets, key=lambda name: (len(name), name), default=None)
            row = _FIRST_ROW.search(_beginning(archive, first, _ROW_ROOM)) if first else None
            shared = _beginning(archive, "xl/sharedStrings.xml", _WORDS_ROOM)
    except (BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError, zlib.error):
        return []  # the reader will say what is wrong with it
    found = _WORDS.findall((row[0] if row else b"") + shared)
    return [word.decode("utf-8", errors="replace") for word in found]


def _beginning(archive: ZipFile, name: str, room: int) -> bytes:
    if name not in archive.namelist():
        return b""
    with archive.open(name) as file:
        return file.read(room)


TIDY_DELIMITED: Final = TidyDelimited()
TIDY_PARQUET: Final = TidyParquet()
TIDY_LINES: Final = TidyLines()
TIDY_WORKBOOK: Final = TidyWorkbook()
