"""Which indicators are problems, in what order, and the reasons in words and points."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache
from typing import Any, get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import figures as made
from tests.support.views import SEPTEMBER, benchmark, figure, indicator, indicators
from tui import bundled
from tui.scorecard.finding import KINDS, Finding
from tui.scorecard.finding import Kind as FindingKind
from tui.scorecard.insight_views import Insight
from tui.scorecard.insights import insights
from tui.scorecard.missing import MISSING
from tui.scorecard.overview import overview
from tui.scorecard.periods import add_months
from tui.scorecard.periods import key as period_key
from tui.scorecard.problems import Severity
from tui.scorecard.rating_history import RatingPoint, months_in_a_row
from tui.scorecard.review import STATES, Comment, Review
from tui.scorecard.signal_words import Signal
from tui.scorecard.subject import Subject, subjects
from tui.scorecard.triage import SWITCHES, Case, Switch, case_of, is_problem, triage
from tui.scorecard.triage_reasons import FINDING_WORDS, Kind
from tui.scorecard.triage_weights import TriageWeights
from tui.scorecard.views import NO_FIGURE, Amount, Change, Figure, IndicatorView, Point, TargetView
from tui.sources.opening import open_scorecard
from tui.sources.request import Request

DEFAULT = TriageWeights()
NOTHING = TriageWeights(**dict.fromkeys(TriageWeights.__struct_fields__, 0.0))
MADE_UP = bundled.sample_path().parent / "made-up" / "exampleshire.csv"
SPOKEN = Review(comment=Comment("Seen.", "ada", datetime(2023, 10, 9, tzinfo=UTC), "1"))


def insight(**fields: Any) -> Insight:
    one = Insight("FD1", None, "no rule", None, None, Signal("too_few", 6))
    return msgspec.structs.replace(one, **fields)


def finding(kind: FindingKind = "arrow", severity: Severity = "error") -> Finding:
    return Finding("FD1", kind, severity, SEPTEMBER, "up", "down", "The arrow is wrong.", ())


def rated(ratings: str) -> tuple[RatingPoint, ...]:
    """One month a letter, up to September 2023."""
    months = (add_months(SEPTEMBER, position + 1 - len(ratings)) for position in range(len(ratings)))
    return tuple(RatingPoint(month, rating) for month, rating in zip(months, ratings, strict=True) if rating != ".")


def subject(one: IndicatorView | None = None, review: Review = SPOKEN, **derived: Any) -> Subject:
    """A subject with commentary, so that nothing speaks but what a test gives it."""
    return Subject(one or indicator(), insight(**derived), review)


def off_target(gap: float, target: TargetView, unit: str = "percent", digits: int = 0, **fields: Any) -> IndicatorView:
    amount = Amount(gap, digits, better=False)
    return indicator(unit=unit, target=target, gap=amount, **fields)


def target(low: float | None, high: float | None) -> TargetView:
    return TargetView("a target", low, high, "a.txt:1:10")


def moving(*texts: str, better: bool | None = False, since: str = "August 2023", **fields: Any) -> IndicatorView:
    """An indicator with these months up to September 2023, as published, whose last change is for the worse."""
    values = [float(text.rstrip("%")) if text else None for text in texts]
    shown = [Figure(value, text, None if text else "blank", None) for value, text in zip(values, texts, strict=True)]
    points = tuple(Point(add_months(SEPTEMBER, at + 1 - len(shown)), each) for at, each in enumerate(shown))
    digits = max(len(text.rstrip("%").partition(".")[2]) for text in texts[-2:])
    last, before = values[-1], values[-2]
    change = Change(since, Amount(round(last - before, digits), digits, better)) if None not in (last, before) else None  # type: ignore[operator]
    given: dict[str, Any] = {"unit": "percent", "history": points, "current": shown[-1], "since_last_month": change}
    return indicator(**given | fields)


def said(one: Subject, weights: TriageWeights = DEFAULT) -> list[tuple[str, str, float]]:
    return [(reason.kind, reason.words, reason.points) for reason in case_of(one, weights).reasons]


# ---- What is a problem


def test_a_published_red_is_one_and_other_ratings_are_not() -> None:
    ratings = {rating: is_problem(subject(indicator(rating=rating))) for rating in ("R", "A", "G", None)}
    assert ratings == {"R": True, "A": False, "G": False, None: False}


def test_a_fragment_is_one_by_its_rating() -> None:
    assert is_problem(Subject(indicator((), rating="R", row="fragment")))


WORSE_THAN_ALL = indicator(
    benchmarks=(benchmark(1, Amount(-1, 0, better=False)), benchmark(2, Amount(-2, 0, better=False), "england"))
)
SWITCHED: dict[Switch, Subject] = {
    "amber": subject(indicator(rating="A")),
    "derived_red": subject(derived_rating="R"),
    "finding": subject(findings=(finding(severity="warning"),)),
    "special_cause": subject(signal=Signal("concern", 20)),
    "worse_than_all": subject(WORSE_THAN_ALL),
}


@pytest.mark.parametrize("switch", SWITCHES)
def test_a_switch_adds_its_kind_alone(switch: Switch) -> None:
    others = frozenset(SWITCHES) - {switch}
    assert is_problem(SWITCHED[switch], frozenset({switch}))
    assert not is_problem(SWITCHED[switch], others)
    assert not is_problem(SWITCHED[switch])


def test_what_the_switches_leave_out() -> None:
    everything = frozenset(SWITCHES)
    assert not is_problem(subject(findings=(finding(severity="info"),)), everything)
    assert not is_problem(subject(derived_rating="A"), everything)
    assert not is_problem(subject(signal=Signal("improving", 20)), everything)
    assert is_problem(subject(signal=Signal("changed", 20)), everything)
    assert not is_problem(Subject(indicator()), everything), "nothing is derived yet"


@pytest.mark.parametrize(
    ("gaps", "worse"),
    [
        ([], False),
        ([False], True),
        ([False, False], True),
        ([False, True], False),
        ([False, None], False),
        ([None], False),
    ],
)
def test_worse_than_every_comparator_needs_one_and_no_other(gaps: list[bool | None], worse: bool) -> None:
    benchmarks = tuple(benchmark(1, Amount(-1, 0, better)) for better in gaps)
    without = benchmark(1, None)
    one = subject(indicator(benchmarks=(*benchmarks, without)))
    assert is_problem(one, frozenset({"worse_than_all"})) == worse


# ---- Reasons


@pytest.mark.parametrize(
    ("ratings", "words", "points"),
    [
        ("R", "R", 100),
        ("GR", "R", 100),
        ("GRR", "R for 2 months", 103),
        ("GRRR", "R for 3 months", 106),
        ("RRR", "R for at least 3 months", 106),
        ("RR.RR", "R for 2 months", 103),
        ("G" + "R" * 6, "R for 6 months", 115),
        ("G" + "R" * 20, "R for 20 months", 115),
        ("GA", "rated A", 40),
        ("GAAA", "A for 3 months", 46),
    ],
)
def test_a_rating_weighs_with_the_months_it_has_stood(ratings: str, words: str, points: float) -> None:
    kind = "published_red" if ratings[-1] == "R" else "published_amber"
    one = subject(indicator(rating=ratings[-1]), rating_history=rated(ratings))
    assert said(one) == [(kind, words, points)]


def test_months_of_a_quarterly_indicator_are_those_of_its_quarters() -> None:
    one = subject(indicator(rating="R", basis="quarter"), rating_history=rated("G..R..R"))
    assert said(one) == [("published_red", "R for 2 quarters", 109)]


def test_without_a_history_a_rating_stands_alone() -> None:
    assert said(Subject(indicator(rating="R"), None, SPOKEN)) == [("published_red", "R", 100)]


@pytest.mark.parametrize(
    ("published", "derived", "words", "points"),
    [
        (None, "R", "Red by rule", 30),
        ("G", "R", "Red by rule (published Green)", 30),
        ("A", "R", "Red by rule (published Amber)", 30),
        ("G", "A", "Amber by rule (published Green)", 10),
        (None, "A", "Amber by rule", 10),
    ],
)
def test_a_derived_rating_counts_where_it_is_worse(published: str, derived: str, words: str, points: float) -> None:
    assert said(subject(indicator(rating=published), derived_rating=derived))[-1] == (
        f"derived_{'red' if derived == 'R' else 'amber'}",
        words,
        points,
    )


@pytest.mark.parametrize(("published", "derived"), [("R", "R"), ("A", "A"), ("R", "A"), ("R", "G"), (None, "G")])
def test_a_derived_rating_that_confirms_or_is_better_is_no_reason(published: str | None, derived: str) -> None:
    kinds = [kind for kind, *_ in said(subject(indicator(rating=published), derived_rating=derived))]
    assert kinds == (["published_red"] if published == "R" else ["published_amber"] if published else [])


@pytest.mark.parametrize(
    ("one", "words", "points"),
    [
        (off_target(-11, target(80, 80)), "11 pp below target", 13.75),
        (off_target(7.1, target(14.5, 14.5), digits=1), "7.1 pp above target", 48.97),
        (off_target(26, target(None, 200), "count"), "26 above target", 13.0),
        (off_target(-1204, target(4816, None), "count"), "1,204 below target", 25.0),
        (off_target(-12, target(60, 60), "rate_per_10000"), "12 per 10,000 below target", 20.0),
        (off_target(3, target(20, 24)), "3 pp above target range", 12.5),
        (off_target(-3, target(20, 24)), "3 pp below target range", 15.0),
        (off_target(90, target(60, 60), "count"), "90 above target", 50.0),
        (off_target(2, target(0, 0), "count"), "2 above target", 50.0),
        (off_target(0.5, target(-2, -2), "ratio", 1), "0.5 above target", 25.0),
    ],
)
def test_a_gap_weighs_in_per_cent_of_the_end_that_is_missed(one: IndicatorView, words: str, points: float) -> None:
    assert said(subject(one)) == [("gap", words, points)]


def test_the_gap_has_its_weight_and_its_most() -> None:
    one = subject(off_target(-11, target(80, 80)))
    assert said(one, TriageWeights(gap=2))[0][2] == 27.5
    assert said(one, TriageWeights(gap=2, gap_most=20))[0][2] == 20
    assert said(subject(off_target(2, target(0, 0))), TriageWeights(gap=0, gap_most=7))[0][2] == 7


@pytest.mark.parametrize("better", [True, None])
def test_a_gap_on_the_right_side_or_on_none_is_no_reason(better: bool | None) -> None:
    gap = Amount(-11, 0, better)
    assert said(subject(indicator(target=target(80, 80), gap=gap))) == []


@pytest.mark.parametrize(
    ("one", "words", "points"),
    [
        (moving("68%", "70%", "67%"), "fell 3 pp since August", 10),
        (moving("70%", "70%", "67%"), "fell 3 pp since August", 10),
        (moving("73%", "70%", "67%"), "still falling", 20),
        (moving("60%", "64%", "67.5%"), "still rising", 20),
        (moving("70%", "67%"), "fell 3 pp since August", 10),
        (moving("73%", "", "70%", "67%"), "fell 3 pp since August", 10),
        (moving("165", "165", "185", unit="count"), "rose by 20 since August", 10),
        (moving("50", "50", "62", unit="rate_per_10000"), "rose by 12 per 10,000 since August", 10),
        (moving("73%", "70%", "67%", basis="ytd"), "still falling", 20),
        (moving("2.0%", "2.0%", "3.6%"), "rose 1.6 pp since August", 10),
        (moving("67.4%", "67%", "66%"), "fell 1 pp since August", 10),
    ],
)
def test_a_change_for_the_worse_weighs_more_where_the_one_before_was_too(
    one: IndicatorView, words: str, points: float
) -> None:
    assert said(subject(one)) == [("worsening", words, points)]


@pytest.mark.parametrize(
    ("one", "why"),
    [
        (moving("73%", "70%", "67%", better=True), "for the better"),
        (moving("73%", "70%", "67%", better=None), "no direction is good"),
        (moving("73%", "66.6%", "67%"), "rounding can account for it"),
        (moving("73%", "70%", "67%", since_last_month=None), "nothing to compare with"),
        (moving("10", "20", "30", unit="count", basis="ytd"), "a count for the year only grows"),
    ],
)
def test_a_change_that_is_none_for_the_worse(one: IndicatorView, why: str) -> None:
    assert said(subject(one)) == [], why


def _moved_on(one: IndicatorView, months: int) -> IndicatorView:
    points = tuple(Point(add_months(point.period, months), point.figure) for point in one.history)
    return msgspec.structs.replace(one, history=points, period=points[-1].period)


def test_a_year_to_date_figure_begins_anew_in_april() -> None:
    one = moving("73%", "70%", "67%", basis="ytd")
    assert said(subject(_moved_on(one, 7))) == [], "April against March"
    assert [points for *_, points in said(subject(_moved_on(one, 8)))] == [10], "May against April, not April's change"
    assert [points for *_, points in said(subject(_moved_on(one, 9)))] == [20]


def test_quarters_follow_one_another() -> None:
    one = moving("73%", "", "", "70%", "", "", "67%", basis="quarter", since_last_month=None)
    change = Change("June 2023", Amount(-3.0, 0, better=False))
    assert said(subject(msgspec.structs.replace(one, since_last_month=change)))[0][1:] == ("still falling", 20)


@pytest.mark.parametrize(
    ("since", "words"),
    [
        ("August 2023", "fell 3 pp since August"),
        ("October 2022", "fell 3 pp since October"),
        ("September 2022", "fell 3 pp since September 2022"),
        ("2022/23", "fell 3 pp since 2022/23"),
    ],
)
def test_the_year_of_a_change_is_said_where_it_is_not_plain(since: str, words: str) -> None:
    assert said(subject(moving("68%", "70%", "67%", since=since)))[0][1] == words


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        ("concern", [("concern", "special cause: concern", 25)]),
        ("changed", [("changed", "special cause: changed", 5)]),
        ("improving", [("improving", "special cause: improving", -10)]),
        ("common", []),
        ("too_few", []),
        ("no_variation", []),
    ],
)
def test_a_special_cause_weighs_by_its_side(state: Any, reason: list[Any]) -> None:
    assert said(subject(signal=Signal(state, 20))) == reason


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["England"], "worse than England"),
        (["England", "North West"], "worse than both comparators"),
        (["England", "North West", "London"], "worse than all 3 comparators"),
    ],
)
def test_worse_than_all_in_words(names: list[str], words: str) -> None:
    worse = benchmark(1, Amount(-1, 0, better=False))
    benchmarks = tuple(msgspec.structs.replace(worse, name=name) for name in names)
    assert said(subject(indicator(benchmarks=benchmarks))) == [("worse_than_all", words, 15)]


@pytest.mark.parametrize(
    ("findings", "words", "points"),
    [
        ([finding()], "arrow contradicted", 10),
        ([finding("copied", "warning")], "copied figures", 5),
        ([finding(), finding("copied", "warning")], "arrow contradicted, copied figures", 15),
        ([finding("identity"), finding("identity"), finding("identity", "warning")], "figures do not add up", 15),
        ([finding(), finding("precision", "info")], "arrow contradicted", 10),
    ],
)
def test_findings_are_one_reason_each_severity_weighed_once(findings: list[Finding], words: str, points: float) -> None:
    assert said(subject(findings=tuple(findings))) == [("finding", words, points)]


def test_findings_worth_knowing_alone_are_no_reason() -> None:
    assert said(subject(findings=(finding("precision", "info"),))) == []


def test_every_kind_of_finding_has_its_own_few_words() -> None:
    assert tuple(FINDING_WORDS) == KINDS
    assert len(set(FINDING_WORDS.values())) == len(KINDS)
    assert max(len(words.split()) for words in FINDING_WORDS.values()) <= 5


@pytest.mark.parametrize(
    ("current", "row", "words"),
    [
        (NO_FIGURE, "whole", "figure not available"),
        (figure(None, "not_yet_available"), "whole", "figure not yet available"),
        (figure(None, "unreadable"), "whole", "figure unreadable"),
        (figure(None, "unreadable"), "fragment", "figures unreadable"),
        (figure(None, "rounds_to_zero"), "whole", "figure rounds to zero"),
    ],
)
def test_a_missing_figure_is_said_once(current: Figure, row: str, words: str) -> None:
    findings = (finding("stale", "warning"), finding("layout", "warning"))
    one = subject(indicator((), current=current, row=row), findings=findings)
    assert said(one) == [("no_figure", words, 5)]


@pytest.mark.parametrize("text", [None, "", "  \n"])
def test_missing_commentary_is_a_reason_that_the_words_leave_out(text: str | None) -> None:
    comment = None if text is None else Comment(text, "ada", datetime(2023, 10, 9, tzinfo=UTC), "2")
    case = case_of(subject(indicator(rating="R"), Review(comment=comment)), DEFAULT)
    assert [reason.kind for reason in case.reasons] == ["published_red", "uncommented"]
    assert (case.points, case.words) == (101, "R")
    assert case.in_words() == "R, no commentary"


def test_a_case_says_its_reasons_in_one_line() -> None:
    one = moving("73%", "72%", "69%", rating="R", target=target(80, 80), gap=Amount(-11, 0, better=False))
    case = case_of(subject(one, rating_history=rated("GRRR"), findings=(finding(),)), DEFAULT)
    assert case.words == "R for 3 months, 11 pp below target, still falling, arrow contradicted"
    assert case.points == 106 + 13.75 + 20 + 10


# ---- The order


def named(ref: str, **fields: Any) -> Subject:
    return subject(indicator(ref=ref, **fields))


def refs(cases: tuple[Case, ...]) -> list[str]:
    return [case.subject.indicator.ref for case in cases]


def test_the_worst_is_first_and_equals_keep_their_order() -> None:
    worse = subject(indicator(ref="FD3", rating="R"), signal=Signal("concern", 20))
    given = [named("FD1", rating="R"), named("FD2", rating="G"), worse, named("FD4", rating="R")]
    assert refs(triage(given, DEFAULT)) == ["FD3", "FD1", "FD4"]


@pytest.mark.parametrize("state", STATES)
def test_what_was_decided_does_not_move_a_row(state: Any) -> None:
    first, second = named("FD1", rating="R"), named("FD2", rating="R")
    decided = msgspec.structs.replace(first, review=msgspec.structs.replace(SPOKEN, state=state, assigned="Grace"))
    assert refs(triage([decided, second], DEFAULT)) == ["FD1", "FD2"]
    assert case_of(decided, DEFAULT).points == case_of(first, DEFAULT).points


def test_weights_of_nothing_leave_the_scorecards_order() -> None:
    given = [SWITCHED["amber"], SWITCHED["special_cause"], SWITCHED["worse_than_all"]]
    assert [case.subject for case in triage(given, NOTHING, frozenset(SWITCHES))] == given


FACTS = (
    *("published", "months", "derived", "gap", "wider gap", "worse", "still"),
    *("concern", "comparators", "warning", "error", "silence"),
)
RESTS_ON = {"months": "published", "wider gap": "gap", "still": "worse"}
"""Facts that are there only with another."""


def with_facts(facts: frozenset[str], ref: str = "FD1") -> Subject:
    """A subject of which these adverse things hold, and nothing else."""
    one = moving("66%" if "still" in facts else "60%", "64%", "62%", better=False if "worse" in facts else None)
    gap = Amount(-30.0 if "wider gap" in facts else -11.0, 0, better=False) if "gap" in facts else None
    severities: list[Severity] = [each for each in ("error", "warning") if each in facts]
    return Subject(
        msgspec.structs.replace(
            one,
            ref=ref,
            rating="R" if "published" in facts else None,
            gap=gap,
            target=target(80, 80) if gap else None,
            benchmarks=WORSE_THAN_ALL.benchmarks if "comparators" in facts else (),
        ),
        insight(
            rating_history=rated("GRR" if "months" in facts else "GR") if "published" in facts else (),
            derived_rating="R" if "derived" in facts else None,
            signal=Signal("concern" if "concern" in facts else "common", 20),
            findings=tuple(finding(severity=severity) for severity in severities),
        ),
        Review() if "silence" in facts else SPOKEN,
    )


points = st.floats(0, 1000).map(lambda weight: round(weight, 2))
# A published Red takes the rule's Red in, as the same fact; it must not weigh less than that.
weights = st.builds(TriageWeights, **dict.fromkeys(TriageWeights.__struct_fields__, points)).map(
    lambda one: msgspec.structs.replace(one, published_red=max(one.published_red, one.derived_red))
)
fact_sets = st.frozensets(st.sampled_from(FACTS))
EVERYTHING = frozenset(SWITCHES)


@given(fact_sets, st.sampled_from(FACTS), weights, st.lists(fact_sets, max_size=5))
def test_an_adverse_fact_never_moves_a_case_down(
    facts: frozenset[str], fact: str, weights: TriageWeights, others: list[frozenset[str]]
) -> None:
    facts -= {fact, *(dependent for dependent, base in RESTS_ON.items() if base == fact)}
    before, after = with_facts(facts), with_facts(facts | {fact})
    assert case_of(after, weights).points >= case_of(before, weights).points
    crowd = [with_facts(frozenset({"published", *each}), f"X{at}") for at, each in enumerate(others)]
    places = [
        refs(triage([*crowd[:2], one, *crowd[2:]], weights, EVERYTHING)).index("FD1")
        for one in (before, after)
        if is_problem(one, EVERYTHING)
    ]
    assert places == sorted(places, reverse=True)


@pytest.mark.parametrize("fact", FACTS)
def test_each_of_these_facts_counts_by_default(fact: str) -> None:
    base = frozenset({RESTS_ON[fact]}) if fact in RESTS_ON else frozenset()
    added = case_of(with_facts(base | {fact}), DEFAULT).points - case_of(with_facts(base), DEFAULT).points
    assert added > 0


@given(
    st.lists(fact_sets, max_size=8).flatmap(lambda sets: st.tuples(st.just(sets), st.permutations(range(len(sets)))))
)
def test_the_order_depends_on_points_and_then_on_the_scorecard(
    drawn: tuple[list[frozenset[str]], list[int]],
) -> None:
    sets, shuffled = drawn
    given_ = [with_facts(facts, f"X{at}") for at, facts in enumerate(sets)]
    order = {one.indicator.ref: at for at, one in enumerate(given_)}
    cases = triage(given_, DEFAULT, EVERYTHING)
    other = triage([given_[at] for at in shuffled], DEFAULT, EVERYTHING)
    assert [case.points for case in other] == [case.points for case in cases]
    assert sorted(other, key=lambda case: (-case.points, order[case.subject.indicator.ref])) == list(cases)


signals = st.sampled_from(["improving", "concern", "changed", "common", "too_few", "no_values"])
any_insight = st.builds(
    insight,
    derived_rating=st.none() | st.sampled_from("RAG"),
    signal=st.builds(Signal, signals, st.integers(0, 40)),
    rating_history=st.text("RAG.", max_size=12).map(rated),
    findings=st.lists(
        st.builds(finding, st.sampled_from(KINDS), st.sampled_from(["info", "warning", "error"])), max_size=4
    ).map(tuple),
)
any_subject = st.builds(Subject, indicators(), st.none() | any_insight, st.sampled_from([Review(), SPOKEN]))


@given(any_subject, weights)
def test_points_are_the_sum_of_the_reasons_each_said_once(one: Subject, weights: TriageWeights) -> None:
    case = case_of(one, weights)
    assert case.points == round(sum(round(reason.points * 100) for reason in case.reasons)) / 100
    kinds = [reason.kind for reason in case.reasons]
    assert len(kinds) == len(set(kinds))
    assert set(kinds) <= set(get_args(Kind))
    assert all(reason.words.strip() for reason in case.reasons if reason.kind != "worse_than_all")
    assert case.in_words() == ", ".join(reason.words for reason in case.reasons)


@given(fact_sets, st.frozensets(st.sampled_from(SWITCHES)))
def test_each_switch_adds_to_the_others(facts: frozenset[str], switches: frozenset[Switch]) -> None:
    one = with_facts(facts)
    alone = [is_problem(one, frozenset({switch})) for switch in switches]
    assert is_problem(one, switches) == (one.indicator.rating == "R" or any(alone))
    assert bool(triage([one], DEFAULT, switches)) == is_problem(one, switches)


# ---- Real scorecards

BUNDLED_REDS = [
    ("SG13", 121.0, "R, still rising"),
    ("CIN17", 119.75, "R, 11 pp below target, rating out of line"),
    ("CF15", 106.0, "R, figures unreadable"),
    ("FD2e", 101.0, "R"),
    ("FD2f", 101.0, "R"),
    ("FD8e", 101.0, "R"),
    ("CIN21", 101.0, "R"),
    ("CF21", 101.0, "R"),
]
"""Of the last five nothing is published but the rating: no target, no comparators, no change for the worse."""

MADE_UP_REDS = [
    ("CF8", "R for 9 months, 7.1 pp above target, still rising, special cause: concern, worse than all 4 comparators"),
    ("FD2f", "R for 7 months, 20.3 pp below target, still falling, special cause: concern"),
    (
        "SG14",
        (
            "R for 5 months, 0.5 pp above target, rose 0.2 pp since February, special cause: concern, "
            "worse than all 4 comparators"
        ),
    ),
    ("CF7", "R, 8.0 pp below target, still falling, special cause: concern, worse than all 4 comparators"),
    ("WF4", "R for 6 months, 2.3 pp above target"),
    ("EH13", "R for 3 months, 1.6 pp above target"),
    ("CIN17", "R for 3 months, 9 pp below target"),
]


@cache
def real(*, made_up: bool) -> tuple[Subject, ...]:
    scorecard = open_scorecard(Request((MADE_UP,))) if made_up else made.bundled()[0]
    return tuple(subjects(overview(scorecard).indicators, insights(scorecard), {}))


def test_an_overview_has_the_weights_of_its_catalogue() -> None:
    scorecard = made.bundled()[0]
    assert overview(scorecard).weights == DEFAULT
    catalogue = msgspec.structs.replace(scorecard.catalogue, triage=TriageWeights(gap=7))
    assert overview(msgspec.structs.replace(scorecard, catalogue=catalogue)).weights.gap == 7


def test_the_reds_of_the_bundled_scorecard() -> None:
    cases = triage(real(made_up=False), DEFAULT)
    assert [(case.subject.indicator.ref, case.points, case.words) for case in cases] == BUNDLED_REDS


def test_the_other_problems_of_the_bundled_scorecard() -> None:
    found = {case.subject.indicator.ref: case.words for case in triage(real(made_up=False), DEFAULT, EVERYTHING)}
    assert list(found)[:8] == [ref for ref, *_ in BUNDLED_REDS]
    assert found["SG15"] == "rated A, Red by rule (published Amber), 13 pp below target"
    assert found["CIN4"] == "rose 4 pp since August, worse than all 4 comparators, arrow contradicted"
    assert found["CF30"] == "rated A, 9 pp below target, still falling, worse than all 4 comparators"
    assert found["FD2d"] == "arrow contradicted"
    assert found["SG16"] == "figure not yet available"


def test_the_reds_of_the_made_up_authority() -> None:
    cases = triage(real(made_up=True), DEFAULT)
    assert [(case.subject.indicator.ref, case.words) for case in cases] == MADE_UP_REDS


def test_months_in_a_row_are_counted_from_the_publications() -> None:
    rows = MADE_UP.read_text("utf-8").splitlines()
    columns = rows[0].split(",")
    ratings: dict[str, dict[str, str]] = {}
    for line in rows[1:]:
        if line.startswith("published,"):
            row = dict(zip(columns, line.split(","), strict=False))
            ratings.setdefault(row["ref"], {})[row["period"]] = row["rating"]
    for case in triage(real(made_up=True), DEFAULT):
        one = case.subject
        months = [ratings[one.indicator.ref].get(month, "") for month in _back_from_march()]
        run = next(at for at, rating in enumerate(months) if rating != "R")
        assert one.insight is not None
        assert months_in_a_row(one.insight.rating_history, date(2024, 3, 31)) == run
        assert case.words.startswith(f"R for {run} months, " if run > 1 else "R, ")


def _back_from_march() -> list[str]:
    """`2024-03` back to `2021-04`."""
    return [period_key(add_months(date(2024, 3, 31), -ago)) for ago in range(36)]


def test_every_reason_for_a_missing_figure_has_words() -> None:
    for missing in MISSING:
        (reason,) = said(subject(indicator((), current=figure(None, missing))))
        assert reason[1].startswith("figure ")
