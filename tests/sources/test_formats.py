"""Which format a file is of, and what is said of those that are of none."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.published import seed_text
from tests.support.shared import shared_data
from tui import bundled
from tui.sources.decoding import SourceError, UnknownFormatError
from tui.sources.format import Format, NamingFormat, RowFormat
from tui.sources.formats import FORMATS, format_of, formats

MADE_UP = bundled.sample_path().parent / "made-up" / "exampleshire.csv"
TIDY = "record,authority,publication,ref,period,value\nobservation,T,2023-09,FD1,2023-09,5\n"


def named(path: Path, *, by_user: bool = True) -> str:
    return format_of(path, named=by_user).name


def made(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def refused(path: Path) -> str:
    with pytest.raises(UnknownFormatError) as found:
        format_of(path)
    assert str(found.value).startswith(f"{path}: ")
    return str(found.value)


# ---- All of them


def test_every_format_is_there_and_is_one() -> None:
    found = list(formats())
    assert len(found) == len(FORMATS)
    assert all(isinstance(each, Format) for each in found)
    assert len({each.name for each in found}) == len(found)


def test_the_published_text_is_asked_first_and_gives_rows_before_frames() -> None:
    first = next(formats())
    assert isinstance(first, RowFormat)
    assert not isinstance(first, NamingFormat)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.csv", "a.xlsx", "a.parquet", "a.jsonl", "a", "a.pdf"]))
def test_no_format_fails_at_any_content(tmp_path: Path, data: bytes, name: str) -> None:
    path = made(tmp_path, name, data)
    for each in formats():
        assert each.recognises(path, data) in (True, False)


# ---- By content


def test_the_bundled_files_are_recognised() -> None:
    assert named(bundled.sample_path()) == "a published scorecard as text"
    assert named(MADE_UP) == "a tidy table as CSV or TSV"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("name", ["a.txt", "a.dat", "a", "september.xls"])
def test_a_published_text_is_recognised_under_any_name(name: str, encoding: str, tmp_path: Path) -> None:
    path = made(tmp_path, name, seed_text().encode(encoding))
    assert named(path, by_user=False) == "a published scorecard as text"


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_a_tidy_table_is_recognised_by_its_columns_whatever_separates_them(separator: str, tmp_path: Path) -> None:
    path = made(tmp_path, "a.txt", "\ufeff" + TIDY.replace(",", separator))
    assert named(path) == "a tidy table as CSV or TSV"


def test_tidy_json_lines_are_recognised_by_their_keys(tmp_path: Path) -> None:
    line = '{"record": "observation", "authority": "T", "publication": "2023-09", "ref": "FD1"}\n'
    assert named(made(tmp_path, "a.data", line)) == "tidy records as JSON Lines"
    assert not next(each for each in formats() if "JSON" in each.name).recognises(tmp_path, b'{"a": [' + b"[" * 9999)


def test_a_tidy_workbook_is_recognised_by_its_first_row(tmp_path: Path) -> None:
    tidy = next(each for each in formats() if each.name == "a tidy table as a workbook (.xlsx)")
    shared = "".join(f"<si><t>{word}</t></si>" for word in ("record", "authority", "publication", "ref"))
    path = workbook(tmp_path / "shared.xlsx", '<row r="1"><c r="A1" t="s"><v>0</v></c></row>', f"<sst>{shared}</sst>")
    assert tidy.recognises(path, path.read_bytes())
    inline = "".join(f'<c t="inlineStr"><is><t>{word}</t></is></c>' for word in ("record", "publication", "ref"))
    path = workbook(tmp_path / "inline.xlsx", f"<row>{inline}</row><row><c><v>5</v></c></row>")
    assert tidy.recognises(path, path.read_bytes())
    path = workbook(tmp_path / "other.xlsx", "<row><c t='inlineStr'><is><t>Ref</t></is></c></row>")
    assert not tidy.recognises(path, path.read_bytes())


def workbook(path: Path, rows: str, shared: str = "") -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", f"<worksheet><sheetData>{rows}</sheetData></worksheet>")
        if shared:
            archive.writestr("xl/sharedStrings.xml", shared)
    return path


def test_dfes_tables_are_recognised() -> None:
    assert "explore education statistics" in named(shared_data("ees/c1_vintage2024.csv"))


# ---- By ending


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("a.txt", "a published scorecard as text"),
        ("a", "a published scorecard as text"),
        ("a.csv", "a tidy table as CSV or TSV"),
        ("A.CSV", "a tidy table as CSV or TSV"),
        ("a.jsonl", "tidy records as JSON Lines"),
    ],
)
def test_a_text_that_says_nothing_goes_by_its_ending_where_it_is_named(name: str, form: str, tmp_path: Path) -> None:
    path = made(tmp_path, name, "nothing to go by")
    assert named(path) == form
    with pytest.raises(UnknownFormatError, match="nothing of a scorecard is recognised in it"):
        format_of(path, named=False)


@pytest.mark.parametrize(("name", "words"), [("a.xlsx", "workbook"), ("a.parquet", "Parquet")])
def test_what_is_cut_off_goes_by_its_ending_even_in_a_folder(name: str, words: str, tmp_path: Path) -> None:
    assert words in named(made(tmp_path, name, b"PK\x03\x04\x14\0\0\0"), by_user=False)


def test_an_ending_that_no_format_has_is_refused(tmp_path: Path) -> None:
    message = refused(made(tmp_path, "notes.md", "# Notes"))
    assert "nothing of a scorecard is recognised in it; expected a published scorecard as text, " in message
    assert "a tidy table as Parquet" in message


# ---- What is none


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.pdf", b"%PDF-1.7\n%\xe2\xe3", "is a PDF; copy its tables into a text file, or export them as CSV"),
        ("a.txt", b"%PDF-1.7\n", "is a PDF"),
        ("a.png", b"\x89PNG\r\n\x1a\n\0\0", "is a picture (PNG)"),
        ("a.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF", "is a picture (JPEG)"),
        ("a.bmp", b"BM\x36\0\0\0", "is a picture (BMP)"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 9, "is an old Office file (.xls, .doc) or one with a"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 9, "save it as .xlsx, without a password"),
        (
            "a.xls",
            b"\xef\xbb\xbf\n<html><body><table>",
            "a web page (HTML), although its name ends in .xls; open it in",
        ),
        ("a.csv", b"<!-- x --><!DOCTYPE html>", "a web page (HTML), although its name ends in .csv"),
        ("a.xls", b"<?xml version='1.0'?><Workbook/>", "is XML, although its name ends in .xls"),
        ("a.gz", gzip.compress(b"Ref\tIndicator"), "is compressed (gzip); unpack it first"),
        ("a.db", b"SQLite format 3\0\x10", "is an SQLite database; export its table as CSV"),
        ("a.txt", b"", "is empty; save or copy it again"),
        ("a.csv", b"\xef\xbb\xbf \n\n", "is blank; save or copy it again"),
        ("a.xlsx", b"\0" * 4096, "is nothing but zeros where it begins; it was not copied whole, so copy it again"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_a_file_seems_to_be_is_said(name: str, data: bytes, words: str, tmp_path: Path) -> None:
    assert words in refused(made(tmp_path, name, data))


@pytest.mark.parametrize(
    ("member", "words"),
    [
        ("report.txt", "is a zip archive; unpack it first"),
        ("xl/workbook.bin", "is a binary workbook (.xlsb); save it as .xlsx"),
        ("content.xml", "is an OpenDocument file (.ods, .odt); save it as .xlsx"),
        ("word/document.xml", "is a Word document"),
    ],
)
def test_what_lies_in_an_archive_is_said(member: str, words: str, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(member, "x")
    assert words in refused(path)


def test_a_huge_file_of_zeros_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "zeros.csv"
    with path.open("wb") as file:
        file.truncate(1 << 40)
    assert "nothing but zeros where it begins" in refused(path)


def test_a_file_that_cannot_be_read_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SourceError, match=r"none\.txt: cannot be read \(no such file or directory\)"):
        format_of(tmp_path / "none.txt")

    def denied(*arguments: object, **options: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = made(tmp_path, "a.txt", "x")
    monkeypatch.setattr(Path, "open", denied)
    with pytest.raises(SourceError, match=r"a\.txt: cannot be read \(permission denied\)"):
        format_of(path)
