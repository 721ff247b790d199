"""The control for the time to the first row: a bare Textual app that draws rows it is given, without polars.

It imports Textual and no more, and paints the rows of the file named on its command line in one widget: what no Textual
app with these rows can do without.
"""

import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.content import Content
from textual.widget import Widget


class Rows(Widget):
    """Draws the rows as they are."""

    def render(self) -> Content:
        return Content(Path(sys.argv[1]).read_text(encoding="utf-8"))


class ControlApp(App[None]):
    """Nothing but the rows."""

    def compose(self) -> ComposeResult:
        """The rows."""
        yield Rows()


if __name__ == "__main__":
    ControlApp().run()
