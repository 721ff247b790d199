"""Reading `indicators.toml`: every mistake in it is reported at once, each with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import msgspec
import tomli

from tui.scorecard.catalogue import (
    BASES,
    COMPARATOR_KINDS,
    POLARITIES,
    UNITS,
    Area,
    Catalogue,
    Comparator,
    Indicator,
)

Table = dict[str, Any]
Check = Callable[[Any], bool]


class Rule(msgspec.Struct, frozen=True):
    """What a key must hold."""

    expected: str
    accepts: Check
    required: bool = False


class Mistake(msgspec.Struct, frozen=True):
    """One mistake: `table` is the group ("indicators"), `ref` the entry in it, `key` the key in that."""

    table: str
    ref: str | None
    key: str | None
    message: str
    line: int | None = None
    column: int | None = None

    def describe(self, source: str) -> str:
        """`indicators.toml:12:1: [indicators.CIN8] polarity: expected ...`"""
        where = ":".join(str(part) for part in (source, self.line, self.column) if part is not None)
        table = f" [{'.'.join(filter(None, (self.table, self.ref)))}]" if self.table else ""
        return f"{where}:{table}{f' {self.key}' if self.key else ''}: {self.message}"


class CatalogueError(Exception):
    """The catalogue cannot be used; `mistakes` holds every reason."""

    def __init__(self, source: str, mistakes: list[Mistake]) -> None:
        self.source = source
        self.mistakes = mistakes
        super().__init__("\n".join(mistake.describe(source) for mistake in mistakes))


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_int(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _one_of(choices: tuple[str, ...]) -> Rule:
    return Rule(f"one of {', '.join(choices)}", lambda value: value in choices, required=True)


def _list_of(what: str, accepts: Check) -> Rule:
    return Rule(f"a list of {what}", lambda value: isinstance(value, list) and all(map(accepts, value)))


_TEXT: Final = Rule("text", _is_text, required=True)
_OPTIONAL_TEXT: Final = Rule("text", _is_text)
_TEXTS: Final = _list_of("texts", _is_text)
_NUMBER: Final = Rule("a whole number from 1", lambda value: _is_int(value) and value > 0)

RULES: Final[dict[str, dict[str, Rule]]] = {
    "authority": {"name": _TEXT, "dfe_number": _NUMBER},
    "areas": {
        "name": _TEXT,
        "short_name": _TEXT,
        "order": Rule(_NUMBER.expected, _NUMBER.accepts, required=True),
        "prefix": _TEXT,
        "head_of_service": _OPTIONAL_TEXT,
        "aliases": _TEXTS,
    },
    "comparators": {
        "name": _TEXT,
        "short_name": _TEXT,
        "kind": _one_of(COMPARATOR_KINDS),
        "aliases": _TEXTS,
        "members": _list_of("DfE numbers", _is_int),
    },
    "indicators": {
        "name": _TEXT,
        "short_name": _TEXT,
        "area": _TEXT,
        "unit": _one_of(UNITS),
        "polarity": _one_of(POLARITIES),
        "basis": _one_of(BASES),
        "decimals": Rule("a whole number from 0 to 4", lambda value: _is_int(value) and 0 <= value <= 4, required=True),
        "aliases": _TEXTS,
        "numerator": _OPTIONAL_TEXT,
        "denominator": _OPTIONAL_TEXT,
        "twin": _OPTIONAL_TEXT,
        "lait": _OPTIONAL_TEXT,
    },
}
"""What each table of the file may hold."""

_REF_KEYS: Final = ("numerator", "denominator", "twin")
_SYNTAX_PLACE: Final = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


def load_catalogue(path: Path) -> Catalogue:
    """Read and check one catalogue file, with the file that it `extends` below it.

    Raises `CatalogueError` with every mistake in it, and `OSError` where a file cannot be read.
    """
    document = _read_extended(path, ())
    mistakes = _check(document)
    if mistakes:
        text = path.read_text("utf-8", errors="replace")
        raise CatalogueError(path.name, [_with_place(mistake, text) for mistake in mistakes])
    return _build(document)


def _read_extended(path: Path, children: tuple[Path, ...]) -> Table:
    """The file's document over that of the file it extends (`extends = "FILE"`, relative to it)."""
    document = _parse(path)
    base = document.pop("extends", None)
    if base is None:
        return document
    if not _is_text(base):
        raise CatalogueError(path.name, [Mistake("", None, "extends", "expected the path of a catalogue file")])
    base_path = (path.parent / base).resolve()
    if base_path in (*children, path.resolve()):
        raise CatalogueError(path.name, [Mistake("", None, "extends", f"{base} extends this file in turn")])
    try:
        below = _read_extended(base_path, (*children, path.resolve()))
    except OSError as error:
        reason = f"{base} cannot be read: {error.strerror}"
        raise CatalogueError(path.name, [Mistake("", None, "extends", reason)]) from error
    return _merged(below, document)


def _merged(below: Table, above: Table) -> Table:
    merged = dict(below)
    for key, value in above.items():
        standing = merged.get(key)
        merged[key] = _merged(standing, value) if isinstance(standing, dict) and isinstance(value, dict) else value
    return merged


