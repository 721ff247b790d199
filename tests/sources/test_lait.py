"""Reading DfE's interactive tool: years, figures, dictionary, neighbours, and what is wrong with a file."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.shared import shared_data
from tui.scorecard.averages import ENGLAND, MEASURES
from tui.scorecard.end_years import end_year, financial_year
from tui.sources.decoding import SourceError
from tui.sources.lait import read_dictionary, read_measures, read_neighbours, read_table

SINGLE = range(2016, 2026)
ENDS: dict[str, int | None] = {
    "0": None,
    **{str(year): year for year in SINGLE},
    **{f"{year - 1}-{year % 100}": year for year in range(2016, 2027)},
    **{f"{year - 1}-{year % 100} (OT)": year for year in range(2017, 2026)},
    **{f"{year - 1}/{year % 100}": year for year in range(2016, 2025)},
    **{f"{year - 2}-{year % 100}": year for year in range(2016, 2023)},
    **{f"{year} (Rev)": year for year in (2018, 2019, 2022, 2023, 2024, 2025)},
    **{f"{year} (Final)": year for year in (2020, 2021)},
    "2025 (prov)": 2025,
    "2013/14-15/16": 2016,
    "2014/15-16/17": 2017,
    "2015/16-17/18": 2018,
    "2016/17-18/19": 2019,
    "2017/18-19/20": 2020,
    "2018/19-20/21": 2021,
    "2019/20-21/22": 2022,
    "2020/21-22/23": 2023,
    "2021/22-23/24": 2024,
}
"""Every spelling in DfE's file, and the year in which it ends."""


@pytest.mark.parametrize(("text", "end"), ENDS.items())
def test_every_spelling_of_the_file_has_its_end_year(text: str, end: int | None) -> None:
    assert end_year(text) == end


def test_the_spellings_are_those_of_the_file() -> None:
    path = shared_data("lait/bds_long_0.parquet")
    found = pl.scan_parquet(path).select("Years").unique().collect()["Years"].to_list()
    assert len(found) == 65
    assert set(found) == set(ENDS)


@pytest.mark.parametrize(
    ("text", "end"),
    [("2021/2022", 2022), (" 2021 / 22 ", 2022), ("202122", 2022), ("1999/00", 2000), ("2021–22", 2022)],
)
def test_other_spellings_of_headings(text: str, end: int) -> None:
    assert end_year(text) == end


@pytest.mark.parametrize("text", ["", "n/a", "2021-12", "202109", "2022 (est)", "2022/21", "22", "1822", "2021/22x"])
def test_what_is_no_year_has_none(text: str) -> None:
    assert end_year(text) is None


@given(st.integers(1901, 2098))
def test_a_financial_year_ends_where_it_says(year: int) -> None:
    assert end_year(financial_year(year)) == year


@given(st.text(max_size=16))
def test_no_text_crashes(text: str) -> None:
    end = end_year(text)
    assert end is None or 1900 <= end <= 2110


# ---- figures


def _parquet(folder: Path, rows: list[tuple[str, str, str, float]]) -> Path:
    columns = ["Short Desc", "Years", "Values", "LA Number"]
    frame = pl.DataFrame(rows, schema=columns, orient="row").with_columns(pl.lit("x").alias("Region"))
    path = folder / "lait.parquet"
    frame.write_parquet(path)
    return path


def test_only_the_measures_asked_for_and_only_what_has_a_value(tmp_path: Path) -> None:
    rows = [
        ("A", "2021/22", "9.3699999999999992", 357.0),
        ("A", "2022", "-", 358.0),
        ("B", "2022", "1", 357.0),
        ("A", "2024 (Rev)", "68.600000000000009", 970.0),
    ]
    measures, problems = read_measures(_parquet(tmp_path, rows), ["A"])
    assert dict(measures.schema) == MEASURES
    assert sorted(measures.rows()) == [("A", 357, 2022, 9.37), ("A", 970, 2024, 68.6)]
    assert problems == []


def test_what_cannot_be_read_is_a_problem_and_the_rest_is_read(tmp_path: Path) -> None:
    rows = [
        ("A", "Spring", "1", 357.0),
        ("A", "2022", "many", 357.0),
        ("A", "2022", "nan", 359.0),
        ("A", "2022", "c", 358.0),
        ("A", "0", "-", 358.0),
        ("A", "2022", "7", 360.0),
    ]
    measures, problems = read_measures(_parquet(tmp_path, rows), ["A"])
    assert measures.rows() == [("A", 360, 2022, 7.0)]
    assert sorted(problem.message for problem in problems) == [
        "Values: expected a number in A; found “many”",
        "Values: expected a number in A; found “nan”",
        "Years: expected a year such as 2022 or 2021/22; found “Spring”",
    ]
    assert {problem.place for problem in problems} == {"lait.parquet"}


