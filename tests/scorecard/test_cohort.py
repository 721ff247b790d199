"""Gaps in children and in per cent: by hand, what must always hold, and the bundled scorecard."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.figures import benchmarks, bundled, catalogue, figure, frame, indicator
from tui.scorecard.cohort import cohorts, in_children, relative_to_comparators, relative_to_target
from tui.scorecard.gap import to_comparators, to_target

LINKED = catalogue(indicators=(indicator(denominator="N"), indicator("X2")))


def children(share: dict[str, Any], number: dict[str, Any]) -> tuple[int | None, str | None]:
    figures = frame(share, {**number, "ref": "N"})
    found = in_children(to_target(figures), cohorts(figures, LINKED)).row(0, named=True)
    return found["children"], found["children_text"]


@pytest.mark.parametrize(
    ("text", "target", "polarity", "cohort", "expected"),
    [
        ("69%", "80%", "high", "400", (44, "about 44 more")),
        ("24%", "20%", "low", "281", (11, "about 11 fewer")),
        ("94%", "83%", "high", "22", (2, "about 2 to spare")),
        ("15%", "20-24%", "near", "200", (10, "about 10 more")),
        ("29%", "20-24%", "none", "200", (10, "about 10 fewer")),
        ("84%", "85%", "high", "30", (0, "less than one more")),
        ("85%", "85%", "high", "300", (0, None)),
        ("84%", "85%", "high", "0", (None, None)),
        ("84%", "", "high", "300", (None, None)),
        ("", "85%", "high", "300", (None, None)),
    ],
)
def test_how_many_would_close_the_gap(
    text: str, target: str, polarity: str, cohort: str, expected: tuple[int | None, str | None]
) -> None:
    assert children(figure(text, target, polarity, unit="percent"), figure(cohort)) == expected


@pytest.mark.parametrize("basis", ["month", "ytd", "snapshot", "quarter", "rolling_12"])
@pytest.mark.parametrize("counted", ["month", "ytd", "snapshot", "quarter", "rolling_12"])
def test_a_share_needs_a_count_on_its_own_basis(basis: str, counted: str) -> None:
    found, _ = children(figure("69%", "80%", basis=basis), figure("400", basis=counted))
    assert found == (44 if basis == counted else None)


def test_only_percentages_of_a_linked_count_have_a_cohort() -> None:
    figures = frame(figure("69%"), figure("69%", ref="X2"), figure("400", ref="N"))
    assert cohorts(figures, LINKED).rows() == [("X1", "N", 400.0, 0.25, False, None)]
    assert cohorts(frame(figure("69%"), figure("40%", ref="N")), LINKED).is_empty()
    assert cohorts(frame(figure("69"), figure("400", ref="N")), LINKED).is_empty()
    assert cohorts(frame(figure("69%")), LINKED).is_empty()


@pytest.mark.parametrize(
    ("cohort", "words"),
    [("22", "one of 22 is 4.5 pp"), ("100", "one of 100 is 1 pp"), ("1", "one of 1 is 100 pp"), ("101", None)],
)
def test_what_one_child_is_worth_where_the_cohort_is_small(cohort: str, words: str | None) -> None:
    found = cohorts(frame(figure("69%"), figure(cohort, ref="N")), LINKED)
    assert found["one_text"][0] == words


def test_gaps_to_comparators_are_put_in_children_too() -> None:
    figures = frame(figure("69%"), figure("400", ref="N"))
    gaps = to_comparators(figures, benchmarks(X1="74%"))
    found = in_children(gaps, cohorts(figures, LINKED))
    assert found.select("comparator", "children", "children_text").rows() == [("england", 20, "about 20 more")]


@settings(deadline=None)
@given(st.integers(0, 100), st.integers(0, 100), st.integers(1, 5000))
def test_the_number_of_children_is_the_gap_of_the_cohort(share: int, target: int, cohort: int) -> None:
    found, _ = children(figure(f"{share}%", f"{target}%"), figure(str(cohort)))
    assert found is not None
    assert abs(found - abs(share - target) * cohort / 100) <= 0.5 + 1e-9
    assert 0 <= found <= cohort


@pytest.mark.parametrize(
    ("text", "target", "unit", "expected"),
    [
        ("541", "612", "rate_per_10000", -11.6),
        ("90", "fewer than 85", "count", 5.9),
        ("18", "20-24", "count", -10.0),
        ("27", "20-24", "count", 12.5),
        ("22", "20-24", "count", 0.0),
        ("69%", "80%", "percent", None),
        ("5", "0", "count", None),
        ("5", "", "count", None),
        ("", "5", "count", None),
    ],
)
def test_the_gap_to_the_target_in_per_cent(text: str, target: str, unit: str, expected: float | None) -> None:
    assert relative_to_target(frame(figure(text, target, unit=unit)))["relative"].to_list() == [expected]


def test_the_gap_to_a_comparator_in_per_cent() -> None:
    figures = frame(figure("541", unit="rate_per_10000"), figure("69%", ref="X2"))
    found = relative_to_comparators(figures, benchmarks(X1="538", X2="74%"))
    assert found.rows() == [("X1", "england", 0.6), ("X2", "england", None)]


def test_the_cohorts_of_the_bundled_scorecard() -> None:
    scorecard, _, figures = bundled()
    known = cohorts(figures, scorecard.catalogue)
    small = known.filter(pl.col("small")).select("ref", "one_text").rows()
    assert ("SG6", "one of 22 is 4.5 pp") in small
    assert [ref for ref, _ in small] == ["CIN26", "SG6", "SG8", "SG9", "SG10"]
    words = in_children(to_target(figures), known).drop_nulls("children_text").select("ref", "children_text")
    assert words.rows() == [("CIN8", "about 3 more"), ("CIN20", "about 3 more"), ("SG14", "about 2 to spare")]
