"""The table of indicators: one for all tabs, drawn line by line."""

from __future__ import annotations

from typing import ClassVar, Final

import msgspec
from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.app.palette import Palette, palette_of, to_strip
from tui.app.widgets.column_view import ColumnView
from tui.reports.cells import Cell, Line, Tone, fitted, shortened
from tui.reports.glyphs import Glyphs
from tui.reports.grid import Column, Grid, GridArea
from tui.reports.grid_rows import GridRow

_FULL_NAMES_FROM: Final = 60
"""From this width of the name column on, indicators are named in full."""

NOTHING: Final = "No indicators of this service area are published."


class SortMark(msgspec.Struct, frozen=True):
    """By which column rows are sorted, for its title."""

    column: str
    descending: bool


class IndicatorTable(ScrollView, can_focus=True):
    """Rows of one area. The cursor is in a row, and in ref and name or in one of the other columns."""

    DEFAULT_CSS = """
    IndicatorTable {
        height: 1fr;
        width: 1fr;
        scrollbar-size-vertical: 1;
        scrollbar-size-horizontal: 0;
        scrollbar-gutter: stable;
        overflow-x: hidden;
        overflow-y: scroll;
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "Up", show=False, id="table.up"),
        Binding("down,j", "move(1)", "Down", show=False, id="table.down"),
        Binding("left,h", "move_column(-1)", "Column to the left", show=False, id="table.left"),
        Binding("right,l", "move_column(1)", "Column to the right", show=False, id="table.right"),
        Binding("pageup,ctrl+b", "page(-1)", "Page up", show=False, id="table.page-up"),
        Binding("pagedown,ctrl+f", "page(1)", "Page down", show=False, id="table.page-down"),
        Binding("home,g", "end(-1)", "First row", show=False, id="table.first"),
        Binding("end,G", "end(1)", "Last row", show=False, id="table.last"),
    ]

    class Moved(Message):
        """The cursor came to another row."""

    class Opened(Message):
        """A row was clicked while the cursor was on it."""

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__()
        self._glyphs = glyphs
        self._area = GridArea((), ())
        self._columns = ColumnView()
        self._cursor = 0
        self._sort: SortMark | None = None
        self._empty = NOTHING
        self._palette: Palette | None = None

    # ---- what is shown

    def show(self, grid: Grid, area: int, cursor: int, *, sort: SortMark | None = None, empty: str = NOTHING) -> None:
        """Show an area's rows with the cursor on one of them; `empty` says what stands where there are none."""
        if grid is not self._columns.grid:
            self._columns.show(grid)
        self._area = grid.areas[area]
        self._sort, self._empty = sort, empty
        self._cursor = min(cursor, max(len(self._area.rows) - 1, 0))
        self._lay_out()
        self._keep_in_view()
        self.refresh()

    @property
    def cursor(self) -> int:
        """The row under the cursor."""
        return self._cursor

    @property
    def column(self) -> str:
        """The key of the column under the cursor; `ref` for ref and name."""
        return self._columns.chosen_key

    def on_mount(self) -> None:
        """Follow the theme."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self._restyle())

    def _restyle(self) -> None:
        self._palette = None
        self.refresh()

    def on_resize(self) -> None:
        """Give columns the new width, and keep the cursor in view."""
        self._lay_out()
        self._keep_in_view()

    def _lay_out(self) -> None:
        self._columns.lay_out(self._width)
        self.virtual_size = Size(self._width, len(self._area.rows) * self._row_height + self._heading_height)

    @property
    def _width(self) -> int:
        return max(self.scrollable_content_region.width, 1)

    @property
    def _row_height(self) -> int:
        return self._columns.grid.row_height

    @property
    def _heading_height(self) -> int:
        """Two lines where benchmarks, whose years stand in the second, are in view."""
        subtitles = self._area.subtitles
        return 2 if subtitles and any(subtitles[position] for position in self._columns.visible()) else 1

    # ---- moving

    def action_move_column(self, by: int) -> None:
        """Move the cursor by columns."""
        if self._columns.move(by):
            self._lay_out()
            self.refresh()

    def action_move(self, by: int) -> None:
        """Move the cursor by rows."""
        self.move_to(self._cursor + by)

    def action_page(self, by: int) -> None:
        """Move the cursor by screens."""
        self.move_to(self._cursor + by * max(self._rows_in_view - 1, 1))

    def action_end(self, towards: int) -> None:
        """Move the cursor to the first row or the last."""
        self.move_to(0 if towards < 0 else len(self._area.rows) - 1)

    def move_to(self, row: int) -> None:
        """Put the cursor on a row, as near as there is one."""
        row = min(max(row, 0), max(len(self._area.rows) - 1, 0))
        if row == self._cursor:
            return
        before, self._cursor = self._cursor, row
        height = self._row_height
        for changed in (before, row):
            top = changed * height + self._heading_height - round(self.scroll_y)
            self.refresh(Region(0, top, self._width, height))
        self._keep_in_view()
        self.post_message(self.Moved())

    @property
    def _rows_in_view(self) -> int:
        return max((self.scrollable_content_region.height - self._heading_height) // self._row_height, 1)

    def _keep_in_view(self) -> None:
        """Scroll so that the cursor is in view, no further than it takes: a terminal moves rows for a few bytes."""
        top, height, count = round(self.scroll_y / self._row_height), self._rows_in_view, len(self._area.rows)
        if top <= self._cursor < top + height:
            wanted = top
        elif self._cursor == top + height or self._cursor == top - 1:
            wanted = self._cursor - height + 1 if self._cursor > top else self._cursor
        else:
            wanted = self._cursor - height // 3
        wanted = min(max(wanted, 0), max(count - height, 0)) * self._row_height
        if wanted != round(self.scroll_y):
            self.scroll_to(y=wanted, animate=False, force=True, immediate=True)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the click is; a click on the cursor opens its row."""
        row = (event.y - self._heading_height + round(self.scroll_y)) // self._row_height
        if event.y < self._heading_height or row >= len(self._area.rows):
            return
        if row == self._cursor:
            self.post_message(self.Opened())
        else:
            self.move_to(row)

    # ---- drawing

    def render_line(self, y: int) -> Strip:
        """One line: a heading, a row, or nothing."""
        if self._palette is None:
            self._palette = palette_of(self.app)
        self._columns.fit_to(self._width)  # the first frame is drawn before a widget is told of its size
        page, heading_height = self._palette.page, self._heading_height
        if not self._columns.grid.areas:
            return to_strip([], self._width, page)
        if y < heading_height:
            return to_strip(self._heading(y), self._width, page)
        row, line = divmod(y - heading_height + round(self.scroll_y), self._row_height)
        if row >= len(self._area.rows):
            message = not self._area.rows and y == heading_height
            return to_strip([Cell(f" {self._empty}", "quiet")] if message else [], self._width, page)
        here = row == self._cursor
        cells = self._note(self._area.rows[row]) if line else self._row(self._area.rows[row], here)
        if here:
            cells = [Cell(self._glyphs.cursor, "accent"), *cells[1:]]
        return to_strip(cells, self._width, self._palette.cursor if here else page)

    def _heading(self, line: int) -> Line:
        cells = self._heading_lead(line)
        chosen = self._columns.chosen
        for position in self._columns.visible():
            column = self._columns.grid.columns[position]
            text = column.title if line == 0 else self._area.subtitles[position]
            tone: Tone = "accent" if position == chosen else "strong" if column.key == "current" else "quiet"
            sorted_here = line == 0 and self._sort is not None and self._sort.column == column.key
            before = Cell(self._sort_sign, "accent") if sorted_here else Cell(" ")
            cells += [before, *_aligned(Cell(text, tone), column)]
        return cells

    @property
    def _sort_sign(self) -> str:
        assert self._sort is not None
        return self._glyphs.descending if self._sort.descending else self._glyphs.ascending

    def _heading_lead(self, line: int) -> list[Cell]:
        """The titles of ref and name, with signs at their end where there are more columns to scroll to."""
        if line:
            return self._lead("", "", "quiet")
        left = self._glyphs.more_left if self._columns.scrolled else " "
        right = " " if self._columns.ends else self._glyphs.more_right
        sorted_here = self._sort is not None and self._sort.column in ("ref", "name")
        *ref, _ = self._lead(f"Ref{self._sort_sign}" if sorted_here else "Ref", "Indicator", "quiet")
        return [
            *ref,
            *fitted([Cell("Indicator", "quiet")], self._columns.fit.name_width - 3),
            Cell(f"{left}{right} ", "accent"),
        ]

    def _row(self, row: GridRow, here: bool) -> Line:
        name = row.name if self._columns.fit.name_width >= _FULL_NAMES_FROM else row.short_name
        cells = self._lead(row.ref, name, "plain")
        chosen = self._columns.chosen if here else None
        for position in self._columns.visible():
            cell = row.cells[position]
            aligned = _aligned(cell, self._columns.grid.columns[position])
            if position == chosen:
                aligned = [Cell("".join(piece.text for piece in aligned), "tab")]
            cells += [Cell(" "), *aligned]
        return cells

    def _note(self, row: GridRow) -> Line:
        """The second line of a row: a sign under the ref, words under the name."""
        lead = self._columns.grid.ref_width + 2
        note = shortened(row.note, self._width - lead - 1, self._glyphs.ellipsis)
        return [Cell(" "), *fitted([row.sign], lead - 1), *note]

    def _lead(self, ref: str, name: str, tone: Tone) -> list[Cell]:
        """Ref and name, which stay put."""
        width, ref_width = self._columns.fit.name_width, self._columns.grid.ref_width
        if cell_len(name) > width:
            name = "".join(cell.text for cell in fitted([Cell(name)], width - 1)) + self._glyphs.ellipsis
        return [
            Cell(" "),
            Cell("".join(cell.text for cell in fitted([Cell(ref)], ref_width + 1)), "quiet"),
            Cell("".join(cell.text for cell in fitted([Cell(name)], width)), tone),
        ]


def _aligned(cell: Cell, column: Column) -> Line:
    """A cell in its column's width; blanks are plain, so that only the text carries a colour."""
    spare = max(column.width - cell_len(cell.text), 0)
    left = spare if column.align == "right" else spare // 2 if column.align == "centre" else 0
    return [Cell(" " * left), cell, Cell(" " * (spare - left))]
