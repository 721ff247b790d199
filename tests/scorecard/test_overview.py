from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import msgspec
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.published import catalogue, read, seed_text, shown, table
from tui.scorecard.frames import Frames
from tui.scorecard.model import Scorecard
from tui.scorecard.overview import as_of, overview
from tui.scorecard.periods import add_months, month_end
from tui.scorecard.recorder import Recorder
from tui.scorecard.views import Amount, Change, Overview, Ratings

SEPTEMBER = date(2023, 9, 30)


@cache
def seed() -> Overview:
    return overview(read(seed_text()))


def recorded(*rows: tuple[str, dict[str, Any]]) -> Frames:
    recorder = Recorder("Tameside", "a.txt")
    for frame, fields in rows:
        recorder.add(frame, place="a.txt:1:1", **fields)
    return recorder.frames()


def scorecard_of(frames: Frames, period: date = SEPTEMBER) -> Scorecard:
    return Scorecard("Tameside", period, catalogue(), frames, (), {}, ("a.txt",))


def observation(publication: date, period: date, value: float) -> tuple[str, dict[str, Any]]:
    return "observations", {
        "publication": publication,
        "ref": "FD1",
        "period": period,
        "value": value,
        "text": f"{value:g}",
    }


# ---- As of a period


def test_the_newest_publication_up_to_the_period_wins() -> None:
    august, october = add_months(SEPTEMBER, -1), add_months(SEPTEMBER, 1)
    frames = recorded(
        observation(october, august, 3.0), observation(august, august, 1.0), observation(SEPTEMBER, august, 2.0)
    )
    assert as_of(frames, august).observations["value"].to_list() == [1.0]
    assert as_of(frames, SEPTEMBER).observations["value"].to_list() == [2.0]
    assert as_of(frames, october).observations["value"].to_list() == [3.0]
    assert as_of(frames, add_months(august, -1)).observations.is_empty()


def test_months_after_the_period_are_not_known_yet() -> None:
    frames = recorded(observation(SEPTEMBER, SEPTEMBER, 1.0), observation(SEPTEMBER, add_months(SEPTEMBER, 1), 2.0))
    assert as_of(frames, SEPTEMBER).observations["value"].to_list() == [1.0]


@given(
    st.lists(
        st.tuples(st.integers(0, 6), st.integers(0, 6), st.integers(0, 99)),
        unique_by=lambda each: each[:2],
        max_size=20,
    ),
    st.integers(0, 6),
)
def test_as_of_keeps_for_each_month_what_was_said_last(said: list[tuple[int, int, int]], now: int) -> None:
    start = month_end(2023, 1)
    rows = [
        observation(add_months(start, publication), add_months(start, month), float(value))
        for publication, month, value in said
    ]
    known = as_of(recorded(*rows), add_months(start, now)).observations
    expected = {}
    for publication, month, value in sorted(said):
        if publication <= now and month <= now:
            expected[add_months(start, month)] = float(value)
    assert dict(known.select("period", "value").rows()) == expected
    assert known["period"].is_sorted()


def test_the_latest_year_of_outturns_counts_even_where_an_older_one_is_restated() -> None:
    def outturn(publication: date, year: str, value: float) -> tuple[str, dict[str, Any]]:
        return "outturns", {"publication": publication, "ref": "FD1", "year": year, "value": value, "text": "x"}

    frames = recorded(
        outturn(add_months(SEPTEMBER, -1), "2022/23", 1.0),
        outturn(SEPTEMBER, "2021/22", 2.0),
    )
    assert as_of(frames, SEPTEMBER).outturns.select("year", "value").rows() == [("2022/23", 1.0)]


def test_benchmarks_of_several_years_give_the_latest() -> None:
    def bench(year: str, value: float) -> tuple[str, dict[str, Any]]:
        fields = {"ref": "FD1", "comparator": "gm", "year": year, "value": value, "text": "x"}
        return "benchmarks", {"publication": SEPTEMBER, **fields}

    frames = recorded(bench("2022/23", 2.0), bench("2021/22", 1.0))
    assert as_of(frames, SEPTEMBER).benchmarks.select("year", "value").rows() == [("2022/23", 2.0)]


@pytest.mark.parametrize("publication", [add_months(SEPTEMBER, -1), SEPTEMBER])
def test_targets_and_ratings_of_earlier_months_are_not_this_months(publication: date) -> None:
    august = add_months(SEPTEMBER, -1)
    frames = recorded(
        (
            "listing",
            {"publication": SEPTEMBER, "ref": "FD1", "area": "Front Door", "name": "", "row": "whole", "order": 1},
        ),
        observation(SEPTEMBER, SEPTEMBER, 1.0),
        ("targets", {"publication": publication, "ref": "FD1", "period": august, "low": 1.0, "high": 1.0, "text": "1"}),
        ("published", {"publication": publication, "ref": "FD1", "period": august, "rating": "R"}),
    )
    (one,) = overview(scorecard_of(frames)).indicators
    assert (one.target, one.rating, one.gap) == (None, None, None)


# ---- The finished rows of the bundled scorecard


