"""Whose scorecard it is: by its title, or by a column of authorities."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.grids import csv
from tests.support.published import catalogue, found
from tui.scorecard.model import Scorecard
from tui.scorecard.overview import overview
from tui.sources.decoding import OtherAuthoritiesError, SeveralAuthoritiesError, SourceError, split_lines
from tui.sources.opening import authorities, open_scorecard
from tui.sources.published.whose import same_authority, stated_authority
from tui.sources.request import Request

HEADING = ["Ref", "Indicator", "Aug-23", "Sep-23"]


def save(folder: Path, name: str, title: str, figure: str = "1", month: str = "September 2023") -> Path:
    path = folder / name
    path.write_text(csv([title], [month], HEADING, ["QQ1", "Doorbells", "7", figure]), "utf-8")
    return path


def opened(*sources: Path, authority: str | None = None) -> Scorecard:
    return open_scorecard(Request(sources, authority=authority))


def figures(scorecard: Scorecard) -> list[str | None]:
    return [one.history[-1].figure.text for one in overview(scorecard).indicators]


TITLES = {
    "Foxshire County Council": "Foxshire",
    "FOXSHIRE COUNTY COUNCIL - SCORECARD": "Foxshire",
    "Foxshire County Council Children's Services Scorecard": "Foxshire",
    "Foxshire Children’s Services Scorecard September 2023": "Foxshire",
    "Children's Services Scorecard - North Foxton City Council": "North Foxton",
    "Foxton-on-Sea Metropolitan Borough Council": "Foxton-on-Sea",
    "Foxton and Oxton Borough Council": "Foxton and Oxton",
    "London Borough of Foxton": "Foxton",
    "London Borough of Foxton Scorecard, September 2023": "Foxton",
    "Royal Borough of Fox and Ox": "Fox and Ox",
    "City of Foxton Council": "Foxton",
    "Children's Services Scorecard": None,
    "Childrens Services Performance and Quality Assurance Scorecard": None,
    "Monthly Children's Services Scorecard": None,
    "September 2023 Children's Services Scorecard": None,
    "Exampleshire scorecard September 2023": None,
    "Reported to the Council": None,
    "County Council scorecard": None,
}


@pytest.mark.parametrize("title", TITLES)
def test_a_title_says_whose_scorecard_it_is_where_it_is_clear(title: str) -> None:
    lines = split_lines("\n".join([title, "\t".join(HEADING)]), "a.txt")
    assert stated_authority(lines) == TITLES[title]


def test_names_of_one_authority() -> None:
    assert same_authority("Tameside", "Tameside Metropolitan Borough Council")
    assert same_authority(" tameside ", "TAMESIDE")
    assert same_authority("County Durham", "Durham County Council")
    assert not same_authority("Nottingham", "Nottinghamshire")
    assert not same_authority("", "Tameside")


def test_the_title_counts_and_not_the_catalogue(tmp_path: Path) -> None:
    path = save(tmp_path, "a.csv", "Foxshire County Council Children's Services Scorecard")
    assert opened(path).authority == "Foxshire"
    assert authorities(Request((path,))) == ("Foxshire",)
    assert opened(path, authority=" FOXSHIRE").authority == "Foxshire"
    with pytest.raises(OtherAuthoritiesError, match=r"Foxshire.*not Oxshire"):
        opened(path, authority="Oxshire")


def test_the_catalogues_own_council_is_called_as_in_the_catalogue(tmp_path: Path) -> None:
    path = save(tmp_path, "a.csv", f"{catalogue().authority.upper()} METROPOLITAN BOROUGH COUNCIL")
    assert opened(path).authority == catalogue().authority


def test_a_folder_of_two_councils_asks_which(tmp_path: Path) -> None:
    save(tmp_path, "fox.csv", "Foxshire County Council", "300")
    save(tmp_path, "ox.csv", "Oxshire County Council", "2")
    with pytest.raises(SeveralAuthoritiesError) as raised:
        opened(tmp_path)
    assert raised.value.names == ("Foxshire", "Oxshire")
    assert authorities(Request((tmp_path,))) == ("Foxshire", "Oxshire")
    for wanted, figure in {"Foxshire": "300", "oxshire": "2", "Oxshire County Council": "2"}.items():
        scorecard = opened(tmp_path, authority=wanted)
        assert figures(scorecard) == [figure]
        assert len(found(scorecard, "not read: ")) == 1
    with pytest.raises(SourceError, match="Nowhere"):
        opened(tmp_path, authority="Nowhere")


def test_the_catalogues_council_among_two(tmp_path: Path) -> None:
    save(tmp_path, "fox.csv", "Foxshire County Council", "300")
    save(tmp_path, "own.csv", "Scorecard", "2")
    own = opened(tmp_path, authority=catalogue().authority.lower())
    assert (own.authority, figures(own)) == (catalogue().authority, ["2"])
    assert figures(opened(tmp_path, authority="Foxshire")) == ["300"]


# ---- a column of authorities


def regional(folder: Path, *rows: list[str], title: str = "Local Authority") -> Path:
    path = folder / "region.csv"
    path.write_text(csv(["September 2023"], [title, *HEADING], *rows), "utf-8")
    return path


OX, FOX = ["Oxshire", "QQ1", "Doorbells", "1", "2"], ["Foxshire", "QQ1", "Doorbells", "200", "300"]


@pytest.mark.parametrize("title", ["Authority", "Local authority", "LA"])
def test_rows_of_the_authority_asked_for_are_read(title: str, tmp_path: Path) -> None:
    path = regional(tmp_path, OX, FOX, title=title)
    with pytest.raises(SeveralAuthoritiesError) as raised:
        opened(path)
    assert raised.value.names == authorities(Request((path,))) == ("Foxshire", "Oxshire")
    for wanted, figure in {"Foxshire": "300", "OXSHIRE": "2"}.items():
        scorecard = opened(path, authority=wanted)
        assert (scorecard.authority.casefold(), figures(scorecard)) == (wanted.casefold(), [figure])
        assert scorecard.problems == ()
        assert figures(opened(tmp_path, authority=wanted)) == [figure]
    with pytest.raises(OtherAuthoritiesError):
        opened(path, authority="Nowhere")


def test_the_only_authority_of_a_column_is_whose_it_is(tmp_path: Path) -> None:
    assert opened(regional(tmp_path, OX)).authority == "Oxshire"


def test_a_row_of_nobody_is_listed(tmp_path: Path) -> None:
    scorecard = opened(regional(tmp_path, OX, ["", "QQ2", "Gates", "3", "4"]))
    assert figures(scorecard) == ["2"]
    assert len(found(scorecard, "names no authority")) == 1


def test_a_large_table_of_several_authorities(tmp_path: Path) -> None:
    rows = [[who, f"QQ{at}", f"Doorbells of {at}", "1", "2"] for who in ("Oxshire", "Foxshire") for at in range(400)]
    scorecard = opened(regional(tmp_path, *rows, ["Foxshire", "QX1", "Gates", "1", "2"]), authority="Oxshire")
    assert len(figures(scorecard)) == 400


def test_figures_under_such_a_title_are_no_authorities(tmp_path: Path) -> None:
    scorecard = opened(regional(tmp_path, ["12", *OX[1:]], title="LA"))
    assert scorecard.authority == catalogue().authority
