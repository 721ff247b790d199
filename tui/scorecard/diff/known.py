"""What was known at a publication: of each thing the newest that had been said by then, whichever month it is of."""

from __future__ import annotations

from datetime import date
from typing import Final

import msgspec
import polars as pl

from tui.scorecard.end_years import end_year
from tui.scorecard.frames import Frames
from tui.scorecard.model import Scorecard

YEAR: Final = "year_key"
"""The year of an outturn or benchmark however it is spelt: 2021-22 is 2021/22."""

IDENTITIES: Final[dict[str, tuple[str, ...]]] = {
    "observations": ("ref", "period"),
    "outturns": ("ref", YEAR),
    "benchmarks": ("ref", "comparator", YEAR),
    "targets": ("ref", "period"),
    "published": ("ref", "period"),
    "listing": ("ref",),
}
"""What makes two rows of a frame speak of the same thing."""


class Known(msgspec.Struct, frozen=True):
    """A scorecard with its frames as they were known; `bare` says that its figures are numbers without a % sign."""

    scorecard: Scorecard
    frames: Frames
    bare: bool

    @property
    def period(self) -> date:
        """The month that the scorecard is of."""
        return self.scorecard.period


def known(scorecard: Scorecard) -> Known:
    """What a scorecard knew at its period.

    Its indicators are those of which that publication says anything: one that it dropped is not among them, though
    older publications have it.
    """
    frames = {
        name: _newest(getattr(scorecard.frames, name), scorecard.period, identity)
        for name, identity in IDENTITIES.items()
    }
    present = _present(scorecard.frames, scorecard.period)
    frames["listing"] = _listing(scorecard).filter(pl.col("ref").is_in(present))
    return Known(scorecard, Frames(**frames), _bare(frames))


def _newest(frame: pl.DataFrame, period: date, identity: tuple[str, ...]) -> pl.DataFrame:
    said = with_year_key(frame.filter(pl.col("publication") <= period))
    return said.sort("publication", maintain_order=True).unique(identity, keep="last", maintain_order=True)


def with_year_key(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with its years in one spelling, where it has years."""
    if "year" not in frame.columns:
        return frame
    keys = {text: str(end_year(text) or text) for text in frame["year"].unique() if text is not None}
    return frame.with_columns(
        pl.col("year").replace_strict(keys, default=None, return_dtype=pl.String).alias(YEAR),
    )


def _listing(scorecard: Scorecard) -> pl.DataFrame:
    """As `tui.scorecard.overview.as_of`: a source that lists its indicators once means it for all publications."""
    listing = scorecard.frames.listing
    said = listing.filter(pl.col("publication") <= scorecard.period)
    frame = listing if said.is_empty() else said
    return frame.sort("publication", maintain_order=True).unique("ref", keep="last", maintain_order=True).sort("order")


def _present(frames: Frames, period: date) -> list[str]:
    """The refs of which the newest publication up to `period` says anything."""
    said = pl.concat(getattr(frames, name).lazy().select("ref", "publication") for name in IDENTITIES)
    upto = said.filter(pl.col("publication") <= period).unique()
    newest = upto.filter(pl.col("publication") == pl.col("publication").max())
    found: list[str] = newest.select("ref").unique().collect(engine="in-memory")["ref"].to_list()
    return found


def _bare(frames: dict[str, pl.DataFrame]) -> bool:
    texts = pl.col("text").str.ends_with("%").any()
    return not any(frames[name].select(texts).item() for name in ("observations", "outturns", "benchmarks"))
