"""What a comparison finds: plain records, without a frame behind them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final, Literal, get_args

import msgspec

from tui.scorecard.views import Amount

Kind = Literal[
    "rating",
    "derived_rating",
    "contradiction",
    "signal",
    "target_side",
    "comparator_side",
    "rank",
    "direction",
    "derived_direction",
    "observation",
    "outturn",
    "benchmark",
    "target",
    "new",
    "dropped",
    "renamed",
    "renumbered",
    "reused",
    "area",
    "precision",
]

KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
"""Every kind, in the order in which changes of one severity and sense stand: arrows, of which many turn, come late.

`contradiction` is whether the published arrow agrees with the figures; `reused` a ref that stands for another
indicator now; `precision` the same value written otherwise.
"""

Sense = Literal["restated", "moved_on", "listed"]
"""`restated`: the same month or year, said otherwise now than then. `moved_on`: the newer scorecard's own month
against the older one's. `listed`: which indicators there are, and what they are called."""

SENSES: Final[tuple[Sense, ...]] = get_args(Sense)

Severity = Literal["flip", "change", "precision"]
"""`flip`: a conclusion is another. `change`: a figure, target, benchmark or name is. `precision`: only the writing."""

SEVERITIES: Final[tuple[Severity, ...]] = get_args(Severity)


class Change(msgspec.Struct, frozen=True):
    """One thing that changed, in an indicator known by the ref and area that it has now (if dropped, had).

    `before` and `after` are as published; of a missing value its reason, of a conclusion its key, null where there is
    nothing. `period` is the month that a restated thing is of, and the newer scorecard's own for what moved on. `year`
    is that of an outturn or benchmark as the newer one writes it. `difference` is after less before in the unit of
    the indicator, at published precision. `places` are those in the older and the newer source, null where it has none.
    """

    kind: Kind
    sense: Sense
    severity: Severity
    ref: str
    area: str
    text: str
    before: str | None
    after: str | None
    period: date | None = None
    year: str | None = None
    comparator: str | None = None
    difference: Amount | None = None
    places: tuple[str | None, str | None] = (None, None)


class Side(msgspec.Struct, frozen=True):
    """One of the two that are compared: whose scorecard, of which month, from where."""

    authority: str
    period: date
    sources: tuple[str, ...]


class Diff(msgspec.Struct, frozen=True):
    """Everything that changed: flips first, then changes, then what is only written otherwise.

    Within each, what was restated comes before what moved on; then by kind, in the newer one's order of indicators.
    """

    old: Side
    new: Side
    changes: tuple[Change, ...]

    @property
    def real(self) -> tuple[Change, ...]:
        """The changes that are more than another way to write the same value."""
        return tuple(change for change in self.changes if change.severity != "precision")


class Rank(msgspec.Struct, frozen=True, gc=False):
    """Where the authority stands among the English ones by DfE's figures of the year that ends in `year`."""

    rank: int
    of: int
    quartile: str | None
    year: int | None


Ranks = Mapping[str, Rank]
"""Ranks by ref, where DfE's figures are there."""
