"""Refs without a row, and the loose cells of a torn table around them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

import msgspec

from tui.scorecard.catalogue import Catalogue
from tui.scorecard.missing import UNREADABLE
from tui.scorecard.problems import Problem
from tui.scorecard.values import parse_value
from tui.scorecard.words import normal
from tui.sources.published.marks import parse_arrow, parse_rating
from tui.sources.published.refs import parse_ref

_REF_THEN_NAME: Final = re.compile(r"(?P<ref>\S+)\s+(?P<name>[^\d\W].*)")


_FIGURES: Final = re.compile(r"(?<!\S)-?[\d,.]*\d%?(?!\S)")
_MANY_FIGURES: Final = 3
"""So many figures in one cell are a row whose cells ran together; a date or a page has fewer."""


_COLUMN: Final = re.compile(r"(?<=:)\d+$|(?<=!)[A-Z]{1,3}(?=\d+$)")
"""The column in a place: what is left tells the line."""

_MANY_WORDS: Final = 4
"""So many words in one line are headings; fewer may be a note that was torn apart."""


class Loose(msgspec.Struct, frozen=True):
    """One cell that stands in no row."""

    place: str
    text: str


class Fragment(msgspec.Struct, frozen=True):
    """An indicator of which only the ref is certain, and perhaps its name."""

    ref: str
    name: str
    place: str


class Settled(msgspec.Struct, frozen=True):
    """What the loose cells of one section say of its only fragment, and what they leave as problems."""

    rating: Loose | None
    arrow: Loose | None
    problems: list[Problem]


def read_fragment(cell: Loose, catalogue: Catalogue) -> Fragment | None:
    """The fragment that a loose cell is ("EH11", "WF14 ASYE Caseload"); null where it is none.

    Its ref must be in the catalogue, or begin with the prefix of an area.
    """
    match = _REF_THEN_NAME.fullmatch(cell.text)
    ref = parse_ref(match["ref"] if match else cell.text, catalogue)
    if ref is None or not (ref in catalogue.indicators or catalogue.area_of_ref(ref)):
        return None
    known = catalogue.indicators.get(ref)
    return Fragment(ref, known.name if known else match["name"] if match else "", cell.place)


def settle(fragments: Sequence[Fragment], loose: Sequence[Loose]) -> Settled:
    """Give the loose cells between two area headings to the section's only fragment, as far as is certain.

    One rating and one arrow count; numbers are in no certain order; anything else is a problem. Where a
    section has no fragment, or several, only a torn name is recognised.
    """
    only = fragments[0] if len(fragments) == 1 else None
    ratings = [cell for cell in loose if parse_rating(cell.text)] if only else []
    arrows = [cell for cell in loose if parse_arrow(cell.text)] if only else []
    rating = ratings[0] if len({parse_rating(cell.text) for cell in ratings}) == 1 else None
    arrow = arrows[0] if len({parse_arrow(cell.text) for cell in arrows}) == 1 else None
    taken, names = (rating, arrow), _Names(fragments)
    problems = [_problem(cell, only) for cell in loose if cell not in taken and not names.one_has(cell)]
    return Settled(rating, arrow, problems)


def other_headings(loose: Sequence[Loose]) -> Iterator[Problem]:
    """The lines with several words that stand in no row: they may head another table."""
    for _, cells in groupby(loose, key=lambda cell: _COLUMN.sub("", cell.place)):
        words = [cell for cell in cells if not _is_mark(cell.text)]
        if len(words) >= _MANY_WORDS:
            message = (
                f"{', '.join(f'“{cell.text}”' for cell in words[:_MANY_WORDS])} and what follows stand in no row;"
                " if they head another table, put it on a sheet or in a file of its own"
            )
            yield Problem("warning", words[0].place, message, code="other_headings")


def _is_mark(text: str) -> bool:
    return parse_value(text).missing != UNREADABLE or bool(parse_rating(text) or parse_arrow(text))


class _Names:
    """The names of the fragments, by each of their words."""

    def __init__(self, fragments: Sequence[Fragment]) -> None:
        self._by_word: dict[str, list[str]] = defaultdict(list)
        for name in (normal(fragment.name) for fragment in fragments):
            for word in set(name.split()):
                self._by_word[word].append(f" {name} ")

    def one_has(self, cell: Loose) -> bool:
        """Whether a cell is a piece of the name of one of the fragments, and of no other."""
        piece = normal(cell.text)
        word = piece.partition(" ")[0]
        return sum(f" {piece} " in name for name in self._by_word.get(word, ())) == 1


def _problem(cell: Loose, only: Fragment | None) -> Problem:
    if parse_value(cell.text).number is not None:
        if only:
            message = f"“{cell.text}” belongs to {only.ref}, but to which of its columns is not certain"
            return Problem("error", cell.place, message, only.ref)
        return Problem("error", cell.place, f"“{cell.text}” stands in no row: no indicator can be given it")
    if parse_rating(cell.text) or parse_arrow(cell.text):
        return Problem("warning", cell.place, f"“{cell.text}” stands in no row: no indicator can be given it")
    if len(_FIGURES.findall(cell.text)) >= _MANY_FIGURES:
        message = f"“{cell.text}” stands in no row, and its figures are not read; put each of them in a cell of its own"
        return Problem("error", cell.place, message)
    return Problem("info", cell.place, f"not understood: “{cell.text}”; it is no figure, so nothing is lost")
