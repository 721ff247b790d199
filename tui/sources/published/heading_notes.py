"""What is to say of the columns of a table: those that are not read, and what many of their rows have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tui.scorecard.periods import add_months, long_label
from tui.scorecard.problems import Severity
from tui.sources.published.authority_rows import names_authorities
from tui.sources.published.columns import Column, Heading
from tui.sources.published.rows import RowReader

if TYPE_CHECKING:
    from tui.sources.published.blocks import Block


class HeadingNotes(RowReader):
    """Lists what is to say of headings, once a table is read."""

    later_months = False
    names_its_own = False
    """Whether the text says whose it is."""

    def note_unread(self, heading: Heading) -> None:
        """List the columns that cannot be read, headings not understood or standing twice, with their cells."""
        first: dict[Any, Column] = {}
        for column in heading.columns:
            place, cells = heading.place(column.index), self.tally.left[column.index]
            unread = f"its {cells} cells are not read"
            severity: Severity = "error" if cells else "info"
            if self.names_its_own and names_authorities(column):
                continue
            if column.aside:
                self._note_aside(column, place, cells)
            elif column.kind == "unknown" and (column.title or cells):
                message = f"heading not understood: “{column.title}”; {unread}"
                self.note(severity, place, message, code="unknown_heading")
            elif column.kind != "unknown" and column.identity in first:
                message = f"“{column.title}” repeats “{first[column.identity].title}”; {unread}"
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
                " these colours are not read as ratings"
            )
            self.note("warning", heading.line.place(), message, code="coloured_cells")

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
