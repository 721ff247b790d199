"""What `scorecard benchmarks --lait` prints."""

from __future__ import annotations

import csv
import io

import polars as pl
import pytest

from tests.support.benchmarks import small_catalogue, small_frames, small_measures
from tui.reports.comparison import KEYS, comparison_csv, comparison_notes, comparison_records, comparison_sheet, digits
from tui.reports.records import dumps
from tui.reports.sheets import to_markdown
from tui.scorecard.benchmark_study import Study, study
from tui.scorecard.frames import Frames
from tui.scorecard.problems import Problem

DICTIONARY = pl.DataFrame(
    [("m0", "T", "Measure 0", "none", False), ("m1", "T", "Measure 1", "high", True)],
    schema=["code", "topic", "name", "polarity", "no_quartile"],
    orient="row",
)
MEASURES = small_measures(
    ("m0", 1, 2022, 20.0),
    ("m0", 2, 2022, 30.0),
    ("m0", 4, 2022, 18.2),
    ("m0", 5, 2022, 24.0),
    ("m0", 981, 2021, 86.5),
    ("m0", 981, 2022, 81.2),
    ("m0", 970, 2022, 84.5),
    ("m1", 981, 2021, 30.0),
    ("m1", 981, 2022, 25.4),
    ("m1", 1, 2022, 5.0),
)
FRAMES = small_frames(
    ("I0", "gm", "2021/22", "25%"),
    ("I0", "nw", "2020/21", "81%"),
    ("I0", "sn", "2021/22", "21.1%"),
    ("I0", "england", "2021/22", "84%"),
    ("I1", "nw", "2020/21", "25%"),
    ("I1", "england", None, "9%"),
    indicators=2,
)


def _read(codes: object) -> tuple[pl.DataFrame, list[Problem]]:
    return MEASURES, []


def _study(frames: Frames = FRAMES, neighbours: tuple[int, ...] = (), number: int | None = 1) -> Study:
    catalogue = small_catalogue("high", "high", number=number)
    return study(frames, catalogue, _read, DICTIONARY, {1: neighbours} if neighbours else {})


def test_records_have_exactly_the_stable_keys() -> None:
    records = comparison_records(_study())
    assert all(list(record) == KEYS for record in records)
    assert " ".join(KEYS) == "ref comparator year published computed difference best_year rank of quartile"
    assert records[1] == {
        "ref": "I0",
        "comparator": "nw",
        "year": "2020/21",
        "published": 81.0,
        "computed": 86.5,
        "difference": -5.5,
        "best_year": 2022,
        "rank": None,
        "of": None,
        "quartile": None,
    }
    assert (records[3]["rank"], records[3]["of"], records[3]["quartile"]) == (3, 4, "C")
    assert '"rank": null' in dumps(records)


def test_no_quartile_where_dfe_gives_none() -> None:
    england = comparison_records(_study())[7]
    assert (england["rank"], england["of"], england["quartile"]) == (1, 1, None)


def test_csv_has_the_same_rows() -> None:
    rows = list(csv.DictReader(io.StringIO(comparison_csv(_study()))))
    assert list(rows[0]) == KEYS
    assert (rows[1]["difference"], rows[1]["best_year"], rows[1]["rank"]) == ("-5.5", "2022", "")


def test_the_table_says_in_words_what_differs() -> None:
    sheet = comparison_sheet(_study(), 80)
    texts = [[cell.text for cell in row] for row in sheet.rows]
    assert [heading.title for heading in sheet.headings][:3] == ["Ref", "vs", "Year"]
    assert texts[0] == ["I0", "GM", "21/22", "25%", "25.00%", "0", "agrees", "21/22", ""]
    assert texts[1] == ["I0", "NW", "20/21", "81%", "86.50%", "-5.50", "differs", "21/22", ""]
    assert texts[2] == ["I0", "SN", "21/22", "21.1%", "21.100%", "0", "agrees", "21/22", ""]
    assert texts[3][-1] == "3/4 C"
    assert texts[7][2:] == ["no year", "9%", "", "", "", "", "1/1"]
    assert "Ind 1" in to_markdown([comparison_sheet(_study())])


def test_notes_say_what_the_table_alone_does_not() -> None:
    notes = comparison_notes(_study())
    assert notes[0] == (
        "North West: headed 2020/21, but 2 of 2 figures (I0, I1) are nearest to DfE's of 2021/22, "
        "2 of them within rounding"
    )
    assert notes[1].startswith("I1: year not stated; compared with 2021/22")
    assert notes[-1] == "I0: ranked with high as good, as the catalogue has it; DfE gives it no polarity"


def test_a_workbook_with_other_neighbours_says_what_they_change() -> None:
    note = next(note for note in comparison_notes(_study(neighbours=(4,))) if note.startswith("I0: the workbook"))
    assert note == (
        "I0: the workbook's neighbours have 18.2, the catalogue's 21.1; Ours is better than they are, not worse; "
        "the published figure no longer agrees; the published figure is above theirs"
    )


def test_without_a_number_there_are_no_ranks_and_it_says_so() -> None:
    found = _study(number=None)
    assert comparison_notes(found)[-1] == "No ranks: the catalogue has no DfE number of Ours"
    assert found.compared["rank"].null_count() == found.compared.height


def test_a_comparator_that_dfe_does_not_know_is_named() -> None:
    frames = small_frames(("I0", "england", "2021/22", "84%"), ("I0", "inner_ring", "2021/22", "5%"))
    notes = comparison_notes(_study(frames))
    assert "Inner Ring: DfE has no such region, and the catalogue no members of it" in notes


def test_a_scorecard_with_nothing_to_compare_prints_nothing_wrong() -> None:
    found = _study(small_frames(indicators=0))
    assert comparison_records(found) == []
    assert comparison_sheet(found).rows == ()
    assert comparison_notes(found) == []


@pytest.mark.parametrize(("half", "number"), [(0.5, 0), (0.05, 1), (0.005, 2)])
def test_digits(half: float, number: int) -> None:
    assert digits(half) == number