def test_areas_stand_in_the_catalogues_order_with_their_heads_and_ratings() -> None:
    rows = [(area.name, len(area.indicators), area.head_of_service, area.ratings) for area in seed().areas]
    assert rows == [
        ("Front Door", 15, "Wendy Monnelly", Ratings(3, 3, 3, 6)),
        ("Early Help", 3, "not published", Ratings(0, 0, 0, 3)),
        ("Child in Need", 30, "Helen Delamere", Ratings(2, 10, 10, 8)),
        ("Cared for Children", 15, "Sara Patel", Ratings(2, 7, 6, 0)),
        ("Safeguarding and Quality Assurance", 20, "Debbie Duddridge", Ratings(1, 8, 5, 6)),
        ("Workforce", 1, "not published", Ratings(0, 0, 1, 0)),
    ]


def test_comparators_stand_in_the_catalogues_order() -> None:
    assert [comparator.key for comparator in seed().comparators] == ["gm", "nw", "sn", "england"]


def one(ref: str) -> Any:
    return next(each for each in seed().indicators if each.ref == ref)


def test_an_indicator_is_finished_with_gaps_and_changes() -> None:
    cin8 = one("CIN8")
    assert (cin8.current.value, cin8.current.text, cin8.place) == (84.0, "84%", "a.txt:91:8")
    assert cin8.gap == Amount(-1.0, 0, better=False)
    assert cin8.since_last_month == Change("August 2023", Amount(3.0, 1, better=True))
    assert cin8.against_last_year == Change("2022/23", Amount(8.0, 0, better=True))
    gaps = {benchmark.comparator: (benchmark.year, benchmark.gap) for benchmark in cin8.benchmarks}
    assert gaps == {
        "gm": ("2021/22", Amount(3.0, 0, better=True)),
        "nw": ("2020/21", Amount(3.0, 0, better=True)),
        "sn": ("2021/22", Amount(1.0, 0, better=True)),
        "england": ("2021/22", Amount(0.0, 0, better=None)),
    }
    assert (cin8.rating_place, cin8.direction_place) == ("a.txt:91:16", "a.txt:91:17")


def test_a_range_target_is_met_inside_it() -> None:
    cin4 = one("CIN4")
    assert (cin4.target.low, cin4.target.high, cin4.target.text) == (20.0, 24.0, "20-24%")
    assert cin4.gap == Amount(0.0, 0, better=None)


def test_what_has_no_polarity_is_neither_better_nor_worse() -> None:
    for each in seed().indicators:
        if each.polarity == "none":
            amounts = [each.gap, *(benchmark.gap for benchmark in each.benchmarks)]
            changes = [each.since_last_month, each.against_last_year]
            amounts += [moved.by for moved in changes if moved]
            assert {amount.better for amount in amounts if amount} <= {None}, each.ref


def test_counts_for_the_year_are_not_compared_with_a_whole_year() -> None:
    assert one("SG17").against_last_year is None
    assert one("CIN25").since_last_month.since == "July 2023", "quarterly"


def test_without_a_current_figure_the_row_says_why() -> None:
    sg16 = one("SG16")
    assert (sg16.current.missing, sg16.since_last_month, sg16.gap) == ("not_yet_available", None, None)


# ---- Other scorecards


def test_an_unknown_indicator_gets_its_unit_from_its_figures_and_no_polarity() -> None:
    text = table(("Ref", "Indicator", "Aug-23", "Current"), ["XX1", "Shares", "5%", ""], ["XX2", "Counts", "5", "6"])
    views = shown(read(text))
    assert (views["XX1"].unit, views["XX1"].polarity, views["XX1"].basis) == ("percent", "none", None)
    assert views["XX2"].unit == "count"
    assert views["XX1"].area == "Area not stated"


def test_areas_that_the_catalogue_does_not_know_come_last() -> None:
    text = "September 2023\nFOSTERING - Head of Service - Ada Long\nRef\tIndicator\tCurrent\nXX1\tCarers\t5\n"
    text += "FRONT DOOR - Head of Service - Bo Short\nFD1\tContact (No)\t6"
    areas = [(area.name, area.head_of_service) for area in overview(read(text)).areas if area.indicators]
    assert areas == [("Front Door", "Bo Short"), ("Fostering", "Ada Long")]


def test_our_heads_of_service_are_not_those_of_another_authority() -> None:
    text = table(("Ref", "Indicator", "Current"), ["FD1", "Contacts", "5"])
    heads = {area.head_of_service for area in overview(read(text, authority="Elsewhere")).areas}
    assert heads == {"not published"}


@pytest.mark.parametrize("period", [date(2023, 9, 30), date(2024, 1, 31)])
def test_an_indicator_without_figures_is_still_listed(period: date) -> None:
    text = table(("Ref", "Indicator", "Current", "Target"), ["FD1", "Contacts", "", ""])
    one_row = shown(read(text, period=period))["FD1"]
    assert (one_row.name, one_row.row) == ("Contacts", "whole")
    assert (one_row.current.missing, one_row.previous_year.missing) == ("blank", "unavailable")


def test_frames_of_another_order_give_the_same_rows() -> None:
    scorecard = read(seed_text())
    fields = {name: getattr(scorecard.frames, name) for name in Frames.__struct_fields__}
    reversed_frames = Frames(**{name: frame.reverse() for name, frame in fields.items()})
    assert overview(msgspec.structs.replace(scorecard, frames=reversed_frames)).areas == seed().areas


def test_frames_keep_their_columns_when_empty() -> None:
    frames = recorded()
    assert as_of(frames, SEPTEMBER).observations.schema == frames.observations.schema
    assert frames.observations.schema["missing"] == pl.Enum(
        [
            "blank",
            "not_yet_available",
            "not_applicable",
            "unavailable",
            "suppressed",
            "rounds_to_zero",
            "unreadable",
        ]
    )
