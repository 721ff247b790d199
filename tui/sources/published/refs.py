"""Refs: recognising them, and putting back those that a page reader lost."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import msgspec

from tui.scorecard.catalogue import Catalogue

_REF: Final = re.compile(r"(?P<prefix>[A-Za-z]{1,5})[ -]?(?P<number>\d{1,4})(?P<suffix>[A-Za-z]?)")


class RowName(msgspec.Struct, frozen=True):
    """What the first two cells of a row say: the ref as published and the indicator's name."""

    ref_text: str
    name: str


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


def restore_refs(rows: Sequence[RowName], catalogue: Catalogue, elsewhere: set[str]) -> dict[int, Restored]:
    """The refs of those rows (by position) that lost theirs, where one can be put back with certainty.

    `elsewhere` are refs that other rows bear. By name: the catalogue has one indicator of that name and no row
    bears its ref. Else by position: between two neighbours stand exactly as many rows without a ref as there are
    numbers between theirs.
    """
    refs = [parse_ref(row.ref_text, catalogue) for row in rows]
    taken = elsewhere | set(filter(None, refs))
    restored: dict[int, Restored] = {}
    for position, row in enumerate(rows):
        named = catalogue.ref_named(row.name)
        if refs[position] is None and named and named not in taken:
            taken.add(named)
            refs[position] = named
            restored[position] = Restored(named, "by its name")
    for first, last in _runs_without_ref(refs):
        for position, ref in zip(range(first, last), _refs_between(refs, first, last), strict=False):
            if ref not in taken:
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
