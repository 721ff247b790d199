"""Reads the tidy form: one CSV, Parquet or XLSX table, one row a record (docs/tidy.md describes its columns)."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

import polars as pl

from tui.scorecard.catalogue import Catalogue
from tui.scorecard.frames import SCHEMAS, Frames
from tui.scorecard.model import Scorecard
from tui.scorecard.periods import key
from tui.scorecard.problems import Problem
from tui.scorecard.values import MISSING
from tui.sources.decoding import SourceError

SUFFIXES: Final = (".csv", ".parquet", ".xlsx")

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
    table = table.filter(pl.col("authority") == authority)
    if table.is_empty():
        raise SourceError(f"{path}: holds nothing of {authority}")
    typed = _typed(table)
    problems = _problems(table, typed, path.name)
    frames = _frames(typed, path.name)
    newest = period or frames.listing["publication"].max() or typed["publication"].max()
    if not isinstance(newest, date):
        raise SourceError(f"{path}: no publication is a month such as 2023-09")
    if frames.listing.is_empty():
        frames = _with_listing(frames, catalogue)
    if not (frames.observations["publication"] <= newest).any():
        raise SourceError(f"{path}: holds nothing published by {key(newest)}")
    return Scorecard(authority, newest, catalogue, frames, tuple(problems), {}, (path.name,))


def _read(path: Path) -> pl.DataFrame:
    try:
        if path.suffix.lower() == ".parquet":
            table = pl.read_parquet(path).cast(pl.String)
        elif path.suffix.lower() == ".xlsx":
            table = pl.read_excel(path, infer_schema_length=0).cast(pl.String)
        else:
            table = pl.read_csv(path, infer_schema=False)
    except OSError as error:
        raise SourceError(f"{path}: cannot be read ({(error.strerror or 'no such file').lower()})") from error
    except (pl.exceptions.PolarsError, UnicodeDecodeError) as error:
        raise SourceError(f"{path}: is not a tidy {path.suffix[1:]} file ({str(error).splitlines()[0]})") from error
    return table.with_row_index("line", offset=2)


def _only_authority(table: pl.DataFrame, path: Path) -> str:
    names = table["authority"].drop_nulls().unique().sort().to_list()
    if len(names) != 1:
        raise SourceError(f"{path}: holds {len(names)} authorities; choose one with --authority: {', '.join(names)}")
    return str(names[0])


def _typed(table: pl.DataFrame) -> pl.DataFrame:
    """The table with months as dates, numbers as numbers and choices as they are known; null where not so."""
    return table.with_columns(
        *(
            (pl.col(month).str.head(7) + "-01").str.to_date("%Y-%m-%d", strict=False).dt.month_end()
            for month in _MONTHS
        ),
        *(pl.col(number).cast(pl.Float64, strict=False) for number in _NUMBERS),
        *(pl.when(pl.col(name).is_in(choices)).then(pl.col(name)).alias(name) for name, choices in _CHOICES.items()),
    )


def _problems(table: pl.DataFrame, typed: pl.DataFrame, source: str) -> list[Problem]:
    """Every cell that was filled and could not be read, and every kind of record that is not known."""
    found: list[tuple[int, int, str, str | None]] = []
    expected = {
        **dict.fromkeys(_MONTHS, "a month such as 2023-09"),
        **dict.fromkeys(_NUMBERS, "a number"),
        **{name: f"one of {', '.join(choices)}" for name, choices in _CHOICES.items()},
    }
    for name, wanted in expected.items():
        lost = table.filter(typed[name].is_null() & table[name].is_not_null())
        column = table.columns.index(name)
        for line, text, ref in lost.select("line", name, "ref").rows():
            found.append((line, column, f"{name}: expected {wanted}; found “{text}”", ref))
    unknown = table.filter(~pl.col("record").is_in(list(_RECORDS)).fill_null(False))
    for line, text, ref in unknown.select("line", "record", "ref").rows():
        found.append((line, 1, f"record: expected one of {', '.join(_RECORDS)}; found “{text or ''}”", ref))
    return [Problem("error", f"{source}:{line}:{column}", text, ref) for line, column, text, ref in sorted(found)]


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
    place = pl.format("{}:{}:{}", pl.lit(source), "line", pl.lit(column))
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
    """The frames with a listing made from the indicators that were observed, in the catalogue's order."""
    known = {ref: position for position, ref in enumerate(catalogue.indicators)}
    first = frames.observations.group_by("authority", "ref", maintain_order=True).first()
    rows = sorted(first.to_dicts(), key=lambda row: known.get(row["ref"], len(known)))
    listing = []
    for order, row in enumerate(rows):
        area = catalogue.area_of_ref(row["ref"])
        entry = catalogue.indicators.get(row["ref"])
        name = entry.name if entry else row["ref"]
        fields = {"area": area.name if area else "Area not stated", "name": name, "row": "whole", "order": order}
        listing.append({field: (row | fields).get(field) for field in SCHEMAS["listing"]})
    return Frames(
        observations=frames.observations,
        outturns=frames.outturns,
        benchmarks=frames.benchmarks,
        targets=frames.targets,
        published=frames.published,
        listing=pl.DataFrame(listing, schema=SCHEMAS["listing"]),
    )
