"""Altered copies of the September 2023 scorecard: exactly what was altered is a change."""

from __future__ import annotations

from datetime import date

import msgspec
import polars as pl

from tests.scorecard.diff.building import (
    AUGUST,
    MONTHS,
    SEPTEMBER,
    edited,
    figure,
    observed,
    real,
    seed,
    small,
    stated,
    target,
    texts,
    with_frames,
    without,
)
from tests.sources.test_together import august_text, both, read
from tests.support.published import seed_text
from tui.scorecard.diff.compare import compare, since_last
from tui.scorecard.diff.record import SEVERITIES, Change, Rank
from tui.scorecard.model import Scorecard
from tui.scorecard.periods import long_label
from tui.scorecard.views import Amount
from tui.sources.together import together

JULY = date(2023, 7, 31)


def months() -> tuple[Scorecard, Scorecard]:
    """The scorecards of August and of September."""
    august, september = both()
    return august, september


def one(changes: list[Change]) -> Change:
    (change,) = changes
    return change


# ---- Nothing


def test_a_scorecard_is_not_other_than_itself() -> None:
    assert compare(seed(), seed()).changes == ()


def test_a_scorecard_of_one_publication_has_none_before_it() -> None:
    assert since_last(seed()) is None


# ---- Figures


def test_a_past_month_is_restated_with_its_difference_and_both_places() -> None:
    change = one(stated(small(), observed(small(), "CIN8", AUGUST, "84%")))
    assert change.text == "CIN8 August 2023 restated from 81.0% to 84% (+3.0 pp)"
    assert (change.kind, change.sense, change.severity) == ("observation", "restated", "change")
    assert (change.ref, change.area, change.period) == ("CIN8", "Child in Need", AUGUST)
    assert (change.before, change.after, change.difference) == ("81.0%", "84%", Amount(3.0, 1))
    assert change.places == ("a.txt:91:7", "a.txt:91:7")


REWORDED = [  # as published then, as published now, what is said of it
    ("82%", "c", "is now suppressed, was 82%"),
    ("82%", "", "is now left blank, was 82%"),
    ("Not Yet Available", "82%", "is now 82%, was not yet available"),
    ("c", "x", "is now not available, was suppressed"),
    ("c", "8a2", "is now unreadable (“8a2”), was suppressed"),
    ("8b2", "8a2", "is now unreadable (“8a2”), was unreadable (“8b2”)"),
    ("1,107", "1,207", "restated from 1,107 to 1,207 (+100)"),
    ("84.0%", "83.9%", "restated from 84.0% to 83.9% (-0.1)"),
    ("84%", "85%", "restated from 84% to 85% (+1)"),
    ("84%", "84.6%", "restated from 84% to 84.6% (+0.6)"),
]
WRITTEN = [("84%", "84.0%"), ("84.0%", "84%"), ("84%", "84.4%"), ("84.5%", "84%"), ("1,107", "1107"), ("n/a", "N/A")]
SPARE = [(ref, month) for ref in ("FD1", "FD2d") for month in MONTHS[:-1]]
"""Months of counts, to put the pairs in."""


def then_and_now(pairs: list[tuple[str, str]]) -> list[Change]:
    old = new = small()
    for (ref, month), (before, after) in zip(SPARE, pairs, strict=False):
        old, new = observed(old, ref, month, before), observed(new, ref, month, after)
    return stated(old, new)


def test_a_value_that_is_another_came_or_went_is_restated() -> None:
    assert len(REWORDED) <= len(SPARE)
    found = then_and_now([(before, after) for before, after, _ in REWORDED])
    expected = [
        f"{ref} {long_label(month)} {words}" for (ref, month), (_, _, words) in zip(SPARE, REWORDED, strict=False)
    ]
    assert sorted(texts(found)) == sorted(expected)
    assert {one.kind for one in found} == {"observation"}
    assert all((one.difference is None) == ("restated" not in one.text) for one in found)


def test_the_same_value_written_otherwise_is_no_change_but_can_be_asked_for() -> None:
    written = then_and_now(WRITTEN)
    assert real(written) == []
    assert sorted(texts(written)) == sorted(
        f"{ref} {long_label(month)} is written {after}, was {before}"
        for (ref, month), (before, after) in zip(SPARE, WRITTEN, strict=False)
    )
    assert {(one.kind, one.difference) for one in written} == {("precision", None)}


