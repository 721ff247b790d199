from __future__ import annotations

import json
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.published import read, seed_text
from tests.support.views import indicators
from tui.reports.listing import list_csv
from tui.reports.records import dumps, indicator_record, overview_record
from tui.scorecard.overview import overview
from tui.scorecard.views import IndicatorView, Overview

KEYS = (
    "area ref indicator unit polarity basis period current previous_year target rating derived_rating direction"
    " derived_direction history benchmarks signal findings place"
).split()


@cache
def seed() -> Overview:
    return overview(read(seed_text()))


def one(ref: str) -> IndicatorView:
    return next(each for each in seed().indicators if each.ref == ref)


def test_the_keys_of_an_indicator_are_those_of_the_interface() -> None:
    for each in seed().indicators:
        record = indicator_record(each)
        assert list(record) == KEYS
        assert list(record["current"]) == list(record["previous_year"]) == ["value", "text", "missing"]
        assert record["target"] is None or list(record["target"]) == ["low", "high", "text"]
        assert all(list(month) == ["period", "value", "text", "missing"] for month in record["history"])
        assert all(
            list(benchmark) == ["comparator", "year", "value", "text", "gap", "better"]
            for benchmark in record["benchmarks"]
        )
        assert [record[key] for key in ("derived_rating", "derived_direction", "signal")] == [None] * 3
        assert record["findings"] == []


def test_one_record_in_full() -> None:
    record = indicator_record(one("CIN4"))
    assert record == {
        "area": "Child in Need",
        "ref": "CIN4",
        "indicator": "Re-referral within 12 months of a previous referral (%)",
        "unit": "percent",
        "polarity": "low",
        "basis": "month",
        "period": "2023-09",
        "current": {"value": 24.0, "text": "24%", "missing": None},
        "previous_year": {"value": 28.0, "text": "28%", "missing": None},
        "target": {"low": 20.0, "high": 24.0, "text": "20-24%"},
        "rating": "G",
        "derived_rating": None,
        "direction": "down",
        "derived_direction": None,
        "history": [
            {"period": f"2023-{month:02d}", "value": value, "text": f"{value:g}%", "missing": None}
            for month, value in zip(range(4, 10), [25.0, 31.0, 24.0, 22.0, 20.0, 24.0], strict=True)
        ],
        "benchmarks": [
            {"comparator": key, "year": year, "value": value, "text": f"{value:g}%", "gap": gap, "better": False}
            for key, year, value, gap in [
                ("gm", "2021/22", 21.0, 3.0),
                ("nw", "2020/21", 21.0, 3.0),
                ("sn", "2021/22", 18.0, 6.0),
                ("england", "2021/22", 20.0, 4.0),
            ]
        ],
        "signal": None,
        "findings": [],
        "place": "a.txt:87:8",
    }


def test_the_counts_of_a_scorecard() -> None:
    record = overview_record(seed(), seed().areas)
    assert (record["authority"], record["period"], record["sources"]) == ("Tameside", "2023-09", ["a.txt"])
    assert record["ratings"] == {"R": 8, "A": 28, "G": 25, "unrated": 23}
    assert record["problems"] == {"error": 19, "warning": 10, "info": 20}
    assert [area["red"] for area in record["areas"]] == [
        ["FD2e", "FD2f", "FD8e"],
        [],
        ["CIN17", "CIN21"],
        ["CF15", "CF21"],
        ["SG13"],
        [],
    ]


@given(indicators())
def test_any_indicator_is_valid_json_without_control_characters(any_one: IndicatorView) -> None:
    record = indicator_record(any_one)
    text = dumps(record)
    assert json.loads(text) == json.loads(json.dumps(record))
    assert all(character.isprintable() or character == "\n" for character in text)
    printed = list_csv([any_one])
    assert all(character.isprintable() or character == "\n" for character in printed)


@given(st.text(max_size=60))
def test_any_text_is_escaped_and_reads_back(text: str) -> None:
    printed = dumps([text])
    assert json.loads(printed) == [text]
    assert all(character.isprintable() or character == "\n" for character in printed)


def test_json_never_says_nan() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        dumps([float("nan")])
