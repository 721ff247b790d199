from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from tests.support.subjects import comment, finding, insight, published, subject
from tests.support.views import benchmark, figure
from tui.scorecard.fields import ALIASES, FIELD_HELP, FIELDS, comparator_name, find_field, near_names
from tui.scorecard.query import parse
from tui.scorecard.review import Review
from tui.scorecard.subject import Subject
from tui.scorecard.views import Amount, BenchmarkView, Change, Point, TargetView


def holds(query: str, one: Subject) -> bool:
    return parse(query).matches(one)


def found(query: str) -> list[str]:
    """Refs of the September 2023 scorecard."""
    wanted = parse(query)
    return [one.indicator.ref for one in published() if wanted.matches(one)]


def target(low: float | None, high: float | None, text: str = "") -> TargetView:
    return TargetView(text, low, high, "a.txt:1:10")


def worse(gap: float) -> Amount:
    return Amount(gap, 0, better=False)


def test_every_field_says_what_it_is_and_how_it_is_typed() -> None:
    assert [name for name, _, _ in FIELD_HELP][: len(FIELDS)] == list(FIELDS)
    for name, told, examples in FIELD_HELP:
        assert told
        assert examples
        for example in examples:
            query = parse(example)
            assert query
            assert find_field(name) is not None


def test_examples_are_of_their_own_field() -> None:
    for name, _, examples in FIELD_HELP[: len(FIELDS)]:
        assert any(term.text.lstrip("-").startswith(name) for term in parse(examples[0]).terms)


def test_columns_of_the_table_can_be_called_by_their_own_names() -> None:
    assert all(find_field(other) is FIELDS[name] for other, name in ALIASES.items())


@pytest.mark.parametrize(
    ("query", "refs"),
    [
        ("rag:r area:cin", ["CIN17", "CIN21"]),
        ("ref:cf2 dental", ["CF25"]),
        ("ref=cin2", ["CIN2"]),
        ('"within 72hrs"', ["FD2f"]),
        ("2023-04=91.1", ["FD2f"]),
        ("apr-23=91.1%", ["FD2f"]),
        ("finding:arrow", ["CIN4", "FD2d"]),
    ],
)
def test_the_published_scorecard_is_found_by_its_own_figures(query: str, refs: list[str]) -> None:
    assert sorted(found(query)) == sorted(refs)


@pytest.mark.parametrize("area", ["sg", "safeguarding", "quality", "Safeguarding_and_Quality", '"safeguarding and"'])
def test_an_area_is_found_by_letters_or_by_words(area: str) -> None:
    assert {one.indicator.area for one in published() if holds(f"area:{area}", one)} == {
        "Safeguarding and Quality Assurance"
    }


def test_the_whole_name_of_an_area_is_that_area_alone() -> None:
    assert holds('area="front door"', subject(area="Front Door"))
    assert not holds('area="front door"', subject(area="Front Door Two"))
    assert holds('area:"front door"', subject(area="Front Door Two"))


@pytest.mark.parametrize(
    ("polarity", "gap", "adverse"),
    [
        ("high", -11, "gap=11"),
        ("high", 6, "gap=-6"),
        ("low", 6, "gap=6"),
        ("low", -6, "gap=-6"),
        ("near", -2, "gap=2"),
        ("near", 2, "gap=2"),
        ("high", 0, "gap=0"),
        ("none", 6, "gap:none"),
    ],
)
def test_a_gap_counts_on_the_wrong_side_of_the_target(polarity: str, gap: float, adverse: str) -> None:
    one = subject(polarity=polarity, gap=Amount(gap, 0))
    assert holds(adverse, one)
    assert holds(f"vtarget={gap}", one)


def test_without_a_target_there_is_no_gap() -> None:
    assert holds("gap:none vtarget:none -gap>0 -gap<=0", subject())


