"""Refs for indicators that are published without any: made of their area and their order, for people to change."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from string import ascii_uppercase
from typing import Final

from tui.scorecard.words import normal

NO_REF: Final = "?"
"""How a ref begins that was made of the name of a row which has none."""

_OF_ONE_ROW: Final = "@"
"""Stands in such a ref where the name is that of several rows, or blank: its row is found again by nothing."""

_SMALL_WORDS: Final = frozenset("and of the for in on to with a an s".split())
_NO_AREA: Final = "area not stated"
_OTHERWISE: Final = "IND"
_LONGEST: Final = 5

Row = tuple[str, str | None, str | None]
"""Ref, name and area of an indicator."""


def drafted_refs(rows: Sequence[Row]) -> dict[str, str]:
    """By the made-up refs of rows a ref for each: the letters of its area, and a number in the order of the rows.

    Rows whose name does not tell them apart get none: a reader that is given the catalogue knows them by it.
    """
    names = Counter(normal(name or "") for _, name, _ in rows)
    lacking = [
        (ref, area or "")
        for ref, name, area in rows
        if ref.startswith(NO_REF) and _OF_ONE_ROW not in ref and names[normal(name or "")] == 1 and normal(name or "")
    ]
    taken = {ref for ref, _, _ in rows if not ref.startswith(NO_REF)}
    prefixes = _prefixes([area for _, area in lacking], _own_prefixes(rows))
    numbers = {prefix: _last_number(prefix, taken) for prefix in prefixes.values()}
    found: dict[str, str] = {}
    for ref, area in lacking:
        prefix = prefixes[area]
        numbers[prefix] += 1
        found[ref] = f"{prefix}{numbers[prefix]}"
    return found


def _own_prefixes(rows: Sequence[Row]) -> dict[str, str]:
    """The letters with which most refs of an area begin, for the areas that have refs."""
    letters: dict[str, Counter[str]] = {}
    for ref, _, area in rows:
        begins = "".join(takewhile(lambda each: each.isascii() and each.isalpha(), ref))
        if begins and len(begins) <= _LONGEST:
            letters.setdefault(area or "", Counter())[begins.upper()] += 1
    return {area: counts.most_common(1)[0][0] for area, counts in letters.items()}


def _last_number(prefix: str, taken: set[str]) -> int:
    """The largest number of the refs that begin with these letters."""
    numbers = (re.match(rf"{prefix}[ -]?(\d{{1,4}})", ref, re.IGNORECASE) for ref in taken)
    return max((int(match[1]) for match in numbers if match), default=0)


def _prefixes(areas: Sequence[str], own: Mapping[str, str]) -> dict[str, str]:
    """The letters of each area: those of its refs, else of its name; none begins as those of another."""
    found: dict[str, str] = {}
    for area in dict.fromkeys(areas):
        used = {*own.values(), *found.values()}
        found[area] = own.get(area) or next(each for each in _letters(area) if _is_free(each, used))
    return found


def _is_free(prefix: str, used: set[str]) -> bool:
    return not any(prefix.startswith(each) or each.startswith(prefix) for each in used)


def _letters(area: str) -> Iterator[str]:
    """What could begin the refs of an area, the best first: "Front Door" gives FD, FR, FRO..., in the end any letters.

    All of them have two letters or more, so that there is room for many areas.
    """
    if normal(area) != _NO_AREA:
        words = [word.upper() for word in re.findall(r"[a-z]+", normal(area))]
        telling = [word for word in words if word.lower() not in _SMALL_WORDS] or words
        initials = "".join(word[0] for word in telling)[:_LONGEST]
        if len(initials) > 1:
            yield initials
        for length in range(2, _LONGEST + 1):
            if telling and len(telling[0]) >= length:
                yield telling[0][:length]
    yield _OTHERWISE
    for first in ascii_uppercase:
        yield from (f"{first}{second}{third}" for second in ascii_uppercase for third in ascii_uppercase)
