"""Several scorecards of one authority as one history."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

import msgspec
import polars as pl

from tui.scorecard.frames import Frames
from tui.scorecard.model import Scorecard
from tui.scorecard.periods import key
from tui.sources.decoding import SourceError


def together(scorecards: Sequence[Scorecard], period: date | None = None) -> Scorecard:
    """One scorecard as of `period`, or of the newest: every month as the newest publication has it.

    Older values are kept in the frames, each with its publication. Raises `SourceError` for scorecards of several
    authorities, two of one month, or none by `period`.
    """
    names = sorted({scorecard.authority for scorecard in scorecards})
    if len(names) > 1:
        raise SourceError(f"these are scorecards of several authorities ({', '.join(names)}); name those of one")
    in_order = sorted(scorecards, key=lambda scorecard: scorecard.period)
    for before, after in pairwise(in_order):
        if before.period == after.period:
            sources = ", ".join([*before.sources, *after.sources])
            raise SourceError(f"{sources}: both are the scorecard of {key(after.period)}; name one of them")
    newest = in_order[-1]
    wanted = period or newest.period
    if in_order[0].period > wanted:
        raise SourceError(f"none of these scorecards was published by {key(wanted)}")
    return Scorecard(
        authority=newest.authority,
        period=wanted,
        catalogue=newest.catalogue,
        frames=_stacked([scorecard.frames for scorecard in in_order]),
        problems=tuple(problem for scorecard in in_order for problem in scorecard.problems),
        heads={area: head for one in in_order if one.period <= wanted for area, head in one.heads.items()},
        sources=tuple(source for scorecard in in_order for source in scorecard.sources),
    )


def _stacked(frames: Sequence[Frames]) -> Frames:
    return Frames(
        **{name: pl.concat([getattr(each, name) for each in frames]) for name in msgspec.structs.asdict(frames[0])}
    )
