"""Two vintages of a small table such as DfE publishes, what is read of each, and what changed between them."""

from __future__ import annotations

import pytest

from tests.support.golden import GOLDEN, as_json, assert_golden, record
from tests.support.published import catalogue
from tui.reports.diff import diff_records
from tui.scorecard.diff.compare import compare
from tui.scorecard.model import Scorecard
from tui.sources.ees import EES
from tui.sources.format import HEAD, Ask
from tui.sources.opening import open_scorecard
from tui.sources.request import Request

VINTAGES = ("ees-2023.csv", "ees-2024.csv")
AUTHORITY = "Exampleshire"


def read(name: str, authority: str = AUTHORITY) -> Scorecard:
    path = GOLDEN / name
    assert EES.recognises(path, path.read_bytes()[:HEAD])
    return EES.read(path, Ask(catalogue(), authority))


@pytest.mark.parametrize("name", VINTAGES)
def test_a_vintage_is_read_as_it_was(name: str) -> None:
    assert_golden(record(read(name)), f"{name}.json")


@pytest.mark.parametrize("place", ["Otherton", "North West", "England"])
def test_each_place_of_a_table_is_read_as_it_was(place: str) -> None:
    name = place.lower().replace(" ", "-")
    assert_golden(record(read(VINTAGES[0], place)), f"{VINTAGES[0]}.{name}.json")


def test_what_changed_between_them_is_said_as_it_was() -> None:
    old, new = map(read, VINTAGES)
    assert_golden(as_json(diff_records(compare(old, new).changes)), "ees-2023-2024.diff.json")


def test_opened_together_they_are_one_history() -> None:
    paths = tuple(GOLDEN / name for name in VINTAGES)
    both = open_scorecard(Request(paths, authority=AUTHORITY))
    assert [str(day) for day in both.frames.observations["publication"].unique().sort()] == ["2023-03-31", "2024-03-31"]
    refs = [set(read(name).frames.listing["ref"]) for name in VINTAGES]
    assert set(both.frames.listing["ref"]) == refs[0] | refs[1]
    assert refs[0] & refs[1] == {"refer", "refer-rate", "reref", "reref-pc", "nfa"}


def test_all_of_dfes_signs_are_in_them() -> None:
    known = [
        read(name, place).frames.observations for name, place in ((VINTAGES[0], "Otherton"), (VINTAGES[0], AUTHORITY))
    ]
    signs = {text for frame in known for text in frame.filter(frame["missing"].is_not_null())["text"]}
    assert {"c", "[c]", "x", "z", "u", "k", "low", "LOW", "..", "NA", ""} <= signs
