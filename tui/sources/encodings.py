"""In which encoding a text is, by its byte-order mark or by where its zero bytes stand."""

from __future__ import annotations

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE, getincrementaldecoder
from typing import Final

_MARKS: Final = (
    (BOM_UTF32_LE, "utf-32"),  # before that of UTF-16, with which it begins
    (BOM_UTF32_BE, "utf-32"),
    (BOM_UTF16_LE, "utf-16"),
    (BOM_UTF16_BE, "utf-16"),
    (BOM_UTF8, "utf-8-sig"),
)
_LOOKED_AT: Final = 1 << 16
_LEAST: Final = 16
"""Bytes without which nothing can be told."""

_CONTROLS: Final = frozenset(map(chr, range(32))) - set("\t\n\v\f\r")
_MOST_STRAY: Final = 10
"""One in so many letters may have its zero byte in the other half, as “Ā” has."""


def encoding_of(data: bytes) -> str | None:
    """The encoding of a text, of which these are all bytes or the first; null where nothing tells it.

    Without a mark it is told of texts in UTF-16 and UTF-32 by their zero bytes, where that is certain.
    """
    if marked := next((name for mark, name in _MARKS if data.startswith(mark)), None):
        return marked
    head = data[:_LOOKED_AT]
    if b"\0" not in head or len(head) < _LEAST:
        return None
    for name in (_utf32_of(head), _utf16_of(head)):
        if name and _is_text(head, name):
            return name
    return None


def _utf32_of(head: bytes) -> str | None:
    """At which end of every four bytes two are zero; the inner of them is not in signs such as “😀”."""
    for name, outer, inner in (("utf-32-le", 3, 2), ("utf-32-be", 0, 1)):
        if not any(head[outer::4]) and head[inner::4].count(0) * 2 > len(head) // 4:
            return name
    return None


def _utf16_of(head: bytes) -> str | None:
    """Which half of the letters is zero: one half of most, and the other of next to none."""
    first, second = head[::2].count(0), head[1::2].count(0)
    most, least, letters = max(first, second), min(first, second), len(head) // 2
    if most * 2 < letters or least * _MOST_STRAY > letters:
        return None
    return "utf-16-be" if first > second else "utf-16-le"


def _is_text(head: bytes, encoding: str) -> bool:
    try:
        text = beginning_of(head, encoding)
    except UnicodeDecodeError:
        return False
    return bool(text) and _CONTROLS.isdisjoint(text)


def beginning_of(head: bytes, encoding: str, errors: str = "strict") -> str:
    """How a text begins; a letter that the head cuts through is left out. Raises `UnicodeDecodeError` if strict."""
    return getincrementaldecoder(encoding)(errors).decode(head)


def as_utf8(head: bytes) -> bytes:
    """How a file begins, in UTF-8 where it is a text in UTF-32 or in UTF-16 without a mark; else as it is."""
    encoding = encoding_of(head)
    if encoding in (None, "utf-8-sig", "utf-16"):
        return head
    return beginning_of(head, encoding or "", "replace").encode("utf-8", "replace")
