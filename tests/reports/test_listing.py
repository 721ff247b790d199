from __future__ import annotations

import csv
import io
from functools import cache

import pytest

from tests.support.published import read, seed_text, table
from tui.reports.glyphs import ASCII, UNICODE
from tui.reports.listing import list_csv, list_sheets, reds_sheet
from tui.reports.summary import reading_note, summary_csv, summary_sheet
from tui.scorecard.overview import overview
from tui.scorecard.views import Overview


@cache
def seed() -> Overview:
    return overview(read(seed_text()))


@pytest.mark.parametrize("width", [40, 80, 120, 160, 400])
def test_a_list_has_a_sheet_an_area_with_the_same_columns(width: int) -> None:
    sheets = list_sheets(seed(), seed().areas, UNICODE, width)
    assert [len(sheet.rows) for sheet in sheets] == [15, 3, 30, 15, 20, 1]
    assert len({sheet.headings for sheet in sheets}) == 1
    assert all(len(row) == len(sheet.headings) for sheet in sheets for row in sheet.rows)


def test_a_list_of_some_areas_has_only_those() -> None:
    chosen = seed().areas[2:3]
    (sheet,) = list_sheets(seed(), chosen, UNICODE, 80)
    assert sheet.caption == "Child in Need - September 2023"


def test_reds_show_figure_target_gap_and_change() -> None:
    reds = [one for one in seed().indicators if one.rating == "R"]
    rows = {row[0].text: [cell.text for cell in row] for row in reds_sheet(seed(), reds, UNICODE).rows}
    assert rows["CIN17"][2:] == ["69%", "80%", "-11 pp", "+1 pp", " R ", ""]
    assert rows["CF15"][2:] == ["?", "", "", "", " R ", ""]
    assert rows["SG13"][2:] == ["7.6%", "", "", "+3.6 pp", " R ", "↑"]
    ascii_rows = reds_sheet(seed(), reds, ASCII).rows
    assert {row[7].text for row in ascii_rows} == {"", "^"}


def test_the_csv_of_no_indicators_is_its_heading() -> None:
    assert list_csv([]).startswith("area,ref,indicator,unit")
    assert "\n" not in list_csv([])


def test_an_unlisted_comparator_has_its_own_columns() -> None:
    text = table(("Ref", "Indicator", "Current", "Inner London Average (2022/23)"), ["FD1", "Contacts", "5", "7"])
    (row,) = csv.DictReader(io.StringIO(list_csv(overview(read(text)).indicators)))
    assert (row["inner_london"], row["inner_london_year"]) == ("7.0", "2022/23")


def test_the_summary_counts_areas_and_their_sum() -> None:
    rows = [[cell.text for cell in row] for row in summary_sheet(seed(), seed().areas).rows]
    assert rows[0] == ["Front Door", "3", "3", "3", "6", "FD2e FD2f FD8e"]
    assert rows[-1] == ["All service areas", "8", "28", "25", "23", ""]
    assert len(summary_sheet(seed(), seed().areas[:1]).rows) == 1
    assert summary_csv(seed().areas).splitlines()[1] == "Front Door,Wendy Monnelly,15,3,3,3,6"


def test_the_reading_note_counts_and_is_silent_where_all_was_read() -> None:
    assert reading_note(seed()).startswith("a.txt: 19 things could not be read, 10 were read with help")
    fine = table(
        ("Ref", "Indicator", "Aug-23", "Current"), ["FD2f", "MASH Screenings Completed within 72hrs", "1%", "2%"]
    )
    assert reading_note(overview(read(fine))) == ""
