"""One indicator on a screen of its own."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from tui.app.desk import Desk
from tui.app.loading import Loaded
from tui.app.navigation import Place, at, neighbour, next_red, place_of, same_walk
from tui.app.screens.reviewing import REVIEW_BINDINGS, ReviewingScreen
from tui.app.widgets.indicator_page import IndicatorPage
from tui.app.widgets.key_bar import KeyBar
from tui.app.widgets.title_bar import TitleBar
from tui.app.widgets.too_small import TooSmall
from tui.reports.plain_text import visible
from tui.scorecard.views import IndicatorView, Overview


class PageScroll(VerticalScroll, inherit_bindings=False):
    """Scrolls a page that is longer than the screen; the arrows go to the neighbouring indicators."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pageup,ctrl+b", "page_up", "Page up", show=False, id="page.up"),
        Binding("pagedown,ctrl+f", "page_down", "Page down", show=False, id="page.down"),
        Binding("home,g", "scroll_home", "Top", show=False, id="page.top"),
        Binding("end,G", "scroll_end", "Bottom", show=False, id="page.bottom"),
    ]


class IndicatorScreen(ReviewingScreen[str | None]):
    """The page of an indicator; goes on to its neighbours, and gives the ref where it came to."""

    CSS_PATH = "indicator.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,backspace", "back", "Back", key_display="esc", id="indicator.back"),
        Binding("down,j", "step(1)", "Next", key_display="j", id="indicator.next"),
        Binding("up,k", "step(-1)", "Previous", key_display="k", id="indicator.previous"),
        Binding("right_square_bracket,n", "red(1)", "Next red", key_display="]", id="indicator.next-red"),
        Binding("left_square_bracket,N", "red(-1)", "Previous red", show=False, id="indicator.previous-red"),
        *REVIEW_BINDINGS,
        Binding("p", "provenance", "Source", id="indicator.provenance"),
    ]

    def __init__(self, desk: Desk, loaded: Loaded, place: Place) -> None:
        super().__init__(desk)
        self._overview = loaded.overview
        self._whole = desk.overview
        self._place = place

    def compose(self) -> ComposeResult:
        """The page between the bars."""
        yield TitleBar()
        with PageScroll():
            page = IndicatorPage(self.desk.glyphs)
            page.add_class("-scrolls")
            yield page
        yield KeyBar()
        yield TooSmall()

    def on_mount(self) -> None:
        """Show the indicator."""
        self.query_one(TitleBar).show(self._overview)
        self._show()
        self.query_one(PageScroll).focus()

    @property
    def indicator(self) -> IndicatorView | None:
        """The indicator on the page."""
        return at(self._overview, self._place)

    def desk_changed(self) -> None:
        """Show what was said meanwhile, and what was read anew."""
        if self.desk.overview is not self._whole and self.desk.overview is not None:
            self._follow(self.desk.overview)
        subject = self.desk.subject(self.indicator) if self.indicator else None
        self.query_one(IndicatorPage).show(subject)

    def _follow(self, overview: Overview) -> None:
        """Go on through the same indicators as they are in another reading, while the one in front is still there."""
        before = self.indicator
        walk = same_walk(self._overview, overview)
        place = place_of(walk, before.ref) if before else None
        if place is None:
            self.say(f"{visible(before.ref) if before else 'It'} is not in the source any more.")
            return
        self._overview, self._whole, self._place = walk, overview, place
        self.query_one(TitleBar).show(walk)

    def _show(self) -> None:
        self.desk_changed()
        self.query_one(PageScroll).scroll_home(animate=False)

    def action_back(self) -> None:
        """Return to the table, with the cursor on this indicator."""
        self.dismiss(self.indicator.ref if self.indicator else None)

    def action_step(self, step: int) -> None:
        """Go to the indicator before or after."""
        self._place = neighbour(self._overview, self._place, step)
        self._show()

    def action_red(self, step: int) -> None:
        """Go to the next or the previous red."""
        red = next_red(self._overview, self._place, step)
        if red is None:
            self.say("Nothing is rated red.")
            return
        self._place = red.place
        self._show()
        self.say(f"Red {red.number} of {red.total}")

    async def action_provenance(self) -> None:
        """Show where each number stands in its source."""
        await self.show_provenance()
