"""Whose scorecard a text is: the authority that its title names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import Final

from tui.scorecard.periods import MONTHS
from tui.scorecard.words import normal
from tui.sources.decoding import Line
from tui.sources.published.columns import names_rows

_LOOKED_AT: Final = 40
"""Lines in which a title stands, above the first headings of columns."""

_HINT: Final = re.compile(r"council|borough|\w\s+child", re.IGNORECASE)
_KINDS: Final = r"(?:county|city|borough|metropolitan|district|unitary|royal|m\.?b\.?)"
_WORD: Final = r"(?!(?i:the|of)\b)[A-Z][\w'’.-]*"
_NAME: Final = rf"(?P<name>{_WORD}(?:\s+(?:(?i:and|of|the|on|upon|in|with|&)\s+)*{_WORD}){{0,5}}?)"
_AFTER: Final = r"(?=\s*$|\s*[-–—|:,(]|\s+(?i:child|score|performance|monthly|council))"
_WAYS: Final = (
    rf"(?:(?i:london|royal|metropolitan)\s+)+(?i:borough)\s+(?i:of)\s+{_NAME}{_AFTER}",
    rf"(?i:city)\s+(?i:of)\s+{_NAME}\s+(?i:{_KINDS}\s+)*(?i:council)\b",
    rf"{_NAME}\s+(?i:{_KINDS}\s+)+(?i:council)\b",
    rf"{_NAME}\s+(?i:council)\b",
    rf"^{_NAME}\s+(?i:children['’]?s['’]?)\s+(?i:(?:social\s+care\s+)?services?)\s+(?i:[\w\s]*?\bscorecard)\b",
)
"""How a title names its authority, the surest first; compiled where something in it hints at one."""

_OF_COUNCILS: Final = frozenset(
    "county city borough metropolitan district unitary royal london council mbc the of".split()
)
_NO_NAMES: Final = frozenset(
    "a all annual children childrens corporate dashboard data draft final for full home integrated latest local monthly"
    " my our outcomes performance quality quarterly quarter region regional report reported safeguarding scorecard"
    " services social summary the this to updated weekly yearly your".split()
).union(*((month.lower(), month[:3].lower()) for month in MONTHS))
"""Words of titles that no authority is called."""


def stated_authority(lines: Sequence[Line]) -> str | None:
    """The authority that a title above the first headings names clearly, without "Council" and the like; else null."""
    for line in islice(lines, _LOOKED_AT):
        if names_rows(line.cells):
            return None
        filled = line.filled()
        if len(filled) == 1 and (name := named_in(filled[0][1])):
            return name
    return None


def named_in(title: str) -> str | None:
    """The authority that one title names clearly, else null."""
    return _named(title) if _HINT.search(title) else None


def same_authority(one: str, other: str) -> bool:
    """Whether two names are of one authority: "Tameside" and "TAMESIDE METROPOLITAN BOROUGH COUNCIL"."""
    first, second = _core(one), _core(other)
    return bool(first) and first == second


def _core(name: str) -> str:
    words = normal(name).split()
    return " ".join(word for word in words if word not in _OF_COUNCILS) or " ".join(words)


def _named(title: str) -> str | None:
    """The name in a title, each part of it by itself: "Scorecard - Foxshire County Council"."""
    for pattern in _WAYS:
        for part in (each.strip() for each in re.split(r"\s+[-–—|]\s+|:\s+", title)):
            match = re.search(pattern, part)
            name = _display(match["name"]) if match else ""
            words = normal(name).split()
            if words and not _NO_NAMES.intersection(words) and not set(words) <= _OF_COUNCILS:
                return name
    return None


def _display(name: str) -> str:
    """A name without what councils are called; in mixed case where it is all capitals."""
    words = name.strip(" .").split()
    while len(words) > 1 and words[-1].casefold() in _OF_COUNCILS:
        words.pop()
    text = " ".join(words)
    if not text.isupper():
        return text
    small = {"and", "of", "the", "on", "upon", "in", "with"}
    return " ".join(word if word in small else word.capitalize() for word in text.lower().split())
