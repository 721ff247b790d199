"""The made-up authority keeps its promises: an audit of it must find nothing but what was put there."""

from __future__ import annotations

import csv
import importlib.util
import io
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import cache
from itertools import combinations, groupby, pairwise
from pathlib import Path
from statistics import mean

import pytest

from tui.scorecard.catalogue import NOT_PUBLISHED, Catalogue, Indicator
from tui.scorecard.catalogue_file import load_catalogue
from tui.scorecard.missing import MISSING
from tui.scorecard.values import parse_target, parse_value

HERE = Path(__file__).resolve().parents[2] / "sample_data" / "made-up"
RECORDS = ("listing", "observation", "outturn", "benchmark", "target", "published")
MONTHS = [f"{2021 + month // 12}-{month % 12 + 1:02d}" for month in range(3, 39)]
LAST = MONTHS[-1]
WHOLES = {  # each of these counts is a part of another
    "FD2a": "FD1",
    "FD2b": "FD2a",
    "FD2e": "FD2a",
    "FD8b": "FD2d",
    "EH10d": "EH10",
    "EH12": "EH10",
    "EH11a": "CIN6",
    "CIN22": "CIN21",
    "CIN23": "CIN22",
    "CIN24": "CIN21",
    "CF3": "CF1",
    "CF16": "CF1",
    "CF19": "CF1",
}

Row = dict[str, str]
Figures = dict[str, dict[str, Fraction]]
"""The numbers by ref and month; a missing one is not there."""


@cache
def catalogue() -> Catalogue:
    return load_catalogue(HERE / "indicators.toml")


@cache
def text() -> str:
    return (HERE / "exampleshire.csv").read_text("utf-8")


@cache
def rows(record: str = "") -> list[Row]:
    return [row for row in csv.DictReader(io.StringIO(text())) if record in ("", row["record"])]


@cache
def texts_at(publication: str) -> dict[tuple[str, str], str]:
    """The observations as the scorecards published until then give them."""
    known = [row for row in rows("observation") if row["publication"] <= publication]
    return {(row["ref"], row["period"]): row["text"] for row in known}  # a later publication replaces an earlier one


@cache
def figures_at(publication: str) -> Figures:
    known: Figures = defaultdict(dict)
    for row in rows("observation"):
        if row["publication"] <= publication:
            known[row["ref"]].pop(row["period"], None)
            if row["value"]:
                known[row["ref"]][row["period"]] = Fraction(row["value"])
    return known


def at_every_publication() -> Iterator[Figures]:
    return map(figures_at, MONTHS)


def months_of_year(month: str) -> list[str]:
    """April to `month`."""
    index = MONTHS.index(month)
    return MONTHS[index - index % 12 : index + 1]


def with_unit(unit: str, basis: str | None = None) -> list[Indicator]:
    return [entry for entry in catalogue().indicators.values() if entry.unit == unit and basis in (None, entry.basis)]


def half(ref: str) -> Fraction:
    """The most that rounding changes a figure by."""
    return Fraction(1, 2 * 10 ** catalogue().indicators[ref].decimals)


def both(figures: Figures, *refs: str) -> list[str]:
    """The months in which all these have a number."""
    return [month for month in MONTHS if all(month in figures[ref] for ref in refs)]


def total_of(figures: Figures, refs: Iterable[str], months: list[str]) -> Fraction:
    return sum((figures[ref][month] for ref in refs for month in months), Fraction())


# ---- The files ----


def test_the_generator_makes_the_committed_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(HERE))  # the generator imports its neighbour
    spec = importlib.util.spec_from_file_location("made_up_generator", HERE / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    generator = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, generator)  # dataclasses look their module up there
    spec.loader.exec_module(generator)
    assert generator.csv_text() == text()


