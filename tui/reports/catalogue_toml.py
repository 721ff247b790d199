"""A drafted catalogue as the text of `indicators.toml`, with what each guess comes from beside it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from tui.reports.plain_text import visible
from tui.scorecard.catalogue import Area, Comparator
from tui.scorecard.catalogue_draft import Draft, Drafted
from tui.scorecard.periods import long_label

Value = str | int | tuple[str, ...]

_BARE: Final = re.compile(r"[A-Za-z0-9_-]+")
_COMMENT_AT: Final = 34
_HEAD: Final = """\
# A first catalogue, drafted by `scorecard init`{source}.
# docs/indicators.md says what each key means.
#
# What was guessed is named by `review`, with the words that it was guessed from beside it. Look at it, put it right,
# and take its name out of `review`. While unit, polarity, basis or decimals wait for that, the indicator is shown
# without polarity: nothing is coloured, rated or called better or worse by a guess.
"""
_TAIL: Final = """\
# ---- Ratings of our own: none are derived without a rule. The commonest in use: ----
#
# [rules.standard]
# kind = "percent_of_target"
# amber = 10                      # Green on target or better, Amber within 10% of it, Red beyond
"""


def catalogue_toml(draft: Draft) -> str:
    """The text of the file; it loads as it is."""
    tables = (*_authority(draft), *_areas(draft), *_comparators(draft), *_indicators(draft))
    return "\n".join([_head(draft), *tables, _TAIL])


def _head(draft: Draft) -> str:
    files = ", ".join(visible(source) for source in draft.sources[:3])
    more = f" and {len(draft.sources) - 3} more" if len(draft.sources) > 3 else ""
    return _HEAD.format(source=f" from {files}{more}, {long_label(draft.period)}" if files else "")


def _authority(draft: Draft) -> Iterator[str]:
    why = {} if draft.stated else {"name": "the source does not name it; write it here, or give it with --authority"}
    yield from _table("authority", None, {"name": draft.authority}, why)


def _areas(draft: Draft) -> Iterator[str]:
    yield "# ---- Service areas, in the order to show them; `prefix` is how the refs of an area begin ----\n"
    for area in draft.areas:
        yield from _table(
            "areas", area.key, _area(area), _why(area, "prefix", "not how all its refs, and only they, begin")
        )


def _area(area: Area) -> dict[str, Value]:
    return {
        "name": area.name,
        "short_name": area.short_name,
        "order": area.order,
        "prefix": area.prefix,
        "head_of_service": area.head_of_service,
        "aliases": area.aliases,
        "review": area.review,
    }


def _comparators(draft: Draft) -> Iterator[str]:
    yield "# ---- Comparators: kind is group, region, neighbours or national ----\n"
    for comparator in draft.comparators:
        yield from _table(
            "comparators", comparator.key, _comparator(comparator), _why(comparator, "kind", "guessed from the name")
        )


def _comparator(comparator: Comparator) -> dict[str, Value]:
    return {
        "name": comparator.name,
        "short_name": comparator.short_name,
        "kind": comparator.kind,
        "aliases": comparator.aliases,
        "review": comparator.review,
    }


def _why(entry: Area | Comparator, key: str, words: str) -> dict[str, str]:
    return {key: words} if key in entry.review else {}


def _indicators(draft: Draft) -> Iterator[str]:
    names = {area.key: area.name for area in draft.areas}
    area = None
    for drafted in draft.indicators:
        if drafted.entry.area != area:
            area = drafted.entry.area
            yield f"# ---- {visible(names[area])} ----\n"
        yield from _table("indicators", drafted.entry.ref, _indicator(drafted), drafted.why)


def _indicator(drafted: Drafted) -> dict[str, Value]:
    one = drafted.entry
    return {
        "name": one.name,
        "short_name": one.short_name,
        "area": one.area,
        "unit": one.unit,
        "polarity": one.polarity,
        "basis": one.basis,
        "decimals": one.decimals,
        "review": one.review,
    }


def _table(table: str, key: str | None, values: Mapping[str, Value], why: Mapping[str, str]) -> Iterator[str]:
    """The lines of one entry, a blank one after it; lists that hold nothing are left out."""
    head = f"[{table}]" if key is None else f"[{table}.{_key(key)}]"
    yield f"{head:<{_COMMENT_AT}}# {visible(why['ref'])}" if "ref" in why else head
    for name, value in values.items():
        if value == ():
            continue
        line = f"{name} = {_value(value)}"
        yield f"{line:<{_COMMENT_AT}}# {visible(why[name])}" if name in why else line
    yield ""


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _string(key)


def _value(value: Value) -> str:
    if isinstance(value, int):
        return str(value)
    return _string(value) if isinstance(value, str) else _strings(value)


def _strings(values: Sequence[str]) -> str:
    return f"[{', '.join(map(_string, values))}]"


def _string(text: str) -> str:
    """A basic string; what an editor would not draw is written as its code."""
    return "".join(map(_character, json.dumps(text, ensure_ascii=False)))


def _character(character: str) -> str:
    code = ord(character)
    if 0xD800 <= code <= 0xDFFF:  # half a character, as in names that are no text
        return "\\uFFFD"
    if character.isprintable():
        return character
    return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"
