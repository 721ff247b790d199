"""What programs make of columns in Parquet: whole numbers beside nothing are floats there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl

from tests.support.any_scorecard import SMALL
from tui.scorecard.model import Scorecard
from tui.sources.tidy import read_tidy


def opened(folder: Path, *rows: dict[str, Any]) -> Scorecard:
    common = {"authority": "Exampleshire", "publication": "2023-09"}
    path = folder / "tidy.parquet"
    pl.DataFrame([common | row for row in rows]).write_parquet(path)
    return read_tidy(path, SMALL)


LISTING = {"record": "listing", "ref": "A1", "unit": "percent", "basis": "month"}
OUTTURN = {"record": "outturn", "ref": "A1", "value": 67.0, "text": "67%"}


def test_whole_numbers_may_be_floats(tmp_path: Path) -> None:
    listing = LISTING | {"order": 3.0, "decimals": 2.0, "year": None}
    scorecard = opened(tmp_path, listing, OUTTURN | {"year": 2023.0}, OUTTURN | {"year": float("nan")})
    assert scorecard.problems == ()
    assert scorecard.frames.listing["order"].to_list() == [3]
    assert scorecard.catalogue.indicators["A1"].decimals == 2
    assert scorecard.frames.outturns["year"].to_list() == ["2023", None]


def test_a_broken_number_where_a_whole_one_is_expected_is_listed(tmp_path: Path) -> None:
    scorecard = opened(tmp_path, LISTING | {"order": 3.5, "decimals": 1.5}, OUTTURN)
    said = [(problem.place, problem.message) for problem in scorecard.problems]
    assert [message.partition(";")[2] for _, message in said] == [" found “3.5”", " found “1.5”"]
    assert {place.partition(":")[2].partition(":")[0] for place, _ in said} == {"1"}


def test_rows_with_nothing_in_them_are_passed_over_and_counted(tmp_path: Path) -> None:
    nothing = dict.fromkeys(("authority", "publication", "record", "ref"))
    scorecard = opened(tmp_path, OUTTURN, nothing, OUTTURN | {"ref": "A2"})
    assert scorecard.problems == ()
    assert scorecard.frames.outturns["place"].to_list() == ["tidy.parquet:1:5", "tidy.parquet:3:5"]
