"""What a comparator's figure is in DfE's data: its own row, or the simple mean of its members."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import polars as pl

from tui.scorecard.catalogue import Catalogue, Comparator
from tui.scorecard.words import normal

MEASURES: Final = {"code": pl.String, "number": pl.Int32, "end": pl.Int32, "value": pl.Float64}
"""DfE's figures: measure code, DfE number of the authority or region, end year, and the value.

Where DfE gives no value there is no row.
"""

ENGLAND: Final = 970
"""DfE's number of England; regions come after it, authorities before."""

REGIONS: Final = {
    "england": ENGLAND,
    "north east": 980,
    "north west": 981,
    "yorkshire and the humber": 982,
    "east midlands": 983,
    "west midlands": 984,
    "east of england": 985,
    "london": 986,
    "inner london": 987,
    "london inner": 987,
    "outer london": 988,
    "london outer": 988,
    "south east": 989,
    "south west": 990,
}
"""DfE's numbers of England and its regions, by name in the form of `tui.scorecard.words.normal`."""

_EXACT: Final = 6
"""Digits kept of a mean: sums of floats are noisy beyond them, published figures have fewer."""

Members = Mapping[str, Iterable[int]]
"""DfE numbers by comparator."""


def members(catalogue: Catalogue, neighbours: Iterable[int] = ()) -> dict[str, tuple[int, ...]]:
    """Whose rows make up each comparator of the catalogue; none where that is not known.

    England and a region are DfE's own row. A group has the catalogue's members, and statistical neighbours are those
    given, else the catalogue's.
    """
    return {
        key: (tuple(neighbours) or each.members) if each.kind == "neighbours" else _own(each)
        for key, each in catalogue.comparators.items()
    }


def _own(comparator: Comparator) -> tuple[int, ...]:
    if comparator.kind == "national":
        return (ENGLAND,)
    if comparator.kind == "region":
        named = (REGIONS.get(normal(name)) for name in (comparator.name, *comparator.aliases))
        return next(((number,) for number in named if number), ())
    return comparator.members


def averages(measures: pl.DataFrame, groups: Members) -> pl.DataFrame:
    """The figure of each comparator in each measure and year: `code, comparator, end, computed`.

    `measures` as `MEASURES`. The mean is the simple one of those members that have a value; where none has, there is
    no row.
    """
    listed = [(key, number) for key, numbers in groups.items() for number in dict.fromkeys(numbers)]
    membership = pl.DataFrame(listed, schema={"comparator": pl.String, "number": pl.Int32}, orient="row")
    return (
        measures.lazy()
        .join(membership.lazy(), on="number")
        .group_by("code", "comparator", "end")
        .agg(pl.col("value").mean().round(_EXACT).alias("computed"))
        .filter(pl.col("computed").is_not_null())
        .collect(engine="in-memory")
    )
