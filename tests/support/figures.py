"""Figures, outturns and benchmarks written by hand, and those of the bundled scorecard."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any, Final

import polars as pl

from tui.scorecard.catalogue import Area, Catalogue, Comparator, Indicator, RatingRule
from tui.scorecard.frames import Frames
from tui.scorecard.model import Scorecard
from tui.scorecard.overview import as_of, current_figures
from tui.scorecard.values import parse_target, parse_value
from tui.sources.opening import open_scorecard
from tui.sources.request import Request

SEPTEMBER: Final = date(2023, 9, 30)
_SCHEMA: Final = {
    "ref": pl.String,
    "period": pl.Date,
    "unit": pl.String,
    "polarity": pl.String,
    "basis": pl.String,
    "value": pl.Float64,
    "text": pl.String,
    "low": pl.Float64,
    "high": pl.Float64,
    "target_text": pl.String,
}


def figure(
    text: str,
    target: str = "",
    polarity: str = "high",
    *,
    ref: str = "X1",
    unit: str = "",
    basis: str = "month",
    period: date = SEPTEMBER,
) -> dict[str, Any]:
    """One row of `figures`, as a scorecard publishes it; the unit is read off the figure where none is given."""
    value, wanted = parse_value(text), parse_target(target)
    return {
        "ref": ref,
        "period": period,
        "unit": unit or ("percent" if value.percent else "count"),
        "polarity": polarity,
        "basis": basis,
        "value": value.number,
        "text": text or None,
        "low": wanted.low if wanted else None,
        "high": wanted.high if wanted else None,
        "target_text": wanted.text if wanted else None,
    }


def frame(*rows: dict[str, Any]) -> pl.DataFrame:
    """`figures` of such rows."""
    return pl.DataFrame(list(rows), schema=_SCHEMA)


def outturns(**texts: str) -> pl.DataFrame:
    """Last year's outturns, by ref."""
    rows = [(ref, "2022/23", parse_value(text).number, text) for ref, text in texts.items()]
    return pl.DataFrame(rows, schema=["ref", "year", "value", "text"], orient="row", schema_overrides=_SCHEMA)


def benchmarks(comparator: str = "england", /, **texts: str) -> pl.DataFrame:
    """The benchmarks of one comparator, by ref."""
    rows = [(ref, comparator, "2021/22", parse_value(text).number, text) for ref, text in texts.items()]
    columns = {"ref": pl.String, "comparator": pl.String, "year": pl.String, "value": pl.Float64, "text": pl.String}
    return pl.DataFrame(rows, schema=columns, orient="row")


def months(ref: str = "X1", **texts: str) -> pl.DataFrame:
    """Observations of 2023 by the month's short name: `months(aug="66%", sep="67%")`."""
    numbers = {"jul": 7, "aug": 8, "sep": 9}
    rows = [
        (ref, date(2023, numbers[month], 30 if month == "sep" else 31), parse_value(text).number, text)
        for month, text in texts.items()
    ]
    columns = {"ref": pl.String, "period": pl.Date, "value": pl.Float64, "text": pl.String}
    return pl.DataFrame(rows, schema=columns, orient="row")


def indicator(ref: str = "X1", area: str = "front_door", **links: Any) -> Indicator:
    """An entry of the catalogue."""
    return Indicator(ref, ref, ref, area, "percent", "high", "month", 0, **links)


def catalogue(*rules: RatingRule, indicators: tuple[Indicator, ...] = ()) -> Catalogue:
    """A catalogue with these rules, England for a comparator, and the indicator X1 where no others are given."""
    entries = indicators or (indicator(),)
    return Catalogue(
        authority="Exampleshire",
        dfe_number=None,
        areas={"front_door": Area("front_door", "Front Door", "FD", 1, "X")},
        comparators={"england": Comparator("england", "England", "Eng", "national")},
        indicators={entry.ref: entry for entry in entries},
        rules={rule.key: rule for rule in rules},
    )


@cache
def bundled() -> tuple[Scorecard, Frames, pl.DataFrame]:
    """The scorecard of September 2023, its frames as of then, and its figures."""
    scorecard = open_scorecard(Request((), None, None, None))
    frames = as_of(scorecard.frames, scorecard.period)
    return scorecard, frames, current_figures(scorecard, frames)
