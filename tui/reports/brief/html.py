"""The briefing as one HTML file: nothing is fetched, nothing runs, and it prints on A4."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from tui.reports.brief.chart import chart
from tui.reports.brief.content import NONE, AreaPart, Briefing, Mention
from tui.reports.brief.elements import Html, block, element, together
from tui.reports.brief.headline import RATINGS, Count, Headline, Row
from tui.reports.brief.problem import NO_COMMENTARY, NO_COMPARATORS, Commentary, Comparison, Entry, Fact
from tui.reports.brief.style import STYLE

_KINDS: Final = {"R": "red", "A": "amber", "G": "green"}
_UNRATED: Final = "unrated"
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"
"""What a browser may load for it: its own style and nothing else, even if text were to slip through as markup."""


def to_html(briefing: Briefing) -> str:
    """The whole document, without a line end after its last line."""
    head = block(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", briefing.title),
        element("style", Html(f"\n{STYLE}")),
    )
    main = block(
        "main",
        _header(briefing),
        _headline(briefing.headline),
        *(_area(area) for area in briefing.areas),
        _without_commentary(briefing.without_commentary),
    )
    return f"<!doctype html>\n{block('html', head, block('body', main), lang='en-GB')}"


def _header(briefing: Briefing) -> Html:
    return block(
        "header",
        element("h1", briefing.title),
        element("p", briefing.made, class_="made quiet"),
        element("p", briefing.scope),
    )


def _headline(headline: Headline) -> Html:
    titles = ("Service area", "Head of service")
    heads = [element("th", title, scope="col") for title in titles]
    heads += [element("th", _chip(title), scope="col", class_="number") for title in RATINGS]
    heads.append(element("th", "Problems", scope="col", class_="number"))
    table = block(
        "table",
        element("caption", "How many of each rating in each service area"),
        block("thead", element("tr", *heads)),
        block("tbody", *map(_headline_row, headline.rows)),
        _total(headline.total) if headline.total else "",
    )
    return together([block("div", table, class_="wide"), element("p", headline.note, class_="note quiet")])


def _headline_row(row: Row) -> Html:
    area = element("th", row.name, scope="row")
    return element("tr", area, element("td", row.head_of_service), *map(_count, row.counts), _number(row.reviewed))


def _total(row: Row) -> Html:
    name = element("th", row.name, scope="row", colspan="2")
    return block("tfoot", element("tr", name, *map(_count, row.counts), _number(row.reviewed)))


def _count(count: Count) -> Html:
    change = (" ", element("span", count.change, class_="change")) if count.change else ()
    return _number(str(count.number), *change)


def _number(*children: str) -> Html:
    return element("td", *children, class_="number")


def _chip(words: str, kind: str = "") -> Html:
    return element("span", words, class_=f"chip {kind or words.lower()}")


def _area(area: AreaPart) -> Html:
    return block(
        "section",
        element("h2", area.name),
        element("p", f"Head of service: {area.head_of_service}", class_="quiet"),
        *map(_problem, area.entries),
    )


def _problem(entry: Entry) -> Html:
    """An article: its heading ends in the rating, as a word."""
    kind = _KINDS.get(entry.letter, _UNRATED)
    name = f"{entry.ref} {entry.name}"
    return block(
        "article",
        element("h3", name, element("span", ":", class_="hidden"), " ", _chip(entry.rating, kind)),
        element("p", entry.why, class_="why") if entry.why else "",
        block("div", _facts(entry.numbers), _months(entry, name), class_="numbers"),
        _comparators(entry.comparators) if entry.comparators else "",
        _facts([*_no_comparators(entry), *entry.readings, *entry.review]),
        _commentary(entry.commentary),
        class_=kind,
    )


def _months(entry: Entry, name: str) -> Html:
    return block("figure", chart(entry.months, name), element("figcaption", f"Months: {entry.months.words}"))


def _facts(facts: Sequence[Fact]) -> Html:
    return block("dl", *(line for fact in facts for line in _fact(fact)))


def _fact(fact: Fact) -> Iterable[Html]:
    yield element("dt", fact.word)
    yield from (element("dd", text) for text in fact.texts)


def _no_comparators(entry: Entry) -> Sequence[Fact]:
    return () if entry.comparators else (Fact("Comparators", (NO_COMPARATORS,)),)


def _comparators(comparators: Sequence[Comparison]) -> Html:
    heads = [element("th", title, scope="col") for title in ("Comparator", "Year", "Its figure", "Ours is")]
    return block(
        "table",
        element("caption", "Comparators", class_="hidden"),
        block("thead", element("tr", *heads)),
        block("tbody", *map(_comparison, comparators)),
    )


def _comparison(each: Comparison) -> Html:
    cells = [element("td", text) for text in (each.year, each.figure, each.gap)]
    return element("tr", element("th", each.name, scope="row"), *cells)


def _commentary(commentary: Commentary | None) -> Html:
    if commentary is None:
        return block("div", element("p", NO_COMMENTARY, class_="signed"), class_="commentary")
    return block(
        "div",
        element("h4", "Commentary"),
        *map(_paragraph, commentary.paragraphs),
        element("p", f"{commentary.author}, {commentary.at}", class_="signed"),
        element("p", commentary.beside, class_="signed") if commentary.beside else "",
        class_="commentary",
    )


def _paragraph(lines: Sequence[str]) -> Html:
    """Lines end where their author ended them."""
    return element("p", *(part for at, line in enumerate(lines) for part in ((element("br"), line) if at else (line,))))


def _without_commentary(mentions: Sequence[Mention]) -> Html:
    listed = block("ul", *map(_mention, mentions)) if mentions else element("p", NONE)
    return block("section", element("h2", "Problems without commentary"), listed)


def _mention(each: Mention) -> Html:
    return element("li", f"{each.ref} {each.name}, ", element("span", each.area, class_="quiet"))
