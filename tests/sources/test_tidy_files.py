"""The tidy form as files: lines and places, separators, encodings, and what is wrong with a file."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sources.test_workbook import write_workbook
from tests.support.any_scorecard import SMALL
from tui.scorecard.model import Scorecard
from tui.sources.decoding import SourceError
from tui.sources.tidy import COLUMNS, authorities, files, irregular, json_lines, read_tidy
from tui.sources.tidy import parquet as parquet_table
from tui.sources.tidy import workbook as workbook_table
from tui.sources.tidy.parquet_footer import FooterError, expanded_size

TITLES = ("record", "authority", "publication", "ref", "period", "value", "text")
ROW = ("observation", "Exampleshire", "2023-09", "A1", "2023-09", "67", "67%")


def text_of(*rows: Sequence[str], titles: Sequence[str] = TITLES, separator: str = ",", end: str = "\n") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator=end).writerows([titles, *rows])
    return out.getvalue()


def row(ref: str, **cells: str) -> tuple[str, ...]:
    return tuple((dict(zip(TITLES, ROW, strict=True)) | {"ref": ref} | cells).values())


def opened(folder: Path, data: str | bytes, name: str = "tidy.csv") -> Scorecard:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    return read_tidy(path, SMALL)


def places(scorecard: Scorecard) -> dict[str, str]:
    return dict(scorecard.frames.observations.select("ref", "place").iter_rows())


def frame(**columns: Any) -> pl.DataFrame:
    """One record as a table; a column that is given takes the place of its text."""
    return pl.DataFrame({name: [cell] for name, cell in zip(TITLES, ROW, strict=True)}).with_columns(**columns)


def opened_parquet(folder: Path, table: pl.DataFrame) -> Scorecard:
    path = folder / "tidy.parquet"
    table.write_parquet(path)
    return read_tidy(path, SMALL)


# ---- lines


def test_lines_are_counted_after_cells_with_line_breaks(tmp_path: Path) -> None:
    text = text_of(row("A1"), row("A2", text="67%\n(was 66%)\r\nsee note"), row("A3", value="x"))
    scorecard = opened(tmp_path, text)
    assert places(scorecard) == {"A1": "tidy.csv:2:6", "A2": "tidy.csv:3:6", "A3": "tidy.csv:6:6"}
    assert [problem.place for problem in scorecard.problems] == ["tidy.csv:6:6"]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_blank_lines_are_passed_over_and_counted(end: str, tmp_path: Path) -> None:
    head, *rows = text_of(row("A1"), row("A2"), end=end).split(end)
    scorecard = opened(tmp_path, end.join([end, head, "", rows[0], "", "", rows[1], "", ""]))
    assert places(scorecard) == {"A1": "tidy.csv:5:6", "A2": "tidy.csv:8:6"}
    assert scorecard.problems == ()


CELLS = st.text(st.sampled_from('a"\n\r, \t'), max_size=6)


@settings(max_examples=25)
@given(records=st.lists(st.tuples(CELLS, st.booleans()), min_size=1, max_size=6))
def test_every_record_is_placed_at_the_line_where_it_begins(
    records: list[tuple[str, bool]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    text, expected = text_of(), {}
    for number, (cell, blank) in enumerate(records):
        expected[f"A{number}"] = f"tidy.csv:{text.count(chr(10)) + 1}:6"
        text += text_of(row(f"A{number}", text=cell)).partition("\n")[2] + ("\n" if blank else "")
    scorecard = opened(tmp_path_factory.mktemp("lines"), text)
    assert places(scorecard) == expected
    assert scorecard.problems == ()


# ---- text


@pytest.mark.parametrize("separator", [",", "\t", ";", "|"])
def test_any_usual_separator_is_understood(separator: str, tmp_path: Path) -> None:
    scorecard = opened(tmp_path, text_of(row("A1", text="6,7;8\t9|"), separator=separator))
    assert scorecard.frames.observations["text"].to_list() == ["6,7;8\t9|"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "utf-32-le", "cp1252"])
def test_texts_in_the_usual_encodings_are_read(encoding: str, tmp_path: Path) -> None:
    scorecard = opened(tmp_path, text_of(row("A1", text="£67 – café")).encode(encoding))
    assert scorecard.frames.observations["text"].to_list() == ["£67 – café"]


def test_titles_may_be_in_other_letters_and_order(tmp_path: Path) -> None:
    titles = ("Period", " REF", "Notes", "Notes", "Value ", "authority", "Publication", "Record")
    scorecard = opened(
        tmp_path, text_of(("2023-09", "A1", "x", "y", "5", "E", "2023-09", "observation"), titles=titles)
    )
    assert places(scorecard) == {"A1": "tidy.csv:2:5"}


def test_cells_of_a_spreadsheet_lose_the_apostrophe_that_makes_them_text(tmp_path: Path) -> None:
    texts = {"'=1+1": "=1+1", "''=1": "'=1", "'tis": "'tis", "'-": "-", "'": "'", "=1+1": "=1+1"}
    scorecard = opened(tmp_path, text_of(*(row(f"A{at}", text=text) for at, text in enumerate(texts))))
    assert scorecard.frames.observations["text"].to_list() == list(texts.values())


def test_a_decimal_comma_is_not_read_and_said_to_be_one(tmp_path: Path) -> None:
    (problem,) = opened(tmp_path, text_of(row("A1", value="67,5"))).problems
    assert problem.message.endswith("found “67,5”; write it with a decimal point")


def test_cells_beyond_the_headings_are_listed_and_the_rest_is_read(tmp_path: Path) -> None:
    text = text_of(row("A1"), (*row("A2"), "8", "=9"), row("A3")[:6])
    scorecard = opened(tmp_path, text)
    assert scorecard.frames.observations["value"].to_list() == [67.0, 67.0, 67.0]
    (problem,) = scorecard.problems
    assert (problem.place, problem.message) == (
        "tidy.csv:3:8",
        "more cells than there are headings; not read: “8”, “=9”",
    )


def test_a_quotation_mark_that_is_not_closed_loses_its_line_alone(tmp_path: Path) -> None:
    lines = text_of(*(row(f"A{at}") for at in range(6))).splitlines()
    lines[2] = lines[2].replace(",Ex", ',"Ex')
    lines[4] = lines[4].replace("67%", '67%"x"')
    scorecard = opened(tmp_path, "\n".join([*lines, ",".join(row("A7", text='"67%'))]))
    assert set(places(scorecard)) == {"A0", "A2", "A3", "A4", "A5"}
    assert scorecard.frames.observations["text"].to_list()[2] == '67%"x"'
    assert [(problem.place, problem.severity) for problem in scorecard.problems] == [
        ("tidy.csv:3:1", "error"),
        ("tidy.csv:8:1", "error"),
    ]
    assert (
        scorecard.problems[0].message
        == "a cell begins with a quotation mark and does not end with one; the line is not read"
    )


def test_records_within_a_cell_are_not_lost_without_a_word(tmp_path: Path) -> None:
    lines = text_of(*(row(f"A{at}") for at in range(6))).splitlines()
    lines[2], lines[4] = lines[2].replace("67%", '"67%'), lines[4] + '"'
    scorecard = opened(tmp_path, "\n".join(lines))
    assert set(places(scorecard)) == {"A0", "A4", "A5"}
    (problem,) = scorecard.problems
    assert problem.place == "tidy.csv:3:1"
    assert problem.message.startswith("a quotation mark is not closed before other records begin; the line is not read")


@pytest.mark.parametrize("ends", [("\r",), ("\n", "\r", "\r\n"), ("\r", "\n"), ("\r\n", "\r")])
def test_line_ends_of_any_kind(ends: tuple[str, ...], tmp_path: Path) -> None:
    lines = text_of(*(row(f"A{at}") for at in range(6))).splitlines()
    text = "".join(line + ends[at % len(ends)] for at, line in enumerate(lines))
    scorecard = opened(tmp_path, text)
    assert places(scorecard) == {f"A{at}": f"tidy.csv:{at + 2}:6" for at in range(6)}
    assert scorecard.problems == ()


@settings(max_examples=60)
@given(
    cells=st.lists(st.text(st.sampled_from("a\"\n\r, '"), max_size=5), min_size=1, max_size=5),
    end=st.sampled_from(["\n", "\r", "\r\n"]),
)
def test_whatever_stands_in_a_text_no_record_is_lost_without_a_word(
    cells: list[str], end: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    lines = [",".join(TITLES), *(",".join(row(f"A{at}", text=cell)) for at, cell in enumerate(cells))]
    try:
        scorecard = opened(tmp_path_factory.mktemp("any"), end.join(lines))
    except SourceError as refused:
        told = str(refused)
    else:
        told = "; ".join(problem.message for problem in scorecard.problems)
        told = told or ", ".join(f"{ref} is read" for ref in places(scorecard))
    assert told if "is read" not in told else told.count("is read") == len(cells)


def test_very_many_open_quotation_marks_and_very_large_odd_texts_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = text_of(*(row(f"A{at}") for at in range(4))).replace("67%", '"67%')
    monkeypatch.setattr(irregular, "MOST_OPEN", 2)
    with pytest.raises(SourceError, match=r"tidy\.csv:4: more than 2 lines up to here cannot be read, the last"):
        opened(tmp_path, text)
    monkeypatch.setattr(irregular, "LARGEST", 30)
    with pytest.raises(SourceError, match="which is too much to read line by line; export it again, with quotation"):
        opened(tmp_path, text + '"')


def test_a_target_without_a_text_is_put_into_words(tmp_path: Path) -> None:
    titles = ("record", "authority", "publication", "ref", "period", "low", "high")
    ends = {"A1": ("95", "95.0"), "A2": ("20", "24.5"), "A3": ("", "85"), "A4": ("90", "")}
    rows = [("target", "E", "2023-09", ref, "2023-09", *each) for ref, each in ends.items()]
    scorecard = opened(tmp_path, text_of(*rows, titles=titles))
    assert scorecard.frames.targets["text"].to_list() == ["95", "20-24.5", "at most 85", "at least 90"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("record,authority,publication,ref,value,Value\n", ":1:6: the column value stands twice, first as column 5"),
        ("", "is not a tidy csv file"),
        (
            text_of(row("A1")) + "observation,\0",
            "copy or export it again, as CSV or text (line 3, character 13, is a zero",
        ),
        (
            text_of(row("A1")).replace("67%", '"67'),
            ":2:1: a cell begins with a quotation mark and does not",
        ),
        ("hello", "nothing of a scorecard is recognised in it; a published one has headings such as Ref, Indicator"),
        ("record,authority,ref\n", "has no column publication; a tidy file has the columns record, authority"),
    ],
)
def test_a_text_that_is_not_a_table_is_refused(text: str, reason: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError) as error:
        opened(tmp_path, text)
    assert reason in str(error.value)


def test_a_file_of_too_many_bytes_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST", 3 << 20)
    with pytest.raises(SourceError, match=r"tidy\.csv: has 4 MiB, more than the 3 MiB that are read; split it"):
        opened(tmp_path, text_of(row("A1", text="x" * (4 << 20))))


# ---- JSON Lines


def lines_of(*records: dict[str, Any]) -> str:
    return "\n".join(json.dumps(record) for record in records)


RECORD: dict[str, Any] = dict(zip(TITLES, ROW, strict=True))


def test_json_lines_are_read_with_their_places(tmp_path: Path) -> None:
    first = RECORD | {"value": 0.30000000000000004, "text": "0.3"}
    second = {"value": 40, "note": [1], **RECORD, "ref": "A2", "missing": None} | {"value": 40, "text": "40"}
    scorecard = opened(tmp_path, f"\ufeff\n{lines_of(first)}\n \r\n{lines_of(second)}\n", "tidy.jsonl")
    assert scorecard.frames.observations["value"].to_list() == [0.30000000000000004, 40.0]
    assert places(scorecard) == {"A1": "tidy.jsonl:2:6", "A2": "tidy.jsonl:4:6"}
    assert scorecard.problems == ()


def test_keys_may_be_in_other_letters(tmp_path: Path) -> None:
    record = {("VALUE" if key == "value" else key.title()): value for key, value in RECORD.items()}
    scorecard = opened(tmp_path, f"{lines_of(record)}\n", "tidy.jsonl")
    assert scorecard.frames.observations["ref"].to_list() == ["A1"]
    assert scorecard.frames.observations["value"].null_count() == 0


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('{"record": "é", nothing}', "2:17: is not JSON ("),
        ('{"record": "observation"', "2:25: is not JSON ("),
        ("[1, 2]", '2:1: expected an object such as {"record": "observation", ...}; the line'),
        ('{"record": "observation", "record": "target"}', "2:27: the key record stands twice; remove one of them"),
        (b'{"record": "\xc3\xa9 caf\xe9"}', "2:18: is not UTF-8; save the file as UTF-8"),
        ("{" * 5000, "2:"),
    ],
)
def test_a_line_that_cannot_be_read_is_listed_and_the_others_are_read(
    line: str | bytes, problem: str, tmp_path: Path
) -> None:
    bad = line if isinstance(line, bytes) else line.encode()
    first, last = lines_of(RECORD).encode(), lines_of(RECORD | {"ref": "A2"}).encode()
    scorecard = opened(tmp_path, b"\n".join([first, bad, last]), "tidy.jsonl")
    assert places(scorecard) == {"A1": "tidy.jsonl:1:6", "A2": "tidy.jsonl:3:6"}
    (found,) = scorecard.problems
    assert f"{found.place}: {found.message}".startswith(f"tidy.jsonl:{problem}")
    assert (found.severity, found.message.endswith("; the line is not read")) == ("error", True)


def test_a_key_may_stand_twice_in_one_of_few_objects_that_have_it(tmp_path: Path) -> None:
    others = [{name: cell for name, cell in RECORD.items() if name != "text"} | {"ref": f"B{at}"} for at in range(9)]
    twice = lines_of(RECORD).replace('"text"', '"text": "66%", "text"')
    scorecard = opened(tmp_path, f"{lines_of(*others)}\n{twice}\n", "tidy.jsonl")
    assert len(places(scorecard)) == 9
    assert ["the key text stands twice" in problem.message for problem in scorecard.problems] == [True]


def test_very_many_lines_that_cannot_be_read_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_lines, "MOST_LISTED", 3)
    scorecard = opened(tmp_path, "x\n" * 5 + lines_of(RECORD) + "\nx\n", "tidy.jsonl")
    assert places(scorecard) == {"A1": "tidy.jsonl:6:6"}
    assert [problem.place for problem in scorecard.problems] == [f"tidy.jsonl:{at}:1" for at in (1, 2, 3, 3)]
    assert scorecard.problems[-1].message.startswith("3 more lines after this one are not read either; ")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32-be"])
def test_other_encodings_of_json_lines_are_read(encoding: str, tmp_path: Path) -> None:
    scorecard = opened(tmp_path, (lines_of(RECORD) + "\n").encode(encoding), "tidy.jsonl")
    assert places(scorecard) == {"A1": "tidy.jsonl:1:6"}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('nothing\n{"record": "é", nothing}\n', "tidy.jsonl:1:5: is not JSON ("),
        ("\n[1, 2]\n", "tidy.jsonl:2:1: expected an object such as"),
        ('{"record": "observation", "record": "target"}', "tidy.jsonl:1:27: the key record stands twice"),
        ("\n \n", "it is empty"),
        ('{"record": "observation"}', "has no column authority, publication, ref"),
        ("{" * 5000, "the line is not read, nor is any other"),
    ],
)
def test_what_is_no_json_lines_is_refused_with_its_place(text: str, reason: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError) as error:
        opened(tmp_path, text, "tidy.jsonl")
    assert reason in str(error.value)
    assert "tidy.jsonl" in str(error.value)


def test_values_of_another_kind_are_problems(tmp_path: Path) -> None:
    scorecard = opened(tmp_path, lines_of(RECORD | {"value": [1], "text": True}), "tidy.jsonl")
    assert [problem.message for problem in scorecard.problems] == [
        "value: expected a number, or nothing where a reason says that it is missing; found “[1]”"
    ]
    assert scorecard.frames.observations["text"].to_list() == ["true"]


# ---- Parquet


@pytest.mark.parametrize(
    "when", [date(2023, 9, 30), date(2023, 9, 1), datetime(2023, 9, 12, 10, 30, tzinfo=UTC), "2023-09", "2023-09-12"]
)
def test_a_month_may_be_a_date_a_time_or_a_text(when: object, tmp_path: Path) -> None:
    scorecard = opened_parquet(tmp_path, frame(period=pl.lit(when), value=pl.lit(67)))
    assert scorecard.frames.observations.select("period", "value").rows() == [(date(2023, 9, 30), 67.0)]
    assert places(scorecard) == {"A1": "tidy.parquet:1:6"}


def test_columns_of_a_kind_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    table = frame(value=pl.lit([1.0]).implode(), publication=pl.lit(202309), text=pl.lit(b"67%"), mine=pl.lit([1]))
    with pytest.raises(SourceError) as error:
        opened_parquet(tmp_path, table)
    message = str(error.value)
    assert "column 6, value, holds List(" in message
    assert "column 3, publication, holds Int32 where a date or text is expected" in message
    assert "column 7, text, holds Binary where text is expected" in message
    assert "mine" not in message


def test_nothing_but_a_number_is_one(tmp_path: Path) -> None:
    scorecard = opened_parquet(tmp_path, frame(value=pl.lit(float("nan"))))
    assert [problem.place for problem in scorecard.problems] == ["tidy.parquet:1:6"]
    assert scorecard.frames.observations["missing"].to_list() == ["unreadable"]


def test_a_file_of_too_many_rows_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = pl.concat([frame()] * 50)
    monkeypatch.setattr(parquet_table, "MOST_ROWS", 49)
    with pytest.raises(SourceError, match="has 50 rows, and no more than 49 are read; split it by authority"):
        opened_parquet(tmp_path, table)


def test_a_file_that_unpacks_to_too_much_is_refused_unread(tmp_path: Path) -> None:
    table = frame(text=pl.lit("0" * 2_000_000))
    many = pl.concat([table] * 20).with_columns(pl.concat_str(pl.col("text"), pl.int_range(pl.len())))
    path = tmp_path / "tidy.parquet"
    many.write_parquet(path, statistics=False)
    rows, expanded = expanded_size(path)
    assert (rows, expanded > 200 * path.stat().st_size) == (20, True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parquet_table, "MOST_EXPANDED", 1 << 25)
        with pytest.raises(SourceError, match=r"unpacks to .* MiB, and no more than 32 are read"):
            read_tidy(path, SMALL)


@cache
def whole_parquet() -> bytes:
    whole = io.BytesIO()
    pl.concat([frame()] * 3).write_parquet(whole)
    return whole.getvalue()


@given(share=st.floats(0, 1, exclude_max=True))
def test_a_file_that_is_cut_off_is_refused(share: float, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("cut") / "tidy.parquet"
    path.write_bytes(whole_parquet()[: int(share * len(whole_parquet()))])
    with pytest.raises(SourceError, match="is not a tidy parquet file, or not a whole one"):
        read_tidy(path, SMALL)


@given(at=st.integers(9, 600), altered=st.binary(min_size=1, max_size=4))
def test_the_footer_is_read_or_refused(at: int, altered: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    data = whole_parquet()
    path = tmp_path_factory.mktemp("altered") / "tidy.parquet"
    path.write_bytes(data[:-at] + altered + data[len(data) - at + len(altered) :])
    with suppress(FooterError):  # nothing else is raised, whatever stands there
        assert min(expanded_size(path)) >= 0


# ---- workbooks


def test_numbers_of_a_workbook_are_exact_and_dates_are_months(tmp_path: Path) -> None:
    path = tmp_path / "tidy.xlsx"
    write_workbook(path, [list(TITLES), list(row("A1", value="0.30000000000000004"))])
    assert read_tidy(path, SMALL).frames.observations["value"].to_list() == [0.30000000000000004]


def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "tidy.xlsx"
    write_workbook(path, [list(TITLES), list(ROW)])
    with ZipFile(path, "a", ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/zeros", b"\0" * 3_000_000)
    assert len(read_tidy(path, SMALL).frames.observations) == 1
    monkeypatch.setattr(workbook_table, "MOST_EXPANDED", 2_000_000)
    with pytest.raises(SourceError, match="unpacks to 2 MiB, and no more than 1 are read"):
        read_tidy(path, SMALL)


# ---- whose figures


@pytest.mark.parametrize("name", ["tidy.csv", "tidy.jsonl"])
def test_the_authorities_of_a_file_are_named(name: str, tmp_path: Path) -> None:
    records = [RECORD, RECORD | {"authority": "Borchester"}, RECORD | {"authority": ""}]
    text = text_of(*(list(record.values()) for record in records)) if name.endswith("csv") else lines_of(*records)
    path = tmp_path / name
    path.write_text(text, "utf-8")
    assert authorities(path) == ("Borchester", "Exampleshire")


def test_a_record_that_names_its_place_keeps_it(tmp_path: Path) -> None:
    titles = (*TITLES, "source", "place")
    rows = [
        (*row("A1", text=""), "old.txt", "old.txt:5:3"),
        (*row("A2", text=""), "mine", ""),
        (*row("A3"), "", "x:1:1"),
    ]
    scorecard = opened(tmp_path, text_of(*rows, titles=titles))
    found = scorecard.frames.observations.select("source", "place", "text").rows()
    assert found == [
        ("old.txt", "old.txt:5:3", None),
        ("tidy.csv", "tidy.csv:3:6", "67"),
        ("tidy.csv", "tidy.csv:4:6", "67%"),
    ]
    assert scorecard.sources == ("old.txt", "tidy.csv")
    assert set(titles) <= set(COLUMNS)


def test_heads_of_service_may_be_those_of_one_month_or_of_all(tmp_path: Path) -> None:
    titles = ("record", "authority", "publication", "ref", "period", "value", "area", "text")
    figures = [("observation", "E", month, "A1", month, "1", "", "") for month in ("2023-08", "2023-09")]
    heads = [
        ("head", "E", "", "", "", "", "Access", "Ada"),
        ("head", "E", "2023-09", "", "", "", "Access", "Grace"),
        ("head", "E", "2023-09", "", "", "", "Access", "Joan"),
        ("head", "E", "", "", "", "", "Care", ""),
    ]
    path = tmp_path / "tidy.csv"
    path.write_text(text_of(*figures, *heads, titles=titles), "utf-8")
    scorecard = read_tidy(path, SMALL)
    assert scorecard.heads == {"Access": "Grace"}
    assert [(one.place, one.message) for one in scorecard.problems] == [
        ("tidy.csv:6:1", "a second head of the same; the row is not read"),
        ("tidy.csv:7:8", "text: missing; the row is not read"),
    ]
    assert scorecard.at(date(2023, 8, 31)).heads == {"Access": "Ada"}
