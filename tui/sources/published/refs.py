"""Refs: recognising them, and putting back those that a page reader lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final
from zlib import crc32

import msgspec

from tui.scorecard.catalogue import Catalogue
from tui.scorecard.missing import UNREADABLE
from tui.scorecard.values import parse_value
from tui.scorecard.words import normal

MADE_UP: Final = "?"
"""How a ref begins that was made up for a row without one."""

BY_NAME: Final = "by its name"
"""How a ref is put back that the catalogue gives for the row's name."""

_REF: Final = re.compile(r"(?P<prefix>[A-Za-z]{1,5})[ -]?(?P<number>\d{1,4})(?P<suffix>[A-Za-z]?)")

_LONGEST: Final = 24
"""Characters of a ref that is in no usual form."""

_NEVER_IN_REFS: Final = re.compile(r"[\\$<>{}#?=]|\.\.\.")
"""What a page reader makes of a cell that it cannot read, and formulas that failed."""

_NONE: Final = frozenset({"", "new", "none", "no ref", "tba", "tbd", "to be confirmed"})
_BETWEEN_KINDS: Final = re.compile(r"(?<=[a-z])[\s/_-]+(?=[0-9])|(?<=[0-9])[\s/_-]+(?=[a-z])")
_SEPARATORS: Final = re.compile(r"[\s/_-]+")
_LONGEST_MADE_UP: Final = 24


class RowName(msgspec.Struct, frozen=True):
    """What the first two cells of a row say: the ref as published and the indicator's name. `ref` is what it is.

    `stands` says that it has a ref in no usual form, which its place makes no other.
    """

    ref_text: str
    name: str
    ref: str | None = None
    stands: bool = False


class Restored(msgspec.Struct, frozen=True):
    """A ref put back, and why it is certain."""

    ref: str
    reason: str


def parse_ref(text: str, catalogue: Catalogue) -> str | None:
    """The ref that a cell holds: "CIN8", "CIN 8", "cin8"; null where it holds none."""
    if text in catalogue.indicators:
        return text
    match = _REF.fullmatch(text)
    if match is None:
        return None
    return f"{match['prefix'].upper()}{match['number']}{match['suffix'].lower()}"


def stated_ref(text: str, catalogue: Catalogue) -> str | None:
    """The ref that a cell under a heading of refs holds, in whatever form: "1.1", "CF/01"; null where it holds none.

    What the catalogue knows in another spelling is its ref.
    """
    usual = parse_ref(text, catalogue)
    if usual in catalogue.indicators:
        return usual
    known = _spellings(tuple(catalogue.indicators)).get(_spelling(text))
    if known or usual:
        return known or usual
    if len(text) > _LONGEST or _NEVER_IN_REFS.search(text) or normal(text) in _NONE:
        return None
    value = parse_value(text)
    says_none = value.number is None and value.missing != UNREADABLE
    return None if says_none and not any(map(str.isdigit, text)) else text


def is_usual(ref: str) -> bool:
    """Whether a ref has the usual form, letters and a number."""
    return _REF.fullmatch(ref) is not None


def _spelling(text: str) -> str:
    """A ref in the form in which two spellings of it are equal: "CIN_01" and "cin 01", not "1.1" and "11"."""
    return _SEPARATORS.sub("-", _BETWEEN_KINDS.sub("", text.casefold()))


@lru_cache(maxsize=4)
def _spellings(refs: tuple[str, ...]) -> dict[str, str]:
    """The refs by their spelling, without those that share one."""
    times = Counter(map(_spelling, refs))
    return {_spelling(ref): ref for ref in refs if times[_spelling(ref)] == 1}


def shared_refs(rows: Iterable[tuple[str, str]]) -> set[str]:
    """The refs (of pairs of a ref and a name) that stand for several indicators: numbers that begin anew in each area.

    Those of the usual form, and the catalogue's, are not asked about: the second row is a mistake then.
    """
    names: dict[str, set[str]] = {}
    for ref, name in rows:
        names.setdefault(ref, set()).add(normal(name))
    return {ref for ref, theirs in names.items() if len(theirs) > 1}


def made_up_ref(name: str) -> str:
    """A ref for a row without one, the same in every scorecard that has the name: "?referrals-received"."""
    words = normal(name).replace(" ", "-")
    if len(words) <= _LONGEST_MADE_UP:
        return f"{MADE_UP}{words}"
    start = words[:_LONGEST_MADE_UP].rpartition("-")[0] or words[:_LONGEST_MADE_UP]
    return f"{MADE_UP}{start}-{crc32(words.encode()):08x}"


def restore_refs(rows: Sequence[RowName], catalogue: Catalogue, elsewhere: set[str]) -> dict[int, Restored]:
    """The refs of those rows (by position) that lost theirs, where one can be put back with certainty.

    `elsewhere` are refs that other rows bear. By name: the catalogue has one indicator of that name and no row
    bears its ref. Else by position: between two neighbours stand exactly as many rows without a ref as there are
    numbers between theirs.
    """
    refs = [row.ref or parse_ref(row.ref_text, catalogue) for row in rows]
    taken = elsewhere | set(filter(None, refs))
    restored: dict[int, Restored] = {}
    for position, row in enumerate(rows):
        named = catalogue.ref_named(row.name)
        if refs[position] is None and named and named not in taken:
            taken.add(named)
            refs[position] = named
            restored[position] = Restored(named, BY_NAME)
    for first, last in _runs_without_ref(refs):
        for position, ref in zip(range(first, last), _refs_between(refs, first, last), strict=False):
            if ref not in taken and not rows[position].stands:
                restored[position] = Restored(ref, "by its place between its neighbours")
    return restored


def _runs_without_ref(refs: Sequence[str | None]) -> list[tuple[int, int]]:
    runs, start = [], None
    for position, ref in enumerate([*refs, "end"]):
        if ref is None and start is None:
            start = position
        elif ref is not None and start is not None:
            runs.append((start, position))
            start = None
    return runs


def _refs_between(refs: Sequence[str | None], first: int, last: int) -> list[str]:
    """The refs from `first` up to `last`, where the rows around them leave just that many."""
    before = _REF.fullmatch(refs[first - 1] or "") if first else None
    after = _REF.fullmatch(refs[last] or "") if last < len(refs) else None
    if before is None or after is None or before["prefix"] != after["prefix"]:
        return []
    numbers = range(int(before["number"]) + 1, int(after["number"]))
    return [f"{before['prefix']}{number}" for number in numbers] if len(numbers) == last - first else []
