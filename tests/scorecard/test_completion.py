from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.scorecard.test_query import typed
from tests.support.subjects import finding, insight, published, subject, subjects
from tests.support.views import figure
from tui.scorecard.completion import complete
from tui.scorecard.fields import FIELDS
from tui.scorecard.query import parse
from tui.scorecard.review import Review
from tui.scorecard.subject import Subject
from tui.scorecard.views import BenchmarkView

WORDS = ("yes", "no", "none")


def offered(text: str, among: Iterable[Subject] = ()) -> list[str]:
    """What may stand at the end of a text."""
    return [choice.text for choice in complete(text, len(text), among or published()).choices]


def completed(text: str, position: int = 0, among: Iterable[Subject] = ()) -> str:
    """The text with the cursor's `|` replaced by a choice."""
    before, _, after = text.partition("|")
    found = complete(before + after, len(before), among or published())
    return f"{(before + after)[: found.start]}{found.choices[position].text}{(before + after)[found.end :]}"


def test_an_empty_query_offers_fields_with_their_help() -> None:
    choices = complete("", 0, published()).choices
    assert [choice.text[:-1] for choice in choices][: len(FIELDS)] == list(FIELDS)
    assert all(choice.help for choice in choices)
    assert len(choices) == 30


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("ra", "rag:"),
        ("dental ra", "rag:"),
        ("-rag:r sig", "signal:"),
        ("-si", "signal:"),
        ("ga", "gap>"),
        ("engl", "england>"),
        ("2023-0", "2023-09>"),
        ("apr", "2023-04>"),
        ("GAP", "gap>"),
    ],
)
def test_a_word_may_become_a_field(text: str, first: str) -> None:
    assert offered(text)[0] == first


def test_exact_beginnings_come_first() -> None:
    rows = [subject(ref="1", area=name) for name in ("Early Help", "Front Door", "Help Early")]
    assert offered("area:help", rows) == ['"Help Early"', '"Early Help"']
    assert offered("missing:no") == ["no", "not_yet_available", "not_applicable", "yes", "unavailable"]


@pytest.mark.parametrize(
    "text", ["dentalx", '"health', '"health ass"', "rag>", "gap>5", "nobody:", "name:den", ">", ":x"]
)
def test_where_nothing_can_be_offered_nothing_is(text: str) -> None:
    assert offered(text) == []


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("rag:", ["r", "a", "g", "none"]),
        ("rag:r,", ["r", "a", "g", "none"]),
        ("rag:amb", ["a"]),
        ("-reviewed:n", ["no"]),
        ("signal:conc", ["concern"]),
        ("rating:un", ["none"]),
        ("area:", ["fd", "eh", "cin", "cf", "sg", "wf"]),
        ("area:child", ["cin", "cf"]),
        ("area:qual", ["sg"]),
        ('area="fro', ['"Front Door"']),
        ("gap:", ["none"]),
        ("gm:sup", ["suppressed"]),
        ("ref:cin27", ["CIN27"]),
        ("head:helen", ['"Helen Delamere"']),
    ],
)
def test_values_of_a_field(text: str, choices: list[str]) -> None:
    assert offered(text) == choices


def test_every_word_of_a_field_has_its_help() -> None:
    for field in FIELDS.values():
        assert all(choice.help for choice in complete(f"{field.name}:", 99, ()).choices)


def test_what_is_there_comes_first() -> None:
    rows = (subject(insight("common", None, "", finding("stale", "info"))), subject())
    assert offered("finding:", rows)[:2] == ["info", "stale"]
    assert {"yes", "no", "arrow"} < set(offered("finding:", rows))


def test_names_of_those_whose_it_is() -> None:
    rows = [subject(review=Review(assigned=name)) for name in ("Ada", "Grace Long", "", "Ada", "none")]
    assert offered("assigned:", rows) == ["Ada", '"Grace Long"', '"none"', "yes", "no", "none"]
    assert offered("assigned:gr", rows) == ['"Grace Long"']
    assert offered('assigned:"gr', rows) == ['"Grace Long"']
    assert offered("assigned:lo", rows) == ['"Grace Long"']


def test_areas_that_share_their_letters_are_named() -> None:
    rows = [subject(ref="A1", area="One"), subject(ref="A2", area="Two"), subject(ref="1", area="Three")]
    assert offered("area:", rows) == ['"One"', '"Two"', '"Three"']


def test_comparators_of_another_council() -> None:
    rows = [subject(benchmarks=(BenchmarkView("South", "South East", "SE", None, figure(1), None),))]
    assert offered("sou", rows) == ["benchmark.South>"]
    assert offered("South:bl", rows) == ["blank"]


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("ra|", "rag:"),
        ("-ra| dental", "-rag: dental"),
        ("r|ag:r area:cin", "rag:r area:cin"),
        ("ra|g>=5", "rag:5"),
        ("rag:| dental", "rag:r dental"),
        ("rag:a|mber,g dental", "rag:a,g dental"),
        ('area:"fro|nt do" rag:r', "area:fd rag:r"),
        ('area:"fro| rag:r', "area:fd rag:r"),
        ("dental | rag:r", "dental rag: rag:r"),
    ],
)
def test_a_choice_takes_the_place_of_what_is_typed(text: str, result: str) -> None:
    assert completed(text) == result


@settings(max_examples=25)
@given(typed, st.integers(-2, 40), st.lists(subjects(), max_size=2))
def test_anywhere_in_any_text_there_are_at_most_thirty_choices(text: str, cursor: int, rows: list[Subject]) -> None:
    found = complete(text, cursor, rows)
    assert 0 <= found.start <= found.end <= len(text)
    assert found.start <= max(cursor, 0)
    assert len(found.choices) <= 30
    assert len({choice.text for choice in found.choices}) == len(found.choices)


@settings(max_examples=25)
@given(st.lists(subjects(), max_size=2))
def test_every_value_offered_is_one_that_the_field_takes(rows: list[Subject]) -> None:
    for field in FIELDS:
        for choice in complete(f"{field}:", 99, rows).choices:
            assert parse(f"{field}:{choice.text}").text
    for choice in complete("", 0, rows).choices:
        assert parse(f"{choice.text}", typing=True) == parse("")


@settings(max_examples=25)
@given(st.lists(subjects(), min_size=1, max_size=2))
def test_every_area_and_name_offered_finds_someone(rows: list[Subject]) -> None:
    for field in ("area", "assigned", "ref", "head"):
        for choice in complete(f"{field}:", 99, rows).choices:
            if choice.text not in WORDS:
                assert any(map(parse(f"{field}:{choice.text}").matches, rows))
