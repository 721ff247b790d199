"""The base of panels that lie over a screen: text to read, scroll and close."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.geometry import Size
from textual.screen import ModalScreen

from tui.app.widgets.drawing import Drawing
from tui.reports.cells import Line


class PanelScreen(ModalScreen[None]):
    """A panel with a title and lines that are laid out for its width."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter", "close", "Close", id="panel.close"),
        Binding("j", "scroll_by(1)", "Down", show=False, id="panel.down"),
        Binding("k", "scroll_by(-1)", "Up", show=False, id="panel.up"),
        Binding("g", "scroll_to_end(-1)", "Top", show=False, id="panel.top"),
        Binding("G", "scroll_to_end(1)", "Bottom", show=False, id="panel.bottom"),
        Binding("pagedown,space,ctrl+f", "scroll_page(1)", "Page down", show=False, id="panel.page-down"),
    ]

    CSS_PATH = "panel.tcss"

    heading = ""

    def panel_lines(self, width: int) -> Sequence[Line]:
        """The lines of the panel at this width."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """The text in a frame that scrolls."""
        with VerticalScroll() as frame:
            frame.border_title = self.heading
            frame.border_subtitle = "esc closes"
            yield _PanelText()

    def lines_changed(self) -> None:
        """Show the lines as they are now; of a panel that is being closed there is nothing to show any more."""
        for text in self.query(_PanelText):
            text.redraw()
            text.refresh(layout=True)

    def action_close(self) -> None:
        """Back to what lies under it."""
        self.dismiss()

    def action_scroll_by(self, lines: int) -> None:
        """Scroll by lines."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_scroll_page(self, _: int) -> None:
        """Scroll by a page."""
        self.query_one(VerticalScroll).scroll_page_down(animate=False)

    def action_scroll_to_end(self, towards: int) -> None:
        """Scroll to the top or the bottom."""
        frame = self.query_one(VerticalScroll)
        if towards < 0:
            frame.scroll_home(animate=False)
        else:
            frame.scroll_end(animate=False)


class _PanelText(Drawing):
    """The text of a panel, as high as it is long."""

    ON_BAR = True
    DEFAULT_CSS = "_PanelText { height: auto; width: 1fr; padding-right: 1; }"

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self.lines(width, 0))

    def lines(self, width: int, height: int) -> Sequence[Line]:
        screen = self.screen
        assert isinstance(screen, PanelScreen)
        return screen.panel_lines(width)
