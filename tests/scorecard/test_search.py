from __future__ import annotations

import random
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.published import read, seed_text
from tui.scorecard.overview import overview
from tui.scorecard.search import find, matches, suggest
from tui.scorecard.views import IndicatorView


@cache
def indicators() -> tuple[IndicatorView, ...]:
    return overview(read(seed_text())).indicators


def refs(found: list[IndicatorView]) -> list[str]:
    return [indicator.ref for indicator in found]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("fd2f", ["FD2f"]),
        (" CIN 8 ", ["CIN8"]),
        ("screenings 72hrs", ["FD2f"]),
        ("72HRS screen", ["FD2f"]),
        ("dental", ["CF25"]),
        ("workforce asye", ["WF14"]),
        ("CIN2", ["CIN2"]),
        ("nobody knows this", []),
        ("", []),
        ("→ !", []),
    ],
)
def test_an_indicator_is_found_by_its_ref_or_by_words(query: str, expected: list[str]) -> None:
    assert refs(find(query, indicators())) == expected


def test_several_can_match() -> None:
    assert refs(find("audits", indicators())) == ["SG16", "SG17", "SG18", "SG19", "SG20"]


@given(st.integers(0, 83), st.randoms(use_true_random=False))
def test_words_of_a_name_find_it_in_any_order_and_as_beginnings(position: int, chance: random.Random) -> None:
    wanted = indicators()[position]
    words = wanted.name.split()
    chance.shuffle(words)
    assert matches(" ".join(word[: chance.randint(1, len(word))] for word in words), wanted)


def test_an_empty_filter_matches_all() -> None:
    assert all(matches("", indicator) for indicator in indicators())


@pytest.mark.parametrize(
    ("query", "first"), [("CIN8a", "CIN8"), ("FD2ff", "FD2f"), ("dentist check", "CF25"), ("SG", "SG9")]
)
def test_suggestions_are_near(query: str, first: str) -> None:
    suggested = refs(suggest(query, indicators()))
    assert first in suggested
    assert len(suggested) <= 5


def test_no_suggestion_is_better_than_a_senseless_one() -> None:
    assert suggest("zzzzqqq", indicators()) == []
