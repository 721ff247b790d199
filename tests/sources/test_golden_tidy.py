"""One small tidy table in each of its forms, with everything awkward in it, and what is read of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tests.support.golden import GOLDEN, assert_golden, record, written_anew
from tests.support.published import catalogue
from tests.support.tidy_forms import made_parquet, made_workbook
from tui.scorecard.missing import MISSING
from tui.scorecard.model import Scorecard
from tui.sources.format import HEAD, Ask, Format
from tui.sources.tidy_formats import TIDY_DELIMITED, TIDY_LINES, TIDY_PARQUET, TIDY_WORKBOOK

WRITTEN = "tidy.csv"
FORMS: dict[str, Format] = {
    WRITTEN: TIDY_DELIMITED,
    "tidy.jsonl": TIDY_LINES,
    "tidy.parquet": TIDY_PARQUET,
    "tidy.xlsx": TIDY_WORKBOOK,
}
MADE: dict[str, Callable[[Path, Path], Path]] = {"tidy.parquet": made_parquet, "tidy.xlsx": made_workbook}
FRAMES = ("listing", "observations", "outturns", "benchmarks", "targets", "published")


def read(path: Path) -> Scorecard:
    form = FORMS[f"tidy{path.suffix}"]
    assert form.recognises(path, path.read_bytes()[:HEAD])
    return form.read(path, Ask(catalogue()))


def without_places(scorecard: Scorecard) -> dict[str, list[tuple[Any, ...]]]:
    """The frames' rows; a float of Parquet that stands for its text has a decimal there."""
    frames = {name: getattr(scorecard.frames, name) for name in FRAMES}
    return {
        name: frame.drop([field for field in frame.columns if field == "source" or "place" in field])
        .with_columns(pl.col("^text$").str.strip_suffix(".0"))
        .rows()
        for name, frame in frames.items()
    }


@pytest.mark.parametrize("name", FORMS)
def test_a_tidy_table_is_read_as_it_was(name: str) -> None:
    if written_anew() and name in MADE:
        MADE[name](GOLDEN / WRITTEN, GOLDEN / name)
    assert_golden(record(read(GOLDEN / name), ("authority", "source")), f"{name}.json")


@pytest.mark.parametrize("name", [name for name in FORMS if name != WRITTEN])
def test_all_forms_say_the_same(name: str) -> None:
    one, other = read(GOLDEN / WRITTEN), read(GOLDEN / name)
    assert without_places(other) == without_places(one)
    assert (other.catalogue, other.heads, other.period) == (one.catalogue, one.heads, one.period)
    assert [problem.ref for problem in other.problems] == [problem.ref for problem in one.problems]


@pytest.mark.parametrize("name", MADE)
def test_what_was_made_can_be_made_again(name: str, tmp_path: Path) -> None:
    again = MADE[name](GOLDEN / WRITTEN, tmp_path / name)
    assert record(read(again)) == record(read(GOLDEN / name))


def test_everything_awkward_is_in_it() -> None:
    scorecard = read(GOLDEN / WRITTEN)
    frames = scorecard.frames
    assert set(frames.observations["missing"].drop_nulls()) | set(frames.outturns["missing"].drop_nulls()) == {*MISSING}
    assert {"39", "67%", "1,234"} <= set(frames.observations["text"])
    said = frames.observations.filter(ref="FD1").group_by("period").len().filter(len=2)
    assert said.height == 2
    assert scorecard.catalogue.stated == {"XD7", "XD8"}
    assert "ZZ1" not in scorecard.catalogue.indicators
    assert "ZZ1" in set(frames.listing["ref"])
