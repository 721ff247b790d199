"""The months of a problem as a small line chart in SVG: its target, and a gap where a month has no figure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import msgspec

from tui.reports.brief.elements import Html, element, together
from tui.reports.brief.months import Months
from tui.reports.plain_text import clipped

_WIDTH: Final = 420
_HEIGHT: Final = 140
_LEFT, _RIGHT, _TOP, _BOTTOM = 14.0, 300.0, 20.0, 102.0
"""The plot; right of it stand the latest figure and the target, below it the months."""

_FLOOR: Final = 121.0
_MONTHS_AT: Final = 136.0
_LINE_HEIGHT: Final = 13.0
_LONGEST_LABEL: Final = 16
_FEW: Final = 13
"""Up to this many months each gets a point of its own."""


class _Spot(msgspec.Struct, frozen=True):
    """A month with a figure, where it stands."""

    position: int
    x: float
    y: float


class _Plane(msgspec.Struct, frozen=True):
    """From months and values to places on the drawing."""

    months: int
    low: float
    high: float

    def x(self, position: int) -> float:
        return _RIGHT if self.months < 2 else _LEFT + (_RIGHT - _LEFT) * position / (self.months - 1)

    def y(self, value: float) -> float:
        if self.high == self.low:
            return (_TOP + _BOTTOM) / 2
        return _BOTTOM - (_BOTTOM - _TOP) * ((value - self.low) / (self.high - self.low))


def chart(months: Months, name: str) -> Html:
    """The chart of the indicator of that name; nothing where no month has a figure."""
    if not months.drawn:
        return Html()
    plane = _plane(months)
    runs = list(_runs(months, plane))
    spots = [spot for run in runs for spot in run]
    parts = [
        element("title", f"{name}, {months.labels[0]} to {months.labels[-1]}: {months.words}"),
        element("desc", "; ".join(map(" ".join, zip(months.labels, months.texts, strict=True)))),
        *_target(months, plane),
        *_lines(runs, len(months.values)),
        *_ends(months, plane),
        *_extremes(months, spots),
        *_at_the_right(months, plane, spots),
    ]
    return element("svg", Html("\n"), together(parts), Html("\n"), viewBox=f"0 0 {_WIDTH} {_HEIGHT}", role="img")


def _plane(months: Months) -> _Plane:
    levels = [value for value in (*months.values, *_levels(months)) if value is not None]
    return _Plane(len(months.values), min(levels), max(levels))


def _levels(months: Months) -> list[float]:
    """The ends of the target, one where both are the same."""
    return list(dict.fromkeys(end for end in (months.high, months.low) if end is not None))


def _runs(months: Months, plane: _Plane) -> Iterable[list[_Spot]]:
    """Months next to one another that all have a figure: no line leads across a gap."""
    run: list[_Spot] = []
    for position, value in enumerate(months.values):
        if value is not None:
            run.append(_Spot(position, plane.x(position), plane.y(value)))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _target(months: Months, plane: _Plane) -> Iterable[Html]:
    levels = [plane.y(level) for level in _levels(months)]
    if len(levels) == 2:
        height = abs(levels[1] - levels[0])
        yield element(
            "rect", class_="range", x=_n(_LEFT), y=_n(min(levels)), width=_n(_RIGHT - _LEFT), height=_n(height)
        )
    for y in levels:
        yield element("line", class_="target", x1=_n(_LEFT), y1=_n(y), x2=_n(_RIGHT), y2=_n(y))


def _lines(runs: Sequence[Sequence[_Spot]], months: int) -> Iterable[Html]:
    """A line for each run, and a point for each month where there is room, or where no line would show it."""
    for run in runs:
        if len(run) > 1:
            yield element("polyline", class_="months", points=" ".join(f"{_n(spot.x)},{_n(spot.y)}" for spot in run))
        for spot in run:
            if spot.position == months - 1:
                yield _point(spot, "latest", 4)
            elif months <= _FEW or len(run) == 1:
                yield _point(spot, "month", 2.5)


def _point(spot: _Spot, kind: str, radius: float) -> Html:
    return element("circle", class_=kind, cx=_n(spot.x), cy=_n(spot.y), r=f"{radius:g}")


def _ends(months: Months, plane: _Plane) -> Iterable[Html]:
    """The first and the last month, below the line they stand on."""
    floor = _n(_FLOOR)
    yield element("line", class_="floor", x1=_n(_LEFT), y1=floor, x2=_n(_RIGHT), y2=floor)
    last = len(months.labels) - 1
    if last:
        yield _text(months.labels[0], _LEFT, _MONTHS_AT, "start")
    yield _text(months.labels[last], plane.x(last), _MONTHS_AT, "end")


def _extremes(months: Months, spots: Sequence[_Spot]) -> Iterable[Html]:
    """The highest figure above its point and the lowest below it, but for the latest, which stands at the right."""
    highest, lowest = min(spots, key=lambda spot: spot.y), max(spots, key=lambda spot: spot.y)
    last = len(months.values) - 1
    for spot, offset in ((highest, -7.0), (lowest, 14.0)):
        if spot.position != last and highest.y != lowest.y:
            anchor = "start" if spot.position == 0 else "middle"
            yield _text(_label(months, spot), spot.x - (4 if anchor == "start" else 0), spot.y + offset, anchor)


def _at_the_right(months: Months, plane: _Plane, spots: Sequence[_Spot]) -> Iterable[Html]:
    """The latest figure and the target beside their lines, apart from one another."""
    latest = spots[-1] if spots[-1].position == len(months.values) - 1 else None
    levels = _levels(months)
    at = latest.y if latest else _TOP if levels and plane.y(levels[0]) > (_TOP + _BOTTOM) / 2 else _BOTTOM
    words = _label(months, latest) if latest else "no figure"
    yield _text(words, _RIGHT + 9, at + 4, "start", "strong" if latest else "quiet")
    if levels:
        level = plane.y(levels[0])
        apart = level - at
        if abs(apart) < _LINE_HEIGHT:
            below = apart > 0 or (apart == 0 and at - _LINE_HEIGHT < _TOP - 8)
            level = at + (_LINE_HEIGHT if below else -_LINE_HEIGHT)
        yield _text(f"target {clipped(months.target, _LONGEST_LABEL)}", _RIGHT + 9, level + 4, "start", "aim")


def _label(months: Months, spot: _Spot) -> str:
    return clipped(months.texts[spot.position], _LONGEST_LABEL)


def _text(words: str, x: float, y: float, anchor: str, kind: str = "quiet") -> Html:
    return element("text", words, class_=kind, x=_n(x), y=_n(y), text_anchor=anchor)


def _n(number: float) -> str:
    return f"{number:.1f}"
