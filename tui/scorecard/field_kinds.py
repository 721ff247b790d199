"""Kinds of fields: what values one takes, and the test of a subject that a value stands for."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Collection, Mapping
from math import isfinite
from typing import Final

import msgspec

from tui.scorecard.criteria import Criterion
from tui.scorecard.missing import MISSING_WORDS
from tui.scorecard.query_scan import ORDERS, QueryError, Value, quote, shown
from tui.scorecard.readings import ABSENT, NONE, ReadFigure, ReadNumber, number, reason
from tui.scorecard.subject import Subject
from tui.scorecard.words import normal

_SIGN: Final = "[-+]?"
_DIGITS: Final = r"(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d{1,3})?"
_NUMBER: Final = rf"{_SIGN}{_DIGITS}"
_UNIT: Final = r"\s*(?:%|pp)?"
_ONE: Final = re.compile(rf"(?P<one>{_NUMBER}){_UNIT}", re.ASCII | re.IGNORECASE)
_RANGE: Final = re.compile(rf"(?P<low>{_NUMBER})?{_UNIT}\.\.(?:(?P<high>{_NUMBER}){_UNIT})?", re.ASCII | re.IGNORECASE)
_MINUS: Final = str.maketrans("−–‐‑", "----")
_COMPARE: Final[dict[str, Callable[[float, float], bool]]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


class Matcher(msgspec.Struct, frozen=True):
    """What a value means: how it is written in normal form, and which subjects it holds for."""

    text: str
    test: Criterion


class Choice(msgspec.Struct, frozen=True):
    """A word that a field takes; `also` are other ways to type it."""

    word: str
    help: str
    test: Criterion
    also: tuple[str, ...] = ()


class Field(msgspec.Struct, frozen=True):
    """Something to filter by.

    `choices` are the words that it takes; `other` reads any other value, or gives null where it takes none such.
    `ordered` says that it can be compared with `<` and `>`; `literal` that a value in quotes is never one of the words.
    """

    name: str
    help: str
    examples: tuple[str, ...]
    choices: tuple[Choice, ...] = ()
    other: Callable[[str, Value], Matcher | None] | None = None
    ordered: bool = False
    literal: bool = False
    expects: str = ""

    def matcher(self, sign: str, value: Value) -> Matcher:
        """What a value after an operator means; `QueryError` where the field takes no such value."""
        matcher = self._matcher(sign, value)
        if matcher is None:
            problem = f"`{self.name}` takes {self.takes(sign)}; found {shown(value.text)}"
            raise QueryError(problem, value.start, value.end)
        return matcher

    def takes(self, sign: str) -> str:
        """In words, what may stand after an operator."""
        words = [] if sign in ORDERS else [choice.word for choice in self.choices]
        known = [*([f"{self.expects} (such as {self.examples[0]})"] if self.expects else []), *words]
        return " or ".join(filter(None, [", ".join(known[:-1]), known[-1]]))

    def begins(self, value: Value) -> bool:
        """Whether a value may still become one of the field's words or a number."""
        words = (word for choice in self.choices for word in (choice.word, *choice.also))
        typed = _key(value.text)
        return any(word.startswith(typed) for word in words) or (self.ordered and _may_become_number(value.text))

    def _matcher(self, sign: str, value: Value) -> Matcher | None:
        plain = sign not in ORDERS and not (self.literal and value.quoted)
        typed = _key(value.text)
        if plain and (exact := [each for each in self.choices if typed == each.word or typed in each.also]):
            return Matcher(exact[0].word, exact[0].test)
        if self.other and (matcher := self.other(sign, value)):
            return matcher
        begun = [each for each in self.choices if any(word.startswith(typed) for word in (each.word, *each.also))]
        return Matcher(begun[0].word, begun[0].test) if plain and typed and len(begun) == 1 else None


def choice_field(
    name: str,
    help: str,
    examples: tuple[str, ...],
    read: Callable[[Subject], Collection[str]],
    words: Mapping[str, str],
    also: Mapping[str, tuple[str, ...]] | None = None,
) -> Field:
    """A field that takes these words, each with its help; `read` gives those that hold for a subject."""
    spellings = also or {}
    choices = tuple(Choice(word, told, _holding(read, word), spellings.get(word, ())) for word, told in words.items())
    return Field(name, help, examples, choices)


def yes_no(read: Callable[[Subject], bool], yes: str, no: str) -> tuple[Choice, Choice]:
    """The words of what either is so or is not."""
    return Choice("yes", yes, Criterion(read, bool)), Choice("no", no, Criterion(read, operator.not_))


def number_field(name: str, help: str, examples: tuple[str, ...], read: ReadNumber) -> Field:
    """A field that is a number, or none."""

    def other(sign: str, value: Value) -> Matcher | None:
        condition = number_condition(sign, value)
        return Matcher(condition.text, _comparing(read, condition.holds)) if condition else None

    without = Choice(NONE, "no such number", Criterion(read, lambda value: value is None))
    return Field(name, help, examples, (without,), other, ordered=True, expects="a number")


