"""Derived directions: by hand, what must always hold, and the arrows of the bundled scorecard."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.figures import bundled, figure, frame, months, outturns
from tui.scorecard.direction import derive, derive_against_last_year


def moved(before: str, now: str, polarity: str = "high", **options: Any) -> dict[str, Any]:
    return derive(frame(figure(now, polarity=polarity, **options)), months(aug=before, sep=now)).row(0, named=True)


@pytest.mark.parametrize(
    ("before", "now", "direction", "change", "digits"),
    [
        ("66%", "67%", "up", 1.0, 0),
        ("90%", "90%", "same", 0.0, 0),
        ("60", "39", "down", -21.0, 0),
        ("2.6%", "2.4%", "down", -0.2, 1),
        ("63.3%", "67%", "up", 3.7, 1),
        ("66.5%", "67%", "same", 0.5, 1),
        ("67.5%", "67%", "same", -0.5, 1),
        ("67.6%", "67%", "down", -0.6, 1),
        ("66.45%", "66.5%", "same", 0.05, 2),
        ("100%", "100.0%", "same", 0.0, 1),
        ("1,107", "1,265", "up", 158.0, 0),
        ("12.6", "13.0", "up", 0.4, 1),
    ],
)
def test_the_sign_of_the_change_at_the_published_precision(
    before: str, now: str, direction: str, change: float, digits: int
) -> None:
    found = moved(before, now)
    assert (found["derived_direction"], found["change"], found["digits"]) == (direction, change, digits)


@pytest.mark.parametrize(
    ("polarity", "up", "down"),
    [("high", True, False), ("low", False, True), ("near", None, None), ("none", None, None)],
)
def test_better_by_polarity_only(polarity: str, up: bool | None, down: bool | None) -> None:
    assert moved("66%", "67%", polarity)["better"] is up
    assert moved("67%", "66%", polarity)["better"] is down
    assert moved("67%", "67%", polarity)["better"] is None
    assert moved("66.8%", "67%", polarity)["better"] is None


def test_what_cannot_be_compared_has_no_direction() -> None:
    nothing = {"derived_direction": None, "change": None, "digits": None, "better": None}
    assert moved("", "67%") == {"ref": "X1", **nothing}
    assert moved("66%", "Not Yet Available") == {"ref": "X1", **nothing}
    assert moved("66%", "67%", ref="X2") == {"ref": "X2", **nothing}


def test_a_quarter_is_compared_with_the_last_one() -> None:
    rows = frame(figure("27", basis="quarter"))
    found = derive(rows, months(jul="32", aug="", sep="27")).row(0, named=True)
    assert (found["derived_direction"], found["change"]) == ("down", -5.0)


def test_against_last_year() -> None:
    rows = frame(figure("67%"), figure("60", ref="X2", basis="ytd"), figure("24%", ref="X3", polarity="low"))
    found = derive_against_last_year(rows, outturns(X1="66.5%", X2="132", X3="28%"))
    assert found.rows() == [
        ("X1", "same", 0.5, 1, None),
        ("X2", None, None, None, None),
        ("X3", "down", -4.0, 0, True),
    ]


numbers = st.integers(0, 1000).map(str) | st.integers(0, 10000).map(lambda tenths: f"{tenths / 10:.1f}")


@settings(deadline=None)
@given(numbers, numbers)
def test_there_and_back_again(one: str, other: str) -> None:
    there, back = moved(one, other), moved(other, one)
    opposite = {"up": "down", "down": "up", "same": "same"}
    assert back["derived_direction"] == opposite[there["derived_direction"]]
    assert back["change"] == -there["change"]
    if there["derived_direction"] != "same":
        assert (there["derived_direction"] == "up") == (float(other) > float(one))
    elif ("." in one) == ("." in other):
        assert float(one) == float(other)


def test_the_arrows_of_the_bundled_scorecard() -> None:
    _, frames, figures = bundled()
    found = derive(figures, frames.observations).join(frames.published.select("ref", "direction"), on="ref")
    both = found.drop_nulls(["derived_direction", "direction"])
    assert both.height == 34
    contradicted = both.filter(pl.col("derived_direction") != pl.col("direction"))
    assert contradicted.select("ref", "direction", "derived_direction", "change").rows() == [
        ("FD2d", "up", "down", -21.0),
        ("CIN4", "down", "up", 4.0),
        ("CF23", "up", "same", 0.0),
    ]
