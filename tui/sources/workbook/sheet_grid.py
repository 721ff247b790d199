"""A large sheet as a grid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from typing import Final

import polars as pl

from tui.sources.grids import Grid
from tui.sources.lines import Fill, SheetLine, letters, quoted
from tui.sources.workbook.book import Sheet
from tui.sources.workbook.cells import Range, SheetCells
from tui.sources.workbook.merging import Merged
from tui.sources.workbook.scan import Scanned
from tui.sources.workbook.texts import Texts

_UNCLEAR: Final = "?"


class SheetGrid(Grid):
    """The rows of a sheet that hold a text or a colour."""

    def __init__(
        self, source: str, sheet: Sheet, scanned: Scanned, texts: Texts, merged: Merged, about: SheetCells
    ) -> None:
        self.source = source
        self._sheet = sheet
        self._merged = merged
        self._conditions: tuple[Range, ...] = tuple(about.conditions)
        shown = {key: texts.show(cell) for key, cell in scanned.kinds.items()}
        styled = {key: texts.styles.fill_of(cell.style) for key, cell in scanned.kinds.items()}
        self._fill_of = {key: fill for key, fill in styled.items() if fill}
        kept = [key for key, text in shown.items() if text or key in self._fill_of]
        cells = scanned.cells.filter(pl.col("key").is_in(kept)) if len(kept) < len(shown) else scanned.cells
        cells = cells.with_columns(pl.col("key").replace_strict(shown, return_dtype=pl.String).alias("text"))
        self._cells = self._without_inner(cells)
        unstored = [key for key, cell in scanned.kinds.items() if cell.is_unstored]
        formulas = self._cells.filter(pl.col("key").is_in(unstored)) if unstored else self._cells.clear()
        self.unstored: list[tuple[int, int]] = formulas.select("row", "column").rows()
        """Row and column of each formula without a stored value."""
        self.numbers: Sequence[int] = self._cells["row"].unique().sort().to_list()
        self._position = {number: at for at, number in enumerate(self.numbers)}
        self.columns: set[int] = set(self._cells.filter(pl.col("text") != "")["column"].unique().to_list())
        self._width = max(self.columns, default=0) + 1

    def _without_inner(self, cells: pl.DataFrame) -> pl.DataFrame:
        """The cells that no merged range hides; those that are hidden with a text are listed."""
        rows = self._merged.rows
        if not rows:
            return cells
        touched = cells.with_row_index("at").filter(pl.col("row").is_in(list(rows)))
        gone = []
        for at, row, column, _, text in touched.iter_rows():
            if self._merged.hides(row, column):
                gone.append(at)
                self._merged.add_hidden(row, column, text)
        return cells.with_row_index("at").filter(~pl.col("at").is_in(gone)).drop("at") if gone else cells

    @cached_property
    def _frame(self) -> pl.DataFrame:
        cells = self._cells.filter(pl.col("text") != "")
        cells = cells.filter(pl.struct("row", "column").is_last_distinct()) if self._has_twins(cells) else cells
        row = cells["row"].replace_strict(self._position, return_dtype=pl.Int64)
        places = pl.DataFrame([(row * self._width + cells["column"]).alias("i"), cells["text"]])
        whole = pl.DataFrame({"i": pl.int_range(len(self.numbers) * self._width, eager=True)})
        texts = whole.join(places, on="i", how="left", maintain_order="left")["text"].fill_null("")
        return pl.DataFrame([texts.gather_every(self._width, at).alias(str(at)) for at in range(self._width)])

    @staticmethod
    def _has_twins(cells: pl.DataFrame) -> bool:
        """Whether two cells say that they stand in the same place: a hostile sheet; the last one counts."""
        return (cells["row"] * (1 << 14) + cells["column"]).n_unique() < cells.height

    @cached_property
    def _fills(self) -> dict[int, dict[int, Fill]]:
        """The coloured cells by row."""
        found: dict[int, dict[int, Fill]] = defaultdict(dict)
        coloured = self._cells.filter(pl.col("key").is_in(list(self._fill_of)))
        for row, column, key in coloured.select("row", "column", "key").iter_rows():
            found[row][column] = self._fill_of[key]
        return found

    # ---- as a grid

    def line(self, at: int) -> SheetLine:
        """The row at this position, from 0."""
        number = self.numbers[at]
        cells = list(self._frame.row(at))
        while cells and not cells[-1]:
            cells.pop()
        return SheetLine(
            self.source,
            number,
            tuple(cells),
            sheet=self._sheet.name,
            fills=self._fills.get(number, {}),
            spans=self._merged.spans(number),
            carried=self._carried.get(number, {}),
            conditions=self._conditions,
        )

    @cached_property
    def _carried(self) -> dict[int, dict[int, str]]:
        def text_at(row: int, column: int) -> str:
            at = self._position.get(row)
            return str(self._frame[str(column)][at]) if at is not None and column < self._width else ""

        return self._merged.carried(text_at)

    def frame(self) -> pl.DataFrame:
        """The cells as text."""
        return self._frame

    def told(self, cells: int) -> pl.Series:
        """Which rows are not touched by a merged range."""
        return ~pl.Series(self.numbers, dtype=pl.Int64).is_in(list(self._merged.rows))

    def full(self, cells: int) -> pl.Series:
        """All rows: a sheet has as many cells as it needs."""
        return pl.repeat(value=True, n=len(self.numbers), eager=True)

    def place_parts(self, column: int) -> tuple[str, str]:
        """What stands before and after a row's number in the place of one of its cells."""
        return f"{self.source}:{quoted(self._sheet.name)}!{letters(column)}", ""

    def marks(self, column: int) -> pl.Series | None:
        """R, A or G by the colours of a column's cells, "?" where a colour is not clear; null where none has any."""
        if not self._fill_of:
            return None
        keys = {key: fill.mark or _UNCLEAR for key, fill in self._fill_of.items()}
        cells = self._cells.filter((pl.col("column") == column) & pl.col("key").is_in(list(keys)))
        if cells.is_empty():
            return None
        marks = cells["key"].replace_strict(keys, return_dtype=pl.String)
        by_row = dict(zip(cells["row"], marks, strict=True))
        return pl.Series([by_row.get(number) for number in self.numbers], dtype=pl.String)

    def conditional(self, column: int) -> pl.Series | None:
        """Which of a column's cells a condition colours; null where none does."""
        ranges = [(top, bottom) for top, left, bottom, right in self._conditions if left <= column <= right]
        if not ranges:
            return None
        numbers = pl.Series(self.numbers, dtype=pl.Int64)
        found = pl.repeat(value=False, n=len(numbers), eager=True)
        for top, bottom in ranges:
            found |= numbers.is_between(top, bottom)
        return found