def test_the_newer_month_of_a_newer_scorecard_is_not_a_restated_one() -> None:
    restated = [one for one in stated(*months()) if one.sense == "restated"]
    assert texts(restated) == ["CIN8 July 2023 restated from 90.0% to 87.0% (-3.0 pp)"]


def test_a_month_that_only_one_of_them_shows_is_not_missing_in_the_other() -> None:
    later = with_frames(small(), observations=small().frames.observations.filter(pl.col("period") > MONTHS[0]))
    assert compare(small(), later).changes == ()


def test_a_month_of_one_indicator_that_is_gone_is_missing() -> None:
    gone = (pl.col("ref") == "CIN8") & (pl.col("period") == AUGUST)
    later = with_frames(small(), observations=small().frames.observations.filter(~gone))
    assert one(stated(small(), later)).text == "CIN8 August 2023 is now not published, was 81.0%"
    assert one(stated(later, small())).text == "CIN8 August 2023 is now 81.0%, was not published"


def test_last_years_figure_is_restated() -> None:
    change = one(stated(small(), edited(small(), "outturns", "CIN8", **figure("77%"))))
    assert change.text == "CIN8 2022/23 restated from 76% to 77% (+1 pp)"
    assert (change.kind, change.year) == ("outturn", "2022/23")


# ---- What stands beside the figures


def of_england(column: str = "comparator") -> pl.Expr:
    return pl.col(column) == "england"


def test_a_benchmark_of_the_same_year_is_restated() -> None:
    new = edited(small(), "benchmarks", "CIN8", of_england(), **figure("86%"), year="2021-22")
    change = one(stated(small(), new))
    assert change.text == "CIN8 England 2021-22 restated from 84% to 86% (+2 pp)"
    assert (change.kind, change.sense, change.comparator, change.year) == (
        "benchmark",
        "restated",
        "england",
        "2021-22",
    )


def test_a_benchmark_of_another_year_is_not_a_restated_one() -> None:
    new = edited(small(), "benchmarks", "CIN8", of_england(), **figure("86%"), year="2022/23")
    change = one(stated(small(), new))
    assert change.text == "CIN8 England is now 86% (2022/23), was 84% (2021/22)"
    assert (change.kind, change.before, change.after) == ("benchmark", "84%", "86%")


def test_a_benchmark_can_be_new_or_gone() -> None:
    new = with_frames(small(), benchmarks=small().frames.benchmarks.filter((pl.col("ref") != "CIN8") | ~of_england()))
    assert one(stated(small(), new)).text == "CIN8 is no longer held against England, was 84% (2021/22)"
    assert one(stated(new, small())).text == "CIN8 is now held against England too: 84% (2021/22)"


def test_a_target_that_is_another_is_a_change() -> None:
    new = edited(edited(small(), "targets", "CIN17", **target("75-80%")), "targets", "SG15", **target("below 90%"))
    range_, limit = sorted(stated(small(), new), key=lambda change: change.ref)
    assert range_.text == "CIN17 September 2023 target changed from 80% to 75-80%"
    assert (range_.kind, range_.before, range_.after) == ("target", "80%", "75-80%")
    assert limit.text == "SG15 September 2023 target changed from 95% to below 90%"


def test_a_target_can_be_new_or_gone_and_only_written_otherwise() -> None:
    none = with_frames(small(), targets=small().frames.targets.filter(pl.col("ref") != "CIN17"))
    assert one(stated(small(), none)).text == "CIN17 September 2023 has no target any more, was 80%"
    assert one(stated(none, small())).text == "CIN17 September 2023 has a target now: 80%"
    written = stated(small(), edited(small(), "targets", "CIN17", **target("80.0%")))
    assert real(written) == []
    assert one(written).text == "CIN17 September 2023 target is written 80.0%, was 80%"


def test_the_rating_of_one_month_is_restated() -> None:
    old = new = small()
    for ref, before, after in (("CIN17", "A", "R"), ("CIN8", None, "R"), ("SG15", "A", None)):
        old, new = (edited(each, "published", ref, rating=rating) for each, rating in ((old, before), (new, after)))
    found = sorted(
        (one for one in stated(old, new) if one.kind == "rating"), key=lambda one: SEVERITIES.index(one.severity)
    )
    assert [(one.text, one.severity, one.before, one.after) for one in found] == [
        ("CIN17 September 2023 rating restated from Amber to Red", "flip", "A", "R"),
        ("CIN8 September 2023 is now Red, was not rated", "change", None, "R"),
        ("SG15 September 2023 is no longer rated, was Amber", "change", "A", None),
    ]


