"""From a file to its tidy table, whichever of the four forms it has."""

from __future__ import annotations

from pathlib import Path

from tui.sources.decoding import SourceError
from tui.sources.tidy.table import Table

_HEAD = 1 << 16


def read_table(path: Path) -> Table:
    """The table in a file, told by how it begins and else by its ending.

    Raises `SourceError` where it cannot be read, is too large, or is not tidy.
    """
    head = _head(path)
    ending = path.suffix.lower()
    if head.startswith(b"PAR1") or ending == ".parquet":
        from tui.sources.tidy.parquet import read_parquet_table

        return read_parquet_table(path)
    if head.startswith(b"PK\x03\x04") or ending == ".xlsx":
        from tui.sources.tidy.workbook import read_workbook_table

        return read_workbook_table(path)
    if head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{") or ending in (".jsonl", ".ndjson"):
        from tui.sources.tidy.json_lines import read_json_lines_table

        return read_json_lines_table(path)
    from tui.sources.tidy.delimited import read_delimited_table

    return read_delimited_table(path)


def read_bytes(path: Path) -> bytes:
    """The whole file. Raises `SourceError` where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from error


def unreadable(path: Path, error: OSError) -> SourceError:
    """What to say of a file that the system does not give."""
    return SourceError(f"{path}: cannot be read ({(error.strerror or 'no such file').lower()})")


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_HEAD)
    except OSError as error:
        raise unreadable(path, error) from error
