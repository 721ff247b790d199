"""The tidy records in JSON Lines: an object a line, its keys the columns."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import msgspec
import polars as pl

from tui.sources.decoding import SourceError
from tui.sources.tidy.columns import COLUMNS
from tui.sources.tidy.files import read_bytes
from tui.sources.tidy.table import Table, positions_of, table_of

_AT_BYTE: Final = re.compile(r" \(byte (\d+)\)$")

Record = dict[str, Any]


def read_json_lines_table(path: Path) -> Table:
    """The table of the objects in a file; blank lines are skipped, and a column stands where its key first does.

    Raises `SourceError` where it cannot be read, is not JSON Lines, or is not tidy; the message says line and column.
    """
    data = read_bytes(path).removeprefix(b"\xef\xbb\xbf")
    lines: list[int] = []
    records: list[Record] = []
    for line, record in _records(data, path):
        lines.append(line)
        records.append(record)
    if not records:
        raise SourceError(f"{path}: is not a tidy {path.suffix[1:]} file (it is empty); save or copy it again")
    _check_keys(data, records, path)
    positions = positions_of(list(dict.fromkeys(key for record in records for key in record)), path)
    columns = {name: [_text(record.get(name)) for record in records] for name in COLUMNS if name in positions}
    rows = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))
    return table_of(path, rows, positions, pl.Series(lines, dtype=pl.Int64))


def _records(data: bytes, path: Path) -> Iterator[tuple[int, Record]]:
    """Each object, its keys in small letters, with its line."""
    decode = msgspec.json.Decoder().decode
    for number, line in enumerate(data.split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            record = decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise _broken(path, number, line, error) from error
        if not isinstance(record, dict):
            raise SourceError(f'{path}:{number}:1: expected an object such as {{"record": "observation", ...}}')
        yield number, record


def _broken(path: Path, number: int, line: bytes, error: Exception) -> SourceError:
    """What to say of a line that is not JSON, with the character at which it goes wrong."""
    if isinstance(error, UnicodeDecodeError):
        return SourceError(f"{path}:{number}:{error.start + 1}: is not UTF-8; save the file as UTF-8")
    message = str(error)
    found = _AT_BYTE.search(message)
    at = int(found[1]) if found else len(line)  # where it ends too soon, no byte is named
    column = len(line[:at].decode("utf-8", errors="replace")) + 1
    reason = _AT_BYTE.sub("", message).removeprefix("JSON is malformed: ")
    return SourceError(f"{path}:{number}:{column}: is not JSON ({reason}); expected one object on each line")


def _check_keys(data: bytes, records: list[Record], path: Path) -> None:
    """Raise `SourceError` where a key stands twice in one object; the second would take the place of the first."""
    for name in COLUMNS:
        if data.count(f'"{name}"'.encode()) > sum(name in record for record in records):
            break
    else:
        return
    for number, line in enumerate(data.split(b"\n"), 1):
        if line.strip() and (key := _repeated_key(line)):
            raise SourceError(f"{path}:{number}: the key {key} stands twice; remove one of them")


def _repeated_key(line: bytes) -> str | None:
    repeated: list[str] = []

    def look(pairs: list[tuple[str, Any]]) -> None:
        keys = [key for key, _ in pairs]
        repeated.extend(key for key in COLUMNS if keys.count(key) > 1)

    json.loads(line, object_pairs_hook=look)
    return repeated[0] if repeated else None


def _text(value: Any) -> str | None:
    """A value as the text that a cell would hold; numbers to the last digit."""
    if value is None or isinstance(value, str):
        return value
    return repr(value) if isinstance(value, float) else msgspec.json.encode(value).decode("utf-8")
