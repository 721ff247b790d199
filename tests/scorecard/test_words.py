from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.scorecard.words import alike, normal


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Children's Homes (%)", "CHILDREN’S  homes %"),
        ("Safeguarding & Quality Assurance", "safeguarding and quality-assurance"),
        ("Child-Protection", "Child Protection"),
        ("Stat. Neigh", "stat neigh"),
    ],
)
def test_spellings_of_one_name_are_equal(one: str, other: str) -> None:
    assert normal(one) == normal(other)


@pytest.mark.parametrize(("one", "other"), [("Living No", "Living %"), ("Plans 12", "Plans 12+"), ("rate", "rates")])
def test_different_names_are_not(one: str, other: str) -> None:
    assert normal(one) != normal(other)


@given(st.text(max_size=40))
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normal(normal(text)) == normal(text)


@given(st.text(max_size=30), st.text(max_size=30))
def test_likeness_is_a_share_and_the_same_both_ways(one: str, other: str) -> None:
    assert alike(one, other) == alike(other, one)
    assert 0.0 <= alike(one, other) <= 1.0
    assert alike(one, one) == (1.0 if normal(one) else 0.0)


def test_likeness_is_the_share_of_words_that_both_have() -> None:
    assert alike("Audits completed (YTD)", "Audits inadequate (YTD)") == 0.5
