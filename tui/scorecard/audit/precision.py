"""Figures of one row published to different places after the point: `precision`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import polars as pl

from tui.scorecard.audit.material import Material
from tui.scorecard.audit.wording import months, number_word, sentence
from tui.scorecard.finding import Finding
from tui.scorecard.gap import decimals


def mixed_precision(material: Material) -> Iterator[Finding]:
    """Rows whose months are not all published to the same places; one finding a row.

    Whole numbers are no matter in a row of counts, nor are 0% and 100%, which everybody writes without places.
    What has no text was not published in figures at all.
    """
    figures = (
        material.months.drop_nulls(["value", "text"])
        .filter((pl.col("unit") != "count") | (pl.col("decimals") > 0).fill_null(False))
        .select("ref", "position", "period", "value", "shown", "place", decimals("text").cast(pl.Int32).alias("digits"))
        .filter(~((pl.col("digits") == 0) & pl.col("value").is_in([0.0, 100.0])))
    )
    digits = pl.col("digits")
    mixed = figures.filter(digits.min().over("position") < digits.max().over("position")).sort("position", "period")
    for rows in mixed.partition_by("ref", maintain_order=True):
        yield _finding(rows.to_dicts(), material.period)


def _finding(rows: list[dict[str, Any]], period: date) -> Finding:
    usual = _usual(rows)
    odd = [row for row in rows if row["digits"] != usual]
    shown = sorted({row["digits"] for row in odd})
    example = next(row for row in reversed(rows) if row["digits"] == usual)
    odd_months = months([row["period"] for row in odd])
    text = (
        f"{odd_months} {'is' if len(odd) == 1 else 'are'} published to {_digits(shown)} ({odd[-1]['shown']}),"
        f" the other months to {_digits([usual])} ({example['shown']}):"
        " a change between them is only as sure as the coarser figure"
    )
    return Finding(
        ref=rows[0]["ref"],
        kind="precision",
        severity="info",
        period=period,
        published=f"{odd[-1]['shown']} beside {example['shown']}",
        computed=f"{_digits(shown)} beside {_digits([usual])}",
        text=sentence(text),
        places=tuple(row["place"] for row in (*odd, example) if row["place"]),
    )


def _usual(rows: list[dict[str, Any]]) -> int:
    """The number of places that most of the figures have; the larger of two that are as common."""
    digits: list[int] = [row["digits"] for row in rows]
    return max(set(digits), key=lambda each: (digits.count(each), each))


def _digits(digits: list[int]) -> str:
    words = [f"{number_word(each)} decimal place{'' if each == 1 else 's'}" if each else "whole" for each in digits]
    return " or ".join("whole numbers" if word == "whole" else word for word in words)
