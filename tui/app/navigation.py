"""Walking through a scorecard's indicators, across service areas."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

import msgspec

from tui.scorecard.views import IndicatorView, Overview


class Place(msgspec.Struct, frozen=True, order=True):
    """Where an indicator stands: its area's position and its row there."""

    area: int
    row: int


def at(overview: Overview, place: Place) -> IndicatorView | None:
    """The indicator at a place; null where an area has none."""
    rows = overview.areas[place.area].indicators
    return rows[place.row] if place.row < len(rows) else None


def places(overview: Overview) -> Iterator[tuple[Place, IndicatorView]]:
    """Every indicator with its place, area by area."""
    for position, area in enumerate(overview.areas):
        for row, indicator in enumerate(area.indicators):
            yield Place(position, row), indicator


def place_of(overview: Overview, ref: str) -> Place | None:
    """Where an indicator stands, by its ref."""
    return next((place for place, indicator in places(overview) if indicator.ref == ref), None)


def same_walk(before: Overview, now: Overview) -> Overview:
    """Another reading with only the indicators of `before`, in the same areas and order; those that are gone are not.

    A walk may be through something else than areas: through all problems, worst first.
    """
    known = {indicator.ref: indicator for indicator in now.indicators}
    areas = [
        msgspec.structs.replace(area, indicators=tuple(known[one.ref] for one in area.indicators if one.ref in known))
        for area in before.areas
    ]
    return msgspec.structs.replace(now, areas=tuple(areas))


def row_of(indicator: IndicatorView | None, indicators: Sequence[IndicatorView], row: int) -> int:
    """The row of an indicator: itself, else the first with its ref; `row` where it is not there any more."""
    if indicator is None:
        return row
    if row < len(indicators) and indicators[row] is indicator:
        return row
    same = next((position for position, one in enumerate(indicators) if one is indicator), None)
    if same is not None:
        return same
    return next((position for position, one in enumerate(indicators) if one.ref == indicator.ref), row)


def neighbour(overview: Overview, place: Place, step: int) -> Place:
    """The indicator before or after, across areas; the same one at either end."""
    starts = list(accumulate((len(area.indicators) for area in overview.areas), initial=0))
    wanted = starts[place.area] + place.row + step if at(overview, place) else 0
    wanted = min(max(wanted, 0), starts[-1] - 1)
    area = bisect_right(starts, wanted) - 1
    return Place(area, wanted - starts[area])


class Red(msgspec.Struct, frozen=True):
    """A red found by walking: where, which of how many, and whether the walk went round the end."""

    place: Place
    number: int
    total: int
    wrapped: bool


def next_red(overview: Overview, place: Place, step: int) -> Red | None:
    """The next red after `place` (before it for a `step` of -1), going round; null where nothing is red."""
    reds = [
        (position, row)
        for position, area in enumerate(overview.areas)
        for row, indicator in enumerate(area.indicators)
        if indicator.rating == "R"
    ]
    if not reds:
        return None
    here = (place.area, place.row)
    number = bisect_right(reds, here) if step > 0 else bisect_left(reds, here) - 1
    wrapped = not 0 <= number < len(reds)
    number %= len(reds)
    return Red(Place(*reds[number]), number + 1, len(reds), wrapped)