def test_from_one_month_to_the_next_a_rating_turns() -> None:
    august, september = both()
    old = edited(august, "published", "CIN17", rating="A")
    (change,) = (one for one in stated(old, september) if one.kind == "rating")
    assert change.text == "CIN17 turned from Amber to Red"
    assert (change.sense, change.severity, change.period) == ("moved_on", "flip", SEPTEMBER)
    assert change.places == ("august.txt:103:15", "september.txt:103:16")


def test_an_arrow_that_turns_is_a_flip() -> None:
    old, new = (edited(small(), "published", "FD2d", direction=arrow) for arrow in ("up", "down"))
    (change,) = (one for one in stated(old, new) if one.kind == "direction")
    assert change.text == "FD2d September 2023 arrow restated from up to down"
    assert change.severity == "flip"


# ---- Indicators


def test_an_indicator_can_be_new_or_dropped() -> None:
    fewer = without(small(), "CIN8")
    dropped, added = one(stated(small(), fewer)), one(stated(fewer, small()))
    assert (dropped.kind, dropped.ref, dropped.sense) == ("dropped", "CIN8", "listed")
    assert dropped.text.startswith("dropped: CIN8 ")
    assert (added.kind, added.text) == ("new", dropped.text.replace("dropped", "new"))
    assert dropped.area == "Child in Need"


def test_what_a_stitched_history_drops_is_dropped_though_older_publications_have_it() -> None:
    august, september = both()
    diff = since_last(together([august, without(september, "CIN8")]))
    assert diff is not None
    assert [one.text for one in diff.changes if one.sense == "listed"] == [
        "dropped: CIN8 Child and Family Assessments completed under 45 working days (%)"
    ]


def name_of(ref: str) -> str:
    name: str = small().frames.listing.filter(pl.col("ref") == ref)["name"].item()
    return name


def test_an_indicator_is_known_again_under_another_name() -> None:
    new = edited(small(), "listing", "CIN17", name=f"{name_of('CIN17')} of children")
    change = one(stated(small(), new))
    assert (change.kind, change.before, change.after) == (
        "renamed",
        name_of("CIN17"),
        f"{name_of('CIN17')} of children",
    )
    assert change.text.startswith("CIN17 is now called “")


def test_another_spelling_of_a_name_is_no_change() -> None:
    diff = stated(small(), edited(small(), "listing", "CIN17", name=name_of("CIN17").upper()))
    assert real(diff) == []
    assert one(diff).kind == "precision"


def test_an_indicator_is_known_again_under_another_ref_and_its_figures_are_compared() -> None:
    renamed = {name: frame_with(name, "CIN17", "ZZ1") for name in msgspec.structs.asdict(small().frames)}
    new = observed(with_frames(small(), **renamed), "ZZ1", AUGUST, "70%")
    assert sorted(texts(stated(small(), new))) == [
        "ZZ1 August 2023 restated from 68% to 70% (+2 pp)",
        f"“{name_of('CIN17')}” is now ZZ1, was CIN17",
    ]


def frame_with(name: str, old: str, new: str) -> pl.DataFrame:
    frame: pl.DataFrame = getattr(small().frames, name)
    return frame.with_columns(pl.col("ref").replace(old, new))


def test_two_indicators_can_change_their_refs() -> None:
    swapped = {
        name: getattr(small().frames, name).with_columns(pl.col("ref").replace({"CIN17": "FD1", "FD1": "CIN17"}))
        for name in msgspec.structs.asdict(small().frames)
    }
    diff = stated(small(), with_frames(small(), **swapped))
    assert {(one.kind, one.before, one.after) for one in diff} == {
        ("renumbered", "CIN17", "FD1"),
        ("renumbered", "FD1", "CIN17"),
    }


def test_a_ref_that_stands_for_something_else_is_said_and_its_figures_are_not_compared() -> None:
    new = edited(small(), "listing", "CIN17", name="Foster carers who left this year")
    change = one(stated(small(), observed(new, "CIN17", AUGUST, "12%")))
    assert change.kind == "reused"
    assert "another indicator" in change.text
    assert change.text.endswith("their figures are not compared")


