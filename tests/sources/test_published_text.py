"""The published text as a file: of a large one all rows are read at once, and what is no text is refused soon."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.sources.published.test_large import assert_equal, large
from tests.support.published import catalogue, seed_text, text_of
from tests.test_import_hygiene import loaded_after
from tui.sources.decoding import SourceError, split_lines
from tui.sources.format import Ask
from tui.sources.published.reader import read_published
from tui.sources.published_text import PUBLISHED_TEXT

ASK = Ask(catalogue(), "Tameside")


def saved(folder: Path, text: str) -> Path:
    path = folder / "a.txt"
    path.write_bytes(text.encode())
    return path


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_large_text_is_read_at_once_and_as_line_by_line(end: str, tmp_path: Path) -> None:
    text = text_of(large(2)).replace("\n", end)
    reading = PUBLISHED_TEXT.rows(saved(tmp_path, text), ASK)
    assert sum(len(block.listing) for block in reading.blocks) > 400
    one_by_one = read_published(split_lines(text, "a.txt"), catalogue(), authority="Tameside")
    assert_equal(reading.scorecard(), one_by_one)


def test_the_rows_of_a_small_text_wait_for_no_frame_and_no_table(tmp_path: Path) -> None:
    path = saved(tmp_path, seed_text())
    code = f"""
from pathlib import Path
from tui import bundled
from tui.scorecard.catalogue_file import load_catalogue
from tui.sources.format import Ask
from tui.sources.published_text import PUBLISHED_TEXT
reading = PUBLISHED_TEXT.rows(Path({str(path)!r}), Ask(load_catalogue(bundled.catalogue_path())))
assert len(reading.places) > 80
"""
    assert loaded_after(code, "polars", "csv", "zipfile", "statistics") == []


def test_tables_of_text_are_known_without_what_only_quotation_marks_need() -> None:
    assert loaded_after("import tui.sources.delimited", "polars", "csv", "zipfile") == []


@pytest.mark.parametrize(
    ("head", "words"),
    [
        (b"", "holds nothing but zeros where it begins; copy or export it again"),
        (b"Ref\tIndicator\tCurrent\nFD1\tContacts\t", "is not a text file; copy or export it again"),
    ],
)
def test_a_huge_file_of_zeros_is_refused_by_its_beginning(
    head: bytes, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "zeros.txt"
    path.write_bytes(head)
    os.truncate(path, 300 << 20)
    monkeypatch.setattr(Path, "read_bytes", None)
    for read in (PUBLISHED_TEXT.rows, PUBLISHED_TEXT.read):
        with pytest.raises(SourceError, match=rf"zeros\.txt: {words}"):
            read(path, ASK)


def test_a_text_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = saved(tmp_path, seed_text())
    monkeypatch.setattr("tui.sources.decoding.LARGEST", 1000)
    with pytest.raises(SourceError, match="split it"):
        PUBLISHED_TEXT.rows(path, ASK)
