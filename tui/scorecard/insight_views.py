"""What the numbers say of an indicator beyond what is published: plain records, without a frame behind them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from tui.scorecard.finding import Finding
from tui.scorecard.rating_history import RatingHistory
from tui.scorecard.signal_words import Signal


class ChartPoint(msgspec.Struct, frozen=True, gc=False):
    """One month of a control chart; limits in the indicator's unit, null where there are none."""

    period: date
    mean: float | None
    lower: float | None
    upper: float | None
    verdict: str


class ComputedBenchmark(msgspec.Struct, frozen=True, gc=False):
    """A comparator's figure computed from DfE's own, in the indicator's unit, for the year that ends in `year`.

    `agrees` says whether the published figure is that within its rounding. `rank` of `of` authorities and `quartile`
    (A to D) are the authority's own, null where no direction is good and for comparators other than England.
    """

    comparator: str
    name: str
    year: int | None
    value: float | None
    agrees: bool | None
    rank: int | None
    of: int | None
    quartile: str | None
    code: str
    """DfE's code of the measure."""


class Insight(msgspec.Struct, frozen=True):
    """What is derived for one indicator.

    `rating_reason` says what the derived rating rests on, or why there is none; `rule` is the key of its rule.
    `children` and `one_case` put the gap to the target and a percentage point into numbers of cases, of which
    `denominator` is the ref; `run_rate` says what the months left must bring. They are null where nothing can be said.
    `chart` is empty where the screens withhold limits.
    """

    ref: str
    derived_rating: str | None
    rating_reason: str
    rule: str | None
    derived_direction: str | None
    signal: Signal
    chart: Sequence[ChartPoint] = ()
    rebased: tuple[str, ...] = ()
    children: str | None = None
    one_case: str | None = None
    denominator: str | None = None
    relative: float | None = None
    run_rate: str | None = None
    findings: tuple[Finding, ...] = ()
    computed: tuple[ComputedBenchmark, ...] = ()
    """Empty without DfE's figures."""
    rating_history: RatingHistory = ()
    """The published ratings up to and with the period, as they were known then."""


class Insights(msgspec.Struct, frozen=True):
    """The insights of a scorecard by ref, and all findings of its audit, the gravest first.

    `previous_period` is the newest before the scorecard's own of which any rating is known; null where none is.
    """

    by_ref: dict[str, Insight]
    findings: tuple[Finding, ...]
    previous_period: date | None = None
