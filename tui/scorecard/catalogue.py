"""The catalogue: what is known of service areas, indicators and comparators before any figure is read."""

from __future__ import annotations

from functools import cached_property
from typing import Final, Literal

import msgspec

from tui.scorecard.triage_weights import TriageWeights
from tui.scorecard.words import alike, normal

Unit = Literal["count", "percent", "rate_per_10000", "ratio"]
Polarity = Literal["high", "low", "near", "none"]
Basis = Literal["month", "ytd", "rolling_12", "quarter", "snapshot"]

UNITS: Final[tuple[Unit, ...]] = ("count", "percent", "rate_per_10000", "ratio")
POLARITIES: Final[tuple[Polarity, ...]] = ("high", "low", "near", "none")
UNIT_DECIMALS: Final[dict[Unit, int]] = {"count": 0, "percent": 1, "rate_per_10000": 1, "ratio": 1}
"""Decimals of a figure of which nothing says how many it has."""

BASES: Final[tuple[Basis, ...]] = ("month", "ytd", "rolling_12", "quarter", "snapshot")
RULE_KINDS: Final = ("percent_of_target", "points", "floor", "thresholds", "range", "last_year", "comparator")
IDENTITY_KINDS: Final = ("ratio", "sum", "running_sum", "parts", "implied", "implied_constant", "ytd")
COMPARATOR_KINDS: Final = ("group", "region", "neighbours", "national")
REVIEWABLE: Final[dict[str, tuple[str, ...]]] = {
    "areas": ("name", "short_name", "prefix"),
    "comparators": ("name", "short_name", "kind"),
    "indicators": ("ref", "area", "short_name", "unit", "polarity", "basis", "decimals"),
}
"""Keys that an entry's `review` may name: those that were guessed and nobody has looked at yet."""

JUDGED_BY: Final = ("unit", "polarity", "basis", "decimals")
"""Keys of an indicator that decide whether a figure is good; while one of them waits for review, none is."""

NOT_PUBLISHED: Final = "not published"

_SAME_INDICATOR: Final = 0.4
"""Least likeness of a published name for the catalogue's entry of that ref to apply to it."""


class Area(msgspec.Struct, frozen=True):
    """A service area; `prefix` begins the refs of its indicators. `review` names the keys that wait for a look."""

    key: str
    name: str
    short_name: str
    order: int
    prefix: str
    head_of_service: str = NOT_PUBLISHED
    aliases: tuple[str, ...] = ()
    review: tuple[str, ...] = ()


class Comparator(msgspec.Struct, frozen=True):
    """Whom an authority compares itself with; `members` are DfE numbers of authorities."""

    key: str
    name: str
    short_name: str
    kind: str
    aliases: tuple[str, ...] = ()
    members: tuple[int, ...] = ()
    review: tuple[str, ...] = ()


def unlisted_comparator(words: str) -> Comparator:
    """A comparator that a scorecard has and the catalogue has not, from its name or key ("london")."""
    name = words.replace("_", " ").title()
    short_name = "".join(word[0] for word in name.split()) if " " in name else name[:5]
    return Comparator(key=name.casefold().replace(" ", "_"), name=name, short_name=short_name, kind="group")


class RatingRule(msgspec.Struct, frozen=True):
    """How a rating is derived; `tui.scorecard.rating` says what each kind makes of its numbers.

    It holds for the indicators it names, else for the areas, else for the whole scorecard, from the month
    `applies_from` ("2023-04") on, or always. Tolerances are percents of the target for `percent_of_target`, and in
    the indicator's unit for the other kinds.
    """

    key: str
    kind: str
    applies_from: str | None = None
    areas: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    green: float = 0.0
    amber: float = 0.0
    below: float = 0.0
    above: float = 0.0
    red: float | None = None
    floor: float | None = None
    comparator: str | None = None


