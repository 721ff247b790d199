from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.scorecard.audit.building import Row, found
from tui.scorecard.audit import Finding


def rated(now: str, target: str, rating: str, polarity: str = "high", unit: str = "percent", ref: str = "A1") -> Row:
    return Row(ref, (now,), unit=unit, polarity=polarity, target=target, rating=rating)


def against_target(row: Row) -> list[Finding]:
    return found(row, kind="rating_target")


@pytest.mark.parametrize(
    ("now", "target", "rating", "polarity", "severity"),
    [
        ("90%", "96%", "G", "high", "info"),  # 6% off: a tolerance in use elsewhere allows it
        ("82%", "95%", "G", "high", "warning"),  # 14% off: none does
        ("24%", "20%", "G", "low", "warning"),
        ("31%", "20-24%", "G", "low", "warning"),
        ("25%", "20-24%", "G", "near", "info"),
        ("15%", "20-24%", "G", "near", "warning"),
        ("97%", "95%", "A", "high", "warning"),
        ("97%", "95%", "R", "high", "error"),
        ("22%", "20-24%", "R", "near", "error"),
        ("10%", "20-24%", "R", "low", "error"),
        ("84%", "84.3%", "G", "high", "info"),  # 84.4%, perhaps
        ("85%", "85%", "A", "high", "info"),  # 84.6%, perhaps
        ("70", "fewer than 85", "R", "none", "error"),  # the words say what is good
        ("90", "fewer than 85", "G", "none", "info"),
    ],
)
def test_a_rating_that_its_target_contradicts(now: str, target: str, rating: str, polarity: str, severity: str) -> None:
    (one,) = against_target(rated(now, target, rating, polarity))
    assert one.severity == severity


@pytest.mark.parametrize(
    ("now", "target", "rating", "polarity"),
    [
        ("96%", "96%", "G", "high"),
        ("97%", "96%", "G", "high"),
        ("95%", "96%", "A", "high"),
        ("24%", "20-24%", "G", "low"),
        ("10%", "20-24%", "G", "low"),
        ("30%", "20-24%", "R", "near"),
        ("90%", "96%", "G", "none"),  # nobody says which way is good
        ("90%", "96%", "G", "near"),  # how near is near enough is not said
        ("85", "fewer than 85", "G", "low"),  # whether 85 itself will do is a matter of words
        ("85", "fewer than 85", "R", "low"),
        ("90%", "above the neighbours' average", "G", "high"),
        ("90%", "96%", "", "high"),
        ("90%", "", "G", "high"),
        ("", "96%", "G", "high"),
    ],
)
def test_a_rating_that_its_target_allows(now: str, target: str, rating: str, polarity: str) -> None:
    assert against_target(rated(now, target, rating, polarity)) == []


@pytest.mark.parametrize(
    ("row", "text"),
    [
        (rated("90%", "96%", "G"), "Rated Green, but 90% is 6 points short of the target of 96%."),
        (rated("95%", "96%", "G"), "Rated Green, but 95% is 1 point short of the target of 96%."),
        (rated("700", "612", "G", "low", "rate_per_10000"), "Rated Green, but 700 is 88 over the target of 612."),
        (rated("15%", "20-24%", "G", "near"), "Rated Green, but 15% is 5 points outside the target of 20-24%."),
        (rated("97%", "95%", "R"), "Rated Red, but 97% meets the target of 95%."),
        (
            rated("84%", "84.3%", "G"),
            "Rated Green, but 84% is 0.3 points short of the target of 84.3%; rounding could explain it.",
        ),
    ],
)
def test_the_sentence_against_a_target(row: Row, text: str) -> None:
    (one,) = against_target(row)
    assert one.text == text
    assert one.places == ("x.txt:1:100", "x.txt:1:3", "x.txt:1:99")


# ---- Pairs ----


def pairs(*rows: Row) -> list[Finding]:
    return found(*rows, kind="rating_pair")


def test_worse_rated_though_nearer_to_its_target() -> None:
    (one,) = pairs(rated("51%", "52%", "A", ref="A1"), rated("90%", "96%", "G", ref="A2"))
    assert (one.ref, one.severity) == ("A1", "warning")
    assert one.text == (
        "Rated Amber where 51% is 1 point short of the target of 52% (1.9% of it), but A2 is Green where 90% is"
        " 6 points short of the target of 96% (6.2% of it)."
    )
    assert one.computed == "off target: A1 by 1 point or 1.9% of its target, A2 by 6 points or 6.2% of its target"
    assert one.places == ("x.txt:1:100", "x.txt:1:3", "x.txt:1:99", "x.txt:2:100", "x.txt:2:3", "x.txt:2:99")


def test_one_tolerance_in_percent_of_the_target_explains_the_ratings() -> None:
    # 5 points of 40 are 12.5%, 7 points of 90 are 7.8%: Amber up to 10%.
    assert pairs(rated("35%", "40%", "R", ref="A1"), rated("83%", "90%", "A", ref="A2")) == []


def test_one_tolerance_in_points_explains_the_ratings() -> None:
    # 4 points of 40 are 10%, 5 points of 90 are 5.6%: Amber up to 4 points, Red beyond.
    assert pairs(rated("36%", "40%", "A", ref="A1"), rated("85%", "90%", "R", ref="A2")) == []


def test_points_explain_nothing_between_figures_that_are_not_percentages() -> None:
    (one,) = pairs(
        rated("102", "100", "R", "low", "rate_per_10000", "A1"), rated("660", "600", "G", "low", "rate_per_10000", "A2")
    )
    assert one.ref == "A1"


def test_each_worse_rated_indicator_has_only_its_most_striking_partner() -> None:
    found_pairs = pairs(
        rated("51%", "52%", "A", ref="A1"),
        rated("90%", "96%", "G", ref="A2"),
        rated("70%", "96%", "G", ref="A3"),
        rated("80%", "96%", "A", ref="A4"),
    )
    assert [(one.ref, one.published) for one in found_pairs] == [
        ("A1", "A1 Amber, A3 Green"),
        ("A4", "A4 Amber, A3 Green"),
    ]


def test_what_rounding_could_explain_is_only_worth_knowing() -> None:
    (one,) = pairs(rated("51%", "52%", "A", ref="A1"), rated("51%", "52%", "G", ref="A2"))
    assert one.severity == "info"
    assert one.text.endswith("; rounding could explain it.")


@pytest.mark.parametrize(
    "other",
    [
        rated("97%", "96%", "G", ref="A2"),  # on target
        rated("70%", "60-96%", "G", ref="A2"),  # a range is no distance
        rated("90%", "96%", "A", ref="A2"),  # rated alike
        rated("90%", "96%", "R", ref="A2"),  # rated worse, and further away
        rated("90%", "96%", "G", "none", ref="A2"),
    ],
)
def test_nothing_to_compare_with(other: Row) -> None:
    assert pairs(rated("51%", "52%", "A", ref="A1"), other) == []


@settings(deadline=None, max_examples=50)
@given(
    st.lists(st.tuples(st.integers(20, 100), st.integers(20, 100)), min_size=2, max_size=12),
    st.integers(1, 9),
    st.integers(10, 20),
    st.booleans(),
)
def test_ratings_by_one_tolerance_are_never_at_odds(
    figures: list[tuple[int, int]], green: int, amber: int, in_points: bool
) -> None:
    rows = []
    for number, (value, target) in enumerate(figures):
        off = (target - value) * (1 if in_points else 100 / target)
        rating = "G" if off <= green else "A" if off <= amber else "R"
        rows.append(rated(f"{value}%", f"{target}%", rating, ref=f"A{number}"))
    assert pairs(*rows) == []
