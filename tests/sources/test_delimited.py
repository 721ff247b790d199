"""CSV, TSV and their like: cells, lines and numbers as they were meant, and a word where that is not certain."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.grids import SOURCE, compared, csv, marked, observed, read_text, said
from tests.support.published import cells_of, found, numbers, ratings, read, seed_text
from tui.sources.decoding import SourceError
from tui.sources.delimited import delimited_lines, read_delimited_lines
from tui.sources.delimiters import find_delimiter

TITLES = ["Ref", "Indicator", "Aug-23", "Current", "RAG"]
SCREENED = "MASH Screenings Completed within 72hrs"


def table(*rows: list[str], titles: list[str] | None = None, delimiter: str = ",") -> str:
    return csv(["September 2023"], titles or TITLES, *rows, delimiter=delimiter)


# ---- Taking a text apart


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    text = table(["FD1", "Contacts, all; of them | now", "1", "2", "R"], delimiter=delimiter)
    assert find_delimiter(text) == delimiter
    scorecard = read_text(text)
    assert scorecard.frames.listing["name"].to_list() == ["Contacts, all; of them | now"]
    assert observed(scorecard, "FD1") == [("2023-08", 1.0, "1", "3:3"), ("2023-09", 2.0, "2", "3:4")]


def test_a_stated_delimiter_counts() -> None:
    scorecard = read_text("sep=|\n" + table(["FD1", "Contacts", "1", "2", "R"], delimiter="|"))
    assert observed(scorecard, "FD1")[0][3] == "4:3"


def test_line_breaks_in_quotes_keep_the_numbers_of_lines_true() -> None:
    text = table(["FD1", 'Contacts\nin "all"\r\ncases', "1", "2", "R"], ["FD2", "Screenings", "3", "4", "G"])
    text = text.replace("Aug-23", '"Aug\n23"')
    scorecard = read_text(text)
    assert scorecard.frames.listing["name"].to_list() == ['Contacts in "all" cases', "Screenings"]
    assert [row[3] for row in observed(scorecard, "FD1")] == ["4:3", "4:4"]
    assert [row[3] for row in observed(scorecard, "FD2")] == ["7:3", "7:4"]


def test_a_quotation_mark_that_is_never_closed_swallows_nothing() -> None:
    text = table(["FD1", "Contacts", "1", "2", "R"]) + '"FD2,Screenings,3,4,G\nFD3,Others,5,6,A\n'
    scorecard = read_text(text)
    assert observed(scorecard, "FD3") == [("2023-08", 5.0, "5", "5:3"), ("2023-09", 6.0, "6", "5:4")]
    (problem,) = found(scorecard, "a quotation mark is opened and never closed")
    assert problem.place == f"{SOURCE}:4:1"


@pytest.mark.parametrize("name", ['5" pipes', 'He said "so"', '"', '""', 'a"b"c'])
def test_quotation_marks_within_cells(name: str) -> None:
    scorecard = read_text(table(["FD1", name + " and more", "1", "2", "R"]))
    assert scorecard.frames.listing["name"].to_list() == [name + " and more"]
    assert read_text('Ref,Indicator,Sep-23\nFD1,5" pipes,7\n').frames.observations["value"].to_list() == [7.0]


@given(st.lists(st.lists(st.text("ab ,;|\t\n\"'é1", max_size=5), min_size=2, max_size=5), min_size=2, max_size=6))
def test_cells_come_back_as_they_were_written(rows: list[list[str]]) -> None:
    rows = [["Ref", "Indicator", "x", "y", "z", "w"], *rows]
    lines = delimited_lines(csv(*rows), SOURCE)
    assert [list(line.cells) for line in lines][: len(rows)] == [
        [" ".join(cell.split()) for cell in row] for row in rows
    ]


@given(st.text(max_size=200))
def test_any_text_gives_every_character_to_a_line(text: str) -> None:
    lines = delimited_lines(text, SOURCE)
    kept = sorted("".join("".join(line.cells) for line in lines if line.cells).replace(" ", ""))
    assert len(lines) >= 1
    assert len(kept) <= len(text)


def test_trailing_commas_and_short_rows_do_no_harm() -> None:
    text = (
        "September 2023,,,,,,,\r\nRef,Indicator,Aug-23,Current,RAG,,,\r\nFD1,Contacts,1,2,R,,,\r\nFD2,Screenings,3\r\n"
    )
    scorecard = read_text(text + "FD3,Others,,6,G,,,,,,,,\r\n")
    assert [row[1] for row in observed(scorecard, "FD1")] == [1.0, 2.0]
    assert [row[1:3] for row in observed(scorecard, "FD2")] == [(3.0, "3"), (None, "")]
    assert [row[1:3] for row in observed(scorecard, "FD3")] == [(None, ""), (6.0, "6")]
    assert [line for line in said(scorecard) if not line.startswith("warning")] == []


def test_a_number_torn_by_its_comma_is_not_read_into_the_wrong_columns() -> None:
    text = table(["FD2", "Screenings", "3", "4", "G"]) + "FD1,Contacts,1,107,2,\r\n"
    scorecard = read_text(text)
    assert [row[1] for row in observed(scorecard, "FD1")] == [None, None]
    assert len(found(scorecard, "FD1: 6 cells under 5 headings; which figure belongs where is not certain")) == 1
    assert len(found(scorecard, "may belong to another column")) == 2


def test_a_row_that_lost_cells_is_not_read_into_the_wrong_columns() -> None:
    """A text from a page, saved as CSV: what the reader of texts knows of lost columns holds here too."""
    scorecard = read_text(csv(*cells_of(seed_text())))
    original = read(seed_text())
    assert numbers(scorecard) == numbers(original)
    assert ratings(scorecard) == ratings(original)


def test_a_thousand_columns() -> None:
    titles = ["Ref", "Indicator", *(f"Column {number}" for number in range(1_000)), "Sep-23"]
    scorecard = read_text(csv(titles, ["FD1", "Contacts", *["1"] * 1_001]))
    assert observed(scorecard, "FD1") == [("2023-09", 1.0, "1", "2:1003")]
    assert len(found(scorecard, "heading not understood")) == 1_000


# ---- Files


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(table(["FD1", "Children’s cafés", "1", "2", "R"]).encode(encoding))
    lines = read_delimited_lines(path)
    assert [line.cells for line in lines][2] == ("FD1", "Children’s cafés", "1", "2", "R")


def test_a_huge_file_of_zeros_is_refused_without_reading_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "zeros.csv"
    with path.open("wb") as file:
        os.truncate(file.fileno(), 300 << 20)
    monkeypatch.setattr(Path, "read_bytes", None)
    with pytest.raises(
        SourceError, match=r"zeros\.csv: holds nothing but zeros where it begins; copy or export it again"
    ):
        read_delimited_lines(path)


def test_a_file_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a,b\n", encoding="utf-8")
    monkeypatch.setattr("tui.sources.decoding.LARGEST", 2)
    with pytest.raises(SourceError, match="split it"):
        read_delimited_lines(path)


@pytest.mark.parametrize("text", ["", "\n\n \n", "\ufeff"])
def test_an_empty_file_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=r"a\.csv: is empty; save or export it again"):
        read_delimited_lines(path)


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.csv"):
        with pytest.raises(SourceError, match="cannot be read"):
            read_delimited_lines(path)
    (tmp_path / "a.csv").write_bytes(b"a,b\0,c\n")
    with pytest.raises(SourceError, match="is not a text file; copy or export it again, as CSV"):
        read_delimited_lines(tmp_path / "a.csv")


def test_headings_without_rows_and_rows_without_headings_say_where() -> None:
    with pytest.raises(SourceError, match=r"a\.csv:2:1: column headings without rows: no indicator found"):
        read_text(table())
    with pytest.raises(SourceError, match=r"a\.csv:2:1: rows without column headings: no indicator found"):
        read_text("September 2023,,,\nFD1,Contacts,1,2\nFD2,Screenings,3,4\n")
    with pytest.raises(SourceError, match="does not state the month of the scorecard; give it with --period"):
        read_text("FD1,Contacts,1,2\n")


def test_rows_before_the_first_heading_are_listed_and_the_rest_is_read() -> None:
    scorecard = read_text("FD9,Others,7,8\n" + table(["FD1", "Contacts", "1", "2", "R"]))
    assert found(scorecard, "a row without column headings")[0].place == f"{SOURCE}:1:1"
    assert len(observed(scorecard, "FD1")) == 2


def test_under_headings_that_are_not_known_nothing_is_read() -> None:
    months = ["Ref", "Indicator", "Jul-23", "Aug-23", "Current", "RAG"]
    text = table(["FD1", "Contacts", "1", "2", "3", "R"], titles=months)
    text += "Code,Team,Male,Female,Total\nT1,North team,50,7,57\nFD2,South team,1,1,2\n"
    text += ",".join(months) + "\nFD7,Others,4,5,6,G\n"
    scorecard = read_text(text)
    assert [ref for ref in ("FD1", "FD2", "FD7", "T1") if observed(scorecard, ref)] == ["FD1", "FD7"]
    (problem,) = found(scorecard, "head another table")
    assert (problem.severity, problem.place) == ("warning", f"{SOURCE}:4:1")
    unread = found(scorecard, "a row without column headings")
    assert [(problem.severity, problem.place) for problem in unread] == [
        ("error", f"{SOURCE}:5:1"),
        ("error", f"{SOURCE}:6:1"),
    ]


def test_a_row_of_words_ends_no_table() -> None:
    months = ["Indicator", "Jul-23", "Aug-23", "Current", "RAG"]
    rows = [
        ["Contacts", "1", "2", "3", "R"],
        ["Outcome", "Good", "Good", "Outstanding", "G"],
        ["Others", "4", "5", "6", "G"],
    ]
    assert len(read_text(table(*rows, titles=months)).frames.observations.drop_nulls("value")) == 6


def test_a_row_whose_cells_ran_together_is_lost_and_that_is_told() -> None:
    text = table(["FD1", "Contacts", "1", "2", "R"]) + "XX1  Other contacts  10  11  12  15  A\n"
    (problem,) = found(read_text(text), "its figures are not read")
    assert (problem.severity, problem.place) == ("error", f"{SOURCE}:4:1")


# ---- Numbers


def test_decimal_commas_are_read_and_that_is_said_once() -> None:
    rows = [["FD1", "Contacts", "1.234", "1.234,5", "R"], ["FD2f", SCREENED, "84,5%", "63,3%", "G"]]
    scorecard = read_text(table(*rows, delimiter=";"))
    assert [row[1:3] for row in observed(scorecard, "FD1")] == [(1234.0, "1.234"), (1234.5, "1.234,5")]
    assert [row[1:3] for row in observed(scorecard, "FD2f")] == [(84.5, "84,5%"), (63.3, "63,3%")]
    (problem,) = found(scorecard, "read with decimal commas")
    assert (problem.severity, problem.place) == ("info", f"{SOURCE}:3:1")


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_one_decimal_comma_makes_no_decimals_of_thousands(delimiter: str) -> None:
    rows = [[f"FD{number}", "Contacts", f"1,{number}86", "950", "A"] for number in range(1, 5)]
    scorecard = read_text(table(*rows, ["FD2f", SCREENED, "82,5%", "83%", "R"], delimiter=delimiter))
    assert not scorecard.frames.observations["value"].is_between(1, 2).any()
    assert [problem for problem in scorecard.problems if problem.severity != "info"]


def test_targets_with_decimal_commas() -> None:
    titles = ["Ref", "Indicator", "Current", "Target"]
    rows = [
        ["FD1", "One", "84,5", "20,5-24,5%"],
        ["FD2", "Two", "1,5", "weniger als 3"],
        ["FD3", "Three", "2,5", "at least 9,5"],
    ]
    scorecard = read_text(table(*rows, titles=titles, delimiter=";"))
    ends = scorecard.frames.targets.select("low", "high", "text").rows()
    assert ends == [(20.5, 24.5, "20,5-24,5%"), (None, None, "weniger als 3"), (9.5, None, "at least 9,5")]


def test_a_number_that_could_be_either_is_unreadable_and_listed() -> None:
    scorecard = read_text(table(["FD1", "Contacts", "1.234", "12", "R"], delimiter=";"))
    assert [row[1:3] for row in observed(scorecard, "FD1")] == [(None, "1.234"), (12.0, "12")]
    assert len(found(scorecard, "whether a number such as 1.234 has decimals or thousands is not clear")) == 1
    (problem,) = found(scorecard, "“1.234” could be with a decimal comma or in thousands; write it without doubt")
    assert (problem.severity, problem.place) == ("error", f"{SOURCE}:3:3")


def test_both_marks_in_one_file_leave_what_could_be_either_unread() -> None:
    rows = [["FD1", "Contacts", "84,5", "84.5", "R"], ["FD2", "Screenings", "1.234", "1.234,5", "G"]]
    scorecard = read_text(table(*rows, delimiter=";"))
    assert [row[1] for row in observed(scorecard, "FD1")] == [None, 84.5]
    assert [row[1] for row in observed(scorecard, "FD2")] == [None, None]
    assert len([problem for problem in scorecard.problems if problem.severity == "error"]) == 3


def test_one_comma_among_many_points_leaves_the_points_as_they_are() -> None:
    rows = [[f"FD{number}", f"Measure {number}", "1,107", "84.5", "R"] for number in range(1, 30)]
    scorecard = read_text(table(["FD99", "Odd", "84,5", "1", "R"], *rows))
    assert observed(scorecard, "FD1")[0][1] == 1107.0
    assert observed(scorecard, "FD99")[0][1] is None
    assert found(scorecard, "“84,5” is not a number")[0].severity == "error"


def test_words_where_a_number_belongs_are_unreadable_and_listed() -> None:
    scorecard = read_text(
        table(["FD1", "Contacts", "see note", "about 5", "R"], ["FD2", "Screenings", "n/a", "[c]", "G"])
    )
    assert [row[1] for row in observed(scorecard, "FD1")] == [None, None]
    assert [(one.place, one.ref) for one in found(scorecard, "is not a number")] == [
        (f"{SOURCE}:3:3", "FD1"),
        (f"{SOURCE}:3:4", "FD1"),
    ]


def test_fractions_in_one_column_and_points_in_another_are_listed_and_not_scaled() -> None:
    rows = [
        ["FD2f", SCREENED, "0.633", "67.0", "R"],
        ["FD1", "Contacts", "1", "107", "G"],
        ["FD3", "Rate", "0.9", "1.2", ""],
    ]
    scorecard = read_text(table(*rows))
    assert [row[1] for row in observed(scorecard, "FD2f")] == [0.633, 67.0]
    (problem,) = found(scorecard, "a fraction in one column, points in another")
    assert (problem.severity, problem.place, problem.ref) == ("warning", f"{SOURCE}:3:3", "FD2f")


def test_a_percentage_without_its_sign_is_listed() -> None:
    scorecard = read_text(table(["FD2f", SCREENED, "63.3%", "67", "R"]))
    (problem,) = found(scorecard, "“67” has no % sign, and the other figures of its row have one")
    assert problem.place == f"{SOURCE}:3:4"


# ---- Months in headings


@pytest.mark.parametrize(
    ("titles", "months"),
    [
        (["9/30/2023"], ["2023-09"]),
        (["30/09/2023"], ["2023-09"]),
        (["30.09.23"], ["2023-09"]),
        (["2023/09/30"], ["2023-09"]),
        (["2023-09-30 00:00:00"], ["2023-09"]),
        (["08/31/2023", "09/10/2023"], ["2023-08", "2023-09"]),
        (["31/08/2023", "09/10/2023"], ["2023-08", "2023-10"]),
        (["01/07/2023", "01/08/2023", "01/09/2023"], ["2023-07", "2023-08", "2023-09"]),
        (["7/1/2023", "8/1/2023", "9/1/2023"], ["2023-07", "2023-08", "2023-09"]),
        (["Aug-23", "09/10/2023"], ["2023-08", "2023-09"]),
        (["09/09/2023"], ["2023-09"]),
        (["Actual Aug-23", "Sept 2023 (in month)"], ["2023-08", "2023-09"]),
    ],
)
def test_dates_in_headings(titles: list[str], months: list[str]) -> None:
    text = csv(["Ref", "Indicator", *titles], ["FD1", "Contacts", *map(str, range(1, len(titles) + 1))])
    scorecard = read_text(text, period=date(2023, 10, 31))
    assert [row[0] for row in observed(scorecard, "FD1")] == months


def test_a_date_that_could_be_two_months_is_listed_with_the_choice() -> None:
    text = csv(["Ref", "Indicator", "Aug-23", "09/10/2023"], ["FD1", "Contacts", "1", "2"])
    (problem,) = found(read_text(text), "“09/10/2023” could be October 2023 or September 2023")
    assert problem.message.endswith("read as September 2023, by the months beside it")
    assert (problem.severity, problem.place) == ("warning", f"{SOURCE}:1:4")


def test_a_date_that_nothing_decides_is_not_read() -> None:
    text = csv(["Ref", "Indicator", "09/10/2023", "Current"], ["FD1", "Contacts", "1", "2"])
    scorecard = read_text(text, period=date(2023, 12, 31))
    assert [row[0] for row in observed(scorecard, "FD1")] == ["2023-12"]
    (problem,) = found(scorecard, "nothing beside it tells which; write its month as a word")
    assert problem.severity == "error"
    assert found(scorecard, "its 1 cell is not read")[0].place == f"{SOURCE}:1:3"


@pytest.mark.parametrize(
    "banner",
    [
        ["September 2023"],
        ["Children's scorecard for September 2023"],
        ["", "", "Sept 2023", ""],
        ["Reporting month", "Sep-23"],
        ["Report period:", "", "September 2023"],
    ],
)
def test_banners_state_the_month(banner: list[str]) -> None:
    scorecard = read_text(csv(banner, [], ["Ref", "Indicator", "Current"], ["FD1", "Contacts", "1"]))
    assert scorecard.period == date(2023, 9, 30)
    assert found(scorecard, "the month of the scorecard") == []


@pytest.mark.parametrize(
    ("titles", "cells"),
    [
        (["Aug-23", "Current"], ["1", "2"]),
        (["Aug-23", "Sep-23"], ["1", "2"]),
        (["Aug-23", "Sep-23", "Oct-23"], ["1", "2", ""]),
        (["Current Performance (Sep-23)"], ["2"]),
    ],
)
def test_without_a_banner_the_columns_tell_the_month(titles: list[str], cells: list[str]) -> None:
    scorecard = read_text(csv(["Ref", "Indicator", *titles], ["FD1", "Contacts", *cells]))
    assert scorecard.period == date(2023, 9, 30)
    assert (
        found(scorecard, "the month of the scorecard is not stated; taken as September 2023")[0].severity == "warning"
    )


# ---- Headings and areas


def test_headings_in_any_order_and_other_words() -> None:
    titles = [
        "DOT",
        "NAT AVE",
        "Current Performance",
        "KPI",
        "Description",
        "Stat Neigh Ave",
        "RAG (in month)",
        "Prev Yr",
    ]
    rows = [["↓", "5", "2", "FD1", "Contacts", "4", "Amber", "3"]]
    scorecard = read_text(table(*rows, titles=[*titles[:-1], "2022/23 Outturn"]))
    assert observed(scorecard, "FD1") == [("2023-09", 2.0, "2", "3:3")]
    assert compared(scorecard, "FD1") == [("england", None, 5.0), ("sn", None, 4.0)]
    assert marked(scorecard, "FD1") == ("A", "Amber", "down")
    assert scorecard.frames.outturns.select("year", "value").rows() == [("2022/23", 3.0)]


def test_headings_over_two_lines() -> None:
    text = csv(
        ["", "", "2023/24", "", "", "Benchmarks", "", ""],
        ["Ref", "Indicator", "Jul", "Aug", "Current", "England (2021/22)", "Stat Neigh", "RAG"],
        ["FD1", "Contacts", "1", "2", "3", "4", "5", "R"],
    )
    scorecard = read_text(text, period=date(2023, 9, 30))
    assert [row[:2] for row in observed(scorecard, "FD1")] == [("2023-07", 1.0), ("2023-08", 2.0), ("2023-09", 3.0)]
    assert compared(scorecard, "FD1") == [("england", "2021/22", 4.0), ("sn", None, 5.0)]


def test_a_title_that_is_wrapped_onto_a_second_line() -> None:
    text = csv(
        ["Ref", "Indicator", "Current", "Direction", "Stat Neigh"],
        ["", "", "Performance", "of Travel", "Ave 2021/22"],
        ["FD1", "Contacts", "3", "↑", "4"],
    )
    scorecard = read_text(text, period=date(2023, 9, 30))
    assert observed(scorecard, "FD1") == [("2023-09", 3.0, "3", "3:3")]
    assert marked(scorecard, "FD1")[2] == "up"
    assert compared(scorecard, "FD1") == [("sn", "2021/22", 4.0)]


def test_one_line_of_headings_holds_for_all_areas_below() -> None:
    text = table(
        ["Child in Need"],
        ["CIN8", "Assessments", "1", "2", "R"],
        ["Youth - Head of Service - Bo"],
        ["YJ1", "Entrants", "3", "4", "G"],
    )
    text = text.replace("Current", "NAT AVE (2021/22)")
    scorecard = read_text(text)
    assert dict(scorecard.frames.listing.select("ref", "area").rows()) == {"CIN8": "Child in Need", "YJ1": "Youth"}
    assert compared(scorecard, "YJ1") == [("england", "2021/22", 4.0)]
    assert found(scorecard, "no column headings") == []


def test_an_area_column_names_the_areas_of_unknown_refs() -> None:
    titles = ["Service Area", "Ref", "Indicator", "Current"]
    scorecard = read_text(
        table(["Youth Justice", "YJ1", "Entrants", "1"], ["", "CIN8", "Assessments", "2"], titles=titles)
    )
    assert dict(scorecard.frames.listing.select("ref", "area").rows()) == {
        "YJ1": "Youth Justice",
        "CIN8": "Child in Need",
    }


def test_a_column_that_is_not_understood_is_listed_with_its_cells() -> None:
    scorecard = read_text(table(["FD1", "Contacts", "1", "2", "R", "why"], titles=[*TITLES, "Narrative"]))
    (problem,) = found(scorecard, "heading not understood: “Narrative”; its 1 cell is not read")
    assert problem.place == f"{SOURCE}:2:6"


def test_duplicate_refs_and_months_twice_are_listed() -> None:
    titles = ["Ref", "Indicator", "Aug-23", "Aug 2023", "Current"]
    scorecard = read_text(table(["FD1", "Contacts", "1", "9", "2"], ["FD1", "Contacts", "3", "9", "4"], titles=titles))
    assert [row[1] for row in observed(scorecard, "FD1")] == [1.0, 2.0]
    assert len(found(scorecard, "FD1 stands at a.csv:3:1 already")) == 1
    assert found(scorecard, "“Aug 2023” repeats “Aug-23”; its 1 cell is not read")[0].severity == "error"


def test_months_out_of_order_and_with_a_gap_are_read_as_headed() -> None:
    titles = ["Ref", "Indicator", "Current", "Aug-23", "May-23", "Jul-23"]
    scorecard = read_text(table(["FD1", "Contacts", "9", "8", "5", "7"], titles=titles))
    assert [row[:2] for row in observed(scorecard, "FD1")] == [
        ("2023-05", 5.0),
        ("2023-07", 7.0),
        ("2023-08", 8.0),
        ("2023-09", 9.0),
    ]
