"""Finding indicators by ref or by words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from tui.scorecard.views import IndicatorView
from tui.scorecard.words import normal

_SUGGESTIONS: Final = 5


def find(query: str, indicators: Sequence[IndicatorView]) -> list[IndicatorView]:
    """The indicators that a user means: the one with that ref, else all whose names hold every word.

    Words may come in any order and be beginnings of words ("screenings 72hrs"); case does not matter.
    """
    wanted = query.strip().casefold().replace(" ", "")
    exact = [indicator for indicator in indicators if indicator.ref.casefold() == wanted]
    return exact or [indicator for indicator in indicators if normal(query) and matches(query, indicator)]


def matches(query: str, indicator: IndicatorView) -> bool:
    """Whether every word of the query begins a word of the indicator's ref, name, short name or area."""
    return _all_begin(normal(query).split(), _words(indicator))


def _words(indicator: IndicatorView) -> list[str]:
    return normal(f"{indicator.ref} {indicator.name} {indicator.short_name} {indicator.area}").split()


def _all_begin(wanted: Iterable[str], words: Sequence[str]) -> bool:
    return all(any(word.startswith(part) for word in words) for part in wanted)


def suggest(query: str, indicators: Sequence[IndicatorView]) -> list[IndicatorView]:
    """Indicators near to a query that finds none, nearest first: alike refs, else names that share words."""
    from difflib import get_close_matches  # only on this path: it costs every start otherwise

    refs = {indicator.ref.casefold(): indicator for indicator in indicators}
    near = [refs[ref] for ref in get_close_matches(query.casefold(), refs, _SUGGESTIONS, 0.6)]
    if near:
        return near
    parts = normal(query).split()
    scored = [(sum(_all_begin([part], _words(one)) for part in parts), one) for one in indicators]
    best = sorted((pair for pair in scored if pair[0]), key=lambda pair: -pair[0])
    return [indicator for _, indicator in best[:_SUGGESTIONS]]
