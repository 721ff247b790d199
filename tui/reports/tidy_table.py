"""A scorecard as the tidy table: one row a record, everything in it, each with the place it was read from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import polars as pl

from tui.scorecard.catalogue import JUDGED_BY, Catalogue
from tui.scorecard.frames import SCHEMAS
from tui.scorecard.model import Scorecard
from tui.sources.tidy.columns import COLUMNS, FRAMES

_KINDS: Final[dict[str, Any]] = {name: kind for schema in SCHEMAS.values() for name, kind in schema.items()}

SCHEMA: Final[dict[str, Any]] = {
    name: pl.String if isinstance(_KINDS.get(name, pl.String), pl.Enum) else _KINDS.get(name, pl.String)
    for name in COLUMNS
}
"""The columns of the table: months as dates, numbers as floats, all else as text but `order`."""

SCHEMA["decimals"] = pl.Int32

_FIRST: Final = "listing"
"""The records that stand first, so that a reader sees at once which indicators there are."""

_FOUND_AGAIN: Final = "gap"
"""The code of problems that the publications themselves show."""


def tidy_table(scorecards: Sequence[Scorecard]) -> pl.DataFrame:
    """The table of one scorecard, or of those of several authorities one after the other; its columns are `SCHEMA`'s.

    Every publication in the frames is there, and all problems: a copy must not look cleaner than what it was made from.
    Only the months between publications that are missing are not written; whoever reads the table finds them again.
    """
    return pl.concat([table for scorecard in scorecards for table in _tables(scorecard)])


def _tables(scorecard: Scorecard) -> list[pl.DataFrame]:
    kinds = sorted(FRAMES.items(), key=lambda item: item[0] != _FIRST)
    parts = {name: getattr(scorecard.frames, name) for name in FRAMES.values()}
    parts["listing"] = _described(parts["listing"], scorecard.catalogue)
    frames = [_as_records(record, parts[name]) for record, name in kinds]
    heads = [
        {"publication": month, "area": area, "text": head}
        for month, heads in scorecard.heads_by_month or ((None, scorecard.heads),)
        for area, head in heads.items()
    ]
    problems = [
        {"severity": one.severity, "place": one.place, "text": one.message, "ref": one.ref, "code": one.code}
        for one in scorecard.problems
        if one.code != _FOUND_AGAIN
    ]
    whose = scorecard.authority
    return [*frames, _of_rows("head", whose, heads), _of_rows("problem", whose, problems)]


def _described(listing: pl.DataFrame, catalogue: Catalogue) -> pl.DataFrame:
    """The listing with what the source itself tells of its indicators: no catalogue's file would say it again."""
    entries = [catalogue.indicators[ref] for ref in sorted(catalogue.stated)]
    if not entries:
        return listing
    told = {
        "ref": [entry.ref for entry in entries],
        **{name: [getattr(entry, name) for entry in entries] for name in JUDGED_BY},
        "alias": [entry.name for entry in entries],
    }
    frame = pl.DataFrame(told, schema={name: SCHEMA[name] for name in told})
    known = pl.when(pl.col("alias") != pl.col("name").fill_null("")).then("alias")
    return listing.join(frame, on="ref", how="left", maintain_order="left").with_columns(known.alias("alias"))


def _as_records(record: str, frame: pl.DataFrame) -> pl.DataFrame:
    """The rows of one frame as records."""
    present = {"record": pl.lit(record), **{name: pl.col(name) for name in frame.columns}}
    return frame.select(present.get(name, pl.lit(None)).cast(kind).alias(name) for name, kind in SCHEMA.items())


def _of_rows(record: str, authority: str, rows: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    """Records from rows; a column that a row does not give is null."""
    common: dict[str, Any] = {"record": record, "authority": authority}
    return pl.DataFrame([{**common, **row} for row in rows], schema=SCHEMA)
