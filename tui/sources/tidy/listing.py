"""Which indicators a tidy table lists: those that it says, and those that it only has figures of."""

from __future__ import annotations

from typing import Final

import msgspec
import polars as pl

from tui.scorecard.catalogue import Catalogue
from tui.scorecard.frames import SCHEMAS, Frames

_COMMON: Final = ("authority", "publication", "ref", "source", "place")
_WITH_FIGURES: Final = ("observations", "outturns", "benchmarks", "targets", "published")


def with_listing(frames: Frames, catalogue: Catalogue) -> Frames:
    """The frames with every indicator listed: those that the table does not list last, in the catalogue's order.

    What the table does not say of an indicator is the catalogue's.
    """
    listing = frames.listing.with_columns(
        pl.col("row").fill_null("whole"),
        pl.coalesce("order", pl.int_range(pl.len(), dtype=pl.Int32)).alias("order"),
    )
    unlisted = _unlisted(frames, catalogue)
    if unlisted.height:
        first = 1 + (_most(listing["order"]) if listing.height else -1)
        order = pl.int_range(first, first + unlisted.height, dtype=pl.Int32, eager=True)
        rows = unlisted.with_columns(pl.lit("whole").alias("row"), order.alias("order"))
        listing = pl.concat([listing, rows], how="diagonal").select(*SCHEMAS["listing"])
    return msgspec.structs.replace(frames, listing=_named(listing, catalogue))


def _most(order: pl.Series) -> int:
    most = order.max()
    assert isinstance(most, int)
    return most


def _unlisted(frames: Frames, catalogue: Catalogue) -> pl.DataFrame:
    """The first record of each indicator that no record lists, in the catalogue's order."""
    listed = frames.listing["ref"].unique().implode()
    others: list[pl.LazyFrame] = [getattr(frames, name).lazy().select(_COMMON) for name in _WITH_FIGURES]
    # Lazily, for all frames at once: they are looked through side by side.
    rows = pl.concat([frame.filter(~pl.col("ref").is_in(listed)) for frame in others]).collect()
    first = rows.unique("ref", keep="first", maintain_order=True)
    known = {ref: position for position, ref in enumerate(catalogue.indicators)}
    positions = pl.Series([known.get(ref, len(known)) for ref in first["ref"]], dtype=pl.Int64)
    return first.select(pl.all().sort_by(positions, maintain_order=True))


def _named(listing: pl.DataFrame, catalogue: Catalogue) -> pl.DataFrame:
    """The listing with the catalogue's names where the table has none."""
    if not (listing["area"].null_count() or listing["name"].null_count()):
        return listing
    areas = [area or _area(ref, catalogue) for ref, area in listing.select("ref", "area").iter_rows()]
    names = [_name(ref, catalogue) if name is None else name for ref, name in listing.select("ref", "name").iter_rows()]
    return listing.with_columns(pl.Series("area", areas, dtype=pl.String), pl.Series("name", names, dtype=pl.String))


def _area(ref: str, catalogue: Catalogue) -> str:
    area = catalogue.area_of_ref(ref)
    return area.name if area else "Area not stated"


def _name(ref: str, catalogue: Catalogue) -> str:
    entry = catalogue.indicators.get(ref)
    return entry.name if entry else ref
