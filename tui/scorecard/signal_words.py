"""What the XmR chart of an indicator says, as a state and in plain words.

Drawing needs no polars for it: only `signal_of` and `signals_of` import it, when they are called.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final, Literal

import msgspec

if TYPE_CHECKING:
    import polars as pl

    from tui.scorecard.signal import Improvement

State = Literal["improving", "concern", "changed", "common", "no_variation", "too_few", "not_for_basis", "no_values"]
"""`changed` is a special cause where no direction is good."""

MIN_POINTS: Final = 13
"""The fewest points in the current segment whose limits a screen shows (the warning threshold of NHSRplotthedots)."""

NOT_FOR: Final = {"ytd": "year to date", "rolling_12": "rolling 12 months"}
"""Bases whose points depend on one another, so that limits would mislead."""

_STATES: Final[dict[str, State]] = {"improvement": "improving", "concern": "concern", "neutral": "changed"}


class Signal(msgspec.Struct, frozen=True, gc=False):
    """The reading of one indicator's chart at its latest point with a value.

    `points` counts the values of the current segment. All but `state` and `points` are null where the state is
    `too_few`, `not_for_basis` or `no_values`; `verdict`, `cause`, `variation` and `assurance` are those of
    `tui.scorecard.signal.xmr`, and `mean, lower, upper` in the indicator's unit.
    """

    state: State
    points: int
    verdict: str | None = None
    cause: str | None = None
    variation: str | None = None
    assurance: str | None = None
    mean: float | None = None
    lower: float | None = None
    upper: float | None = None


def improvement_of(polarity: str) -> Improvement:
    """The direction of improvement that a polarity means: none for `near` as for `none`."""
    return "high" if polarity == "high" else "low" if polarity == "low" else "none"


def target_of(polarity: str, low: float | None, high: float | None) -> float | None:
    """The end of a target that a figure must reach: the lower where high is good, the upper where low is good."""
    return low if polarity == "high" else high if polarity == "low" else None


def signal_of(
    values: Iterable[float | None],
    *,
    improvement: str = "none",
    target: float | None = None,
    basis: str | None = "month",
    rebase_at: Iterable[int] = (),
) -> Signal:
    """The signal of one indicator's history, oldest first; null or NaN for a month without a value.

    `basis` is the catalogue's, null for an indicator that it does not know. Raises `ValueError` as
    `tui.scorecard.signal.xmr` does.
    """
    from tui.scorecard.signal import one_series

    frame = one_series(values, improvement=improvement, target=target, rebase_at=rebase_at)
    return signals_of(frame, {0: basis}).get(0, Signal("not_for_basis" if basis in NOT_FOR else "no_values", 0))


def signals_of(
    frame: pl.DataFrame, bases: Mapping[Any, str | None], *, by: str = "series", order: str = "period"
) -> dict[Any, Signal]:
    """The signals of many indicators in one pass, by the key of the series.

    `frame` is what `tui.scorecard.signal.xmr_many` takes, `bases` gives the basis of each series (one that is not
    there counts as monthly). Months between the quarters of a quarterly series are no gaps: its points follow one
    another as they come.
    """
    import polars as pl

    from tui.scorecard.signal import xmr_many

    value, key = pl.col("value").cast(pl.Float64), pl.col(by)
    refused = [name for name, basis in bases.items() if basis in NOT_FOR]
    quarterly = [name for name, basis in bases.items() if basis == "quarter"]
    known = value.is_finite().fill_null(value=False)
    counts = frame.group_by(by, maintain_order=True).agg(known.sum())
    kept = frame.filter(~key.is_in(refused) & (known | ~key.is_in(quarterly)))
    latest = (
        xmr_many(kept, by=by, order=order)
        .filter(pl.col("value").is_not_null())
        .with_columns(pl.len().over(by, "segment").alias("points"))
        .sort(by, order)
        .group_by(by, maintain_order=True)
        .last()
        .select(by, "points", "verdict", "cause", "variation", "assurance", "mean", "lower", "upper")
    )
    found = {name: _signal(*reading) for name, *reading in latest.iter_rows()}
    others = {
        name: Signal("not_for_basis" if bases.get(name) in NOT_FOR else "no_values", points)
        for name, points in counts.iter_rows()
    }
    return others | found


def _signal(points: int, verdict: str, cause: str | None, variation: str, *rest: Any) -> Signal:
    if points < MIN_POINTS:
        return Signal("too_few", points)
    state = "no_variation" if variation == "no_variation" else _STATES.get(verdict, "common")
    return Signal(state, points, verdict, cause, variation, *rest)


def signal_words(signal: Signal, *, basis: str | None = "month", twin: str | None = None) -> str:
    """The state in plain words; `twin` is the ref of the in-month indicator of a year-to-date or rolling one.

    >>> signal_words(Signal("not_for_basis", 36), basis="ytd", twin="SG6")
    'year to date: see SG6, its month'
    >>> signal_words(Signal("too_few", 6))
    '6 of 13 months'
    """
    period = "quarter" if basis == "quarter" else "month"
    match signal.state:
        case "not_for_basis":
            why = NOT_FOR.get(basis or "", "points that depend on one another")
            return f"{why}: {f'see {twin}, its month' if twin else 'no limits'}"
        case "no_values":
            return "no values"
        case "too_few":
            return f"{signal.points} of {MIN_POINTS} {period}s"
        case "no_variation":
            return f"the same value every {period}"
        case "common":
            return f"within the usual variation from {period} to {period}"
        case _:
            return cause_words(signal.cause or "", high=(signal.variation or "").endswith("_high"), period=period)


def cause_words(cause: str, *, high: bool, period: str = "month") -> str:
    """A special cause in plain words; `high` for above the mean or rising.

    >>> cause_words("shift", high=False)
    'at least 7 months in a row below the mean'
    """
    match cause:
        case "outside":
            return f"outside the process limits, {'above' if high else 'below'} them"
        case "trend":
            return f"at least 7 {period}s in a row {'rising' if high else 'falling'}"
        case "two_of_three":
            return f"2 of 3 {period}s near the {'upper' if high else 'lower'} process limit"
        case _:
            return f"at least 7 {period}s in a row {'above' if high else 'below'} the mean"


def assurance_words(assurance: str | None, target: str) -> str | None:
    """What to expect of a target, given in the words it is published in; null where nothing can be said.

    >>> assurance_words("hit_and_miss", "95%")
    'cannot be relied on to hit 95%'
    """
    match assurance:
        case "consistently_hit":
            return f"can be relied on to hit {target}"
        case "consistently_missed":
            return f"will keep missing {target} unless something changes"
        case "hit_and_miss":
            return f"cannot be relied on to hit {target}"
        case _:
            return None
