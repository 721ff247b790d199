"""The tidy records in JSON Lines: an object a line, its keys the columns."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Final

import msgspec
import polars as pl

from tui.scorecard.problems import Problem
from tui.sources.decoding import SourceError
from tui.sources.tidy.columns import COLUMNS
from tui.sources.tidy.files import read_bytes, utf8_of
from tui.sources.tidy.table import Table, none_read, positions_of, table_of

MOST_LISTED: Final = 1000
"""Lines that are listed singly where they cannot be read; the rest of them is counted."""

_AT_BYTE: Final = re.compile(r" \(byte (\d+)\)$")

Record = dict[str, Any]


class _Reading(msgspec.Struct):
    """The records read, the line of each, and what could not be read; `more` counts what is not listed singly."""

    path: Path
    lines: list[int] = []
    records: list[Record] = []
    problems: list[Problem] = []
    more: int = 0

    def lose(self, number: int, column: int, message: str) -> None:
        """List a line that is not read."""
        if len(self.problems) >= MOST_LISTED:
            self.more += 1
            return
        place = f"{self.path.name}:{number}:{column}"
        self.problems.append(Problem("error", place, f"{message}; the line is not read"))

    def listed(self) -> list[Problem]:
        """What could not be read, in the order of the lines."""
        if not self.more:
            return self.problems
        *_, last = self.problems
        message = f"{self.more:,} more lines after this one are not read either; mend what is listed and read it again"
        return [*self.problems, Problem("error", last.place, message)]


def read_json_lines_table(path: Path) -> Table:
    """The table of the objects in a file; blank lines are skipped, and a column stands where its key first does.

    A line that is no object is listed, and the others are read. Raises `SourceError` where the file cannot be read,
    none of its lines can, or it is not tidy; the message says line and column.
    """
    data = utf8_of(read_bytes(path), path)
    reading = _Reading(path)
    lines = data.split(b"\n")
    _read(lines, reading)
    if reading.records:
        _lose_repeats(data, lines, reading)
    if not reading.records:
        raise _nothing_read(path, reading.problems)
    records = reading.records
    keys = list(dict.fromkeys(key for record in records for key in record))
    positions = positions_of(keys, path)
    written = {name: keys[position - 1] for name, position in positions.items()}
    columns = {name: [_text(record.get(written[name])) for record in records] for name in COLUMNS if name in written}
    rows = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))
    return table_of(path, rows, positions, pl.Series(reading.lines, dtype=pl.Int64), reading.listed())


def _nothing_read(path: Path, problems: list[Problem]) -> SourceError:
    if problems:
        return none_read(path, problems)
    return SourceError(f"{path}: is not a tidy {path.suffix[1:]} file (it is empty); save or copy it again")


def _read(lines: list[bytes], reading: _Reading) -> None:
    """Read each line that is an object, and list the others."""
    decode = msgspec.json.Decoder().decode
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            reading.lose(number, *_broken(line, error))
            continue
        if not isinstance(record, dict):
            reading.lose(number, 1, 'expected an object such as {"record": "observation", ...}')
        else:
            reading.lines.append(number)
            reading.records.append(record)


def _broken(line: bytes, error: Exception) -> tuple[int, str]:
    """The character at which a line goes wrong that is not JSON, and what to say of it."""
    if isinstance(error, UnicodeDecodeError):
        return _first_undecoded(line) + 1, "is not UTF-8; save the file as UTF-8"
    message = str(error)
    found = _AT_BYTE.search(message)
    at = int(found[1]) if found else len(line)  # where it ends too soon, no byte is named
    reason = _AT_BYTE.sub("", message).removeprefix("JSON is malformed: ")
    return _letters(line[:at]) + 1, f"is not JSON ({reason}); expected one object on each line"


def _first_undecoded(line: bytes) -> int:
    try:
        return len(line.decode("utf-8"))
    except UnicodeDecodeError as error:  # the decoder's own counts from where a text in the line begins
        return _letters(line[: error.start])


def _letters(data: bytes) -> int:
    return len(data.decode("utf-8", errors="replace"))


def _lose_repeats(data: bytes, lines: list[bytes], reading: _Reading) -> None:
    """List the objects in which a key of ours stands twice: the second has taken the place of the first."""
    if not any(data.count(f'"{name}"'.encode()) > sum(name in each for each in reading.records) for name in COLUMNS):
        return
    kept = []
    for number, record in zip(reading.lines, reading.records, strict=True):
        line = lines[number - 1]
        if key := _repeated_key(line):
            column = _letters(line[: line.rfind(f'"{key}"'.encode())]) + 1
            reading.lose(number, column, f"the key {key} stands twice; remove one of them")
        else:
            kept.append((number, record))
    reading.lines = [number for number, _ in kept]
    reading.records = [record for _, record in kept]


def _repeated_key(line: bytes) -> str | None:
    """A key of ours that stands twice in one object."""
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
