"""The first screen: the service areas as tabs over one table, with the page of the indicator under the cursor."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

import msgspec
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.screen import Screen
from textual.timer import Timer

from tui.app.loading import Loaded
from tui.app.navigation import Place, at, next_red, place_of
from tui.app.widgets.area_tabs import AreaTabs
from tui.app.widgets.indicator_page import IndicatorPage
from tui.app.widgets.indicator_table import IndicatorTable
from tui.app.widgets.key_bar import KeyBar
from tui.app.widgets.title_bar import TitleBar
from tui.app.widgets.too_small import TooSmall
from tui.reports.glyphs import Glyphs
from tui.reports.plain_text import visible
from tui.scorecard.views import IndicatorView, Overview

_PAGE_DELAY = 0.08
"""Seconds that the cursor must rest before the pane is drawn anew: a held key then costs only the table."""


class AreasScreen(Screen[None]):
    """Tabs, table and pane of one scorecard."""

    AUTO_FOCUS = "IndicatorTable"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Open", key_display="enter", id="areas.open"),
        Binding("right_square_bracket,n", "red(1)", "Next red", key_display="]", id="areas.next-red"),
        Binding("left_square_bracket,N", "red(-1)", "Previous red", key_display="[", id="areas.previous-red"),
        Binding("tab", "area_step(1)", "Next area", id="areas.next"),
        Binding("shift+tab", "area_step(-1)", "Previous area", show=False, id="areas.previous"),
        *(
            Binding(str(number), f"area({number - 1})", f"Area {number}", show=False, id=f"areas.{number}")
            for number in range(1, 10)
        ),
        Binding("d", "pane", "Detail", id="areas.pane"),
        Binding("p", "provenance", "Source", id="areas.provenance"),
        Binding("f", "findings", "Findings", id="areas.findings"),
        Binding("b", "neighbours", "Neighbours", id="areas.neighbours"),
        Binding("P", "problems", "Problems", show=False, id="areas.problems"),
    ]

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__()
        self._glyphs = glyphs
        self._loaded: Loaded | None = None
        self._area = 0
        self._rows: dict[int, int] = {}
        self._page_timer: Timer | None = None
        self._waiting: Callable[[], None] | None = None
        """What was asked for before everything was there."""

    def compose(self) -> ComposeResult:
        """Bars above and below, table and pane between them."""
        yield TitleBar()
        yield AreaTabs(self._glyphs)
        with Container(id="body"):
            yield IndicatorTable(self._glyphs)
            yield IndicatorPage(self._glyphs, id="pane", classes="-open")
        yield KeyBar()
        yield TooSmall()

    # ---- what is shown

    @property
    def overview(self) -> Overview | None:
        """The scorecard on screen; null until it is read."""
        return self._loaded.overview if self._loaded else None

    @property
    def complete(self) -> bool:
        """Whether everything of the scorecard is there, not only what the table shows first."""
        return self._loaded is not None and self._loaded.complete

    @property
    def place(self) -> Place:
        """Where the cursor is: as the table has it, which may be a message ahead of this screen."""
        return Place(self._area, self.query_one(IndicatorTable).cursor)

    @property
    def indicator(self) -> IndicatorView | None:
        """The indicator under the cursor."""
        return at(self.overview, self.place) if self.overview else None

    def show(self, loaded: Loaded) -> None:
        """Show a scorecard, first its table, then everything of it and what is derived."""
        row = self.place.row
        self._loaded = loaded
        self.query_one(TitleBar).show(loaded.overview)
        self._show_area(row)
        if loaded.models:
            self.refresh_bindings()
        if self.complete and self._waiting is not None:
            self._waiting()
            self._waiting = None

    def go_to(self, place: Place) -> None:
        """Put the cursor on an indicator."""
        if place.area != self._area:
            self._turn_to(place.area, place.row)
        else:
            self.query_one(IndicatorTable).move_to(place.row)

    def go_to_ref(self, ref: str) -> None:
        """Put the cursor on the indicator with this ref, where there is one."""
        if self.overview and (place := place_of(self.overview, ref)):
            self.go_to(place)

    def _turn_to(self, area: int, row: int | None = None) -> None:
        """Show another area, with the cursor on `row`, or where it was when the area was last in front."""
        self._rows[self._area] = self.place.row
        self._area = area
        self._show_area(self._rows.get(area, 0) if row is None else row)

    def _show_area(self, row: int) -> None:
        if self._loaded is None:
            return
        self.query_one(AreaTabs).show(self._loaded.overview.areas, self._area)
        self.query_one(IndicatorTable).show(self._loaded.grid, self._area, row)
        self._show_page()

    def _show_page(self) -> None:
        insight = self._loaded.insight(self.indicator) if self._loaded else None
        self.query_one("#pane", IndicatorPage).show(self.indicator if self.complete else None, insight)

    def say(self, message: str) -> None:
        """A word in the last line, until the cursor moves on."""
        self.query_one(KeyBar).say(message)

    # ---- messages

    @on(IndicatorTable.Moved)
    def _moved(self) -> None:
        if self._page_timer is not None:
            self._page_timer.stop()
        self._page_timer = self.set_timer(_PAGE_DELAY, self._show_page)

    @on(IndicatorTable.Opened)
    def _opened(self) -> None:
        self.action_open()

    @on(AreaTabs.Chosen)
    def _tab_chosen(self, message: AreaTabs.Chosen) -> None:
        self.action_area(message.position)

    def on_key(self) -> None:
        """Any key takes the last message away."""
        self.say("")

    # ---- actions

    def action_area(self, position: int) -> None:
        """Show an area by its position."""
        if self.overview and position < len(self.overview.areas) and position != self._area:
            self._turn_to(position)

    def action_area_step(self, step: int) -> None:
        """Show the next or the previous area, going round."""
        if self.overview:
            self.action_area((self._area + step) % len(self.overview.areas))

    def action_red(self, step: int) -> None:
        """Go to the next or the previous red, across all areas."""
        if self.overview is None:
            return
        red = next_red(self.overview, self.place, step)
        if red is None:
            self.say("Nothing is rated red.")
            return
        self.go_to(red.place)
        ref = visible(self.indicator.ref) if self.indicator else ""
        end = "the last red passed, from the first again" if step > 0 else "the first red passed, from the last again"
        self.say(f"{ref}: red {red.number} of {red.total}" + (f" - {end}" if red.wrapped else ""))

    def action_open(self) -> None:
        """Show the indicator under the cursor on a screen of its own."""
        from tui.app.screens.indicator import IndicatorScreen

        if not self.complete:
            self._waiting = self.action_open
        elif self._loaded and self.indicator:
            self.app.push_screen(IndicatorScreen(self._loaded, self.place, self._glyphs), self._returned)

    def _returned(self, place: Place | None) -> None:
        if place is not None:
            self.go_to(place)

    def action_pane(self) -> None:
        """Open or close the pane; where there is no room for it, open the indicator's own screen."""
        pane = self.query_one("#pane")
        room = self.has_class("-wide") or (self.has_class("-medium") and self.has_class("-tall"))
        if room:
            pane.toggle_class("-open")
        else:
            self.action_open()

    def action_provenance(self) -> None:
        """Show where each number of the indicator stands in its source."""
        from tui.app.screens.provenance import ProvenanceScreen

        if not self.complete:
            self._waiting = self.action_provenance
        elif self.indicator:
            insight = self._loaded.insight(self.indicator) if self._loaded else None
            self.app.push_screen(ProvenanceScreen(self.indicator, self._glyphs, insight))

    def action_findings(self) -> None:
        """Show what the audit found."""
        from tui.app.screens.findings import FindingsScreen

        if self._loaded and self._loaded.insights:
            self.app.push_screen(FindingsScreen(self._loaded.insights.findings))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys whose feature has nothing to work on are not there."""
        if action == "neighbours":
            return self._loaded is not None and len(self._loaded.models) > 1
        return True

    def action_neighbours(self) -> None:
        """Compute DfE's figures for the next list of statistical neighbours."""
        if self._loaded is None or not self._loaded.models:
            return
        models = self._loaded.models
        current = next(position for position, (_, each) in enumerate(models) if each is self._loaded.insights)
        name, insights = models[(current + 1) % len(models)]
        self._loaded = msgspec.structs.replace(self._loaded, insights=insights)
        self._show_page()
        self.say(f"Statistical neighbours: {visible(name)}")

    def action_problems(self) -> None:
        """Show what could not be read."""
        from tui.app.screens.problems import ProblemsScreen

        if self.overview:
            self.app.push_screen(ProblemsScreen(self.overview, self._glyphs))
