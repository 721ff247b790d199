from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.scorecard.places import column_number, place_order, reading_order, sheet_numbers, source_of


@pytest.mark.parametrize(
    ("place", "order"),
    [
        ("a.txt:87:12", ("a.txt", "", 87, 12)),
        ("C:/a:b.txt:1:2", ("C:/a:b.txt", "", 1, 2)),
        ("book.xlsx:Sheet1!C7", ("book.xlsx", "Sheet1", 7, 3)),
        ("book.xlsx:May! 24!AB10", ("book.xlsx", "May! 24", 10, 28)),
        ("book.xlsx:'Front Door'!C7", ("book.xlsx", "'Front Door'", 7, 3)),
        ("book.xlsx:'Bob''s: 5!A1'!C7", ("book.xlsx", "'Bob''s: 5!A1'", 7, 3)),
        ("a:1:2!B3.xlsx:Sheet1!C7", ("a:1:2!B3.xlsx", "Sheet1", 7, 3)),
        ("a:1:2!B3.csv:14:5", ("a:1:2!B3.csv", "", 14, 5)),
        ("a.txt", ("a.txt", "", 0, 0)),
        ("", ("", "", 0, 0)),
        ("a\nb.txt:1:2", ("a\nb.txt", "", 1, 2)),
    ],
)
def test_a_place_is_taken_apart(place: str, order: tuple[str, str, int, int]) -> None:
    assert place_order(place) == order
    assert source_of(place) == order[0]


def test_places_stand_in_the_order_of_their_files() -> None:
    places = ["b.txt:1:1", "a.xlsx:S!AA1", "a.xlsx:S!B10", "a.xlsx:S!C2", "a.txt:10:1", "a.txt:9:2", "a.txt:9:10"]
    assert sorted(places, key=place_order) == [
        "a.txt:9:2",
        "a.txt:9:10",
        "a.txt:10:1",
        "a.xlsx:S!AA1",
        "a.xlsx:S!C2",
        "a.xlsx:S!B10",
        "b.txt:1:1",
    ]


def test_sheets_stand_in_the_order_of_their_book() -> None:
    sheets = sheet_numbers(["a.xlsx:Youth!A4", "a.xlsx:Youth!A5", "b.csv:1:1", "a.xlsx:'Front Door'!A4"])
    assert sheets == {("a.xlsx", "Youth"): 0, ("a.xlsx", "'Front Door'"): 1}
    in_order = [
        "a.xlsx:1:1",
        "a.xlsx:Youth!B2",
        "a.xlsx:Youth!A10",
        "a.xlsx:'Front Door'!C1",
        "a.xlsx:'Front Door'!AA1",
        "a.xlsx:Adult!A1",
        "a.xlsx:Cover!A1",
        "b.csv:9:1",
        "b.csv:10:1",
    ]
    shuffled = [*in_order[1::2], *in_order[::2]]
    assert sorted(shuffled, key=lambda place: reading_order(place, sheets)) == in_order


@pytest.mark.parametrize(("letters", "number"), [("A", 1), ("Z", 26), ("AA", 27), ("XFD", 16384)])
def test_columns_are_numbered_from_one(letters: str, number: int) -> None:
    assert column_number(letters) == number


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_places_can_be_sorted(one: str, other: str) -> None:
    assert place_order(one) <= place_order(other) or place_order(other) <= place_order(one)
    assert place_order(f"{one}:3:4")[2:] == (3, 4)
