from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import polars as pl
import pytest

from tests.support.published import catalogue, read, seed_text
from tui import bundled
from tui.scorecard.frames import Frames
from tui.scorecard.model import Scorecard
from tui.scorecard.overview import overview
from tui.scorecard.periods import key
from tui.sources.decoding import SourceError
from tui.sources.tidy import COLUMNS, read_tidy

MADE_UP = bundled.sample_path().parent / "made-up" / "exampleshire.csv"
COMMON = {
    "record": "observation",
    "authority": "Tameside",
    "publication": "2023-09",
    "ref": "FD2f",
    "period": "2023-09",
}
RECORDS = {
    "listing": "listing",
    "observation": "observations",
    "outturn": "outturns",
    "benchmark": "benchmarks",
    "target": "targets",
    "published": "published",
}

Row = dict[str, str]
Writer = Callable[[pl.DataFrame, Path], None]


def table_of(frames: Frames) -> pl.DataFrame:
    """The frames as one tidy table of texts."""
    rows = []
    for record, name in RECORDS.items():
        for row in getattr(frames, name).to_dicts():
            texts = {field: _text(value) for field, value in row.items() if field in COLUMNS}
            rows.append({"record": record, **texts})
    return pl.DataFrame(rows, schema=dict.fromkeys(COLUMNS, pl.String))


def _text(value: object) -> str | None:
    if isinstance(value, date):
        return key(value)
    return None if value is None else repr(value) if isinstance(value, float) else str(value)


def write_csv(table: pl.DataFrame, path: Path) -> None:
    table.write_csv(path)


def write_parquet(table: pl.DataFrame, path: Path) -> None:
    dates = pl.col("publication", "period") + "-01"
    numbers = pl.col("value", "low", "high").cast(pl.Float64)
    table.with_columns(dates.str.to_date("%Y-%m-%d"), numbers).write_parquet(path)