def test_the_catalogue_fills_every_area() -> None:
    assert catalogue().authority == "Exampleshire (made-up)"
    refs_by_area = Counter(indicator.area for indicator in catalogue().indicators.values())
    assert min(refs_by_area[area] for area in catalogue().areas) >= 15
    assert {area.head_of_service for area in catalogue().areas.values()} == {NOT_PUBLISHED}
    for ref, indicator in catalogue().indicators.items():
        assert len(indicator.short_name) <= 30, ref
        area = catalogue().area_of_ref(ref)
        assert area == catalogue().areas[indicator.area], ref


def test_the_file_is_small_and_its_rows_are_in_order() -> None:
    assert len(text().encode()) < 1_500_000
    assert "\r" not in text()
    order = {row["ref"]: place for place, row in enumerate(rows("listing"))}
    keys = [(RECORDS.index(row["record"]), row["publication"], order[row["ref"]], row["period"]) for row in rows()]
    assert keys == sorted(keys)


def test_the_listing_is_the_catalogue_by_area_and_ref() -> None:
    areas = {area.key: area for area in catalogue().areas.values()}
    listed = [(row["ref"], row["area"], row["name"]) for row in rows("listing")]
    entries = catalogue().indicators.values()
    assert sorted(listed) == sorted((entry.ref, areas[entry.area].name, entry.name) for entry in entries)
    places = []
    for ref, area, _ in listed:
        prefix, number, suffix = re.split(r"(\d+)", ref, maxsplit=1)
        found = catalogue().area_named(area)
        assert found is not None
        assert found.prefix == prefix
        places.append((found.order, int(number), suffix))
    assert places == sorted(places)


def test_no_record_is_there_twice() -> None:
    key = ("record", "publication", "ref", "period", "year", "comparator")
    counts = Counter(tuple(row[name] for name in key) for row in rows())
    assert counts.most_common(1)[0][1] == 1


def test_texts_values_and_reasons_say_the_same() -> None:
    for row in rows("observation") + rows("outturn") + rows("benchmark"):
        read = parse_value(row["text"])
        assert bool(row["value"]) != bool(row["missing"]), row
        assert row["missing"] in ("", *MISSING), row
        assert (read.missing or "") == row["missing"], row
        if read.number is not None:
            indicator = catalogue().indicators[row["ref"]]
            assert read.number == float(row["value"]), row
            assert read.decimals == indicator.decimals, row
            assert read.percent == (indicator.unit == "percent"), row


# ---- Publications ----


def test_each_month_is_first_published_in_its_own_publication() -> None:
    own = {(row["ref"], row["period"]) for row in rows("observation") if row["publication"] == row["period"]}
    assert own == {(ref, month) for ref in catalogue().indicators for month in MONTHS}


def test_late_values_are_there_a_month_later() -> None:
    late = [row for row in rows("observation") if row["missing"] == "not_yet_available"]
    assert {row["period"] for row in late} == {row["publication"] for row in late}
    assert len({row["publication"] for row in late}) >= 5
    for row in late:
        next_month = MONTHS[MONTHS.index(row["period"]) + 1]
        assert row["period"] in figures_at(next_month)[row["ref"]], row


def test_later_publications_repeat_only_what_has_changed() -> None:
    before: dict[tuple[str, str], str] = {}
    restated = set()
    for row in rows("observation"):
        key = row["ref"], row["period"]
        assert before.get(key) != row["text"], row
        if before.get(key) not in (None, "Not Yet Available"):
            restated.add(row["period"])
        before[key] = row["text"]
    assert len(restated) >= 8


def test_quarterly_indicators_have_values_at_quarter_ends_only() -> None:
    quarterly = [entry.ref for entry in catalogue().indicators.values() if entry.basis == "quarter"]
    assert len(quarterly) >= 4
    for ref in quarterly:
        assert set(figures_at(LAST)[ref]) == {month for month in MONTHS if int(month[-2:]) % 3 == 0}
        blank = {row["missing"] for row in rows("observation") if row["ref"] == ref and not row["value"]}
        assert blank == {"blank"}


# ---- What the figures must obey ----


