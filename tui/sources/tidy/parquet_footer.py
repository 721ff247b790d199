"""How large a Parquet file says it is, read from its last bytes before anything is unpacked.

The footer is a Thrift structure in the compact protocol: fields as differences of their numbers, whole numbers as
zigzag varints. Only the number of rows and the sizes of the row groups are looked at; all else is passed over.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

_MAGIC: Final = b"PAR1"
_MOST_FOOTER: Final = 1 << 26
_DEEPEST: Final = 32

_ROWS_FIELD, _GROUPS_FIELD = 3, 4
_GROUP_BYTES_FIELD: Final = 2

_TRUE, _FALSE, _BYTE, _I16, _I32, _I64, _DOUBLE, _BINARY, _LIST, _SET, _MAP, _STRUCT = range(1, 13)
_WIDTHS: Final = {_TRUE: 1, _FALSE: 1, _BYTE: 1, _DOUBLE: 8, _BINARY: None}
"""Bytes of the kinds that are passed over; null where the length stands before them."""


class FooterError(Exception):
    """The file does not end as a Parquet file does."""


def expanded_size(path: Path) -> tuple[int, int]:
    """How many rows the file holds, and how many bytes its columns unpack to.

    Raises `FooterError` where it is not whole, and `OSError` where it cannot be read.
    """
    footer = _Compact(_footer(path)).struct(0)
    groups = footer.get(_GROUPS_FIELD) or []
    sizes = [group.get(_GROUP_BYTES_FIELD) if isinstance(group, dict) else None for group in groups]
    rows, *expanded = (_size(number) for number in (footer.get(_ROWS_FIELD), *sizes))
    return rows, sum(expanded)


def _size(number: Any) -> int:
    if not isinstance(number, int) or number < 0:
        raise FooterError("its sizes cannot be read")
    return number


def _footer(path: Path) -> bytes:
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(size - 8, 0))
        end = file.read(8)
        length = int.from_bytes(end[:4], "little")
        if size < 12 or end[4:] != _MAGIC:
            raise FooterError("its end is missing")
        if not 0 < length <= min(size - 12, _MOST_FOOTER):
            raise FooterError("its footer is not where it should be")
        file.seek(size - 8 - length)
        return file.read(length)


class _Compact:
    """Reads Thrift's compact protocol from bytes that nobody vouches for."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def struct(self, depth: int) -> dict[int, Any]:
        """The fields of a structure by number; those that are not whole numbers, lists or structures are null."""
        if depth > _DEEPEST:
            raise FooterError("its footer is nested too deep")
        fields: dict[int, Any] = {}
        number = 0
        while kind := self.byte():
            step, kind = kind >> 4, kind & 0x0F
            number = number + step if step else self.zigzag()
            fields[number] = kind == _TRUE if kind in (_TRUE, _FALSE) else self.value(kind, depth)
        return fields

    def value(self, kind: int, depth: int) -> Any:
        """One value of a kind."""
        if kind in (_I16, _I32, _I64):
            return self.zigzag()
        if kind in (_LIST, _SET):
            return self.list(depth + 1)
        if kind == _STRUCT:
            return self.struct(depth + 1)
        if kind not in _WIDTHS:
            raise FooterError("its footer cannot be read")
        self.take(_WIDTHS[kind] or self.varint())
        return None

    def list(self, depth: int) -> list[Any]:
        """The values of a list."""
        if depth > _DEEPEST:
            raise FooterError("its footer is nested too deep")
        head = self.byte()
        size, kind = head >> 4, head & 0x0F
        size = self.varint() if size == 0x0F else size
        if size > len(self.data) - self.at:
            raise FooterError("its footer is cut off")
        return [self.value(kind, depth) for _ in range(size)]

    def zigzag(self) -> int:
        """A whole number with a sign."""
        number = self.varint()
        return (number >> 1) ^ -(number & 1)

    def varint(self) -> int:
        """A whole number from 0, seven bits a byte."""
        number = 0
        for shift in range(0, 70, 7):
            byte = self.byte()
            number |= (byte & 0x7F) << shift
            if byte < 0x80:
                return number
        raise FooterError("its footer cannot be read")

    def byte(self) -> int:
        """The next byte."""
        if self.at >= len(self.data):
            raise FooterError("its footer is cut off")
        self.at += 1
        return self.data[self.at - 1]

    def take(self, size: int) -> bytes:
        """The next bytes."""
        found = self.data[self.at : self.at + size]
        if len(found) < size:
            raise FooterError("its footer is cut off")
        self.at += size
        return found