def test_a_dropped_indicator_names_the_new_one_with_a_name_like_it() -> None:
    new = edited(small(), "listing", "CIN17", name=f"{name_of('CIN17')} of children", ref="ZZ1")
    dropped = next(one for one in stated(small(), without(new, "CIN17")) if one.kind == "dropped")
    assert dropped.text.endswith(f"(new, with a similar name: ZZ1 {name_of('CIN17')} of children)")


def test_an_indicator_can_move_to_another_area() -> None:
    change = one(stated(small(), edited(small(), "listing", "CIN17", area="Front Door")))
    assert (change.kind, change.text) == ("area", "CIN17 is now in Front Door, was in Child in Need")


# ---- Conclusions


def test_a_restated_month_flips_the_conclusions_of_the_month_after_it_as_known_now() -> None:
    """August is 791: below July as it was known then (837), above July as it is known now."""
    august = read(august_text(), "august.txt")
    old = edited(august, "published", "FD2e", direction="down")
    new = observed(read(seed_text(), "september.txt"), "FD2e", JULY, "780")
    restated = [one for one in compare(old, new).changes if one.sense == "restated" and one.ref == "FD2e"]
    assert [one.kind for one in restated] == ["contradiction", "derived_direction", "observation"]
    assert restated[0].text == "FD2e August 2023: arrow now contradicts the figures (it says down, they say up)"
    assert restated[1].text == "FD2e August 2023 derived direction restated from down to up"
    assert {one.period for one in restated} == {AUGUST, JULY}


def test_what_moved_on_is_apart_from_what_was_restated() -> None:
    diff = compare(*months())
    assert {one.sense for one in diff.changes} == {"restated", "moved_on"}
    assert {one.period for one in diff.changes if one.sense == "moved_on"} == {SEPTEMBER}
    assert all(one.period < SEPTEMBER for one in diff.changes if one.sense == "restated" and one.period)


def test_a_figure_that_crosses_its_target_or_a_comparator_flips_a_side() -> None:
    old = observed(small(), "CIN17", SEPTEMBER, "81%")
    new = observed(small(), "CIN17", SEPTEMBER, "69%")
    sides = [one for one in compare(old, new).changes if one.kind == "target_side"]
    assert texts(sides) == ["CIN17 September 2023 is now off target (69% against 80%), was on target (81% against 80%)"]
    assert (sides[0].before, sides[0].after, sides[0].severity) == ("on", "off", "flip")
    below, above = (observed(small(), "CIN8", SEPTEMBER, text) for text in ("83%", "85%"))
    (england,) = (one for one in compare(below, above).changes if one.comparator == "england")
    assert england.text == (
        "CIN8 September 2023 is now better than England (85% against 84%), was worse (83% against 84%)"
    )


def test_a_derived_change_that_says_what_the_published_one_says_is_left_out() -> None:
    old = observed(edited(small(), "published", "FD2d", direction="up"), "FD2d", SEPTEMBER, "70")
    new = observed(edited(small(), "published", "FD2d", direction="down"), "FD2d", SEPTEMBER, "39")
    kinds = [one.kind for one in compare(old, new).changes]
    assert "direction" in kinds
    assert "derived_direction" not in kinds


def test_ranks_flip_with_their_quartile() -> None:
    ranks = {"CIN8": Rank(12, 152, "A", 2022), "CIN17": Rank(40, 152, "B", 2022)}
    later = {"CIN8": Rank(40, 152, "B", 2022), "CIN17": Rank(41, 152, "B", 2023), "FD1": Rank(1, 152, "A", 2022)}
    first, second = compare(small(), small(), (ranks, later)).changes
    assert first.text == (
        "CIN8 is now number 40 of 152 authorities in 2021/22 (quartile B), "
        "was number 12 of 152 authorities in 2021/22 (quartile A)"
    )
    assert (first.severity, first.before, first.after) == ("flip", "12/152 A", "40/152 B")
    assert (second.ref, second.severity) == ("CIN17", "change")


# ---- Order


def test_flips_come_first_and_what_is_only_written_otherwise_last() -> None:
    new = edited(small(), "published", "CIN17", rating="A")
    new = edited(new, "targets", "SG15", **target("95.0%"))
    new = observed(new, "FD1", AUGUST, "12")
    found = [SEVERITIES.index(one.severity) for one in compare(small(), new).changes]
    assert found == sorted(found)
    assert {SEVERITIES[rank] for rank in found} == set(SEVERITIES)