def test_worse_is_the_change_since_last_month_and_up_is_the_arrow() -> None:
    one = subject(direction="up", since_last_month=Change("August 2023", Amount(-4, 0, better=False)))
    assert holds("dir:worse dir:up dir:same,worse change=-4 change<0", one)
    assert not holds("dir:better", one)
    assert holds("dir:none -dir:worse -dir:better change:none", subject())


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("concern", "concern special -none -improving"),
        ("improving", "improving special"),
        ("changed", "changed special"),
        ("common", "common -special -none"),
        ("too_few", "too_few too-few -special"),
        ("not_for_basis", "none -special"),
        ("no_values", "none"),
    ],
)
def test_signals(state: str, words: str) -> None:
    one = subject(insight(state))
    for word in words.split():
        sign = "-" if word.startswith("-") else ""
        assert holds(f"{sign}signal:{word.removeprefix('-')}", one), word


def test_nothing_derived_is_no_signal_no_derived_rating_and_no_finding() -> None:
    assert holds("signal:none derived:none finding:no months:none", subject())


@pytest.mark.parametrize(
    ("rating", "words"), [("R", "r red R"), ("A", "a amber am"), ("G", "g green"), (None, "none unrated")]
)
def test_a_rating_is_found_by_letter_or_word(rating: str | None, words: str) -> None:
    one = subject(insight(derived=rating), rating=rating)
    assert all(holds(f"rag:{word} derived:{word}", one) for word in words.split())
    assert not holds("rag:r,a,g,none -rag:r,a,g,none", one)


def test_a_published_and_a_derived_rating_are_two_things() -> None:
    assert holds("rag:g derived:r -rag:r -derived:g", subject(insight(derived="R"), rating="G"))


def test_months_count_back_from_the_present_rating() -> None:
    one = subject(insight(ratings="RGRRR"), rating="R")
    assert holds("months=3 months>2 months:2..3", one)
    assert not holds("months>3", one)
    assert holds("months:none", subject(insight(ratings="RR"), period=date(2023, 10, 31)))


def test_worst_is_worse_than_all_that_it_can_be_compared_with() -> None:
    gm, england = benchmark(5, worse(-3)), benchmark(6, worse(-4), "england")
    assert holds("worst:yes", subject(benchmarks=(gm, england)))
    assert holds("worst:yes", subject(benchmarks=(gm, benchmark(5, None, "england"))))
    assert holds("worst:no", subject(benchmarks=(gm, benchmark(1, Amount(1, 0, better=True), "england"))))
    assert holds("worst:no", subject(benchmarks=(gm, benchmark(2, Amount(0, 0), "england"))))
    assert holds("worst:no", subject(benchmarks=(benchmark(5, None),)))
    assert holds("worst:no", subject())


@pytest.mark.parametrize(
    ("one", "query"),
    [
        (target(80, 80), "target:yes target=80 target:80% target>79 target:70..85 -target=70..85 -target<80"),
        (target(20, 24), "target=20..24 target:20 target:24 target>23 target<21 -target=20 -target=24 -target:22"),
        (target(None, 85), "target=..85 target:85 target<=85 -target=85"),
        (target(20, None), "target=20.. target>=20 -target=20"),
        (target(None, None, "Above average"), 'target:yes target="above average" -target>0 -target="average"'),
        (None, "target:no -target:yes -target>0"),
    ],
)
def test_a_target_is_compared_by_either_end_and_equals_as_a_whole(one: TargetView | None, query: str) -> None:
    assert holds(query, subject(target=one))


def test_figures_are_numbers_or_missing_for_a_reason() -> None:
    one = subject(
        values=(84.0, None, 69.0),
        previous_year=figure(None, "suppressed"),
        benchmarks=(benchmark(20, None), BenchmarkView("South East", "South East", "SE", None, figure(12.5), None)),
    )
    assert holds("value=69 value:69% value>68pp value:60..70 current<70 missing:no", one)
    assert holds("2023-08:blank 2023-08:none 2023-07=84 sep-23=69 2022-01:absent,5 2022-01:none", one)
    assert holds("previous:suppressed previous:none -previous>0", one)
    assert holds('gm=20 GM<=20 england:absent benchmark."South East">12 benchmark.gm=20', one)


def test_a_missing_current_figure_is_found_by_its_reason() -> None:
    one = subject(values=(1.0, None))
    assert holds("missing:yes missing:blank value:blank value:none", one)
    assert not holds("missing:suppressed", one)


