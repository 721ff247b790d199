"""The briefing as plain text of 80 columns, for a mail or a screen reader.

There are no rules and no tables in it: each line says what it is about, so that it reads as well aloud as on paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from tui.reports.brief.content import NONE, AreaPart, Briefing
from tui.reports.brief.headline import RATINGS, Count, Headline, Row
from tui.reports.brief.months import Months
from tui.reports.brief.problem import NO_COMMENTARY, NO_COMPARATORS, Commentary, Comparison, Entry, Fact
from tui.reports.cells import joined, wrap
from tui.reports.glyphs import UNICODE, Glyphs
from tui.reports.paper import first_line

_WIDTH: Final = 80
_INDENT: Final = 2
_WORD: Final = 18
"""Where what is said of a word begins: the longest, "To be on target", and a blank more."""

_ALL_LINES: Final = 1_000_000


def to_text(briefing: Briefing, glyphs: Glyphs = UNICODE) -> str:
    """The whole document, without a line end after its last line."""
    lines = [
        *_wrapped(briefing.title),
        "",
        *_wrapped(briefing.made),
        *_wrapped(briefing.scope),
        "",
        *_headline(briefing.headline),
        *(line for area in briefing.areas for line in _area(area, glyphs)),
        "",
        "",
        "Problems without commentary",
        "",
        *(line for each in briefing.without_commentary for line in _hanging(f"{each.ref} {each.name}, {each.area}")),
    ]
    return "\n".join(lines if briefing.without_commentary else [*lines, NONE])


def _headline(headline: Headline) -> Iterable[str]:
    yield from _wrapped(headline.note)
    for row in (*headline.rows, *([headline.total] if headline.total else [])):
        yield ""
        yield from _hanging(f"{row.name}, head of service: {row.head_of_service}" if row.head_of_service else row.name)
        yield from _wrapped(_counts(row), _INDENT)
        yield from _wrapped(f"Problems: {row.reviewed}", _INDENT)


def _counts(row: Row) -> str:
    """`3 Red (+1), 3 Amber (=), 3 Green (=), 6 Unrated (-1)`"""
    return ", ".join(_count(count, rating) for count, rating in zip(row.counts, RATINGS, strict=True))


def _count(count: Count, rating: str) -> str:
    return joined([f"{count.number} {rating}", f"({count.change})" if count.change else ""], " ")


def _area(area: AreaPart, glyphs: Glyphs) -> Iterable[str]:
    yield from ("", "")
    yield from _hanging(f"{area.name}, head of service: {area.head_of_service}")
    for entry in area.entries:
        yield ""
        yield from _problem(entry, glyphs)


def _problem(entry: Entry, glyphs: Glyphs) -> Iterable[str]:
    yield from _hanging(f"{entry.ref} {entry.name}: {entry.rating}")
    yield from _wrapped(entry.why, _INDENT)
    for fact in entry.numbers:
        yield from _fact(fact)
    yield from _fact(Fact("Months", tuple(_months(entry.months, glyphs))))
    yield from _fact(Fact("Comparators", tuple(map(_comparison, entry.comparators)) or (NO_COMPARATORS,)))
    for fact in (*entry.readings, *entry.review):
        yield from _fact(fact)
    yield from _commentary(entry.commentary) if entry.commentary else _wrapped(NO_COMMENTARY, _INDENT)


def _months(months: Months, glyphs: Glyphs) -> Iterable[str]:
    yield months.words
    if months.drawn:
        bar = glyphs.separator
        yield f"{months.labels[0]} {bar}{glyphs.sparkline(months.values)}{bar} {months.labels[-1]}"


def _comparison(each: Comparison) -> str:
    return f"{each.name}, {each.year}: {each.figure}; ours is {each.gap}"


def _commentary(commentary: Commentary) -> Iterable[str]:
    yield from _wrapped(f"Commentary by {commentary.author}, {commentary.at}:", _INDENT)
    for position, lines in enumerate(commentary.paragraphs):
        if position:
            yield ""
        for line in lines:
            text = line.lstrip(" ")
            yield from _wrapped(text, min(2 * _INDENT + len(line) - len(text), _WIDTH // 2))
    if commentary.beside:
        yield from _wrapped(commentary.beside, _INDENT)


def _fact(fact: Fact) -> Iterable[str]:
    """The word, and beside it what there is to say, each sentence beginning on its own line."""
    word = fact.word
    for text in fact.texts:
        for line in _wrapped(text, _INDENT + _WORD):
            yield " " * _INDENT + f"{word:<{_WORD}}" + line[_INDENT + _WORD :] if word else line
            word = ""


def _hanging(text: str) -> list[str]:
    """A heading; what does not fit in its first line goes on indented."""
    first, rest = first_line(text, _WIDTH)
    return [first, *_wrapped(rest, _INDENT)]


def _wrapped(text: str, indent: int = 0) -> list[str]:
    """Lines of 80 columns, none of them cut."""
    return [" " * indent + piece for piece in _pieces(text, _WIDTH - indent)]


def _pieces(text: str, width: int) -> Sequence[str]:
    return wrap(text, width, _ALL_LINES)
