"""Altered copies of the bundled scorecard: whatever was done to them, no figure is wrong and none is dropped."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

import msgspec
import pytest

from tests.support.accounting import assert_nothing_is_dropped
from tests.support.published import (
    Line,
    altered,
    benchmarks,
    catalogue,
    cells_of,
    found,
    is_heading,
    is_row,
    numbers,
    ratings,
    read,
    seed_text,
    shown,
    text_of,
    values,
)
from tui.scorecard.model import Scorecard
from tui.scorecard.periods import add_months, short_label
from tui.sources.decoding import SourceError

MONTHS = ("Apr-23", "May-23", "Jun-23", "Jul-23", "Aug-23")


@cache
def original() -> Scorecard:
    return read(seed_text())


@cache
def all_numbers() -> set[tuple[str, str, str, float]]:
    return numbers(original())


@cache
def all_ratings() -> set[tuple[str, str]]:
    return set(ratings(original()).items())


def read_whole(text: str, **how: Any) -> Scorecard:
    """The text, read; it must hold nothing that the reader dropped."""
    scorecard = read(text, **how)
    assert_nothing_is_dropped(text, scorecard)
    return scorecard


def assert_no_wrong_figure(scorecard: Scorecard, but: set[str] | None = None) -> None:
    """Every number is that of the original; figures may be missing."""
    wrong = [figure for figure in numbers(scorecard) - all_numbers() if figure[1] not in (but or set())]
    assert wrong == []
    misrated = [pair for pair in ratings(scorecard).items() - all_ratings() if pair[0] not in (but or set())]
    assert misrated == []


def rows_at(columns: list[int | None]) -> Callable[[int, Line], Line]:
    """Puts the cells of headings and whole rows in this order; null leaves a blank."""

    def change(number: int, line: Line) -> Line:
        if len(line) != 17 or line[0] == "-":
            return line
        return ["" if column is None else line[column] for column in columns]

    return change


def replacing(words: dict[str, str]) -> str:
    assert all(old in seed_text() for old in words)
    return re.sub("|".join(map(re.escape, words)), lambda match: words[match[0]], seed_text())


# ---- Months


@pytest.mark.parametrize("report", [date(2023, 10, 31), date(2024, 2, 29), date(2021, 1, 31), date(2024, 4, 30)])
def test_another_month(report: date) -> None:
    columns = {old: short_label(add_months(report, back)) for back, old in zip(range(-5, 0), MONTHS, strict=True)}
    scorecard = read_whole(replacing({"September 2023": f"{report:%B %Y}"} | columns))
    assert scorecard.period == report
    periods = scorecard.frames.observations["period"].unique().sort().to_list()
    assert periods == [add_months(report, back) for back in range(-5, 1)]
    assert values(scorecard, "FD1") == values(original(), "FD1")
    start = report.year - (2 if report.month < 4 else 1)
    assert set(scorecard.frames.outturns["year"]) == {f"{start}/{(start + 1) % 100:02d}"}


@pytest.mark.parametrize(
    "titles",
    [
        ("Apr 23", "May 23", "Jun 23", "Jul 23", "Aug 23"),
        ("April 2023", "May 2023", "June 2023", "July 2023", "August 2023"),
        ("2023-04", "2023-05", "2023-06", "2023-07", "2023-08"),
        ("04/2023", "05/2023", "06/2023", "07/2023", "08/2023"),
        ("Apr\u201123", "May\u201323", "Jun\u201223", "Jul\u221223", "Aug '23"),
        ("Apr", "May", "June", "Jul.", "August"),
        ("APR-23", "MAY-23", "JUN-23", "JUL-23", "AUG-23"),
    ],
)
def test_months_are_read_however_they_are_written(titles: tuple[str, ...]) -> None:
    scorecard = read_whole(replacing(dict(zip(MONTHS, titles, strict=True))))
    assert numbers(scorecard) == numbers(original())


def test_months_without_a_year_reach_back_over_the_new_year() -> None:
    titles = dict(zip(MONTHS, ("Nov", "Dec", "Jan", "Feb", "Mar"), strict=True))
    scorecard = read_whole(replacing({"September 2023": "April 2024"} | titles))
    periods = scorecard.frames.observations["period"].unique().sort().to_list()
    assert periods == [add_months(date(2024, 4, 30), back) for back in range(-5, 1)]


@cache
def without_month() -> str:
    return seed_text().replace("September 2023", "")


def test_without_its_month_it_is_the_one_after_the_last_column() -> None:
    scorecard = read_whole(without_month())
    assert numbers(scorecard) == numbers(original())
    (problem,) = found(scorecard, "the month of the scorecard is not stated; taken as September 2023")
    assert problem.severity == "warning"


def test_without_its_month_it_is_the_one_asked_for() -> None:
    scorecard = read_whole(without_month(), period=date(2023, 9, 30))
    assert numbers(scorecard) == numbers(original())
    assert found(scorecard, "the month of the scorecard") == []


def test_neither_month_nor_years_needs_the_month_to_be_given() -> None:
    text = without_month()
    for old in MONTHS:
        text = text.replace(old, old[:3])
    with pytest.raises(SourceError, match="give it with --period"):
        read(text)
    assert numbers(read_whole(text, period=date(2023, 9, 30))) == numbers(original())


def test_another_month_than_the_stated_one_is_read_as_asked_and_listed() -> None:
    scorecard = read_whole(seed_text(), period=date(2023, 10, 31))
    assert scorecard.period == date(2023, 10, 31)
    assert len(found(scorecard, "the text says September 2023; read as October 2023, as asked")) == 1
    assert len(found(scorecard, "is read as October 2023, but the month before it is August 2023")) == 3


# ---- Another authority


def test_another_authority_with_areas_and_comparators_of_its_own() -> None:
    words = {
        "FRONT DOOR - Head of Service - Adolescent Services": "CONTACT TEAM - Head of Service",
        "Wendy Monnelly": "Ada Long",
        "CHILD IN NEED - Head of Service": "SUPPORT FOR FAMILIES - Head of Service",
        "North West Average": "London Average",
        "(2020/21)": "(2022/23)",
    }
    scorecard = read_whole(replacing(words), authority="Exampleshire")
    assert scorecard.authority == "Exampleshire"
    assert scorecard.heads["Contact Team"] == "Ada Long"
    assert shown(scorecard)["FD1"].area == "Contact Team"
    assert shown(scorecard)["CIN8"].area == "Support For Families"
    london = next(one for one in shown(scorecard)["CIN8"].benchmarks if one.comparator == "london")
    assert (london.name, london.year, london.figure.value) == ("London", "2022/23", 81.0)


@pytest.mark.parametrize(
    ("title", "comparator", "year"),
    [
        ("Statistical-Neighbour Average (2021/22)", "sn", "2021/22"),
        ("Stat. Neighbours  Ave 2021-22", "sn", "2021-22"),
        ("STATISTICAL NEIGHBOURS (2021)", "sn", "2021"),
        ("Stat Neigh Avg (21/22)", "sn", "21/22"),
        ("Statistical\u00a0Neighbour\u00a0Average\u00a0(2021–22)", "sn", "2021–22"),
        ("Inner-London Mean", "inner_london", None),
    ],
)
def test_comparators_are_known_however_they_are_written(title: str, comparator: str, year: str | None) -> None:
    scorecard = read_whole(replacing({"Statistical Neighbour Average (2021/22)": title}))
    frame = scorecard.frames.benchmarks
    rows = frame.filter((frame["ref"] == "SG5") & (frame["comparator"] == comparator)).select("value", "year").rows()
    assert rows == [(84.0, year)]


# ---- Columns


@pytest.mark.parametrize(
    "order",
    [
        [*range(16, 1, -1)],
        [7, 2, 3, 4, 5, 6, 15, 16, 14, 13, 12, 11, 10, 9, 8],
        [15, 16, 9, 7, 6, 5, 4, 3, 2, 8, 10, 12, 11, 13, 14],
    ],
)
def test_columns_in_another_order(order: list[int]) -> None:
    scorecard = read(altered(rows_at([0, 1, *order])))
    assert_no_wrong_figure(scorecard, but={f"CF{number}" for number in range(16, 23)} | {"SG19", "SG20"})
    whole = {
        figure for figure in numbers(original()) if not figure[1].startswith(("CF1", "CF20", "CF21", "CF22", "SG"))
    }
    assert whole <= numbers(scorecard)


@pytest.mark.parametrize("order", [[1, 0, *range(2, 17)], [*range(2, 17), 0, 1], [16, 1, 15, 0, *range(2, 15)]])
def test_ref_and_name_in_other_columns(order: list[int]) -> None:
    kept = altered(lambda _, line: line if not is_row(line) or len(line) == 17 else None)
    lines = [rows_at(list(order))(0, line) for line in cells_of(kept)]
    scorecard = read(text_of(lines))
    refs = set(scorecard.frames.listing["ref"])
    assert numbers(scorecard) == {figure for figure in all_numbers() if figure[1] in refs}
    assert len(scorecard.frames.listing) == 75


@pytest.mark.parametrize(
    ("gone", "kind"),
    [
        ([9], "target"),
        ([10, 11, 12, 13], "benchmark"),
        ([14], "trend"),
        ([8], "outturn"),
        ([9, 10, 11, 12, 13, 14], "benchmark"),
        ([3], "observation"),
    ],
)
def test_columns_that_are_not_there(gone: list[int], kind: str) -> None:
    kept = [column for column in range(17) if column not in gone]

    def change(number: int, line: Line) -> Line:
        if is_row(line) and len(line) == 16:  # these have lost the target: put it back first
            line = [*line[:9], "", *line[9:]]
        elif is_row(line):  # and these have been cut off
            line = [*line, *[""] * (17 - len(line))]
        return rows_at(list(kept))(number, line) if is_row(line) or is_heading(line) else line

    text = altered(change)
    scorecard = read_whole(text)
    assert_no_wrong_figure(scorecard)
    expected = {
        (what, ref, of, value)
        for what, ref, of, value in numbers(original())
        if not (what == kind and (kind != "observation" or of == "2023-05-31"))
        and not (len(gone) == 6 and what == "target")
    }
    assert numbers(scorecard) == expected
    assert ratings(scorecard) == ratings(original())


def test_a_column_that_is_not_understood_is_listed_with_its_cells() -> None:
    scorecard = read_whole(replacing({"Previous Year": "Last but one"}))
    assert_no_wrong_figure(scorecard)
    listed = found(scorecard, "heading not understood: “Last but one”")
    # Once for each heading, and once more for the table that takes its columns from an earlier one.
    assert [problem.place.split(":")[1] for problem in listed] == ["24", "83", "83", "177"]
    filled = sum(1 for line in cells_of(seed_text()) if is_row(line) and line[8])
    assert sum(int(problem.message.split("its ")[1].split(" ")[0]) for problem in listed) == filled


def test_a_column_that_stands_twice_is_read_once() -> None:
    scorecard = read_whole(replacing({"Jul-23": "Jun-23"}))
    assert_no_wrong_figure(scorecard)
    july = scorecard.frames.observations.filter(scorecard.frames.observations["period"] == date(2023, 7, 31))
    assert july.is_empty()
    assert found(scorecard, "“Jun-23” repeats “Jun-23”")[0].severity == "error"


def test_the_reports_month_beside_current_is_read_once() -> None:
    scorecard = read_whole(replacing({"Aug-23": "Sep-23"}))
    september = scorecard.frames.observations.filter(scorecard.frames.observations["period"] == date(2023, 9, 30))
    assert len(september) == september["ref"].n_unique()
    assert len(found(scorecard, "repeats “Sep-23”")) == 4


# ---- Rows


def one_row(ref: str, change: Callable[[Line], Line]) -> str:
    return altered(lambda _, line: change(line) if line[0] == ref and is_row(line) else line)


@pytest.mark.parametrize("ref", ["FD1", "FD8b", "CIN2", "CIN8", "CIN13", "CIN17", "CF30", "SG5", "SG16", "SG18"])
@pytest.mark.parametrize("lost", range(2, 17))
def test_a_row_that_lost_one_cell_shows_no_wrong_figure(ref: str, lost: int) -> None:
    scorecard = read_whole(one_row(ref, lambda line: [*line[:lost], *line[lost + 1 :]]))
    assert_no_wrong_figure(scorecard)
    assert found(scorecard, f"{ref}: 16 cells under 17 headings") != []


@pytest.mark.parametrize("ref", ["FD1", "FD2e", "CIN8", "CIN14", "CF23", "SG5", "SG18"])
@pytest.mark.parametrize("kept", range(3, 17))
def test_a_row_that_is_cut_off_shows_no_wrong_figure(ref: str, kept: int) -> None:
    scorecard = read_whole(one_row(ref, lambda line: line[:kept]))
    assert_no_wrong_figure(scorecard)
    if kept <= 8:  # it ends with a figure then, as rows do whose blank ends were left off
        assert values(scorecard, ref) == values(original(), ref)[: kept - 2]


@pytest.mark.parametrize("ref", ["FD1", "CIN8", "CF23", "SG18"])
@pytest.mark.parametrize("extra", ["7", "R", "note"])
def test_a_row_with_a_cell_too_many_is_not_read(ref: str, extra: str) -> None:
    scorecard = read_whole(one_row(ref, lambda line: [*line, extra]))
    assert_no_wrong_figure(scorecard)
    assert set(values(scorecard, ref)) == {None}
    assert shown(scorecard)[ref].rating is None
    assert found(scorecard, f"“{extra}” stands beyond the last heading")[0].severity == "error"


def test_cells_too_many_that_are_blank_do_no_harm() -> None:
    text = altered(lambda _, line: [*line, "", ""] if is_row(line) and len(line) == 17 else line)
    assert numbers(read_whole(text)) == numbers(original())


def test_blank_cells_at_the_end_of_lines_left_off() -> None:
    scorecard = read_whole("\n".join(line.rstrip() for line in seed_text().split("\n")))
    assert numbers(scorecard) == numbers(original())
    assert ratings(scorecard) == ratings(original())


def test_short_rows_filled_up_with_blank_cells() -> None:
    text = altered(lambda _, line: [*line, *[""] * (17 - len(line))])
    scorecard = read_whole(text)
    assert numbers(scorecard) == numbers(original())
    assert ratings(scorecard) == ratings(original())


@pytest.mark.parametrize("lost", range(2, 17))
def test_a_row_that_lost_one_cell_and_was_filled_up_is_not_taken_for_whole_where_it_can_be_told(lost: int) -> None:
    # Its rating or its arrow would stand in the wrong column otherwise.
    scorecard = read_whole(one_row("CIN8", lambda line: [*line[:lost], *line[lost + 1 :], ""]))
    if lost < 15:
        assert_no_wrong_figure(scorecard)


@pytest.mark.parametrize("cell", ["4S", "see note", "above average"])
@pytest.mark.parametrize("column", [3, 7, 9, 12])
def test_one_garbled_figure_leaves_the_others_of_its_row_where_they_are(cell: str, column: int) -> None:
    scorecard = read_whole(one_row("CIN16", lambda line: [*line[:column], cell, *line[column + 1 :]]))
    gone = {3: "2023-05-31", 7: "2023-09-30"}.get(column)
    expected = {figure for figure in all_numbers() if figure[1:3] != ("CIN16", gone)}
    assert numbers(scorecard) == expected


# ---- Refs


def test_lost_and_garbled_refs_come_back_by_their_names() -> None:
    garbled = {"CIN1": "", "CIN2": "C1N-2", "SG5": "SGS", "FD2f": "FD2F", "CIN10a": "CIN 10A", "CF23": "cf23"}

    def change(_: int, line: Line) -> Line:
        return [garbled.get(line[0], line[0]), *line[1:]] if is_row(line) else line

    scorecard = read_whole(altered(change))
    assert numbers(scorecard) == numbers(original())
    assert ratings(scorecard) == ratings(original())
    for ref in ("CIN1", "CIN2", "SG5"):
        assert shown(scorecard)[ref].row == "restored"


def test_a_ref_lost_for_good_is_made_of_the_name_and_no_wrong_ref() -> None:
    scorecard = read_whole(one_row("CIN4", lambda line: ["", "Something nobody knows", *line[2:]]))
    assert "CIN4" in shown(scorecard), "it stands alone between CIN3 and CIN5"
    scorecard = read_whole(one_row("CF23", lambda line: ["", "Something nobody knows", *line[2:]]))
    assert "CF23" not in shown(scorecard)
    assert shown(scorecard)["?something-nobody-knows"].name == "Something nobody knows"
    assert_no_wrong_figure(scorecard, but={"?something-nobody-knows"})


def test_a_row_whose_ref_stands_already_is_not_read() -> None:
    scorecard = read_whole(one_row("SG2", lambda line: ["SG1", *line[1:]]))
    assert_no_wrong_figure(scorecard)
    assert values(scorecard, "SG1") == values(original(), "SG1")
    assert found(scorecard, "SG1 stands at a.txt:178:1 already; this row is not read")[0].severity == "error"


def test_indicators_that_the_catalogue_does_not_know() -> None:
    scorecard = read_whole(one_row("SG7", lambda line: ["SG77", "Conferences held on a Tuesday", *line[2:]]))
    one = shown(scorecard)["SG77"]
    assert (one.area, one.polarity, one.unit, one.basis) == (
        "Safeguarding and Quality Assurance",
        "none",
        "count",
        None,
    )
    assert values(scorecard, "SG77") == values(original(), "SG7")


@pytest.mark.parametrize("name", ["Bicycles lent to foster carers", "MASH Contact Ending Prior to Screening (No)"])
def test_a_ref_that_bears_another_name_does_not_get_the_catalogues_polarity(name: str) -> None:
    scorecard = read_whole(one_row("FD2f", lambda line: [line[0], name, *line[2:]]))
    one = shown(scorecard)["FD2f"]
    assert (one.name, one.short_name, one.polarity, one.basis) == (name, name, "none", None)
    assert len(found(scorecard, "which is not the catalogue's FD2f")) == 1


# ---- Files


def test_fragments_that_have_a_row_after_all_are_no_fragments() -> None:
    text = seed_text() + "\nWF14\tASYE Caseload" + "\t14" * 6
    scorecard = read_whole(text)
    assert values(scorecard, "WF14") == [14.0] * 6
    assert len(found(scorecard, "WF14 stands here once more")) == 1


def test_a_second_rating_for_a_fragment_is_listed() -> None:
    scorecard = read_whole(seed_text() + "\nG")
    assert ratings(scorecard)["WF14"] == "G"
    assert found(scorecard, "“G” stands in no row")[0].place == "a.txt:221:1"
    contradicted = read_whole(seed_text() + "\nR")
    assert "WF14" not in ratings(contradicted)


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_of_other_systems(end: str) -> None:
    scorecard = read(seed_text().replace("\n", end))
    assert scorecard.frames.observations.equals(original().frames.observations)
    assert scorecard.problems == original().problems


def test_a_comparator_that_was_renamed_leaves_the_others_where_they_are() -> None:
    scorecard = read_whole(replacing({"North West Average (2021/22)": "Somewhere"}))
    assert benchmarks(scorecard, "SG5") == {"gm": 81.0, "sn": 84.0, "england": 79.0}


def test_nothing_is_dropped_where_every_heading_is_gone() -> None:
    scorecard = read_whole(altered(lambda _, line: None if is_heading(line) else line))
    assert numbers(scorecard) == set()
    assert len(found(scorecard, "a row without column headings")) == 79


def test_nothing_is_dropped_where_the_first_heading_is_gone() -> None:
    scorecard = read_whole(altered(lambda number, line: [] if number == 24 else line))
    assert_no_wrong_figure(scorecard)
    assert len(found(scorecard, "a row without column headings")) == 15


def test_the_accounting_notices_a_problem_that_was_not_listed() -> None:
    scorecard = original()
    fewer = msgspec.structs.replace(scorecard, problems=scorecard.problems[1:])
    with pytest.raises(AssertionError):
        assert_nothing_is_dropped(seed_text(), fewer)


def test_areas_may_be_missing_altogether() -> None:
    text = altered(lambda _, line: None if "Head of Service" in line[0] else line)
    scorecard = read_whole(text)
    assert scorecard.heads == {}
    assert {one.area for one in shown(scorecard).values()} == {area.name for area in catalogue().areas.values()}
