"""DfE's own vintages: every restated, missing, renamed and dropped figure, found again with plain string comparison."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest

from tests.support.published import catalogue
from tests.support.shared import shared_data
from tui.scorecard.diff.compare import compare, since_last
from tui.scorecard.diff.record import Change, Diff
from tui.sources.ees import EES
from tui.sources.format import Ask
from tui.sources.together import together

VINTAGES = ("c1_vintage2023", "c1_vintage2024", "c1_children_in_need_referrals_and_rereferrals_2013_to_2025")
REFS = {  # the columns of the first two vintages
    "Referrals": "refer",
    "Referrals_rate": "refer-rate",
    "Re_referrals": "reref",
    "Re_referrals_percent": "reref-pc",
    "No_Further_Action": "nfa",
    "No_Further_Action_percent": "nfa-pc",
    "Not_in_Need": "nin",
    "Not_in_Need_percent": "nin-pc",
    "Referrals_child": "refer-child",
    "Referrals_child_rate": "refer-child-rate",
    "Re_referrals_child": "reref-child",
    "Re_referrals_child_percent": "reref-child-pc",
}
LATER = {  # and those of the third, by the ref that they must have
    "refer": "referral_count",
    "reref": "rereferral_count",
    "reref-pc": "rereferral_percent",
    "nfa": "no_further_action_count",
    "nfa-pc": "no_further_action_percent",
    "nin": "not_in_need_count",
    "nin-pc": "not_in_need_percent",
    "refer-child": "referral_child_count",
    "reref-child": "rereferral_child_count",
    "reref-child-pc": "rereferral_child_percent",
}
REASONS = {"c": "suppressed", "x": "unavailable", "u": "unavailable"}

Row = dict[str, str]
Fact = tuple[str, str, str, str, str, float | None]
"""Ref, comparator or nothing, year, before, after, difference."""


def path_of(vintage: str) -> Path:
    return shared_data(f"ees/{vintage}.csv")


@cache
def rows(vintage: str) -> tuple[Row, ...]:
    with path_of(vintage).open(encoding="utf-8-sig", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def difference(old: str, new: str, wanted: str) -> Diff:
    first, second = (EES.read(path_of(vintage), Ask(catalogue(), wanted)) for vintage in (old, new))
    return compare(first, second)


def of_place(vintage: str, number: str, region: str, comparator: str) -> dict[str, Row]:
    """The rows of the authority, or of a comparator, by year."""
    chosen = {
        "": lambda row: row["old_la_code"] == number,
        "england": lambda row: row["geographic_level"] == "National",
        "region": lambda row: row["geographic_level"] == "Regional" and row["region_name"] == region,
    }
    return {row["time_period"]: row for row in rows(vintage) if chosen[comparator](row)}


def in_words(cell: str) -> str:
    return REASONS.get(cell, cell)


def restated(number: str, region: str, key: str) -> set[Fact]:
    """Every cell that the second vintage has otherwise than the first, as text; a value in both has a difference."""
    found: set[Fact] = set()
    for which, shown in (("", ""), ("england", "england"), ("region", key)):
        before, after = (of_place(vintage, number, region, which) for vintage in VINTAGES[:2])
        for year in before.keys() & after.keys():
            for column, ref in REFS.items():
                old, new = before[year][column], after[year][column]
                if old != new:
                    both = old not in REASONS and new not in REASONS
                    by = round(float(new) - float(old), 1) if both else None
                    found.add((ref, shown, year, in_words(old), in_words(new), by))
    return found


def fact(change: Change) -> Fact:
    year = change.year or (str(change.period.year) if change.period else "")
    by = change.difference.amount if change.difference else None
    return change.ref, change.comparator or "", year, change.before or "", change.after or "", by


PLACES = [
    ("357", "North West", "nw"),
    ("201", "Inner London", "inner_london"),
    ("884", "West Midlands", "west_midlands"),
]


@pytest.mark.parametrize(("number", "region", "key"), PLACES)
def test_the_restated_figures_are_all_those_that_differ_and_no_others(number: str, region: str, key: str) -> None:
    diff = difference(*VINTAGES[:2], number)
    found = [fact(change) for change in diff.real if change.sense == "restated"]
    expected = restated(number, region, key)
    assert len(found) == len(set(found))
    assert set(found) == expected
    assert len(expected) > 40


@pytest.mark.parametrize(("number", "region", "key"), PLACES)
def test_only_benchmarks_of_the_newer_year_move_on(number: str, region: str, key: str) -> None:
    moved = [change for change in difference(*VINTAGES[:2], number).real if change.sense != "restated"]
    assert {(change.kind, change.year) for change in moved} == {("benchmark", "2024")}
    expected = {
        (ref, shown, before["2023"][column], after["2024"][column])
        for which, shown in (("england", "england"), ("region", key))
        for before, after in [tuple(of_place(vintage, number, region, which) for vintage in VINTAGES[:2])]
        for column, ref in REFS.items()
    }
    assert {(one.ref, one.comparator, one.before, one.after) for one in moved} == expected


def test_for_most_authorities_the_vintages_restate_the_rates_and_no_count() -> None:
    """Of England's rates of referral that of 2021 is restated most: 494.3 became 507.1."""
    diff = difference(*VINTAGES[:2], "357")
    sentences = {change.text for change in diff.real}
    assert "refer-rate March 2021 restated from 526.5 to 524.9 (-1.6 per 10,000)" in sentences
    assert "refer-rate England 2021 restated from 494.3 to 507.1 (+12.8 per 10,000)" in sentences
    assert "refer-child-rate England 2023 restated from 482 to 477 (-5.0 per 10,000)" in sentences
    assert {change.ref for change in diff.real if change.sense == "restated"} == {"refer-rate", "refer-child-rate"}
    assert {change.severity for change in diff.changes} == {"change"}
    (place,) = (change.places for change in diff.real if change.text.startswith("refer-rate March 2021"))
    assert place == ("c1_vintage2023.csv:372:13", "c1_vintage2024.csv:537:13")


