from __future__ import annotations

import pytest

from tests.support.published import catalogue
from tui.scorecard.catalogue import unlisted_comparator


def test_a_name_finds_its_ref_however_it_is_spelt() -> None:
    assert catalogue().ref_named("mash screenings completed WITHIN 72hrs") == "FD2f"
    assert catalogue().ref_named("Information Requests Received") == "FD2d", "an alias"
    assert catalogue().ref_named("Something nobody knows") is None
    assert catalogue().ref_named("") is None


def test_every_indicator_is_found_by_its_name_and_aliases() -> None:
    for ref, entry in catalogue().indicators.items():
        for name in (entry.name, *entry.aliases):
            assert catalogue().ref_named(name) == ref, name
            assert catalogue().entry_for(ref, name) == entry


@pytest.mark.parametrize(
    ("ref", "name", "known"),
    [
        ("FD2f", "", True),
        ("FD2f", "MASH screenings within 72 hrs", True),
        ("FD2f", "Bicycles lent to foster carers", False),
        ("FD2f", "MASH Screenings Completed", False),
        ("FD2c", "MASH Contact Ending Prior to Screening (No)", False),
        ("SG5", "Children with Initial Child Protection Conferences held under 15 Working Days (% IN MONTH)", False),
        ("CIN999", "Anything", False),
    ],
)
def test_an_entry_applies_only_to_the_indicator_it_describes(ref: str, name: str, known: bool) -> None:
    assert (catalogue().entry_for(ref, name) is not None) == known


@pytest.mark.parametrize(
    ("ref", "area"), [("CF15", "cared_for_children"), ("CIN8", "child_in_need"), ("SG1", "safeguarding"), ("ZZ1", None)]
)
def test_the_area_of_a_ref_is_that_of_its_longest_prefix(ref: str, area: str | None) -> None:
    found = catalogue().area_of_ref(ref)
    assert (found.key if found else None) == area


@pytest.mark.parametrize("name", ["CHILD IN NEED", "Children in Need", "child-in-need"])
def test_areas_are_found_by_name_and_alias(name: str) -> None:
    found = catalogue().area_named(name)
    assert found is not None
    assert found.key == "child_in_need"


@pytest.mark.parametrize(
    ("name", "key"),
    [("gm", "gm"), ("North-West", "nw"), ("Stat Neigh", "sn"), ("NATIONAL", "england"), ("London", None)],
)
def test_comparators_are_found_by_key_name_and_alias(name: str, key: str | None) -> None:
    found = catalogue().comparator_named(name)
    assert (found.key if found else None) == key


@pytest.mark.parametrize(
    ("words", "key", "name", "short_name"),
    [("london", "london", "London", "Londo"), ("outer_london", "outer_london", "Outer London", "OL")],
)
def test_an_unlisted_comparator_keeps_its_own_name(words: str, key: str, name: str, short_name: str) -> None:
    comparator = unlisted_comparator(words)
    assert (comparator.key, comparator.name, comparator.short_name) == (key, name, short_name)
    assert unlisted_comparator(comparator.key) == comparator
