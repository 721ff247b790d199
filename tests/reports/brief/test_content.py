from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import get_args

import msgspec
import pytest

from tests.reports.brief.building import (
    AT,
    AUGUST,
    MADE,
    area,
    climbing,
    late,
    overview,
    rated,
    reviewed,
    small,
    small_scorecard,
    torn,
)
from tests.support.views import figure, indicator
from tui.reports.brief.content import SWITCH_WORDS, Briefing, Only, briefing
from tui.reports.brief.problem import Entry, paragraphs
from tui.scorecard.insight_views import Insights
from tui.scorecard.review import DECIDED, STATES, Comment, Review, State
from tui.scorecard.signal_words import Signal
from tui.scorecard.triage import SWITCHES
from tui.scorecard.views import IndicatorView

NOTHING = Insights({}, ())


def of(*indicators: IndicatorView, review: Review | None = None, insights: Insights = NOTHING) -> Briefing:
    reviews = {indicators[0].ref: review} if review else {}
    return briefing(overview(area("Front Door", "FD", *indicators)), insights, reviews, made=MADE)


def entry_of(one: IndicatorView, review: Review | None = None, insights: Insights = NOTHING) -> Entry:
    (entry,) = of(one, review=review, insights=insights).entries
    return entry


def facts(entry: Entry) -> dict[str, tuple[str, ...]]:
    return {fact.word: fact.texts for fact in (*entry.numbers, *entry.readings, *entry.review)}


# ---- The whole


def test_it_says_whose_it_is_what_it_is_and_where_it_comes_from() -> None:
    made = small()
    assert made.title == "Exampleshire Children's Services: exception briefing, September 2023"
    assert made.made == "From a.txt; made on 4 October 2023 09:30 UTC."


@pytest.mark.parametrize("source", ["/home/ada/a.txt", "C:\\Users\\ada\\a.txt", "a.txt"])
def test_only_the_name_of_a_file_is_told(source: str) -> None:
    scorecard, insights, reviews = small_scorecard()
    moved = msgspec.structs.replace(scorecard, sources=(source, "b.csv"))
    assert briefing(moved, insights, reviews, made=MADE).made.startswith("From a.txt and b.csv; made on")


def test_it_names_its_maker_where_there_is_one_and_the_time_in_utc() -> None:
    summer = datetime(2023, 10, 4, 10, 30, tzinfo=timezone(timedelta(hours=1)))
    made = briefing(*small_scorecard(), author=" Ada ", made=summer)
    assert made.made == "From a.txt; made by Ada on 4 October 2023 09:30 UTC."


def test_problems_stand_by_area_in_its_order_and_the_worst_first_in_each() -> None:
    made = small()
    assert [part.name for part in made.areas] == ["Front Door", "Safeguarding and Quality Assurance"]
    assert [[entry.ref for entry in part.entries] for part in made.areas] == [["FD1", "FD2"], ["SG2"]]


def test_areas_can_be_chosen_and_the_counts_are_of_those() -> None:
    scorecard, insights, reviews = small_scorecard()
    made = briefing(scorecard, insights, reviews, areas=scorecard.areas[2:])
    assert [entry.ref for entry in made.entries] == ["SG2"]
    assert [row.name for row in made.headline.rows] == ["Safeguarding and Quality Assurance"]
    assert made.headline.total is None
    assert made.scope.startswith("1 problem: the indicator rated Red as published.")


@pytest.mark.parametrize(("only", "refs"), [(None, ["FD1", "FD2", "SG2"]), ("reviewed", ["FD1"])])
def test_only_problems_in_a_state_can_be_listed_and_the_counts_stay_whole(only: Only | None, refs: list[str]) -> None:
    made = briefing(*small_scorecard(), only=only)
    assert [entry.ref for entry in made.entries] == refs
    assert made.headline == small().headline


def test_reviewed_and_unreviewed_together_are_everything() -> None:
    listed = [briefing(*small_scorecard(), only=only).entries for only in get_args(Only)]
    assert sorted(entry.ref for entries in listed for entry in entries) == sorted(
        entry.ref for entry in small().entries
    )
    assert "Listed are the 2 that are not reviewed yet." in briefing(*small_scorecard(), only="unreviewed").scope
    assert "Listed is the 1 that is reviewed." in briefing(*small_scorecard(), only="reviewed").scope


