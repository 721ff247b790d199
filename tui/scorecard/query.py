"""The filter language: what an analyst types after `/`, read once and then asked of every subject.

Terms are parted by blanks, and all must hold: words (`dental`), phrases (`"health assessments"`), and fields with an
operator and values (`rag:r,a`, `gap>5`, `value:3..8`); `-` or `!` before a term is its opposite.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

import msgspec

from tui.scorecard.criteria import Criterion, Subjects, any_of, negation
from tui.scorecard.field_kinds import Field, Matcher, words_begin
from tui.scorecard.field_texts import phrase
from tui.scorecard.fields import USUAL_COMPARATORS, find_field, near_names
from tui.scorecard.query_scan import ORDERS, QueryError, RawTerm, Value, quote, scan, shown
from tui.scorecard.readings import search_text
from tui.scorecard.subject import Subject
from tui.scorecard.words import normal

__all__ = ["EMPTY", "Query", "QueryError", "Term", "parse"]


class Term(msgspec.Struct, frozen=True):
    """One condition: `text` is its normal form, `start` and `end` where it stands in the query as typed."""

    text: str
    start: int
    end: int
    test: Criterion


class Query(msgspec.Struct, frozen=True, eq=False):
    """Conditions that must all hold; `text` is as typed. Queries of the same normal form are equal."""

    text: str
    terms: tuple[Term, ...]

    def matches(self, subject: Subject) -> bool:
        """Whether every term holds for a subject."""
        return all(term.test(subject) for term in self.terms)

    def positions(self, subjects: Subjects) -> list[int]:
        """Where the subjects stand for which every term holds."""
        left: list[int] | None = None
        for term in self.terms:
            left = subjects.where(term.test, left)
        return list(range(len(subjects))) if left is None else left

    def __bool__(self) -> bool:
        return bool(self.terms)

    def __str__(self) -> str:
        return " ".join(term.text for term in self.terms)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Query) and str(self) == str(other)

    def __hash__(self) -> int:
        return hash(str(self))


EMPTY: Final = Query("", ())
"""The query that every subject matches."""


def parse(text: str, *, typing: bool = False, comparators: Collection[str] = USUAL_COMPARATORS) -> Query:
    """Read a query; `comparators` are the keys that can be fields.

    While it is `typing`, what is unfinished at the end of the text is taken as not there: `rag:`, `rag:r,`,
    `signal:conc`, a quote that is still open. Raises `QueryError`, which points at the first mistake.
    """
    typed: dict[str, RawTerm] = {}
    for raw in scan(text):
        typed.setdefault(text[raw.start : raw.end], raw)
    terms: dict[str, Term] = {}
    for raw in typed.values():
        unfinished = typing and raw.end == len(text)
        term = _word_term(raw, unfinished) if raw.name is None else _field_term(raw, raw.name, unfinished, comparators)
        if term:
            terms.setdefault(term.text, term)
    return Query(text, tuple(terms.values()))


def _word_term(raw: RawTerm, unfinished: bool) -> Term | None:
    """A word or a phrase; null where there is nothing in it to look for, as in an arrow."""
    value = raw.values[0]
    if unfinished and not (value.there and value.closed):
        return None
    _check_closed(value)
    if not value.there:
        raise QueryError("`-` and `!` stand right before a word or a field", raw.start, raw.start + 1)
    if value.quoted:
        test = phrase(value.text)
        return _term(raw, Matcher(quote(normal(value.text)), test)) if test else None
    test = words_begin(value.text, _words)
    return _term(raw, Matcher("-".join(normal(value.text).split()), test)) if test else None


def _field_term(raw: RawTerm, name: str, unfinished: bool, comparators: Collection[str]) -> Term | None:
    field = _field(raw, name, comparators)
    if raw.operator in ORDERS:
        _check_order(raw, field)
    matchers = list(_matchers(raw, field, unfinished))
    if not matchers:
        return None
    written = ",".join(dict.fromkeys(matcher.text for matcher in matchers))
    operator = raw.operator if field.other else ":"
    return _term(raw, Matcher(f"{field.name}{operator}{written}", any_of([matcher.test for matcher in matchers])))


def _field(raw: RawTerm, name: str, comparators: Collection[str]) -> Field:
    start = raw.start + raw.negated
    end = start + len(name)
    if not name:
        raise QueryError(
            f"`{raw.operator}` needs a field before it, such as gap>5 or rag:r", start, start + len(raw.operator)
        )
    if field := find_field(name, comparators):
        return field
    near = "".join(near_names(name, comparators))
    advice = f"did you mean `{near}`?" if near else "in quotes it is looked for in the names"
    raise QueryError(f"no field {shown(name)}; {advice}", start, end)


def _check_order(raw: RawTerm, field: Field) -> None:
    first, last = raw.values[0], raw.values[-1]
    if not field.ordered:
        start = first.start - len(raw.operator)
        problem = f"`{field.name}` is no number to compare: write {field.name}: and {field.takes(':')}"
        raise QueryError(problem, start, first.start)
    if len(raw.values) > 1:
        problem = f"`{raw.operator}` takes one number, written without commas"
        raise QueryError(problem, first.start, last.end)


def _matchers(raw: RawTerm, field: Field, unfinished: bool) -> Iterator[Matcher]:
    for value in raw.values:
        last = unfinished and value is raw.values[-1]
        if last and not (value.there and value.closed):
            return
        _check_closed(value)
        if not value.there:
            _missing_value(raw, field, value)
        try:
            matcher = field.matcher(raw.operator, value)
        except QueryError:
            if last and field.begins(value):
                return
            raise
        yield matcher


def _check_closed(value: Value) -> None:
    if not value.closed:
        raise QueryError("this quote is not closed", value.start, value.end)


def _missing_value(raw: RawTerm, field: Field, value: Value) -> None:
    problem = f"`{field.name}{raw.operator}` needs a value right after it: {field.takes(raw.operator)}"
    raise QueryError(problem, raw.start + raw.negated, value.end)


def _term(raw: RawTerm, matcher: Matcher) -> Term:
    if raw.negated:
        return Term(f"-{matcher.text}", raw.start, raw.end, negation(matcher.test))
    return Term(matcher.text, raw.start, raw.end, matcher.test)


def _words(subject: Subject) -> str:
    return search_text(subject.indicator)
