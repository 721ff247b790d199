"""Two scorecards compared, or the newest publication of one history with the one before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

import msgspec
import polars as pl

from tui.scorecard.diff import words
from tui.scorecard.diff.conclusions import conclusions
from tui.scorecard.diff.figures import restated_figures
from tui.scorecard.diff.flips import flips, rank_changes
from tui.scorecard.diff.headlines import headlines
from tui.scorecard.diff.known import Known, known
from tui.scorecard.diff.overlay import overlaid
from tui.scorecard.diff.pairing import Pairing, paired, similar
from tui.scorecard.diff.record import KINDS, SENSES, SEVERITIES, Change, Diff, Kind, Ranks, Severity, Side
from tui.scorecard.model import Scorecard
from tui.scorecard.words import normal

_NO_RANKS: Final[tuple[Ranks, Ranks]] = ({}, {})
_RENAMED: Final[tuple[Kind, Severity]] = ("renamed", "change")
_REWRITTEN: Final[tuple[Kind, Severity]] = ("precision", "precision")
_REPEATS: Final[dict[Kind, Kind]] = {"derived_rating": "rating", "derived_direction": "direction"}


def compare(old: Scorecard, new: Scorecard, ranks: tuple[Ranks, Ranks] = _NO_RANKS) -> Diff:
    """Everything that changed from the older to the newer scorecard, each as it was known at its own period.

    What both say of one month or year is compared as `restated`: that month's conclusions are drawn from the older
    one's figures and from the same with the restated ones in their place. Where the two are of different months, their
    headlines are compared as `moved_on`. Both should be of one authority; `ranks` are those of the older and the newer.
    """
    then, now = known(old), known(new)
    pairing = paired(then, now)
    subjects = words.Subjects(pairing, new.catalogue)
    found = published_changes(then, now, pairing, subjects)
    found += list(_conclusions(then, now, pairing, subjects, found))
    found += rank_changes(*ranks, pairing, subjects, same_period=old.period == new.period, period=new.period)
    return Diff(_side(old), _side(new), tuple(_in_order(_without_repeats(found), pairing)))


def published_changes(then: Known, now: Known, pairing: Pairing, subjects: words.Subjects) -> list[Change]:
    """What is published otherwise: everything but the conclusions that follow from it; in no order."""
    return [
        *_listed(pairing),
        *restated_figures(then, now, pairing, subjects),
        *headlines(then, now, pairing, subjects),
    ]


def since_last(scorecard: Scorecard) -> Diff | None:
    """What the newest publication up to the scorecard's period changed; null where there is none before it."""
    pair = publications_apart(scorecard)
    return compare(*pair) if pair else None


def publications_apart(scorecard: Scorecard) -> tuple[Scorecard, Scorecard] | None:
    """One history as of its last publication but one and as of its last, up to its period; null where it has one."""
    said = pl.concat(
        getattr(scorecard.frames, name).select("publication") for name in msgspec.structs.asdict(scorecard.frames)
    )
    upto = sorted(each for each in said["publication"].unique() if each and each <= scorecard.period)
    if len(upto) < 2:
        return None
    before, after = (msgspec.structs.replace(scorecard, period=each, of_one_month=False) for each in upto[-2:])
    return before, after


def _conclusions(
    then: Known, now: Known, pairing: Pairing, subjects: words.Subjects, published: Sequence[Change]
) -> Iterator[Change]:
    """The conclusions of one month then and now; and of the two months' headlines, where they are two.

    What restates nothing in a month leaves its conclusions as they are: these are not drawn again.
    """
    same, restated = then.period == now.period, any(one.sense == "restated" for one in published)
    if same and not restated:
        return
    before = conclusions(then.scorecard, then.frames)
    if restated and not same:
        renewed = conclusions(then.scorecard, overlaid(then, now, pairing))
        by_new_ref = {new: renewed[old] for old, new in pairing.new_refs.items() if old in renewed}
        yield from flips(before, by_new_ref, pairing, subjects, sense="restated", period=then.period)
    after = conclusions(now.scorecard, now.frames)
    yield from flips(before, after, pairing, subjects, sense="restated" if same else "moved_on", period=now.period)


def _listed(pairing: Pairing) -> Iterator[Change]:
    """Indicators that are new, dropped, called otherwise or in another area."""

    def change(
        kind: Kind,
        ref: str,
        area: str,
        text: str,
        values: tuple[str | None, str | None],
        places: tuple[str | None, str | None],
        severity: Severity = "change",
    ) -> Change:
        return Change(kind, "listed", severity, ref, area, text, *values, places=places)

    for one in pairing.added:
        yield change("new", one.ref, one.area, words.added(one), (None, one.name), (None, one.place))
    like = similar(pairing)
    for one in pairing.dropped:
        text = words.dropped(one, like.get(one.ref))
        yield change("dropped", one.ref, one.area, text, (one.name, None), (one.place, None))
    for pair in pairing.reused:
        names, places = (pair.old.name, pair.new.name), (pair.old.place, pair.new.place)
        yield change("reused", pair.new.ref, pair.new.area, words.reused(pair), names, places)
    for pair in pairing.pairs:
        ref, area = pair.new.ref, pair.new.area
        names, places = (pair.old.name, pair.new.name), (pair.old.place, pair.new.place)
        if pair.old.ref != ref:
            yield change("renumbered", ref, area, words.renumbered(pair), (pair.old.ref, ref), places)
        if pair.old.name != pair.new.name:
            alike = normal(pair.old.name) == normal(pair.new.name)
            kind, severity = _REWRITTEN if alike else _RENAMED
            yield change(kind, ref, area, words.renamed(pair), names, places, severity)
        if pair.old.area != area and normal(pair.old.area) != normal(area):
            yield change("area", ref, area, words.moved(pair), (pair.old.area, area), places)


def _without_repeats(found: Iterable[Change]) -> list[Change]:
    """The changes without derived ones that say no more than the published rating or arrow of the same month does."""
    changes = list(found)
    published = {_key(one, one.kind) for one in changes if one.kind in _REPEATS.values()}
    return [one for one in changes if one.kind not in _REPEATS or _key(one, _REPEATS[one.kind]) not in published]


def _key(one: Change, kind: Kind) -> tuple[str, str, str, date | None, str | None, str | None]:
    return (one.ref, kind, one.sense, one.period, one.before, one.after)


def _in_order(found: Iterable[Change], pairing: Pairing) -> list[Change]:
    refs = [*(pair.new.ref for pair in pairing.pairs), *(pair.new.ref for pair in pairing.reused)]
    refs += [one.ref for one in (*pairing.added, *pairing.dropped)]
    order = {ref: position for position, ref in reversed(list(enumerate(refs)))}
    return sorted(
        found,
        key=lambda one: (
            SEVERITIES.index(one.severity),
            SENSES.index(one.sense),
            KINDS.index(one.kind),
            order[one.ref],
            one.comparator or "",
            one.year or "",
            one.period or date.min,
        ),
    )


def _side(scorecard: Scorecard) -> Side:
    return Side(scorecard.authority, scorecard.period, scorecard.sources)