@pytest.mark.parametrize("state", STATES)
def test_what_is_decided_counts_as_reviewed(state: State) -> None:
    made = of(late(), review=Review(state, "Ada", AT))
    assert made.headline.rows[0].reviewed == f"{int(state in DECIDED)} of 1 reviewed"


def test_what_is_switched_in_is_listed_and_told() -> None:
    made = briefing(*small_scorecard(), include=["amber"])
    assert [entry.ref for entry in made.entries] == ["FD1", "FD2", "SG2", "SG1"]
    assert made.scope.startswith("4 problems: the indicators rated Red as published or rated Amber. The worst")
    assert tuple(SWITCH_WORDS) == SWITCHES
    everything = briefing(*small_scorecard(), include=SWITCHES).scope
    assert all(words in everything for words in SWITCH_WORDS.values())


def test_no_problem_is_said() -> None:
    made = of(indicator(rating="G"))
    assert (made.areas, made.without_commentary) == ((), ())
    assert made.scope == "No problems: no indicator is rated Red as published."
    assert made.headline.rows[0].reviewed == "none"


def test_problems_without_commentary_are_named_at_the_end() -> None:
    assert [(each.ref, each.area) for each in small().without_commentary] == [
        ("FD2", "Front Door"),
        ("SG2", "Safeguarding and Quality Assurance"),
    ]


# ---- One problem


def test_a_problem_in_words() -> None:
    entry = small().entries[0]
    assert (entry.ref, entry.rating, entry.letter) == ("FD1", "Red", "R")
    assert entry.why.startswith("Red for at least 2 months, 11 pp below target")
    said = facts(entry)
    assert said["Figure"] == ("69% in September 2023",)
    assert said["Target"] == ("80%: 11 pp below it, worse",)
    assert said["Last year"] == ("-5 pp against 74% in 2022/23, worse (outturn)",)
    assert said["Signal"] == (
        "concern: at least 7 months in a row below the mean",
        "cannot be relied on to hit 80%",
    )
    assert said["Rating by rule"] == ("Amber: 69% is 11 pp below 80%",)
    assert said["Findings"] == ("The arrow points up, but it fell.", "The same figures as FD3.")
    assert said["State"] == ("reviewed by Ada on 3 October 2023 14:02 UTC",)
    assert said["Assigned to"] == ("Grace",)


def test_a_rating_alone_is_no_reason() -> None:
    assert entry_of(indicator(rating="R")).why == ""


def test_a_rating_is_a_word_and_stands_in_the_heading() -> None:
    """Who hears it read aloud is not told a letter, nor the same rating twice."""
    assert entry_of(torn()).why == "Figures unreadable"


def test_what_is_missing_is_said() -> None:
    entry = entry_of(torn())
    said = facts(entry)
    assert said["Figure"] == ("none for September 2023: unreadable",)
    assert said["State"] == ("open",)
    assert said["Assigned to"] == ("nobody",)
    assert entry.months.words == "no month has a value: blank"
    assert not entry.months.drawn
    assert (entry.comparators, entry.commentary) == ((), None)


def test_comparators_have_their_year_and_where_we_stand() -> None:
    greater, england = entry_of(late()).comparators
    assert (greater.year, greater.figure, greater.gap) == ("2021/22", "72", "3 pp below, worse")
    assert (england.year, england.figure, england.gap) == ("not stated", "suppressed", "not compared")


@pytest.mark.parametrize(
    ("unit", "basis", "label"),
    [
        ("count", "month", " (monthly average)"),
        ("count", "ytd", " (whole year)"),
        ("percent", "month", " (outturn)"),
        ("count", "snapshot", " (outturn)"),
    ],
)
def test_last_years_figure_is_called_what_it_is(unit: str, basis: str, label: str) -> None:
    one = msgspec.structs.replace(climbing(), unit=unit, basis=basis)
    assert facts(entry_of(one))["Last year"][0].endswith(label)
    without = msgspec.structs.replace(one, previous_year=figure(None), against_last_year=None)
    assert facts(entry_of(without))["Last year"] == ("2022/23: left blank",)


