"""From the cells of a tidy table to months, numbers and words that are known; null where a cell is none of them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Final

import polars as pl

from tui.scorecard.periods import month_end
from tui.sources.tidy.columns import CHOICES, COUNTS, MONTHS, NAMING, NUMBERS
from tui.sources.tidy.table import distinct

AS_SHOWN: Final = "value as it stands"
"""The column that keeps a value's cell, where a record may need it for its text."""


def without_empty_texts(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with empty texts as null, where a column says what a record is of."""
    texts = [name for name in NAMING if rows[name].dtype == pl.String and rows[name].null_count() < rows.height]
    shortest = rows.select(pl.col(name).str.len_bytes().min() for name in texts)
    empty = [name for name in texts if shortest[name].item() == 0]
    return rows.with_columns(pl.when(pl.col(name) != "").then(pl.col(name)) for name in empty) if empty else rows


def understood(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with months as dates, numbers as floats, `order` as whole numbers, and words as they are known.

    A value that is said to be missing as well is not shown. Where a value may have to stand for its text, `AS_SHOWN` is
    there too.
    """
    numbers = {name: _number(name) for name in NUMBERS}
    if rows["missing"].null_count() < rows.height:
        numbers["value"] = pl.when(pl.col("missing").fill_null("") == "").then(numbers["value"])
    shown = [pl.col("value").cast(pl.String).alias(AS_SHOWN)] if _lacks_texts(rows) else []
    return rows.with_columns(
        *_months(rows),
        *(number.alias(name) for name, number in numbers.items()),
        *(pl.col(name).cast(pl.Int32, strict=False) for name in COUNTS),
        *(_known_words(rows[name], pl.Enum(choices)) for name, choices in CHOICES.items()),
        *shown,
    )


def _known_words(cells: pl.Series, kind: pl.Enum) -> pl.Series:
    """The words that are known.

    Records of a kind mostly stand together, so no more is looked at than from the first word to the last.
    """
    filled = cells.is_not_null().arg_true()
    if filled.is_empty():
        return cells.cast(kind)
    start, end = filled[0], filled[-1] + 1
    known = cells[start:end].cast(kind, strict=False)
    before, after = (known.clear().extend_constant(None, count) for count in (start, len(cells) - end))
    return pl.concat([before, known, after])


def names_no_place(rows: pl.DataFrame) -> bool:
    """Whether any record does not say where it was first read."""
    return bool(rows["place"].null_count() or rows["source"].null_count())


def _lacks_texts(rows: pl.DataFrame) -> bool:
    """Whether any value that was first written here has no text."""
    untold = pl.col("value").is_not_null() & (pl.col("text").fill_null("") == "")
    return names_no_place(rows) and bool(rows.select(untold.any()).item())


def _number(name: str) -> pl.Expr:
    number = pl.col(name).cast(pl.Float64, strict=False)
    return pl.when(number.is_finite()).then(number)


def _months(rows: pl.DataFrame) -> list[pl.Expr]:
    """The months of the rows as their last days. There are few of them in many rows, so each is understood once."""
    return [_month(rows[name]) for name in MONTHS]


def _month(cells: pl.Series) -> pl.Expr:
    known, day = distinct(cells).drop_nulls(), pl.col(cells.name)
    if isinstance(known.dtype, pl.Datetime):
        known, day = known.cast(pl.Date).unique(), day.cast(pl.Date)
    ends: list[date | None]
    if known.dtype == pl.Date:
        ends = [month_end(each.year, each.month) for each in known]
        if ends == known.to_list():
            return day
    else:
        known, day = known.cast(pl.String), day.cast(pl.String)
        ends = [_month_of(text) for text in known]
    return day.replace_strict(known, pl.Series(ends, dtype=pl.Date), default=None, return_dtype=pl.Date)


def _month_of(text: str) -> date | None:
    """The last day of the month in "2023-09" or "2023-09-15"; null for anything else."""
    try:
        first = date.fromisoformat(f"{text[:7]}-01")
    except ValueError:
        return None
    return first.replace(day=monthrange(first.year, first.month)[1])
