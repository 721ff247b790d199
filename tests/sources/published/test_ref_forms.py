"""Refs as councils write them, and what stands for a ref where a row has none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.grids import csv, read_text
from tests.support.published import found, read, shown, table
from tui.reports.catalogue_toml import catalogue_toml
from tui.scorecard.catalogue_draft import draft
from tui.scorecard.catalogue_file import load_catalogue
from tui.scorecard.model import Scorecard
from tui.scorecard.overview import overview
from tui.scorecard.periods import key
from tui.sources.opening import open_scorecard
from tui.sources.request import Request

FORMS = ("1", "1.1", "1a", "10.2.3", "CSC 1.1", "CF/01", "CIN_01", "SG13.1", "CS1.2a", "PI-CS-001", "A10000")
MONTHS = ("Aug-23", "Sep-23")


def opened(folder: Path, **texts: str) -> Scorecard:
    for name, text in texts.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    return open_scorecard(Request((folder,)))


def months_of(scorecard: Scorecard, name: str) -> list[dict[str, str | None]]:
    """What every indicator of this name has in its months."""
    return [
        {key(point.period): point.figure.text for point in one.history if point.figure.text}
        for one in overview(scorecard).indicators
        if one.name == name
    ]


# ---- rows without a ref


def test_rows_without_refs_are_joined_by_their_names_whatever_their_order(tmp_path: Path) -> None:
    july = csv(["July 2023"], ["Indicator", "Jun-23", "Jul-23"], ["Referrals", "1", "2"], ["Assessments", "10", "20"])
    august = csv(
        ["August 2023"], ["Indicator", "Jul-23", "Aug-23"], ["ASSESSMENTS", "21", "30"], ["Referrals", "2", "3"]
    )
    both = opened(tmp_path, july=july, august=august)
    assert months_of(both, "ASSESSMENTS") == [{"2023-06": "10", "2023-07": "21", "2023-08": "30"}]
    assert months_of(both, "Referrals") == [{"2023-06": "1", "2023-07": "2", "2023-08": "3"}]
    assert {one.ref for one in overview(both).indicators} == {"?referrals", "?assessments"}


def test_a_name_that_several_rows_bear_joins_none_of_them(tmp_path: Path) -> None:
    july = csv(["July 2023"], ["Indicator", "Jun-23", "Jul-23"], ["Visits", "1", "2"], ["Visits", "10", "20"])
    august = csv(["August 2023"], ["Indicator", "Jul-23", "Aug-23"], ["Visits", "21", "30"], ["Visits", "3", "4"])
    both = opened(tmp_path, july=july, august=august)
    apart = [("2023-06", "2023-07", first, second) for first, second in (("1", "2"), ("10", "20"))]
    apart += [("2023-07", "2023-08", first, second) for first, second in (("21", "30"), ("3", "4"))]
    expected = [{one: first, two: second} for one, two, first, second in apart]
    assert sorted(map(sorted, map(dict.items, months_of(both, "Visits")))) == sorted(
        map(sorted, map(dict.items, expected))
    )


def test_long_names_that_begin_alike_are_apart() -> None:
    name = "Number of children who were looked after at the end of the month"
    rows = [[f"{name} by {who}", "1", "2"] for who in ("foster carers", "others")]
    refs = set(shown(read_grid(["Indicator", *MONTHS], *rows)))
    assert len(refs) == 2
    assert all(ref.startswith("?number-of-children-") and len(ref) < 40 for ref in refs)


# ---- refs in other forms


def read_grid(*lines: list[str]) -> Scorecard:
    return read_text(csv(["September 2023"], *lines))


@pytest.mark.parametrize("title", ["Ref", "Reference", "ID", "No.", "Code", "PI Ref"])
def test_what_stands_under_a_heading_of_refs_is_the_ref(title: str) -> None:
    rows = [[ref, f"Measure {ref}", "1", "2"] for ref in FORMS]
    scorecard = read_grid([title, "Indicator", *MONTHS], *rows)
    assert sorted(shown(scorecard)) == sorted(FORMS)
    assert not found(scorecard, "lost")


def test_such_refs_in_a_text_too() -> None:
    rows = [[ref, f"Measure {ref}", "1", "2", "3"] for ref in FORMS]
    text = table(["Ref", "Indicator", "Jul-23", "Aug-23", "Sep-23"], *rows)
    assert sorted(shown(read(text))) == sorted(FORMS)


def test_a_ref_that_the_catalogue_spells_otherwise_is_the_catalogues() -> None:
    rows = [[ref, "", "1", "2"] for ref in ("cin 8", "FD_1", "FD/2")]
    assert set(shown(read_grid(["Ref", "Indicator", *MONTHS], *rows))) == {"CIN8", "FD1", "FD2"}


def test_an_indicator_with_such_a_ref_and_no_figures_is_listed() -> None:
    scorecard = read_grid(["Ref", "Indicator", *MONTHS], ["1.1", "Doorbells", "1", "2"], ["1.2", "Gates", "", ""])
    assert list(shown(scorecard)) == ["1.1", "1.2"]


def test_numbers_that_begin_anew_in_every_area_are_no_refs() -> None:
    names = ("Doorbells", "Gates", "Fences")
    rows = [[number, name, "1", "2"] for number, name in zip("121", names, strict=True)]
    scorecard = read_grid(["No", "Indicator", *MONTHS], *rows)
    assert {one.ref: one.name for one in shown(scorecard).values()} == {
        "?doorbells": "Doorbells",
        "2": "Gates",
        "?fences": "Fences",
    }
    assert found(scorecard, "“1” stands for several")


@pytest.mark.parametrize("ref", ["N/A", "-", "", "TBC", "\\sim"])
def test_what_says_that_there_is_none_is_no_ref(ref: str) -> None:
    rows = [["1.1", "Doorbells", "1", "2"], [ref, "Gates", "3", "4"]]
    assert list(shown(read_grid(["Ref", "Indicator", *MONTHS], *rows))) == ["1.1", "?gates"]


def test_a_row_that_lost_its_ref_in_a_text_is_not_read_as_bearing_its_name() -> None:
    text = table(["Ref", "Indicator", *MONTHS], ["1.1", "Doorbells", "1", "2"], ["Gates", "3", "4"])
    assert list(shown(read(text))) == ["1.1"]


def test_a_draft_of_such_a_scorecard_is_a_catalogue(tmp_path: Path) -> None:
    rows = [[ref, f"Measure {ref}", "1", "2"] for ref in FORMS]
    path = tmp_path / "indicators.toml"
    path.write_text(catalogue_toml(draft(read_grid(["Ref", "Indicator", *MONTHS], *rows), stated=True)), "utf-8")
    assert set(load_catalogue(path).indicators) == set(FORMS)
