"""A small scorecard made up for the briefing, and readers of what its faces write."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from typing import Any, Final

import msgspec
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.support.views import SEPTEMBER, benchmark, figure, indicator
from tui.reports.brief.content import Briefing, briefing
from tui.scorecard.finding import Finding
from tui.scorecard.insight_views import Insight, Insights
from tui.scorecard.rating_history import RatingPoint
from tui.scorecard.review import Comment, Review, Reviews
from tui.scorecard.signal_words import Signal
from tui.scorecard.views import (
    Amount,
    AreaView,
    BenchmarkView,
    Change,
    Figure,
    IndicatorView,
    Overview,
    TargetView,
    count_ratings,
)

AUGUST: Final = date(2023, 8, 31)
MADE: Final = datetime(2023, 10, 4, 9, 30, tzinfo=UTC)
AT: Final = datetime(2023, 10, 3, 14, 2, tzinfo=UTC)
COMMENTARY: Final = (
    "Two posts were vacant in August.\nBoth are filled:\n  - one from 2 October\n\nWe expect 80% by March."
)


def rated(ref: str, *ratings: str | None, **fields: Any) -> Insight:
    """An insight of which only the ratings are known: those up to September, the latest last."""
    history = tuple(
        RatingPoint(period, rating) for period, rating in zip((AUGUST, SEPTEMBER), ratings, strict=True) if rating
    )
    made = Insight(ref, None, "no target published", None, None, Signal("no_values", 0), rating_history=history)
    return msgspec.structs.replace(made, **fields)


def area(name: str, prefix: str, *indicators: IndicatorView, head: str = "Ada Long") -> AreaView:
    of_it = tuple(msgspec.structs.replace(one, area=name, head_of_service=head) for one in indicators)
    return AreaView(name, name, prefix, head, count_ratings(of_it), of_it)


def overview(*areas: AreaView, **fields: Any) -> Overview:
    ratings = count_ratings(tuple(one for each in areas for one in each.indicators))
    made = Overview("Exampleshire", SEPTEMBER, ratings, areas, (), (), ("a.txt",))
    return msgspec.structs.replace(made, **fields)


def finding(text: str, ref: str = "FD1") -> Finding:
    return Finding(ref, "arrow", "error", SEPTEMBER, "up", "down", text, ("a.txt:1:1",))


def reviewed(text: str = COMMENTARY, beside: str | None = None) -> Review:
    return Review("reviewed", "Ada", AT, "Grace", Comment(text, "Ada", AT, "2", beside))


def late() -> IndicatorView:
    """Rated Red, with a month missing, a target, comparators and last year's figure."""
    return indicator(
        (74.0, 71.0, None, 66.0, 68.0, 69.0),
        ref="FD1",
        name="Reviews completed in time (% YTD)",
        unit="percent",
        basis="ytd",
        rating="R",
        current=Figure(69.0, "69%", None, "a.txt:1:8"),
        target=TargetView("80%", 80.0, 80.0, "a.txt:1:9"),
        gap=Amount(-11.0, 0, better=False),
        since_last_month=Change("August 2023", Amount(1.0, 0, better=True)),
        against_last_year=Change("2022/23", Amount(-5.0, 0, better=False)),
        previous_year=Figure(74.0, "74%", None),
        previous_year_label="2022/23",
        benchmarks=(
            benchmark(72.0, Amount(-3.0, 0, better=False)),
            BenchmarkView("england", "England", "Eng", None, figure(None, "suppressed"), None),
        ),
    )


def torn() -> IndicatorView:
    """Rated Red, and nothing of it can be read."""
    return indicator(
        (None, None),
        ref="FD2",
        name="Homes",
        rating="R",
        row="fragment",
        current=figure(None, "unreadable"),
    )


def climbing() -> IndicatorView:
    """Rated Red, counted each month, its target a range."""
    return indicator(
        (12.0, 15.0, 19.0, 31.0),
        ref="SG2",
        name="Children on a plan",
        polarity="near",
        rating="R",
        target=TargetView("20-24", 20.0, 24.0, "a.txt:9:9"),
        gap=Amount(7.0, 0, better=False),
        previous_year=figure(18.0),
        previous_year_label="2022/23",
        against_last_year=Change("2022/23", Amount(13.0, 0)),
    )


def small() -> Briefing:
    """The briefing of the made-up scorecard."""
    return briefing(*small_scorecard(), made=MADE)


def small_scorecard() -> tuple[Overview, Insights, Reviews]:
    front = area("Front Door", "FD", torn(), late(), indicator(ref="FD3", rating="G"), indicator(ref="FD4"))
    homes = area("Homes", "HO", indicator(ref="HO1"), head="not published")
    safe = area("Safeguarding and Quality Assurance", "SG", indicator(ref="SG1", rating="A"), climbing())
    insights = Insights(
        {
            "FD1": rated(
                "FD1",
                "R",
                "R",
                derived_rating="A",
                rating_reason="69% is 11 pp below 80%",
                signal=Signal("concern", 15, "concern", "shift", "concern_low", "hit_and_miss"),
                run_rate="about 91% in each of the 6 months left to end the year on 80%",
                findings=(finding("The arrow points up, but it fell."), finding("The same figures as FD3.")),
            ),
            "FD2": rated("FD2", "A", "R"),
            "FD3": rated("FD3", None, "G"),
            "FD4": rated("FD4", "G", None),
            "SG1": rated("SG1", "A", "A"),
            "SG2": rated("SG2", "R", "R", signal=Signal("too_few", 4)),
        },
        (),
        AUGUST,
    )
    return overview(front, homes, safe), insights, {"FD1": reviewed(beside="1"), "SG1": reviewed("An Amber.")}


class Document(HTMLParser):
    """What a browser makes of a document: its elements in order, its text but for that of charts, and its mistakes."""

    VOID: Final = frozenset({"br", "meta"})

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.mistakes: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()
        self.mistakes += [f"<{tag}> is not closed" for tag in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if len(dict(attrs)) != len(attrs):
            self.mistakes.append(f"<{tag}> has an attribute twice")
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.mistakes.append(f"</{tag}> closes nothing")

    def handle_data(self, data: str) -> None:
        if not {"style", "svg"} & set(self.open):
            self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        self.mistakes.append(f"a comment: {data}")

    @property
    def shape(self) -> list[tuple[str, tuple[str, ...]]]:
        """Elements and the names of their attributes."""
        return [(tag, tuple(attributes)) for tag, attributes in self.elements]

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def markdown_tokens(text: str) -> list[Token]:
    """What a reader of Markdown makes of a text, nested ones after those that hold them."""
    return list(_flat(MarkdownIt("commonmark").enable("table").parse(text)))


def _flat(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _flat(token.children or [])


def markdown_shape(text: str) -> list[str]:
    """The kinds of markup in a text, in order; how its words are split is the reader's affair."""
    return [token.type for token in markdown_tokens(text) if token.type not in ("text", "text_special")]


def markdown_texts(text: str) -> list[str]:
    """The words of each heading, paragraph and cell, without their markup."""
    return [
        "".join("\n" if each.type == "hardbreak" else each.content for each in token.children or [])
        for token in markdown_tokens(text)
        if token.type == "inline"
    ]
