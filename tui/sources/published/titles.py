"""What people call the columns of a scorecard."""

from __future__ import annotations

import re
from typing import Final, Literal

from tui.scorecard.period_texts import YEAR, find_year
from tui.scorecard.periods import MONTHS
from tui.scorecard.words import normal

Kind = Literal[
    "ref",
    "name",
    "area",
    "month",
    "current",
    "previous",
    "target",
    "comparator",
    "trend",
    "rating",
    "direction",
    "polarity",
    "unknown",
]

_TITLES_BY_KIND: Final[dict[Kind, str]] = {
    "ref": "ref|ref no|ref number|reference|indicator ref|pi ref|kpi ref|measure ref|no|number|id|code|indicator no"
    "|indicator number|indicator id|indicator code|kpi no|kpi id|kpi code|pi no",
    "name": "indicator|indicator name|performance indicator|measure|description|pi|kpi|kpi name|measure name"
    "|indicator description|measure description|performance measure|key performance indicator|pi name|kpi description",
    "area": "service area|area|service",
    "current": "current|current performance|current month|latest|latest performance|current perf|current value"
    "|current figure|latest value|latest figure|latest month|this month|in month|in month performance|actual",
    "previous": "previous year|prev year|last year|previous years outturn|outturn|previous year outturn|prior year"
    "|last years outturn|last year outturn|previous outturn|year end outturn|prev year outturn|previous yr|last yr"
    "|prev yr|prior yr",
    "target": "target|current target|annual target|local target|monthly target|year end target|target value|goal|tgt",
    "trend": "last 12 months|trend|sparkline|12 month trend",
    "rating": "performance|rag|rag rating|rating|rag status|status|rag in month|in month rag|current rag|rag current",
    "direction": "direction of travel|dot|direction|travel|dot in month|d o t|direction of travel in month",
    "polarity": "good perf is|good performance is|good performance|polarity|good is|good to be|desired direction",
}
TITLES: Final = {title: kind for kind, titles in _TITLES_BY_KIND.items() for title in titles.split("|")}
LONGEST_TITLE: Final = 28
"""No title of a ref or name column is as long: most cells of most rows need no closer look."""

NAMING_TITLES: Final = frozenset(title for title, kind in TITLES.items() if kind in ("ref", "name"))
"""A heading has one of these."""

_YEAR_IN_BRACKETS: Final = re.compile(rf"\(?{YEAR}\)?")
_SHORT_YEARS: Final = re.compile(r"\(?(?<![\d/.-])(\d{2})\s*[-\u2010-\u2014\u2212]\s*(\d{2})(?![\d%/.-])\)?")
"""22-23: a year where the second number is the next one."""

_YEAR_AGO: Final = frozenset(
    "same period last year|same period previous year|same month last year|same month previous year"
    "|this time last year|same time last year|same period prior year|same month prior year".split("|")
)
_REGIONS: Final = frozenset(
    "north east|north west|yorkshire and the humber|yorkshire and humber|east midlands|west midlands|east of england"
    "|london|inner london|outer london|south east|south west".split("|")
)
"""Those of England; nothing else in a heading is called so."""

_MEAN: Final = re.compile(r"\b(?:average|ave|avg|mean|benchmarks?|bench)\b")
_ABBREVIATED: Final = "|".join(f"{month[:3]}(?:{month[3:]})?" if month != "May" else month for month in MONTHS)
_MONTH: Final = rf"\b(?:{_ABBREVIATED}|sept)\b\.?[\s\-/,_\u2010-\u2014\u2212]*['\u2019]?(?:\d{{4}}|\d{{2}})(?!\d)"
"""Compiled once it is needed: most titles have no month beside other words."""

_MONTHS: Final = tuple(month[:3].lower() for month in MONTHS)
_OF_A_MONTH: Final = frozenset(
    "actual|actuals|value|figure|result|performance|perf|outturn|in month|monthly|month|data|position".split("|")
)
"""What stands beside a month that says no more than that it is the month's figure."""


def kind_of(words: str) -> Kind | None:
    """The kind of column that these normal words head; null where they head none by themselves."""
    return TITLES.get(words)


def without_year(title: str) -> str:
    """A title's normal words without the year in it."""
    rest = _YEAR_IN_BRACKETS.sub(" ", title)
    return normal(_SHORT_YEARS.sub(" ", title) if rest == title and year_of(title) else rest)


def year_of(title: str) -> str | None:
    """The year in a title, as it is written there ("21/22"), or as 2021/22 where that is 21-22; null for none."""
    if year := find_year(title):
        return year
    match = _SHORT_YEARS.search(title)
    first, second = (int(match[1]), int(match[2])) if match else (0, 0)
    return f"20{first:02d}/{second:02d}" if match and second == first + 1 else None


def says_a_year_ago(words: str) -> bool:
    """Whether normal words head the figures of the scorecard's month, a year before."""
    return words in _YEAR_AGO


def is_region(words: str) -> bool:
    """Whether normal words are a region of England and nothing else."""
    return words in _REGIONS


def without_mean(words: str) -> str:
    """Whose average it is: "stat neigh ave" is that of "stat neigh"."""
    return normal(_MEAN.sub(" ", words))


def month_within(title: str) -> tuple[str, str] | None:
    """The month that stands in a longer title, and the other words: "Actual (Sep-23)"; null where none stands there."""
    lowered = title.lower()
    if not any(month in lowered for month in _MONTHS):
        return None
    match = re.search(_MONTH, title, re.IGNORECASE)
    return (match[0], without_year(title[: match.start()] + " " + title[match.end() :])) if match else None


def says_month_only(words: str) -> bool:
    """Whether words beside a month add nothing to it."""
    return not words or words in _OF_A_MONTH
