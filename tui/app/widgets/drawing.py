"""The base of widgets that draw themselves from lines of toned cells."""

from __future__ import annotations

from collections.abc import Sequence

from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from tui.app.palette import Palette, palette_of, to_strip
from tui.reports.cells import Line


class Drawing(Widget):
    """A widget that draws `lines` of its size; drawn again when its size, theme or content changes."""

    ON_BAR = False
    """Whether it stands on the colour of bars, not of the page."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._drawn: Sequence[Line] | None = None
        self._drawn_size = Size(0, 0)
        self._palette: Palette | None = None

    def on_mount(self) -> None:
        """Follow the theme."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self.redraw())

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """What to draw in this much room."""
        raise NotImplementedError

    def redraw(self) -> None:
        """Draw again, because what is drawn has changed."""
        self._drawn = self._palette = None
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line of the drawing."""
        if self._palette is None:
            self._palette = palette_of(self.app)
        size = self.content_size
        if self._drawn is None or self._drawn_size != size:
            self._drawn, self._drawn_size = self.lines(*size), size
        styles = self._palette.bar if self.ON_BAR else self._palette.page
        line = self._drawn[y] if y < len(self._drawn) else []
        return to_strip(line, size.width, styles)
