"""From one of DfE's tables to the tidy frames of one authority, with its region and England as benchmarks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import polars as pl

from tui.scorecard.catalogue import Catalogue, unlisted_comparator
from tui.scorecard.frames import SCHEMAS, frames_of
from tui.scorecard.missing import UNREADABLE
from tui.scorecard.model import Scorecard
from tui.scorecard.problems import Problem
from tui.scorecard.values import Value, parse_value
from tui.sources.decoding import SourceError
from tui.sources.ees_indicators import (
    Series,
    Shape,
    assumed,
    cell_of,
    name_of,
    nameless,
    of_the_same,
    refs_of,
    shape_of,
    with_measures,
)
from tui.sources.ees_places import Level, Place, level_of
from tui.sources.ees_table import LINE, Table, collected, lengths
from tui.sources.ees_times import period_of

Row = dict[str, Any]


def read_place(table: Table, place: Place, catalogue: Catalogue) -> Scorecard:
    """The scorecard of one place; no row of another authority is read.

    A table does not say when it was released: its newest year stands for that, in whichever row. Raises `SourceError`
    where no row has a year that can be read.
    """
    newest, problems = _newest(table)
    rows = _rows_of(table, place)
    own = [row for row in rows if row["level"] == place.level]
    others = [row for row in rows if row["level"] != place.level]
    shape = shape_of(table, own, others)
    refs = refs_of(table, shape, own)
    listed = _listed(refs)
    known = with_measures(catalogue, table, shape, listed)
    rows = sorted((*own, *of_the_same(shape, others)), key=lambda row: int(row[LINE]))
    last = str(len(table.names) - 1)
    short = lengths(table, {row[LINE] for row in rows if row[last] is None})
    reading = _Reading(table, place, shape, refs, known, newest, short)
    for row in rows:
        reading.read(row)
    reading.add_outturns()
    reading.add_listing(listed)
    problems += [*reading.problems, *assumed(table, shape), *nameless(table, rows)]
    return Scorecard(
        authority=place.name,
        period=newest,
        catalogue=known,
        frames=frames_of(reading.rows),
        problems=tuple(problems),
        heads={},
        sources=(table.path.name,),
    )


def _newest(table: Table) -> tuple[date, list[Problem]]:
    """The newest period of any row, and the kinds of period that are not read."""
    kinds = (
        table.rows.group_by(table.column("time_period").alias("time"), table.column("time_identifier").alias("kind"))
        .agg(pl.len().alias("rows"), pl.col(LINE).min())
        .sort(LINE)
    )
    found = collected(table, kinds.collect).to_dicts()
    periods = [period for one in found if (period := period_of(one["time"], one["kind"]))]
    if not periods:
        raise SourceError(f"{table.path}: no row has a year such as 2023 or 202223 in time_period; nothing can be read")
    at = table.index("time_period") or 0
    unread = [one for one in found if period_of(one["time"], one["kind"]) is None]
    problems = [
        Problem(
            "error",
            table.place(one[LINE], at),
            f"expected a year in time_period and its kind in time_identifier; found “{one['time']}” and "
            f"“{one['kind']}”, {one['rows']} rows of which are not read",
        )
        for one in (_filled(table) if one["time"] == one["kind"] == "" else one for one in unread)
        if one["rows"]
    ]
    return max(periods), problems


def _filled(table: Table) -> Row:
    """The rows that name no period and are not blank."""
    unnamed = (table.column("time_period") == "") & (table.column("time_identifier") == "")
    filled = table.rows.filter(unnamed & pl.any_horizontal(pl.exclude(LINE).is_not_null()))
    counted = filled.select(pl.len().alias("rows"), pl.col(LINE).min(), time=pl.lit(""), kind=pl.lit(""))
    return collected(table, counted.collect).to_dicts()[0]


def _rows_of(table: Table, place: Place) -> list[Row]:
    """The rows of the place, of its regions and of England, in the order of the file, with `level` and `region`."""
    level, region = level_of(table), table.column("region_name")
    own = level == place.level
    if place.level == "local":
        number, name = table.column("old_la_code"), table.column("la_name")
        own &= number == place.number if place.number else name == place.name
    elif place.level == "region":
        own &= region == place.name
    # Which regions are the place's is told by its rows: all regions are read with them, and the others left out.
    placed = table.rows.with_columns(level=level, region=region, own=own)
    wanted = pl.col("level") == "nation" if place.level != "local" else pl.col("level").is_in(["region", "nation"])
    rows = collected(table, placed.filter(pl.col("own") | wanted).collect).to_dicts()
    regions = {row["region"] for row in rows if row["own"]}
    return [row for row in rows if row["own"] or row["level"] == "nation" or row["region"] in regions]


def _listed(refs: Mapping[Series, str]) -> dict[str, Series]:
    """The first column of each indicator: a table may have one twice."""
    found: dict[str, Series] = {}
    for series, ref in refs.items():
        found.setdefault(ref, series)
    return found


class _Reading:
    """The tidy rows of a table as they are collected, and the problems on the way."""

    def __init__(
        self,
        table: Table,
        place: Place,
        shape: Shape,
        refs: Mapping[Series, str],
        catalogue: Catalogue,
        newest: date,
        lengths: Mapping[int, int],
    ) -> None:
        self.rows: dict[str, list[Row]] = {name: [] for name in SCHEMAS}
        self.problems: list[Problem] = []
        self._table = table
        self._place = place
        self._shape = shape
        self._refs = refs
        self._comparators = _Comparators(catalogue)
        self._seen: set[tuple[Any, ...]] = set()
        self._common: Row = {"authority": place.name, "publication": newest, "source": table.path.name}
        self._newest = newest
        self._lengths = lengths
        self._times: dict[date, str] = {}

    def read(self, row: Row) -> None:
        """Every figure of one row."""
        time = (row[str(self._table.index("time_period"))] or "").strip()
        period = period_of(time, row[str(self._table.index("time_identifier"))] or "")
        if period is None:
            return
        own = row["level"] == self._place.level
        if own:
            self._times[period] = time
        comparator = None if own else self._comparators.key(row["level"], row["region"])
        for series, ref in self._series_of(row):
            if (identity := (comparator, period, ref)) in self._seen:
                message = "a second figure of the same measure, year and place; it is not read"
                self.problems.append(Problem("error", self._table.place(row[LINE], series.index), message, ref))
                continue
            self._seen.add(identity)
            cell = self._cell(row, series.index, ref)
            if own:
                self.rows["observations"].append({"ref": ref, "period": period, **cell})
            else:
                self.rows["benchmarks"].append({"ref": ref, "comparator": comparator, "year": time, **cell})

    def _series_of(self, row: Row) -> Iterator[tuple[Series, str]]:
        filters = self._shape.words_of(row)
        for index in self._shape.figures:
            series = Series(index, filters)
            if ref := self._refs.get(series):
                yield series, ref

    def _cell(self, row: Row, index: int, ref: str) -> Row:
        place = self._table.place(row[LINE], index)
        value = parse_value(cell_of(row, index))
        if index >= self._lengths.get(row[LINE], len(self._table.names)):
            value = Value("", missing=UNREADABLE)
            self.problems.append(Problem("error", place, "the row ends before this column", ref))
        elif value.missing == UNREADABLE:
            message = f"expected a number or one of DfE's signs (c, k, low, u, x, z); found “{value.text}”"
            self.problems.append(Problem("error", place, message, ref))
        return {
            **self._common,
            "value": value.number,
            "text": value.text,
            "missing": value.missing,
            "place": place,
        }

    def add_outturns(self) -> None:
        """The year before the newest as the previous year's outturn."""
        before = max((period for period in self._times if period < self._newest), default=None)
        for row in self.rows["observations"]:
            if row["period"] == before and self._newest in self._times:
                kept = {name: value for name, value in row.items() if name != "period"}
                self.rows["outturns"].append({**kept, "year": self._times[row["period"]]})

    def add_listing(self, listed: Mapping[str, Series]) -> None:
        """Every indicator, with the place of its heading."""
        for order, (ref, series) in enumerate(listed.items()):
            self.rows["listing"].append(
                {
                    **self._common,
                    "ref": ref,
                    "area": self._shape.area,
                    "name": name_of(self._table, series),
                    "row": "whole",
                    "order": order,
                    "place": self._table.place(1, series.index),
                }
            )


class _Comparators:
    """The catalogue's keys of England and of regions; a region that it does not know has one made of its name."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._england = next((key for key, one in catalogue.comparators.items() if one.kind == "national"), "england")

    def key(self, level: Level, region: str) -> str:
        """The comparator that a row of this level and region is."""
        if level == "nation":
            return self._england
        named = self._catalogue.comparator_named(region)
        return named.key if named else unlisted_comparator(region).key
