"""Percentages that stand as a fraction in one column and as points in another (0.84 and 84%): listed, never scaled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec

from tui.scorecard.values import Value
from tui.sources.published.titles import Kind

JUDGED: Final[frozenset[Kind]] = frozenset({"month", "current", "previous", "comparator"})
"""The columns whose figures are alike within a row."""

OF_A_ROW: Final[frozenset[Kind]] = frozenset({"month", "current", "previous"})
"""Of these, those that one hand publishes, with or without a % sign throughout."""

SMALLEST_POINTS: Final = 1.5
"""No fraction of a whole is as large."""

FEWEST_PERCENTAGES: Final = 3
MOST_LONE: Final = 0.34
"""So many percentages make a column one of percentages, where at most this share of it stands without a sign."""


class ScaledFigure(msgspec.Struct, frozen=True):
    """One figure of a row, with its column's kind and title."""

    kind: Kind
    title: str
    place: str
    value: Value


class ScaleNote(msgspec.Struct, frozen=True):
    """What is to say of a figure."""

    place: str
    message: str


def row_scales(figures: Sequence[ScaledFigure]) -> list[ScaleNote]:
    """The figures of a row that are written in another scale than the rest."""
    numbers = [figure for figure in figures if figure.value.number is not None]
    own = [figure for figure in numbers if figure.kind in OF_A_ROW]
    signed = [figure for figure in own if figure.value.percent]
    bare = [figure for figure in own if not figure.value.percent]
    fractions = _fractions(numbers)
    notes = [ScaleNote(figure.place, _is_fraction(figure)) for figure in fractions]
    if signed and bare:
        fewer = bare if len(bare) <= len(signed) else signed
        notes += [ScaleNote(figure.place, _lacks_sign(figure)) for figure in fewer if figure not in fractions]
    return notes


def _fractions(numbers: Sequence[ScaledFigure]) -> list[ScaledFigure]:
    """The figures that are near the others of their row once multiplied by a hundred."""
    small = [figure for figure in numbers if is_small(figure.value)]
    if not small:
        return []
    points = [_number(figure) for figure in numbers if _number(figure) > SMALLEST_POINTS]
    if not points:
        return []
    middle = _median(points)
    return [figure for figure in small if middle / 2 <= _number(figure) * 100 <= middle * 2]


def _median(numbers: Sequence[float]) -> float:
    """As `statistics.median`, which costs a start more than all the rest of this module."""
    in_order = sorted(numbers)
    half = len(in_order) // 2
    return in_order[half] if len(in_order) % 2 else (in_order[half - 1] + in_order[half]) / 2


def is_small(value: Value) -> bool:
    """Whether a figure can be a fraction of a whole: above 0, at most 1, with decimals and no % sign."""
    return value.number is not None and 0 < value.number <= 1 and value.decimals > 0 and not value.percent


def _number(figure: ScaledFigure) -> float:
    return figure.value.number or 0.0


def _is_fraction(figure: ScaledFigure) -> str:
    return (
        f"{figure.title}: “{figure.value.text}” looks like a fraction, and the rest of its row like points"
        " (a fraction in one column, points in another); read as published, not scaled"
    )


def _lacks_sign(figure: ScaledFigure) -> str:
    has = "has a % sign" if figure.value.percent else "has no % sign"
    rest = "have none" if figure.value.percent else "have one"
    return (
        f"{figure.title}: “{figure.value.text}” {has}, and the other figures of its row {rest}"
        " (perhaps a fraction in one column, points in another); read as published, not scaled"
    )


class ColumnScale:
    """Whether a column of percentages has figures without a sign whose own row cannot tell why."""

    def __init__(self) -> None:
        self.signed = 0
        self.bare = 0
        self.lone: list[tuple[str, ScaledFigure]] = []

    def add(self, ref: str, figure: ScaledFigure, *, lone: bool) -> None:
        """Count a figure; it is `lone` where it is the only one of its row."""
        self.signed += figure.value.percent
        self.bare += not figure.value.percent
        if lone and not figure.value.percent:
            self.lone.append((ref, figure))

    def count(self, signed: int, bare: int) -> None:
        """Count figures of which nothing else is to say."""
        self.signed += signed
        self.bare += bare

    def notes(self) -> list[tuple[str, ScaleNote]]:
        """The lone figures, by ref, where all other figures of the column are percentages."""
        if not few_beside(self.bare, self.signed) or self.bare > len(self.lone):
            return []
        return [(ref, ScaleNote(figure.place, _stands_alone(figure))) for ref, figure in self.lone]


def few_beside(bare: int, signed: int) -> bool:
    """Whether figures without a sign are the exception in a column."""
    return signed >= FEWEST_PERCENTAGES and bare <= MOST_LONE * signed


def _stands_alone(figure: ScaledFigure) -> str:
    return (
        f"{figure.title}: “{figure.value.text}” has no % sign, and the other figures of its column have one"
        " (perhaps a fraction in one column, points in another); read as published, not scaled"
    )
