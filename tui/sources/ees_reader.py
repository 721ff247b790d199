"""From one of DfE's tables to the tidy frames of one authority, with its region and England as benchmarks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

import msgspec
import polars as pl

from tui.scorecard.catalogue import UNIT_DECIMALS, Area, Basis, Catalogue, Indicator, unlisted_comparator
from tui.scorecard.diff.likeness import stems
from tui.scorecard.frames import SCHEMAS, frames_of
from tui.scorecard.model import Scorecard
from tui.scorecard.problems import Problem
from tui.scorecard.values import UNREADABLE, Value, parse_value
from tui.sources.decoding import SourceError
from tui.sources.ees_columns import Measure, codes_of, measure_of, says_per_10000, shown_name
from tui.sources.ees_places import Level, Place, level_of
from tui.sources.ees_table import LINE, Table, collected, lengths
from tui.sources.ees_times import period_of

Row = dict[str, Any]

AREA: Final = "figures"
"""Key of the one service area that a table makes."""

_AREA_NAME: Final = "DfE's figures"
_TOTALS: Final = frozenset({"total", "all", "headline"})
_AT_A_DAY: Final = frozenset({"at31", "31"})
"""Words of a measure that is counted on 31 March and not through the year."""


class Series(msgspec.Struct, frozen=True):
    """One indicator: a column, and of the columns of words that vary, these words."""

    index: int
    filters: tuple[str, ...]


class Shape(msgspec.Struct, frozen=True):
    """Which columns hold figures and which words that tell rows of one year apart; the area is what they share."""

    figures: tuple[int, ...]
    filters: tuple[int, ...]
    area: str


def read_place(table: Table, place: Place, catalogue: Catalogue) -> Scorecard:
    """The scorecard of one place; no row of another authority is read.

    A table does not say when it was released: its newest year stands for that, in whichever row. Raises `SourceError`
    where no row has a year that can be read.
    """
    newest, problems = _newest(table)
    rows = _rows_of(table, place)
    own = [row for row in rows if row["level"] == place.level]
    shape = _shape(table, own)
    series = _series(shape, own)
    refs = _refs(table, series)
    known = _catalogue(catalogue, table, shape, refs)
    last = str(len(table.names) - 1)
    short = lengths(table, {row[LINE] for row in rows if row[last] is None})
    reading = _Reading(table, place, shape, refs, known, newest, short)
    for row in rows:
        reading.read(row)
    reading.add_outturns()
    reading.add_listing()
    problems += [*reading.problems, *_assumed(table, shape)]
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
    problems = [
        Problem(
            "error",
            table.place(one[LINE], at),
            f"expected a year in time_period and its kind in time_identifier; found “{one['time']}” and "
            f"“{one['kind']}”, {one['rows']} rows of which are not read",
        )
        for one in found
        if period_of(one["time"], one["kind"]) is None
    ]
    return max(periods), problems


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


def _shape(table: Table, own: list[Row]) -> Shape:
    """What the columns hold in the place's own rows: where no cell is a figure nor DfE's sign for none, words."""
    columns = {index: {row[str(index)] or "" for row in own} for index in table.figures()}
    words = [index for index, cells in columns.items() if all(map(_is_word, cells))]
    varying = tuple(index for index in words if len(columns[index]) > 1)
    shared = [next(iter(columns[index])) for index in words if index not in varying]
    return Shape(tuple(index for index in columns if index not in words), varying, ", ".join(shared) or _AREA_NAME)


def _is_word(cell: str) -> bool:
    value = parse_value(cell)
    return value.missing == UNREADABLE and any(map(str.isalpha, cell))


def _series(shape: Shape, own: list[Row]) -> list[Series]:
    """Every indicator of the place's own rows, column by column."""
    combinations = list(dict.fromkeys(_filters(shape, row) for row in own))
    return [Series(index, filters) for index in shape.figures for filters in combinations]


def _filters(shape: Shape, row: Row) -> tuple[str, ...]:
    return tuple(row[str(index)] or "" for index in shape.filters)


def _refs(table: Table, series: list[Series]) -> dict[Series, str]:
    """The ref of each indicator: the code of its measure, with the words that tell its rows apart."""
    return dict(zip(series, codes_of([_measure(table, each) for each in series]), strict=True))


def _measure(table: Table, series: Series) -> Measure:
    measure = measure_of(table.names[series.index])
    told = [word for text in series.filters if text.casefold() not in _TOTALS for word in stems(text)]
    return Measure((*measure.words, *told), measure.unit)


def _name(table: Table, series: Series) -> str:
    told = ", ".join(text for text in series.filters if text)
    return shown_name(table.names[series.index]) + (f": {told}" if told else "")


def _catalogue(catalogue: Catalogue, table: Table, shape: Shape, refs: Mapping[Series, str]) -> Catalogue:
    """The catalogue with the table's measures for its indicators; what it says itself of their refs stands.

    No measure has a polarity unless it says so, and no identity of other indicators can hold here.
    """
    entries = {ref: _entry(catalogue.indicators.get(ref), table, series, ref) for series, ref in refs.items()}
    area = Area(key=AREA, name=shape.area, short_name=shape.area, order=1, prefix="")
    return msgspec.structs.replace(
        catalogue, areas={AREA: area}, indicators=entries, identities={}, stated=frozenset(entries)
    )


def _entry(known: Indicator | None, table: Table, series: Series, ref: str) -> Indicator:
    name, measure = _name(table, series), _measure(table, series)
    if known:
        return msgspec.structs.replace(known, area=AREA, aliases=(*known.aliases, name))
    basis: Basis = "snapshot" if _AT_A_DAY & set(measure.words) else "rolling_12"
    # The same words in every vintage: by them two releases tell that a renamed column is the same measure.
    words = " ".join((*measure.words, measure.unit.replace("_", " ")))
    return Indicator(ref, words, name, AREA, measure.unit, "none", basis, UNIT_DECIMALS[measure.unit], aliases=(name,))


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
        filters = _filters(self._shape, row)
        for index in self._shape.figures:
            series = Series(index, filters)
            if ref := self._refs.get(series):
                yield series, ref

    def _cell(self, row: Row, index: int, ref: str) -> Row:
        place = self._table.place(row[LINE], index)
        value = parse_value(row[str(index)] or "")
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

    def add_listing(self) -> None:
        """Every indicator, with the place of its heading."""
        for order, (series, ref) in enumerate(self._refs.items()):
            self.rows["listing"].append(
                {
                    **self._common,
                    "ref": ref,
                    "area": self._shape.area,
                    "name": _name(self._table, series),
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


def _assumed(table: Table, shape: Shape) -> list[Problem]:
    """That a rate is taken for one per 10,000, where its column does not say so."""
    rates = [
        index
        for index in shape.figures
        if measure_of(table.names[index]).unit == "rate_per_10000" and not says_per_10000(table.names[index])
    ]
    if not rates:
        return []
    names = ", ".join(table.names[index] for index in rates)
    message = f"taken for rates per 10,000 children, as in DfE's tables of social care; the file does not say: {names}"
    return [Problem("info", table.place(1, rates[0]), message)]
