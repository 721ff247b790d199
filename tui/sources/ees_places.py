"""Whose figures are in one of DfE's tables: authorities, regions and England, by name or by number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Final, Literal

import msgspec
import polars as pl

from tui.scorecard.averages import ENGLAND, REGIONS
from tui.scorecard.words import normal
from tui.sources.decoding import OtherAuthoritiesError, SeveralAuthoritiesError, SourceError
from tui.sources.ees_table import Table, collected

Level = Literal["local", "region", "nation"]

LEVELS: Final[dict[str, Level]] = {"local authority": "local", "regional": "region", "national": "nation"}
"""How the tables name each level, in the form of `tui.scorecard.words.normal`; rows of other levels are not read."""

_NAMES: Final[dict[Level, tuple[str, str]]] = {
    "local": ("la_name", "new_la_code"),
    "region": ("region_name", "region_code"),
    "nation": ("country_name", "country_code"),
}
"""The columns of each level's name and long code."""

_SUGGESTED: Final = 3


class Place(msgspec.Struct, frozen=True):
    """An authority, a region or the nation.

    `number` is DfE's three digits, empty where the table has none. `label` is the name, with the number behind it
    where several authorities bear that name: the county of Dorset (835) and the council that followed it (838).
    """

    level: Level
    name: str
    number: str
    codes: frozenset[str]
    label: str


def level_of(table: Table) -> pl.Expr:
    """The level of each row; null for one that is not read."""
    return table.column("geographic_level").str.to_lowercase().replace_strict(LEVELS, default=None)


def places_in(table: Table) -> list[Place]:
    """The places of a table: authorities, then regions, then the nation, each in its order; no figure is read."""
    names = ("geographic_level", "old_la_code", *(name for pair in _NAMES.values() for name in pair))
    columns = {name: str(index) for name in names if (index := table.index(name)) is not None}
    rows = table.rows.select(columns.values()).unique(maintain_order=True)
    found: dict[Level, list[tuple[Level, str, str, str]]] = {level: [] for level in _NAMES}
    for cells in collected(table, rows.collect).rows():
        row = dict(zip(columns, map(_stripped, cells), strict=True))
        if level := LEVELS.get(row["geographic_level"].lower()):
            name, code = (row.get(column, "") for column in _NAMES[level])
            found[level].append((level, name, row.get("old_la_code", "") if level == "local" else "", code))
    return places_of(place for places in found.values() for place in places)


def _stripped(cell: str | None) -> str:
    return (cell or "").strip()


def places_of(rows: Iterable[tuple[Level, str, str, str]]) -> list[Place]:
    """The places of a table from the level, name, three-digit number and long code of its rows.

    An authority is one by its number, whatever its long code: those change when a county becomes a unitary authority.
    """
    codes: dict[tuple[Level, str, str], set[str]] = {}
    for level, name, number, code in rows:
        if name or number:
            own = number if level == "local" else str(REGIONS.get(normal(name), ENGLAND if level == "nation" else ""))
            codes.setdefault((level, name or number, own), set()).update(filter(None, (code,)))
    times = Counter(normal(name) for _, name, _ in codes)
    return [
        Place(level, name, own, frozenset(known), _numbered(name, own) if own and times[normal(name)] > 1 else name)
        for (level, name, own), known in codes.items()
    ]


def _numbered(name: str, number: str) -> str:
    """A name with its number, as another table has it in which several bear that name: `Dorset (838)`."""
    return f"{name} ({number})"


def chosen(places: Sequence[Place], wanted: str | None, path: Path) -> Place:
    """The place that is wanted by its name, its three-digit number or its long code.

    Without a wish the only authority, else the only region, else the nation. Raises `SeveralAuthoritiesError` where
    there are several, `OtherAuthoritiesError` where there is none of that name, and `SourceError` where there is none.
    """
    if not places:
        raise SourceError(f"{path}: has no row of an authority, a region or the nation; nothing in it can be read")
    if wanted is None:
        candidates = next(found for level in LEVELS.values() if (found := [p for p in places if p.level == level]))
    else:
        candidates = _named(places, wanted)
    if len(candidates) == 1:
        return candidates[0]
    if candidates:
        raise SeveralAuthoritiesError([place.label for place in (places if wanted is None else candidates)], path)
    assert wanted is not None
    message = f"{path}: holds nothing of {wanted}; {_advice(places, wanted)}"
    raise OtherAuthoritiesError(message, [place.label for place in places])


def _named(places: Sequence[Place], wanted: str) -> list[Place]:
    name, number = normal(wanted), wanted.strip()
    ways: tuple[Callable[[Place], bool], ...] = (
        lambda place: bool(number) and place.number == number,
        lambda place: number.upper() in place.codes,
        lambda place: name in (normal(place.label), normal(_numbered(place.name, place.number))),
        lambda place: normal(place.name) == name,
    )
    return next((found for way in ways if (found := list(filter(way, places)))), [])


def _advice(places: Sequence[Place], wanted: str) -> str:
    """Names like the one wanted, or how to find it."""
    labels = {normal(place.label): place.label for place in places}
    near = get_close_matches(normal(wanted), labels, n=_SUGGESTED)
    if near:
        return f"did you mean {' or '.join(labels[name] for name in near)}?"
    return "name it as the file does, or by DfE's three-digit number (357)"
