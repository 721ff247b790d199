"""The published scorecard of September 2023 against DfE's real files."""

from __future__ import annotations

import csv
from functools import partial

import polars as pl
import pytest

from tests.support.shared import shared_data
from tui.scorecard.benchmark_study import Study, study
from tui.scorecard.overview import as_of
from tui.sources.lait import read_dictionary, read_measures, read_neighbours, read_table
from tui.sources.opening import open_scorecard
from tui.sources.request import Request

AGREEING = {
    "CIN5": "Referrals_AssessedNotNeed",
    "CIN8": "Continue_Assess_Comp",
    "CF20": "LAC_Other_Place_Inc_Unreg",
    "CF23": "LACHealth%",
    "CF25": "LACDental%",
    "SG5": "CP_conf_15days",
    "SG11": "RevCP",
    "SG14": "CPPlans2yrsActive",
}


@pytest.fixture(scope="module", name="real")
def _real() -> Study:
    return _study("sn_april_2021.xlsx", 2022)


def _study(neighbours: str, year: int | None, table: str | None = None) -> Study:
    card = open_scorecard(Request())
    return study(
        as_of(card.frames, card.period),
        card.catalogue,
        partial(read_measures, shared_data("lait/bds_long_0.parquet")),
        read_dictionary(shared_data("lait/lait_data_dictionary.csv")),
        read_neighbours(shared_data(f"lait/{neighbours}")),
        year,
        read_table(shared_data(table))[0] if table else None,
    )


def test_thirty_of_thirty_two_agree(real: Study) -> None:
    rows = [row for row in real.compared.to_dicts() if row["ref"] in AGREEING]
    assert {row["ref"]: row["code"] for row in rows} == AGREEING
    assert len(rows) == 32
    assert [(row["ref"], row["comparator"]) for row in rows if not row["agrees"]] == [("CF20", "sn"), ("SG5", "sn")]


def test_the_north_west_heading_is_a_year_out(real: Study) -> None:
    for headings in (real.headings, _study("sn_april_2021.xlsx", None).headings):
        assert headings.select("comparator", "year", "best_year").rows() == [("nw", "2020/21", 2022)]
    cin8 = next(row for row in real.compared.to_dicts() if (row["ref"], row["comparator"]) == ("CIN8", "nw"))
    assert (cin8["year"], cin8["computed"], cin8["best_year"]) == ("2020/21", 81.2, 2022)


def test_re_referrals_are_the_child_based_ones() -> None:
    table = "ees/c1_children_in_need_referrals_and_rereferrals_2013_to_2025.csv"
    found = {row["ref"]: row for row in _study("sn_april_2021.xlsx", 2022, table).definitions.to_dicts()}
    assert (found["CIN4"]["code"], found["CIN4"]["end"]) == ("rereferral_child_percent", 2022)
    assert (found["CIN4"]["own_agreeing"], found["CIN4"]["agreeing"], found["CIN4"]["of"]) == (1, 3, 4)
    assert [ref for ref, row in found.items() if row["code"]] == ["CIN4"]


def test_the_interactive_tool_alone_does_not_explain_re_referrals(real: Study) -> None:
    assert real.definitions.filter(pl.col("ref") == "CIN4")["code"].to_list() == [None]


def test_the_model_of_2025_changes_conclusions(real: Study) -> None:
    assert not any(real.models["changes"].to_list())
    changes = dict(_study("sn_may_2025.xlsx", 2022).models.select("ref", "changes").rows())
    better = {ref for ref, names in changes.items() if "better" in names}
    assert better == {"CIN4", "CF23", "SG14"}
    assert changes["CIN2"] == []


def test_ranks_are_those_of_plain_python(real: Study) -> None:
    """Straight from the file's texts, without any of the code under test."""
    table = pl.read_parquet(shared_data("lait/bds_long_0.parquet"))
    text = table.select("Short Desc", "Years", "LA Number", "Values").write_csv()
    values: dict[str, dict[int, float]] = {}
    for code, year, number, value in csv.reader(text.splitlines()[1:]):
        if year == "2022" and value != "-" and float(number) < 970:
            values.setdefault(code, {})[int(float(number))] = round(float(value), 6)
    low = {"CIN2", "CIN4", "CIN5", "SG14"}
    unranked = {"CIN14", "CIN19", "CF20"}
    for row in real.compared.filter(pl.col("comparator") == "england").to_dicts():
        figures = values[row["code"]]
        sign = 1 if row["ref"] in low else -1
        ordered = sorted(sign * value for value in figures.values())
        expected = ordered.index(sign * figures[357]) + 1
        wanted = (None, None) if row["ref"] in unranked else (expected, len(figures))
        assert (row["rank"], row["of"]) == wanted, row["ref"]