def test_percentages_and_counts_stay_in_their_bounds() -> None:
    for row in rows("observation") + rows("outturn") + rows("benchmark"):
        if row["value"]:
            indicator = catalogue().indicators[row["ref"]]
            assert float(row["value"]) >= 0, row
            assert indicator.unit != "percent" or float(row["value"]) <= 100, row


def test_counts_of_one_to_five_are_suppressed_with_what_gives_them_away() -> None:
    for indicator in with_unit("count"):
        assert not any(1 <= number <= 5 for number in figures_at(LAST)[indicator.ref].values()), indicator.ref
    shares = [entry for entry in catalogue().indicators.values() if entry.numerator]
    texts = texts_at(LAST)
    for share in shares:
        for month in MONTHS:
            assert (texts[str(share.numerator), month] == "c") == (texts[share.ref, month] == "c"), (share.ref, month)
    assert any(texts[share.ref, month] == "c" for share in shares for month in MONTHS)


def test_shares_are_their_numerator_over_their_denominator() -> None:
    shares = [entry for entry in with_unit("percent") if entry.numerator and entry.denominator]
    assert len(shares) >= 5
    for figures in at_every_publication():
        for share in shares:
            numerator, denominator = str(share.numerator), str(share.denominator)
            for month in both(figures, share.ref, numerator, denominator):
                ratio = 100 * figures[numerator][month] / figures[denominator][month]
                assert abs(figures[share.ref][month] - ratio) <= half(share.ref), (share.ref, month)


def test_every_rate_implies_the_same_population_under_18() -> None:
    least, most = [], []
    for figures in at_every_publication():
        for rate in with_unit("rate_per_10000", "snapshot"):
            assert rate.numerator, rate.ref
            for month in both(figures, rate.ref, rate.numerator):
                count, value = figures[rate.numerator][month] * 10_000, figures[rate.ref][month]
                least.append(count / (value + half(rate.ref)))
                most.append(count / (value - half(rate.ref)))
    assert 55_000 < max(least) <= min(most) < 65_000
    assert min(most) - max(least) < 100


@pytest.mark.parametrize(
    ("rate", "count"),
    [("FD2", "FD1"), ("CIN2", "CIN1"), ("CIN7", "CIN6"), ("CIN10", "CIN9"), ("CIN14", "CIN13")],
)
def test_rolling_rates_are_those_of_the_last_twelve_months(rate: str, count: str) -> None:
    for figures in at_every_publication():
        months = both(figures, rate, count)
        for index, month in enumerate(months[11:]):
            total = total_of(figures, [count], months[index : index + 12])
            assert abs(figures[rate][month] - total * 10_000 / 60_400) <= half(rate), month


@pytest.mark.parametrize(
    ("refs", "slack"), [(("FD8c", "FD8d", "FD8e", "FD8f"), Fraction(2, 10)), (("SG18", "SG19", "SG20"), Fraction(1))]
)
def test_outcomes_add_up_to_a_hundred(refs: tuple[str, ...], slack: Fraction) -> None:
    for figures in at_every_publication():
        for month in both(figures, *refs):
            assert abs(total_of(figures, refs, [month]) - 100) <= slack, month


@pytest.mark.parametrize(("stock", "came", "left"), [("CF1", "CF4", "CF5"), ("EH3", "EH2", "EH10")])
def test_who_is_there_follows_from_who_came_and_who_left(stock: str, came: str, left: str) -> None:
    for figures in at_every_publication():
        for before, month in pairwise(both(figures, stock, came, left)):
            assert figures[stock][month] - figures[stock][before] == figures[came][month] - figures[left][month]


def test_parts_are_no_larger_than_their_wholes() -> None:
    for figures in at_every_publication():
        for part, whole in WHOLES.items():
            for month in both(figures, part, whole):
                assert figures[part][month] <= figures[whole][month], (part, month)
        for month in both(figures, "SG13", "SG14"):
            assert figures["SG14"][month] <= figures["SG13"][month], month
        for month in both(figures, "CIN11", "CIN12"):
            assert figures["CIN11"][month] + figures["CIN12"][month] <= 100, month


