"""Nothing of a file or of the journal becomes markup, in any face."""

from __future__ import annotations

from typing import get_args

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reports.brief.building import (
    AT,
    MADE,
    Document,
    area,
    finding,
    late,
    markdown_shape,
    markdown_texts,
    overview,
    rated,
)
from tests.support.views import figure, indicators, texts
from tui.reports.brief.content import Briefing, briefing
from tui.reports.brief.faces import Form, rendered
from tui.reports.brief.problem import paragraphs
from tui.reports.glyphs import ASCII
from tui.reports.plain_text import visible
from tui.scorecard.insight_views import Insights
from tui.scorecard.review import Comment, Review
from tui.scorecard.signal_words import Signal
from tui.scorecard.views import BenchmarkView, IndicatorView, TargetView

NASTY = [
    "<script>alert(1)</script>",
    '"><img src=x onerror="alert(1)">',
    "</style></title></svg><b>x</b>",
    "<!-- x",
    "&lt;b&gt; &#60;i&#62; &amp;copy; &copy;",
    "# x",
    "- x",
    "1. x",
    "---",
    "===",
    "~~~",
    "```x```",
    "> x",
    "*x* _y_ **z** `c`",
    "[a](javascript:alert(1)) ![b](x)",
    "[a]: http://x",
    "a | b | c",
    "| --- |",
    "    code",
    "x\\",
    "<http://x>",
    "\x1b[31mred\x1b[0m",
    "a\u202eb\u200bc",
    "[red]x[/red]",
]


def spiked(text: str) -> Briefing:
    """A briefing with this text wherever a text of a file or of the journal can stand."""
    one = msgspec.structs.replace(
        late(),
        ref=text,
        name=text,
        short_name=text,
        current=figure(69.0),
        target=TargetView(text, 80.0, 80.0, text),
        previous_year=msgspec.structs.replace(figure(None), missing="unreadable", text=text),
        previous_year_label=text,
        against_last_year=None,
        twin=text,
        benchmarks=(BenchmarkView("gm", text, text, text, msgspec.structs.replace(figure(1.0), text=text), None),),
        history=tuple(
            msgspec.structs.replace(point, figure=msgspec.structs.replace(figure(2.0), text=text))
            for point in late().history
        ),
    )
    insight = rated(
        text,
        None,
        "R",
        derived_rating="A",
        rating_reason=text,
        signal=Signal("common", 15, "common", None, "common_cause", "hit_and_miss"),
        children=text,
        run_rate=text,
        rebased=(text,),
        findings=(finding(text),),
    )
    review = Review("reviewed", text, AT, text, Comment(f"{text}\n{text}\n\n{text}", text, AT, "1", "2"))
    scorecard = overview(
        area(text, "FD", one, head=text), area("Homes", "HO", head=text), authority=text, sources=(f"{text}.csv",)
    )
    return briefing(scorecard, Insights({text: insight}, ()), {text: review}, author=text, made=MADE)


@pytest.mark.parametrize("text", NASTY)
def test_no_element_and_no_attribute_of_the_html_stems_from_data(text: str) -> None:
    document = Document(rendered(spiked(text), "html"))
    assert document.mistakes == []
    assert document.shape == Document(rendered(spiked("plain"), "html")).shape
    assert "".join(document.texts).count(visible(text).strip()) >= 15


@pytest.mark.parametrize("text", NASTY)
def test_no_markup_of_the_markdown_stems_from_data(text: str) -> None:
    written = rendered(spiked(text), "md")
    assert markdown_shape(written) == markdown_shape(rendered(spiked("plain"), "md"))
    assert "\n".join(markdown_texts(written)).count(visible(text).strip()) >= 15


@pytest.mark.parametrize("text", NASTY)
def test_the_text_shows_what_stands_there(text: str) -> None:
    words = " ".join(rendered(spiked(text), "text").split())
    assert words.count(" ".join(visible(text).split())) >= 15


@pytest.mark.parametrize("text", NASTY)
@pytest.mark.parametrize("form", get_args(Form))
def test_no_control_character_is_left(form: Form, text: str) -> None:
    assert all(character.isprintable() or character == "\n" for character in rendered(spiked(text), form))


markup = st.text(alphabet="ab 1.)-+=:*_`#<>&;[]()!|~\\\n\t$^{}'\"", max_size=60)


@given(markup, markup)
def test_any_commentary_is_read_as_it_was_written(name: str, text: str) -> None:
    one = msgspec.structs.replace(late(), name=name)
    review = Review(comment=Comment(text, "Ada", AT, "1"))
    made = briefing(overview(area("Front Door", "FD", one)), Insights({}, ()), {"FD1": review}, made=MADE)
    expected = ["\n".join(lines) for lines in paragraphs(text)]
    found = [each.replace("\xa0", " ") for each in markdown_texts(rendered(made, "md"))]
    assert f"FD1 {visible(name)}: Red" in found
    at = found.index("Commentary by Ada, 3 October 2023 14:02 UTC:") + 1
    assert found[at : at + len(expected)] == expected
    assert found[at + len(expected)] == "Problems without commentary"


@settings(max_examples=25)
@given(st.lists(indicators(), min_size=1, max_size=3), texts)
def test_any_scorecard_has_three_sound_faces(found: list[IndicatorView], text: str) -> None:
    refs = {one.ref: one for one in found}
    reviews = {found[0].ref: Review("reviewed", text, AT, text, Comment(text, text, AT, "1"))}
    made = briefing(
        overview(area("Front Door", "FD", *refs.values())), Insights({}, ()), reviews, include=["amber"], made=MADE
    )
    wanted = {ref for ref, one in refs.items() if one.rating in ("R", "A")}
    assert {entry.ref for entry in made.entries} == wanted
    document = Document(rendered(made, "html"))
    assert document.mistakes == []
    assert len(document.all("article")) == len(wanted)
    assert markdown_shape(rendered(made, "md")).count("heading_open") == 2 + bool(wanted) + len(wanted)
    for form in get_args(Form):
        assert all(each.isprintable() or each == "\n" for each in rendered(made, form, ASCII))