def figure_field(name: str, help: str, examples: tuple[str, ...], read: ReadFigure) -> Field:
    """A field that is a published figure: a number, or missing for a reason."""

    def read_reason(subject: Subject) -> tuple[str]:
        return (reason(read(subject)),)

    field = number_field(name, help, examples, lambda subject: number(read(subject)))
    why = {**MISSING_WORDS, ABSENT: "no such figure in the scorecard"}
    reasons = (Choice(word, told, _holding(read_reason, word)) for word, told in why.items())
    return msgspec.structs.replace(field, choices=(*field.choices, *reasons))


def text_field(
    name: str,
    help: str,
    examples: tuple[str, ...],
    begins: Callable[[Value], Criterion | None],
    exactly: Callable[[Subject], str],
    choices: tuple[Choice, ...] = (),
) -> Field:
    """A field that is text: `:` finds beginnings, by the test that `begins` gives, and `=` the whole of it."""

    def other(sign: str, value: Value) -> Matcher | None:
        test = _equal(exactly, value.text.casefold()) if sign == "=" else None if sign in ORDERS else begins(value)
        return Matcher(quote(value.text) if value.quoted else value.text, test) if test else None

    return Field(name, help, examples, choices, other, literal=True, expects="text")


class Condition(msgspec.Struct, frozen=True):
    """A condition on a number; `low` and `high` are its ends, null where it is open."""

    text: str
    holds: Callable[[float], bool]
    low: float | None
    high: float | None


def number_condition(sign: str, value: Value) -> Condition | None:
    """The condition that an operator and a number or a range make; null where the value is neither."""
    text = value.text.translate(_MINUS)
    if one := _ONE.fullmatch(text):
        wanted = float(one["one"])
        holds = _with(_COMPARE.get(sign, operator.eq), wanted)
        return Condition(exact(wanted), holds, wanted, wanted) if isfinite(wanted) else None
    if sign in ORDERS or not (match := _RANGE.fullmatch(text)):
        return None
    low, high = (float(match[end]) if match[end] else None for end in ("low", "high"))
    known = [end for end in (low, high) if end is not None]
    return _between(low, high) if known and all(map(isfinite, known)) else None


def exact(value: float) -> str:
    """A number as short as it can be written without losing anything of it: `69`, `91.1`, `1e+16`."""
    return repr(value + 0.0).removesuffix(".0")


def exact_range(low: float | None, high: float | None) -> str:
    """A range, open where an end is null: `20..24`, `..85`."""
    return "..".join("" if end is None else exact(end) for end in (low, high))


def words_begin(wanted: str, read: Callable[[Subject], str]) -> Criterion | None:
    """The test that each wanted word begins a word of a normalised text, which has a blank before each of its own.

    Null where there are no words in what is wanted.
    """
    parts = [f" {word}" for word in normal(wanted.replace("_", " ")).split()]
    if not parts:
        return None
    if len(parts) == 1:  # what is typed most
        return _contains(parts[0], read)
    return Criterion(read, lambda text: all(part in text for part in parts))


def contains(wanted: str, read: Callable[[Subject], str]) -> Criterion | None:
    """The test that a normalised text holds the wanted one as a run; null where there is nothing in it to look for."""
    wanted = normal(wanted)
    return _contains(wanted, read) if wanted else None


def _key(text: str) -> str:
    return text.casefold().replace("-", "_").replace(" ", "_")


def _may_become_number(text: str) -> bool:
    return re.fullmatch(r"[-+.\d]*(?:e[-+]?|p)?", text.translate(_MINUS), re.ASCII | re.IGNORECASE) is not None


def _holding(read: Callable[[Subject], Collection[str]], word: str) -> Criterion:
    return Criterion(read, lambda words: word in words)


def _equal(read: Callable[[Subject], str], wanted: str) -> Criterion:
    return Criterion(read, lambda text: text.casefold() == wanted)


def _contains(wanted: str, read: Callable[[Subject], str]) -> Criterion:
    return Criterion(read, lambda text: wanted in text)


def _comparing(read: ReadNumber, holds: Callable[[float], bool]) -> Criterion:
    return Criterion(read, lambda value: value is not None and holds(value))


def _with(compare: Callable[[float, float], bool], wanted: float) -> Callable[[float], bool]:
    return lambda value: compare(value, wanted)


def _between(one: float | None, other: float | None) -> Condition:
    least, most = float("-inf") if one is None else one, float("inf") if other is None else other
    least, most = min(least, most), max(least, most)  # people write a range either way round
    return Condition(exact_range(one, other), lambda value: least <= value <= most, one, other)
