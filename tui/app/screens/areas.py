"""The first screen: the service areas as tabs over one table, with the page of the indicator under the cursor."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import ClassVar

import msgspec
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from tui.app.desk import Desk
from tui.app.look import Look
from tui.app.navigation import Place, at, next_red, place_of, row_of
from tui.app.screens.looking import LOOK_BINDINGS, SOURCE_BINDINGS, LookingScreen
from tui.app.screens.reviewing import REVIEW_BINDINGS
from tui.app.widgets.area_tabs import AreaTabs
from tui.app.widgets.indicator_page import IndicatorPage
from tui.app.widgets.indicator_table import NOTHING
from tui.app.widgets.title_bar import TitleBar
from tui.reports.plain_text import visible
from tui.scorecard.views import IndicatorView, Overview


class AreasScreen(LookingScreen[None]):
    """Tabs, table and pane of one scorecard."""

    AUTO_FOCUS = "IndicatorTable"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Open", key_display="enter", id="areas.open"),
        Binding("right_square_bracket,n", "red(1)", "Next red", key_display="]", id="areas.next-red"),
        Binding("left_square_bracket,N", "red(-1)", "Previous red", show=False, id="areas.previous-red"),
        Binding("exclamation_mark", "triage", "Triage", key_display="!", id="areas.triage"),
        LOOK_BINDINGS[0],
        Binding("p", "provenance", "Source", id="areas.provenance"),
        Binding("f", "findings", "Findings", id="areas.findings"),
        Binding("d", "pane", "Detail", id="areas.pane"),
        Binding("b", "neighbours", "Neighbours", id="areas.neighbours"),
        *REVIEW_BINDINGS,
        *LOOK_BINDINGS[1:],
        *SOURCE_BINDINGS,
        Binding("tab", "area_step(1)", "Next area", show=False, id="areas.next"),
        Binding("shift+tab", "area_step(-1)", "Previous area", show=False, id="areas.previous"),
        *(
            Binding(str(number), f"area({number - 1})", f"Area {number}", show=False, id=f"areas.{number}")
            for number in range(1, 10)
        ),
        Binding("P", "problems", "Problems", show=False, id="areas.problems"),
        Binding("escape", "everything", "Show everything again", show=False, id="areas.everything"),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._area = 0
        self._rows: dict[int, int] = {}
        self._waiting: Callable[[], Awaitable[None]] | None = None
        """What was asked for before everything was there."""

    def compose(self) -> ComposeResult:
        """Bars above and below, table and pane between them."""
        yield from self.compose_around(AreaTabs(self.desk.glyphs))

    def on_mount(self) -> None:
        """Show what is there already: what was kept of the last time."""
        self.desk_changed()

    # ---- what is shown

    @property
    def overview(self) -> Overview | None:
        """The scorecard as it is looked at; null until it is read."""
        return self.desk.shown.overview if self.desk.shown else None

    @property
    def complete(self) -> bool:
        """Whether everything of the scorecard is there, not only what the table shows first."""
        return self.desk.complete

    @property
    def place(self) -> Place:
        """Where the cursor is: as the table has it, which may be a message ahead of this screen."""
        return Place(self._area, self.table.cursor)

    @property
    def indicator(self) -> IndicatorView | None:
        """The indicator under the cursor."""
        return at(self._shown_before, self.place) if self._shown_before else None

    _shown_before: Overview | None = None
    """What the table shows: the desk may be ahead of it."""

    def counts(self) -> tuple[int, int]:
        """How many rows of the area are left, of how many."""
        shown, whole = self.overview, self.desk.overview
        assert shown is not None
        assert whole is not None
        return len(shown.areas[self._area].indicators), len(whole.areas[self._area].indicators)

    def desk_changed(self) -> None:
        """Show the scorecard as it is now looked at, with the cursor on the same indicator where it is left."""
        shown = self.desk.shown
        if shown is None:
            return
        before, row = self.indicator, self.place.row
        self._keep_area(shown.overview)
        self._shown_before = shown.overview
        self.query_one(TitleBar).show(shown.overview)
        self._show_area(self._row_of(before, row))
        if shown.models:
            self.refresh_bindings()
        if self.complete and self._waiting is not None:
            self.call_later(self._waiting)
            self._waiting = None

    def _keep_area(self, overview: Overview) -> None:
        """Stay in the area in front by its name; one that is gone gives way to the one in its place, or the last."""
        if (before := self._shown_before) is None:
            return
        names = [area.name for area in overview.areas]
        if [area.name for area in before.areas] == names:
            return
        name = before.areas[self._area].name
        self._area = names.index(name) if name in names else min(self._area, len(names) - 1)
        self._rows.clear()

    def _row_of(self, indicator: IndicatorView | None, row: int) -> int:
        """The row of an indicator in the area in front; `row` where it is not there."""
        assert self._shown_before is not None
        return row_of(indicator, self._shown_before.areas[self._area].indicators, row)

    def go_to(self, place: Place) -> None:
        """Put the cursor on an indicator."""
        if place.area != self._area:
            self._turn_to(place.area, place.row)
        else:
            self.table.move_to(place.row)

    def go_to_ref(self, ref: str) -> None:
        """Put the cursor on the indicator with this ref; a filter that leaves it out gives way."""
        if self.overview and place_of(self.overview, ref) is None:
            self.show_everything()
        if self.overview and (place := place_of(self.overview, ref)):
            self.go_to(place)

    def _turn_to(self, area: int, row: int | None = None) -> None:
        """Show another area, with the cursor on `row`, or where it was when the area was last in front."""
        self._rows[self._area] = self.place.row
        self._area = area
        self._show_area(self._rows.get(area, 0) if row is None else row)

    def _show_area(self, row: int) -> None:
        shown = self.desk.shown
        if shown is None:
            return
        self.query_one(AreaTabs).show(shown.overview.areas, self._area)
        empty = self.empty_words if self.desk.look.narrows else NOTHING
        self.table.show(shown.grid, self._area, row, sort=self.sort_mark, empty=empty)
        self.show_look()
        self.show_page()

    def show_page(self) -> None:
        """Draw the pane, once there is everything to draw in it."""
        subject = self.desk.subject(self.indicator) if self.indicator and self.complete else None
        self.query_one("#pane", IndicatorPage).show(subject)

    # ---- messages

    @on(AreaTabs.Chosen)
    def _tab_chosen(self, message: AreaTabs.Chosen) -> None:
        self.action_area(message.position)

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
            self.say(
                "Nothing that the filter leaves is rated red." if self.desk.look.narrows else "Nothing is rated red."
            )
            return
        self.go_to(red.place)
        ref = visible(self.indicator.ref) if self.indicator else ""
        end = "the last red passed, from the first again" if step > 0 else "the first red passed, from the last again"
        self.say(f"{ref}: red {red.number} of {red.total}" + (f" - {end}" if red.wrapped else ""))

    async def action_open(self) -> None:
        """Show the indicator under the cursor on a screen of its own."""
        from tui.app.screens.indicator import IndicatorScreen

        if not self.complete:
            self._wait_for(self.action_open)
        elif self.desk.shown and self.indicator:
            await self.app.push_screen(IndicatorScreen(self.desk, self.desk.shown, self.place), self._returned)

    def _wait_for(self, action: Callable[[], Awaitable[None]]) -> None:
        """Do it once everything is there, unless that was stopped."""
        if self.reader.busy:
            self._waiting = action
        else:
            self.ready_to_review()

    async def action_triage(self) -> None:
        """Show all problems, worst first."""
        from tui.app.screens.triage import TriageScreen

        if not self.complete:
            self._wait_for(self.action_triage)
        else:
            await self.app.push_screen(TriageScreen(self.desk), self._returned)

    def _returned(self, ref: str | None) -> None:
        self.desk_changed()
        if ref is not None and self.overview and (place := place_of(self.overview, ref)):
            self.go_to(place)

    def everything(self) -> Look:
        """Without the switch for problems too."""
        return msgspec.structs.replace(super().everything(), problems_only=False)

    def action_everything(self) -> None:
        """Take away filter and sort."""
        self.show_everything()

    async def action_provenance(self) -> None:
        """Show where each number of the indicator stands in its source."""
        if not self.complete:
            self._wait_for(self.action_provenance)
        else:
            await self.show_provenance()

    async def action_findings(self) -> None:
        """Show what the audit found."""
        from tui.app.screens.findings import FindingsScreen

        if self.desk.loaded and self.desk.loaded.insights:
            await self.app.push_screen(FindingsScreen(self.desk.loaded.insights.findings))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys whose feature has nothing to work on are not there."""
        if action == "neighbours":
            return self.desk.loaded is not None and len(self.desk.loaded.models) > 1
        return True

    def action_neighbours(self) -> None:
        """Compute DfE's figures for the next list of statistical neighbours."""
        loaded = self.desk.loaded
        if loaded is None or not loaded.models:
            return
        models = loaded.models
        current = next(position for position, (_, each) in enumerate(models) if each is loaded.insights)
        name, insights = models[(current + 1) % len(models)]
        self.desk.loaded = msgspec.structs.replace(loaded, insights=insights)
        self.desk_changed()
        self.say(f"Statistical neighbours: {visible(name)}")

    async def action_problems(self) -> None:
        """Show what could not be read."""
        from tui.app.screens.problems import ProblemsScreen
        from tui.scorecard.catalogue_review import review_note

        if self.overview:
            scorecard = self.desk.loaded.scorecard if self.desk.loaded else None
            await self.app.push_screen(
                ProblemsScreen(self.overview, review_note(scorecard.catalogue) if scorecard else None)
            )
