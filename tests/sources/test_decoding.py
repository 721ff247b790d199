from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.published import seed_text
from tui.sources.decoding import SeveralAuthoritiesError, SourceError, read_text, split_lines


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le-bom", "utf-16-be-bom"])
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
        (seed_text().encode("utf-16-le"), "is not a text file"),
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
    assert reason.startswith(str(path)) if reason else "\0" not in text or data.startswith((b"\xff\xfe", b"\xfe\xff"))


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
