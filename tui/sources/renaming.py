"""A scorecard under another name: of its source, where several files are called the same, or of its authority."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from tui.scorecard.model import Scorecard

if TYPE_CHECKING:
    import polars as pl


def renamed(scorecard: Scorecard, old: str, new: str) -> Scorecard:
    """The scorecard with `new` for the name `old` of its source, in every place too."""
    if new == old:
        return scorecard
    frames = msgspec.structs.asdict(scorecard.frames)
    return msgspec.structs.replace(
        scorecard,
        frames=type(scorecard.frames)(**{name: _renamed(frame, old, new) for name, frame in frames.items()}),
        problems=tuple(
            msgspec.structs.replace(problem, place=_place(problem.place, old, new)) for problem in scorecard.problems
        ),
        sources=tuple(new if source == old else source for source in scorecard.sources),
    )


def of_authority(scorecard: Scorecard, name: str) -> Scorecard:
    """The scorecard of a source that names nobody, or by another name, as that of the authority of this name."""
    import polars as pl

    frames = msgspec.structs.asdict(scorecard.frames)
    named = {each: frame.with_columns(authority=pl.lit(name, pl.String)) for each, frame in frames.items()}
    return msgspec.structs.replace(scorecard, authority=name, frames=type(scorecard.frames)(**named))


def _renamed(frame: pl.DataFrame, old: str, new: str) -> pl.DataFrame:
    import polars as pl

    places = [name for name in ("place", "direction_place") if name in frame.columns]
    return frame.with_columns(
        pl.col("source").replace(old, new),
        *(
            pl.when(pl.col(name).str.starts_with(f"{old}:"))
            .then(pl.lit(new) + pl.col(name).str.slice(len(old)))
            .otherwise(name)
            .alias(name)
            for name in places
        ),
    )


def _place(place: str, old: str, new: str) -> str:
    return new + place.removeprefix(old) if place.startswith(f"{old}:") else place
