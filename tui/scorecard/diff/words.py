"""How changes speak: the same plain sentences for the screen, the shell and the file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from tui.scorecard.amount_words import size
from tui.scorecard.catalogue import Catalogue, unlisted_comparator
from tui.scorecard.diff.conclusions import Conclusions
from tui.scorecard.diff.pairing import Listed, Pair, Pairing
from tui.scorecard.diff.record import Rank, Sense
from tui.scorecard.end_years import financial_year
from tui.scorecard.mark_words import DIRECTION_WORDS, RATING_WORDS
from tui.scorecard.missing import MISSING_WORDS, UNREADABLE
from tui.scorecard.periods import long_label
from tui.scorecard.views import Amount

_NOT_PUBLISHED: Final = "not published"


class Subjects:
    """What sentences are about: indicators by their ref as it is now, their areas and units, and comparators."""

    def __init__(self, pairing: Pairing, catalogue: Catalogue) -> None:
        listed = [*(pair.new for pair in (*pairing.pairs, *pairing.reused)), *pairing.added, *pairing.dropped]
        self._paired = frozenset(pair.new.ref for pair in pairing.pairs)
        self._areas = {one.ref: one.area for one in reversed(listed)}
        self._catalogue = catalogue
        self._units = {one.ref: one.unit for one in reversed(listed)}

    def paired(self, ref: str) -> bool:
        """Whether both scorecards have this indicator."""
        return ref in self._paired

    def area(self, ref: str) -> str:
        """The display name of an indicator's service area."""
        return self._areas[ref]

    def unit(self, ref: str) -> str:
        """An indicator's unit."""
        return self._units[ref]

    def comparator(self, key: str) -> str:
        """A comparator's name."""
        return (self._catalogue.comparators.get(key) or unlisted_comparator(key)).name

    def figure(self, ref: str, *, period: date | None, year: str | None, comparator: str | None) -> str:
        """`CIN8 August 2023`, `CIN8 2022/23`, `CIN8 England 2021/22`: which figure is spoken of."""
        of = long_label(period) if period else year or "(year not stated)"
        return " ".join(filter(None, (ref, comparator and self.comparator(comparator), of)))


def cell(row: Mapping[str, Any], suffix: str) -> str | None:
    """A figure as published, or the reason why it is missing; null where there is no cell."""
    if row[f"value{suffix}"] is not None:
        return row[f"text{suffix}"] if row[f"text{suffix}"] is not None else f"{row[f'value{suffix}']:g}"
    reason: str | None = row[f"missing{suffix}"]
    return reason


def _shown(row: Mapping[str, Any], suffix: str) -> str:
    """A figure as published, or in words why there is none."""
    found = cell(row, suffix)
    if row[f"value{suffix}"] is not None:
        return found or ""
    if found == UNREADABLE and row[f"text{suffix}"]:
        return f"unreadable (“{row[f'text{suffix}']}”)"
    return MISSING_WORDS[found] if found else _NOT_PUBLISHED


def restated(what: str, row: Mapping[str, Any], by: Amount | None, unit: str) -> str:
    """`CIN8 August 2023 restated from 82% to 84% (+2 pp)`, `CIN8 August 2023 is now suppressed, was 82%`"""
    if by is None:
        return f"{what} is now {_shown(row, '_new')}, was {_shown(row, '')}"
    return f"{what} restated from {_shown(row, '')} to {_shown(row, '_new')} ({signed(by, unit)})"


def rewritten(what: str, row: Mapping[str, Any]) -> str:
    """`CIN8 August 2023 is written 84.0%, was 84%`"""
    before, after = (row[f"text{suffix}"] or cell(row, suffix) or "" for suffix in ("", "_new"))
    return f"{what} is written {after}, was {before}"


def signed(by: Amount, unit: str) -> str:
    """`+2 pp`, `-1.6 per 10,000`"""
    return f"{'-' if by.amount < 0 else '+'}{size(by, unit)}"


# ---- Conclusions


def turned(ref: str, what: str, before: str, after: str, sense: Sense, period: date) -> str:
    """`CIN17 turned from Amber to Red`, `CIN17 August 2023 rating restated from Amber to Red`"""
    if sense == "restated":
        return f"{ref} {long_label(period)} {what or 'rating'} restated from {before} to {after}"
    return " ".join(filter(None, (ref, what, "turned from", before, "to", after)))


def rated(ref: str, what: str, before: str | None, after: str | None, sense: Sense, period: date) -> str:
    """As `turned`, of a rating that may not have been there, or be no more."""
    if before and after:
        return turned(ref, what, RATING_WORDS[before], RATING_WORDS[after], sense, period)
    own = of_month(ref, sense, period)
    by = f" by its {what}" if what else ""
    if after:
        return f"{own} is now {RATING_WORDS[after]}{by}, was not rated"
    return f"{own} is no longer rated{by}, was {RATING_WORDS[before or '']}"


def pointed(ref: str, before: str | None, after: str | None, sense: Sense, period: date) -> str:
    """`CIN8 arrow turned from up to down`; also of an arrow that is new or gone."""
    if before and after:
        return turned(ref, "arrow", DIRECTION_WORDS[before], DIRECTION_WORDS[after], sense, period)
    own = of_month(ref, sense, period)
    if after:
        return f"{own} has an arrow now ({DIRECTION_WORDS[after]})"
    return f"{own} has no arrow any more, was {DIRECTION_WORDS[before or '']}"