@pytest.mark.parametrize(("derived", "said"), [("R", False), (None, False), ("A", True), ("G", True)])
def test_the_rating_by_rule_is_told_where_it_differs(derived: str | None, said: bool) -> None:
    insights = Insights({"FD1": rated("FD1", None, "R", derived_rating=derived)}, ())
    assert ("Rating by rule" in facts(entry_of(late(), insights=insights))) == said


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("reviewed", "reviewed by Ada on 3 October 2023 14:02 UTC"),
        ("escalated", "escalated by Ada on 3 October 2023 14:02 UTC"),
        ("snoozed", "snoozed until next period by Ada on 3 October 2023 14:02 UTC"),
        ("needs_explanation", "needs explanation, set by Ada on 3 October 2023 14:02 UTC"),
        ("open", "open"),
    ],
)
def test_states_say_who_and_when(state: State, words: str) -> None:
    assert facts(entry_of(late(), Review(state, "Ada", AT)))["State"] == (words,)


def test_commentary_has_its_author_its_date_and_its_paragraphs() -> None:
    commentary = small().entries[0].commentary
    assert commentary is not None
    assert (commentary.author, commentary.at) == ("Ada", "3 October 2023 14:02 UTC")
    assert commentary.paragraphs == (
        ("Two posts were vacant in August.", "Both are filled:", "  - one from 2 October"),
        ("We expect 80% by March.",),
    )
    assert commentary.beside != ""
    alone = entry_of(late(), reviewed()).commentary
    assert alone is not None
    assert alone.beside == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        (" \n\n ", ()),
        ("a\r\nb\rc", (("a", "b", "c"),)),
        ("\n\na\n\n\n\nb\n", (("a",), ("b",))),
        ("\ta  ", (("    a",),)),
        ("a\x1b[2J\x0bb\x00", (("a␛[2J␋b␀",),)),
        ("a\u202eb\u2028c", (("a<U+202E>b c",),)),
    ],
)
def test_paragraphs_keep_lines_and_indents_and_show_the_rest(text: str, expected: tuple[tuple[str, ...], ...]) -> None:
    assert paragraphs(text) == expected


def test_an_empty_commentary_is_one() -> None:
    made = of(late(), review=Review(comment=Comment("", "", AT, "1")))
    commentary = made.entries[0].commentary
    assert commentary is not None
    assert (commentary.paragraphs, commentary.author) == ((), "an author who is not named")
    assert made.without_commentary == ()


# ---- The months


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ((1.0, 3.0, 2.0), "lowest 1 in July 2023, highest 3 in August 2023"),
        (
            (1.0, None, 2.0),
            "lowest 1 in July 2023, highest 2 in September 2023; no figure for August 2023 (left blank)",
        ),
        ((2.0, 2.0), "2 in every month that has a figure"),
        ((None, 2.0), "only September 2023 has a figure: 2; no figure for August 2023 (left blank)"),
        (
            (1.0, None, None, None, None, 2.0),
            "lowest 1 in April 2023, highest 2 in September 2023; no figure for 4 of 6",
        ),
        ((), "no month is published"),
    ],
)
def test_months_in_words(values: tuple[float | None, ...], words: str) -> None:
    assert entry_of(indicator(values, rating="R")).months.words.startswith(words)


def test_a_chart_has_room_for_three_years() -> None:
    months = entry_of(indicator([float(month) for month in range(60)], rating="R")).months
    assert (len(months.values), months.labels[0], months.labels[-1]) == (36, "October 2020", "September 2023")
    assert months.values[-1] == 59.0


# ---- The headline


def test_counts_change_since_the_publication_before() -> None:
    headline = small().headline
    changes = {row.name: [(count.number, count.change) for count in row.counts] for row in headline.rows}
    assert changes["Front Door"] == [(2, "+1"), (0, "-1"), (1, "="), (1, "=")]
    assert changes["Homes"] == [(0, "="), (0, "="), (0, "="), (1, "=")]
    assert headline.total is not None
    assert [(count.number, count.change) for count in headline.total.counts] == [
        (3, "+1"),
        (1, "-1"),
        (1, "="),
        (2, "="),
    ]
    assert headline.total.reviewed == "1 of 3 reviewed"
    assert "since August 2023" in headline.note


def test_without_an_earlier_publication_no_change_is_made_up() -> None:
    headline = of(late()).headline
    assert headline.note == "There is no earlier publication to compare the counts with."
    assert {count.change for count in headline.rows[0].counts} == {""}


def test_what_was_not_rated_then_was_unrated() -> None:
    insights = Insights({"FD1": rated("FD1", None, "R", signal=Signal("no_values", 0))}, (), AUGUST)
    (row,) = of(late(), insights=insights).headline.rows
    assert [count.change for count in row.counts] == ["+1", "=", "=", "-1"]