def test_no_measure_is_no_row(tmp_path: Path) -> None:
    measures, problems = read_measures(_parquet(tmp_path, [("A", "2022", "1", 357.0)]), [])
    assert (measures.height, problems) == (0, [])


def test_a_file_that_cannot_be_used_says_why(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"no-such\.parquet: .*no such file.*expected DfE's"):
        read_measures(tmp_path / "no-such.parquet", ["A"])
    (tmp_path / "text.parquet").write_text("not a Parquet file at all")
    with pytest.raises(SourceError, match=r"text\.parquet: is not DfE's interactive tool"):
        read_measures(tmp_path / "text.parquet", ["A"])
    pl.DataFrame({"Years": ["2022"]}).write_parquet(tmp_path / "other.parquet")
    with pytest.raises(SourceError, match=r"other\.parquet: has no column .*Short Desc"):
        read_measures(tmp_path / "other.parquet", ["A"])
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    with pytest.raises(SourceError, match=r"other\.csv: has no column"):
        read_dictionary(tmp_path / "other.csv")
    with pytest.raises(SourceError, match=r"other\.csv: is not a workbook of statistical neighbours \(.*format"):
        read_neighbours(tmp_path / "other.csv")
    with pytest.raises(SourceError, match="cannot be read"):
        read_neighbours(tmp_path / "none.xlsx")
    with pytest.raises(SourceError, match=r"other\.csv: is not a table of explore education statistics"):
        read_table(tmp_path / "other.csv")


def test_the_real_file_has_no_problems() -> None:
    path = shared_data("lait/bds_long_0.parquet")
    dictionary = read_dictionary(shared_data("lait/lait_data_dictionary.csv"))
    measures, problems = read_measures(path, dictionary["code"].to_list())
    assert problems == []
    assert measures["code"].n_unique() > 400
    assert not measures.select("code", "number", "end").is_duplicated().any()


# ---- dictionary and neighbours


def test_the_dictionary_says_what_is_good(tmp_path: Path) -> None:
    path = tmp_path / "dictionary.csv"
    path.write_text(
        "Measure_short,Topic,Measure,Polarity,dps,Year_Type,No_Quartile\n"
        "A,T,Measure A,High,1,Financial Year,NA\n"
        "B,T,Measure B,-,NA,Annual,N\n"
        "B,T,Measure B again,Low,NA,Annual,NA\n"
    )
    assert read_dictionary(path).rows() == [
        ("A", "T", "Measure A", "high", 1, "Financial Year", False),
        ("B", "T", "Measure B", "none", None, "Annual", True),
    ]


def test_the_real_dictionary() -> None:
    dictionary = read_dictionary(shared_data("lait/lait_data_dictionary.csv"))
    polarity = dict(dictionary.select("code", "polarity").rows())
    assert dictionary.height == 434
    assert (polarity["RevCP"], polarity["ReReferral"], polarity["CPP_rate"]) == ("high", "low", "none")


def test_both_editions_of_the_neighbours() -> None:
    old = read_neighbours(shared_data("lait/sn_april_2021.xlsx"))
    new = read_neighbours(shared_data("lait/sn_may_2025.xlsx"))
    assert old[357] == (372, 807, 371, 812, 359, 342, 370, 394, 841, 390)
    assert new[357] == (372, 390, 354, 370, 384, 332, 894, 879, 394, 880)
    assert {len(numbers) for numbers in (*old.values(), *new.values())} == {10}
    assert 942 not in old  # Cumberland: "-" in 2021
    assert len(new[942]) == 10


def test_a_published_table_gives_measures_of_other_definitions() -> None:
    path = shared_data("ees/c1_children_in_need_referrals_and_rereferrals_2013_to_2025.csv")
    table, problems = read_table(path)
    rows = table.filter(pl.col("code") == "rereferral_child_percent", pl.col("end") == 2022)
    values = dict(rows.select("number", "value").rows())
    assert problems == []
    assert (values[ENGLAND], values[981]) == (20.2, 20.8)
    assert 357 in values
