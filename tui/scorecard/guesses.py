"""What the words and figures of an indicator let one guess of it, each guess with what it comes from.

Names are matched by words; the first rule that fits counts. Where none does, the guess is the cautious one: no
polarity, the month, a count.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

import msgspec

from tui.scorecard.catalogue import Basis, Polarity, Unit
from tui.scorecard.values import parse_value
from tui.scorecard.words import normal

NO_WORDS: Final = "no words for it"
_MOST_DECIMALS: Final = 4

# Words of `normal`: small letters, no punctuation but % and +. What is bad comes first: "not in time" is not "in time".
_LOW: Final[tuple[tuple[Polarity, str], ...]] = (
    ("low", r"not (?:in time|within|in timescale|completed|attended|seen|visited)"),
    ("low", r"(?:open |plans? )?(?:over|more than|longer than) (?:\d+ ?\+?|one|two|three|six) (?:months?|years?|m)"),
    ("low", r"missing|absences?|absent|re ?referrals?|repeat (?:referrals?|plans?|child protection)"),
    ("low", r"inadequate|vacanc(?:y|ies)|sickness|turnover|agency (?:staff|workers?)|caseloads?|overdue|late"),
    ("low", r"drift|unallocated|breakdowns?|placement moves|exclusions?|not in need"),
    ("low", r"average (?:number of )?(?:days|weeks|time)|waiting (?:times?|lists?)"),
)
_HIGH_AS_A_SHARE: Final[tuple[tuple[Polarity, str], ...]] = (
    ("high", r"timel(?:y|iness)|(?:in|on) time|(?:in|within) timescales?|in date|up to date"),
    ("high", r"(?:within|under|in) \d+ ?(?:hrs?|hours?|days?|weeks?|working days?|months?)"),
    ("high", r"completed|attend(?:ed|ances?)|in touch|seen|visited|current"),
    ("high", r"contacted|contact made|(?:in|regular|birthday|family) contact"),
    ("high", r"(?:rated )?(?:good|outstanding)|eet|education employment|suitable accommodation|plan in place"),
)
_BASES: Final[tuple[tuple[Basis, str], ...]] = (
    ("ytd", r"ytd|y t d|year to date|cumulative|since april"),
    ("rolling_12", r"(?:12|twelve) months? rolling|rolling (?:12|twelve)|rolling year|12m rolling|rolling rate"),
    ("quarter", r"quarter(?:ly|s)?|q[1-4]|qtr(?:ly)?"),
    ("month", r"in (?:the )?month|each month|this month|per month|monthly"),
    ("snapshot", r"(?:at )?(?:month|period|year) end|at (?:the )?end of|snapshot|as at|currently"),
    ("snapshot", r"open|(?:number|no) of (?:\w+ ){0,4}(?:plans?|cases?|children)|caseloads?|cases"),
)
_RATE: Final = r"rates?|per 10 ?000|per 10k"
_PERCENT: Final = r"%|percent(?:age)?|per cent|proportion"
_COMPARATORS: Final = (
    ("national", r"england|national|nat|english"),
    ("neighbours", r"stat(?:istical)? neigh\w*|neighbours?|sn|snn"),
    ("region", r"region(?:al)?|(?:north|south|east|west) (?:west|east|midlands)|east of england|london|yorkshire.*"),
)


class Guess(msgspec.Struct, frozen=True):
    """`value`, and what it comes from in words of ours; `sure` where it is read off the figures and not guessed."""

    value: str
    why: str
    sure: bool = False


def polarity(name: str, unit: str) -> Guess:
    """Which way an indicator is good, from its name: high, low or none.

    How many visits were completed is good neither way; what share of them was, is.
    """
    return _by_words(name, (*_LOW, *_HIGH_AS_A_SHARE) if unit == "percent" else _LOW, "none")


def basis(name: str) -> Guess:
    """What time a figure is of, from its name."""
    return _by_words(name, _BASES, "month")


def unit(name: str, texts: Sequence[str]) -> Guess:
    """The unit, from the % signs of the published figures, else from the name; a count where nothing says another."""
    figures = [value for text in texts if (value := parse_value(text)).number is not None]
    signs = sum(value.percent for value in figures)
    if signs:
        share = "all" if signs == len(figures) else f"{signs} of {len(figures)}"
        return Guess(_unit("percent"), f"a % sign in {share} figures", sure=signs == len(figures))
    words = normal(name)
    if found := _match(_RATE, words):
        return Guess(_unit("rate_per_10000"), f"“{found}”")
    if found := _match(_PERCENT, words):
        return Guess(_unit("percent"), f"“{found}”")
    return Guess(_unit("count"), "no % sign and no word for a share or a rate")


def decimals(texts: Sequence[str]) -> Guess:
    """How many digits after the point the figures mostly have; the more of two that are as common."""
    found = Counter(value.decimals for text in texts if (value := parse_value(text)).number is not None)
    if not found:
        return Guess("0", "no figure")
    most, times = max(found.items(), key=lambda item: (item[1], item[0]))
    total = found.total()
    kept = min(most, _MOST_DECIMALS)
    return Guess(str(kept), f"{times} of {total} figures have {most}", sure=len(found) == 1 and kept == most)


def comparator_kind(name: str) -> Guess:
    """What kind of comparator bears a name: national, neighbours or region, else group."""
    words = normal(name)
    for kind, pattern in _COMPARATORS:
        if re.fullmatch(rf"(?:.* )?(?:{pattern})(?: .*)?", words):
            return Guess(kind, "its name")
    return Guess("group", NO_WORDS)


def _unit(unit: Unit) -> str:
    return unit


def _by_words(name: str, rules: Sequence[tuple[str, str]], otherwise: str) -> Guess:
    words = normal(name)
    for value, pattern in rules:
        if found := _match(pattern, words):
            return Guess(value, f"“{found}”")
    return Guess(otherwise, NO_WORDS)


def _match(pattern: str, words: str) -> str | None:
    """The words that a pattern finds, whole ones; they are letters and digits, whatever the name holds."""
    found = re.search(rf"(?:^|(?<= ))(?:{pattern})(?= |$)", words)
    return found[0].strip() if found else None
