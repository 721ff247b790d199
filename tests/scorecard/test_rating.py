"""Derived ratings: each kind of rule by hand, every reason for none, which rule holds, and what must always hold."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.figures import benchmarks, bundled, catalogue, figure, frame, indicator, outturns
from tui.scorecard.catalogue import RULE_KINDS, RatingRule
from tui.scorecard.rating import derive, rule_for

KINDS: dict[str, RatingRule] = {
    "havering": RatingRule("havering", "percent_of_target", green=10),
    "standard": RatingRule("standard", "percent_of_target", amber=10),
    "banded": RatingRule("banded", "percent_of_target", green=5, amber=5),
    "lincolnshire": RatingRule("lincolnshire", "points", below=2, above=1, amber=3),
    "two_five": RatingRule("two_five", "points", green=2, amber=3),
    "exact": RatingRule("exact", "points"),
    "kent": RatingRule("kent", "floor", floor=75),
    "kent_low": RatingRule("kent_low", "floor", floor=30),
    "rotherham": RatingRule("rotherham", "thresholds", amber=80, red=70),
    "rotherham_low": RatingRule("rotherham_low", "thresholds", amber=20, red=30),
    "range": RatingRule("range", "range", amber=3),
    "last_year": RatingRule("last_year", "last_year"),
    "comparator": RatingRule("comparator", "comparator", amber=5, comparator="england"),
}


def derived(
    rule: RatingRule | str, row: dict[str, Any], last_year: str = "", england: str = ""
) -> tuple[str | None, str]:
    rule = KINDS[rule] if isinstance(rule, str) else rule
    before = outturns(X1=last_year) if last_year else outturns()
    theirs = benchmarks(X1=england) if england else benchmarks()
    found = derive(frame(row), catalogue(rule), before, theirs)
    assert found.columns == ["ref", "derived_rating", "rule", "reason"]
    return found["derived_rating"][0], found["reason"][0]


def letter(rule: RatingRule | str, row: dict[str, Any], **evidence: str) -> str | None:
    return derived(rule, row, **evidence)[0]


@pytest.mark.parametrize(
    ("rule", "text", "target", "polarity", "rating"),
    [
        ("standard", "80%", "80%", "high", "G"),
        ("standard", "72%", "80%", "high", "A"),
        ("standard", "71.9%", "80%", "high", "R"),
        ("standard", "612", "612", "low", "G"),
        ("standard", "673", "612", "low", "A"),
        ("standard", "674", "612", "low", "R"),
        ("standard", "1.3%", "2.1%", "low", "G"),
        ("standard", "15%", "20-24%", "low", "G"),
        ("standard", "25%", "20-24%", "low", "A"),
        ("standard", "18%", "20-24%", "high", "A"),
        ("standard", "26.4%", "20-24%", "near", "A"),
        ("standard", "17.9%", "20-24%", "near", "R"),
        ("standard", "90", "fewer than 85", "low", "A"),
        ("standard", "1", "0", "low", "R"),
        ("havering", "72%", "80%", "high", "G"),
        ("havering", "71%", "80%", "high", "R"),
        ("banded", "76%", "80%", "high", "G"),
        ("banded", "75%", "80%", "high", "A"),
        ("banded", "71%", "80%", "high", "R"),
        ("lincolnshire", "93%", "95%", "high", "G"),
        ("lincolnshire", "92%", "95%", "high", "A"),
        ("lincolnshire", "90%", "95%", "high", "A"),
        ("lincolnshire", "89%", "95%", "high", "R"),
        ("lincolnshire", "99%", "95%", "high", "G"),
        ("lincolnshire", "21%", "20%", "low", "G"),
        ("lincolnshire", "24%", "20%", "low", "A"),
        ("lincolnshire", "25%", "20%", "low", "R"),
        ("lincolnshire", "18%", "20%", "near", "G"),
        ("lincolnshire", "22%", "20%", "near", "A"),
        ("lincolnshire", "14%", "20%", "near", "R"),
        ("two_five", "78%", "80%", "high", "G"),
        ("two_five", "75%", "80%", "high", "A"),
        ("two_five", "74.9%", "80%", "high", "R"),
        ("exact", "80%", "80%", "high", "G"),
        ("exact", "79%", "80%", "high", "R"),
        ("kent", "80%", "80%", "high", "G"),
        ("kent", "75%", "80%", "high", "A"),
        ("kent", "74%", "80%", "high", "R"),
        ("kent", "72%", "70%", "high", "G"),
        ("kent", "69%", "70%", "high", "R"),
        ("kent_low", "30%", "20%", "low", "A"),
        ("kent_low", "31%", "20%", "low", "R"),
        ("rotherham", "80%", "", "high", "G"),
        ("rotherham", "79%", "", "high", "A"),
        ("rotherham", "70%", "", "high", "A"),
        ("rotherham", "69%", "", "high", "R"),
        ("rotherham_low", "20%", "", "low", "G"),
        ("rotherham_low", "30%", "", "low", "A"),
        ("rotherham_low", "31%", "", "low", "R"),
        ("range", "24%", "20-24%", "low", "G"),
        ("range", "27%", "20-24%", "high", "A"),
        ("range", "28%", "20-24%", "near", "R"),
        ("range", "17%", "20-24%", "low", "A"),
        ("range", "16%", "20-24%", "low", "R"),
        ("range", "19%", "20%", "near", "A"),
        ("range", "40", "fewer than 85", "low", "G"),
    ],
)
def test_each_kind_of_rule(rule: str, text: str, target: str, polarity: str, rating: str) -> None:
    assert letter(rule, figure(text, target, polarity)) == rating


@pytest.mark.parametrize(
    ("text", "target", "polarity", "last_year", "rating"),
    [
        ("80%", "80%", "high", "90%", "G"),
        ("80%", "80%", "high", "", "G"),
        ("74%", "80%", "high", "74%", "A"),
        ("74%", "80%", "high", "74.1%", "R"),
        ("74%", "80%", "high", "85%", "R"),
        ("25%", "20%", "low", "28%", "A"),
        ("25%", "20%", "low", "24%", "R"),
        ("25%", "20%", "near", "15%", "A"),
        ("25%", "20%", "near", "16%", "R"),
    ],
)
def test_off_target_but_no_worse_than_last_year_is_amber(
    text: str, target: str, polarity: str, last_year: str, rating: str
) -> None:
    assert letter("last_year", figure(text, target, polarity), last_year=last_year) == rating


@pytest.mark.parametrize(
    ("text", "target", "polarity", "england", "rating"),
    [
        ("80%", "", "high", "80%", "G"),
        ("75%", "", "high", "80%", "A"),
        ("74%", "", "high", "80%", "R"),
        ("12%", "", "low", "10%", "A"),
        ("9%", "", "low", "10%", "G"),
        ("18%", "20%", "near", "22%", "G"),
        ("27%", "20%", "near", "22%", "A"),
        ("28%", "20%", "near", "22%", "R"),
    ],
)
def test_no_worse_than_the_comparator_is_green(
    text: str, target: str, polarity: str, england: str, rating: str
) -> None:
    assert letter("comparator", figure(text, target, polarity), england=england) == rating


@pytest.mark.parametrize(
    ("rule", "row", "evidence", "reason"),
    [
        ("standard", figure("69%", "80%"), {}, "69% is 11 pp below 80%, more than 10% of it (8 pp)"),
        ("standard", figure("84%", "85%"), {}, "84% is 1 pp below 85%, within 10% of it (8.5 pp)"),
        ("standard", figure("94%", "83%"), {}, "94% meets the target of 83%"),
        ("standard", figure("90", "fewer than 85", "low"), {}, "90 is 5 above 85, within 10% of it (8.5)"),
        (
            "banded",
            figure("75%", "80%"),
            {},
            "75% is 5 pp below 80%, more than 5% of it (4 pp) but within 10% of it (8 pp)",
        ),
        (
            "standard",
            figure("700", "612", "low", unit="rate_per_10000"),
            {},
            "700 is 88 per 10,000 above 612, more than 10% of it (61.2 per 10,000)",
        ),
        ("exact", figure("79%", "80%"), {}, "79% is 1 pp below 80%, with no tolerance"),
        ("lincolnshire", figure("93%", "95%"), {}, "93% is 2 pp below 95%, within 2 pp"),
        ("lincolnshire", figure("24%", "20%", "low"), {}, "24% is 4 pp above 20%, more than 1 pp but within 4 pp"),
        ("kent", figure("75%", "80%"), {}, "75% is 5 pp below 80%, not below the floor of 75%"),
        ("kent_low", figure("31%", "20%", "low"), {}, "31% is 11 pp above 20%, above the floor of 30%"),
        ("rotherham", figure("80%"), {}, "80% is no worse than 80%, where Amber begins"),
        (
            "rotherham",
            figure("75%"),
            {},
            "75% is worse than 80%, where Amber begins, but not than 70%, where Red begins",
        ),
        ("rotherham", figure("69%"), {}, "69% is worse than 70%, where Red begins"),
        ("range", figure("26%", "20-24%", "low"), {}, "26% is 2 pp above 24%, within 3 pp"),
        ("range", figure("22%", "20-24%", "low"), {}, "22% meets the target of 20-24%"),
        (
            "last_year",
            figure("75%", "80%"),
            {"last_year": "74%"},
            "75% is 5 pp below 80%, no worse than 74% in 2022/23",
        ),
        ("last_year", figure("73%", "80%"), {"last_year": "74%"}, "73% is 7 pp below 80%, worse than 74% in 2022/23"),
        (
            "comparator",
            figure("78%"),
            {"england": "80%"},
            "78% is 2 pp below the 80% of England (2021/22), within 5 pp",
        ),
        ("comparator", figure("81%"), {"england": "80%"}, "81% is no worse than the 80% of England (2021/22)"),
        (
            "comparator",
            figure("27%", "20%", "near"),
            {"england": "22%"},
            "27% is 7 pp above 20%, farther off than the 22% of England (2021/22), by no more than 5 pp",
        ),
    ],
)
def test_what_was_applied_stands_there_in_words(
    rule: str, row: dict[str, Any], evidence: dict[str, str], reason: str
) -> None:
    rating, words = derived(rule, row, **evidence)
    assert rating
    assert words == reason


@pytest.mark.parametrize(
    ("rule", "row", "reason"),
    [
        ("standard", figure("69%", "80%", "none"), "neither high nor low is good"),
        ("standard", figure("69%"), "no target published"),
        (
            "standard",
            figure("69%", "above statistical neighbour average"),
            "the target is only in words: above statistical neighbour average",
        ),
        ("standard", figure("Not Yet Available", "45%"), "no figure this month"),
        ("standard", figure("", "45%"), "no figure this month"),
        (
            "standard",
            figure("80", "fewer than 85"),
            "the target fewer than 85 limits the other side, where high is good",
        ),
        ("kent", figure("69%", "80%", "near"), "the rule kent needs high or low to be good"),
        (RatingRule("bare", "floor"), figure("69%", "80%"), "the rule bare names no floor"),
        (RatingRule("bare", "thresholds", amber=80), figure("69%"), "the rule bare names no level where Red begins"),
        (RatingRule("bare", "comparator"), figure("69%"), "the rule bare names no comparator"),
        (
            "rotherham_low",
            figure("69%"),
            "by the rule rotherham_low Red begins on the better side of Amber, where high is good",
        ),
        ("range", figure("69%", "80%"), "the target 80% is a single number and no range"),
        ("comparator", figure("69%"), "no benchmark of England"),
        ("last_year", figure("69%", "80%"), "off target, and there is no outturn of last year"),
    ],
)
def test_why_there_is_no_rating(rule: RatingRule | str, row: dict[str, Any], reason: str) -> None:
    assert derived(rule, row) == (None, reason)


def test_a_count_for_the_year_to_date_is_not_held_against_a_whole_year() -> None:
    row = figure("60", "100", basis="ytd")
    reason = "off target, and last year's outturn is that of the whole year"
    assert derived("last_year", row, last_year="50") == (None, reason)


def test_without_a_rule_or_an_entry_there_is_no_rating() -> None:
    rows = frame(figure("69%", "80%"), figure("69%", "80%", ref="Y9"))
    assert (
        derive(rows, catalogue(), outturns(), benchmarks())["reason"].to_list() == ["no rating rule holds for it"] * 2
    )
    found = derive(rows, catalogue(KINDS["standard"]), outturns(), benchmarks())
    assert found["rule"].to_list() == ["standard", None]


def test_binary_fractions_do_not_tip_the_scales() -> None:
    assert letter(RatingRule("r", "points", green=0.1), figure("12.9%", "13.0%")) == "G"
    assert letter(RatingRule("r", "points", green=0.3), figure("0.4%", "0.1%", "low")) == "G"
    assert letter(RatingRule("r", "percent_of_target", green=7), figure("93", "100")) == "G"


def test_a_figure_is_judged_as_published() -> None:
    row = figure("67%", "67%") | {"value": 66.6}
    assert letter("exact", row) == "G"
    assert letter("exact", row | {"text": None}) == "R"


def test_without_published_texts_there_are_words_all_the_same() -> None:
    bare = figure("75%", "80%") | {"text": None, "target_text": None}
    assert derived("standard", bare) == ("A", "75% is 5 pp below 80%, within 10% of it (8 pp)")
    assert derived("standard", bare | {"value": 80.0}) == ("G", "80% meets the target of 80%")
    before = outturns(X1="74%").with_columns(year=pl.lit(None, pl.String), text=pl.lit(None, pl.String))
    found = derive(frame(bare), catalogue(KINDS["last_year"]), before, benchmarks())
    assert found["reason"][0] == "75% is 5 pp below 80%, no worse than 74% last year"


# ---- which rule holds


def rule(key: str, applies_from: str | None = None, **scope: Any) -> RatingRule:
    return RatingRule(key, "points", applies_from, **scope)


def test_an_indicators_rule_beats_its_areas_and_that_the_scorecards() -> None:
    everyone = rule("all", "2023-09")
    area = rule("area", "2023-08", areas=("front_door",))
    own = rule("own", indicators=("X1",))
    period = date(2023, 9, 30)

    def holding(*rules: RatingRule, ref: str = "X1", area: str = "front_door") -> str | None:
        found = rule_for(catalogue(*rules), indicator(ref, area), period)
        return found.key if found else None

    assert holding(own, area, everyone) == "own"
    assert holding(everyone, area, own) == "own"
    assert holding(own, area, everyone, ref="X2") == "area"
    assert holding(own, area, everyone, ref="X2", area="workforce") == "all"
    assert holding(own, area, ref="X2", area="workforce") is None


def test_the_latest_rule_in_force_holds() -> None:
    rules = catalogue(rule("now", "2023-04"), rule("ahead", "2024-04"), rule("old", "2022-04"), rule("always"))

    def holding(period: date) -> str | None:
        found = rule_for(rules, indicator(), period)
        return found.key if found else None

    assert holding(date(2022, 3, 31)) == "always"
    assert holding(date(2022, 4, 30)) == "old"
    assert holding(date(2023, 9, 30)) == "now"
    assert holding(date(2024, 4, 30)) == "ahead"


def test_a_narrow_rule_that_lies_ahead_leaves_the_wide_one_in_force() -> None:
    rules = catalogue(rule("all"), rule("own", "2024-04", indicators=("X1",)))
    found = rule_for(rules, indicator(), date(2023, 9, 30))
    assert found is not None
    assert found.key == "all"


scopes = st.sampled_from([{}, {"areas": ("front_door",)}, {"indicators": ("X1",)}, {"indicators": ("X2",)}])
dates = st.sampled_from([None, "2022-04", "2023-04", "2023-09", "2023-10", "2024-04"])


@given(st.lists(st.tuples(dates, scopes), max_size=6))
def test_no_rule_that_could_hold_is_passed_over_for_a_lesser_one(
    specs: list[tuple[str | None, dict[str, Any]]],
) -> None:
    rules = [rule(str(number), applies_from, **scope) for number, (applies_from, scope) in enumerate(specs)]
    found = rule_for(catalogue(*rules), indicator(), date(2023, 9, 30))
    holding = [
        one for one in rules if (one.applies_from or "") <= "2023-09" and (not one.indicators or "X1" in one.indicators)
    ]
    assert (found is None) == (not holding)
    for other in holding:
        assert found is not None
        rank, other_rank = (len(one.indicators) * 2 + len(one.areas) for one in (found, other))
        assert (rank, found.applies_from or "") >= (other_rank, other.applies_from or "")


# ---- what must always hold

tenths = st.integers(-50, 1500).map(lambda number: number / 10)
amounts = st.integers(0, 300).map(lambda number: number / 10)
polarities = st.sampled_from(["high", "low", "near"])
RANK = {"R": 0, "A": 1, "G": 2}


@st.composite
def rules_of_any_kind(draw: st.DrawFn) -> RatingRule:
    return RatingRule(
        "any",
        draw(st.sampled_from(RULE_KINDS)),
        green=draw(amounts),
        amber=draw(amounts),
        below=draw(amounts),
        above=draw(amounts),
        red=draw(tenths),
        floor=draw(tenths),
        comparator="england",
    )


@st.composite
def targets(draw: st.DrawFn) -> dict[str, Any]:
    low, high = sorted((draw(amounts), draw(amounts)))
    return {"low": low, "high": high, "target_text": f"{low}-{high}%"}


def at(value: float, polarity: str, target: dict[str, Any]) -> dict[str, Any]:
    return figure(f"{value:.1f}%", polarity=polarity) | target


@settings(deadline=None)
@given(rules_of_any_kind(), polarities, targets(), st.lists(tenths, min_size=2, max_size=8), amounts, amounts)
def test_moving_towards_good_never_worsens_a_rating(
    any_rule: RatingRule, polarity: str, target: dict[str, Any], values: list[float], last_year: float, england: float
) -> None:
    rows = frame(*(at(value, polarity, target) for value in values))
    found = derive(rows, catalogue(any_rule), outturns(X1=f"{last_year}%"), benchmarks(X1=f"{england}%"))
    assert found["reason"].null_count() == 0
    rated = [
        (value, RANK[rating])
        for value, rating in zip(values, found["derived_rating"], strict=True)
        if rating is not None
    ]
    assert len(rated) in (0, len(values))
    off = max(target["low"], 0.0), target["high"]
    two_sided = polarity == "near" or any_rule.kind == "range"
    one_ended = any_rule.kind in ("comparator", "thresholds") and polarity != "near"
    for value, rank in rated:
        for other, other_rank in rated:
            if two_sided and not one_ended:
                better = (off[0] <= other <= off[1]) or value <= other <= off[0] or off[1] <= other <= value
            else:
                better = other >= value if polarity == "high" else other <= value
            assert not better or other_rank >= rank


@settings(deadline=None)
@given(tenths, st.integers(1, 1500), st.integers(1, 50), st.integers(0, 20), st.integers(0, 20), polarities)
def test_a_percentage_of_the_target_knows_no_scale(
    value: float, target: int, scale: int, green: int, amber: int, polarity: str
) -> None:
    percent = RatingRule("p", "percent_of_target", green=green, amber=amber)

    def rated(factor: int) -> str | None:
        row = figure(f"{value * factor:.1f}", polarity=polarity, unit="count")
        ends = {"low": target / 10 * factor, "high": target / 10 * factor, "target_text": f"{target / 10 * factor:.1f}"}
        return letter(percent, row | ends)

    assert rated(1) == rated(scale)


@settings(deadline=None)
@given(tenths, amounts, polarities)
def test_on_target_is_green_by_every_rule_that_measures_from_it(value: float, target: float, polarity: str) -> None:
    on_it = {"high": value >= target, "low": value <= target, "near": value == target}[polarity]
    row = at(value, polarity, {"low": target, "high": target, "target_text": f"{target}%"})
    for kind in ("percent_of_target", "points", "floor", "last_year"):
        found = letter(RatingRule("r", kind, floor=50.0), row, last_year="0%")
        if found is not None:
            assert (found == "G") == on_it


# ---- the bundled scorecard


def test_the_bundled_scorecard_by_its_own_rule() -> None:
    scorecard, frames, figures = bundled()
    found = derive(figures, scorecard.catalogue, frames.outturns, frames.benchmarks)
    assert found["ref"].to_list() == figures["ref"].to_list()
    assert found["reason"].null_count() == 0
    rated = dict(found.drop_nulls("derived_rating").select("ref", "derived_rating").iter_rows())
    assert rated == {
        "CIN2": "G",
        "CIN4": "G",
        "CIN5": "G",
        "CIN8": "A",
        "CIN17": "R",
        "CIN20": "A",
        "CF23": "A",
        "CF25": "G",
        "CF30": "A",
        "CF31": "A",
        "SG5": "G",
        "SG11": "G",
        "SG14": "G",
        "SG15": "R",
    }
    reasons = dict(found.select("ref", "reason").iter_rows())
    assert reasons["CIN17"] == "69% is 11 pp below 80%, more than 10% of it (8 pp)"
    assert reasons["SG18"] == "no figure this month"
    assert reasons["FD2f"] == "no target published"
    assert reasons["FD2e"] == "neither high nor low is good"
