"""What is to say of the columns of a table: those that are not read, and what many of their rows have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from tui.scorecard.periods import add_months, long_label
from tui.scorecard.problems import Severity
from tui.sources.published.authority_rows import names_authorities
from tui.sources.published.columns import Column, Heading
from tui.sources.published.rows import RowReader

if TYPE_CHECKING:
    from tui.sources.published.blocks import Block

_RENAME: Final = ": rename it if they are figures to read, else leave it"
_NAME: Final = ": give the column a heading, or take it out"
_UNDER: Final = ": keep one of the two columns, or put a second table under the first"
_ONE_OF_TWO: Final = ": keep one of the two columns"


class HeadingNotes(RowReader):
    """Lists what is to say of headings, once a table is read."""

    conditional: list[tuple[str, int]]
    """The tables without ratings that have figures with conditional formats: their places, and how many."""
    later_months = False
    names_its_own = False
    """Whether the text says whose it is."""

    def note_unread(self, heading: Heading) -> None:
        """List the columns that cannot be read, headings not understood or standing twice, with their cells."""
        first: dict[Any, Column] = {}
        for column in heading.columns:
            place, cells = heading.place(column.index), self.tally.left[column.index]
            unread = (
                f"its {counted(cells, 'cell')} {'is' if cells == 1 else 'are'} not read" if cells else "it is empty"
            )
            severity: Severity = "error" if cells else "info"
            if self.names_its_own and names_authorities(column):
                continue
            if column.aside:
                self._note_aside(column, place, cells)
            elif column.kind == "unknown" and (column.title or cells):
                message = f"heading not understood: “{column.title}”; {unread}{_advice(column) if cells else ''}"
                self.note(severity, place, message, code="unknown_heading")
            elif column.kind != "unknown" and column.identity in first:
                advice = (_UNDER if column.kind in ("ref", "name") else _ONE_OF_TWO) if cells else ""
                message = f"“{column.title}” repeats “{first[column.identity].title}”; {unread}{advice}"
                self.note(severity, place, message, code="repeated_heading")
            first.setdefault(column.identity, column)

    def _note_aside(self, column: Column, place: str, cells: int) -> None:
        """List a column that is not of the scorecard's own month, where it holds something."""
        if column.aside and cells:
            unread = f"its {counted(cells, 'cell')} {'is' if cells == 1 else 'are'} not read"
            message = f"“{column.title}” {column.aside.reason}; {unread}"
            self.note(column.aside.severity, place, message, code=column.aside.code)

    def note_counted(self, heading: Heading, block: Block | None) -> None:
        """List what many rows of a table have in common, once."""
        for index, scale in self.tally.scales.items():
            if scale.lone and block:
                scale.count(*block.signs(index))
            for ref, note in scale.notes():
                self.note("warning", note.place, note.message, ref, code="mixed_scale")
        if self.tally.named:
            known = f"{counted(self.tally.named, 'row')} {'is' if self.tally.named == 1 else 'are'}"
            message = f"no column of refs: {known} known to the catalogue by name"
            self.note("info", heading.line.place(), message, code="no_refs")
        polarity = heading.find("polarity")
        if polarity is not None and self.tally.polarities:
            rows = counted(self.tally.polarities, "indicator")
            title = heading.columns[polarity].title
            message = f"“{title}”: published for {rows} that the catalogue does not hold, and not used there"
            self.note("info", heading.place(polarity), message, code="unused_polarity")
        for index, cells in self.tally.conditional.items():
            if self.tally.rated[index] or not cells:
                continue
            message = (
                f"“{heading.columns[index].title}”: no letter in {counted(cells, 'cell')}, only the colours of"
                " conditional formatting, which is not evaluated; write R, A or G into them"
            )
            self.note("warning", heading.place(index), message, code="conditional_rating")
        if self.tally.coloured:
            message = (
                f"red, amber or green in {counted(self.tally.coloured, 'cell')}, and there is no rating column:"
                " these colours are not read as ratings; add a column RAG with R, A or G in it"
            )
            self.note("warning", heading.line.place(), message, code="coloured_cells")
        if self.tally.by_condition:
            self.conditional.append((heading.line.place(), self.tally.by_condition))

    def note_conditional(self) -> None:
        """Say once of all tables that have no ratings that figures could be coloured by conditions."""
        if self.conditional:
            cells = counted(sum(cells for _, cells in self.conditional), "figure")
            message = (
                f"no rating column, and conditional formatting on {cells}: its colours are not evaluated;"
                " add a column RAG with R, A or G in it"
            )
            self.note("warning", self.conditional[0][0], message, code="conditional_rating")

    def note_dates(self, heading: Heading) -> None:
        """List the dates in headings that could be read in two ways."""
        for note in heading.notes:
            self.note(note.severity, heading.place(note.index), note.message, code="ambiguous_date")

    def note_months(self, heading: Heading) -> None:
        """List months that do not go with the scorecard's own."""
        dated = [column for column in heading.columns if column.kind == "month" and column.period]
        for column in dated:
            if column.period and column.period > self.report:
                self.later_months = True
                message = f"“{column.title}” is later than the scorecard's own month"
                self.note("warning", heading.place(column.index), message, code="later_month")
        current = heading.find("current")
        last = max((column.period for column in dated if column.period), default=self.report)
        if current is not None and last < add_months(self.report, -1):
            title = heading.columns[current].title
            message = f"“{title}” is read as {long_label(self.report)}, but the month before it is {long_label(last)}"
            self.note("warning", heading.place(current), message)


def counted(number: int, word: str) -> str:
    """A number of things: "1 cell", "7 cells"."""
    return f"{number} {word}{'' if number == 1 else 's'}"


def _advice(column: Column) -> str:
    """What to do about a column that is not understood."""
    return _RENAME if column.title else _NAME