def test_a_figure_that_became_suppressed_or_lost_its_reason_is_said() -> None:
    london = {change.text for change in difference(*VINTAGES[:2], "201").real if "rate" not in change.ref}
    assert "reref March 2022 is now suppressed, was 5" in london
    hereford = {change.text for change in difference(*VINTAGES[:2], "884").real if "rate" not in change.ref}
    assert "reref-pc March 2023 is now not available, was suppressed" in hereford


def test_renamed_columns_are_matched_and_said_and_what_has_no_match_is_dropped() -> None:
    diff = difference(*VINTAGES[1:], "357")
    listed = {(change.kind, change.ref, change.after) for change in diff.changes if change.sense == "listed"}
    by_name = {ref: name.replace("_", " ") for ref, name in LATER.items()}
    only_capitals = {"nfa-pc", "nin-pc"}
    assert listed == {
        *(("renamed", ref, name) for ref, name in by_name.items() if ref not in only_capitals),
        *(("precision", ref, by_name[ref]) for ref in only_capitals),
        ("dropped", "refer-rate", None),
        ("dropped", "refer-child-rate", None),
    }
    assert [change for change in diff.changes if change.sense == "restated"] == []


def test_the_figures_of_renamed_columns_are_those_of_the_ones_before() -> None:
    first, second = ({row["time_period"]: row for row in rows(v) if row["old_la_code"] == "357"} for v in VINTAGES[1:])
    columns = {ref: column for column, ref in REFS.items()}
    assert all(first[year][columns[ref]] == second[year][name] for year in first for ref, name in LATER.items())


def test_vintages_of_one_folder_are_one_history_and_the_newest_is_compared_with_the_one_before() -> None:
    scorecards = [EES.read(path_of(vintage), Ask(catalogue(), "357")) for vintage in VINTAGES]
    stitched = since_last(together(scorecards))
    assert stitched is not None
    assert (stitched.old.period.year, stitched.new.period.year) == (2024, 2025)
    pairs = {(change.kind, change.ref) for change in difference(*VINTAGES[1:], "357").changes}
    assert {(change.kind, change.ref) for change in stitched.changes} == pairs
