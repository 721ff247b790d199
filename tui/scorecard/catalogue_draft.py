"""A first catalogue for a council that has none: what its scorecard says, and what can be guessed of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import takewhile
from typing import Final

import msgspec
import polars as pl

from tui.scorecard import guesses
from tui.scorecard.catalogue import (
    NOT_PUBLISHED,
    Area,
    Basis,
    Comparator,
    Indicator,
    Polarity,
    Unit,
    unlisted_comparator,
)
from tui.scorecard.drafted_refs import NO_REF, drafted_refs
from tui.scorecard.guesses import Guess
from tui.scorecard.model import Scorecard
from tui.scorecard.short_names import shortened

_NAME_WIDTH: Final = 30
_AREA_WIDTH: Final = 14
_COMPARATOR_WIDTH: Final = 5
_NOT_STATED: Final = "Authority not stated"
_NO_AREA: Final = "Area not stated"
_NO_NAME: Final = "Name not stated"
_LONGEST_KEY: Final = 40
_ENGLAND: Final = Comparator("england", "England", "Eng", "national", aliases=("National",))


class Drafted(msgspec.Struct, frozen=True):
    """One indicator, and by key what its values come from; its `review` names those that are guesses."""

    entry: Indicator
    why: dict[str, str]


class Draft(msgspec.Struct, frozen=True):
    """A whole catalogue; `stated` says whether the source, or the user, names the authority.

    `without_ref` counts the rows that have no ref and are left out, `made_up` those that were given one.
    """

    authority: str
    stated: bool
    period: date
    sources: tuple[str, ...]
    areas: tuple[Area, ...]
    comparators: tuple[Comparator, ...]
    indicators: tuple[Drafted, ...]
    without_ref: int
    made_up: int = 0


class NothingToDraftError(Exception):
    """The scorecard lists no indicator with a ref."""


def draft(scorecard: Scorecard, *, stated: bool, by_name: bool = False) -> Draft:
    """The catalogue of a scorecard, with every area, comparator and indicator that it has.

    `by_name` says that whoever reads the source with it knows a row without a ref by its name: those rows get refs.
    Raises `NothingToDraftError` where no indicator has a ref then: a catalogue needs one.
    """
    listing = _newest(scorecard.frames.listing)
    made = drafted_refs(listing.select("ref", "name", "area").rows()) if by_name else {}
    listing = listing.with_columns(pl.col("ref").alias("was"), pl.col("ref").replace(made))
    listed = listing.filter(~pl.col("ref").str.starts_with(NO_REF))
    if listed.is_empty():
        raise NothingToDraftError(
            "no indicator has a ref or a name of its own, so there is nothing to draft a catalogue from"
            if by_name
            else "no indicator has a ref, so there is nothing to draft a catalogue from"
        )
    areas = _areas(scorecard, listed)
    of_name = {area.name: area for area in areas}
    texts = _texts(scorecard)
    rows = listed.select("ref", "name", "area", "was").iter_rows()
    return Draft(
        authority=scorecard.authority.strip() or _NOT_STATED if stated else _NOT_STATED,
        stated=stated,
        period=scorecard.period,
        sources=scorecard.sources,
        areas=areas,
        comparators=tuple(_comparators(scorecard)),
        indicators=tuple(
            _indicator(
                ref,
                _said(name, _said(ref, _NO_NAME)),
                of_name[_said(area, _NO_AREA)],
                texts.get(was, ()),
                made_up=ref != was,
            )
            for ref, name, area, was in rows
        ),
        without_ref=listing.height - listed.height,
        made_up=len(made),
    )


def _newest(listing: pl.DataFrame) -> pl.DataFrame:
    """One row for each ref, as the newest publication lists it, in its order."""
    newest = listing.sort("publication", maintain_order=True).unique("ref", keep="last", maintain_order=True)
    return newest.sort("publication", "order", descending=[True, False], maintain_order=True)


def _texts(scorecard: Scorecard) -> dict[str, list[str]]:
    """Every published figure of each indicator as it stands."""
    frames = scorecard.frames
    figures = pl.concat([each.select("ref", "text") for each in (frames.observations, frames.outturns)])
    return dict(figures.drop_nulls().group_by("ref").agg("text").iter_rows())


def _said(text: str | None, otherwise: str) -> str:
    """A text that a catalogue can hold: one that says something."""
    return text if text and text.strip() else otherwise


# ---- areas


def _areas(scorecard: Scorecard, listed: pl.DataFrame) -> tuple[Area, ...]:
    """The areas that have indicators, those that the scorecard's own catalogue knows first, as they are shown."""
    refs: dict[str, list[str]] = {}
    for ref, area in listed.select("ref", "area").iter_rows():
        refs.setdefault(_said(area, _NO_AREA), []).append(ref)
    known = [area.name for area in scorecard.catalogue.areas.values()]
    names = [*(name for name in known if name in refs), *(name for name in refs if name not in known)]
    areas: list[Area] = []
    for order, name in enumerate(names, 1):
        key = _key(name, {area.key for area in areas}, f"area_{order}")
        prefix = _prefix(refs[name], {area.prefix for area in areas}, key)
        others = [ref for other, theirs in refs.items() if other != name for ref in theirs]
        sure = all(ref.startswith(prefix) for ref in refs[name]) and not any(ref.startswith(prefix) for ref in others)
        areas.append(
            Area(
                key=key,
                name=name,
                short_name=shortened(name, _AREA_WIDTH),
                order=order,
                prefix=prefix,
                head_of_service=_said(scorecard.heads.get(name), NOT_PUBLISHED),
                review=() if sure and name != _NO_AREA else ("name", "prefix") if name == _NO_AREA else ("prefix",),
            )
        )
    return tuple(areas)