@pytest.mark.parametrize("ref", ["SG17", "EH9a", "CF13", "WF11", "WF12"])
def test_counts_for_the_year_to_date_never_fall_within_a_year(ref: str) -> None:
    for figures in at_every_publication():
        for before, month in pairwise(both(figures, ref)):
            if before in months_of_year(month):
                assert figures[ref][before] <= figures[ref][month], month


@pytest.mark.parametrize(("running", "monthly"), [("SG17", "SG16"), ("EH9a", "EH9")])
def test_counts_for_the_year_to_date_are_running_sums(running: str, monthly: str) -> None:
    assert catalogue().indicators[running].twin == monthly
    for figures in at_every_publication():
        for month in both(figures, running):
            year = months_of_year(month)
            if all(other in figures[monthly] for other in year):
                assert figures[running][month] == total_of(figures, [monthly], year), month


def test_percentages_for_the_year_to_date_agree_with_their_twins() -> None:
    twins = [entry for entry in with_unit("percent", "ytd") if entry.twin]
    assert len(twins) >= 8
    for figures in at_every_publication():
        for indicator in twins:
            assert indicator.twin
            for month in both(figures, indicator.ref, indicator.twin):
                months = [figures[indicator.twin].get(other) for other in months_of_year(month)]
                known = [number for number in months if number is not None]
                slack = half(indicator.ref) + half(indicator.twin)
                if len(known) == len(months):
                    value = figures[indicator.ref][month]
                    assert min(known) - slack <= value <= max(known) + slack, (indicator.ref, month)


def test_conferences_in_time_for_the_year_are_those_of_its_months() -> None:
    for figures in at_every_publication():
        for month in both(figures, "SG5", "SG6", "SG7"):
            year = months_of_year(month)
            held = [figures["SG7"][other] for other in year]
            in_time = [round(figures["SG6"][other] * count / 100) for other, count in zip(year, held, strict=True)]
            assert abs(figures["SG5"][month] - Fraction(100 * sum(in_time)) / sum(held)) <= half("SG5"), month


def test_no_two_indicators_are_equal_five_months_running() -> None:
    figures = figures_at(LAST)
    for one, other in combinations(figures, 2):
        equal = [figures[one][month] == figures[other][month] for month in both(figures, one, other)]
        assert max((len(list(run)) for same, run in groupby(equal) if same), default=0) < 5, (one, other)


def test_only_one_indicator_never_changes() -> None:
    figures = figures_at(LAST)
    assert set(figures["CF33"].values()) == {100}
    for ref in figures.keys() - {"CF33"}:
        longest = max((len(list(run)) for _, run in groupby(figures[ref].values())), default=0)
        assert longest <= 5, ref


# ---- Ratings, arrows, targets, benchmarks, outturns ----


def test_arrows_are_the_sign_of_the_change_on_the_month_before() -> None:
    arrows = {(row["ref"], row["period"]): row["direction"] for row in rows("published")}
    for before, month in pairwise([MONTHS[0], *MONTHS]):
        figures = figures_at(month)
        for ref in catalogue().indicators:
            now, then = figures[ref].get(month), figures[ref].get(before) if before != month else None
            expected = "" if now is None or then is None else "up" if now > then else "down" if now < then else "same"
            assert arrows.get((ref, month), "") == expected, (ref, month)


def test_ratings_follow_one_rule() -> None:
    ratings = {(row["ref"], row["period"]): row["rating"] for row in rows("published")}
    for row in rows("target"):
        ref, month = row["ref"], row["period"]
        number, polarity = figures_at(month)[ref].get(month), catalogue().indicators[ref].polarity
        low, high = Fraction(row["low"]), Fraction(row["high"])
        expected = ""
        if number is not None and polarity == "high":
            expected = "G" if number >= low else "A" if number >= low * Fraction(9, 10) else "R"
        elif number is not None and polarity == "low":
            expected = "G" if number <= high else "A" if number <= high * Fraction(11, 10) else "R"
        assert ratings.pop((ref, month), "") == expected, (ref, month)
    assert set(ratings.values()) == {""}  # nothing is rated without a target


