"""From the plain rows of a large table to the tidy frames."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import polars as pl

from tui.scorecard.frames import SCHEMAS, Frames
from tui.scorecard.periods import previous_financial_year
from tui.scorecard.values import parse_target
from tui.sources.grids import Grid
from tui.sources.lines import Fill, GridLine
from tui.sources.published.columns import Column
from tui.sources.published.marks import parse_direction, parse_rating
from tui.sources.published.outline import Section
from tui.sources.published.plain import TableColumns, TextsRead
from tui.sources.published.titles import Kind

if TYPE_CHECKING:
    from tui.sources.published.recording import Recording

_MONTHS: Final[tuple[Kind, ...]] = ("month", "current")
_BENCHMARKS: Final[tuple[Kind, ...]] = ("comparator",)


class BlockFrames:
    """The frames of rows; `rows` holds their cells, their positions in the grid (`at`) and their numbers (`line`).

    `texts` are those of their figures, read.
    """

    def __init__(
        self, grid: Grid, columns: TableColumns, rows: pl.DataFrame, texts: TextsRead, reading: Recording
    ) -> None:
        self.grid = grid
        self.columns = columns
        self.rows = rows
        self.reading = reading
        self.refs = rows[str(columns.ref)].alias("ref")
        self._texts = texts
        self._lines = rows["line"].cast(pl.String)
        self._begun: dict[str, pl.Series] = {}

    def frames(self, section: Section, areas: pl.Series) -> Frames:
        """All of them; `areas` are the display names of the rows' areas."""
        previous = previous_financial_year(self.reading.report)
        dated = not section.inherited
        return Frames(
            observations=self._figures("observations", self.columns.of(_MONTHS), "period", self._periods()),
            outturns=self._figures(
                "outturns", self.columns.of(["previous"]), "year", self._years(["previous"], previous)
            ),
            benchmarks=self._benchmarks(dated=dated),
            targets=self._targets(),
            published=self._published(),
            listing=self._listing(areas),
        )

    # ---- figures

    def _periods(self) -> list[object]:
        return [column.period or self.reading.report for column in self.columns.of(_MONTHS)]

    def _years(self, kinds: Sequence[Kind], default: str | None) -> list[object]:
        return [column.year or default for column in self.columns.of(kinds)]

    def _benchmarks(self, *, dated: bool) -> pl.DataFrame:
        """The benchmarks that are filled."""
        columns = self.columns.of(_BENCHMARKS)
        years = self._years(_BENCHMARKS, None) if dated else [None] * len(columns)
        long = self._long("benchmarks", columns, "year", years)
        keys = [column.comparator.key if column.comparator else "" for column in columns]
        long = long.with_columns(self._each(pl.Series("comparator", keys, pl.String), self.rows.height))
        return _tidy(long.filter(pl.col("text") != ""), "benchmarks")

    def _figures(self, frame: str, columns: Sequence[Column], what: str, values: Sequence[object]) -> pl.DataFrame:
        return _tidy(self._long(frame, columns, what, values), frame)

    def _long(self, frame: str, columns: Sequence[Column], what: str, values: Sequence[object]) -> pl.DataFrame:
        """One row a cell of these columns: its ref, text, value, place, and `what` it is of by its column."""
        names = [str(column.index) for column in columns]
        texts = self._texts.frame
        text = pl.concat([self.rows[name].alias("text") for name in names] or [pl.Series("text", [], pl.String)])
        of = pl.Series(what, list(values), SCHEMAS[frame][what])
        places = self._places([column.index for column in columns])
        refs = pl.concat([self.refs] * len(names)) if names else self.refs.clear()
        long = pl.DataFrame([refs, text, self._each(of, self.rows.height), places])
        return long.with_columns(self._value(text, texts), *self._missing(text, texts), *self._common())

    def _value(self, text: pl.Series, texts: pl.DataFrame) -> pl.Series:
        return text.replace_strict(texts["text"], texts["value"], default=None, return_dtype=pl.Float64).alias("value")

    @staticmethod
    def _missing(text: pl.Series, texts: pl.DataFrame) -> list[pl.Series]:
        words = texts.filter(pl.col("missing").is_not_null())
        if words.is_empty():
            return []
        return [
            text.replace_strict(words["text"], words["missing"], default=None, return_dtype=pl.String).alias("missing")
        ]

    def _places(self, columns: Sequence[int], name: str = "place") -> pl.Series:
        """The places of all rows' cells, column after column."""
        found = [self._place(*self.grid.place_parts(column)) for column in columns]
        return (pl.concat(found) if found else pl.Series([], dtype=pl.String)).alias(name)

    def _place(self, before: str, after: str) -> pl.Series:
        """The places of one column; what stands before the number of a line is often that of all columns."""
        if before not in self._begun:
            self._begun = {before: before + self._lines}
        return self._begun[before] + after if after else self._begun[before]

    @staticmethod
    def _each(values: pl.Series, times: int) -> pl.Series:
        """Each value so many times, one after the other."""
        return values.gather(pl.int_range(len(values) * times, eager=True) // max(times, 1))

    def _common(self) -> list[pl.Expr]:
        reading = self.reading
        return [
            pl.lit(reading.authority).alias("authority"),
            pl.lit(reading.report).alias("publication"),
            pl.lit(reading.source).alias("source"),
        ]

    # ---- targets, marks, rows

    def _targets(self) -> pl.DataFrame:
        frames = [self._target(column) for column in self.columns.of(["target"])]
        return pl.concat(frames) if frames else pl.DataFrame(schema=SCHEMAS["targets"])

    def _target(self, column: Column) -> pl.DataFrame:
        line = GridLine(self.grid.source, 0, (), self.grid.decimals)
        cells = self.rows[str(column.index)].alias("text")
        read = {text: parse_target(line.numeral(text)) for text in cells.unique().to_list()}
        known = pl.DataFrame(
            [(text, target.low, target.high) for text, target in read.items() if target],
            schema={"text": pl.String, "low": pl.Float64, "high": pl.Float64},
            orient="row",
        )
        long = pl.DataFrame([self.refs, cells, self._places([column.index])])
        long = long.join(known, on="text", how="inner", maintain_order="left")
        return _tidy(long.with_columns(pl.lit(self.reading.report).alias("period"), *self._common()), "targets")

    def _published(self) -> pl.DataFrame:
        """The ratings and arrows; a row without such a column has a line of its own all the same."""
        found = pl.DataFrame([self.refs, self._places([0])]).with_columns(
            pl.lit(self.reading.report).alias("period"), *self._common()
        )
        for column in self.columns.of(["rating"]):
            text, rating = self.rated(column)
            found = found.with_columns(text.alias("rating_text"), rating.alias("rating"), self._places([column.index]))
        for column in self.columns.of(["direction"]):
            cells = self.rows[str(column.index)]
            marks = {text: parse_direction(text) for text in cells.unique().to_list()}
            found = found.with_columns(
                cells.alias("direction_text"),
                cells.replace_strict(marks, return_dtype=pl.String).alias("direction"),
                self._places([column.index], "direction_place"),
            )
        return _tidy(found, "published")

    def rated(self, column: Column) -> tuple[pl.Series, pl.Series]:
        """The texts and the ratings of a column: letters, else colours."""
        cells = self.rows[str(column.index)]
        marks = {text: parse_rating(text) for text in cells.unique().to_list()}
        rating = cells.replace_strict(marks, return_dtype=pl.String)
        fills = self.grid.marks(column.index)
        if fills is None:
            return cells, rating
        fill = fills.gather(self.rows["at"])
        words = {mark: Fill("", mark).name for mark in ("R", "A", "G")}
        named = fill.replace_strict(words, default="", return_dtype=pl.String)
        texts = pl.DataFrame([cells.alias("text"), named.alias("named")])
        shown = texts.select(pl.when(pl.col("text") == "").then("named").otherwise("text")).to_series()
        both = pl.DataFrame([rating.alias("rating"), fill.alias("fill")])
        return shown, both.select(pl.coalesce("rating", "fill")).to_series()

    def _listing(self, areas: pl.Series) -> pl.DataFrame:
        place = self._places([0])
        first = self.reading.line_order(place[0]) - self.rows["line"][0]
        long = pl.DataFrame([self.refs, areas.alias("area"), self.rows[str(self.columns.name)].alias("name"), place])
        return _tidy(
            long.with_columns(
                pl.lit("whole").alias("row"), (self.rows["line"] + first).alias("order"), *self._common()
            ),
            "listing",
        )


def _tidy(frame: pl.DataFrame, name: str) -> pl.DataFrame:
    """A frame with the columns of its kind; those that it lacks are null."""
    return frame.select(
        (pl.col(column) if column in frame.columns else pl.lit(None).alias(column)).cast(kind)
        for column, kind in SCHEMAS[name].items()
    )


def stacked(frames: Sequence[Frames]) -> Frames:
    """Several frames of one scorecard as one."""
    return Frames(**{name: pl.concat([getattr(each, name) for each in frames]) for name in SCHEMAS})
