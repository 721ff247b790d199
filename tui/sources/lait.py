"""DfE's Local Authority Interactive Tool: its data (Parquet), dictionary (CSV) and statistical neighbours (XLSX)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import polars as pl

from tui.scorecard.averages import ENGLAND, REGIONS
from tui.scorecard.end_years import end_year
from tui.scorecard.missing import UNREADABLE
from tui.scorecard.problems import Problem, why
from tui.scorecard.values import parse_value
from tui.scorecard.words import normal
from tui.sources.decoding import SourceError

_DATA: Final = {"Short Desc": "code", "LA Number": "number", "Years": "years", "Values": "text"}
_DICTIONARY: Final = {
    "Measure_short": "code",
    "Topic": "topic",
    "Measure": "name",
    "Polarity": "polarity",
    "dps": "decimals",
    "Year_Type": "year_type",
    "No_Quartile": "no_quartile",
}
_MISSING: Final = "-"
"""Where DfE gives no value; the rows of the year "0" have nothing else."""

_WITHHELD: Final = "u"
"""Where DfE's tables hold a value back as unreliable."""

_NOISE: Final = 6
"""Digits kept of a value: 9.3699999999999992 is 9.37, and equal figures must be equal to share a rank."""

_NUMBER: Final = re.compile(r"\d{3}")
_NEIGHBOUR: Final = re.compile(r"SN\d+")
_TABLE_KEYS: Final = ("time_period", "geographic_level", "region_name", "old_la_code")


def read_measures(path: Path, codes: Collection[str]) -> tuple[pl.DataFrame, list[Problem]]:
    """The figures of the measures with these codes, every year and authority; and what could not be read of them.

    The frame is `tui.scorecard.averages.MEASURES`; a figure that DfE does not give (`-`, 15% of them) has no row.
    Only the columns and rows that are needed are read. Raises `SourceError` where the file cannot be used.
    """
    with _reading(path, "DfE's interactive tool as Parquet"):
        rows = (
            pl.scan_parquet(path)
            .filter(pl.col("Short Desc").is_in(list(codes)))
            .select(pl.col(column).alias(name) for column, name in _DATA.items())
            .collect()
        )
    return _tidied(rows, path.name)


def _tidied(rows: pl.DataFrame, source: str) -> tuple[pl.DataFrame, list[Problem]]:
    """`MEASURES` from `code, number, years, text`, and a problem for each spelling that is not known."""
    given = rows.filter(pl.col("text") != _MISSING)
    years = {text: end_year(text) for text in given["years"].unique() if text is not None}
    value = pl.col("text").cast(pl.Float64, strict=False).round(_NOISE)
    typed = given.select(
        "code",
        pl.col("number").cast(pl.Int32, strict=False),
        pl.col("years").replace_strict(years, default=None, return_dtype=pl.Int32).alias("end"),
        pl.when(value.is_finite()).then(value).alias("value"),
    )
    if not any(typed[name].null_count() for name in ("number", "end", "value")):
        return typed, []
    problems = [
        *(_unknown_year(text, source) for text in sorted(text for text, end in years.items() if end is None)),
        *_unknown_values(given.filter(typed["value"].is_null()), source),
    ]
    return typed.drop_nulls(), problems


def _unknown_year(text: str, source: str) -> Problem:
    return Problem("warning", source, f"Years: expected a year such as 2022 or 2021/22; found “{text}”")


def _unknown_values(lost: pl.DataFrame, source: str) -> Iterator[Problem]:
    """A problem for each text that is neither a number nor one of DfE's signs for a missing one."""
    for text, code in lost.unique("text", maintain_order=True).select("text", "code").rows():
        if text != _WITHHELD and parse_value(text).missing in (None, UNREADABLE):
            yield Problem("warning", source, f"Values: expected a number in {code}; found “{text}”")


def read_dictionary(path: Path) -> pl.DataFrame:
    """What DfE says of its measures, one row a code: `code, topic, name, polarity, decimals, year_type, no_quartile`.

    `polarity` is `high`, `low` or `none`; `decimals` null where not given; `no_quartile` true where DfE gives none.
    """
    with _reading(path, "the interactive tool's data dictionary as CSV"):
        table = pl.read_csv(path, infer_schema=False).select(
            pl.col(column).str.strip_chars().alias(name) for column, name in _DICTIONARY.items()
        )
    polarity = pl.col("polarity").str.to_lowercase()
    return table.with_columns(
        pl.when(polarity.is_in(["high", "low"])).then(polarity).otherwise(pl.lit("none")).alias("polarity"),
        pl.col("decimals").cast(pl.Int32, strict=False),
        (pl.col("no_quartile") == "N").fill_null(False),
    ).unique("code", keep="first", maintain_order=True)


