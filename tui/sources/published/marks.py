"""Ratings and arrows as page readers see them."""

from __future__ import annotations

import re
from typing import Final

# Amber comes with a Latin, a Greek or a Cyrillic letter: they look the same on the page.
_RATINGS: Final = {
    "r": "R",
    "red": "R",
    "a": "A",
    "\u0391": "A",  # Greek capital alpha
    "\u03b1": "A",
    "\u0410": "A",  # Cyrillic capital a
    "\u0430": "A",
    "amber": "A",
    "g": "G",
    "green": "G",
}

_ARROWS: Final = {
    "↑": "up",
    "▲": "up",
    "⬆": "up",
    "⇧": "up",
    "↗": "up",
    "\\uparrow": "up",
    "\\nearrow": "up",
    "^": "up",
    "up": "up",
    "↓": "down",
    "▼": "down",
    "⬇": "down",
    "⇩": "down",
    "↘": "down",
    "\\downarrow": "down",
    "\\searrow": "down",
    "down": "down",
    "↔": "same",
    "→": "same",
    "⬌": "same",
    "►": "same",
    "=": "same",
    "\\leftrightarrow": "same",
    "\\rightarrow": "same",
    "same": "same",
    "no change": "same",
}

_DASHES: Final = re.compile(r"[-\u2010-\u2015\u2212.]{1,4}")
_SYMBOLS: Final = re.compile(r"\[(?:z|x|c|k|u|low|:|~)\]", re.IGNORECASE)
"""What DfE's files write for a figure that is missing; without its brackets an x could be a cross."""

_NO_MARK: Final = frozenset(
    "n/a|na|n.a.|n/k|not applicable|tbc|tba|tbd|to be confirmed|to be agreed|nya|not yet available|awaited"
    "|awaiting data|pending|not available|unavailable|no data|not due|none|nil|no rag|no rating|not rated|unrated"
    "|no target|not set|no target set|blank|monitor|monitoring|monitor only|suppressed".split("|")
)
"""Words that say on purpose that there is no rating or arrow."""

_UP_ARROW_MISREAD: Final = "1"
_AROUND_AN_ARROW: Final = " ()$.\ufe0e\ufe0f"


def parse_rating(text: str) -> str | None:
    """`R`, `A` or `G`; null for anything else."""
    return _RATINGS.get(text.strip(" ()").casefold())


def parse_arrow(text: str) -> str | None:
    """`up`, `down` or `same` for what is surely an arrow; null for anything else."""
    return _ARROWS.get(text.strip(_AROUND_AN_ARROW).casefold())


def parse_direction(text: str) -> str | None:
    """As `parse_arrow`, for a cell of the direction column: there, page readers take an up arrow for a 1."""
    return "up" if text.strip(_AROUND_AN_ARROW) == _UP_ARROW_MISREAD else parse_arrow(text)


def says_no_mark(text: str) -> bool:
    """Whether a cell says that there is no rating or arrow: "n/a", "tbc", "[x]", a dash; blank is not asked about.

    >>> [says_no_mark(text) for text in ("N/A", "–", "x")]
    [True, True, False]
    """
    bare = text.strip("[]() ").casefold()
    return bare in _NO_MARK or is_dash(text) or _SYMBOLS.fullmatch(text.strip()) is not None


def is_dash(text: str) -> bool:
    """Whether a cell is filled only so that it is not blank: "-", "..."."""
    return _DASHES.fullmatch(text.strip("[]() ")) is not None
