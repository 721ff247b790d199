"""The briefing as Markdown: CommonMark with tables. No text of it can become markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from tui.reports.brief.content import NONE, AreaPart, Briefing
from tui.reports.brief.headline import RATINGS, Count, Headline, Row
from tui.reports.brief.months import Months
from tui.reports.brief.problem import NO_COMMENTARY, NO_COMPARATORS, Commentary, Comparison, Entry, Fact
from tui.reports.sheets import escaped

_MORE_MARKS: Final = re.compile(r"[$^]|&(?=#?\w+;)")
"""Formulas and raised text of some readers, and entities, which `escaped` leaves alone."""

_LINE_MARK: Final = re.compile(r"[-+:](?=\s|$)|[-=](?=[-=\s]*$)|\d{1,9}(?=[.)](?:\s|$))")
"""What makes a line an item, a heading or a rule when it stands first."""


def to_markdown(briefing: Briefing) -> str:
    """The whole document, without a line end after its last line. It draws nothing: it is to be read aloud too."""
    blocks = [
        f"# {_inline(briefing.title)}",
        _line(briefing.made),
        _line(briefing.scope),
        _headline(briefing.headline),
        _line(briefing.headline.note),
        *(each for area in briefing.areas for each in _area(area)),
        "## Problems without commentary",
        "\n".join(f"- {_inline(f'{each.ref} {each.name}, {each.area}')}" for each in briefing.without_commentary)
        or NONE,
    ]
    return "\n\n".join(blocks)


def _headline(headline: Headline) -> str:
    heads = ("Service area", "Head of service", *RATINGS, "Problems")
    rows = [_headline_row(row) for row in headline.rows]
    if headline.total:
        rows.append(_headline_row(headline.total, "all of them"))
    return _table(heads, (":--", ":--", *["--:"] * 5), rows)


def _headline_row(row: Row, head_of_service: str = "") -> list[str]:
    return [row.name, row.head_of_service or head_of_service, *map(_count, row.counts), row.reviewed]


def _count(count: Count) -> str:
    return f"{count.number} ({count.change})" if count.change else str(count.number)


def _area(area: AreaPart) -> Iterable[str]:
    yield f"## {_inline(area.name)}"
    yield _line(f"Head of service: {area.head_of_service}")
    for entry in area.entries:
        yield from _problem(entry)


def _problem(entry: Entry) -> Iterable[str]:
    yield f"### {_inline(f'{entry.ref} {entry.name}: {entry.rating}')}"
    if entry.why:
        yield _line(entry.why)
    yield "\n".join([*map(_fact, entry.numbers), _months(entry.months)])
    yield _comparators(entry.comparators)
    yield "\n".join(map(_fact, (*entry.readings, *entry.review)))
    yield from _commentary(entry.commentary) if entry.commentary else [NO_COMMENTARY]


def _fact(fact: Fact) -> str:
    """An item of a list; several sentences stand one below the other in it."""
    first, *rest = fact.texts
    return "\\\n  ".join([f"- **{fact.word}:** {_inline(first)}", *map(_line, rest)])


def _months(months: Months) -> str:
    return f"- **Months:** {_inline(months.words)}"


def _comparators(comparators: Sequence[Comparison]) -> str:
    if not comparators:
        return f"Comparators: {NO_COMPARATORS}."
    rows = [[each.name, each.year, each.figure, each.gap] for each in comparators]
    return _table(("Comparator", "Year", "Its figure", "Ours is"), (":--", ":--", "--:", ":--"), rows)


def _commentary(commentary: Commentary) -> Iterable[str]:
    yield _line(f"Commentary by {commentary.author}, {commentary.at}:")
    yield "\n>\n".join(_quoted(lines) for lines in commentary.paragraphs)
    if commentary.beside:
        yield _line(commentary.beside)


def _quoted(lines: Sequence[str]) -> str:
    """A paragraph of a quotation; its lines end where their author ended them."""
    return "\n".join(f"> {line}" for line in "\\\n".join(map(_indented, lines)).split("\n"))


def _indented(line: str) -> str:
    """A line whose indent is kept and does not make it code."""
    text = line.lstrip(" ")
    return "&nbsp;" * (len(line) - len(text)) + _line(text)


def _table(heads: Sequence[str], rules: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, rules, *([_inline(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _line(text: str) -> str:
    """Text that stands first in a line."""
    shown = _inline(text)
    match = _LINE_MARK.match(shown)
    if match is None:
        return shown
    at = match.end() if match[0].isdigit() else 0
    return f"{shown[:at]}\\{shown[at:]}"


def _inline(text: str) -> str:
    """Text within a line."""
    return _MORE_MARKS.sub(lambda match: f"\\{match[0]}", escaped(text.strip()))
