"""Walking through a scorecard's indicators, across service areas."""

from __future__ import annotations

from collections.abc import Sequence

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


def places(overview: Overview) -> list[Place]:
    """Every indicator's place, area by area."""
    return [Place(area, row) for area, each in enumerate(overview.areas) for row in range(len(each.indicators))]


def place_of(overview: Overview, ref: str) -> Place | None:
    """Where an indicator stands, by its ref."""
    return next((place for place in places(overview) if _ref(overview, place) == ref), None)


def _ref(overview: Overview, place: Place) -> str:
    return overview.areas[place.area].indicators[place.row].ref


def row_of(indicator: IndicatorView | None, indicators: Sequence[IndicatorView], row: int) -> int:
    """The row of an indicator: itself, else the first with its ref; `row` where it is not there any more."""
    if indicator is None:
        return row
    same = [position for position, one in enumerate(indicators) if one is indicator]
    alike = [position for position, one in enumerate(indicators) if one.ref == indicator.ref]
    return (same or alike or [row])[0]


def neighbour(overview: Overview, place: Place, step: int) -> Place:
    """The indicator before or after, across areas; the same one at either end."""
    everything = places(overview)
    wanted = everything.index(place) + step if place in everything else 0
    return everything[min(max(wanted, 0), len(everything) - 1)]


class Red(msgspec.Struct, frozen=True):
    """A red found by walking: where, which of how many, and whether the walk went round the end."""

    place: Place
    number: int
    total: int
    wrapped: bool


def next_red(overview: Overview, place: Place, step: int) -> Red | None:
    """The next red after `place` (before it for a `step` of -1), going round; null where nothing is red."""
    reds = [each for each in places(overview) if _is_red(overview, each)]
    if not reds:
        return None
    ahead = [red for red in reds if (red > place if step > 0 else red < place)]
    found = (ahead or reds)[0 if step > 0 else -1]
    return Red(found, reds.index(found) + 1, len(reds), not ahead)


def _is_red(overview: Overview, place: Place) -> bool:
    return overview.areas[place.area].indicators[place.row].rating == "R"
