from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.support.subjects import published, subject, subjects
from tests.support.views import indicators
from tui.scorecard.fields import FIELD_HELP, FIELDS
from tui.scorecard.query import EMPTY, Query, QueryError, parse
from tui.scorecard.query_scan import scan
from tui.scorecard.review import Review
from tui.scorecard.search import matches
from tui.scorecard.subject import Subject
from tui.scorecard.views import Amount, IndicatorView

EXAMPLES = [example for _, _, examples in FIELD_HELP for example in examples]
WORDS = ["dental", "rec", "72hrs", '"in month"', "re-referral", "a&b", "(%)", "→", "café", '"unclosed', "-", "!", "--x"]

pieces = st.sampled_from([*EXAMPLES, *WORDS, *FIELDS, *':<>=",-!% ', "r,", "..", "3..8", "benchmark.", "\\", "\n"])
typed = st.text() | st.lists(pieces, max_size=8).map(" ".join) | st.lists(pieces, max_size=8).map("".join)


def parsed(text: str, *, typing: bool = False) -> Query | None:
    try:
        return parse(text, typing=typing)
    except QueryError:
        return None


def places(text: str, *, typing: bool) -> list[tuple[int, int]]:
    """Where the terms stand, or the mistake."""
    try:
        return [(term.start, term.end) for term in parse(text, typing=typing).terms]
    except QueryError as problem:
        return [(problem.start, problem.end)]


def error(text: str, *, typing: bool = False) -> QueryError:
    with pytest.raises(QueryError) as caught:
        parse(text, typing=typing)
    return caught.value


def test_the_terms_of_a_query_must_all_hold() -> None:
    query = parse("rag:r area:cin dir:worse gap>5 signal:concern reviewed:no")
    assert [term.text for term in query.terms] == str(query).split()
    assert len(query.terms) == 6
    one = subject(rating="R", ref="CIN2", polarity="low", gap=Amount(6, 0), review=Review("open"))
    assert parse("rag:r area:cin gap>5 reviewed:no").matches(one)
    assert not query.matches(one)


def test_terms_keep_their_places() -> None:
    text = '  dental  -rag:r,a "health ass"'
    assert [text[term.start : term.end] for term in parse(text).terms] == ["dental", "-rag:r,a", '"health ass"']


@pytest.mark.parametrize("text", ["", "   ", "\n", "→", '"→"', "()"])
def test_without_a_term_everything_matches(text: str) -> None:
    query = parse(text)
    assert not query
    assert query == EMPTY
    assert query.matches(subject())


@given(st.lists(st.text("abFD12 -'&%é(", min_size=1, max_size=8)), indicators())
@example(["children's", "homes", "(%)"], subject(name="Children’s Homes (%)").indicator)
@example(["fd1", "cont", "front"], subject().indicator)
def test_plain_words_find_what_searching_for_an_indicator_finds(words: list[str], one: IndicatorView) -> None:
    text = " ".join(word.lstrip("-") for word in " ".join(words).split())
    assert parse(text).matches(Subject(one)) == matches(text, one)


@settings(max_examples=25)
@given(typed, subjects())
def test_a_minus_or_an_exclamation_mark_is_the_opposite(text: str, one: Subject) -> None:
    query = parsed(text)
    if query and len(query.terms) == 1 and not query.terms[0].text.startswith("-"):
        term = query.terms[0].text
        assert parse(f"-{term}").matches(one) is not query.matches(one)
        assert parse(f"!{term}") == parse(f"-{term}")


def test_several_values_are_any_of_them() -> None:
    reds = [parse(text) for text in ("rag:r", "rag:a", "rag:r,a", "-rag:r,a")]
    found = [sum(map(query.matches, published())) for query in reds]
    assert found[2] == found[0] + found[1]
    assert found[3] == len(published()) - found[2]
    assert found[0] > 0
    assert found[1] > 0


def test_case_does_not_matter() -> None:
    assert parse("RAG:Red AREA:cin 2023-04>5") == parse("rag:r area:cin apr-23>5")


def test_several_ways_to_write_a_number_are_one() -> None:
    assert len({str(parse(f"gap>{number}")) for number in ("5", "5.0", "+5", "5%", "5pp", "05", "5e0", "5.")}) == 1
    assert parse("gap>−5") == parse("gap>-5")
    one = subject(values=(5.0,))
    assert parse("value:8..3").matches(one)
    assert parse("value:..5 value:5.. value:4.5..5.5").matches(one)


@given(typed)
@example("benchmark.:5")
@example('benchmark."":5')
@example("gap>1e999")
@example('area="\\u{110000}\\')
@example("2023-00=1")
@example("apr-0000=1")
@example("rag:r,,a")
@example('value="5" target="5"')
@example('assigned="none"')
def test_any_text_is_a_query_or_a_mistake_with_a_place(text: str) -> None:
    for typing in (False, True):
        assert all(0 <= start < end <= len(text) for start, end in places(text, typing=typing))


@given(typed, subjects())
@example('name:"in  Month" area:"FRONT door"', subject())
@example("value:24..20 value=.5 target:3,yes", subject())
@example('area="a\\"b\\\\c\\u{a}"', subject(area='a"b\\c\n'))
def test_the_normal_form_is_the_same_query(text: str, one: Subject) -> None:
    query = parsed(text)
    if query is not None:
        again = parse(str(query))
        assert again == query
        assert str(again) == str(query)
        assert hash(again) == hash(query)
        assert again.matches(one) == query.matches(one)