def test_a_number_that_is_none_is_missing() -> None:
    assert holds("value:none missing:yes missing:unreadable", subject(values=(float("nan"),)))


def test_figures_keep_what_is_behind_their_point() -> None:
    one = subject(values=(0.1 + 0.2,))
    assert holds("value=0.30000000000000004", one)
    assert not holds("value=0.3", one)


def test_the_trend_is_the_change_over_the_months_of_a_sparkline() -> None:
    assert holds("trend=-0.4", subject(values=(13.0, None, 12.6)))
    assert holds("trend=0", subject(values=(50.0, *[1.0] * 12)))
    assert holds("trend:none", subject(values=(5.0,)))


def test_what_was_said_of_an_indicator() -> None:
    one = subject(review=Review("needs_explanation", assigned="Grace Long", comment=comment()))
    assert holds("reviewed:no state:explain state:needs_explanation comment:yes assigned:yes assigned:grace", one)
    assert holds('assigned:long assigned:"grace lo" assigned="Grace Long" -assigned=Grace', one)
    assert holds("reviewed:y state:escalated", subject(review=Review("escalated")))
    assert holds("reviewed:no state:open comment:no assigned:none assigned:no -assigned:yes", subject())
    assert holds("comment:no", subject(review=Review(comment=comment("  "))))


def test_a_name_that_is_one_of_the_words_is_found_in_quotes() -> None:
    one = subject(review=Review(assigned="None"))
    assert holds('assigned="none" assigned:"none" assigned:yes', one)
    assert not holds("assigned:none", one)


def test_names_in_any_script_are_found() -> None:
    assert holds("assigned:łu", subject(review=Review(assigned="Łucja")))


def test_what_the_audit_found() -> None:
    one = subject(insight("common", None, "", finding("arrow_rounding", "warning"), finding("copied", "info")))
    assert holds("finding:yes finding:copied finding:warning finding:error,info", one)
    assert not holds("finding:arrow", one)
    assert not holds("finding:error", one)


def test_what_the_catalogue_says() -> None:
    one = subject(unit="rate_per_10000", polarity="near", basis=None)
    assert holds("unit:rate polarity:near basis:none", one)
    assert holds("unit:count polarity:high basis:month", subject())


def test_heads_of_service() -> None:
    assert holds("head:ada head:long -head:none", subject())
    assert holds("head:none -head:not", subject(head_of_service="not published"))


def test_names_are_found_by_words_or_by_a_run_of_text() -> None:
    one = subject(name="Contacts received (in month)", short_name="In contacts")
    assert holds('name:rec name:"received in" "IN MONTH" "in contacts" name="Contacts received (in month)"', one)
    assert not holds('"month in contacts"', one)
    assert not holds("name:eceived", one)


def test_any_comparator_has_a_field_that_every_query_can_be_read_with() -> None:
    assert comparator_name("gm") == "gm"
    assert comparator_name("london") == "benchmark.london"
    assert comparator_name('Sou"th') == 'benchmark."Sou\\"th"'
    assert find_field("london") is None
    field = find_field("London", ("london",))
    assert field is not None
    assert field.name == "london"


def test_a_month_has_one_field_however_it_is_written() -> None:
    names = ["2023-04", "apr-23", "APR-2023", "04/2023"]
    assert {field.name for name in names if (field := find_field(name))} == {"2023-04"}
    assert find_field("2023-13") is None
    assert find_field("april" * 20) is None


def test_near_names() -> None:
    assert near_names("rga") == ["rag"]
    assert near_names("singal") == ["signal"]
    assert near_names("x" * 100_000) == []


def test_a_figure_of_the_history_is_that_of_its_month() -> None:
    months = (Point(date(2023, 7, 31), figure(3)), Point(date(2023, 9, 30), figure(5)))
    assert holds("2023-07=3 2023-08:absent 2023-09=5", subject(history=months))


def test_filtering_loads_nothing_heavy() -> None:
    code = """
import sys
import tui.scorecard.completion, tui.scorecard.like, tui.scorecard.ordering, tui.scorecard.query
print([name for name in ("polars", "rich", "textual", "click", "difflib") if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"
