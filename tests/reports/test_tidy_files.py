"""Any scorecard is written and read back exactly, in every form of the tidy table."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.any_scorecard import TEXTS, any_scorecard
from tests.support.published import read, seed_text
from tui import bundled
from tui.reports.tidy_files import FORMS, Form, UnfitError, form_of, write_tidy
from tui.reports.tidy_table import SCHEMA, tidy_table
from tui.reports.workbook_file import WorkbookError
from tui.scorecard.model import Scorecard
from tui.scorecard.overview import overview
from tui.sources.opening import open_scorecard
from tui.sources.request import Request
from tui.sources.tidy import COLUMNS, read_tidy

MADE_UP = bundled.sample_path().parent / "made-up" / "exampleshire.csv"


def written(table: pl.DataFrame, form: Form) -> bytes:
    file = io.BytesIO()
    write_tidy(table, form, file)
    return file.getvalue()


def and_back(data: bytes, form: Form, scorecard: Scorecard) -> Scorecard:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"again.{form}"
        path.write_bytes(data)
        return read_tidy(path, scorecard.catalogue, period=scorecard.period, authority=scorecard.authority)


def assert_same(there: Scorecard, here: Scorecard) -> None:
    for name in msgspec.structs.asdict(here.frames):
        one, other = getattr(there.frames, name), getattr(here.frames, name)
        assert one.schema == other.schema, name
        assert one.rows() == other.rows(), name
        # -0.0 and 0.0 are equal and not the same.
        assert str(one.rows()) == str(other.rows()), name
    assert (there.authority, there.period, there.sources) == (here.authority, here.period, here.sources)
    assert (there.problems, there.heads) == (here.problems, here.heads)
    assert there.heads_by_month == here.heads_by_month


@settings(max_examples=12)
@given(any_scorecard())
def test_any_scorecard_goes_round(scorecard: Scorecard) -> None:
    table, shown = tidy_table([scorecard]), overview(scorecard)
    for form in FORMS:
        again = and_back(written(table, form), form, scorecard)
        assert_same(again, scorecard)
        assert overview(again) == shown


@pytest.mark.parametrize("form", FORMS)
def test_the_published_scorecard_goes_round(form: Form) -> None:
    assert_goes_round(read(seed_text()), form)


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_three_years_of_publications_go_round(form: Form) -> None:
    assert_goes_round(open_scorecard(Request((MADE_UP,))), form)


def assert_goes_round(scorecard: Scorecard, form: Form) -> None:
    data = written(tidy_table([scorecard]), form)
    again = and_back(data, form, scorecard)
    assert_same(again, scorecard)
    assert overview(again) == overview(scorecard)
    assert written(tidy_table([again]), form) == data


@settings(max_examples=6)
@given(any_scorecard("Exampleshire"), any_scorecard("=Else’where"))
def test_several_authorities_share_a_file(one: Scorecard, other: Scorecard) -> None:
    data = written(tidy_table([one, other]), "csv")
    assert_same(and_back(data, "csv", one), one)
    assert_same(and_back(data, "csv", other), other)


def table_of(texts: list[str]) -> pl.DataFrame:
    rows = [{"record": "problem", "authority": "Exampleshire", "text": text} for text in texts]
    return pl.DataFrame(rows, schema=SCHEMA)


@given(st.lists(TEXTS, min_size=1, max_size=5))
def test_no_cell_of_csv_is_a_formula(texts: list[str]) -> None:
    printed = written(table_of(texts), "csv").decode("utf-8")
    for row in csv.DictReader(io.StringIO(printed, newline="")):
        for cell in row.values():
            text = cell.lstrip()
            assert text in ("", "-") or re.fullmatch(r"[-+]\d[\d.,]*%?", text) or text[0] not in "=+-@＝＋－＠", cell


@given(st.lists(TEXTS, min_size=1, max_size=5))
def test_a_workbook_holds_texts_and_no_formula(texts: list[str]) -> None:
    from zipfile import ZipFile

    with ZipFile(io.BytesIO(written(table_of(texts), "xlsx"))) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode("utf-8")
    assert "<f" not in sheet
    assert re.findall(r' t="(\w+)"', sheet) == ["inlineStr"] * (len(COLUMNS) + 3 * len(texts))


@pytest.mark.parametrize(
    ("text", "words"), [("\ufffe", "U+FFFE"), ("a\uffff", "U+FFFF"), ("long" * 9000, "36,000 characters")]
)
def test_what_no_workbook_can_hold_is_refused(text: str, words: str) -> None:
    with pytest.raises(WorkbookError, match=re.escape(words)):
        written(table_of([text]), "xlsx")
    assert json.loads(written(table_of([text]), "jsonl"))["text"] == text


@pytest.mark.parametrize("form", ["csv", "tsv"])
def test_a_zero_character_is_no_text_of_csv(form: Form) -> None:
    with pytest.raises(UnfitError, match=r"choose \.parquet or \.xlsx"):
        written(table_of(["a\0b"]), form)
    assert json.loads(written(table_of(["a\0b"]), "jsonl"))["text"] == "a\0b"


def test_json_lines_leave_out_what_is_not_there() -> None:
    lines = written(tidy_table([read(seed_text())]), "jsonl").decode("utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    assert all(None not in record.values() for record in records)
    assert {record["record"] for record in records} >= {"listing", "observation", "head", "problem"}
    assert records[0]["publication"] == "2023-09"
    assert list(records[0]) == [name for name in COLUMNS if name in records[0]]


def test_the_same_table_gives_the_same_file() -> None:
    table = tidy_table([read(seed_text())])
    for form in FORMS:
        assert written(table, form) == written(table, form), form


@pytest.mark.parametrize(
    ("name", "form"),
    [("a.csv", "csv"), ("A.CSV", "csv"), ("a.tab", "tsv"), ("a.ndjson", "jsonl"), ("a.xlsx", "xlsx"), ("a.txt", None)],
)
def test_the_ending_names_the_form(name: str, form: Form | None) -> None:
    assert form_of(Path(name)) == form
