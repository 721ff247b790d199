"""Names that are alike, found without comparing each with each, and differences of single figures."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tui.scorecard.diff.figures import difference
from tui.scorecard.diff.likeness import Names, likeness
from tui.scorecard.gap import to_published_precision

WORDS = ("re", "referrals", "child", "children's", "%", "rate", "of", "calls", "Contacts", "a", "b", "7")
NAME = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)


def plain(name: str, others: list[str], least: float) -> int | None:
    """The first of the names most like this one, out of a comparison with each."""
    found = [likeness(name, other) for other in others]
    best = max(found, default=0.0)
    return found.index(best) if best >= least else None


@settings(deadline=None, max_examples=500)
@given(NAME, st.lists(NAME, max_size=12), st.sampled_from([0.1, 0.4, 0.6, 1.0]))
@example("a b 7", ["a b child", "a b 7 rate", "a b calls"], 0.5)  # two as like it; the first counts
@example("", ["", "a"], 0.1)
def test_the_name_most_alike_is_that_of_a_comparison_with_each(name: str, others: list[str], least: float) -> None:
    assert Names(others).nearest(name, least) == plain(name, others, least)


def test_names_of_which_only_a_number_differs_are_soon_told() -> None:
    names = Names(f"Made-up measure {number}" for number in range(20_000))
    assert [names.nearest(f"Made-up measure {number} more", 0.6) for number in range(0, 20_000, 10)] == [
        *range(0, 20_000, 10)
    ]


@settings(max_examples=500)
@given(st.floats(-1e9, 1e9), st.floats(-1e9, 1e9), st.integers(0, 6), st.integers(0, 6))
@example(13.0, 12.6, 0, 1)
@example(0.5, 0.0, 0, 0)  # to the even number
@example(1.5, 0.0, 0, 0)
def test_a_difference_is_as_exact_as_gaps_are(before: float, after: float, one: int, other: int) -> None:
    found = difference(before, after, (one, other))
    gap = pl.select(to_published_precision(pl.lit(after - before), pl.lit(max(one, other)))).item()
    assert (found.amount, found.digits) == (gap, max(one, other))


def test_a_difference_has_no_noise_of_binary_fractions() -> None:
    assert difference(13.0, 12.6, (0, 1)).amount == pytest.approx(-0.4, abs=0.0)
