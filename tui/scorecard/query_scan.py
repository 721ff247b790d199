"""From the text of a query to its terms with their places, before anything is known of fields and values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import msgspec

ORDERS: Final = frozenset({"<", "<=", ">", ">="})
"""Operators that compare numbers; `:` and `=` take any value."""

_LONGEST_SHOWN: Final = 30

_QUOTED_TEXT: Final = r'"(?:[^"\\]|\\.)*"'
_BLANKS: Final = re.compile(r"\s*")
_FIELD: Final = re.compile(rf'(?P<name>(?i:benchmark)\.{_QUOTED_TEXT}|[^\s":<>=]*)(?P<operator>[<>]=?|[:=])', re.DOTALL)
_QUOTED: Final = re.compile(_QUOTED_TEXT, re.DOTALL)
_WORD: Final = re.compile(r'[^\s"]*')
_BARE_VALUE: Final = re.compile(r'[^\s",]*')
_ESCAPE: Final = re.compile(r'\\(?:(["\\])|u\{([0-9a-f]{1,5}|10[0-9a-f]{4})\})', re.IGNORECASE)


class QueryError(Exception):
    """A query that says nothing sensible; `start` and `end` are the characters of its text that are to blame."""

    def __init__(self, message: str, start: int, end: int) -> None:
        super().__init__(message)
        self.message, self.start, self.end = message, start, end


class Value(msgspec.Struct, frozen=True, gc=False):
    """A word or a value as typed, without its quotes; `closed` is false where the closing quote is not there yet."""

    text: str
    start: int
    end: int
    quoted: bool = False
    closed: bool = True

    @property
    def there(self) -> bool:
        """Whether anything was typed."""
        return self.quoted or bool(self.text)


class RawTerm(msgspec.Struct, frozen=True, gc=False):
    """A term as typed: a field with its values, or a single word or phrase with neither name nor operator."""

    start: int
    end: int
    negated: bool
    name: str | None
    operator: str
    values: tuple[Value, ...]


def scan(text: str) -> Iterator[RawTerm]:
    """The terms of a text; what is unfinished is there too, with an empty or an unclosed last value."""
    position = _skip_blanks(text, 0)
    while position < len(text):
        term = _term(text, position)
        yield term
        position = _skip_blanks(text, term.end)


def value_at(text: str, start: int) -> Value:
    """The value of a field that begins here; empty where none does."""
    return _value(text, start, _BARE_VALUE)


def quote(text: str) -> str:
    """`text` as a quoted value that `scan` reads back, with no character in it that cannot be typed."""
    return f'"{"".join(_escaped(character) for character in text)}"'


def unquote(text: str) -> str:
    """The text between two quotes, its escapes resolved."""
    return _ESCAPE.sub(lambda match: match[1] or chr(int(match[2], 16)), text)


def shown(text: str) -> str:
    """What was typed, for a message: cut short where it is long."""
    return f"`{text}`" if len(text) <= _LONGEST_SHOWN else f"`{text[:_LONGEST_SHOWN]}…`"


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    return character if character.isprintable() else f"\\u{{{ord(character):x}}}"


def _skip_blanks(text: str, position: int) -> int:
    match = _BLANKS.match(text, position)
    return match.end() if match else position


def _term(text: str, start: int) -> RawTerm:
    negated = text[start] in "-!"
    position = start + negated
    if field := _FIELD.match(text, position):
        values = tuple(_values(text, field.end()))
        return RawTerm(start, values[-1].end, negated, field["name"], field["operator"], values)
    word = _value(text, position, _WORD)
    return RawTerm(start, word.end, negated, None, "", (word,))


def _values(text: str, position: int) -> Iterator[Value]:
    """The values from here on, parted by commas; an empty one where none is."""
    while True:
        value = value_at(text, position)
        yield value
        position = value.end + 1
        if not text.startswith(",", value.end):
            return


def _value(text: str, start: int, bare: re.Pattern[str]) -> Value:
    if text.startswith('"', start):
        match = _QUOTED.match(text, start)
        end = match.end() if match else len(text)
        inner = text[start + 1 : end - 1 if match else end]
        return Value(unquote(inner), start, end, quoted=True, closed=match is not None)
    match = bare.match(text, start)
    return Value(match[0] if match else "", start, match.end() if match else start)
