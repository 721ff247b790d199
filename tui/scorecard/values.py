"""What a published cell says: a number, or missing for a named reason."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

import msgspec

from tui.scorecard.missing import (
    BLANK,
    NOT_APPLICABLE,
    NOT_YET_AVAILABLE,
    ROUNDS_TO_ZERO,
    SUPPRESSED,
    UNAVAILABLE,
    UNREADABLE,
)

# Words of scorecards first, then the symbols of DfE's files (`z x c k low` now; `: .. * ~` before).
_REASONS: Final = {
    "": BLANK,
    "not yet available": NOT_YET_AVAILABLE,
    "nya": NOT_YET_AVAILABLE,
    "awaited": NOT_YET_AVAILABLE,
    "tbc": NOT_YET_AVAILABLE,
    "n/a": NOT_APPLICABLE,
    "na": NOT_APPLICABLE,
    "not applicable": NOT_APPLICABLE,
    "z": NOT_APPLICABLE,
    ".": NOT_APPLICABLE,
    "-": UNAVAILABLE,
    "not available": UNAVAILABLE,
    "unavailable": UNAVAILABLE,
    "x": UNAVAILABLE,
    "u": UNAVAILABLE,  # alone; after a number it marks low reliability
    ":": UNAVAILABLE,
    "..": UNAVAILABLE,
    "c": SUPPRESSED,
    "*": SUPPRESSED,
    "~": SUPPRESSED,
    "suppressed": SUPPRESSED,
    "low": ROUNDS_TO_ZERO,
    "k": ROUNDS_TO_ZERO,
}

_NUMBER: Final = re.compile(
    r"(?P<sign>[-+])?£?(?=\.?\d)(?P<whole>\d{1,3}(?:,\d{3}){1,4}|\d{0,15})(?:\.(?P<fraction>\d{1,20}))?"
    r"(?:E(?P<exponent>[-+]?\d{1,2}))?\s*(?P<percent>%)?"  # spreadsheets and DfE's files write 2.8E-2
    r"(?:\s*\[?u\]?)?",  # DfE's mark of low reliability: still a value
    re.ASCII | re.IGNORECASE,
)
_RANGE: Final = re.compile(r"(?P<low>[\d.,]+\s*%?)\s*(?:-|to)\s*(?P<high>[\d.,]+\s*%?)", re.IGNORECASE)
_AT_MOST: Final = re.compile(
    r"(?:<=?|≤|under|below|fewer than|less than|at most|no more than|up to)\s*(?P<limit>[\d.,]+\s*%?)",
    re.IGNORECASE,
)
_AT_LEAST: Final = re.compile(
    r"(?:>=?|≥|over|above|more than|at least|no less than)\s*(?P<limit>[\d.,]+\s*%?)"
    r"|(?P<plus>[\d.,]+\s*%?)\s*\+",
    re.IGNORECASE,
)
_SPACES: Final = re.compile(r"[\s\u00a0\u2007\u202f\u200b\ufeff]+")
_MINUS: Final = str.maketrans("−–—‐‑", "-----")


class Value(msgspec.Struct, frozen=True, gc=False):
    """One published cell.

    `number` is in the unit as published (84.0 for "84%"); exactly one of `number` and `missing` is null.
    `decimals` counts the digits after the point as published, `percent` says whether a % sign stands there.
    """

    text: str
    number: float | None = None
    missing: str | None = None
    decimals: int = 0
    percent: bool = False


class Target(msgspec.Struct, frozen=True, gc=False):
    """A published target: both ends of a range, one end for a limit in words, none where it is only words."""

    text: str
    low: float | None = None
    high: float | None = None


def tidy_spaces(text: str) -> str:
    """`text` with every run of white space (the invisible kinds too) as one blank, none at the ends."""
    return _SPACES.sub(" ", text).strip()


@lru_cache(maxsize=4096)
def parse_value(text: str) -> Value:
    """Read one cell; what is neither a number nor a known word is missing as *unreadable*.

    >>> parse_value("1,107").number, parse_value("84%").percent, parse_value("[c]").missing
    (1107.0, True, 'suppressed')
    """
    text = tidy_spaces(text)
    plain = text.translate(_MINUS)
    if match := _NUMBER.fullmatch(plain):
        sign, whole, fraction, percent = match["sign"], match["whole"], match["fraction"], match["percent"]
        exponent = int(match["exponent"] or 0)
        number = float(f"{whole.replace(',', '') or 0}.{fraction or 0}e{exponent}")
        decimals = max(len(fraction or "") - exponent, 0)
        return Value(text, -number if sign == "-" else number, None, decimals, bool(percent))
    bare = plain.strip("[]() ").casefold()
    reason = _REASONS.get(bare, UNREADABLE) if bare or not text else UNREADABLE
    return Value(text, missing=reason)


@lru_cache(maxsize=1024)
def parse_target(text: str) -> Target | None:
    """Read a target cell: a number, a range ("20-24%"), a limit ("fewer than 85"); null where there is none.

    What is only words ("above statistical neighbour average", "n/a") keeps them and has no ends.
    """
    value = parse_value(text)
    if value.number is not None:
        return Target(value.text, value.number, value.number)
    if value.missing == BLANK:
        return None
    plain = value.text.translate(_MINUS)
    if match := _RANGE.fullmatch(plain):
        ends = parse_value(match["low"]).number, parse_value(match["high"]).number
        if ends[0] is not None and ends[1] is not None and ends[0] <= ends[1]:
            return Target(value.text, *ends)
    if match := _AT_MOST.fullmatch(plain):
        return Target(value.text, high=parse_value(match["limit"]).number)
    if match := _AT_LEAST.fullmatch(plain):
        return Target(value.text, low=parse_value(match["limit"] or match["plus"]).number)
    return Target(value.text)