class Identity(msgspec.Struct, frozen=True):
    """What must hold between indicators within the rounding of the published figures.

    `ratio`: ref = numerator / denominator. `sum`: ref = the sum of parts. `running_sum`: ref = parts added up since
    April. `parts`: the parts add up to `total`. `implied`: every pair (number, share or rate) implies the same
    denominator. `implied_constant`: a pair implies the same denominator in every month. `ytd`: ref, a share for the
    year to date, lies within the range of its months' shares, the only part, since April.
    """

    key: str
    kind: str
    ref: str | None = None
    numerator: str | None = None
    denominator: str | None = None
    parts: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    total: float = 100.0


class Rebase(msgspec.Struct, frozen=True):
    """From which month ("2022-10") control limits are computed anew, and why."""

    month: str
    reason: str


class Indicator(msgspec.Struct, frozen=True):
    """One indicator. `area` is an area's key; `numerator`, `denominator` and `twin` are refs.

    `twin` is the in-month indicator of a year-to-date one; `lait` the code of the same measure in DfE's
    Local Authority Interactive Tool. `review` names the keys that were guessed; while one of `JUDGED_BY` is among
    them, the polarity is `none` whatever the file says, so that nothing is coloured by a guess.
    """

    ref: str
    name: str
    short_name: str
    area: str
    unit: Unit
    polarity: Polarity
    basis: Basis
    decimals: int
    aliases: tuple[str, ...] = ()
    numerator: str | None = None
    denominator: str | None = None
    twin: str | None = None
    lait: str | None = None
    rebase: tuple[Rebase, ...] = ()
    review: tuple[str, ...] = ()


class Catalogue(msgspec.Struct, frozen=True, dict=True):
    """Everything `indicators.toml` says; areas, comparators and indicators in the order to show them."""

    authority: str
    dfe_number: int | None
    areas: dict[str, Area]
    comparators: dict[str, Comparator]
    indicators: dict[str, Indicator]
    rules: dict[str, RatingRule] = {}
    identities: dict[str, Identity] = {}
    triage: TriageWeights = TriageWeights()
    stated: frozenset[str] = frozenset()
    """Refs of the indicators that the source itself describes: a copy of it must tell of them too."""

    @cached_property
    def _refs_by_name(self) -> dict[str, str | None]:
        found: dict[str, str | None] = {}
        for indicator in self.indicators.values():
            for name in {normal(name) for name in (indicator.name, *indicator.aliases)}:
                found[name] = None if name in found else indicator.ref
        return found

    def ref_named(self, name: str) -> str | None:
        """The ref of the one indicator with this name or alias; null where none or several have it."""
        return self._refs_by_name.get(normal(name))

    def entry_for(self, ref: str, name: str) -> Indicator | None:
        """The entry of `ref`, unless the published `name` shows that another indicator bears that ref here.

        A polarity or unit that belongs to something else would colour a figure wrongly.
        """
        entry = self.indicators.get(ref)
        if entry is None or not name or name == entry.name:
            return entry
        named = self.ref_named(name)
        if named == ref:
            return entry
        if named is not None:
            return None
        return entry if max(alike(name, known) for known in (entry.name, *entry.aliases)) >= _SAME_INDICATOR else None

    def area_of_ref(self, ref: str) -> Area | None:
        """The area whose prefix begins `ref`; the longest such prefix wins."""
        fitting = [area for area in self.areas.values() if ref.startswith(area.prefix)]
        return max(fitting, key=lambda area: len(area.prefix), default=None)

    @cached_property
    def _areas_by_name(self) -> dict[str, Area]:
        areas = reversed(self.areas.values())  # the first to bear a name keeps it
        return {normal(name): area for area in areas for name in (area.name, *area.aliases)}

    def area_named(self, name: str) -> Area | None:
        """The area with this name or alias, however it is spelt."""
        return self._areas_by_name.get(normal(name))

    @cached_property
    def _comparators_by_name(self) -> dict[str, Comparator]:
        return {
            normal(name): comparator
            for comparator in reversed(self.comparators.values())
            for name in (comparator.name, comparator.key, comparator.short_name, *comparator.aliases)
        }

    def comparator_named(self, name: str) -> Comparator | None:
        """The comparator with this name or alias, however it is spelt."""
        return self._comparators_by_name.get(normal(name))
