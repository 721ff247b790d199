from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.published import seed_text
from tui.sources import decoding
from tui.sources.decoding import SeveralAuthoritiesError, SourceError, read_text, split_lines
from tui.sources.encodings import as_utf8, encoding_of

UNMARKED = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le-bom", "utf-16-be-bom", "utf-32", *UNMARKED]
)
def test_unicode_files_are_read_whole(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    marks = {"utf-16-le-bom": "utf-16-le", "utf-16-be-bom": "utf-16-be"}
    mark = "\ufeff" if encoding in marks else ""
    path.write_bytes((mark + seed_text()).encode(marks.get(encoding, encoding)))
    assert read_text(path) == seed_text()


def test_windows_files_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Children’s Homes – £5".encode("cp1252"))
    assert read_text(path) == "Children’s Homes – £5"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK\x03\x04\x00\x00", "is not a text file"),
        (b"\x00" * 100, "holds nothing but zeros where it begins"),
        (b"x" * (1 << 17) + b"\x00", "is not a text file"),
        (
            b"a,b\nc\0,d\n",
            r"is not a text file; copy or export it again, .* \(line 2, character 2, is a zero",
        ),
        ("a\nb\0".encode("utf-16"), r"is not a text file.* \(line 2, character 2, is a zero byte\)"),
        (b"caf\x81", "is not text in UTF-8, UTF-16 or Windows-1252"),
        (b"\xff\xfea", "is not text in UTF-8, UTF-16 or Windows-1252"),
        (b"\xef\xbb\xbf\xff", "is not text in UTF-8, UTF-16 or Windows-1252"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    with pytest.raises(SourceError, match=reason) as refused:
        read_text(path)
    assert str(path) in str(refused.value)


def test_letters_beyond_latin_do_not_hide_an_encoding(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    text = "Ref\tIndicator\nFD1\tĀ Ȁ “Children’s” ↑ 😀\n" * 2000 + "é"
    for encoding in UNMARKED:
        path.write_bytes(text.encode(encoding))
        assert read_text(path) == text


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 8, b"\1\0\2\0" * 99, b"R\0" * 7, b"abcdefgh\0\0\0\0" * 20, b"\0\0\0\1" * 50]
)
def test_zero_bytes_that_tell_no_encoding_are_not_taken_for_one(data: bytes) -> None:
    assert encoding_of(data) is None
    assert as_utf8(data) == data


def test_how_a_text_begins_is_told_where_a_letter_is_cut_through() -> None:
    data = ("x" * 9 + "😀" * 5).encode("utf-32-be")
    assert encoding_of(data) == "utf-32-be"
    assert as_utf8(data[:-2]).decode() == "x" * 9 + "😀" * 4


def test_a_line_that_is_no_line_of_a_table_is_refused_with_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    monkeypatch.setattr(decoding, "LONGEST_LINE", 100)
    for end in ("\n", "\r", "\r\n"):
        line = "x" * 90 + end
        path.write_bytes((line * 50).encode())
        assert read_text(path) == line * 50
        path.write_bytes((line * 50 + "0" * 101 + end + line).encode())
        with pytest.raises(SourceError, match=r"a\.txt:51:1: the line has more than 100 characters, .*; copy or"):
            read_text(path)


def test_a_huge_line_is_refused_before_it_is_taken_apart(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"0" * 20_000_000)
    with pytest.raises(SourceError, match=r"a\.txt:1:1: the line has more than 4,194,304 characters"):
        read_text(path)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read \\(no such file or directory\\)"):
        read_text(tmp_path / "none.txt")
    with pytest.raises(SourceError, match="cannot be read \\(is a directory\\)"):
        read_text(tmp_path)


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.txt"
    path.write_bytes(data)
    try:
        text, reason = read_text(path), ""
    except SourceError as refused:
        text, reason = "", str(refused)
    assert reason.startswith(str(path)) if reason else "\0" not in text


def test_places_count_lines_and_cells_from_one() -> None:
    lines = split_lines("a\tb\r\n\r c \t\u200bd\u00a0\t\n", "x.txt")
    assert [line.cells for line in lines] == [("a", "b"), ("",), ("c", "d", ""), ("",)]
    assert lines[2].place(1) == "x.txt:3:2"
    assert lines[2].place() == "x.txt:3:1"
    assert lines[2].filled() == [(0, "c"), (1, "d")]


def test_several_authorities_are_named_in_order_and_not_without_end() -> None:
    error = SeveralAuthoritiesError(["Bury", "Bolton"], "a.csv")
    assert isinstance(error, SourceError)
    assert error.names == ("Bolton", "Bury")
    assert str(error) == "a.csv: holds 2 authorities; choose one with --authority: Bolton, Bury"
    many = SeveralAuthoritiesError([f"A{number:03}" for number in range(153)])
    assert len(many.names) == 153
    assert str(many).startswith("these sources: hold 153 authorities; choose one with --authority: A000, A001, ")
    assert str(many).endswith("A011 and 141 more")
