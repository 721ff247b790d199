"""Several scorecards of one authority as one history."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

import msgspec
import polars as pl

from tui.scorecard.catalogue import Catalogue
from tui.scorecard.frames import Frames
from tui.scorecard.model import Scorecard
from tui.scorecard.oddities import contradiction
from tui.scorecard.periods import key
from tui.scorecard.problems import Problem
from tui.scorecard.publications import PeriodError, gap_words, gaps, publications
from tui.scorecard.revisions import conflicts
from tui.sources.decoding import SeveralAuthoritiesError, SourceError

_SOURCES_IN_A_MESSAGE: Final = 3


def together(scorecards: Sequence[Scorecard], period: date | None = None, *, latest: bool = False) -> Scorecard:
    """One scorecard as of `period`, or of the newest: every month as the newest publication has it.

    Older values are kept in the frames, each with its publication; not those of another indicator under the same ref.
    Of two scorecards of one month the later in `scorecards` counts, and where they differ is a problem. Raises
    `SeveralAuthoritiesError` for scorecards of several authorities, and `SourceError` for a period of which there is
    none.
    """
    names = {scorecard.authority for scorecard in scorecards}
    if len(names) > 1:
        raise SeveralAuthoritiesError(names)
    if len(scorecards) == 1:
        return aimed(scorecards[0], period, latest=latest)
    from tui.scorecard.diff.reused import apart  # one scorecard, which most are, does without

    in_order = sorted(scorecards, key=lambda scorecard: scorecard.period)
    newest, frames = in_order[-1], _stacked([scorecard.frames for scorecard in scorecards])
    told = tuple(_of_one_month(scorecards, frames))
    known = _known(in_order)
    frames, reused = apart(frames, known)
    found = Scorecard(
        authority=newest.authority,
        period=newest.period,
        catalogue=known,
        frames=frames,
        problems=(*(problem for one in in_order for problem in one.problems), *told, *reused),
        heads={},
        sources=tuple(source for scorecard in in_order for source in scorecard.sources),
        heads_by_month=tuple((scorecard.period, scorecard.heads) for scorecard in in_order),
    )
    return aimed(found, period or newest.period, latest=latest)


def aimed(scorecard: Scorecard, period: date | None, *, latest: bool) -> Scorecard:
    """The scorecard as of `period`, or as it is. Raises `SourceError` for a period that was not published."""
    try:
        if period is not None or latest:
            return scorecard.at(period or scorecard.period, latest)
    except PeriodError as error:
        shown = ", ".join(scorecard.sources[:_SOURCES_IN_A_MESSAGE])
        more = len(scorecard.sources) - _SOURCES_IN_A_MESSAGE
        raise SourceError(f"{shown}{f' and {more} more' if more > 0 else ''}: {error}") from error
    return scorecard


def with_gaps(scorecard: Scorecard) -> Scorecard:
    """The scorecard with the months that are missing between its publications among its problems."""
    found = tuple(_gap(scorecard, before, after) for before, after in gaps(publications(scorecard)))
    return msgspec.structs.replace(scorecard, problems=(*scorecard.problems, *found)) if found else scorecard


def _gap(scorecard: Scorecard, before: date, after: date) -> Problem:
    rows = scorecard.frames.observations
    source = str(next(iter(rows.filter(rows["publication"] == after)["source"]), scorecard.sources[-1]))
    message = f"nothing was published between {key(before)} and {key(after)}: {gap_words(before, after)} is missing"
    return Problem("info", f"{source}:1:1", message, None, "gap")


def _known(in_order: Sequence[Scorecard]) -> Catalogue:
    """The catalogue of the newest scorecard, with what those of older ones know of indicators that it does not have.

    That is what a source describes itself, and what it publishes with a catalogue of its own.
    """
    newest = in_order[-1].catalogue
    indicators, stated = dict(newest.indicators), set(newest.stated)
    for one in reversed(in_order[:-1]):
        if one.catalogue is newest:
            continue
        published = set(one.frames.listing["ref"].unique())
        for ref, entry in one.catalogue.indicators.items():
            if ref not in indicators and ref in published:
                indicators[ref] = entry
                stated |= {ref} & one.catalogue.stated
    if len(indicators) == len(newest.indicators):
        return newest
    return msgspec.structs.replace(newest, indicators=indicators, stated=frozenset(stated))


def _stacked(frames: Sequence[Frames]) -> Frames:
    """All rows, older publications first; of one publication those of later frames last, which is what counts."""
    return Frames(
        **{
            name: pl.concat([getattr(each, name) for each in frames]).sort("publication", maintain_order=True)
            for name in msgspec.structs.asdict(frames[0])
        }
    )


def _of_one_month(scorecards: Sequence[Scorecard], frames: Frames) -> Iterator[Problem]:
    """Which sources have published the same month, and every figure on which they differ."""
    by_month: dict[date, list[Scorecard]] = {}
    for scorecard in scorecards:
        for month in publications(scorecard):
            by_month.setdefault(month, []).append(scorecard)
    shared = {month: found for month, found in by_month.items() if len(found) > 1}
    if not shared:
        return
    differing = conflicts(frames)
    months = {one.publication for one in differing}
    for month, found in sorted(shared.items()):
        *others, counts = found
        for other in others:
            where = ", where they differ" if month in months else "; they agree"
            message = f"also a scorecard of {key(month)}: {counts.sources[-1]} was saved later and counts{where}"
            yield Problem(
                "warning" if month in months else "info", f"{other.sources[-1]}:1:1", message, None, "same_month"
            )
    yield from map(contradiction, differing)