def tidy(folder: Path, *rows: Row, columns: tuple[str, ...] = tuple(COLUMNS)) -> Path:
    """A tidy file of these rows; what they do not say is that of `COMMON`."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, restval="", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(COMMON | row for row in rows)
    path = folder / "tidy.csv"
    path.write_text(out.getvalue(), "utf-8")
    return path


def opened(path: Path) -> Scorecard:
    return read_tidy(path, catalogue())


def messages(scorecard: Scorecard) -> list[tuple[str, str]]:
    return [(problem.place.removeprefix("tidy.csv:"), problem.message) for problem in scorecard.problems]


@cache
def published() -> Scorecard:
    return read(seed_text())


@pytest.mark.parametrize(("suffix", "write"), [("csv", write_csv), ("parquet", write_parquet)])
def test_the_published_scorecard_goes_round(suffix: str, write: Writer, tmp_path: Path) -> None:
    path = tmp_path / f"tidy.{suffix}"
    write(table_of(published().frames), path)
    scorecard = read_tidy(path, catalogue())
    assert (scorecard.period, scorecard.problems) == (published().period, ())
    # A rating is written as the letter it was read as, so texts of marks and places are not compared.
    for name, fields in {
        "observations": ["ref", "period", "value", "text", "missing"],
        "outturns": ["ref", "year", "value", "text", "missing"],
        "benchmarks": ["ref", "comparator", "year", "value", "text", "missing"],
        "targets": ["ref", "period", "low", "high", "text"],
        "published": ["ref", "period", "rating", "direction"],
        "listing": ["ref", "area", "name"],
    }.items():
        there, here = getattr(scorecard.frames, name).select(fields), getattr(published().frames, name).select(fields)
        empty = pl.col("text").replace("", None) if "text" in fields else pl.col("ref")
        assert there.with_columns(empty).equals(here.with_columns(empty)), name


def test_csv_and_parquet_of_the_made_up_authority_say_the_same(tmp_path: Path) -> None:
    from tui.sources.opening import find_catalogue

    known = find_catalogue(MADE_UP, None)
    path = tmp_path / "exampleshire.csv.parquet"
    write_parquet(pl.read_csv(MADE_UP, infer_schema=False), path)
    one, other = (read_tidy(each, known) for each in (MADE_UP, path))
    assert one.problems == other.problems == ()
    assert [area.indicators[0].history for area in overview(one).areas] != []
    for name in RECORDS.values():
        fields = [field for field in getattr(one.frames, name).columns if "place" not in field and field != "source"]
        texts = pl.col("^text$").str.strip_suffix(".0")
        there, here = (getattr(each.frames, name).select(fields).with_columns(texts) for each in (one, other))
        assert there.equals(here), name


def test_the_newest_publication_is_opened_unless_another_is_asked_for() -> None:
    from tui.sources.opening import find_catalogue

    known = find_catalogue(MADE_UP, None)
    newest = read_tidy(MADE_UP, known)
    assert newest.period == date(2024, 3, 31)
    earlier = overview(read_tidy(MADE_UP, known, period=date(2022, 6, 30)))
    assert earlier.period == date(2022, 6, 30)
    assert max(point.period for one in earlier.indicators for point in one.history) == date(2022, 6, 30)
    with pytest.raises(SourceError, match="holds nothing published by 1999-12"):
        read_tidy(MADE_UP, known, period=date(1999, 12, 31))


def test_places_name_the_line_and_the_column_of_the_file(tmp_path: Path) -> None:
    scorecard = opened(tidy(tmp_path, {"value": "63.3", "period": "2023-08"}, {"value": "67"}))
    assert scorecard.frames.observations["place"].to_list() == ["tidy.csv:2:10", "tidy.csv:3:10"]


@pytest.mark.parametrize(
    ("row", "place", "words"),
    [
        ({"value": "sixty"}, "2:10", "value: expected a number, or nothing"),
        ({"value": "NaN"}, "2:10", "found “NaN”"),
        ({"value": "inf"}, "2:10", "found “inf”"),
        ({"value": "67", "missing": "suppressed"}, "2:10", "found “67”"),
        ({"missing": "lost"}, "2:13", "missing: expected one of blank, not_yet_available"),
        ({"value": "1", "period": "Sep"}, "2:7", "period: expected a month such as 2023-09; found “Sep”"),
        ({"value": "1", "period": ""}, "2:7", "period: missing; the row is not read"),
        ({"value": "1", "publication": ""}, "2:3", "publication: missing; the row is not read"),
        ({"value": "1", "authority": ""}, "2:2", "authority: missing; the row is not read"),
        ({"value": "1", "ref": ""}, "2:4", "ref: missing; the row is not read"),
        ({"record": "benchmark", "value": "1"}, "2:9", "comparator: missing; the row is not read"),
        ({"record": "target", "low": "x", "high": "1"}, "2:11", "low: expected a number"),
        ({"record": "published", "rating": "Red"}, "2:14", "rating: expected one of R, A, G; found “Red”"),
        ({"record": "published", "direction": "left"}, "2:15", "direction: expected one of up, down, same"),
        ({"record": "figure"}, "2:1", "record: expected one of observation"),
        ({"record": ""}, "2:1", "record: expected one of observation"),
    ],
)
def test_a_cell_that_cannot_be_read_is_listed(row: Row, place: str, words: str, tmp_path: Path) -> None:
    scorecard = opened(tidy(tmp_path, row, {"value": "5", "ref": "FD1"}))
    assert any(where == place and words in message for where, message in messages(scorecard)), messages(scorecard)
    assert {problem.severity for problem in scorecard.problems} == {"error"}
    current = {one.ref: one.current for one in overview(scorecard).indicators}
    assert current["FD1"].value == 5.0
    assert "FD2f" not in current or current["FD2f"].value is None


def test_a_suppressed_value_is_never_shown(tmp_path: Path) -> None:
    scorecard = opened(tidy(tmp_path, {"value": "3", "missing": "suppressed", "text": "c"}))
    (one,) = overview(scorecard).indicators
    assert (one.current.value, one.current.missing, one.current.text) == (None, "suppressed", "c")


def test_a_value_without_a_text_is_shown_as_it_stands(tmp_path: Path) -> None:
    path = tidy(tmp_path, {"value": "67.50"}, columns=("record", "authority", "publication", "ref", "period", "value"))
    (one,) = overview(opened(path)).indicators
    assert (one.current.value, one.current.text) == (67.5, "67.50")


def test_what_is_said_twice_is_read_once_and_listed(tmp_path: Path) -> None:
    rows = [{"value": "67"}, {"value": "68"}, {"value": "60", "publication": "2023-10"}]
    scorecard = opened(tidy(tmp_path, *rows))
    assert scorecard.frames.observations["value"].to_list() == [67.0, 60.0]
    assert messages(scorecard) == [("3:1", "a second observation of the same; the row is not read")]


def test_indicators_that_are_not_listed_are_shown_too(tmp_path: Path) -> None:
    listing = {"record": "listing", "ref": "ZZ1", "area": "Fostering", "name": "Carers"}
    scorecard = opened(
        tidy(tmp_path, listing, {"value": "1", "ref": "ZZ1"}, {"value": "2", "ref": "SG1"}, {"value": "3"})
    )
    shown = [(one.ref, one.area) for one in overview(scorecard).indicators]
    assert shown == [("FD2f", "Front Door"), ("SG1", "Safeguarding and Quality Assurance"), ("ZZ1", "Fostering")]


def test_several_authorities_need_one_to_be_chosen(tmp_path: Path) -> None:
    path = tidy(tmp_path, {"value": "1"}, {"value": "2", "authority": "Elsewhere"})
    with pytest.raises(SourceError, match="holds 2 authorities; choose one with --authority: Elsewhere, Tameside"):
        opened(path)
    chosen = read_tidy(path, catalogue(), authority="Elsewhere")
    assert chosen.frames.observations["value"].to_list() == [2.0]
    with pytest.raises(SourceError, match="holds nothing of Nowhere"):
        read_tidy(path, catalogue(), authority="Nowhere")


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.csv", b"ref,value\nFD1,1\n", "has no column record, authority, publication; a tidy file has the columns"),
        ("a.csv", b"", "is not a tidy csv file"),
        ("a.csv", b"\xff\xfe\x00", "is not text in UTF-8, UTF-16 or Windows-1252; save it as UTF-8"),
        ("a.parquet", b"PAR1 or not", "is not a tidy parquet file"),
        ("a.csv", b"record,authority,publication,ref\n", "holds 0 authorities"),
        ("a.csv", b"record,authority,publication,ref\nobservation,T,soon,FD1\n", "no publication is a month"),
    ],
)
def test_what_is_no_tidy_file_is_refused(name: str, data: bytes, reason: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(SourceError, match=reason):
        opened(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    for suffix in ("csv", "parquet"):
        with pytest.raises(SourceError, match="cannot be read"):
            opened(tmp_path / f"none.{suffix}")


def test_columns_of_the_users_own_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "tidy.csv"
    path.write_text(
        "line,value,ref,publication,authority,record,period\n9,7,FD1,2023-09,T,observation,2023-09\n", "utf-8"
    )
    (one,) = overview(opened(path)).indicators
    assert (one.current.value, one.place) == (7.0, "tidy.csv:2:2")


@pytest.mark.parametrize(
    ("ends", "words"),
    [
        ({"value": "50"}, "a target without low, high and text; the row is not read: put its ends in low and high"),
        ({}, "a target without low, high and text; the row is not read: put its ends in low and high"),
        ({"low": "95", "high": "90"}, "low: 95 is above high, 90; the row is not read: put the lower end in low"),
        ({"low": "tbc"}, "low: expected a number"),
    ],
)
def test_a_target_that_is_none_is_listed_and_nothing_is_held_against_it(ends: Row, words: str, tmp_path: Path) -> None:
    scorecard = read_tidy(
        tidy(tmp_path, {**COMMON, "value": "20"}, {**COMMON, "record": "target", **ends}), catalogue()
    )
    assert scorecard.frames.targets.is_empty()
    assert any(problem.message.startswith(words) for problem in scorecard.problems)
    (one,) = overview(scorecard).indicators
    assert (one.target, one.gap) == (None, None)


def test_blanks_around_a_ref_or_an_authority_are_none(tmp_path: Path) -> None:
    rows: list[Row] = [
        {**COMMON, "value": "20"},
        {**COMMON, "period": "2023-08", "ref": " FD2f ", "authority": "Tameside ", "value": "19"},
    ]
    scorecard = read_tidy(tidy(tmp_path, *rows), catalogue())
    assert scorecard.authority == "Tameside"
    assert sorted(scorecard.frames.observations["value"]) == [19.0, 20.0]
    assert [one.ref for one in overview(scorecard).indicators] == ["FD2f"]


def test_a_figure_of_a_month_that_had_not_come_is_listed(tmp_path: Path) -> None:
    rows: list[Row] = [{**COMMON, "value": "20"}, {**COMMON, "period": "2023-11", "value": "21"}]
    (problem,) = read_tidy(tidy(tmp_path, *rows), catalogue()).problems
    assert problem.message == "period: 2023-11 is later than the publication, 2023-09; it is not shown"


@pytest.mark.parametrize(
    ("value", "text", "told"),
    [
        ("0.82", "82%", True),
        ("1186", "1,200", True),
        ("1186", "1,186", False),
        ("67.4", "67%", False),
        ("67", "as printed", False),
    ],
)
def test_a_value_and_a_text_of_two_numbers_are_told(value: str, text: str, told: bool, tmp_path: Path) -> None:
    problems = read_tidy(tidy(tmp_path, {**COMMON, "value": value, "text": text}), catalogue()).problems
    assert [problem.message.partition(" and its text")[0] for problem in problems] == [f"value: {value}"] * told
