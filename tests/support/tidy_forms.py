"""A tidy CSV in the other forms, typed as programs type them: made of the hand-written one, so it can be made again."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Final

import polars as pl

from tests.support.workbooks import Made, MadeSheet, Value, write
from tui.scorecard.periods import month_end

_NUMBERS: Final = ("value", "low", "high")
_MONTHS: Final = ("publication", "period")
_FIRST_DAY: Final = date(1899, 12, 30)
"""Day 0 of workbooks, as it counts after February 1900."""


def cells_of(path: Path) -> list[list[str]]:
    """The lines of a CSV file, blank ones too; the first are the titles."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def made_parquet(source: Path, path: Path) -> Path:
    """With months as dates, numbers as floats, words of few kinds as categories and `decimals` as a whole number.

    What is no number is NaN there, and what is no month null.
    """
    titles, *lines = cells_of(source)
    names = [title.lower() for title in titles]
    table = pl.DataFrame([line for line in lines if line], schema=dict.fromkeys(names, pl.String), orient="row")
    table = table.with_columns(pl.when(pl.all() != "").then(pl.all()))
    first = [pl.col(name).str.slice(0, 7).add("-01").str.to_date("%Y-%m-%d", strict=False) for name in _MONTHS]
    numbers = [pl.col(name).cast(pl.Float64, strict=False).fill_null(float("nan")) for name in _NUMBERS]
    typed = table.with_columns(
        *(day.dt.month_end() for day in first),
        *(pl.when(pl.col(name).is_not_null()).then(each) for each, name in zip(numbers, _NUMBERS, strict=True)),
        pl.col("record", "missing").cast(pl.Categorical),
        pl.col("decimals").cast(pl.Int64),
    )
    typed.select(reversed(names)).write_parquet(path)
    return path


def made_workbook(source: Path, path: Path) -> Path:
    """With months as dates of a format and numbers as numbers; the blank lines are blank rows."""
    titles, *lines = cells_of(source)
    names = [title.lower() for title in titles]
    rows = [[_cell(name, text) for name, text in zip(names, line, strict=True)] if line else [] for line in lines]
    return write(path, MadeSheet("Tidy", [titles, *rows]), MadeSheet("Notes", [["not read"]]))


def _cell(name: str, text: str) -> Value:
    if name == "decimals" and text:
        return int(text)
    if name in _NUMBERS and text:
        try:
            return float(text)
        except ValueError:
            return text
    if name in _MONTHS and text[:4].isdigit():
        year, month = map(int, text.split("-")[:2])
        return Made((month_end(year, month) - _FIRST_DAY).days, "mmm-yy")
    return text
