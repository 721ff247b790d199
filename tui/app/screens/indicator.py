"""One indicator on a screen of its own."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen

from tui.app.loading import Loaded
from tui.app.navigation import Place, at, neighbour, next_red
from tui.app.widgets.indicator_page import IndicatorPage
from tui.app.widgets.key_bar import KeyBar
from tui.app.widgets.title_bar import TitleBar
from tui.app.widgets.too_small import TooSmall
from tui.reports.glyphs import Glyphs


class PageScroll(VerticalScroll, inherit_bindings=False):
    """Scrolls a page that is longer than the screen; the arrows go to the neighbouring indicators."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pageup,ctrl+b", "page_up", "Page up", show=False, id="page.up"),
        Binding("pagedown,ctrl+f,space", "page_down", "Page down", show=False, id="page.down"),
        Binding("home,g", "scroll_home", "Top", show=False, id="page.top"),
        Binding("end,G", "scroll_end", "Bottom", show=False, id="page.bottom"),
    ]


class IndicatorScreen(Screen[Place]):
    """The page of an indicator; goes on to its neighbours, and returns where it came to."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,backspace", "back", "Back", key_display="esc", id="indicator.back"),
        Binding("down,j", "step(1)", "Next", key_display="j", id="indicator.next"),
        Binding("up,k", "step(-1)", "Previous", key_display="k", id="indicator.previous"),
        Binding("right_square_bracket,n", "red(1)", "Next red", key_display="]", id="indicator.next-red"),
        Binding("left_square_bracket,N", "red(-1)", "Previous red", key_display="[", id="indicator.previous-red"),
        Binding("p", "provenance", "Source", id="indicator.provenance"),
    ]

    def __init__(self, loaded: Loaded, place: Place, glyphs: Glyphs) -> None:
        super().__init__()
        self._loaded = loaded
        self._overview = loaded.overview
        self._place = place
        self._glyphs = glyphs

    def compose(self) -> ComposeResult:
        """The page between the bars."""
        yield TitleBar()
        with PageScroll():
            page = IndicatorPage(self._glyphs)
            page.add_class("-scrolls")
            yield page
        yield KeyBar()
        yield TooSmall()

    def on_mount(self) -> None:
        """Show the indicator."""
        self.query_one(TitleBar).show(self._overview)
        self._show()
        self.query_one(PageScroll).focus()

    def _show(self) -> None:
        indicator = at(self._overview, self._place)
        self.query_one(IndicatorPage).show(indicator, self._loaded.insight(indicator))
        self.query_one(PageScroll).scroll_home(animate=False)

    def on_key(self) -> None:
        """Any key takes the last message away."""
        self.query_one(KeyBar).say("")

    def action_back(self) -> None:
        """Return to the table, with the cursor on this indicator."""
        self.dismiss(self._place)

    def action_step(self, step: int) -> None:
        """Go to the indicator before or after."""
        self._place = neighbour(self._overview, self._place, step)
        self._show()

    def action_red(self, step: int) -> None:
        """Go to the next or the previous red."""
        red = next_red(self._overview, self._place, step)
        if red is None:
            self.query_one(KeyBar).say("Nothing is rated red.")
            return
        self._place = red.place
        self._show()
        self.query_one(KeyBar).say(f"Red {red.number} of {red.total}")

    def action_provenance(self) -> None:
        """Show where each number stands in its source."""
        from tui.app.screens.provenance import ProvenanceScreen

        if indicator := at(self._overview, self._place):
            self.app.push_screen(ProvenanceScreen(indicator, self._glyphs, self._loaded.insight(indicator)))