@given(typed)
def test_what_is_a_query_when_typed_in_full_is_the_same_while_typing(text: str) -> None:
    query = parsed(text)
    if query is not None:
        assert parse(text, typing=True) == query


@given(st.lists(st.sampled_from([*EXAMPLES, "dental", '"in month"', "-rag:r"]), min_size=1, max_size=4))
def test_no_beginning_of_a_good_query_is_a_mistake_once_its_field_is_there(terms: list[str]) -> None:
    text = " ".join(terms)
    for end in range(len(text) + 1):
        parse(text[:end], typing=True)


@pytest.mark.parametrize(
    ("text", "as_if"),
    [
        ("rag:", ""),
        ("dental rag:", "dental"),
        ("rag:r,", "rag:r"),
        ("rag:r area:", "rag:r"),
        ("gap>", ""),
        ("gap>-", ""),
        ("gap>5 -", "gap>5"),
        ("signal:c", ""),
        ("signal:common,c", "signal:common"),
        ('"health ass', ""),
        ('area:"front', ""),
        ('rag:r -area="', "rag:r"),
    ],
)
def test_what_is_unfinished_is_not_there_while_typing(text: str, as_if: str) -> None:
    assert parse(text, typing=True) == parse(as_if)
    assert error(text).end == len(text)


@pytest.mark.parametrize("text", ["rag: area:cin", "rag:x", "rga:", ">", "gap>abc", "rag:, ", "rag:,r", "signal:c x"])
def test_a_mistake_is_one_while_typing_too(text: str) -> None:
    assert str(error(text, typing=True)) == str(error(text))


@pytest.mark.parametrize(
    ("text", "message", "blamed"),
    [
        ("rga:r", "no field `rga`; did you mean `rag`?", "rga"),
        ("x -singal:concern", "no field `singal`; did you mean `signal`?", "singal"),
        ("http://x", "no field `http`; in quotes it is looked for in the names", "http"),
        ("rag:r,x", "`rag` takes r, a, g or none; found `x`", "x"),
        ("gap>abc", "`gap` takes a number (such as gap>5); found `abc`", "abc"),
        ("gap:abc", "`gap` takes a number (such as gap>5) or none; found `abc`", "abc"),
        ("gap>none", "`gap` takes a number (such as gap>5); found `none`", "none"),
        ("gap>1..2", "`gap` takes a number (such as gap>5); found `1..2`", "1..2"),
        ("value>1,000", "`>` takes one number, written without commas", "1,000"),
        ('dental "health', "this quote is not closed", '"health'),
        ('area:"health', "this quote is not closed", '"health'),
        ("rag: r", "`rag:` needs a value right after it: r, a, g or none", "rag:"),
        ("dental >5", "`>` needs a field before it, such as gap>5 or rag:r", ">"),
        (":", "`:` needs a field before it, such as gap>5 or rag:r", ":"),
        ("dental - x", "`-` and `!` stand right before a word or a field", "-"),
        ("rag>r", "`rag` is no number to compare: write rag: and r, a, g or none", ">"),
        ("reviewed:maybe", "`reviewed` takes yes or no; found `maybe`", "maybe"),
        ('area:"" x', "`area` takes text (such as area:cin); found ``", '""'),
    ],
)
def test_a_mistake_is_told_and_pointed_at(text: str, message: str, blamed: str) -> None:
    problem = error(text)
    assert str(problem) == message
    assert text[problem.start : problem.end] == blamed


def test_what_is_long_is_cut_short_in_a_message() -> None:
    assert len(str(error("rag:" + "x" * 100_000))) < 100
    assert len(str(error("x" * 100_000 + ":r"))) < 120


@pytest.mark.parametrize("unit", ["a ", '"', '"\\', "-", "r,", 'benchmark."', "x:", "apr-23:1 ", "1.."])
@pytest.mark.parametrize("before", ["", "rag:"])
def test_a_huge_text_is_read_once_through(unit: str, before: str) -> None:
    text = (before + unit * 100_000)[:100_000]
    position = 0
    for raw in scan(text):
        assert not text[position : raw.start].strip()
        assert raw.end > raw.start
        position = raw.end
    assert not text[position:].strip()
    assert all(end <= len(text) for _, end in places(text, typing=False))


def test_a_condition_that_is_repeated_counts_once() -> None:
    assert len(parse("a " * 50_000).terms) == 1
    assert str(parse("rag:r,r,red rag:r")) == "rag:r"


def test_comparators_of_another_council() -> None:
    assert str(error("london<5")) == "no field `london`; in quotes it is looked for in the names"
    assert str(parse("London<5", comparators=("london",))) == "london<5"
    assert parse("benchmark.london<5")
    assert error("gm<5 london:x").start == 5


def test_queries_are_equal_by_what_they_say() -> None:
    assert parse(" rag:red  x") == parse("rag:r x")
    assert parse("rag:r") != parse("-rag:r")
    assert parse("rag:r") != "rag:r"
    assert {parse("rag:r"), parse("rag:red")} == {parse("rag:r")}
