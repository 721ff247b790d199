"""What the columns and rows of one of DfE's tables hold, where one does not say so plainly."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.support.published import catalogue
from tui.scorecard.model import Scorecard
from tui.sources.ees import EES
from tui.sources.format import Ask

HEADER = (
    "time_period,time_identifier,geographic_level,country_name,region_name,old_la_code,la_name,Category,Referrals,"
    "Referrals_percent"
)
OWN = "{year},Reporting year,Local authority,England,North West,399,Exampleshire,{words},{figures}"
REGION = "{year},Reporting year,Regional,England,North West,,,{words},{figures}"
ENGLAND = "{year},Reporting year,National,England,,,,{words},{figures}"


def line(kind: str, figures: str, year: int = 2023, words: str = "Referred") -> str:
    return kind.format(year=year, words=words, figures=figures)


def read(folder: Path, *lines: str, header: str = HEADER) -> Scorecard:
    path = folder / "a.csv"
    path.write_text("\n".join([header, *lines]) + "\n", "utf-8")
    return EES.read(path, Ask(catalogue(), "Exampleshire"))


def figures(scorecard: Scorecard) -> list[tuple[Any, ...]]:
    return scorecard.frames.observations.select("ref", "text", "missing", "place").rows()


def compared(scorecard: Scorecard) -> list[tuple[Any, ...]]:
    return scorecard.frames.benchmarks.select("ref", "comparator", "text").rows()


def said(scorecard: Scorecard) -> list[tuple[str, str]]:
    return [(problem.place, problem.message) for problem in scorecard.problems if problem.severity != "info"]


@pytest.mark.parametrize("first", ["", ",,,,,,,,,"])
def test_a_first_row_that_is_blank_or_cut_short_is_as_any_other(first: str, tmp_path: Path) -> None:
    scorecard = read(tmp_path, first, line(OWN, "3,4"), "", line(OWN, "5,6", 2022))
    assert figures(scorecard) == [
        ("refer", "3", None, "a.csv:3:9"),
        ("refer-pc", "4", None, "a.csv:3:10"),
        ("refer", "5", None, "a.csv:5:9"),
        ("refer-pc", "6", None, "a.csv:5:10"),
    ]
    assert said(scorecard) == []


def test_rows_that_name_no_year_are_listed_and_blank_ones_among_them_are_not(tmp_path: Path) -> None:
    unnamed = line(OWN, "1,2").replace("2023,Reporting year", ",")
    ((place, message),) = said(read(tmp_path, "", line(OWN, "3,4"), unnamed, "", unnamed))
    assert place == "a.csv:4:1"
    assert message.endswith("found “” and “”, 2 rows of which are not read")


def test_a_first_row_that_ends_too_soon_has_lost_its_last_figures(tmp_path: Path) -> None:
    scorecard = read(tmp_path, line(OWN, "3"), line(OWN, "5,6", 2022))
    assert figures(scorecard)[:2] == [("refer", "3", None, "a.csv:2:9"), ("refer-pc", "", "unreadable", "a.csv:2:10")]
    assert said(scorecard) == [("a.csv:2:10", "the row ends before this column")]


def test_a_figure_that_is_misspelt_is_no_word_where_others_have_figures(tmp_path: Path) -> None:
    scorecard = read(tmp_path, line(ENGLAND, "100,20"), line(OWN, "see note,4"))
    assert figures(scorecard)[0] == ("refer", "see note", "unreadable", "a.csv:3:9")
    assert [place for place, _ in said(scorecard)] == ["a.csv:3:9"]
    assert compared(scorecard) == [("refer", "england", "100"), ("refer-pc", "england", "20")]


def test_a_column_that_says_that_it_holds_percentages_holds_no_words(tmp_path: Path) -> None:
    scorecard = read(tmp_path, line(OWN, "3,l2%"))
    assert figures(scorecard)[1] == ("refer-pc", "l2%", "unreadable", "a.csv:2:10")
    assert [place for place, _ in said(scorecard)] == ["a.csv:2:10"]


@pytest.mark.parametrize("blank", ["", " "])
def test_a_word_that_is_left_blank_in_one_row_is_that_of_the_others(blank: str, tmp_path: Path) -> None:
    scorecard = read(tmp_path, line(OWN, "3,4"), line(OWN, "5,6", 2022, blank), line(ENGLAND, "7,8", words="z"))
    assert [ref for ref, *_ in figures(scorecard)] == ["refer", "refer-pc", "refer", "refer-pc"]
    assert set(scorecard.frames.listing["area"]) == {"Referred"}
    assert compared(scorecard) == [("refer", "england", "7"), ("refer-pc", "england", "8")]
    assert said(scorecard) == []


def test_of_several_rows_of_england_that_of_the_same_words_is_compared(tmp_path: Path) -> None:
    ages = [line(ENGLAND, f"{count},1", words=words) for words, count in (("Under 1", 4), ("Total", 10), ("1 to 4", 6))]
    scorecard = read(tmp_path, *ages, line(REGION, "9,2", words="TOTAL"), line(OWN, "3,4", words="Total"))
    assert compared(scorecard) == [
        ("refer", "england", "10"),
        ("refer-pc", "england", "1"),
        ("refer", "nw", "9"),
        ("refer-pc", "nw", "2"),
    ]
    assert said(scorecard) == []


def test_words_that_are_numbers_in_other_rows_are_words_where_ours_are_totals(tmp_path: Path) -> None:
    ages = [line(ENGLAND, f"{count},1", words=words) for words, count in (("1", 4), ("Total", 10), ("2", 6))]
    scorecard = read(tmp_path, *ages, line(OWN, "3,4", words="Total"), header=HEADER.replace("Category", "Age"))
    assert [ref for ref, *_ in figures(scorecard)] == ["refer", "refer-pc"]
    assert compared(scorecard) == [("refer", "england", "10"), ("refer-pc", "england", "1")]
    assert said(scorecard) == []


def test_a_column_without_a_heading_is_listed_where_it_holds_anything(tmp_path: Path) -> None:
    scorecard = read(tmp_path, line(ENGLAND, "7,8,9,"), line(OWN, "3,4,5,"), header=f"{HEADER},,")
    assert said(scorecard) == [("a.csv:1:11", "a column without a heading; its 2 cells are not read")]
    assert [ref for ref, *_ in figures(scorecard)] == ["refer", "refer-pc"]


def test_a_measure_that_stands_in_two_columns_is_listed_once(tmp_path: Path) -> None:
    header = HEADER.replace("Referrals_percent", "referral_count")
    scorecard = read(tmp_path, line(OWN, "3,4"), header=header)
    assert scorecard.frames.listing.select("ref", "name", "place").rows() == [("refer", "Referrals", "a.csv:1:9")]
    assert scorecard.catalogue.indicators["refer"].short_name == "Referrals"
    assert [place for place, _ in said(scorecard)] == ["a.csv:2:10"]
