"""Checking a catalogue's document against the schema: every mistake, not only the first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import msgspec

from tui.scorecard.catalogue_schema import LINKING_TABLES, OPTIONAL_TABLES, RULES, SINGLE_TABLES, Rule, is_text

Table = dict[str, Any]

_REF_KEYS: Final = ("numerator", "denominator", "twin")
_REF_KEYS_OF_LINKS: Final = ("ref", "numerator", "denominator", "parts", "pairs", "indicators")
_WHAT: Final = {
    **dict.fromkeys(_REF_KEYS_OF_LINKS, "the ref of an indicator"),
    "areas": "the key of an area",
    "comparator": "the key of a comparator",
}


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
        table = f"[{'.'.join(filter(None, (self.table, self.ref)))}]" if self.table else ""
        named = " ".join(filter(None, (table, self.key)))
        return f"{where}: {named}: {self.message}" if named else f"{where}: {self.message}"


def check(document: Table) -> list[Mistake]:
    """Every mistake in a document, table by table."""
    mistakes = [
        Mistake(table, None, None, f"unknown table; expected one of {', '.join(RULES)}")
        for table in document
        if table not in RULES
    ]
    for table, rules in RULES.items():
        content = document.get(table)
        if content is None and table in OPTIONAL_TABLES:
            continue
        if not isinstance(content, dict) or not content:
            mistakes.append(Mistake(table, None, None, "expected this table, with at least one entry"))
        elif table in SINGLE_TABLES:
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
        if is_text(area) and area not in areas:
            mistakes.append(
                Mistake("indicators", ref, "area", f"expected one of {', '.join(areas)}; found {_shown(area)}")
            )
        for key in _REF_KEYS:
            if is_text(entry.get(key)) and entry[key] not in indicators:
                found = _shown(entry[key])
                mistakes.append(Mistake("indicators", ref, key, f"expected the ref of an indicator; found {found}"))
    mistakes += _check_named_refs(document, indicators, areas)
    for key in ("order", "prefix"):
        seen: dict[Any, str] = {}
        for area_key, entry in areas.items():
            value = entry.get(key)
            if isinstance(value, (str, int)) and value in seen:
                mistakes.append(Mistake("areas", area_key, key, f"{_shown(value)} is that of {seen[value]} already"))
            elif isinstance(value, (str, int)):
                seen[value] = area_key
    return mistakes


def _check_named_refs(document: Table, indicators: Table, areas: Table) -> list[Mistake]:
    """Rules and identities must name indicators, areas and comparators that are there."""
    comparators = _entries(document, "comparators")
    mistakes = []
    for table in LINKING_TABLES:
        for name, entry in _entries(document, table).items():
            named = [
                *((key, ref, indicators) for key in _REF_KEYS_OF_LINKS for ref in _texts(entry.get(key))),
                *(("areas", area, areas) for area in _texts(entry.get("areas"))),
                *(("comparator", key, comparators) for key in _texts(entry.get("comparator"))),
            ]
            mistakes += [
                Mistake(table, name, key, f"expected {_WHAT[key]}; found {_shown(wanted)}")
                for key, wanted, known in named
                if wanted not in known
            ]
    return mistakes


def _texts(value: Any) -> list[str]:
    """Every text in a value: itself, those of a list, those of a list of lists."""
    if isinstance(value, str):
        return [value]
    return [text for each in value for text in _texts(each)] if isinstance(value, list) else []


def _entries(document: Table, table: str) -> dict[str, Table]:
    content = document.get(table)
    if not isinstance(content, dict):
        return {}
    return {key: entry for key, entry in content.items() if isinstance(entry, dict)}


def _shown(value: Any) -> str:
    text = f'"{value}"' if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
