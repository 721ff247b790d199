from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest

from tui.scorecard import change
from tui.scorecard.values import parse_value

NOW = date(2023, 9, 30)
Months = list[tuple[str, str]]


def figures(text: str, unit: str = "count", basis: str | None = "month") -> pl.DataFrame:
    row = ("FD1", NOW, unit, basis, parse_value(text).number, text)
    schema = {
        "ref": pl.String,
        "period": pl.Date,
        "unit": pl.String,
        "basis": pl.String,
        "value": pl.Float64,
        "text": pl.String,
    }
    return pl.DataFrame([row], schema=schema, orient="row")


def since(text: str, months: Months, basis: str | None = "month") -> list[dict[str, Any]]:
    rows = [
        ("FD1", date.fromisoformat(day), parse_value(cell).number, cell)
        for day, cell in [*months, ("2023-09-30", text)]
    ]
    schema = {"ref": pl.String, "period": pl.Date, "value": pl.Float64, "text": pl.String}
    return change.since_last_month(
        figures(text, basis=basis), pl.DataFrame(rows, schema=schema, orient="row")
    ).to_dicts()


@pytest.mark.parametrize(
    ("text", "months", "basis", "expected"),
    [
        ("24%", [("2023-08-31", "20%")], "month", (date(2023, 8, 31), 4.0, 0)),
        ("67%", [("2023-07-31", "1%"), ("2023-08-31", "63.3%")], "month", (date(2023, 8, 31), 3.7, 1)),
        ("90%", [("2023-08-31", "90%")], "month", (date(2023, 8, 31), 0.0, 0)),
        ("90%", [("2023-08-31", "90%"), ("2023-10-31", "5%")], "month", (date(2023, 8, 31), 0.0, 0)),
        ("27", [("2023-07-31", "32"), ("2023-08-31", "")], "quarter", (date(2023, 7, 31), -5.0, 0)),
        ("27", [("2023-07-31", "32"), ("2023-08-31", "")], "month", None),
        ("27", [("2023-07-31", "32"), ("2023-08-31", "")], None, None),
        ("Not Yet Available", [("2023-08-31", "5")], "month", None),
        ("27", [], "month", None),
        ("27", [("2022-08-31", "32")], "month", None),
    ],
)
def test_the_change_since_the_month_before(
    text: str, months: Months, basis: str | None, expected: tuple[date, float, int] | None
) -> None:
    found = [(row["since"], row["change"], row["digits"]) for row in since(text, months, basis)]
    assert found == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("text", "outturn", "unit", "basis", "expected"),
    [
        ("84%", "76%", "percent", "month", 8.0),
        ("7.6%", "5.5%", "percent", "ytd", 2.1),
        ("83", "132", "count", "ytd", None),
        ("1265", "1350", "count", "month", -85.0),
        ("1265", "1350", "count", None, -85.0),
        ("", "1350", "count", "month", None),
        ("1265", "n/a", "count", "month", None),
    ],
)
def test_the_change_against_last_year(
    text: str, outturn: str, unit: str, basis: str | None, expected: float | None
) -> None:
    rows = [("FD1", "2022/23", parse_value(outturn).number, outturn)]
    schema = {"ref": pl.String, "year": pl.String, "value": pl.Float64, "text": pl.String}
    outturns = pl.DataFrame(rows, schema=schema, orient="row")
    found = change.against_last_year(figures(text, unit, basis), outturns).to_dicts()
    assert [(row["year"], row["change"]) for row in found] == ([("2022/23", expected)] if expected is not None else [])
