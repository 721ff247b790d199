"""What looks wrong although every cell was read."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from tests.support.histories import frames_of, month, observed, said, scorecard_of
from tests.support.published import read, seed_text, table
from tui import bundled
from tui.scorecard.model import Scorecard
from tui.scorecard.oddities import checked, oddities
from tui.scorecard.places import place_order
from tui.scorecard.problems import Problem
from tui.sources.opening import open_scorecard
from tui.sources.request import Request

MADE_UP = bundled.sample_path().parent / "made-up" / "exampleshire.csv"


def found(scorecard: Scorecard) -> list[tuple[str, str | None, str, str | None]]:
    odd = [one for one in oddities(scorecard) if one.code != "no_current_figures"]  # made-up histories end anywhere
    return [(one.place, one.ref, one.severity, one.code) for one in odd]


def test_nothing_is_odd_about_the_bundled_scorecards() -> None:
    assert found(read(seed_text())) == []
    assert found(open_scorecard(Request((MADE_UP,)))) == []


def test_all_problems_stand_in_the_order_of_their_places() -> None:
    scorecard = read(seed_text())
    backwards = msgspec.structs.replace(scorecard, problems=scorecard.problems[::-1])
    orders = [place_order(problem.place) for problem in checked(backwards)]
    assert orders == sorted(orders)
    assert set(checked(backwards)) == set(scorecard.problems)


def test_a_scorecard_without_figures_of_its_own_month_is_told() -> None:
    heading = ("Ref", "Indicator", "Jun-23", "Jul-23", "Target", "RAG")
    text = table(heading, ["FD1", "Contacts", "5", "6", "7", "R"])
    (one,) = [one for one in oddities(read(text)) if one.code == "no_current_figures"]
    assert one.message.startswith(
        "no figure is of September 2023, the scorecard's own month: the newest are of July 2023"
    )
    assert (one.severity, one.place.rpartition(":")[2]) == ("warning", "4")


# ---- Twice


def test_a_period_that_is_said_twice_and_differently_is_listed_with_both_places() -> None:
    scorecard = scorecard_of(frames_of([observed(1, 0, 5.0), observed(1, 0, 6.0), observed(1, 1, 7.0)]), month(1))
    (one,) = oddities(scorecard)
    assert one == Problem(
        "warning", "a.txt:1:1", "FD1 of 2023-01: “5” here, “6” at a.txt:2:1, which counts", "FD1", "twice"
    )
    known = msgspec.structs.replace(scorecard, problems=(one,))
    assert checked(known) == (one,)


def test_what_a_later_publication_restates_is_not_odd() -> None:
    assert found(scorecard_of(frames_of([observed(0, 0, 5.0), observed(1, 0, 6.0)]), month(1))) == []


def test_what_is_said_twice_of_a_rating_and_of_nothing_is_in_words() -> None:
    def published(place: str, rating: str | None) -> tuple[str, dict[str, object]]:
        return said("published", 0, period=month(0), rating=rating, place=place)

    scorecard = scorecard_of(frames_of([published("a.txt:1:9", "R"), published("a.txt:2:9", None)]), month(0))
    (one,) = oddities(scorecard)
    assert one.message == "FD1, rating of 2023-01: “R” here, nothing at a.txt:2:9, which counts"


# ---- Fractions


@pytest.mark.parametrize(
    ("figures", "places"),
    [
        (["84.0%", "79%", "0.84", "81%"], ["a.txt:3:5"]),
        (["84", "0.79", "0.84", "81", "82"], ["a.txt:3:4", "a.txt:3:5"]),
        (["84.0%", "79%", "0.84%", "81%"], []),
        (["0.84", "0.79", "0.9", "0.81"], []),
        (["1.5", "0.8", "1.2", "0.9"], []),
        (["84", "0", "80", "81"], []),
    ],
)
def test_fractions_among_points_are_listed(figures: list[str], places: list[str]) -> None:
    months = ["Apr-23", "May-23", "Jun-23", "Jul-23", "Aug-23"][: len(figures)]
    text = table(["Ref", "Indicator", *months], ["FD2f", "", *figures])
    one = [each for each in found(read(text)) if each[3] == "mixed_scale"]
    assert one == [(place, "FD2f", "warning", "mixed_scale") for place in places]


def test_a_count_may_be_small() -> None:
    text = table(("Ref", "Indicator", "Jun-23", "Jul-23", "Aug-23"), ["FD1", "", "84", "0.5", "90"])
    assert found(read(text)) == []


# ---- Order


def test_months_out_of_order_are_listed_once_a_table() -> None:
    text = table(
        ("Ref", "Indicator", "Jun-23", "Apr-23", "May-23", "Current"),
        ["FD1", "", "1", "2", "3", "4"],
        ["FD2a", "", "5", "6", "7", "8"],
    )
    (one,) = oddities(read(text))
    assert (one.place, one.severity, one.code) == ("a.txt:3:3", "info", "month_order")
    assert one.message == "months stand out of order (Jun-23, Apr-23, May-23); each is read as its heading says"


@pytest.mark.parametrize(
    "columns", [("Apr-23", "May-23", "Jun-23", "Current"), ("Current", "Jun-23", "May-23", "Apr-23")]
)
def test_months_from_old_to_new_or_from_new_to_old_are_in_order(columns: tuple[str, ...]) -> None:
    assert found(read(table(("Ref", "Indicator", *columns), ["FD1", "", "1", "2", "3", "4"]))) == []


def test_the_columns_of_a_sheet_are_ordered_as_a_sheet_has_them() -> None:
    def sheet(*cells: str) -> Scorecard:
        rows = [observed(30, number, float(number), place=f"b.xlsx:S!{cell}") for number, cell in enumerate(cells)]
        return scorecard_of(frames_of(rows, "b.xlsx"), month(30))

    assert found(sheet("Y7", "Z7", "AA7", "AB7")) == []
    assert found(sheet("AA7", "Z7", "AB7")) == [("b.xlsx:S!Z7", "FD1", "info", "month_order")]
    assert found(sheet("B3", "A4", "C5")) == []


def test_rows_in_any_order_are_not_columns_out_of_order() -> None:
    rows = [observed(9, number, 1.0) for number in (3, 1, 2)]
    assert found(scorecard_of(frames_of(rows), date(2023, 10, 31))) == []
