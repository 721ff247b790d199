"""How large a Parquet file says it is, read from its last bytes before anything is unpacked.

The footer is a Thrift structure in the compact protocol: fields as differences of their numbers, whole numbers as
zigzag varints. Only the number of rows and the sizes of the row groups are looked at; all else is passed over.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

_MAGIC: Final = b"PAR1"
_MOST_FOOTER: Final = 1 << 26
_DEEPEST: Final = 32

_ROWS_FIELD, _GROUPS_FIELD = 3, 4
_GROUP_BYTES_FIELD: Final = 2

_TRUE, _FALSE, _BYTE, _I16, _I32, _I64, _DOUBLE, _BINARY, _LIST, _SET, _MAP, _STRUCT = range(1, 13)
_NUMBERS: Final = frozenset({_I16, _I32, _I64})
_LISTS: Final = frozenset({_LIST, _SET})
_WIDTHS: Final = {_TRUE: 1, _FALSE: 1, _BYTE: 1, _DOUBLE: 8}
"""Bytes of the other kinds that are passed over."""


class FooterError(Exception):
    """The file does not end as a Parquet file does."""


def expanded_size(path: Path) -> tuple[int, int]:
    """How many rows the file holds, and how many bytes its columns unpack to.

    Raises `FooterError` where it is not whole, and `OSError` where it cannot be read.
    """
    data = _footer(path)
    sizes: list[int] = []
    try:
        rows = _file(data, sizes)
    except IndexError as error:
        raise FooterError("its footer is cut off") from error
    return _size(rows), sum(map(_size, sizes))


def _size(number: int | None) -> int:
    if number is None or number < 0:
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


# From here on `at` is where to read on; reading beyond the end is an `IndexError`. Nobody vouches for the bytes. There
# are hundreds of structures in a footer, so there is no object for each of them.


def _file(data: bytes, sizes: list[int]) -> int | None:
    """The number of rows in the outermost structure; `sizes` gets the bytes of each row group, null where unsaid."""
    at, number, rows = 0, 0, None
    while head := data[at]:
        number, kind, at = _field(data, at, head, number)
        if number == _ROWS_FIELD and kind in _NUMBERS:
            rows, at = _whole(data, at)
        elif number == _GROUPS_FIELD and kind in _LISTS:
            count, kind, at = _list(data, at)
            for _ in range(count):
                if kind != _STRUCT:
                    raise FooterError("its sizes cannot be read")
                size, at = _group(data, at)
                sizes.append(size)
        else:
            at = _passed(data, at, kind, 0)
    return rows


def _group(data: bytes, at: int) -> tuple[int, int]:
    """The bytes of one row group; -1 where it does not say."""
    number, size = 0, -1
    while head := data[at]:
        number, kind, at = _field(data, at, head, number)
        if number == _GROUP_BYTES_FIELD and kind in _NUMBERS:
            size, at = _whole(data, at)
        else:
            at = _passed(data, at, kind, 1)
    return size, at + 1


def _field(data: bytes, at: int, head: int, number: int) -> tuple[int, int, int]:
    """The number and kind of the field that begins with the byte `head`, after the field of `number`."""
    if head >> 4:
        return number + (head >> 4), head & 0x0F, at + 1
    number, at = _whole(data, at + 1)
    return number, head & 0x0F, at


def _passed(data: bytes, at: int, kind: int, depth: int, *, listed: bool = False) -> int:
    """Where a value of this kind ends. In a list, a truth is a byte; in a structure, it is in its kind."""
    if depth > _DEEPEST:
        raise FooterError("its footer is nested too deep")
    if kind in _NUMBERS:
        while data[at] > 0x7F:
            at += 1
        return at + 1
    if kind == _BINARY:
        size, at = _varint(data, at)
        return at + size
    if kind == _STRUCT:
        return _past_structure(data, at, depth)
    if kind in _LISTS:
        count, kind, at = _list(data, at)
        for _ in range(count):
            at = _passed(data, at, kind, depth + 1, listed=True)
        return at
    if kind not in _WIDTHS:
        raise FooterError("its footer cannot be read")
    return at + (_WIDTHS[kind] if listed or kind > _FALSE else 0)


def _past_structure(data: bytes, at: int, depth: int) -> int:
    while head := data[at]:
        at += 1
        if head < 0x10:
            _, at = _varint(data, at)
        at = _passed(data, at, head & 0x0F, depth + 1)
    return at + 1


def _list(data: bytes, at: int) -> tuple[int, int, int]:
    """How many values a list has, of which kind, and where they begin."""
    head = data[at]
    count, at = _varint(data, at + 1) if head >> 4 == 0x0F else (head >> 4, at + 1)
    return count, head & 0x0F, at


def _whole(data: bytes, at: int) -> tuple[int, int]:
    """A whole number with a sign."""
    number, at = _varint(data, at)
    return (number >> 1) ^ -(number & 1), at


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """A whole number from 0, seven bits a byte."""
    if (byte := data[at]) < 0x80:
        return byte, at + 1
    number = 0
    for shift in range(0, 70, 7):
        byte = data[at]
        at += 1
        number |= (byte & 0x7F) << shift
        if byte < 0x80:
            return number, at
    raise FooterError("its footer cannot be read")
