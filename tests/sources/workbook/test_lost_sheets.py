"""Sheets that a workbook names, and whose cells its file does not hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.grids import observed, read_book
from tests.support.published import found
from tests.support.workbooks import OFFICE, RELATIONS, MadeSheet
from tui.sources.decoding import SourceError

KEPT = MadeSheet("Kept", [["September 2023"], ["Ref", "Indicator", "Sep-23"], ["FD1", "Contacts", 1]])
LOST = MadeSheet("Main", [["Ref", "Indicator", "Sep-23"], ["FD2", "Screenings", 2]])


def relations(*targets: str | None) -> dict[str, object]:
    """The sheets' relations to these parts; null leaves one out."""
    inner = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/worksheet" Target="{target}"/>'
        for number, target in enumerate(targets, 1)
        if target
    ) + "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{kind}.xml"/>'
        for number, kind in enumerate(("styles", "sharedStrings"), 8)
    )
    return {"extra": {"xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{RELATIONS}">{inner}</Relationships>'}}


@pytest.mark.parametrize("target", ["worksheets/gone.xml", None])
def test_a_sheet_whose_cells_are_not_in_the_file_is_an_error(tmp_path: Path, target: str | None) -> None:
    scorecard = read_book(tmp_path / "book.xlsx", KEPT, LOST, about=relations("worksheets/sheet1.xml", target))
    assert [row[1] for row in observed(scorecard, "FD1")] == [1.0]
    (problem,) = found(scorecard, "the workbook names a sheet Main, but the file does not hold its cells")
    assert (problem.severity, problem.place) == ("error", "book.xlsx:Main!A1")
    assert "copy the file again" in problem.message


def test_a_workbook_that_has_lost_its_only_sheet_says_so(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="names a sheet Main, but the file does not hold its cells; copy the file"):
        read_book(tmp_path / "book.xlsx", LOST, about=relations(None))