def read_neighbours(path: Path) -> dict[int, tuple[int, ...]]:
    """The statistical neighbours of each authority, nearest first, by the three-digit DfE number.

    An authority whose neighbours the workbook leaves open ("-") is not among them. The headings stand in the first
    row that has both `LA number` and `SN1`: the third, in the editions of 2021 and 2025.
    """
    import fastexcel  # late: only this file is a workbook

    try:
        with _reading(path, "a workbook of statistical neighbours"):
            rows = pl.read_excel(path, has_header=False, infer_schema_length=0, raise_if_empty=False).rows()
    except fastexcel.FastExcelError as error:
        raise SourceError(f"{path}: is not a workbook of statistical neighbours ({_first_line(error)})") from error
    for position, row in enumerate(rows):
        if "LA number" in row and "SN1" in row:
            own = row.index("LA number")
            columns = [column for column, title in enumerate(row) if title and _NEIGHBOUR.fullmatch(title)]
            return dict(_neighbours(rows[position + 1 :], own, columns))
    raise SourceError(f"{path}: has no row with the headings LA number and SN1; expected DfE's neighbours' workbook")


def _neighbours(rows: list[tuple[Any, ...]], own: int, columns: list[int]) -> Iterator[tuple[int, tuple[int, ...]]]:
    for row in rows:
        listed = tuple(int(row[column]) for column in columns if _NUMBER.fullmatch(row[column] or ""))
        if listed and _NUMBER.fullmatch(row[own] or ""):
            yield int(row[own]), listed


def read_table(path: Path) -> tuple[pl.DataFrame, list[Problem]]:
    """The figures of one of DfE's published tables (explore education statistics), as `read_measures` gives them.

    Every column of figures is a measure whose code is the column's name: definitions that the interactive tool does
    not hold, such as `rereferral_child_percent`. Rows of authorities, regions and England are read.
    """
    with _reading(path, "a table of explore education statistics as CSV"):
        table = pl.read_csv(path, infer_schema=False)
        figures = table.columns[max(map(table.columns.index, [*_TABLE_KEYS, "la_name"])) + 1 :]
        numbered = table.with_columns(_table_number(table).alias("number"))
        rows = numbered.filter(pl.col("number").is_not_null()).unpivot(
            on=[name for name in figures if name.lower() != "category"],
            index=["number", "time_period"],
            variable_name="code",
            value_name="text",
        )
    return _tidied(rows.rename({"time_period": "years"}), path.name)


def _table_number(table: pl.DataFrame) -> pl.Expr:
    """DfE's number of each row's authority or region."""
    regions = {name: REGIONS.get(normal(name)) for name in table["region_name"].drop_nulls().unique()}
    region = pl.col("region_name").replace_strict(regions, default=None, return_dtype=pl.Int32)
    level = pl.col("geographic_level")
    return (
        pl.when(level == "National")
        .then(pl.lit(ENGLAND, pl.Int32))
        .when(level == "Regional")
        .then(region)
        .when(level == "Local authority")
        .then(pl.col("old_la_code").cast(pl.Int32, strict=False))
    )


@contextmanager
def _reading(path: Path, expected: str) -> Iterator[None]:
    """Says of a file that cannot be read what it is, where, and what was expected."""
    try:
        yield
    except FileNotFoundError as error:
        raise SourceError(f"{path}: cannot be read (no such file); expected {expected}") from error
    except OSError as error:
        raise SourceError(f"{path}: cannot be read ({why(error)})") from error
    except pl.exceptions.ColumnNotFoundError as error:
        raise SourceError(f"{path}: has no column {_first_line(error)}; expected {expected}") from error
    except (pl.exceptions.PolarsError, UnicodeDecodeError, ValueError) as error:
        raise SourceError(f"{path}: is not {expected} ({_first_line(error)})") from error


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or ["unknown error"])[0]
