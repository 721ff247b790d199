"""Comparing names as people write them."""

from __future__ import annotations

import re
from typing import Final

_NOT_WORD: Final = re.compile(r"[^a-z0-9%+]+")


def normal(text: str) -> str:
    """`text` in the form in which two spellings of one name are equal.

    >>> normal("Children's Homes (%)") == normal("CHILDREN’S  homes %")
    True
    """
    text = text.casefold().replace("&", " and ").replace("'", "").replace("’", "")
    return _NOT_WORD.sub(" ", text).strip()


def alike(one: str, other: str) -> float:
    """How alike two names are, 0 to 1: the share of words that both have (Jaccard's index)."""
    first, second = set(normal(one).split()), set(normal(other).split())
    return len(first & second) / len(first | second) if first and second else 0.0
