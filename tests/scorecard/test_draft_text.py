"""Drafts say what the numbers say, and nothing beyond them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import figures as made
from tests.support.views import SEPTEMBER, benchmark, figure, indicator, indicators
from tui import bundled
from tui.scorecard.draft_text import draft_text
from tui.scorecard.finding import KINDS, Finding
from tui.scorecard.insight_views import Insight
from tui.scorecard.insights import insights
from tui.scorecard.model import Scorecard
from tui.scorecard.overview import overview
from tui.scorecard.periods import add_months
from tui.scorecard.problems import SEVERITIES
from tui.scorecard.rating_history import RatingPoint
from tui.scorecard.signal_words import Signal
from tui.scorecard.subject import Subject, subjects
from tui.scorecard.views import NO_FIGURE, Amount, BenchmarkView, Change, Figure, IndicatorView, Point, TargetView
from tui.sources.opening import open_scorecard
from tui.sources.request import Request

MADE_UP = bundled.sample_path().parent / "made-up" / "exampleshire.csv"
NO_LIMITS = Signal("too_few", 6)

BEYOND_THE_NUMBERS = (
    *("because", "due to", "owing to", "caused by", "as a result", "result of", "reason", "therefore", "hence"),
    *("thanks to", "driven by", "explained by", "attributable", "reflects", "suggests", "indicates", "impact"),
    *("should", "must", "ought", "need to", "needs to", "will", "would be", "could", "may be", "might", "expect"),
    *("likely", "probably", "risk", "unless", "recommend", "action plan", "improve performance", "plan to"),
    *("significant", "significantly", "dramatic", "dramatically", "sharp", "sharply", "slight", "slightly"),
    *("substantial", "considerable", "marked", "poor", "strong", "weak", "disappointing", "encouraging", "worrying"),
    *("concerning", "alarming", "excellent", "positive", "negative", "pleasing", "unfortunately", "only", "still"),
)
"""Causes, advice, forecasts and judgements: what an analyst may write and a draft may not."""


def insight(**fields: Any) -> Insight:
    return msgspec.structs.replace(Insight("FD1", None, "no rule", None, None, NO_LIMITS), **fields)


def drafted(one: IndicatorView, **derived: Any) -> str:
    return draft_text(Subject(one, insight(**derived)))


def finding(severity: Any = "error", text: str = "The arrow points up.", kind: Any = "arrow") -> Finding:
    return Finding("FD1", kind, severity, SEPTEMBER, "up", "down", text, ())


@cache
def published(*, made_up: bool) -> Scorecard:
    return open_scorecard(Request((MADE_UP,))) if made_up else made.bundled()[0]


@cache
def real(*, made_up: bool) -> dict[str, Subject]:
    scorecard = published(made_up=made_up)
    found = subjects(overview(scorecard).indicators, insights(scorecard), {})
    return {one.indicator.ref: one for one in found}


EVERY = pytest.mark.parametrize("made_up", [False, True], ids=["bundled", "made-up"])

# ---- Whole drafts


def test_a_draft_of_the_bundled_scorecard() -> None:
    assert draft_text(real(made_up=False)["CIN17"]) == (
        "Child In Need Reviews that were due completed in timescale (% YTD) stood at 69% in September 2023, 11 pp "
        "below the target of 80%. This was 1 pp higher than in August 2023 and 5 pp below the 2022/23 outturn of 74%. "
        "It was rated Red as published. No signal (year to date: no limits).\n"
        "Note: Rated Red where 69% is 11 points short of the target of 80%, but SG15 is Amber where 82% is 13 points "
        "short of the target of 95%."
    )
    assert draft_text(real(made_up=False)["CIN8"]) == (
        "Child and Family Assessments completed under 45 working days (%) stood at 84% in September 2023, 1 pp below "
        "the target of 85% (about 3 more would close the gap). This was 3.0 pp higher than in August 2023 and 8 pp "
        "above the 2022/23 outturn of 76%. It was rated Green as published and Amber by rule. No signal yet "
        "(6 of 13 months). It was 3 pp better than Greater Manchester (81%, 2021/22), "
        "3 pp better than North West (81%, 2020/21), "
        "1 pp better than Statistical neighbours (83%, 2021/22) and equal to England (84%, 2021/22)."
    )


def test_a_draft_of_the_made_up_authority() -> None:
    assert draft_text(real(made_up=True)["CF8"]) == (
        "Placed More Than 20 Miles from Home and Outside the Authority (%) stood at 21.6% in March 2024, 7.1 pp above "
        "the target of 14.5% (about 44 fewer would close the gap). This was 1.2 pp higher than in February 2024 and "
        "8.1 pp above the 2022/23 outturn of 13.5%. It was rated Red as published, for 9 months in a row. "
        "Special cause (concern): outside the process limits, above them. "
        "It was 10.6 pp worse than Greater Manchester (11.0%, 2022/23), 10.2 pp worse than North West (11.4%, "
        "2022/23), 9.1 pp worse than Statistical neighbours (12.5%, 2022/23) and "
        "4.7 pp worse than England (16.9%, 2022/23)."
    )


def test_a_fragment_has_no_figure_and_nothing_more_is_said_of_it() -> None:
    assert draft_text(real(made_up=False)["CF15"]) == (
        "Children's Homes (%) had no figure for September 2023 (unreadable). It was rated Red as published.\n"
        "Note: CF15 (Cared for Children) has no row: which figures are its own cannot be told."
    )


def test_a_contradicted_arrow_is_noted_and_what_is_only_worth_knowing_is_not() -> None:
    *_, note = draft_text(real(made_up=False)["CIN4"]).split("\n")
    assert note == (
        "Note: The arrow points down, but re-referrals within a year rose from 20% in August to 24% in September 2023."
    )
    assert "Note" not in draft_text(real(made_up=False)["FD2f"])


# ---- Nothing beyond the numbers


@EVERY
def test_no_draft_says_more_than_the_numbers(made_up: bool) -> None:
    spoken = re.compile(rf"\b(?:{'|'.join(BEYOND_THE_NUMBERS)})\b", re.IGNORECASE)
    for ref, one in real(made_up=made_up).items():
        # Names are the scorecard's, and a note is the audit's sentence word by word.
        paragraph = draft_text(one).split("\n")[0].replace(one.indicator.name.rstrip("."), "")
        assert not spoken.findall(paragraph.replace(one.indicator.short_name, "")), ref


@EVERY
def test_notes_give_no_causes_and_no_advice(made_up: bool) -> None:
    causes = re.compile(rf"\b(?:{'|'.join(BEYOND_THE_NUMBERS[: BEYOND_THE_NUMBERS.index('significant')])})\b")
    for ref, one in real(made_up=made_up).items():
        assert not causes.findall("\n".join(draft_text(one).split("\n")[1:])), ref


@EVERY
def test_drafts_are_short_and_made_of_whole_sentences(made_up: bool) -> None:
    lengths = []
    for ref, one in real(made_up=made_up).items():
        for line in draft_text(one).split("\n"):
            assert line.endswith("."), ref
            assert "  " not in line, ref
            assert ".." not in line, ref
        lengths.append(len(draft_text(one).split("\n")[0].split()))
    assert max(lengths) <= 110
    assert sorted(lengths)[len(lengths) * 9 // 10] <= 95
    assert sorted(lengths)[len(lengths) // 2] <= 60


NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
OF_THE_WORDS = {"10,000", "12", "13", "7", "2", "3"}
"""In units, in "rolling 12 months", and in what makes a signal and its special causes."""


def strings(value: Any) -> Iterator[str]:
    """Everything in a record as it can be written."""
    if isinstance(value, Amount):
        yield f"{abs(value.amount):,.{value.digits}f}"
    elif isinstance(value, Figure):
        yield from (value.text or "", "" if value.value is None else f"{value.value:.15g}")
    elif isinstance(value, msgspec.Struct):
        yield from (text for field in msgspec.structs.astuple(value) for text in strings(field))
    elif isinstance(value, (tuple, list)):
        yield from (text for each in value for text in strings(each))
    elif isinstance(value, date):
        yield str(value.year)
    elif value is not None:
        yield str(value)


def numbers(text: str) -> set[str]:
    on_one_line = "".join(each for each in " ".join(text.split()) if each.isprintable())
    return {number.rstrip(",") for number in NUMBER.findall(on_one_line)}


def known_numbers(one: Subject) -> set[str]:
    """The numbers of a subject, and for how many months or quarters it can have been rated the same."""
    history = one.insight.rating_history if one.insight else ()
    runs = {str(number) for number in range(2, len(history) + 1)}
    return OF_THE_WORDS | runs | {number for text in strings(one) for number in numbers(text)}


@EVERY
def test_every_number_of_real_drafts_stands_in_the_data(made_up: bool) -> None:
    for ref, one in real(made_up=made_up).items():
        assert numbers(draft_text(one)) <= known_numbers(one), ref


def rated(ratings: str) -> tuple[RatingPoint, ...]:
    months = (add_months(SEPTEMBER, at + 1 - len(ratings)) for at in range(len(ratings)))
    return tuple(RatingPoint(month, rating) for month, rating in zip(months, ratings, strict=True) if rating != ".")


amounts = st.builds(Amount, st.floats(-1e6, 1e6).map(lambda value: round(value, 2)), st.integers(0, 3))
changes = st.builds(Change, st.sampled_from(["August 2023", "2022/23"]), amounts)
findings = st.builds(finding, st.sampled_from(SEVERITIES), st.text(max_size=30), st.sampled_from(KINDS))
states = st.sampled_from(["improving", "concern", "changed", "common", "no_variation", "too_few", "not_for_basis"])
any_insight = st.builds(
    insight,
    derived_rating=st.none() | st.sampled_from("RAG"),
    signal=st.builds(Signal, states, st.integers(0, 40), st.none(), st.sampled_from(["outside", "trend", "shift"])),
    children=st.none() | st.sampled_from(["about 44 more", "about 2 to spare", "less than one fewer"]),
    rating_history=st.text("RAG.", max_size=12).map(rated),
    findings=st.lists(findings, max_size=3).map(tuple),
)


@st.composite
def any_subject(draw: st.DrawFn) -> Subject:
    one = msgspec.structs.replace(
        draw(indicators()),
        basis=draw(st.sampled_from(["month", "ytd", "rolling_12", "quarter", "snapshot", None])),
        since_last_month=draw(st.none() | changes),
        against_last_year=draw(st.none() | changes),
    )
    return Subject(one, draw(st.none() | any_insight))


@given(any_subject())
def test_every_number_of_a_draft_stands_in_the_data_and_no_text_in_it_breaks_a_line(one: Subject) -> None:
    text = draft_text(one)
    assert numbers(text) <= known_numbers(one)
    lines = text.split("\n")
    assert all(line.isprintable() for line in lines)
    assert all(line.startswith("Note: ") for line in lines[1:])


# ---- Sentence by sentence


def off_target(gap: float, target: TargetView, better: bool | None = False, **fields: Any) -> IndicatorView:
    return indicator((50.0,), unit="percent", target=target, gap=Amount(gap, 0, better), **fields)


RANGE = TargetView("20-24%", 20, 24, "a.txt:1:1")
LIMIT = TargetView("fewer than 85", None, 85, "a.txt:1:1")
NUMBER_TARGET = TargetView("80%", 80, 80, "a.txt:1:1")


@pytest.mark.parametrize(
    ("one", "children", "words"),
    [
        (off_target(-11, NUMBER_TARGET), None, ", 11 pp below the target of 80%."),
        (off_target(-11, NUMBER_TARGET), "about 44 more", "80% (about 44 more would close the gap)."),
        (off_target(11, NUMBER_TARGET, better=True), "about 2 to spare", "80% (about 2 to spare)."),
        (off_target(3, RANGE), None, ", 3 pp above the target of 20-24%."),
        (off_target(0, RANGE, None), None, ", meeting the target of 20-24%."),
        (off_target(0, LIMIT, None), None, ", meeting the target “fewer than 85”."),
        (off_target(5, LIMIT), None, ", 5 pp above the target “fewer than 85”."),
    ],
)
def test_the_target(one: IndicatorView, children: str | None, words: str) -> None:
    assert drafted(one, children=children).partition(" It ")[0].endswith(words)


def test_a_target_in_words_is_quoted() -> None:
    one = indicator(target=TargetView("above neighbours", None, None, "a.txt:1:1"))
    assert drafted(one).startswith(
        "Contacts received stood at 2 in September 2023; the target reads “above neighbours”."
    )


def outturn(text: str, change: float | None, **fields: Any) -> IndicatorView:
    return indicator(
        previous_year=Figure(float(text.rstrip("%")), text, None),
        previous_year_label="2022/23",
        against_last_year=None if change is None else Change("2022/23", Amount(change, 0)),
        **fields,
    )


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (outturn("145", 40), "This was 40 above the 2022/23 monthly average of 145."),
        (outturn("145", 40, basis="snapshot"), "This was 40 above the 2022/23 outturn of 145."),
        (outturn("74%", -5, unit="percent"), "This was 5 pp below the 2022/23 outturn of 74%."),
        (outturn("74%", 0, unit="percent"), "This was equal to the 2022/23 outturn of 74%."),
        (outturn("328", None, basis="ytd"), "The 2022/23 outturn, for the whole year, was 328."),
    ],
)
def test_last_year_is_called_what_it_is(one: IndicatorView, words: str) -> None:
    assert words in drafted(one)


def test_the_month_before_and_last_year_are_one_sentence() -> None:
    one = outturn("145", 40, since_last_month=Change("August 2023", Amount(20, 0)))
    assert "This was 20 higher than in August 2023 and 40 above the 2022/23 monthly average of 145." in drafted(one)
    same = msgspec.structs.replace(one, since_last_month=Change("August 2023", Amount(0, 0)))
    assert "This was unchanged since August 2023 and 40 above" in drafted(same)


def test_a_year_to_date_figure_is_not_compared_across_the_end_of_the_year() -> None:
    april = date(2023, 4, 30)
    change = Change("March 2023", Amount(-9, 0))
    one = indicator((50.0,), unit="percent", basis="ytd", since_last_month=change)
    assert "9 pp lower than in March 2023" in drafted(one)
    assert "March 2023" not in drafted(msgspec.structs.replace(one, period=april))
    monthly = msgspec.structs.replace(one, period=april, basis="month")
    assert "9 pp lower than in March 2023" in drafted(monthly)


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        ("not_yet_available", "was not yet available."),
        ("blank", "was left blank."),
        ("unreadable", "was unreadable."),
        ("rounds_to_zero", "rounds to zero."),
    ],
)
def test_missing_figures_are_said_for_their_reason(missing: str, words: str) -> None:
    gone = figure(None, missing)
    history = (Point(add_months(SEPTEMBER, -1), gone), Point(SEPTEMBER, figure(2.0)))
    theirs = BenchmarkView("england", "England", "Eng", "2021/22", gone, None)
    text = drafted(indicator(history=history, previous_year=gone, previous_year_label="2022/23", benchmarks=(theirs,)))
    for what in ("The figure for August 2023", "The 2022/23 monthly average", "England (2021/22)"):
        assert f"{what} {words}" in text
    assert text.count(words) == 3


def test_nothing_is_said_of_cells_that_were_never_there() -> None:
    assert drafted(indicator((2.0,), previous_year=NO_FIGURE)) == (
        "Contacts received stood at 2 in September 2023. It had no published rating. No signal yet (6 of 13 months)."
    )


@pytest.mark.parametrize(
    ("published", "derived", "ratings", "words"),
    [
        ("R", None, "R", "It was rated Red as published."),
        ("R", "R", "GRRR", "It was rated Red as published, for 3 months in a row."),
        ("R", "A", "R", "It was rated Red as published and Amber by rule."),
        ("A", "R", "RAA", "It was rated Amber as published, for 2 months in a row, and Red by rule."),
        ("G", "G", "GGG", "It was rated Green as published, for at least 3 months in a row."),
        (None, "R", "", "It had no published rating, and was Red by rule."),
        (None, None, "", "It had no published rating."),
    ],
)
def test_the_rating(published: str | None, derived: str | None, ratings: str, words: str) -> None:
    text = drafted(indicator(rating=published), derived_rating=derived, rating_history=rated(ratings))
    assert f". {words} No signal" in text


@pytest.mark.parametrize(
    ("signal", "words"),
    [
        (Signal("concern", 20, cause="shift", variation="concern_low"), "Special cause (concern): at least 7 months"),
        (Signal("improving", 20, cause="trend", variation="x_high"), "Special cause (improving): at least 7 months"),
        (Signal("changed", 20, cause="outside", variation="x_high"), "Special cause: outside the process limits"),
        (Signal("common", 20), "No special cause: within the usual variation from month to month."),
        (Signal("no_variation", 20), "No variation: the same value every month."),
        (NO_LIMITS, "No signal yet (6 of 13 months)."),
    ],
)
def test_the_signal_in_words(signal: Signal, words: str) -> None:
    assert words in drafted(indicator(), signal=signal)


def test_a_year_to_date_signal_points_to_its_month() -> None:
    text = drafted(indicator(basis="ytd", twin="SG6"), signal=Signal("not_for_basis", 6))
    assert text.endswith("No signal (year to date: see SG6, its month).")


@pytest.mark.parametrize(
    ("polarity", "gap", "words"),
    [
        ("high", Amount(6, 0, better=True), "It was 6 better than England (2, 2021/22)."),
        ("low", Amount(6, 0, better=False), "It was 6 worse than England (2, 2021/22)."),
        ("none", Amount(6, 0), "It was 6 higher than England (2, 2021/22)."),
        ("none", Amount(-6, 0), "It was 6 lower than England (2, 2021/22)."),
        ("near", Amount(-6, 0, better=True), "It was 6 lower than England (2, 2021/22)."),
        ("high", Amount(0, 0), "It was equal to England (2, 2021/22)."),
    ],
)
def test_benchmarks_are_better_or_worse_by_polarity_alone(polarity: str, gap: Amount, words: str) -> None:
    assert drafted(indicator(polarity=polarity, benchmarks=(benchmark(2, gap, "england"),))).endswith(words)


def test_a_benchmark_without_a_year_says_so() -> None:
    without = msgspec.structs.replace(benchmark(2, Amount(6, 0), "england"), year=None)
    assert "England (2, year not stated)" in drafted(indicator(benchmarks=(without,)))


def test_notes_stand_on_lines_of_their_own() -> None:
    found = (finding(), finding("warning", "Second\nthing."), finding("info", "Harmless."))
    assert drafted(indicator(), findings=found).split("\n")[1:] == [
        "Note: The arrow points up.",
        "Note: Second thing.",
    ]


def test_a_long_name_gives_way_to_the_short_one() -> None:
    assert drafted(indicator(name="Very long " * 8)).startswith("Contacts stood at 2")
    assert drafted(indicator(name="", short_name="")).startswith("FD1 stood at 2")


def test_a_figure_without_a_text_is_written_as_its_number() -> None:
    one = indicator(unit="percent", current=Figure(67.25, None, None))
    assert drafted(one).startswith("Contacts received stood at 67.25% in September 2023.")


def test_before_anything_is_derived_a_draft_says_what_is_published() -> None:
    text = draft_text(Subject(indicator(rating="R")))
    assert text == "Contacts received stood at 2 in September 2023. It was rated Red as published."


def test_april_of_the_made_up_authority_compares_no_year_to_date_figure_with_march() -> None:
    april = msgspec.structs.replace(published(made_up=True), period=date(2023, 4, 30))
    ytd = [Subject(one) for one in overview(april).indicators if one.basis == "ytd"]
    assert len(ytd) > 10
    assert not [one.indicator.ref for one in ytd if "than in March" in draft_text(one)]
