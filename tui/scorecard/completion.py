"""What may stand at the cursor of a query while it is typed: names of fields, and then their values."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

import msgspec

from tui.scorecard import field_texts, readings
from tui.scorecard.criteria import Subjects
from tui.scorecard.field_kinds import Field
from tui.scorecard.field_texts import ReadText
from tui.scorecard.fields import FIELDS, comparator_name, find_field
from tui.scorecard.periods import key as month_key
from tui.scorecard.periods import long_label, short_label
from tui.scorecard.query_scan import ORDERS, RawTerm, Value, quote, scan, value_at
from tui.scorecard.subject import Subject

_MOST: Final = 30
_SAMPLE: Final = 500
"""Subjects that are asked for months and comparators: the rest have none but these."""

_REST_OF_FIELD: Final = re.compile(r'[^\s":<>=]*(?:[<>]=?|[:=])?')
_PLAIN: Final = re.compile(r"[^\s\",]+")


class Choice(msgspec.Struct, frozen=True, gc=False):
    """Something that may stand there, ready to be put in, and what it means."""

    text: str
    help: str


class Completion(msgspec.Struct, frozen=True):
    """What may take the place of the characters from `start` to `end`."""

    start: int
    end: int
    choices: tuple[Choice, ...]


class _Candidate(msgspec.Struct, frozen=True, gc=False):
    """A choice, and the words by which typing finds it."""

    choice: Choice
    words: tuple[str, ...]


def complete(text: str, cursor: int, subjects: Iterable[Subject]) -> Completion:
    """What may stand at the cursor, at most thirty choices; those that begin with what is typed come first.

    `subjects` give the areas, names, months and comparators that there are.
    """
    cursor = min(max(cursor, 0), len(text))
    given = Subjects.of(subjects)
    term = _term_at(text[:cursor])
    if term is None:
        return _names(text, cursor, cursor, given)
    value = term.values[-1]
    if term.name is None:
        return Completion(cursor, cursor, ()) if value.quoted else _names(text, value.start, cursor, given)
    return _values(text, cursor, term, value, given)


def _term_at(before: str) -> RawTerm | None:
    """The term that the cursor stands in or right behind; null where a new one would begin."""
    terms = list(scan(before))
    return terms[-1] if terms and terms[-1].end == len(before) else None


def _names(text: str, start: int, cursor: int, subjects: Subjects) -> Completion:
    rest = _REST_OF_FIELD.match(text, cursor)
    return Completion(start, rest.end() if rest else cursor, _fitting(_fields(subjects), text[start:cursor]))


def _fields(subjects: Subjects) -> Iterator[_Candidate]:
    for field in FIELDS.values():
        yield _field(field.name, field.help, (field.name,), ordered=field.ordered)
    for key, name in _comparators(subjects).items():
        yield _field(comparator_name(key), f"figure of {name}", (key, name))
    months = {point.period for subject in subjects[:_SAMPLE] for point in subject.indicator.history}
    for month in sorted(months, reverse=True):
        name = month_key(month)
        yield _field(name, f"figure of {long_label(month)}", (name, short_label(month)))


def _field(name: str, help: str, words: tuple[str, ...], *, ordered: bool = True) -> _Candidate:
    return _Candidate(Choice(f"{name}{'>' if ordered else ':'}", help), words)


def _comparators(subjects: Subjects) -> dict[str, str]:
    """The names of the comparators by key."""
    return {each.comparator: each.name for subject in subjects[:_SAMPLE] for each in subject.indicator.benchmarks}


def _values(text: str, cursor: int, term: RawTerm, typed: Value, subjects: Subjects) -> Completion:
    whole = value_at(text, typed.start)
    field = find_field(term.name or "", _comparators(subjects))
    candidates = _candidates(field, term.operator, subjects) if field and term.operator not in ORDERS else ()
    return Completion(typed.start, whole.end if whole.closed else cursor, _fitting(candidates, typed.text))


def _candidates(field: Field, operator: str, subjects: Subjects) -> Iterator[_Candidate]:
    """The values of a field: of an open set, and of the audit's kinds, those that are there first."""
    if field.name == "area":
        yield from _areas(subjects, operator)
    elif field.name in _TEXTS:
        yield from _texts(field, subjects)
    there = set(chain.from_iterable(subjects.column(_kinds))) if field.name == "finding" else ()
    for each in sorted(field.choices, key=lambda choice: choice.word not in there):
        yield _Candidate(Choice(each.word, each.help), (each.word, *each.also))


def _areas(subjects: Subjects, operator: str) -> Iterator[_Candidate]:
    """Areas by the letters of their refs; by name where these are not theirs alone, or where the whole name counts."""
    letters: dict[str, str] = {}
    for position, area in enumerate(subjects.column(field_texts.area)):
        if area not in letters:
            letters[area] = readings.prefix(subjects[position].indicator)
    count = Counter(letters.values())
    for area, each in letters.items():
        if not area.strip():
            continue
        short = operator == ":" and each.isascii() and each.isalpha() and count[each] == 1
        yield _Candidate(Choice(each if short else quote(area), area), (each, area))


def _texts(field: Field, subjects: Subjects) -> Iterator[_Candidate]:
    words = {choice.word for choice in field.choices}
    for text in dict.fromkeys(subjects.column(_TEXTS[field.name])):
        if text.strip():
            plain = _PLAIN.fullmatch(text) and text.casefold() not in words
            yield _Candidate(Choice(text if plain else quote(text), ""), (text,))


def _kinds(subject: Subject) -> tuple[str, ...]:
    return tuple(readings.findings(subject))


def _fitting(candidates: Iterable[_Candidate], typed: str) -> tuple[Choice, ...]:
    """The choices that begin with what is typed, then those of which a later word does, or one of their help."""
    typed = typed.casefold()
    begin, later = [], []
    for candidate in candidates:
        if any(word.casefold().startswith(typed) for word in candidate.words):
            begin.append(candidate.choice)
        elif f" {typed}" in f" {' '.join((*candidate.words, candidate.choice.help))}".casefold().replace("_", " "):
            later.append(candidate.choice)
    return tuple([*begin, *later][:_MOST])


_TEXTS: Final[dict[str, ReadText]] = {
    "assigned": field_texts.assigned,
    "head": readings.head_of_service,
    "ref": field_texts.ref,
}
"""Fields of an open set, and what they hold."""
