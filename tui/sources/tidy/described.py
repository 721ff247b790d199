"""What a tidy table tells of its indicators beside their figures, and the catalogue with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import msgspec
import polars as pl

from tui.scorecard.catalogue import UNIT_DECIMALS, Catalogue, Indicator
from tui.scorecard.problems import Problem
from tui.sources.tidy.table import LINE, Table

_NEEDED: Final = ("unit", "basis")
"""What is not guessed: by a wrong basis a control chart would be drawn of what can have none."""

_TOLD: Final = (*_NEEDED, "polarity", "decimals", "alias")

Row = Mapping[str, Any]


def with_described(
    catalogue: Catalogue, table: Table, listing: pl.DataFrame, rows: pl.DataFrame
) -> tuple[Catalogue, list[Problem]]:
    """The catalogue with the indicators that the table describes and it does not have, and what lacks for others.

    `listing` holds the records as they are understood, `rows` all of the table as they stand: a cell that is filled and
    not understood is listed elsewhere. Of several publications the newest tells.
    """
    told = listing.filter(pl.any_horizontal(pl.col(name).is_not_null() for name in _TOLD))
    if told.is_empty():
        return catalogue, []
    problems: list[Problem] = []
    own: dict[str, Indicator] = {}
    filled = rows.select(LINE, *(pl.col(name).cast(pl.String) for name in _TOLD)).filter(
        pl.col(LINE).is_in(told[LINE].to_list())
    )
    cells = {row[LINE]: row for row in filled.iter_rows(named=True)}
    for row in told.sort("publication", maintain_order=True).iter_rows(named=True):
        if catalogue.entry_for(row["ref"], row["name"] or "") is not None:
            continue
        if all(row[name] is not None for name in _NEEDED):
            own[row["ref"]] = _entry(row, catalogue)
        else:
            problems += _lacking(row, cells[row[LINE]], table)
    if not own:
        return catalogue, problems
    known = {**catalogue.indicators, **own}
    return msgspec.structs.replace(catalogue, indicators=known, stated=catalogue.stated | own.keys()), problems


def _entry(row: Row, catalogue: Catalogue) -> Indicator:
    shown = row["name"] or row["ref"]
    stated = row["area"] or ""
    area = catalogue.area_named(stated)
    return Indicator(
        ref=row["ref"],
        name=row["alias"] or shown,
        short_name=shown,
        area=area.key if area else stated,
        unit=row["unit"],
        polarity=row["polarity"] or "none",
        basis=row["basis"],
        decimals=UNIT_DECIMALS[row["unit"]] if row["decimals"] is None else int(row["decimals"]),
        aliases=(shown,),
    )


def _lacking(row: Row, cells: Row, table: Table) -> list[Problem]:
    """That what a record tells cannot be used, unless the cell that lacks is listed as one that cannot be read."""
    told = [name for name in _TOLD if row[name] is not None]
    lacking = [name for name in _NEEDED if row[name] is None]
    if any(cells[name] for name in lacking):
        return []
    message = f"{lacking[0]}: missing; {', '.join(told)} cannot be used without it"
    return [Problem("error", table.place(row[LINE], lacking[0]), message, row["ref"])]
