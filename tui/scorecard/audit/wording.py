"""How findings speak: months, lists, amounts and names in plain sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import Any, Final

from tui.scorecard.periods import MONTHS, add_months, long_label

_LONGEST_NAME: Final = 40
_MOST_MONTHS: Final = 6
_NUMBERS: Final = "no one two three four five six seven eight nine ten eleven twelve".split()
_ORDINALS: Final = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_PERCENT_IN_NAME: Final = re.compile(r"\s*\(?%\)?(?=\s|$)")
_CAPITALISED: Final = re.compile(r"\s[A-Z][a-z]")


def listed(words: Iterable[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    words = list(words)
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else ""


def few(words: Sequence[str], most: int = 6) -> str:
    """As `listed`, but no more than `most` of them: `a, b and 7 others`."""
    rest = len(words) - most
    return listed(words) if rest <= 1 else f"{', '.join(words[:most])} and {rest} others"


def number_word(number: int) -> str:
    """`three`; in digits from 13."""
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def ordinal(number: int) -> str:
    """`third`; in digits from 13."""
    if number <= len(_ORDINALS):
        return _ORDINALS[number - 1]
    suffix = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th") if number % 100 not in (11, 12, 13) else "th"
    return f"{number}{suffix}"


def months(periods: Sequence[date]) -> str:
    """`April, May and July 2023`; `April to August 2023` for a run; `9 months up to May 2023` for many others."""
    if len(periods) > 2 and all(add_months(one, 1) == other for one, other in pairwise(periods)):
        return f"{_before(periods[0], periods[-1])} to {long_label(periods[-1])}"
    if len(periods) > _MOST_MONTHS:
        return f"{len(periods)} months up to {long_label(periods[-1])}"
    return listed([*(_before(period, periods[-1]) for period in periods[:-1]), long_label(periods[-1])])


def from_to(before: tuple[str, date], after: tuple[str, date]) -> str:
    """`from 20% in August to 24% in September 2023`"""
    (old, then), (new, now) = before, after
    return f"from {old} in {_before(then, now)} to {new} in {long_label(now)}"


def _before(period: date, last: date) -> str:
    return MONTHS[period.month - 1] if period.year == last.year else long_label(period)


def subject(name: str) -> str:
    """An indicator's name as the subject of a sentence; "the figure" where it is too long to read as one.

    >>> subject("Re-referrals within a year %"), subject("MASH contacts")
    ('re-referrals within a year', 'MASH contacts')
    """
    name = _PERCENT_IN_NAME.sub("", name).strip()
    if not name or len(name) > _LONGEST_NAME:
        return "the figure"
    proper = name[1:2].isupper() or _CAPITALISED.search(name)
    return name if proper else name[0].lower() + name[1:]


def sentence(text: str) -> str:
    """`text` with a capital first letter and a full stop."""
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


def amount(value: float, digits: int, unit: str) -> str:
    """A number as a scorecard writes it: `21%`, `651`, `13.5`."""
    return f"{value:,.{digits}f}{'%' if unit == 'percent' else ''}"


def difference(value: float, digits: int, unit: str) -> str:
    """How far apart two figures are: `6 points`, `1 point`, `26`."""
    text = f"{abs(value):,.{digits}f}"
    return f"{text} point{'' if text == '1' else 's'}" if unit == "percent" else text


def places(row: dict[str, Any], *columns: str) -> tuple[str, ...]:
    """The places in these columns of a row, each once, without those that are not known."""
    return tuple(dict.fromkeys(place for column in columns if (place := row[column])))
