"""What an indicator can be filtered and compared by: the fields of the filter language.

Beside those with a name of their own there is one for each month (`2023-04`) and one for each comparator (`england`).
Numbers are in the indicator's own unit.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date
from functools import lru_cache
from operator import not_
from typing import Final

from tui.scorecard import field_reads, field_texts, readings
from tui.scorecard.criteria import Criterion
from tui.scorecard.field_kinds import (
    Choice,
    Field,
    choice_field,
    figure_field,
    number_field,
    text_field,
    yes_no,
)
from tui.scorecard.finding import KINDS
from tui.scorecard.missing import MISSING_WORDS
from tui.scorecard.period_texts import parse_period
from tui.scorecard.periods import key as month_key
from tui.scorecard.periods import long_label
from tui.scorecard.query_scan import quote, unquote
from tui.scorecard.readings import NONE
from tui.scorecard.review import STATE_WORDS

USUAL_COMPARATORS: Final = ("gm", "nw", "sn", "england")
"""Keys of the bundled catalogue's comparators; those of another council's are given to whoever reads a query."""

BENCHMARK: Final = "benchmark."
"""Stands before the key of any comparator: `benchmark.london`, `benchmark."South East"`."""

ALIASES: Final = {"current": "value", "rating": "rag", "direction": "dir", "sig": "signal", "review": "state"}
"""Other names of fields: what the columns of the table are called."""

_LONGEST_NAME: Final = 20
"""No month is written longer, and no name of a field."""

_BARE_KEY: Final = re.compile(r"[\w.-]+", re.ASCII)

_RATINGS: Final[dict[str, str]] = {"r": "red", "a": "amber", "g": "green", NONE: "unrated"}
_RATINGS_ALSO: Final = {word: (told,) for word, told in _RATINGS.items()}
_DIRECTIONS: Final = {
    "up": "arrow up, as published",
    "down": "arrow down, as published",
    "same": "arrow for no change, as published",
    NONE: "no arrow published",
    "better": "better than last month",
    "worse": "worse than last month",
}
_SIGNALS: Final = {
    "concern": "special cause for the worse",
    "improving": "special cause for the better",
    "changed": "special cause where no direction is good",
    "special": "any special cause",
    "common": "no special cause",
    "no_variation": "the same every month",
    "too_few": "too few months to tell",
    NONE: "no signal can be read from it",
}
_FINDINGS: Final = {
    "yes": "the audit found something",
    "no": "the audit found nothing",
    "error": "the scorecard contradicts itself",
    "warning": "it does by any usual rule, or a figure is missing",
    "info": "worth knowing",
    **dict.fromkeys(map(str, KINDS), "one kind of finding"),
}
_MISSING: Final = {"yes": "no current figure", "no": "a current figure", **MISSING_WORDS}
_UNITS: Final = {"count": "number", "percent": "per cent", "rate": "rate per 10,000", "ratio": "ratio"}
_POLARITIES: Final = {
    "high": "high is good",
    "low": "low is good",
    "near": "good near its target",
    NONE: "neither high nor low is good",
}
_BASES: Final = {
    "month": "in the month",
    "ytd": "year to date",
    "rolling_12": "rolling 12 months",
    "quarter": "quarterly",
    "snapshot": "at month end",
    NONE: "not known to the catalogue",
}
_TARGETS: Final = yes_no(field_reads.has_target, "a target is published", "no target is published")
_NO_HEAD: Final = Choice(NONE, "no head of service is published", Criterion(field_reads.has_head, not_))
_ASSIGNED: Final = (
    *yes_no(field_reads.is_assigned, "somebody's", "nobody's"),
    Choice(NONE, "nobody's", Criterion(field_reads.is_assigned, not_)),
)

_ALL: Final = (
    choice_field(
        "rag", "published rating", ("rag:r", "rag:r,a", "-rag:g"), field_reads.ratings, _RATINGS, _RATINGS_ALSO
    ),
    text_field(
        "area",
        "service area: letters of its refs, or words of its name; = the whole name",
        ("area:cin", "area:safeguarding", 'area="Front Door"'),
        field_texts.in_area,
        field_texts.area,
    ),
    choice_field(
        "dir",
        "published arrow, or the change since last month: better, worse",
        ("dir:worse", "dir:up,same"),
        field_reads.directions,
        _DIRECTIONS,
    ),
    number_field(
        "gap",
        "how far on the wrong side of the target; negative is better than it",
        ("gap>5", "gap:3..8", "gap<=0"),
        readings.adverse_gap,
    ),
    choice_field(
        "signal",
        "what the control chart says of the latest month",
        ("signal:concern", "signal:special"),
        field_reads.signals,
        _SIGNALS,
    ),
    Field(
        "reviewed",
        "whether an analyst is done with it: reviewed or escalated",
        ("reviewed:no",),
        yes_no(field_reads.is_decided, "reviewed or escalated", "still to be decided"),
    ),
    choice_field(
        "state",
        "state of the review",
        ("state:open", "state:explain"),
        field_reads.states,
        {str(state): words for state, words in STATE_WORDS.items()},
        {"needs_explanation": ("explain",)},
    ),
    Field(
        "comment",
        "whether there is commentary",
        ("comment:no",),
        yes_no(readings.has_comment, "there is commentary", "there is none"),
    ),
    text_field(
        "assigned",
        "whose it is, by the beginning of a name",
        ("assigned:ada", "assigned:none"),
        field_texts.person(field_texts.assigned),
        field_texts.assigned,
        _ASSIGNED,
    ),
    choice_field(
        "derived",
        "rating that its rule gives",
        ("derived:r", "derived:none"),
        field_reads.derived_ratings,
        _RATINGS,
        _RATINGS_ALSO,
    ),
    number_field(
        "months", "months in a row at the published rating", ("months>=3", "rag:r months=1"), readings.months_at_rating
    ),
    Field(
        "worst",
        "worse than every comparator it can be compared with",
        ("worst:yes",),
        yes_no(readings.worse_than_all, "worse than all", "not worse than all, or not compared"),
    ),
    choice_field(
        "finding",
        "what the audit found: a kind, or how grave",
        ("finding:yes", "finding:arrow", "finding:error"),
        field_reads.findings,
        _FINDINGS,
    ),
    figure_field("value", "current figure", ("value>=90%", "value:10..20", "value:suppressed"), readings.current),
    Field(
        "target",
        "published target, by either end; = the whole of it",
        ("target:no", "target>90", "target=20..24"),
        _TARGETS,
        field_texts.target,
        ordered=True,
        literal=True,
        expects="a number",
    ),
    number_field(
        "vtarget", "figure less its target, as the table shows it", ("vtarget=-11", "vtarget<0"), readings.signed_gap
    ),
    number_field("change", "change since last month", ("change>0", "change<=-5pp"), readings.change),
    number_field(
        "lastyear", "change against last year", ("lastyear<0", "lastyear:none"), readings.change_since_last_year
    ),
    number_field("trend", "latest less earliest of twelve months", ("trend<0", "trend=0"), readings.trend),
    figure_field("previous", "last year's figure", ("previous>80", "previous:none"), readings.previous),
    choice_field(
        "missing",
        "whether, or why, there is no current figure",
        ("missing:yes", "missing:blank"),
        field_reads.missing,
        _MISSING,
    ),
    text_field(
        "ref",
        "beginning of the ref; = the whole ref",
        ("ref:cin2", "ref=CIN2"),
        field_texts.begins_ref,
        field_texts.ref,
    ),
    text_field(
        "name",
        "words of the name; in quotes a run of its text",
        ("name:contacts", 'name:"initial contacts"'),
        field_texts.in_name,
        field_texts.name,
    ),
    text_field(
        "head",
        "head of service, by the beginning of a name",
        ("head:ada", "head:none"),
        field_texts.person(readings.head_of_service),
        readings.head_of_service,
        (_NO_HEAD,),
    ),
    choice_field("unit", "unit", ("unit:percent", "unit:rate"), field_reads.units, _UNITS),
    choice_field("polarity", "which direction is good", ("polarity:low",), field_reads.polarities, _POLARITIES),
    choice_field("basis", "what a month's figure counts", ("basis:ytd", "basis:month"), field_reads.bases, _BASES),
)

FIELDS: Final = {field.name: field for field in _ALL}
"""The fields with a name of their own, the most used first."""

FIELD_HELP: Final = (
    *((field.name, field.help, field.examples) for field in _ALL),
    ("2023-04", "figure of a month", ("2023-04<70", "apr-23:none")),
    ("england", "a comparator's figure, by its key", ("england<20", "gm:none", "benchmark.england>=20")),
)
"""Name, help and examples of every field."""


def find_field(name: str, comparators: Collection[str] = USUAL_COMPARATORS) -> Field | None:
    """The field of a name as typed: one of its own, a comparator's or a month's; null where there is none such."""
    wanted = name.casefold()
    if field := FIELDS.get(ALIASES.get(wanted, wanted)):
        return field
    if wanted.startswith(BENCHMARK) and len(wanted) > len(BENCHMARK):
        return comparator_field(name, _key_of(name[len(BENCHMARK) :]))
    if key := next((each for each in comparators if each.casefold() == wanted), None):
        return comparator_field(key, key)
    month = _month(name)
    return month_field(month) if month else None


@lru_cache(maxsize=256)
def month_field(month: date) -> Field:
    """The field of a month's figure."""
    name = month_key(month)
    return figure_field(name, f"figure of {long_label(month)}", (f"{name}>50",), readings.figure_of(month))


@lru_cache(maxsize=256)
def comparator_field(name: str, key: str) -> Field:
    """The field of a comparator's figure."""
    return figure_field(name, "a comparator's figure", (f"{name}>50",), readings.figure_of_comparator(key))


def comparator_name(key: str) -> str:
    """The name of a comparator's field that every query can be read with, whatever the key is."""
    if key in USUAL_COMPARATORS:
        return key
    return f"{BENCHMARK}{key if _BARE_KEY.fullmatch(key) else quote(key)}"


def near_names(name: str, comparators: Collection[str] = USUAL_COMPARATORS) -> Sequence[str]:
    """The names of fields that are spelt like this one, the nearest first."""
    from difflib import get_close_matches  # only on this path: it costs every start otherwise

    known = [*FIELDS, *ALIASES, *comparators]
    return get_close_matches(name.casefold(), known, 1, 0.5) if len(name) <= _LONGEST_NAME else []


def _key_of(text: str) -> str:
    return unquote(text[1:-1]) if text.startswith('"') else text


def _month(name: str) -> date | None:
    return parse_period(name) if len(name) <= _LONGEST_NAME else None
