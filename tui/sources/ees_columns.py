"""The columns of DfE's tables: which of them hold figures, and by what code a measure is known in every vintage.

DfE renames columns from one release to the next (`Re_referrals_percent` becomes `rereferral_percent`, `Referrals`
becomes `referral_count`). A measure is therefore known by its name's words: without capitals and plurals, with `re`
joined to its word, and with its unit told apart from them. Equal words and an equal unit are the same measure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

import msgspec

from tui.scorecard.catalogue import Unit
from tui.scorecard.diff.likeness import stems

TABLE_KEYS: Final = ("time_period", "time_identifier", "geographic_level")
"""The columns that every one of DfE's tables has."""

LIST_KEYS: Final = ("sort_order", "metric_display_text", "dataset_name", "value_column")
"""Those of the list of measures on the dashboard's summary page, which holds no figures."""

COLUMN_KEYS: Final = ("col_name", "col_type", "label")
"""Those of the description that comes with a table (`*.meta.csv`), with a line a column of it and no figures."""

_OF_THE_ROW: Final = re.compile(
    r"time_period|time_identifier|geographic_level|(?:old_|new_)?\w+_(?:code|name)|\w+_(?:urn|ukprn|laestab)"
)
"""Columns that say when and where a row is of."""

_PERCENT: Final = frozenset({"percent", "percentage", "pct", "pc", "pt", "perc", "%"})
_COUNT_LAST: Final = frozenset({"count", "number", "num", "no", "n"})
_COUNT_FIRST: Final = frozenset({"number", "num"})
_PER_10000: Final = ("per", "10000")
_SUFFIXES: Final[dict[Unit, str]] = {"count": "", "percent": "pc", "rate_per_10000": "rate", "ratio": "ratio"}
_LETTERS: Final = 5
_WHOLE_WORDS: Final = 2
"""A name of so many words keeps the beginning of each in its code; a longer one their first letters."""


class Measure(msgspec.Struct, frozen=True):
    """What a column measures: its name's words without the unit, and the unit."""

    words: tuple[str, ...]
    unit: Unit


def header_names(cells: Iterable[str]) -> list[str]:
    """The names of columns in the form in which they are compared."""
    return [cell.strip().casefold() for cell in cells]


def of_the_row(name: str) -> bool:
    """Whether a column says of its rows when and where they are of.

    >>> of_the_row("old_la_code"), of_the_row("Category"), of_the_row("Referrals_rate")
    (True, False, False)
    """
    return _OF_THE_ROW.fullmatch(name.strip().casefold()) is not None


def shown_name(name: str) -> str:
    """The name of a column as people read it: `Re referrals percent`."""
    return " ".join(name.replace("_", " ").split())


def measure_of(name: str) -> Measure:
    """The measure that a column's name means.

    >>> measure_of("Re_referrals_percent") == measure_of("rereferral_percent")
    True
    >>> measure_of("Referrals"), measure_of("Referrals_rate").unit
    (Measure(words=('referral',), unit='count'), 'rate_per_10000')
    """
    words = stems(name)
    if words[-2:] == _PER_10000:
        rest = words[:-2]
        return Measure(rest[:-1] if rest[-1:] == ("rate",) else rest, "rate_per_10000")
    if words[-1:] == ("rate",):
        return Measure(words[:-1], "rate_per_10000")
    if words and (words[-1] in _PERCENT or words[0] in _PERCENT):
        return Measure(words[:-1] if words[-1] in _PERCENT else words[1:], "percent")
    if len(words) > 1 and (words[-1] in _COUNT_LAST or words[0] in _COUNT_FIRST):
        return Measure(words[:-1] if words[-1] in _COUNT_LAST else words[1:], "count")
    return Measure(words, "count")


def codes_of(measures: Sequence[Measure]) -> list[str]:
    """The ref of each measure, short and the same in every vintage.

    The same measure has the same code. Different ones whose short codes would be equal have all their words instead.

    >>> codes_of([measure_of("Re_referrals_child_percent"), measure_of("No_Further_Action")])
    ['reref-child-pc', 'nfa']
    """
    short = {measure: _code(measure, _shortened(measure.words)) for measure in measures}
    times = Counter(short.values())
    return [
        short[measure] if times[short[measure]] == 1 else _code(measure, list(measure.words)) for measure in measures
    ]


def _code(measure: Measure, parts: Sequence[str]) -> str:
    return "-".join(filter(None, (*parts, _SUFFIXES[measure.unit]))) or "figure"


def _shortened(words: Sequence[str]) -> list[str]:
    """The beginnings of a few words; of many, their first letters. A word with a number in it is kept whole."""
    if len(words) <= _WHOLE_WORDS:
        return [word[:_LETTERS] for word in words]
    return ["".join(word if any(map(str.isdigit, word)) else word[0] for word in words)]


def says_per_10000(name: str) -> bool:
    """Whether the name of a rate says itself that it is per 10,000."""
    return _PER_10000[1] in stems(name)
