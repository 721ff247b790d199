"""Reads the rows of a table, cell by cell, under the columns that its headings name."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

import msgspec

from tui.scorecard.catalogue import Indicator
from tui.scorecard.missing import BLANK, UNREADABLE
from tui.scorecard.periods import previous_financial_year
from tui.scorecard.values import Value, parse_target, parse_value, tidy_spaces
from tui.sources.decoding import Line
from tui.sources.lines import GridLine, SheetLine, letters
from tui.sources.published.alignment import Alignment
from tui.sources.published.columns import NUMERIC, Column, Heading
from tui.sources.published.marks import parse_direction, parse_rating, says_no_mark
from tui.sources.published.outline import Row, Section
from tui.sources.published.ratings import fill_of, read_rating, unread_rating
from tui.sources.published.recording import Recording
from tui.sources.published.target_words import note_of_target
from tui.sources.published.unreadable import FORMULA, why_unreadable

if TYPE_CHECKING:
    from tui.sources.published.scales import ColumnScale

_BEYOND: Final = ": give its column a heading, or take it out"
_OWN: Final = ("its own", "their own")
_HOLDING = NUMERIC | {"rating", "direction"}
"""Columns whose cells are each of one row and month: what is merged over several of them is said."""


class Tally(msgspec.Struct):
    """What is counted of one table while its rows are read, to be said once."""

    left: Counter[int] = msgspec.field(default_factory=Counter)
    """How many filled cells stand under each column that is not read."""
    scales: dict[int, ColumnScale] = msgspec.field(default_factory=dict)
    polarities: int = 0
    """How many rows give a polarity of which the catalogue has no entry."""
    named: int = 0
    """How many rows are known by their names, under headings without one of refs."""
    conditional: Counter[int] = msgspec.field(default_factory=Counter)
    """How many ratings of each column could only come from a condition's colour."""
    rated: Counter[int] = msgspec.field(default_factory=Counter)
    """How many ratings of each column could be read."""
    coloured: int = 0
    """How many figures are red, amber or green where no column holds ratings."""
    by_condition: int = 0
    """How many figures only a condition could colour where no column holds ratings."""

    def scale(self, index: int) -> ColumnScale:
        """What is counted of one column's figures."""
        from tui.sources.published.scales import ColumnScale  # a text has no use for it

        return self.scales.setdefault(index, ColumnScale())


class Cell(msgspec.Struct, frozen=True):
    """One cell of a row under its column; `certain` says that it belongs there."""

    line: Line
    index: int
    text: str
    place: str
    column: Column
    certain: bool

    @property
    def numeral(self) -> str:
        """Its text with numbers as they are read."""
        return self.line.numeral(self.text) if isinstance(self.line, GridLine) else self.text

    @property
    def why_unreadable(self) -> str:
        """Why no figure can be read from it."""
        return why_unreadable(self.text, self.numeral, stored=isinstance(self.line, SheetLine))


