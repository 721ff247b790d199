"""The months of very many indicators, kept as columns: points are made of them when somebody looks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final, overload

import polars as pl

from tui.scorecard.views import Figure, History, Point

MANY: Final = 5_000
"""So many indicators have their months kept like this: below it, making them all is as fast."""

_FIGURE: Final = ("value", "text", "missing", "place")


class Months:
    """The observations of a scorecard, one of each indicator and month."""

    def __init__(self, observations: pl.DataFrame) -> None:
        self._frame = observations.select("ref", "period", *_FIGURE)
        rows = self._frame.select("ref").with_row_index("at").group_by("ref", maintain_order=True).agg("at")
        self._rows = rows["at"]
        self._number = {ref: number for number, ref in enumerate(rows["ref"])}
        self._by_month: dict[date, Mapping[str, Figure]] = {}
        self._ends: dict[date, Mapping[str, tuple[float, float]]] = {}

    def of(self, ref: str) -> Sequence[Point]:
        """The months of one indicator, oldest to newest."""
        return StoredHistory(self, ref) if ref in self._number else ()

    def points(self, ref: str) -> tuple[Point, ...]:
        """The same, made at once."""
        rows = self._frame[self._rows[self._number[ref]]].select("period", *_FIGURE).sort("period").rows()
        return tuple(Point(period, Figure(*figure)) for period, *figure in rows)

    def count(self, ref: str) -> int:
        """How many months an indicator has."""
        return len(self._rows[self._number[ref]])

    def figures(self, month: date) -> Mapping[str, Figure]:
        """Every indicator's figure of a month, by ref: who asks for one of all asks for the others next."""
        if month not in self._by_month:
            rows = self._frame.filter(pl.col("period") == month).select("ref", *_FIGURE).iter_rows()
            self._by_month[month] = {ref: Figure(*figure) for ref, *figure in rows}
        return self._by_month[month]

    def ends(self, after: date) -> Mapping[str, tuple[float, float]]:
        """The first and the last figure of every indicator after a month, by ref, of those that have two."""
        if after not in self._ends:
            ends = (
                self._frame.lazy()
                .filter((pl.col("period") > after) & pl.col("value").is_finite())
                .group_by("ref")
                .agg(
                    pl.col("value").get(pl.col("period").arg_min()).alias("first"),
                    pl.col("value").get(pl.col("period").arg_max()).alias("last"),
                    pl.len(),
                )
                .filter(pl.col("len") > 1)
                .collect()
            )
            self._ends[after] = {ref: (first, last) for ref, first, last, _ in ends.iter_rows()}
        return self._ends[after]

    def months(self) -> Sequence[date]:
        """Every month of which there is a figure, oldest first."""
        found: list[date] = self._frame["period"].unique().sort().to_list()
        return found

    def different(self, month: date) -> Iterator[Figure]:
        """Figures of a month that together look like all of them: each text, and each reason for none, once."""
        looks = self._frame.lazy().filter(pl.col("period") == month).select("text", "missing").unique().collect()
        for text, missing in looks.iter_rows():
            yield Figure(None, text, missing)


class StoredHistory(History):
    """The months of one indicator, oldest to newest."""

    __slots__ = ("_months", "_points", "_ref")

    def __init__(self, months: Months, ref: str) -> None:
        self._months = months
        self._ref = ref
        self._points: tuple[Point, ...] | None = None

    def at(self, month: date) -> Figure | None:
        """The figure of a month."""
        if self._points is None:
            return self._months.figures(month).get(self._ref)
        return next((point.figure for point in self._points if point.period == month), None)

    def ends(self, after: date) -> tuple[float, float] | None:
        """The first and the last figure after a month; null where there are not two."""
        return self._months.ends(after).get(self._ref)

    def _made(self) -> tuple[Point, ...]:
        if self._points is None:
            self._points = self._months.points(self._ref)
        return self._points

    def __len__(self) -> int:
        return self._months.count(self._ref)

    def __iter__(self) -> Iterator[Point]:
        return iter(self._made())

    @overload
    def __getitem__(self, at: int) -> Point: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Point]: ...
    def __getitem__(self, at: int | slice) -> Point | Sequence[Point]:
        return self._made()[at]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._made() == tuple(other)

    def __hash__(self) -> int:
        return hash(self._made())
