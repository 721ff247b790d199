"""The table of indicators: one for all tabs, drawn line by line."""

from __future__ import annotations

from typing import ClassVar, Final

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.app.palette import Palette, palette_of, to_strip
from tui.reports.cells import Cell, Line, Tone, fitted
from tui.reports.glyphs import Glyphs
from tui.reports.grid import Column, Fit, Grid, GridArea, GridRow, fit

_FULL_NAMES_FROM: Final = 60
"""From this width of the name column on, indicators are named in full."""


class IndicatorTable(ScrollView, can_focus=True):
    """Rows of one area. Ref and name stay put; the other columns scroll sideways, one at a time."""

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
        Binding("left,h", "scroll_columns(-1)", "Columns left", show=False, id="table.left"),
        Binding("right,l", "scroll_columns(1)", "Columns right", show=False, id="table.right"),
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
        self._grid: Grid | None = None
        self._area = GridArea((), ())
        self._fit = Fit((), 0, 1)
        self._first_column = 0
        self._cursor = 0
        self._palette: Palette | None = None

    # ---- what is shown

    def show(self, grid: Grid, area: int, cursor: int) -> None:
        """Show an area's rows with the cursor on one of them."""
        if grid is not self._grid:
            self._grid, self._first_column = grid, 0
        self._area = grid.areas[area]
        self._cursor = min(cursor, max(len(self._area.rows) - 1, 0))
        self._lay_out()
        self.scroll_to(y=0, animate=False, force=True, immediate=True)
        self._keep_in_view()
        self.refresh()

    @property
    def cursor(self) -> int:
        """The row under the cursor."""
        return self._cursor

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
        if self._grid is not None:
            self._fit = fit(self._grid, self._width - 1)
            self._first_column = min(self._first_column, self._last_first_column())
            self.virtual_size = Size(self._width, len(self._area.rows) + self._heading_height)

    @property
    def _width(self) -> int:
        return max(self.scrollable_content_region.width, 1)

    @property
    def _heading_height(self) -> int:
        """Two lines where benchmarks, whose years stand in the second, are in view."""
        return 2 if any(self._area.subtitles[position] for position in self._visible() if self._area.subtitles) else 1

    # ---- columns

    def _visible(self) -> list[int]:
        """The columns in view, from the first one scrolled to."""
        if self._grid is None:
            return []
        if self._first_column == 0:
            return list(self._fit.order[: self._fit.fitting])
        room = self._width - self._grid.ref_width - 2 - self._fit.name_width
        found: list[int] = []
        for position in self._fit.order[self._first_column :]:
            room -= self._grid.columns[position].width + 1
            if room < 0:
                break
            found.append(position)
        return found

    def _last_first_column(self) -> int:
        """The furthest that columns can be scrolled: the last one is in view then."""
        if self._grid is None or self._fit.fitting == len(self._fit.order):
            return 0
        room = self._width - self._grid.ref_width - 2 - self._fit.name_width
        for count, position in enumerate(reversed(self._fit.order)):
            room -= self._grid.columns[position].width + 1
            if room < 0:
                return len(self._fit.order) - count
        return 0

    def action_scroll_columns(self, by: int) -> None:
        """Scroll sideways by a column."""
        first = min(max(self._first_column + by, 0), self._last_first_column())
        if first != self._first_column:
            self._first_column = first
            self._lay_out()
            self.refresh()

    # ---- rows

    def action_move(self, by: int) -> None:
        """Move the cursor by rows."""
        self.move_to(self._cursor + by)

    def action_page(self, by: int) -> None:
        """Move the cursor by screens."""
        self.move_to(self._cursor + by * max(self._body_height - 1, 1))

    def action_end(self, towards: int) -> None:
        """Move the cursor to the first row or the last."""
        self.move_to(0 if towards < 0 else len(self._area.rows) - 1)

    def move_to(self, row: int) -> None:
        """Put the cursor on a row, as near as there is one."""
        row = min(max(row, 0), max(len(self._area.rows) - 1, 0))
        if row == self._cursor:
            return
        before, self._cursor = self._cursor, row
        for changed in (before, row):
            self.refresh(Region(0, changed + self._heading_height - round(self.scroll_y), self._width, 1))
        self._keep_in_view()
        self.post_message(self.Moved())

    @property
    def _body_height(self) -> int:
        return max(self.scrollable_content_region.height - self._heading_height, 1)

    def _keep_in_view(self) -> None:
        """Scroll so that the cursor is in view, by half a screen: a slow line repaints the table less often."""
        top, height, count = round(self.scroll_y), self._body_height, len(self._area.rows)
        if top <= self._cursor < top + height:
            wanted = top
        elif self._cursor == top + height or self._cursor == top - 1:
            wanted = self._cursor - height // 2
        else:
            wanted = self._cursor - height // 3
        wanted = min(max(wanted, 0), max(count - height, 0))
        if wanted != top:
            self.scroll_to(y=wanted, animate=False, force=True, immediate=True)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the click is; a click on the cursor opens its row."""
        row = event.y - self._heading_height + round(self.scroll_y)
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
        if self._grid is None:
            return to_strip([], self._width, self._palette.page)
        heading_height = self._heading_height
        if y < heading_height:
            return to_strip(self._heading(y), self._width, self._palette.page)
        row = y - heading_height + round(self.scroll_y)
        if row >= len(self._area.rows):
            empty = not self._area.rows and y == heading_height
            message = [Cell(" No indicators of this service area are published.", "quiet")] if empty else []
            return to_strip(message, self._width, self._palette.page)
        styles = self._palette.cursor if row == self._cursor else self._palette.page
        line = self._row(self._area.rows[row])
        if row == self._cursor:
            line = [Cell(self._glyphs.cursor, "accent"), *line[1:]]
        return to_strip(line, self._width, styles)

    def _heading(self, line: int) -> Line:
        assert self._grid is not None
        cells = self._heading_lead(line)
        for position in self._visible():
            column = self._grid.columns[position]
            text = column.title if line == 0 else self._area.subtitles[position]
            cells += [Cell(" "), *_aligned(Cell(text, "strong" if column.key == "current" else "quiet"), column)]
        return cells

    def _heading_lead(self, line: int) -> list[Cell]:
        """The titles of ref and name, with signs at their end where there are more columns to scroll to."""
        if line:
            return self._lead("", "", "quiet")
        shown = self._visible()
        left = self._glyphs.more_left if self._first_column else " "
        right = " " if shown and shown[-1] == self._fit.order[-1] else self._glyphs.more_right
        *ref, _ = self._lead("Ref", "Indicator", "quiet")
        return [
            *ref,
            *fitted([Cell("Indicator", "quiet")], self._fit.name_width - 3),
            Cell(f"{left}{right} ", "accent"),
        ]

    def _row(self, row: GridRow) -> Line:
        assert self._grid is not None
        name = row.name if self._fit.name_width >= _FULL_NAMES_FROM else row.short_name
        cells = self._lead(row.ref, name, "plain")
        for position in self._visible():
            cells += [Cell(" "), *_aligned(row.cells[position], self._grid.columns[position])]
        return cells

    def _lead(self, ref: str, name: str, tone: Tone) -> list[Cell]:
        """Ref and name, which stay put."""
        assert self._grid is not None
        width = self._fit.name_width
        if cell_len(name) > width:
            name = "".join(cell.text for cell in fitted([Cell(name)], width - 1)) + self._glyphs.ellipsis
        return [
            Cell(" "),
            Cell("".join(cell.text for cell in fitted([Cell(ref)], self._grid.ref_width + 1)), "quiet"),
            Cell("".join(cell.text for cell in fitted([Cell(name)], width)), tone),
        ]


def _aligned(cell: Cell, column: Column) -> Line:
    """A cell in its column's width; blanks are plain, so that only the text carries a colour."""
    spare = max(column.width - cell_len(cell.text), 0)
    left = spare if column.align == "right" else spare // 2 if column.align == "centre" else 0
    return [Cell(" " * left), cell, Cell(" " * (spare - left))]