class RowReader(Recording):
    """Reads one row after the other."""

    tally: Tally

    def read_row(self, row: Row, alignment: Alignment | None, heading: Heading, section: Section) -> None:
        """Add everything that a row holds."""
        assert row.ref is not None
        ref, place = row.ref, row.line.place()
        cells = list(self._cells(row.line, alignment, heading))
        own = next((self._own_area(cell) for cell in cells if cell.column.kind == "area"), "")
        kind = "restored" if row.restored else "whole"
        entry = self.list_row(ref, row.name, kind, place, self.area_of(ref, section, own))
        marks: dict[str, Any] = {"place": place}
        for cell in cells:
            if cell.column.kind == "rating":
                marks |= self._rate(ref, cell)
            elif cell.column.kind == "direction":
                marks |= self._direct(ref, cell)
            elif cell.column.kind == "trend":
                self._note_debris(ref, cell.text, cell.place)
            elif cell.column.kind == "polarity":
                self._compare_polarity(ref, cell, entry)
        shared = self._note_merged(ref, row.line, cells) if isinstance(row.line, SheetLine) else frozenset()
        figures = [
            (cell, value)
            for cell in cells
            if cell.column.kind in NUMERIC and (value := self._record(ref, cell, section.inherited, shared))
        ]
        self.publish(ref, marks)
        for index in range(len(heading.columns), len(row.line.cells)):
            if text := row.line.cells[index]:
                self.note("error", row.line.place(index), f"“{text}” stands beyond the last heading{_BEYOND}", ref)
        if isinstance(row.line, SheetLine) and not heading.has("rating"):
            self._count_colours(row.line, cells)
        if isinstance(row.line, GridLine):
            self._judge_scales(ref, figures)

    def _cells(self, line: Line, alignment: Alignment | None, heading: Heading) -> list[Cell]:
        """The cells of a row that are read; the others are counted."""
        found: list[Cell] = []
        read: set[Any] = set()
        fixed = isinstance(line, GridLine)
        for column in heading.columns:
            index = alignment.cell_of[column.index] if alignment else column.index
            beyond = index is not None and index >= len(line.cells)
            if index is None or (beyond and not fixed):
                continue
            if column.kind in ("ref", "name") and column.identity not in read:
                read.add(column.identity)
                continue
            text = "" if beyond else line.cells[index]
            if column.kind == "unknown" or column.identity in read:
                self.tally.left[column.index] += bool(text)
                continue
            read.add(column.identity)
            certain = alignment is not None and column.index not in alignment.uncertain
            found.append(Cell(line, index, text, line.place(index), column, certain))
        return found

    @staticmethod
    def _own_area(cell: Cell) -> str:
        """The area that a row gives itself, in its own cell or in one merged from above."""
        carried = cell.line.carried.get(cell.index, "") if isinstance(cell.line, SheetLine) else ""
        return cell.text or carried

    # ---- figures

    def _record(self, ref: str, cell: Cell, inherited: bool, shared: frozenset[int]) -> Value | None:
        """Add one figure to the frame that its column names; its value where it is an amount of the row.

        `shared` are the cells that have but a part in a figure merged over several.
        """
        column, text, place = cell.column, cell.text, cell.place
        if column.kind == "target":
            self._record_target(ref, cell)
            return None
        value = Value("", missing=UNREADABLE) if cell.index in shared else parse_value(cell.numeral)
        if cell.index not in shared and value.text != text:
            value = msgspec.structs.replace(value, text=tidy_spaces(text))
        if not cell.certain and value.missing != BLANK:
            self.note("error", place, f"“{text}” may belong to another column than {column.title}", ref)
            value = Value(value.text, missing=UNREADABLE)
        elif value.missing == UNREADABLE and cell.index not in shared:
            self.note("error", place, f"{column.title}: {cell.why_unreadable}", ref)
        fields = {"ref": ref, "value": value.number, "text": value.text, "missing": value.missing, "place": place}
        if column.kind == "previous":
            self.add("outturns", year=column.year or previous_financial_year(self.report), **fields)
        elif column.kind == "comparator" and value.missing != BLANK:
            assert column.comparator is not None
            year = None if inherited else column.year
            self.add("benchmarks", comparator=column.comparator.key, year=year, **fields)
        elif column.kind in ("month", "current"):
            self.add("observations", period=column.period or self.report, **fields)
        return value

    def _record_target(self, ref: str, cell: Cell) -> None:
        target = parse_target(cell.numeral)
        if target is None:
            return
        if not cell.certain:
            self.note("error", cell.place, f"“{cell.text}” may belong to another column than the target", ref)
            return
        text = target.text if cell.numeral == cell.text else tidy_spaces(cell.text)
        formula = cell.text.startswith(FORMULA) and isinstance(cell.line, SheetLine)
        if formula or ("?" in cell.numeral and "?" not in cell.text):
            self.note("error", cell.place, f"{cell.column.title}: {cell.why_unreadable}", ref)
        elif told := note_of_target(cell.numeral):
            self.note(told[0], cell.place, f"{cell.column.title}: {told[1]}", ref)
        self.add("targets", ref=ref, period=self.report, low=target.low, high=target.high, text=text, place=cell.place)

    def _judge_scales(self, ref: str, recorded: list[tuple[Cell, Value]]) -> None:
        """List figures in another scale than their row, and count those whose column must tell."""
        from tui.sources.published.scales import JUDGED, OF_A_ROW, ScaledFigure, row_scales  # as above

        figures = [
            (ScaledFigure(cell.column.kind, cell.column.title, cell.place, value), cell.column.index)
            for cell, value in recorded
            if value.number is not None and cell.column.kind in JUDGED
        ]
        for note in row_scales([figure for figure, _ in figures]):
            self.note("warning", note.place, note.message, ref, code="mixed_scale")
        own = [(figure, index) for figure, index in figures if figure.kind in OF_A_ROW]
        for figure, index in own:
            self.tally.scale(index).add(ref, figure, lone=len(own) == 1)

    # ---- merged cells

    def _note_merged(self, ref: str, line: SheetLine, cells: list[Cell]) -> frozenset[int]:
        """List what is merged over several cells that each should hold their own; those that share a figure."""
        shared: set[int] = set()
        holding = [cell for cell in cells if cell.column.kind in _HOLDING]
        for first, last in line.spans.items():
            text = line.cells[first] if first < len(line.cells) else ""
            others = [cell for cell in holding if first < cell.index <= last]
            if not text or not others:
                continue
            own = next((cell.column.title for cell in holding if cell.index == first), "")
            titles = ", ".join(cell.column.title for cell in others)
            shown = f"{letters(first)}{line.number}:{letters(last)}{line.number}"
            alone = f"it is read for {own} alone, and " if own else ""
            rest = "holds nothing of its own" if len(others) == 1 else "hold nothing of their own"
            message = f"“{text}” is merged over {shown}: {alone}{titles} {rest}"
            self.note("warning", line.place(first), message, ref, code="merged_cells")
            shared |= {cell.index for cell in others} if own and _is_figure(line.numeral(text)) else set()
        carried = ((cell, line.carried.get(cell.index, "")) for cell in holding)
        for text, group in groupby(carried, key=lambda pair: pair[1]):
            below = [cell for cell, _ in group] if text else []
            if not below:
                continue
            titles = ", ".join(cell.column.title for cell in below)
            holds = "holds" if len(below) == 1 else "hold"
            message = f"{titles}: merged with “{text}” above, and {holds} nothing of {_OWN[len(below) > 1]}"
            self.note("warning", below[0].place, message, ref, code="merged_cells")
            shared |= {cell.index for cell in below} if _is_figure(line.numeral(text)) else set()
        return frozenset(shared)

    # ---- marks

    def _rate(self, ref: str, cell: Cell) -> dict[str, Any]:
        """The published rating that a cell gives."""
        fill = fill_of(cell.line, cell.index)
        rated = read_rating(cell.text, fill)
        if fill is not None and not fill.colour and not cell.text:
            self.tally.conditional[cell.column.index] += 1
        self.tally.rated[cell.column.index] += rated.rating is not None
        if not cell.certain and rated.text:
            rated = msgspec.structs.replace(rated, rating=None, severity="error", message=unread_rating(rated.text))
        if rated.message:
            self.note(rated.severity, cell.place, rated.message, ref)
        return {"rating_text": rated.text, "place": cell.place, "rating": rated.rating}

    def _direct(self, ref: str, cell: Cell) -> dict[str, Any]:
        """The published arrow that a cell gives."""
        mark = parse_direction(cell.text)
        unread = mark is None and not says_no_mark(cell.text)
        if cell.text and (unread or not cell.certain):
            message = (
                f"“{cell.text}” is not a direction that can be read; write up, down or same, or leave the cell blank"
            )
            self.note("error", cell.place, message, ref)
        return {
            "direction_text": cell.text,
            "direction_place": cell.place,
            "direction": mark if cell.certain else None,
        }

    def _count_colours(self, line: SheetLine, cells: list[Cell]) -> None:
        fills = [line.fill(cell.index) for cell in cells if cell.column.kind in NUMERIC and cell.text]
        self.tally.coloured += sum(fill is not None and fill.mark is not None for fill in fills)
        self.tally.by_condition += sum(fill is not None and not fill.colour for fill in fills)

    def _compare_polarity(self, ref: str, cell: Cell, entry: Indicator | None) -> None:
        if not cell.text:
            return
        from tui.sources.published.polarity import polarity_note  # few scorecards have the column

        if entry is None:
            self.tally.polarities += 1
        elif message := polarity_note(cell.column.title, cell.text, entry):
            self.note("info", cell.place, message, ref)

    def _note_debris(self, ref: str, text: str, place: str) -> None:
        if parse_value(text).number is not None or parse_rating(text):
            self.note("error", place, f"“{text}” stands under the drawn trend: where it belongs is not certain", ref)
        elif text:
            self.note("info", place, f"“{text}” is what remains of a drawn trend; it carries no figure", ref)


def _is_figure(text: str) -> bool:
    """Whether a text is a figure, or words that cannot be read as one; not a reason why there is none."""
    return parse_value(text).missing in (None, UNREADABLE)
