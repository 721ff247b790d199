"""Benchmarks against DfE's figures: averages, agreement, years, ranks, definitions, neighbour models."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.benchmarks import small_catalogue, small_frames, small_measures
from tui.scorecard.averages import averages, members
from tui.scorecard.comparison import COMPARED, compare
from tui.scorecard.definitions import CANDIDATES, other_definitions, unexplained
from tui.scorecard.neighbour_models import neighbour_models
from tui.scorecard.ranking import QUARTILES, rank
from tui.scorecard.years_out import years_out

Row = dict[str, Any]


def _rows(frame: pl.DataFrame) -> dict[str, Row]:
    return {f"{row['ref']} {row['comparator']}": row for row in frame.to_dicts()}


# ---- averages


def test_a_group_is_the_mean_of_its_members_with_a_value() -> None:
    measures = small_measures(("m0", 1, 2022, 10.0), ("m0", 3, 2022, 20.0), ("m0", 981, 2022, 12.5))
    found = averages(measures, members(small_catalogue("high")))
    assert dict(found.select("comparator", "computed").rows()) == {"gm": 15.0, "nw": 12.5}


def test_regions_are_found_by_name_and_neighbours_given_win() -> None:
    catalogue = small_catalogue("high")
    assert members(catalogue) == {"gm": (1, 2, 3), "nw": (981,), "sn": (4, 5), "england": (970,)}
    assert members(catalogue, (8, 9))["sn"] == (8, 9)


# ---- agreement, year


@pytest.mark.parametrize(
    ("text", "dfe", "agrees"),
    [("84%", 84.5, True), ("84%", 84.51, False), ("3.0%", 3.05, True), ("3.0%", 3.06, False), ("85", 84.5, True)],
)
def test_agreement_is_within_half_of_the_last_published_digit(text: str, dfe: float, agrees: bool) -> None:
    frames = small_frames(("I0", "england", "2021/22", text))
    compared = compare(frames, small_measures(("m0", 970, 2022, dfe)), small_catalogue("high"))
    row = _rows(compared)["I0 england"]
    assert row["agrees"] is agrees
    assert row["difference"] == pytest.approx(row["published"] - dfe)


def test_without_a_year_each_heading_is_taken_at_its_word() -> None:
    frames = small_frames(("I0", "england", "2021/22", "50%"), ("I0", "nw", "2020/21", "81%"), ("I0", "gm", None, "7%"))
    measures = small_measures(
        ("m0", 970, 2022, 50.0),
        ("m0", 981, 2021, 86.5),
        ("m0", 981, 2022, 81.2),
        ("m0", 1, 2022, 7.0),
    )
    rows = _rows(compare(frames, measures, small_catalogue("high")))
    assert (rows["I0 nw"]["computed"], rows["I0 nw"]["best_year"], rows["I0 nw"]["year"]) == (86.5, 2022, "2020/21")
    assert rows["I0 gm"]["end"] == 2022  # a tie of 2021 and 2022: the later
    asked = _rows(compare(frames, measures, small_catalogue("high"), year=2022))
    assert (asked["I0 nw"]["computed"], asked["I0 nw"]["agrees"]) == (81.2, True)


def test_the_year_of_the_heading_wins_where_several_fit_and_no_later_year_than_the_publication() -> None:
    frames = small_frames(("I0", "england", "2021/22", "92%"))
    same = small_measures(*(("m0", 970, end, 92.0) for end in range(2018, 2026)))
    assert _rows(compare(frames, same, small_catalogue("high")))["I0 england"]["best_year"] == 2022
    later = small_measures(("m0", 970, 2021, 60.0), ("m0", 970, 2024, 92.0))
    assert _rows(compare(frames, later, small_catalogue("high")))["I0 england"]["best_year"] == 2021


def test_nothing_to_compare_is_null_not_a_guess() -> None:
    compared = compare(small_frames(("I0", "london", None, "5%")), small_measures(), small_catalogue("high"))
    assert dict(compared.schema) == COMPARED
    assert compared["comparator"].to_list() == ["gm", "nw", "sn", "england", "london"]
    assert compared.select("computed", "difference", "best_year", "rank", "agrees").null_count().row(0) == (5,) * 5


def test_a_scorecard_without_such_indicators_gives_no_rows() -> None:
    compared = compare(small_frames(indicators=0), small_measures(), small_catalogue())
    assert compared.is_empty()
    assert years_out(compared).is_empty()


# ---- ranks


def _ranked(polarity: str, values: list[float], authority: int = 1) -> Row | None:
    rows = [("I0", polarity, number, value) for number, value in enumerate(values, 1)]
    figures = pl.LazyFrame(rows, schema=["ref", "polarity", "number", "value"], orient="row")
    found = rank(figures, authority).collect(engine="in-memory").to_dicts()
    return found[0] if found else None


def test_one_is_best_and_ties_share_the_smaller_rank() -> None:
    values = [70.0, 90.0, 70.0, 80.0]
    assert _ranked("high", values) == {"ref": "I0", "rank": 3, "of": 4, "quartile": "C"}
    assert _ranked("low", values) == {"ref": "I0", "rank": 1, "of": 4, "quartile": "A"}
    assert _ranked("high", values, authority=3) == _ranked("high", values, authority=1)


@pytest.mark.parametrize(("place", "quartile"), zip(range(1, 9), "AABBCCDD", strict=True))
def test_eight_authorities_make_four_pairs(place: int, quartile: str) -> None:
    found = _ranked("low", [float(value) for value in range(1, 9)], authority=place)
    assert found
    assert (found["rank"], found["quartile"]) == (place, quartile)


@pytest.mark.parametrize(("place", "quartile"), zip(range(1, 7), "AABCCD", strict=True))
def test_where_quarters_are_no_whole_numbers_the_share_that_is_better_decides(place: int, quartile: str) -> None:
    found = _ranked("low", [float(value) for value in range(1, 7)], authority=place)
    assert found
    assert found["quartile"] == quartile


@pytest.mark.parametrize("polarity", ["none", "near"])
def test_no_polarity_no_rank(polarity: str) -> None:
    assert _ranked(polarity, [1.0, 2.0]) is None


def test_no_figure_no_rank() -> None:
    assert _ranked("high", [1.0, 2.0], authority=9) is None


def test_the_rank_stands_on_the_national_row_and_regions_do_not_count() -> None:
    measures = small_measures(*(("m0", number, 2022, float(number)) for number in (1, 2, 3, 970, 981)))
    frames = small_frames(("I0", "england", "2021/22", "1%"))
    rows = _rows(compare(frames, measures, small_catalogue("high")))
    assert (rows["I0 england"]["rank"], rows["I0 england"]["of"], rows["I0 england"]["quartile"]) == (3, 3, "C")
    assert [row["rank"] for name, row in rows.items() if name != "I0 england"] == [None] * 3


def test_another_authority_is_not_ranked_as_ours() -> None:
    measures = small_measures(("m0", 1, 2022, 1.0), ("m0", 2, 2022, 2.0))
    frames = small_frames(("I0", "england", "2021/22", "1%"), authority="Theirs")
    assert compare(frames, measures, small_catalogue("high"))["rank"].null_count() == 4


VALUES = st.lists(st.integers(0, 50).map(float), min_size=1, max_size=40)


@given(VALUES, st.sampled_from(["high", "low"]))
def test_a_rank_lies_between_one_and_the_number_of_authorities(values: list[float], polarity: str) -> None:
    found = _ranked(polarity, values)
    assert found
    assert 1 <= found["rank"] <= found["of"] == len(values)
    better = sum(value > values[0] if polarity == "high" else value < values[0] for value in values)
    assert found["rank"] == better + 1
    assert QUARTILES.index(found["quartile"]) / 4 <= better / len(values) < (QUARTILES.index(found["quartile"]) + 1) / 4


@given(VALUES, st.sampled_from([0.125, 2.0, 1024.0]), st.integers(-10, 10))
def test_scale_and_shift_keep_ranks(values: list[float], scale: float, shift: int) -> None:
    assert _ranked("high", [value * scale + shift for value in values]) == _ranked("high", values)


@given(VALUES)
def test_the_other_polarity_reverses_ranks(values: list[float]) -> None:
    high, low = _ranked("high", values), _ranked("low", values)
    assert high
    assert low
    assert high["rank"] + low["rank"] == len(values) + 2 - values.count(values[0])
    assert _ranked("low", [-value for value in values]) == high


# ---- headings, definitions, models


def test_a_heading_is_out_where_most_of_its_figures_are_of_another_year() -> None:
    texts = [("I0", "nw", "2020/21", "81%"), ("I1", "nw", "2020/21", "25%"), ("I2", "nw", "2020/21", "10%")]
    measures = small_measures(
        ("m0", 981, 2021, 86.5),
        ("m0", 981, 2022, 81.2),
        ("m1", 981, 2021, 28.5),
        ("m1", 981, 2022, 25.4),
        ("m2", 981, 2021, 10.1),
        ("m2", 981, 2022, 15.0),
    )
    compared = compare(small_frames(*texts, indicators=3), measures, small_catalogue("high", "high", "high"))
    assert years_out(compared).rows() == [("nw", "2020/21", 2022, 2, 2, 3, ["I0", "I1"])]
    assert years_out(compared.filter(pl.col("ref") == "I0")).is_empty()  # one figure alone


def test_another_measure_explains_what_our_own_does_not() -> None:
    keys = {"gm": 1, "nw": 981, "sn": 4, "england": 970}
    frames = small_frames(*(("I0", key, "2021/22", "20%") for key in keys))
    own = [("m0", number, 2022, 30.0) for number in keys.values()]
    other = [("x", number, 2022, 20.2) for number in keys.values() if number != 4]
    wrong_year = [("y", number, 2019, 20.0) for number in keys.values()]
    measures = small_measures(*own, *other, *wrong_year)
    catalogue = small_catalogue("low")
    odd = unexplained(compare(frames, measures, catalogue))
    candidates = pl.DataFrame([("I0", "x", "X"), ("I0", "y", "Y")], schema=CANDIDATES, orient="row")
    found = other_definitions(odd, averages(measures, members(catalogue)), candidates)
    assert found.rows() == [("I0", "m0", 0, 4, "x", "X", 2022, 3)]


def test_what_agrees_but_for_one_figure_needs_no_other_definition() -> None:
    keys = {"gm": (1, 20.0), "nw": (981, 20.0), "sn": (4, 25.0), "england": (970, 20.0)}
    frames = small_frames(*(("I0", key, "2021/22", "20%") for key in keys))
    measures = small_measures(*(("m0", number, 2022, value) for number, value in keys.values()))
    assert unexplained(compare(frames, measures, small_catalogue("low"))).is_empty()


def test_other_neighbours_change_conclusions() -> None:
    measures = small_measures(("m0", 1, 2022, 20.0), ("m0", 4, 2022, 18.2), ("m0", 5, 2022, 24.0))
    frames = small_frames(("I0", "sn", "2021/22", "18%"))
    compared = compare(frames, measures, small_catalogue("low"), (4,))
    polarities = pl.DataFrame({"ref": ["I0"], "polarity": ["low"]})
    row = neighbour_models(compared, measures, 1, "sn", polarities, (4,), (5,)).to_dicts()[0]
    assert (row["better_first"], row["better_second"]) == (False, True)
    assert (row["agrees_first"], row["agrees_second"]) == (True, False)
    assert row["changes"] == ["better", "agreement"]
    same = neighbour_models(compared, measures, 1, "sn", polarities, (4,), (4,)).to_dicts()[0]
    assert same["changes"] == []
    none = neighbour_models(compared, measures, 1, "sn", polarities, (4,), ()).to_dicts()[0]
    assert (none["second"], none["changes"]) == (None, [])
