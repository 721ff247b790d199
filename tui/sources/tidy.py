"""Reads the tidy form: one CSV, Parquet or XLSX table, one row a record (docs/tidy.md describes its columns)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

import msgspec
import polars as pl

from tui.scorecard.catalogue import Catalogue
from tui.scorecard.frames import SCHEMAS, Frames
from tui.scorecard.model import Scorecard
from tui.scorecard.periods import key
from tui.scorecard.problems import Problem
from tui.scorecard.values import MISSING
from tui.sources.decoding import SourceError

COLUMNS: Final = (
    "record authority publication ref area name period year comparator value low high missing rating direction text"
).split()

_RECORDS: Final = {
    "observation": "observations",
    "outturn": "outturns",
    "benchmark": "benchmarks",
    "target": "targets",
    "published": "published",
    "listing": "listing",
}
_REQUIRED: Final = ("record", "authority", "publication", "ref")
_NUMBERS: Final = ("value", "low", "high")
_MONTHS: Final = ("publication", "period")
_CHOICES: Final = {"missing": MISSING, "rating": ("R", "A", "G"), "direction": ("up", "down", "same")}
_IDENTITY: Final = {
    "observation": ("publication", "ref", "period"),
    "outturn": ("publication", "ref", "year"),
    "benchmark": ("publication", "ref", "comparator", "year"),
    "target": ("publication", "ref", "period"),
    "published": ("publication", "ref", "period"),
    "listing": ("publication", "ref"),
}
"""What no two rows of one kind share; all of it but the year must be filled."""
_LINE: Final = "line of the file"
_PLACED_BY: Final = {"observations": "value", "outturns": "value", "benchmarks": "value", "targets": "text"}


def read_tidy(
    path: Path, catalogue: Catalogue, *, period: date | None = None, authority: str | None = None
) -> Scorecard:
    """The scorecard of the newest publication in a tidy file, or of `period`.

    Raises `SourceError` where the file cannot be read, lacks a column, or holds several authorities and none,
    or none of that name, is asked for. A cell that cannot be read is a problem, and missing as *unreadable*.
    """
    table = _read(path)
    absent = [column for column in _REQUIRED if column not in table.columns]
    if absent:
        raise SourceError(
            f"{path}: has no column {', '.join(absent)}; a tidy file has the columns {', '.join(COLUMNS)}"
        )
    table = table.with_columns(pl.lit(None, pl.String).alias(name) for name in COLUMNS if name not in table.columns)
    authority = authority or _only_authority(table, path)
    table = table.filter((pl.col("authority") == authority).fill_null(value=True))
    if not (table["authority"] == authority).any():
        raise SourceError(f"{path}: holds nothing of {authority}")
    typed = _typed(table)
    problems = [*_unread_cells(table, typed, path.name), *_unread_rows(table, typed, path.name)]
    problems.sort(key=lambda problem: [int(part) for part in problem.place.rsplit(":", 2)[1:]])
    frames = _frames(typed.filter(_complete() & ~_repeated(typed)), path.name)
    newest = period or frames.listing["publication"].max() or typed["publication"].max()
    if not isinstance(newest, date):
        raise SourceError(f"{path}: no publication is a month such as 2023-09")
    frames = _with_listing(frames, catalogue)
    if not (frames.observations["publication"] <= newest).any():
        raise SourceError(f"{path}: holds nothing published by {key(newest)}")
    return Scorecard(authority, newest, catalogue, frames, tuple(problems), {}, (path.name,))


def _read(path: Path) -> pl.DataFrame:
    try:
        if path.suffix.lower() == ".parquet":
            table = pl.read_parquet(path).cast(pl.String)
        elif path.suffix.lower() == ".xlsx":
            table = _read_workbook(path)
        else:
            table = pl.read_csv(path, infer_schema=False)
    except OSError as error:
        raise SourceError(f"{path}: cannot be read ({(error.strerror or 'no such file').lower()})") from error
    except (pl.exceptions.PolarsError, UnicodeDecodeError) as error:
        raise SourceError(f"{path}: is not a tidy {path.suffix[1:]} file ({str(error).splitlines()[0]})") from error
    return table.with_row_index(_LINE, offset=2)


def _read_workbook(path: Path) -> pl.DataFrame:
    """The first sheet of a workbook, its cells as text."""
    from fastexcel import FastExcelError, read_excel  # only for a workbook: it costs a start otherwise

    try:
        return read_excel(path.read_bytes()).load_sheet(0, dtypes="string").to_polars()
    except FastExcelError as error:
        raise SourceError(f"{path}: is not a workbook (.xlsx) that can be read; save it anew, or as CSV") from error


def _only_authority(table: pl.DataFrame, path: Path) -> str:
    names = table["authority"].drop_nulls().unique().sort().to_list()
    if len(names) != 1:
        raise SourceError(f"{path}: holds {len(names)} authorities; choose one with --authority: {', '.join(names)}")
    return str(names[0])


def _typed(table: pl.DataFrame) -> pl.DataFrame:
    """The table with months as dates, numbers as numbers and choices as they are known; null where not so.

    A value that is said to be missing as well is not shown; a number without a text is its own.
    """
    contradicted = pl.col("value").is_not_null() & pl.col("missing").is_not_null()
    return table.with_columns(
        pl.coalesce("text", "value").alias("text"),
        pl.when(~contradicted).then(pl.col("value")).alias("value"),
    ).with_columns(
        *(
            (pl.col(month).str.head(7) + "-01").str.to_date("%Y-%m-%d", strict=False).dt.month_end()
            for month in _MONTHS
        ),
        *(_finite(pl.col(number).cast(pl.Float64, strict=False)).alias(number) for number in _NUMBERS),
        *(pl.when(pl.col(name).is_in(choices)).then(pl.col(name)).alias(name) for name, choices in _CHOICES.items()),
    )


def _finite(number: pl.Expr) -> pl.Expr:
    return pl.when(number.is_finite()).then(number)


def _complete() -> pl.Expr:
    """Whether a row has everything that says what it is of."""
    needed = [
        (pl.col("record") == record) & pl.all_horizontal(pl.col(name).is_not_null() for name in _needed(record))
        for record in _RECORDS
    ]
    return pl.any_horizontal(needed).fill_null(value=False) & pl.col("authority").is_not_null()


def _needed(record: str) -> list[str]:
    return [name for name in _IDENTITY[record] if name != "year"]


def _repeated(typed: pl.DataFrame) -> pl.Series:
    """Whether an earlier row says the same thing of the same indicator."""
    keys = typed.select(
        "record",
        *(
            pl.when(pl.col("record").is_in([record for record, names in _IDENTITY.items() if name in names])).then(
                pl.col(name)
            )
            for name in ("publication", "ref", "period", "comparator", "year")
        ),
    )
    return ~keys.to_struct("keys").is_first_distinct()


def _unread_cells(table: pl.DataFrame, typed: pl.DataFrame, source: str) -> Iterator[Problem]:
    """Every cell that was filled and could not be read."""
    expected = {
        **dict.fromkeys(_MONTHS, "expected a month such as 2023-09"),
        **dict.fromkeys(_NUMBERS, "expected a number, or nothing where a reason says that it is missing"),
        **{name: f"expected one of {', '.join(choices)}" for name, choices in _CHOICES.items()},
    }
    for name, wanted in expected.items():
        lost = table.filter(typed[name].is_null() & table[name].is_not_null())
        column = table.columns.index(name)
        for line, text, ref in lost.select(_LINE, name, "ref").rows():
            yield Problem("error", f"{source}:{line}:{column}", f"{name}: {wanted}; found “{text}”", ref)


def _unread_rows(table: pl.DataFrame, typed: pl.DataFrame, source: str) -> Iterator[Problem]:
    """Every row of a kind that is not known, that lacks what says what it is of, or that says it once more."""
    known = pl.col("record").is_in(list(_RECORDS)).fill_null(value=False)
    columns = {name: table.columns.index(name) for name in table.columns}
    for line, text, ref in table.filter(~known).select(_LINE, "record", "ref").rows():
        message = f"record: expected one of {', '.join(_RECORDS)}; found “{text or ''}”"
        yield Problem("error", f"{source}:{line}:{columns['record']}", message, ref)
    for row in table.filter(known & ~typed.select(_complete()).to_series()).to_dicts():
        for name in ("authority", *_needed(row["record"])):
            if row[name] is None:
                message = f"{name}: missing; the row is not read"
                yield Problem("error", f"{source}:{row[_LINE]}:{columns[name]}", message, row["ref"])
    repeated = typed.select(_complete()).to_series() & _repeated(typed)
    for line, record, ref in table.filter(repeated).select(_LINE, "record", "ref").rows():
        message = f"a second {record} of the same; the row is not read"
        yield Problem("error", f"{source}:{line}:{columns['record']}", message, ref)


def _frames(typed: pl.DataFrame, source: str) -> Frames:
    return Frames(
        **{
            name: _frame(typed.filter(pl.col("record") == record), name, typed.columns, source)
            for record, name in _RECORDS.items()
        }
    )


def _frame(rows: pl.DataFrame, name: str, columns: list[str], source: str) -> pl.DataFrame:
    """One tidy frame from the rows of its record."""
    column = columns.index(_PLACED_BY.get(name, "ref"))
    place = pl.format("{}:{}:{}", pl.lit(source), pl.col(_LINE), pl.lit(column))
    rows = rows.with_columns(
        source=pl.lit(source),
        place=place,
        direction_place=place,
        rating_text=pl.col("rating"),
        direction_text=pl.col("direction"),
        row=pl.lit("whole"),
        order=pl.int_range(pl.len()),
        # A figure that is neither a number nor missing for a known reason is unreadable, never nothing.
        missing=pl.when(pl.col("value").is_null()).then(pl.col("missing").fill_null("unreadable")),
    )
    return rows.select(pl.col(field).cast(kind) for field, kind in SCHEMAS[name].items())


def _with_listing(frames: Frames, catalogue: Catalogue) -> Frames:
    """The frames with every indicator listed: those that the file does not list last, in the catalogue's order."""
    known = {ref: position for position, ref in enumerate(catalogue.indicators)}
    listed = frames.listing.to_dicts()
    refs = {row["ref"] for row in listed}
    others = [row for name in _PLACED_BY for row in getattr(frames, name).to_dicts() if row["ref"] not in refs]
    first = {row["ref"]: row for row in reversed(others)}
    unlisted = sorted(first.values(), key=lambda row: known.get(row["ref"], len(known)))
    rows = [
        _listing_row(row | {"row": "whole", "order": order}, catalogue)
        for order, row in enumerate([*listed, *unlisted])
    ]
    return msgspec.structs.replace(frames, listing=pl.DataFrame(rows, schema=SCHEMAS["listing"]))


def _listing_row(row: dict[str, Any], catalogue: Catalogue) -> dict[str, Any]:
    """A row of the listing; what it does not say is the catalogue's."""
    ref = row["ref"]
    area, entry = catalogue.area_of_ref(ref), catalogue.indicators.get(ref)
    said = {
        "area": row.get("area") or (area.name if area else "Area not stated"),
        "name": row.get("name") or (entry.name if entry else ref),
    }
    return {field: (row | said).get(field) for field in SCHEMAS["listing"]}
