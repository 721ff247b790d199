"""From a file to its tidy table, whichever of the four forms it has."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from tui.sources.decoding import text_of_bytes, too_large, unreadable
from tui.sources.encodings import as_utf8, encoding_of
from tui.sources.file_bytes import TooLargeError, beginning, whole
from tui.sources.tidy.table import Table

__all__ = ["read_bytes", "read_table", "unreadable", "utf8_of"]

LARGEST: Final = 1 << 32
"""Bytes of a file; as much as the columns of a Parquet file may unpack to."""

_HEAD: Final = 1 << 16


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
    """The whole file or pipe. Raises `SourceError` where it cannot be read, or has more than `LARGEST` bytes."""
    try:
        return whole(path, LARGEST)
    except TooLargeError as error:
        raise too_large(path, error, LARGEST) from error
    except OSError as error:
        raise unreadable(path, error) from error


def utf8_of(data: bytes, path: Path) -> bytes:
    """A text in UTF-8, without its byte-order mark; one that says nothing of its encoding is left as it is.

    Raises `SourceError` where it holds a zero byte, and so is no text.
    """
    if encoding_of(data) not in (None, "utf-8-sig") or b"\0" in data:
        data = text_of_bytes(data, path).encode("utf-8", "surrogatepass")
    return data.removeprefix(b"\xef\xbb\xbf")


def _head(path: Path) -> bytes:
    try:
        return as_utf8(beginning(path, _HEAD))
    except OSError as error:
        raise unreadable(path, error) from error
