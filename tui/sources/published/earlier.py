"""Titles that say in words that they are of an earlier month: "Previous RAG", "Last month's target"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from tui.sources.published.other_periods import Aside
from tui.sources.published.titles import kind_of, says_month_only

if TYPE_CHECKING:
    from tui.sources.published.titles import Kind

_SPAN: Final = r"(?:months?|mths?|quarters?|qtrs?|years?|yrs?|periods?|reports?)"
_PHRASE: Final = rf"(?:(?:previous|prev|prior|preceding)(?: reporting)?(?: {_SPAN})?|last {_SPAN})"
_EARLIER: Final = re.compile(rf"{_PHRASE}(?: (?P<after>.+))?|(?P<before>.+?)(?: (?:in|for|of|from))? {_PHRASE}")
_LAST_MONTH: Final = re.compile(r"(?:last|previous|prev|prior|preceding) (?:months?|mth)(?: (?P<rest>.+))?")
_WHAT: Final[dict[Kind, str]] = {"rating": "rating", "direction": "arrow", "target": "target"}
_ANY_FIGURE: Final = "performance"
"""Heads ratings where it stands alone; in a longer title it can as well be the figure."""


def says_last_month(words: str) -> bool:
    """Whether normal words head the figures of the month before the scorecard's own."""
    match = _LAST_MONTH.fullmatch(words)
    return match is not None and says_month_only(match["rest"] or "")


def says_earlier(words: str) -> bool:
    """Whether normal words say that what stands below them is of an earlier month, and nothing else."""
    return re.fullmatch(_PHRASE, words) is not None


@lru_cache(maxsize=1024)
def earlier_mark(words: str) -> Aside | None:
    """Why a column with this title in normal words is not read, where it holds earlier ratings; null for any other."""
    match = _EARLIER.fullmatch(words)
    rest = (match["after"] or match["before"]) if match else None
    kind = kind_of(rest) if rest and rest != _ANY_FIGURE else None
    if kind not in _WHAT:
        return None
    return Aside(f"is an earlier {_WHAT[kind]}, not the scorecard's own", "warning" if kind == "target" else "info")