def _key(name: str, taken: set[str], otherwise: str) -> str:
    """A bare key of a name's words that no other entry has."""
    key = re.sub(r"[^a-z0-9]+", "_", name.casefold()).strip("_")[:_LONGEST_KEY] or otherwise
    return next(each for each in _numbered(key) if each not in taken)


def _numbered(key: str) -> Iterator[str]:
    yield key
    number = 2
    while True:
        yield f"{key}_{number}"
        number += 1


def _prefix(refs: Sequence[str], taken: set[str], key: str) -> str:
    """What the refs of an area begin with: the letters that most of them have, and that no area before it has."""
    letters = Counter("".join(takewhile(str.isalpha, ref)) for ref in refs)
    wanted = [*(found for found, _ in letters.most_common()), *refs, *(f"{key}:{ref}" for ref in refs[:1])]
    free = [prefix for prefix in wanted if prefix.strip() and prefix not in taken]
    return free[0] if free else next(each for each in _numbered(key) if each not in taken)


# ---- comparators


def _comparators(scorecard: Scorecard) -> Iterator[Comparator]:
    """Those that the scorecard has figures of; England where it has none, as a catalogue needs one."""
    present = scorecard.frames.benchmarks["comparator"].unique(maintain_order=True).to_list()
    known = scorecard.catalogue.comparators
    keys = [*(key for key in known if key in present), *(key for key in present if key not in known)]
    for key in keys:
        comparator = known.get(key) or unlisted_comparator(key)
        name = _said(comparator.name, _said(key, "Comparator"))
        yield Comparator(
            key=key,
            name=name,
            short_name=_said(comparator.short_name, shortened(name, _COMPARATOR_WIDTH)),
            kind=guesses.comparator_kind(name).value if key not in known else comparator.kind,
            aliases=comparator.aliases,
            review=("kind",),
        )
    if not keys:
        yield _ENGLAND


# ---- indicators


def _indicator(ref: str, name: str, area: Area, texts: Sequence[str], *, made_up: bool) -> Drafted:
    unit = guesses.unit(name, texts)
    found: dict[str, Guess] = {
        "ref": Guess(ref, "none is published; put your own here", sure=not made_up),
        "area": Guess(area.key, "the ref does not begin as the area's do", sure=ref.startswith(area.prefix)),
        "unit": unit,
        "polarity": guesses.polarity(name, unit.value),
        "basis": guesses.basis(name),
        "decimals": guesses.decimals(texts),
    }
    entry = Indicator(
        ref=ref,
        name=name,
        short_name=shortened(name, _NAME_WIDTH),
        area=area.key,
        unit=msgspec.convert(unit.value, Unit),
        polarity=msgspec.convert(found["polarity"].value, Polarity),
        basis=msgspec.convert(found["basis"].value, Basis),
        decimals=int(found["decimals"].value),
        review=tuple(key for key, guess in found.items() if not guess.sure),
    )
    why = {key: guess.why for key, guess in found.items() if key not in ("ref", "area") or not guess.sure}
    return Drafted(entry, why)
