"""Screens with a table that is filtered and sorted: one look for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container
from textual.screen import ScreenResultType
from textual.timer import Timer
from textual.widget import Widget

from tui.app.desk import Desk
from tui.app.look import Look
from tui.app.screens.filtering import FilteringScreen
from tui.app.widgets.filter_line import PROMPT, FilterLine
from tui.app.widgets.indicator_page import PAGE_DELAY, IndicatorPage
from tui.app.widgets.indicator_table import IndicatorTable, SortMark
from tui.app.widgets.key_bar import KeyBar
from tui.app.widgets.title_bar import TitleBar
from tui.app.widgets.too_small import TooSmall
from tui.reports.cells import Cell
from tui.reports.plain_text import visible

if TYPE_CHECKING:
    from tui.app.reading import ReadingApp

LOOK_BINDINGS: Final = [
    Binding("slash", "filter", "Filter", key_display="/", id="look.filter"),
    Binding("s", "sort", "Sort", id="look.sort", tooltip="Sort by the column under the cursor: up, down, as published"),
    Binding("number_sign", "like", "Like this", key_display="#", id="look.like", tooltip="Only rows like this cell"),
    Binding("o", "problems_only", "Problems only", id="look.problems-only"),
]

SOURCE_BINDINGS: Final = [
    Binding("m", "period", "Month", id="source.period", tooltip="Look at another month, or at the latest revisions"),
    Binding("a", "authority", "Authority", show=False, id="source.authority", tooltip="Look at another authority"),
    Binding("D", "changes", "Changes", id="source.changes", tooltip="What changed since the last publication"),
    Binding("r", "reload", "Read again", show=False, id="source.reload", tooltip="Read the source again from disk"),
]

_NO_MATCH: Final = "Nothing here matches the filter; esc shows everything again."


class LookingScreen(FilteringScreen[ScreenResultType]):
    """The base of screens with a table: filter as you type, sort, like this."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._page_timer: Timer | None = None

    @property
    def table(self) -> IndicatorTable:
        """The table in front."""
        return self.query_one(IndicatorTable)

    def compose_around(self, second_line: Widget) -> ComposeResult:
        """Bars above and below, table and pane between them."""
        yield TitleBar()
        yield second_line
        with Container(id="body"):
            yield IndicatorTable(self.desk.glyphs)
            yield IndicatorPage(self.desk.glyphs, id="pane", classes="-open")
        yield FilterLine(self.complete_filter, self.end_filter)
        yield KeyBar()
        yield TooSmall()

    def counts(self) -> tuple[int, int]:
        """How many rows are left, of how many."""
        raise NotImplementedError

    def look_at(self, look: Look) -> None:
        """Change what is looked at, here and on every other screen."""
        self.desk.look = look
        self.desk_changed()

    @property
    def sort_mark(self) -> SortMark | None:
        """By which column the table is sorted, for its title."""
        sort = self.desk.look.sort
        return SortMark(sort.column, sort.descending) if sort else None

    @property
    def empty_words(self) -> str:
        """What stands where the filter leaves no row."""
        return _NO_MATCH

    def show_look(self) -> None:
        """Say what is looked at, where that is not everything."""
        look = self.desk.look
        line = self.query_one(FilterLine)
        if look == self.everything() and not line.typing:
            line.show((), ())
            return
        left, total = self.counts()
        parts: list[Cell] = [Cell(PROMPT, "accent")]
        if look.query:
            parts.append(Cell(f"{visible(look.query.text)}   ", "strong"))
        if look.problems_only != self.everything().problems_only:
            parts.append(Cell("only problems   ", "strong"))
        if left != total or look.query:
            parts.append(Cell(f"{left} of {total}   ", "plain"))
        if look.sort:
            direction = "falling" if look.sort.descending else "rising"
            parts.append(Cell(f"sorted by {self._column_title(look.sort.column)}, {direction}", "plain"))
        line.show(parts, [Cell("esc shows all ", "quiet")])

    def _column_title(self, key: str) -> str:
        grid = self.desk.loaded.grid if self.desk.loaded else None
        titles = {column.key: column.title for column in grid.columns} if grid else {}
        return titles.get(key, {"review": "review"}.get(key, "ref"))

    def key_pressed(self) -> None:
        """Any key takes the last message away, but not the choices while the filter is typed."""
        if not self.query_one(FilterLine).typing:
            super().key_pressed()

    # ---- table and pane

    def show_page(self) -> None:
        """Draw the pane of the indicator under the cursor."""
        raise NotImplementedError

    async def action_open(self) -> None:
        """Show the indicator under the cursor on a screen of its own."""
        raise NotImplementedError

    @on(IndicatorTable.Moved)
    def _moved(self) -> None:
        if self._page_timer is not None:
            self._page_timer.stop()
        self._page_timer = self.set_timer(PAGE_DELAY, self._rested)

    def _rested(self) -> None:
        if self in self.app.screen_stack:  # a screen that was left meanwhile has no pane any more
            self.show_page()

    @on(IndicatorTable.Opened)
    async def _opened(self) -> None:
        await self.action_open()

    async def action_pane(self) -> None:
        """Open or close the pane; where there is no room for it, open the indicator's own screen."""
        if self.has_class("-wide") or (self.has_class("-medium") and self.has_class("-tall")):
            self.query_one("#pane").toggle_class("-open")
        else:
            await self.action_open()

    # ---- the source

    async def action_period(self) -> None:
        """Look at another month."""
        await self.reader.choose_period()

    def action_authority(self) -> None:
        """Look at another authority."""
        self.reader.ask_for_authority()

    def action_reload(self) -> None:
        """Read the source again."""
        self.reader.read()

    async def action_changes(self) -> None:
        """Show what changed since the last publication."""
        from tui.app.screens.changes import ChangesScreen

        loaded = self.desk.loaded
        if self.ready_to_review() and loaded is not None and loaded.scorecard is not None:
            await self.app.push_screen(ChangesScreen(loaded.scorecard))

    @property
    def reader(self) -> ReadingApp:
        """The app, which reads."""
        from tui.app.reading import ReadingApp

        assert isinstance(self.app, ReadingApp)
        return self.app

    # ---- sort, like this, everything again

    def action_sort(self) -> None:
        """Sort by the column under the cursor: rising, falling, as published."""
        look = self.desk.look.sorted_by(self.table.column)
        self.look_at(look)
        if look.sort is None:
            self.say("In the published order again.")

    def action_like(self) -> None:
        """Leave only rows with the same value in the column under the cursor."""
        from tui.scorecard.like import like

        if self.indicator is None:
            return
        term = like(self.table.column, self.desk.subject(self.indicator), among=self.desk.subjects())
        query, like_this = self.desk.look.query, self.parse_filter(term)
        if query is None:
            wanted = like_this
        elif like_this.terms[0].text in [each.text for each in query.terms]:
            return
        else:
            wanted = self.parse_filter(f"{query.text} {term}")
        self.look_at(msgspec.structs.replace(self.desk.look, query=wanted))

    def action_problems_only(self) -> None:
        """Leave only problems, or show the rest again."""
        look = self.desk.look
        self.look_at(msgspec.structs.replace(look, problems_only=not look.problems_only))

    def everything(self) -> Look:
        """The look that leaves out nothing here, in the order in which it comes."""
        return msgspec.structs.replace(self.desk.look, query=None, sort=None)

    def show_everything(self) -> bool:
        """Take away filter and sort; whether there was one."""
        if self.reader.stop_reading():
            return True
        look = self.everything()
        if look == self.desk.look:
            return False
        self.look_at(look)
        return True