def contradicted(ref: str, now: Conclusions, sense: Sense, period: date) -> str:
    """`SG7: arrow now contradicts the figures (it says up, they say down)`"""
    own = of_month(ref, sense, period)
    if now.arrow == "agrees":
        return f"{own}: arrow no longer contradicts the figures"
    says, figures = DIRECTION_WORDS[now.published_direction or ""], DIRECTION_WORDS[now.direction or ""]
    return f"{own}: arrow now contradicts the figures (it says {says}, they say {figures})"


def against_target(ref: str, then: Conclusions, now: Conclusions, sense: Sense, period: date) -> str:
    """`CIN17 is now off target (69% against 80%), was on target (81% against 80%)`"""
    assert then.target is not None
    assert now.target is not None
    own = of_month(ref, sense, period)
    return (
        f"{own} is now {now.target.side} target ({now.current} against {now.target.than}), "
        f"was {then.target.side} target ({then.current} against {then.target.than})"
    )


def against_comparator(
    ref: str, name: str, then: Conclusions, now: Conclusions, key: str, sense: Sense, period: date
) -> str:
    """`CIN8 is now worse than England (82% against 84%), was better (85% against 84%)`"""
    before, after = then.comparators[key], now.comparators[key]
    own = of_month(ref, sense, period)
    how = {"better": f"better than {name}", "worse": f"worse than {name}", "level": f"level with {name}"}
    return (
        f"{own} is now {how[after.side]} ({now.current} against {after.than}), "
        f"was {before.side} ({then.current} against {before.than})"
    )


def ranked(ref: str, before: Rank, after: Rank) -> str:
    """`CIN8 is now number 40 of 152 authorities in 2021/22 (quartile B), was number 12 ...`"""
    return f"{ref} is now {_ranked(after)}, was {_ranked(before)}"


def _ranked(rank: Rank) -> str:
    quartile = f" (quartile {rank.quartile})" if rank.quartile else ""
    year = f" in {financial_year(rank.year)}" if rank.year else ""
    return f"number {rank.rank} of {rank.of} authorities{year}{quartile}"


def of_month(ref: str, sense: Sense, period: date) -> str:
    """`CIN17 August 2023` of what was restated, and `CIN17` of what moved on."""
    return f"{ref} {long_label(period)}" if sense == "restated" else ref


# ---- Targets, benchmarks and names


def target(ref: str, before: str | None, after: str | None) -> str:
    """`CIN17 target changed from 80% to 85%`"""
    if before is None:
        return f"{ref} has a target now: {after}"
    if after is None:
        return f"{ref} has no target any more, was {before}"
    return f"{ref} target changed from {before} to {after}"


def same_target(ref: str, before: str | None, after: str | None) -> str:
    """`CIN17 target is written 80%, was 80.0%`"""
    return f"{ref} target is written {after}, was {before}"


def benchmark(ref: str, name: str, row: Mapping[str, Any]) -> str:
    """`CIN8 England is now 81% (2021/22), was 86% (2020/21)`; also of a benchmark that is new or gone."""
    before, after = _benchmark(row, ""), _benchmark(row, "_new")
    if before is None:
        return f"{ref} is now held against {name} too: {after}"
    if after is None:
        return f"{ref} is no longer held against {name}, was {before}"
    return f"{ref} {name} is now {after}, was {before}"


def _benchmark(row: Mapping[str, Any], suffix: str) -> str | None:
    if not row[f"there{suffix}"]:
        return None
    year = row[f"year{suffix}"]
    return f"{_shown(row, suffix)} ({year or 'year not stated'})"


def added(listed: Listed) -> str:
    """`new: FD22 Contacts by phone`"""
    return f"new: {_entry(listed)}"


def dropped(listed: Listed, like: Listed | None) -> str:
    """`dropped: FD22 Contacts by phone`, and the new one, if any, that has a name like it."""
    return f"dropped: {_entry(listed)}" + (f" (new, with a similar name: {_entry(like)})" if like else "")


def renamed(pair: Pair) -> str:
    """`FD7 is now called “Contacts by phone”, was “Phone contacts”`"""
    return f"{pair.new.ref} is now called “{pair.new.name}”, was “{pair.old.name}”"


def renumbered(pair: Pair) -> str:
    """`“Contacts by phone” is now FD9, was FD8`"""
    return f"“{pair.new.name}” is now {pair.new.ref}, was {pair.old.ref}"


def reused(pair: Pair) -> str:
    """`FD7 now stands for another indicator: ...`"""
    return (
        f"{pair.new.ref} now stands for another indicator: “{pair.new.name}”, was “{pair.old.name}”; "
        "their figures are not compared"
    )


def moved(pair: Pair) -> str:
    """`FD7 is now in Early Help, was in Front Door`"""
    return f"{pair.new.ref} is now in {pair.new.area}, was in {pair.old.area}"


def _entry(listed: Listed) -> str:
    return " ".join(filter(None, (listed.ref, listed.name if listed.name != listed.ref else "")))
