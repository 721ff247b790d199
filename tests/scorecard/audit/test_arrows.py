from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.scorecard.audit.building import Row, found


def kinds(row: Row) -> list[str]:
    return [one.kind for one in found(row) if one.kind.startswith("arrow")]


@pytest.mark.parametrize(
    ("before", "now", "direction", "kind"),
    [
        ("20%", "24%", "down", "arrow"),
        ("20%", "24%", "↔", "arrow"),
        ("60%", "39%", "up", "arrow"),
        ("90%", "90%", "up", "arrow_rounding"),  # 89.8% to 90.2%
        ("90%", "90%", "down", "arrow_rounding"),
        ("90%", "91%", "↔", "arrow_rounding"),  # 90.5% both
        ("90%", "92%", "↔", "arrow"),
        ("90%", "91%", "down", "arrow"),
        ("67.3%", "67%", "up", "arrow_rounding"),  # 67.3% to 67.4%
        ("67.6%", "67%", "up", "arrow"),
        ("81.0%", "84%", "down", "arrow"),
    ],
)
def test_an_arrow_that_the_figures_contradict(before: str, now: str, direction: str, kind: str) -> None:
    assert kinds(Row("A1", (before, now), decimals=1, direction=direction)) == [kind]


@pytest.mark.parametrize(
    ("before", "now", "direction"),
    [
        ("20%", "24%", "up"),
        ("24%", "20%", "down"),
        ("90%", "90%", "↔"),
        ("67.3%", "67%", "down"),
        ("67.3%", "67%", "↔"),  # equal at the coarser of the two
        ("20%", "24%", ""),
        ("", "24%", "down"),
        ("20%", "", "up"),
        ("Not Yet Available", "24%", "down"),
        ("1,107", "1,265", "1"),  # an up arrow misread
    ],
)
def test_an_arrow_that_agrees_or_cannot_be_judged(before: str, now: str, direction: str) -> None:
    assert kinds(Row("A1", (before, now), decimals=1, direction=direction)) == []


def test_a_count_is_exact() -> None:
    assert kinds(Row("A1", ("60", "60"), unit="count", direction="up")) == ["arrow"]
    assert kinds(Row("A1", ("60", "61"), unit="count", direction="↔")) == ["arrow"]


def test_a_number_whose_unit_nobody_knows_may_be_rounded() -> None:
    assert kinds(Row("A1", ("60", "60"), direction="up", known=False)) == ["arrow_rounding"]


def test_a_quarterly_figure_is_compared_with_the_last_one_or_with_the_quarter_before() -> None:
    quarters = ("30", "", "", "27")
    assert kinds(Row("A1", quarters, unit="count", basis="quarter", direction="down")) == []
    assert kinds(Row("A1", quarters, unit="count", basis="quarter", direction="up")) == ["arrow"]
    assert kinds(Row("A1", quarters, unit="count", direction="up")) == []  # a monthly one has no month before
    carried_on = ("30", "30", "27", "27")
    assert kinds(Row("A1", carried_on, unit="count", basis="quarter", direction="down")) == []


def test_the_sentence_and_its_places() -> None:
    (one,) = found(Row("A1", ("20%", "24%"), direction="down"))
    assert one.text == "The arrow points down, but name of A1 rose from 20% in August to 24% in September 2023."
    assert (one.published, one.computed, one.severity) == ("down", "up: 20% to 24%", "error")
    assert one.places == ("x.txt:1:101", "x.txt:1:4", "x.txt:1:3")


@settings(deadline=None, max_examples=50)
@given(st.integers(0, 1000), st.integers(0, 1000), st.sampled_from(["up", "down", "same"]), st.sampled_from([0, 1]))
def test_arrows_that_are_the_sign_of_the_change_are_never_found(
    before: int, now: int, direction: str, decimals: int
) -> None:
    texts = [f"{value / 10:.{decimals}f}%" for value in (before, now)]
    figures = [float(text.rstrip("%")) for text in texts]
    sign = "up" if figures[1] > figures[0] else "down" if figures[1] < figures[0] else "same"
    assert bool(kinds(Row("A1", texts, decimals=1, direction=direction))) == (sign != direction)
