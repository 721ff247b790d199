"""Which indicator of one scorecard is which of the other: by ref and by name, both of which can change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any, Final

import msgspec
import polars as pl

from tui.scorecard.diff.known import Known
from tui.scorecard.diff.likeness import Names, likeness, stems

_SAME: Final = 0.4
"""Least likeness of two names of one ref for it to stand for one indicator, as in `tui.scorecard.catalogue`."""

_NEAR: Final = 0.6
"""Least likeness of two names for one to be mentioned beside the other. It pairs nothing: that would be a guess."""

Row = dict[str, Any]


class Listed(msgspec.Struct, frozen=True):
    """An indicator as one scorecard lists it; `names` are that name and those by which its catalogue knows it.

    `unit` is the catalogue's; of an indicator that it does not know, as its figures show it.
    """

    ref: str
    area: str
    name: str
    names: frozenset[str]
    unit: str
    place: str | None


class Pair(msgspec.Struct, frozen=True):
    """The same indicator in both."""

    old: Listed
    new: Listed


class Pairing(msgspec.Struct, frozen=True):
    """`pairs` and `added` in the newer scorecard's order, `dropped` in the older one's.

    `reused` are pairs of one ref that stands for two different indicators: neither is in `pairs`.
    """

    pairs: tuple[Pair, ...]
    added: tuple[Listed, ...]
    dropped: tuple[Listed, ...]
    reused: tuple[Pair, ...]

    @property
    def new_refs(self) -> dict[str, str]:
        """The new ref of each indicator that both have, by its old one."""
        return {pair.old.ref: pair.new.ref for pair in self.pairs}


def paired(old: Known, new: Known) -> Pairing:
    """Pair the indicators: the same ref under a name that is alike, else the same name under another ref."""
    olds, news = _listed(old), _listed(new)
    same = [Pair(olds[ref], listed) for ref, listed in news.items() if ref in olds and _one(olds[ref], listed)]
    met = {pair.new.ref for pair in same}
    left = {ref: listed for ref, listed in olds.items() if ref not in met}
    fresh = {ref: listed for ref, listed in news.items() if ref not in met}
    moved = _by_name(left, fresh)
    gone, come = {pair.old.ref for pair in moved}, {pair.new.ref for pair in moved}
    order = {ref: position for position, ref in enumerate(news)}
    both = left.keys() & fresh.keys() - gone - come
    return Pairing(
        pairs=tuple(sorted([*same, *moved], key=lambda pair: order[pair.new.ref])),
        added=tuple(listed for ref, listed in fresh.items() if ref not in come | both),
        dropped=tuple(listed for ref, listed in left.items() if ref not in gone | both),
        reused=tuple(Pair(left[ref], listed) for ref, listed in fresh.items() if ref in both),
    )


def similar(pairing: Pairing) -> dict[str, Listed]:
    """By the ref of a dropped indicator the added one with the name most like its own, where there is one near."""
    names = Names(one.name for one in pairing.added)
    found = ((one.ref, names.nearest(one.name, _NEAR)) for one in pairing.dropped)
    return {ref: pairing.added[position] for ref, position in found if position is not None}


def _listed(known: Known) -> dict[str, Listed]:
    catalogue = known.scorecard.catalogue
    shares = set(known.frames.observations.filter(pl.col("text").str.ends_with("%"))["ref"])
    found = {}
    for row in known.frames.listing.to_dicts():
        entry = catalogue.entry_for(row["ref"], row["name"] or "")
        name = row["name"] or (entry.name if entry else "")
        names = {name, *((entry.name, *entry.aliases) if entry else ())}
        unit = entry.unit if entry else "percent" if row["ref"] in shares else "count"
        found[row["ref"]] = Listed(row["ref"], row["area"], name, frozenset(filter(None, names)), unit, row["place"])
    return found


def _one(old: Listed, new: Listed) -> bool:
    """Whether a ref stands for one indicator in both; where either has no name, nothing speaks against it."""
    return old.name == new.name or names_alike(old.names, new.names)


def names_alike(old: Collection[str], new: Collection[str]) -> bool:
    """Whether names of one ref can be those of one indicator; nothing speaks against it where there are none."""
    if not old or not new:
        return True
    return max(likeness(one, other) for one in old for other in new) >= _SAME


def _by_name(olds: Mapping[str, Listed], news: Mapping[str, Listed]) -> list[Pair]:
    """Indicators under another ref: those whose name only one of each side has, whatever its spelling."""
    before, after = _named(olds), _named(news)
    return [
        Pair(before[name][0], after[name][0])
        for name in after
        if name and len(after[name]) == 1 and len(before.get(name, ())) == 1
    ]


def _named(listed: Mapping[str, Listed]) -> dict[frozenset[str], list[Listed]]:
    found: dict[frozenset[str], list[Listed]] = defaultdict(list)
    for one in listed.values():
        found[frozenset(stems(one.name))].append(one)
    return found
