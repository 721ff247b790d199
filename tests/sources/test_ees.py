"""DfE's tables of explore education statistics: one authority's scorecard from rows of all, whatever the vintage."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import msgspec
import pytest

from tests.support.published import catalogue
from tests.support.shared import shared_data
from tui.scorecard.catalogue import Catalogue, Indicator
from tui.scorecard.insights import insights
from tui.scorecard.model import Scorecard
from tui.scorecard.overview import overview
from tui.scorecard.views import IndicatorView
from tui.sources.decoding import SeveralAuthoritiesError, SourceError, UnknownFormatError
from tui.sources.ees import EES
from tui.sources.ees_columns import codes_of, measure_of, of_the_row
from tui.sources.ees_times import period_of
from tui.sources.format import HEAD, Ask, Format, NamingFormat

HEADER = (
    "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,"
    "new_la_code,la_name,Category,Referrals,Referrals_rate,Re_referrals_percent"
)
ENGLAND = "{year},Reporting year,National,E92000001,England,,,,,,Referrals,{figures}"
NORTH_WEST = "{year},Reporting year,Regional,E92000001,England,E12000002,North West,,,,Referrals,{figures}"
LONDON = "{year},Reporting year,Regional,E92000001,England,E13000001,Inner London,,,,Referrals,{figures}"
TAMESIDE = (
    "{year},Reporting year,Local authority,E92000001,England,E12000002,North West,357,E08000008,Tameside,Referrals,"
    "{figures}"
)
CAMDEN = (
    "{year},Reporting year,Local authority,E92000001,England,E13000001,Inner London,202,E09000007,Camden,Referrals,"
    "{figures}"
)
TABLE = [
    (ENGLAND, "2023", "640430,544.5,22.4"),
    (NORTH_WEST, "2023", "82720,529.6,22.4"),
    (LONDON, "2023", "38730,590.1,18"),
    (CAMDEN, "2023", "2015,552,14"),
    (TAMESIDE, "2023", "3349,654.9,27.3"),
    (ENGLAND, "2022", "650270,552.9,21.5"),
    (NORTH_WEST, "2022", "86010,549,22"),
    (TAMESIDE, "2022", "3534,c,x"),
]


def table(rows: list[tuple[str, str, str]] = TABLE, header: str = HEADER) -> str:
    lines = [row.format(year=year, figures=figures) for row, year, figures in rows]
    return "\n".join([header, *lines]) + "\n"


def saved(folder: Path, text: str | None = None, encoding: str = "utf-8") -> Path:
    path = folder / "c1.csv"
    path.write_bytes((table() if text is None else text).encode(encoding))
    return path


def read(path: Path, authority: str | None = "Tameside", known: Catalogue | None = None) -> Scorecard:
    return EES.read(path, Ask(known or catalogue(), authority))


def indicators(scorecard: Scorecard) -> dict[str, IndicatorView]:
    return {one.ref: one for one in overview(scorecard).indicators}


# ---- Measures


RENAMED = [
    ("Referrals", "referral_count"),
    ("Referrals_rate", "referral_rate"),
    ("Referrals_rate", "Referrals_rate_per_10000"),
    ("Re_referrals", "rereferral_count"),
    ("Re_referrals_percent", "rereferral_percent"),
    ("Re_referrals_percent", "pct_re-referrals"),
    ("No_Further_Action", "no_further_action_count"),
    ("Not_in_Need_percent", "not_in_need_percentage"),
    ("Referrals_child", "referral_child_count"),
    ("Re_referrals_child_percent", "rereferral_child_percent"),
]


@pytest.mark.parametrize(("one", "other"), RENAMED)
def test_a_renamed_column_has_the_same_ref(one: str, other: str) -> None:
    assert codes_of([measure_of(one)]) == codes_of([measure_of(other)])
    assert measure_of(one) == measure_of(other)


def test_different_measures_have_different_refs() -> None:
    names = [one for one, _ in RENAMED[:2] + RENAMED[3:5] + RENAMED[6:]] + ["X2_years_or_more", "X3_years_or_more"]
    codes = codes_of([measure_of(name) for name in names])
    assert len(set(codes)) == len(names)
    assert max(map(len, codes)) <= 16


def test_refs_that_would_be_one_have_all_their_words() -> None:
    clash = [measure_of("no_further_action"), measure_of("not_fully_assessed"), measure_of("referrals")]
    assert codes_of(clash) == ["no-further-action", "not-fully-assessed", "refer"]


def test_columns_of_the_row_are_told_from_figures() -> None:
    with shared_data("ees/c1_vintage2024.csv").open(encoding="utf-8-sig") as file:
        names = file.readline().strip().split(",")
    assert [name for name in names if not of_the_row(name)] == names[10:]


# ---- Times


@pytest.mark.parametrize(
    ("period", "kind", "expected"),
    [
        ("2023", "Reporting year", date(2023, 3, 31)),
        ("202223", "Reporting year", date(2023, 3, 31)),
        ("202223", "Financial year", date(2023, 3, 31)),
        ("202223", "Academic year", date(2023, 8, 31)),
        ("2022", "Calendar year", date(2022, 12, 31)),
        ("2023", "February", date(2023, 2, 28)),
        ("2023", "Week 12", None),
        ("20", "Reporting year", None),
    ],
)
def test_a_year_is_known_by_its_last_day(period: str, kind: str, expected: date | None) -> None:
    assert period_of(period, kind) == expected


# ---- A table


def test_a_table_becomes_a_scorecard_of_one_authority(tmp_path: Path) -> None:
    scorecard = read(saved(tmp_path))
    assert (scorecard.authority, scorecard.period, scorecard.sources) == ("Tameside", date(2023, 3, 31), ("c1.csv",))
    assert set(scorecard.frames.observations["publication"]) == {date(2023, 3, 31)}
    found = indicators(scorecard)
    assert list(found) == ["refer", "refer-rate", "reref-pc"]
    rate = found["refer-rate"]
    assert (rate.name, rate.area, rate.unit, rate.polarity) == (
        "Referrals rate",
        "Referrals",
        "rate_per_10000",
        "none",
    )
    assert [(point.period, point.figure.text, point.figure.missing) for point in rate.history] == [
        (date(2022, 3, 31), "c", "suppressed"),
        (date(2023, 3, 31), "654.9", None),
    ]
    assert [point.figure.place for point in rate.history] == ["c1.csv:9:13", "c1.csv:6:13"]
    assert rate.current.value == 654.9
    assert [(each.comparator, each.name, each.year, each.figure.text) for each in rate.benchmarks] == [
        ("nw", "North West", "2023", "529.6"),
        ("england", "England", "2023", "544.5"),
    ]
    assert (found["refer"].previous_year.text, found["refer"].previous_year_label) == ("3534", "2022")
    assert found["reref-pc"].unit == "percent"


def test_nothing_is_concluded_of_a_measure_without_a_polarity(tmp_path: Path) -> None:
    for insight in insights(read(saved(tmp_path))).by_ref.values():
        assert insight.derived_rating is None
        assert insight.signal.state == "not_for_basis"


def test_a_council_can_give_a_measure_a_polarity(tmp_path: Path) -> None:
    ours = Indicator("reref-pc", "Re-referrals", "Re-referrals", "cin", "percent", "low", "rolling_12", 1)
    known = msgspec.structs.replace(catalogue(), indicators={**catalogue().indicators, "reref-pc": ours})
    found = indicators(read(saved(tmp_path), known=known))["reref-pc"]
    assert found.polarity == "low"
    assert [each.gap.better for each in found.benchmarks if each.gap] == [False, False]


def test_the_benchmarks_of_all_years_are_kept_and_those_of_no_other_region(tmp_path: Path) -> None:
    rows = read(saved(tmp_path)).frames.benchmarks
    assert sorted(rows.filter(rows["ref"] == "refer").select("comparator", "year", "text", "place").rows()) == [
        ("england", "2022", "650270", "c1.csv:7:12"),
        ("england", "2023", "640430", "c1.csv:2:12"),
        ("nw", "2022", "86010", "c1.csv:8:12"),
        ("nw", "2023", "82720", "c1.csv:3:12"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_every_encoding_gives_the_same(encoding: str, tmp_path: Path) -> None:
    text = table().replace("Tameside", "Tàmeside")
    path = saved(tmp_path, text, encoding)
    assert EES.recognises(path, path.read_bytes()[:HEAD])
    scorecard = read(path, "Tàmeside")
    original = read(saved(tmp_path, text), "Tàmeside")
    assert scorecard.frames.observations.equals(original.frames.observations)
    assert scorecard.problems == original.problems


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("c", "suppressed"),
        ("[c]", "suppressed"),
        ("C", "suppressed"),
        ("x", "unavailable"),
        (":", "unavailable"),
        ("..", "unavailable"),
        ("z", "not_applicable"),
        ("NA", "not_applicable"),
        ("u", "unavailable"),
        ("k", "rounds_to_zero"),
        ("Low", "rounds_to_zero"),
        ("LOW", "rounds_to_zero"),
        ("", "blank"),
        ("12u", None),
    ],
)
def test_signs_are_read_in_every_spelling(text: str, missing: str | None, tmp_path: Path) -> None:
    scorecard = read(saved(tmp_path, table([*TABLE[:4], (TAMESIDE, "2023", f"{text},1,2")])))
    current = indicators(scorecard)["refer"].current
    assert (current.text, current.missing) == (text, missing)
    assert [problem for problem in scorecard.problems if problem.severity != "info"] == []


# ---- Whose figures


@pytest.mark.parametrize("wanted", ["Tameside", "TAMESIDE", "357", "E08000008"])
def test_an_authority_is_chosen_by_name_or_number(wanted: str, tmp_path: Path) -> None:
    assert read(saved(tmp_path), wanted).authority == "Tameside"


def test_a_region_has_england_for_a_benchmark_and_england_none(tmp_path: Path) -> None:
    region, england = read(saved(tmp_path), "981"), read(saved(tmp_path), "England")
    assert region.authority == "North West"
    assert [each.comparator for each in indicators(region)["refer"].benchmarks] == ["england"]
    assert indicators(region)["refer"].current.text == "82720"
    assert indicators(england)["refer"].benchmarks == ()
    assert indicators(england)["refer"].current.text == "640430"


def test_a_region_that_the_catalogue_does_not_know_is_a_comparator_of_its_name(tmp_path: Path) -> None:
    found = indicators(read(saved(tmp_path), "Camden"))["refer"].benchmarks
    assert [(each.comparator, each.name) for each in found] == [
        ("england", "England"),
        ("inner_london", "Inner London"),
    ]


def test_without_a_choice_the_only_authority_counts(tmp_path: Path) -> None:
    assert read(saved(tmp_path, table([TABLE[0], TABLE[1], TABLE[4]])), None).authority == "Tameside"
    with pytest.raises(SeveralAuthoritiesError) as caught:
        read(saved(tmp_path), None)
    assert caught.value.names == ("Camden", "England", "Inner London", "North West", "Tameside")
    assert EES.authorities(saved(tmp_path)) == caught.value.names


def test_two_authorities_of_one_name_are_told_apart_by_their_numbers(tmp_path: Path) -> None:
    other = TAMESIDE.replace("357,E08000008", "358,E08000099")
    path = saved(tmp_path, table([*TABLE, (other, "2023", "1,2,3")]))
    with pytest.raises(SeveralAuthoritiesError) as caught:
        read(path)
    assert caught.value.names == ("Tameside (357)", "Tameside (358)")
    assert indicators(read(path, "Tameside (358)"))["refer"].current.text == "1"
    assert indicators(read(path, "357"))["refer"].current.text == "3349"


def test_a_name_that_is_not_there_says_which_are_near(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"c1\.csv: holds nothing of Tamside; did you mean Tameside"):
        read(saved(tmp_path), "Tamside")
    with pytest.raises(SourceError, match=r"three-digit number"):
        read(saved(tmp_path), "999")


# ---- What is wrong


def grave(scorecard: Scorecard) -> list[tuple[str, str | None]]:
    return [(problem.place, problem.ref) for problem in scorecard.problems if problem.severity == "error"]


def test_a_cell_that_is_no_figure_is_listed_with_its_place(tmp_path: Path) -> None:
    scorecard = read(saved(tmp_path, table([*TABLE[:4], (TAMESIDE, "2023", "3e3f,1,2"), *TABLE[7:]])))
    assert grave(scorecard) == [("c1.csv:6:12", "refer")]
    current = indicators(scorecard)["refer"].current
    assert (current.missing, current.text) == ("unreadable", "3e3f")


def test_a_row_cut_short_has_lost_its_last_figures(tmp_path: Path) -> None:
    scorecard = read(saved(tmp_path, table([*TABLE[:4], (TAMESIDE, "2023", "3349,654.9")])))
    assert grave(scorecard) == [("c1.csv:6:14", "reref-pc")]
    assert indicators(scorecard)["reref-pc"].current.missing == "unreadable"
    assert "the row ends before this column" in {problem.message for problem in scorecard.problems}


def test_a_row_that_is_too_long_is_named_by_its_line(tmp_path: Path) -> None:
    path = saved(tmp_path, table([*TABLE[:4], (TAMESIDE, "2023", "1,2,3,4")]))
    with pytest.raises(SourceError, match="line 6 has 15 cells, and the heading only 14"):
        read(path)


def test_a_second_row_of_the_same_is_listed_and_not_read(tmp_path: Path) -> None:
    scorecard = read(saved(tmp_path, table([*TABLE, (TAMESIDE, "2022", "1,2,3")])))
    assert grave(scorecard) == [(f"c1.csv:10:{column}", ref) for column, ref in NUMBERED]
    assert indicators(scorecard)["refer"].previous_year.text == "3534"


NUMBERED = [(12, "refer"), (13, "refer-rate"), (14, "reref-pc")]


def test_two_columns_of_one_measure_are_one_and_the_second_is_listed(tmp_path: Path) -> None:
    header = HEADER.replace("Re_referrals_percent", "referral_count")
    scorecard = read(saved(tmp_path, table(header=header)))
    assert grave(scorecard) == [("c1.csv:2:14", "refer"), ("c1.csv:3:14", "refer"), ("c1.csv:6:14", "refer")] + [
        (f"c1.csv:{line}:14", "refer") for line in (7, 8, 9)
    ]


def test_rows_of_a_week_are_listed_once_and_not_read(tmp_path: Path) -> None:
    weekly = TAMESIDE.replace("Reporting year", "Week 12")
    scorecard = read(saved(tmp_path, table([*TABLE, (weekly, "2023", "1,2,3"), (weekly, "2023", "1,2,3")])))
    (problem,) = (problem for problem in scorecard.problems if problem.severity == "error")
    assert problem.place == "c1.csv:10:1"
    assert "“Week 12”, 2 rows of which are not read" in problem.message


def test_a_rate_taken_for_one_per_10000_is_said(tmp_path: Path) -> None:
    (problem,) = read(saved(tmp_path)).problems
    assert (problem.severity, problem.place) == ("info", "c1.csv:1:13")
    assert problem.message.endswith("Referrals_rate")
    named = table(header=HEADER.replace("Referrals_rate", "Referrals_rate_per_10000"))
    assert read(saved(tmp_path, named)).problems == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("time_period,la_name\n2023,Tameside\n", "has no column time_identifier, geographic_level"),
        (HEADER + "\n", "has no row of an authority"),
        (table([(TAMESIDE, "later", "1,2,3")]), "no row has a year such as 2023"),
        ("", "has no column time_period"),
    ],
)
def test_what_cannot_be_used_says_why(text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=message):
        read(saved(tmp_path, text))


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        read(tmp_path / "none.csv")


# ---- Words that tell rows apart


def test_words_that_vary_make_indicators_of_their_own(tmp_path: Path) -> None:
    header = HEADER.replace("Category", "Age")
    rows = [
        (TAMESIDE.replace("Tameside,Referrals", f"Tameside,{age}"), "2023", f"{count},1,2")
        for age, count in (("Total", 10), ("Under 1", 4), ("1 to 4", 6))
    ]
    found = indicators(read(saved(tmp_path, table(rows, header))))
    counts = {ref: one.current.text for ref, one in found.items() if one.name.startswith("Referrals:")}
    assert list(counts.values()) == ["10", "4", "6"]
    assert found["refer"].name == "Referrals: Total"
    assert len(found) == 9
    assert {one.area for one in found.values()} == {"DfE's figures"}


# ---- What a file is


def test_it_is_a_format_that_names_authorities() -> None:
    assert isinstance(EES, Format)
    assert isinstance(EES, NamingFormat)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (HEADER, True),
        (f"\ufeff{HEADER.upper()}", True),
        ("record,authority,publication,ref", False),
        ("Ref,Indicator,Apr-23", False),
        ("", False),
    ],
)
def test_it_is_known_by_its_columns(head: str, expected: bool, tmp_path: Path) -> None:
    assert EES.recognises(tmp_path / "x.csv", head.encode()) is expected


# ---- DfE's own


def test_the_list_of_the_summary_page_is_no_table_and_says_what_it_is() -> None:
    path = shared_data("ees/summary_page_metadata.csv")
    assert EES.recognises(path, path.read_bytes()[:HEAD])
    with pytest.raises(UnknownFormatError, match="holds no figures: it is the list of the measures"):
        read(path)


@pytest.mark.parametrize(
    "name",
    [
        "b1_children_in_need_2013_to_2025",
        "c1_children_in_need_referrals_and_rereferrals_2013_to_2025",
        "c1_vintage2023",
        "c1_vintage2024",
    ],
)
def test_every_figure_of_an_authority_is_as_the_file_has_it(name: str) -> None:
    path = shared_data(f"ees/{name}.csv")
    assert EES.recognises(path, path.read_bytes()[:HEAD])
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *lines = csv.reader(file)
    scorecard = read(path, "357")
    expected = {
        f"{path.name}:{number}:{column + 1}": line[column]
        for number, line in enumerate(lines, 2)
        if line[7] == "357"
        for column in range(11, len(header))
    }
    rows = scorecard.frames.observations
    assert dict(rows.select("place", "text").rows()) == expected
    assert [problem for problem in scorecard.problems if problem.severity != "info"] == []
    assert scorecard.period == date(max(int(line[0]) for line in lines), 3, 31)


def test_a_county_and_the_council_after_it_are_two() -> None:
    path = shared_data("ees/c1_vintage2024.csv")
    names = EES.authorities(path)
    assert {"Dorset (835)", "Dorset (838)", "Buckinghamshire", "North West", "England"} <= set(names)
    assert "Buckinghamshire (825)" not in names
