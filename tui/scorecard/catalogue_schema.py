"""What `indicators.toml` may hold: every table, its keys, and what each key must be."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import Any, Final

import msgspec

from tui.scorecard.catalogue import BASES, COMPARATOR_KINDS, IDENTITY_KINDS, POLARITIES, REVIEWABLE, RULE_KINDS, UNITS
from tui.scorecard.triage_weights import TriageWeights

Check = Callable[[Any], bool]


class Rule(msgspec.Struct, frozen=True):
    """What a key must hold."""

    expected: str
    accepts: Check
    required: bool = False


def is_text(value: Any) -> bool:
    """Whether a value is text that says something."""
    return isinstance(value, str) and bool(value.strip())


def _is_int(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def _is_month(value: str) -> bool:
    return re.fullmatch(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])", value) is not None


def _is_rebase(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and value.keys() == {"month", "reason"}
        and _MONTH.accepts(value["month"])
        and is_text(value["reason"])
    )


def _one_of(choices: tuple[str, ...]) -> Rule:
    return Rule(f"one of {', '.join(choices)}", lambda value: value in choices, required=True)


def _list_of(what: str, accepts: Check) -> Rule:
    return Rule(f"a list of {what}", lambda value: isinstance(value, list) and all(map(accepts, value)))


def _review_of(table: str) -> Rule:
    """Keys of an entry, each once."""
    keys = REVIEWABLE[table]
    return Rule(
        f"a list of keys to look at, each once: {', '.join(keys)}",
        lambda value: isinstance(value, list) and all(value.count(key) == 1 and key in keys for key in value),
    )


_TEXT: Final = Rule("text", is_text, required=True)
_OPTIONAL_TEXT: Final = Rule("text", is_text)
_TEXTS: Final = _list_of("texts", is_text)
_MONTH: Final = Rule("a month such as 2023-04", lambda value: isinstance(value, str) and _is_month(value))
_AMOUNT: Final = Rule("a number from 0", lambda value: _is_number(value) and value >= 0)
_LEVEL: Final = Rule("a number", _is_number)
_REBASES: Final = Rule(
    'a list of { month = "2023-04", reason = "..." }',
    lambda value: isinstance(value, list) and all(map(_is_rebase, value)),
)
_PAIRS: Final = _list_of(
    "pairs of refs", lambda pair: isinstance(pair, list) and len(pair) == 2 and all(map(is_text, pair))
)
_NUMBER: Final = Rule("a whole number from 1", lambda value: _is_int(value) and value > 0)
_WEIGHT: Final = Rule("a number from 0 to 1000", lambda value: _is_number(value) and 0 <= value <= 1000)
_CREDIT: Final = Rule("a number from -1000 to 1000", lambda value: _is_number(value) and -1000 <= value <= 1000)

RULES: Final[dict[str, dict[str, Rule]]] = {
    "authority": {"name": _TEXT, "dfe_number": _NUMBER},
    "areas": {
        "name": _TEXT,
        "short_name": _TEXT,
        "order": Rule(_NUMBER.expected, _NUMBER.accepts, required=True),
        "prefix": _TEXT,
        "head_of_service": _OPTIONAL_TEXT,
        "aliases": _TEXTS,
        "review": _review_of("areas"),
    },
    "comparators": {
        "name": _TEXT,
        "short_name": _TEXT,
        "kind": _one_of(COMPARATOR_KINDS),
        "aliases": _TEXTS,
        "members": _list_of("DfE numbers", _is_int),
        "review": _review_of("comparators"),
    },
    "indicators": {
        "name": _TEXT,
        "short_name": _TEXT,
        "area": _TEXT,
        "unit": _one_of(UNITS),
        "polarity": _one_of(POLARITIES),
        "basis": _one_of(BASES),
        "decimals": Rule("a whole number from 0 to 4", lambda value: _is_int(value) and 0 <= value <= 4, required=True),
        "aliases": _TEXTS,
        "numerator": _OPTIONAL_TEXT,
        "denominator": _OPTIONAL_TEXT,
        "twin": _OPTIONAL_TEXT,
        "lait": _OPTIONAL_TEXT,
        "rebase": _REBASES,
        "review": _review_of("indicators"),
    },
    "rules": {
        "kind": _one_of(RULE_KINDS),
        "applies_from": _MONTH,
        "areas": _TEXTS,
        "indicators": _TEXTS,
        "green": _AMOUNT,
        "amber": _AMOUNT,
        "below": _AMOUNT,
        "above": _AMOUNT,
        "red": _LEVEL,
        "floor": _LEVEL,
        "comparator": _OPTIONAL_TEXT,
    },
    "identities": {
        "kind": _one_of(IDENTITY_KINDS),
        "ref": _OPTIONAL_TEXT,
        "numerator": _OPTIONAL_TEXT,
        "denominator": _OPTIONAL_TEXT,
        "parts": _TEXTS,
        "pairs": _PAIRS,
        "total": _LEVEL,
    },
    "triage": {key: _CREDIT if key == "improving" else _WEIGHT for key in TriageWeights.__struct_fields__},
}
"""What each table of the file may hold."""

OPTIONAL_TABLES: Final = ("rules", "identities", "triage")

SINGLE_TABLES: Final = ("authority", "triage")
"""Tables that hold keys; the others hold entries, each a table of keys."""

LINKING_TABLES: Final = ("rules", "identities")
"""Tables whose entries name indicators, areas and comparators."""