def test_the_last_month_has_some_of_every_rating_and_a_red_in_every_area() -> None:
    areas = {row["ref"]: row["area"] for row in rows("listing")}
    rated = [row for row in rows("published") if row["period"] == LAST and row["rating"]]
    shares = {rating: count / len(rated) for rating, count in Counter(row["rating"] for row in rated).items()}
    assert 0.10 <= shares["R"] <= 0.14
    assert 0.15 <= shares["A"] <= 0.25
    assert {areas[row["ref"]] for row in rated if row["rating"] == "R"} == set(areas.values())


def test_every_month_has_its_targets_and_one_is_a_range() -> None:
    months_by_ref = defaultdict(list)
    for row in rows("target"):
        target = parse_target(row["text"])
        assert target is not None, row
        assert (target.low, target.high) == (float(row["low"]), float(row["high"])), row
        months_by_ref[row["ref"]].append(row["period"])
        assert row["publication"] == row["period"]
    assert set(map(tuple, months_by_ref.values())) == {tuple(MONTHS)}
    assert 40 <= len(months_by_ref) <= 50
    assert {row["ref"] for row in rows("target") if row["low"] != row["high"]} == {"CIN4"}


def test_each_publication_of_benchmarks_is_of_one_newer_year() -> None:
    years = {row["publication"]: row["year"] for row in rows("benchmark")}
    assert list(years.values()) == ["2019/20", "2020/21", "2021/22", "2022/23"]
    for publication, year in years.items():
        brought = [row for row in rows("benchmark") if row["publication"] == publication]
        assert {row["year"] for row in brought} == {year}
        comparators = Counter(row["comparator"] for row in brought)
        assert comparators.keys() == catalogue().comparators.keys()
        assert set(comparators.values()) == {35}


def test_outturns_follow_from_the_months_of_their_year() -> None:
    known = {(row["ref"], row["year"]): Fraction(row["value"]) for row in rows("outturn") if row["value"]}
    for indicator in with_unit("count"):
        for year, april in (("2021/22", 0), ("2022/23", 12)):
            months = [figures_at(LAST)[indicator.ref].get(month) for month in MONTHS[april : april + 12]]
            numbers = [number for number in months if number is not None]
            outturn = known.get((indicator.ref, year))
            if outturn is None or indicator.basis == "quarter" or len(numbers) < 12:
                continue
            average = Fraction(sum(numbers), 12)
            expected = average if indicator.basis == "month" else numbers[-1]
            assert abs(outturn - expected) <= half(indicator.ref), (indicator.ref, year)


def test_outturns_are_published_in_the_april_after_their_year() -> None:
    first = {(row["ref"], row["year"]): row["publication"] for row in reversed(rows("outturn"))}
    aprils = {"2020/21": "2021-04", "2021/22": "2022-04", "2022/23": "2023-04"}
    assert first == {(ref, year): april for ref in catalogue().indicators for year, april in aprils.items()}


# ---- What there is to be found ----


def test_assessments_improve_by_ten_points_for_good_in_october_2022() -> None:
    values = figures_at(LAST)["CIN8"]
    shift = MONTHS.index("2022-10")
    before = [float(values[month]) for month in MONTHS[:shift]]
    after = [float(values[month]) for month in MONTHS[shift:]]
    assert 8 <= mean(after) - mean(before) <= 12


def test_screenings_in_time_decline_year_after_year() -> None:
    values = figures_at(LAST)["FD2f"]
    years = [mean(float(values[month]) for month in MONTHS[april : april + 12]) for april in (0, 12, 24)]
    assert years[0] - 4 > years[1] > years[2] + 4


@pytest.mark.parametrize("ref", ["FD1", "CIN10c", "SG10"])
def test_august_dips(ref: str) -> None:
    values = figures_at(LAST)[ref]
    for year in (2021, 2022, 2023):
        assert values[f"{year}-08"] < values[f"{year}-07"]
        assert values[f"{year}-08"] < values[f"{year}-09"]
