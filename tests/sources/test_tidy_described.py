"""What a tidy file tells of its indicators beside their figures: unit, basis, polarity, decimals and another name."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reports.test_tidy_files import and_back, assert_same, written
from tests.sources.test_tidy import messages, opened, tidy
from tests.support.any_scorecard import any_scorecard
from tests.support.published import catalogue
from tui.reports.tidy_files import FORMS
from tui.reports.tidy_table import tidy_table
from tui.scorecard.catalogue import BASES, POLARITIES, UNITS, Indicator
from tui.scorecard.model import Scorecard
from tui.scorecard.overview import overview

LISTED = {"record": "listing", "ref": "ZZ1", "area": "Access", "name": "Visits in time", "period": ""}
FIGURE = {"ref": "ZZ1", "value": "63.3"}


def with_listing(folder: Path, **told: str) -> Scorecard:
    return opened(tidy(folder, LISTED | told, FIGURE))


def test_what_a_listing_tells_is_known_of_its_indicator(tmp_path: Path) -> None:
    told = {"unit": "rate_per_10000", "basis": "ytd", "polarity": "low", "decimals": "2", "alias": "visit time"}
    scorecard = with_listing(tmp_path, **told)
    assert scorecard.problems == ()
    (one,) = overview(scorecard).indicators
    assert (one.unit, one.basis, one.polarity, one.short_name) == ("rate_per_10000", "ytd", "low", "Visits in time")
    entry = scorecard.catalogue.indicators["ZZ1"]
    assert (entry.name, entry.aliases, entry.decimals) == ("visit time", ("Visits in time",), 2)
    assert scorecard.catalogue.stated == {"ZZ1"}


@pytest.mark.parametrize(("unit", "decimals"), [("count", 0), ("percent", 1), ("rate_per_10000", 1), ("ratio", 1)])
def test_a_unit_and_a_basis_are_enough(unit: str, decimals: int, tmp_path: Path) -> None:
    entry = with_listing(tmp_path, unit=unit, basis="month").catalogue.indicators["ZZ1"]
    assert entry == Indicator(
        "ZZ1",
        "Visits in time",
        "Visits in time",
        entry.area,
        entry.unit,
        "none",
        "month",
        decimals,
        ("Visits in time",),
    )
    assert entry.unit == unit


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("unit", "percentage", "one of count, percent, rate_per_10000, ratio"),
        ("basis", "yearly", "one of month, ytd, rolling_12, quarter, snapshot"),
        ("polarity", "up", "one of high, low, near, none"),
        ("decimals", "5", "one of 0, 1, 2, 3, 4"),
        ("decimals", "1.5", "one of 0, 1, 2, 3, 4"),
    ],
)
def test_a_word_that_is_not_known_is_listed_with_its_place(name: str, text: str, expected: str, tmp_path: Path) -> None:
    from tui.sources.tidy import COLUMNS

    scorecard = with_listing(tmp_path, **({"unit": "percent", "basis": "ytd"} | {name: text}))
    place = f"2:{COLUMNS.index(name) + 1}"
    assert messages(scorecard) == [(place, f"{name}: expected {expected}; found “{text}”")]
    assert ("ZZ1" in scorecard.catalogue.indicators) == (name in ("polarity", "decimals"))


@pytest.mark.parametrize(
    ("told", "lacking"),
    [({"unit": "percent"}, "basis"), ({"basis": "ytd", "polarity": "low"}, "unit"), ({"decimals": "1"}, "unit")],
)
def test_half_of_what_must_be_known_is_listed_and_not_used(told: dict[str, str], lacking: str, tmp_path: Path) -> None:
    from tui.sources.tidy import COLUMNS

    scorecard = with_listing(tmp_path, **told)
    message = f"{lacking}: missing; {', '.join(told)} cannot be used without it"
    assert messages(scorecard) == [(f"2:{COLUMNS.index(lacking) + 1}", message)]
    assert "ZZ1" not in scorecard.catalogue.indicators


def test_the_catalogue_stands_where_it_has_the_indicator(tmp_path: Path) -> None:
    known = catalogue().indicators["FD2f"]
    told = {"ref": "FD2f", "name": known.name, "unit": "ratio", "basis": "quarter", "polarity": "near"}
    scorecard = opened(tidy(tmp_path, LISTED | told, FIGURE | {"ref": "FD2f"}))
    assert scorecard.catalogue == catalogue()
    (one,) = [one for one in overview(scorecard).indicators if one.ref == "FD2f"]
    assert (one.unit, one.basis) == (known.unit, known.basis)
    other = LISTED | told | {"name": "Zebras counted at dawn"}
    scorecard = opened(tidy(tmp_path, other, FIGURE | {"ref": "FD2f"}))
    (one,) = [one for one in overview(scorecard).indicators if one.ref == "FD2f"]
    assert (one.unit, one.basis, one.polarity) == ("ratio", "quarter", "near")


def test_the_newest_publication_tells(tmp_path: Path) -> None:
    newer = LISTED | {"unit": "percent", "basis": "ytd"}
    older = LISTED | {"publication": "2023-08", "unit": "count", "basis": "month"}
    scorecard = opened(tidy(tmp_path, newer, older, FIGURE))
    assert scorecard.catalogue.indicators["ZZ1"].basis == "ytd"


@settings(max_examples=12)
@given(any_scorecard(), st.data())
def test_any_scorecard_with_indicators_of_its_own_goes_round(plain: Scorecard, data: st.DataObject) -> None:
    names = dict(plain.frames.listing.select("ref", "name").sort("ref").iter_rows())
    refs = [ref for ref in names if ref not in plain.catalogue.indicators]
    chosen = data.draw(st.lists(st.sampled_from(refs), unique=True)) if refs else []
    own = {
        ref: Indicator(
            ref,
            f"measure {number}",
            ref,
            "",
            data.draw(st.sampled_from(UNITS)),
            data.draw(st.sampled_from(POLARITIES)),
            data.draw(st.sampled_from(BASES)),
            data.draw(st.integers(0, 4)),
        )
        for number, ref in enumerate(chosen)
    }
    known = msgspec.structs.replace(
        plain.catalogue, indicators={**plain.catalogue.indicators, **own}, stated=frozenset(own)
    )
    scorecard = msgspec.structs.replace(plain, catalogue=known)
    table = tidy_table([scorecard])
    keys = ("unit", "polarity", "basis", "decimals", "name")
    for form in FORMS:
        again = and_back(written(table, form), form, plain)
        assert_same(again, scorecard)
        assert again.catalogue.stated == known.stated
        for ref, entry in own.items():
            other = again.catalogue.indicators[ref]
            assert [getattr(other, key) for key in keys] == [getattr(entry, key) for key in keys]
        assert tidy_table([again]).rows() == table.rows()
