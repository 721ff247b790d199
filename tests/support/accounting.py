"""The promise that nothing is dropped: every cell of a text is a figure, a mark, a name, a heading or a problem."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from tests.support.published import FIGURES, SOURCE, Line, cells_of, is_heading
from tui.scorecard.model import Scorecard
from tui.scorecard.words import normal

Place = tuple[int, int]

_NOT_READ = re.compile(r"its (\d+) cells? (?:is|are) not read")
_WHOLE_ROW = ("this row is not read", "a row without column headings")


def place_of(text: str) -> Place:
    source, line, column = text.rsplit(":", 2)
    assert source == SOURCE
    return int(line), int(column)


def assert_nothing_is_dropped(text: str, scorecard: Scorecard) -> None:
    """Every filled cell is accounted for, and everything with a place says what stands there."""
    lines = cells_of(text)
    assert_texts_stand_in_their_places(lines, scorecard)
    left = dict(_filled(lines))
    for place in [*_headings(lines, scorecard), *_read(scorecard), *_listed_as_problems(lines, scorecard)]:
        left.pop(place, None)
    for place in _names_of_fragments(left, scorecard):
        left.pop(place)
    assert _under_unread_columns(lines, left) == _counted_as_not_read(scorecard), left


def assert_texts_stand_in_their_places(lines: list[Line], scorecard: Scorecard) -> None:
    frames = scorecard.frames
    placed = [row for name in FIGURES for row in getattr(frames, name).drop_nulls("text").to_dicts()]
    texts = [(row["text"], row["place"]) for row in placed]
    texts += [(row["rating_text"], row["place"]) for row in frames.published.drop_nulls("rating_text").to_dicts()]
    marks = frames.published.drop_nulls("direction_text").to_dicts()
    texts += [(row["direction_text"], row["direction_place"]) for row in marks]
    for published, place in texts:
        line, column = place_of(place)
        assert lines[line - 1][column - 1] == published, place
    places = [place for published, place in texts if published]
    assert len(places) == len(set(places)), "one cell was read as two things"


def _filled(lines: list[Line]) -> Iterator[tuple[Place, str]]:
    for number, line in enumerate(lines, 1):
        for column, cell in enumerate(line, 1):
            if cell:
                yield (number, column), cell


def _headings(lines: list[Line], scorecard: Scorecard) -> Iterator[Place]:
    """Titles, headings of areas and of columns: the month, the word scorecard, a head of service, Ref and Indicator."""
    areas = {normal(name) for area in scorecard.catalogue.areas.values() for name in (area.name, *area.aliases)}
    month = f"{scorecard.period:%B %Y}"
    for (line, column), cell in _filled(lines):
        alone = sum(map(bool, lines[line - 1])) == 1
        title = cell == month or re.search(r"\bscorecard\b|head of service", cell, re.IGNORECASE)
        if is_heading(lines[line - 1]) or (alone and (title or normal(cell) in areas)):
            yield line, column


def _read(scorecard: Scorecard) -> Iterator[Place]:
    frames = scorecard.frames
    for name in FIGURES:
        yield from map(place_of, getattr(frames, name)["place"])
    for row in frames.published.to_dicts():
        yield from (place_of(row[name]) for name in ("place", "direction_place") if row[name])
    for row in frames.listing.to_dicts():
        line, column = place_of(row["place"])
        yield from ((line, column), (line, 2)) if row["row"] != "fragment" else ((line, column),)


def _listed_as_problems(lines: list[Line], scorecard: Scorecard) -> Iterator[Place]:
    for problem in scorecard.problems:
        line, column = place_of(problem.place)
        if any(words in problem.message for words in _WHOLE_ROW):
            yield from ((line, each) for each in range(1, len(lines[line - 1]) + 1))
        yield line, column


def _names_of_fragments(left: dict[Place, str], scorecard: Scorecard) -> list[Place]:
    listing = scorecard.frames.listing
    names = [f" {normal(name)} " for name in listing.filter(listing["row"] == "fragment")["name"]]
    return [place for place, cell in left.items() if any(f" {normal(cell)} " in name for name in names)]


def _under_unread_columns(lines: list[Line], left: dict[Place, str]) -> dict[int, int]:
    """How many cells that nothing accounts for stand under each line of headings."""
    under: dict[int, int] = defaultdict(int)
    heading = 0
    by_line: dict[int, int] = defaultdict(int)
    for line, _ in left:
        by_line[line] += 1
    for number, line_cells in enumerate(lines, 1):
        heading = number if is_heading(line_cells) else heading
        if by_line[number]:
            under[heading] += by_line[number]
    return dict(under)


def _counted_as_not_read(scorecard: Scorecard) -> dict[int, int]:
    """How many cells the problems say were not read, by line of headings."""
    counted: dict[int, int] = defaultdict(int)
    for problem in scorecard.problems:
        match = _NOT_READ.search(problem.message)
        if match and int(match[1]):
            counted[place_of(problem.place)[0]] += int(match[1])
    return dict(counted)
