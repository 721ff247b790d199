"""Text for terminals that show ASCII only: what stands for the characters they lack."""

from __future__ import annotations

import json
import re
import unicodedata
from functools import lru_cache
from typing import Final

from rich.cells import cell_len

_NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]")
_SIGNS: Final = {
    **dict.fromkeys("‘’‚‛′", "'"),
    **dict.fromkeys("“”„«»″", '"'),
    **dict.fromkeys("‐‑‒–—−─━╌┄┈╸╺", "-"),
    **dict.fromkeys("│┃║", "|"),
    **dict.fromkeys("┌┐└┘├┤┬┴┼╭╮╰╯", "+"),
    **dict.fromkeys("•●◆■", "*"),
    **dict.fromkeys("·", "."),
    **dict.fromkeys("▁▂", "."),
    **dict.fromkeys("▃▄", "-"),
    **dict.fromkeys("▅▆▇█", "#"),
    "↑": "^",
    "↓": "v",
    "↔": "=",
    "→": ">",
    "←": "<",
    "≠": "!",
    "≤": "<",
    "≥": ">",
    "…": "~",
    "␊": "/",
    "␉": " ",
    "×": "x",
    "÷": "/",
    "✓": "+",
    "ß": "s",
    "ø": "o",
    "Ø": "O",
    "ł": "l",
    "Ł": "L",
    "đ": "d",
    "Đ": "D",
    "æ": "a",
    "Æ": "A",
    "þ": "t",
    "Þ": "T",
    "ı": "i",
}


def to_ascii(text: str) -> str:
    """`text` in ASCII, as many cells of a terminal wide as it was: columns stay where they are.

    >>> to_ascii("Sørás “72%”…")
    'Soras "72%"~'
    """
    return text if text.isascii() else _NOT_ASCII.sub(lambda match: _sign(match[0]), text)


def json_in_ascii(text: str) -> str:
    """A JSON document with every other character as its escape: nothing is lost."""
    return _NOT_ASCII.sub(lambda match: json.dumps(match[0])[1:-1], text)


@lru_cache(maxsize=1024)
def _sign(character: str) -> str:
    """What stands for one character: a sign, its letter without the accent, or a question mark a cell."""
    if character in _SIGNS:
        return _SIGNS[character]
    width = cell_len(character)
    plain = "".join(part for part in unicodedata.normalize("NFKD", character) if part.isascii())
    return plain if plain and len(plain) == width and plain.isprintable() else "?" * width
