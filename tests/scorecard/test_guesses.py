from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.scorecard import guesses
from tui.scorecard.catalogue import BASES, COMPARATOR_KINDS, POLARITIES, UNITS

SHARES = ["84%", "91.5%", "n/a", ""]


@pytest.mark.parametrize(
    ("name", "expected", "words"),
    [
        ("Timeliness of Initial Health Assessments", "high", "timeliness"),
        ("Reviews in timescale (% YTD)", "high", "in timescale"),
        ("Assessments completed under 45 working days (%)", "high", "under 45 working days"),
        ("Visits within 28 days", "high", "within 28 days"),
        ("Plans completed", "high", "completed"),
        ("Attendance by Police", "high", "attendance"),
        ("Care leavers contacted", "high", "contacted"),
        ("Reviews not in time (%)", "low", "not in time"),
        ("Child Protection - open over 18 months", "low", "open over 18 months"),
        ("Re-referrals within 12 months (%)", "low", "re referrals"),
        ("Missing from care", "low", "missing"),
        ("Sickness (%)", "low", "sickness"),
        ("Audits judged Inadequate", "low", "inadequate"),
        ("Social worker vacancies", "low", "vacancies"),
        ("Looked after children placed outside the area", "none", None),
        ("Contacts passed to social care", "none", None),
    ],
)
def test_polarity_is_guessed_from_words(name: str, expected: str, words: str | None) -> None:
    found = guesses.polarity(name, "percent")
    assert (found.value, found.sure) == (expected, False)
    assert found.why == (f"“{words}”" if words else guesses.NO_WORDS)


def test_a_number_is_not_good_for_being_high() -> None:
    assert guesses.polarity("Assessments completed", "count").value == "none"
    assert guesses.polarity("Assessments overdue", "count").value == "low"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Audits completed (YTD)", "ytd"),
        ("Referrals, year to date", "ytd"),
        ("Contact - (12 Month Rolling Rate)", "rolling_12"),
        ("Referrals received (Rate, rolling 12 months)", "rolling_12"),
        ("Referrals into the team (Quarterly)", "quarter"),
        ("Visits in timescale at month end", "snapshot"),
        ("Number of child protection plans", "snapshot"),
        ("Cases open to the team", "snapshot"),
        ("Contacts (No. in Month)", "month"),
        ("Contacts", "month"),
    ],
)
def test_the_basis_is_guessed_from_words(name: str, expected: str) -> None:
    assert guesses.basis(name).value == expected


@pytest.mark.parametrize(
    ("name", "texts", "expected", "sure"),
    [
        ("Anything", ["84%", "91.5%", "n/a"], "percent", True),
        ("Anything", ["84%", "91.5"], "percent", False),
        ("Referrals (rate per 10,000)", ["612", "530"], "rate_per_10000", False),
        ("Percentage of visits", ["84", "91.5"], "percent", False),
        ("Vacancy rate", ["8.1%"], "percent", True),
        ("Contacts", ["84", "1,204"], "count", False),
        ("Contacts", [], "count", False),
    ],
)
def test_the_unit_is_that_of_the_figures_or_of_the_name(name: str, texts: list[str], expected: str, sure: bool) -> None:
    found = guesses.unit(name, texts)
    assert (found.value, found.sure) == (expected, sure)


@pytest.mark.parametrize(
    ("texts", "expected", "sure"),
    [
        (["84%", "91.5%", "88.0%"], "1", False),
        (["84%", "91.5%"], "1", False),
        (["84", "1,204", "Not Yet Available"], "0", True),
        (["0.12345", "0.12346"], "4", False),
        (["n/a"], "0", False),
    ],
)
def test_decimals_are_those_that_most_figures_have(texts: list[str], expected: str, sure: bool) -> None:
    found = guesses.decimals(texts)
    assert (found.value, found.sure) == (expected, sure)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("England", "national"),
        ("Nat Ave", "national"),
        ("Statistical Neighbours", "neighbours"),
        ("Stat Neigh Ave", "neighbours"),
        ("North West", "region"),
        ("Yorkshire and the Humber", "region"),
        ("London", "region"),
        ("Greater Manchester", "group"),
        ("", "group"),
    ],
)
def test_the_kind_of_a_comparator_is_guessed_from_its_name(name: str, expected: str) -> None:
    assert guesses.comparator_kind(name).value == expected


@given(st.text(max_size=40), st.lists(st.text(max_size=8), max_size=4))
def test_any_name_and_figures_give_a_guess_that_a_catalogue_can_hold(name: str, texts: list[str]) -> None:
    unit = guesses.unit(name, texts)
    assert unit.value in UNITS
    assert guesses.polarity(name, unit.value).value in POLARITIES
    assert guesses.basis(name).value in BASES
    assert guesses.comparator_kind(name).value in COMPARATOR_KINDS
    assert 0 <= int(guesses.decimals(texts).value) <= 4
    for guess in (unit, guesses.polarity(name, unit.value), guesses.basis(name)):
        assert re.fullmatch(r"[“”%+\w ]*", guess.why, re.ASCII | re.IGNORECASE) or guess.why.isprintable()
