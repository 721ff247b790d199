"""The tidy frames: what every source yields and everything above reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import msgspec
import polars as pl

from tui.scorecard.missing import MISSING

MissingReason: Final = pl.Enum(MISSING)
Rating: Final = pl.Enum(["R", "A", "G"])
Direction: Final = pl.Enum(["up", "down", "same"])

_OF_A_SCORECARD: Final[dict[str, Any]] = {"authority": pl.String, "publication": pl.Date}
_PLACED: Final[dict[str, Any]] = {"source": pl.String, "place": pl.String}
_VALUE: Final[dict[str, Any]] = {"value": pl.Float64, "text": pl.String, "missing": MissingReason}

SCHEMAS: Final[dict[str, dict[str, Any]]] = {
    "observations": {**_OF_A_SCORECARD, "ref": pl.String, "period": pl.Date, **_VALUE, **_PLACED},
    "outturns": {**_OF_A_SCORECARD, "ref": pl.String, "year": pl.String, **_VALUE, **_PLACED},
    "benchmarks": {
        **_OF_A_SCORECARD,
        "ref": pl.String,
        "comparator": pl.String,
        "year": pl.String,
        **_VALUE,
        **_PLACED,
    },
    "targets": {
        **_OF_A_SCORECARD,
        "ref": pl.String,
        "period": pl.Date,
        "low": pl.Float64,
        "high": pl.Float64,
        "text": pl.String,
        **_PLACED,
    },
    "published": {
        **_OF_A_SCORECARD,
        "ref": pl.String,
        "period": pl.Date,
        "rating": Rating,
        "rating_text": pl.String,
        "direction": Direction,
        "direction_text": pl.String,
        **_PLACED,
        "direction_place": pl.String,
    },
    "listing": {
        **_OF_A_SCORECARD,
        "ref": pl.String,
        "area": pl.String,
        "name": pl.String,
        "row": pl.String,
        "order": pl.Int32,
        **_PLACED,
    },
}
"""Columns of each frame.

`value` is in the unit as published (percent points; rates per 10,000 as rates) and null exactly where
`missing` says why. `period` is a month's last day, `publication` that of the scorecard. `text` is the cell as
published; null where no cell was published at all. `place` is the cell's place in `source`. `listing` says
which indicators a scorecard holds, under which area's display name, and how its `row` came: `whole`,
`restored` (its ref was lost and put back) or `fragment` (its values cannot be put in order).
"""


class Frames(msgspec.Struct, frozen=True):
    """The tidy frames of one or more publications; `SCHEMAS` holds their columns."""

    observations: pl.DataFrame
    outturns: pl.DataFrame
    benchmarks: pl.DataFrame
    targets: pl.DataFrame
    published: pl.DataFrame
    listing: pl.DataFrame


def frames_of(rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> Frames:
    """The frames of rows collected by frame; a column that a row does not give is null."""
    return Frames(
        **{
            name: pl.DataFrame({column: [row.get(column) for row in rows[name]] for column in schema}, schema=schema)
            for name, schema in SCHEMAS.items()
        }
    )