def _parse(path: Path) -> Table:
    try:
        return tomli.loads(path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise CatalogueError(path.name, [Mistake("", None, None, "expected UTF-8 text", line)]) from error
    except tomli.TOMLDecodeError as error:
        message = str(error)
        place = _SYNTAX_PLACE.search(message)
        line, column = (int(place[1]), int(place[2])) if place and place[1] else _end_of(path)
        message = _SYNTAX_PLACE.sub("", message)
        raise CatalogueError(path.name, [Mistake("", None, None, f"not TOML: {message}", line, column)]) from error
    except (RecursionError, ValueError) as error:  # nested too deep, a number too long
        raise CatalogueError(path.name, [Mistake("", None, None, f"not TOML: {error}")]) from error


def _end_of(path: Path) -> tuple[int, int]:
    lines = path.read_text("utf-8", errors="replace").split("\n")
    return len(lines), len(lines[-1]) + 1


def _check(document: Table) -> list[Mistake]:
    mistakes = [
        Mistake(table, None, None, f"unknown table; expected one of {', '.join(RULES)}")
        for table in document
        if table not in RULES
    ]
    for table, rules in RULES.items():
        content = document.get(table)
        if not isinstance(content, dict) or not content:
            mistakes.append(Mistake(table, None, None, "expected this table, with at least one entry"))
        elif table == "authority":
            mistakes += _check_entry(table, None, content, rules)
        else:
            for ref, entry in content.items():
                mistakes += _check_entry(table, ref, entry, rules)
    return mistakes + _check_links(document)


def _check_entry(table: str, ref: str | None, entry: Any, rules: Mapping[str, Rule]) -> list[Mistake]:
    if not isinstance(entry, dict):
        return [Mistake(table, ref, None, f"expected a table of keys; found {_shown(entry)}")]
    mistakes = [
        Mistake(table, ref, key, f"unknown key; expected one of {', '.join(rules)}")
        for key in entry
        if key not in rules
    ]
    for key, rule in rules.items():
        if key not in entry:
            if rule.required:
                mistakes.append(Mistake(table, ref, key, f"missing; expected {rule.expected}"))
        elif not rule.accepts(entry[key]):
            mistakes.append(Mistake(table, ref, key, f"expected {rule.expected}; found {_shown(entry[key])}"))
    return mistakes


def _check_links(document: Table) -> list[Mistake]:
    """Keys that name another entry must name one that is there; two areas may not share order or prefix."""
    areas, indicators = _entries(document, "areas"), _entries(document, "indicators")
    mistakes = []
    for ref, entry in indicators.items():
        area = entry.get("area")
        if _is_text(area) and area not in areas:
            mistakes.append(
                Mistake("indicators", ref, "area", f"expected one of {', '.join(areas)}; found {_shown(area)}")
            )
        for key in _REF_KEYS:
            if _is_text(entry.get(key)) and entry[key] not in indicators:
                found = _shown(entry[key])
                mistakes.append(Mistake("indicators", ref, key, f"expected the ref of an indicator; found {found}"))
    for key in ("order", "prefix"):
        seen: dict[Any, str] = {}
        for area_key, entry in areas.items():
            value = entry.get(key)
            if isinstance(value, (str, int)) and value in seen:
                mistakes.append(Mistake("areas", area_key, key, f"{_shown(value)} is that of {seen[value]} already"))
            elif isinstance(value, (str, int)):
                seen[value] = area_key
    return mistakes


def _entries(document: Table, table: str) -> dict[str, Table]:
    content = document.get(table)
    if not isinstance(content, dict):
        return {}
    return {key: entry for key, entry in content.items() if isinstance(entry, dict)}


def _shown(value: Any) -> str:
    text = f'"{value}"' if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _with_place(mistake: Mistake, text: str) -> Mistake:
    """`mistake` with the line and column of its key, or else of its table, where the file holds them."""
    name = ".".join(filter(None, (mistake.table, mistake.ref)))
    bare = text.replace('"', "")  # [indicators."FD 1"] is a header too
    header = re.search(rf"^\s*\[\s*{re.escape(name)}\s*\]", bare, re.MULTILINE)
    if header is None:
        return mistake
    line = bare.count("\n", 0, header.end()) + 1
    found_line, column = line, 1
    for offset, content in enumerate(text.split("\n")[line:], 1):
        if content.lstrip().startswith("["):
            break
        if mistake.key and re.match(rf'\s*"?{re.escape(mistake.key)}"?\s*=', content):
            found_line, column = line + offset, len(content) - len(content.lstrip()) + 1
            break
    return msgspec.structs.replace(mistake, line=found_line, column=column)


def _build(document: Table) -> Catalogue:
    areas = {key: Area(key=key, **_frozen(entry)) for key, entry in document["areas"].items()}
    return Catalogue(
        authority=document["authority"]["name"],
        dfe_number=document["authority"].get("dfe_number"),
        areas=dict(sorted(areas.items(), key=lambda item: item[1].order)),
        comparators={key: Comparator(key=key, **_frozen(entry)) for key, entry in document["comparators"].items()},
        indicators={ref: Indicator(ref=ref, **_frozen(entry)) for ref, entry in document["indicators"].items()},
    )


def _frozen(entry: Table) -> Table:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
