"""The made-up authority's three years: what each publication restates is what its generator restated."""

from __future__ import annotations

import csv
from functools import cache

import msgspec
import pytest

from tests.support.shared import ROOT
from tui.scorecard.diff.compare import since_last
from tui.scorecard.model import Scorecard
from tui.scorecard.period_texts import parse_period
from tui.scorecard.periods import key
from tui.sources.opening import open_scorecard
from tui.sources.request import Request

SOURCE = ROOT / "sample_data" / "made-up" / "exampleshire.csv"

SETTLED = {  # publications that settle a restatement of the generator's, and refs that it names
    "2022-08": {"CIN6", "CIN8"},
    "2023-05": {"SG6"},
    "2023-09": {"SG1"},
    "2024-02": {"CIN16"},
}


@cache
def history() -> Scorecard:
    return open_scorecard(Request((SOURCE,)))


@cache
def rows() -> tuple[dict[str, str], ...]:
    with SOURCE.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def said_again(publication: str) -> set[tuple[str, str, str, str]]:
    """The months and years of which a publication says something after an earlier one did, by the file itself."""
    found = set()
    for record, of in (("observation", "period"), ("outturn", "year")):
        mine = [row for row in rows() if row["record"] == record]
        before = {(row["ref"], row[of]) for row in mine if row["publication"] < publication}
        found |= {
            (record, row["ref"], row[of], row["text"])
            for row in mine
            if row["publication"] == publication and (row["ref"], row[of]) in before
        }
    return found


@pytest.mark.parametrize("publication", SETTLED)
def test_a_publication_restates_what_the_generator_restated(publication: str) -> None:
    period = parse_period(publication)
    assert period is not None
    diff = since_last(msgspec.structs.replace(history(), period=period))
    assert diff is not None
    assert (key(diff.old.period), key(diff.new.period)) == (key_before(publication), publication)
    restated = [one for one in diff.changes if one.kind in ("observation", "outturn")]
    found = {(one.kind, one.ref, key(one.period) if one.period else one.year, one.after) for one in restated}
    expected = said_again(publication)
    assert found == expected
    assert {ref for _, ref, _, _ in expected} >= SETTLED[publication]
    assert {one.sense for one in restated} == {"restated"}


def key_before(publication: str) -> str:
    year, month = map(int, publication.split("-"))
    return f"{year - (month == 1)}-{(month - 2) % 12 + 1:02d}"


def test_the_first_publication_has_none_before_it() -> None:
    first = parse_period("2021-04")
    assert first is not None
    assert since_last(msgspec.structs.replace(history(), period=first)) is None
