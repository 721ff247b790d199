"""Conclusions that flip: for the same month as known then and as known now, and from one headline to the next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from tui.scorecard.diff import words
from tui.scorecard.diff.conclusions import Conclusions
from tui.scorecard.diff.pairing import Pairing
from tui.scorecard.diff.record import Change, Kind, Rank, Ranks, Sense, Severity
from tui.scorecard.mark_words import DIRECTION_WORDS, SIGNAL_WORDS

_SPECIAL: Final = frozenset({"improving", "concern", "changed"})
"""Signals that say something: from none of them to none of them, no conclusion flips."""

Found = tuple[Kind, str | None, str | None, str, Severity, str | None]
"""Kind, before, after, sentence, severity, comparator."""


def flips(
    then: Mapping[str, Conclusions],
    now: Mapping[str, Conclusions],
    pairing: Pairing,
    subjects: words.Subjects,
    *,
    sense: Sense,
    period: date,
) -> Iterator[Change]:
    """What follows of the numbers now and did not then; `then` is by the old refs, `now` by the new ones.

    A derived rating may come or go; everything else flips only where something followed before and after.
    """
    for pair in pairing.pairs:
        before, after = then.get(pair.old.ref), now.get(pair.new.ref)
        if before is None or after is None:
            continue
        for kind, one, other, text, severity, comparator in _found(
            pair.new.ref, before, after, subjects, sense, period
        ):
            yield Change(
                kind=kind,
                sense=sense,
                severity=severity,
                ref=pair.new.ref,
                area=subjects.area(pair.new.ref),
                text=text,
                before=one,
                after=other,
                period=period,
                comparator=comparator,
                places=(before.place, after.place),
            )


def _found(
    ref: str, then: Conclusions, now: Conclusions, subjects: words.Subjects, sense: Sense, period: date
) -> Iterator[Found]:
    if then.rating != now.rating:
        text = words.rated(ref, "derived rating", then.rating, now.rating, sense, period)
        yield "derived_rating", then.rating, now.rating, text, "flip" if then.rating and now.rating else "change", None
    if then.direction and now.direction and then.direction != now.direction:
        directions = DIRECTION_WORDS[then.direction], DIRECTION_WORDS[now.direction]
        text = words.turned(ref, "derived direction", *directions, sense, period)
        yield "derived_direction", then.direction, now.direction, text, "flip", None
    if then.arrow and now.arrow and then.arrow != now.arrow:
        yield "contradiction", then.arrow, now.arrow, words.contradicted(ref, now, sense, period), "flip", None
    if then.signal and now.signal and then.signal != now.signal and _SPECIAL & {then.signal, now.signal}:
        signals = SIGNAL_WORDS[then.signal], SIGNAL_WORDS[now.signal]
        text = words.turned(ref, "signal", *signals, sense, period)
        yield "signal", then.signal, now.signal, text, "flip", None
    if then.target and now.target and then.target.side != now.target.side:
        text = words.against_target(ref, then, now, sense, period)
        yield "target_side", then.target.side, now.target.side, text, "flip", None
    for key, side in now.comparators.items():
        before = then.comparators.get(key)
        if before and before.side != side.side:
            text = words.against_comparator(ref, subjects.comparator(key), then, now, key, sense, period)
            yield "comparator_side", before.side, side.side, text, "flip", key


def rank_changes(
    then: Ranks, now: Ranks, pairing: Pairing, subjects: words.Subjects, *, same_period: bool, period: date
) -> Iterator[Change]:
    """Ranks among the English authorities that are others; a rank in another quartile is a conclusion that flips."""
    for pair in pairing.pairs:
        before, after = then.get(pair.old.ref), now.get(pair.new.ref)
        if before is None or after is None or (before.rank, before.of) == (after.rank, after.of):
            continue
        restated = before.year == after.year or same_period
        yield Change(
            kind="rank",
            sense="restated" if restated else "moved_on",
            severity="flip" if before.quartile != after.quartile else "change",
            ref=pair.new.ref,
            area=subjects.area(pair.new.ref),
            text=words.ranked(pair.new.ref, before, after),
            before=_rank(before),
            after=_rank(after),
            period=period,
            year=None if after.year is None else str(after.year),
        )


def _rank(rank: Rank) -> str:
    return f"{rank.rank}/{rank.of} {rank.quartile or ''}".rstrip()
