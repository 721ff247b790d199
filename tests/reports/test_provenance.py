"""The source of each figure: how a cell without a mark was read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.reports.glyphs import UNICODE
from tui.reports.provenance import provenance_lines
from tui.scorecard.overview import overview
from tui.sources.opening import open_scorecard
from tui.sources.request import Request


@pytest.mark.parametrize(("written", "read"), [("R", "Red"), ("n/a", "none"), ("tbc", "none"), ("wat", "unreadable")])
def test_a_rating_is_read_or_said_to_be_none_or_unreadable(tmp_path: Path, written: str, read: str) -> None:
    path = tmp_path / "scorecard.csv"
    path.write_text(f"Scorecard,September 2023\nRef,Indicator,Current,RAG\nFD1,Contacts,5,{written}\n", "utf-8")
    one = overview(open_scorecard(Request((path,)))).indicators[0]
    texts = ["".join(cell.text for cell in line) for line in provenance_lines(one, 100, UNICODE)]
    (line,) = [text for text in texts if text.startswith("Rating")]
    assert line.split()[:3] == ["Rating", written, read]
