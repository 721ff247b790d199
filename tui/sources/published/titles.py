"""What people call the columns of a scorecard."""

from __future__ import annotations

import re
from typing import Final, Literal

from tui.scorecard.periods import MONTHS, YEAR
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
    "|last years outturn|last year outturn|previous outturn|year end outturn|prev year outturn|previous yr|last yr",
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
    return normal(_YEAR_IN_BRACKETS.sub(" ", title))


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
