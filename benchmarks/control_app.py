"""The control for the time to the first row: what no Textual app that reads a frame with polars can do without.

It imports Textual and polars, reads the file named on its command line into a frame, and paints one line of it.
"""

import sys

import polars as pl
from textual.app import App, ComposeResult
from textual.widget import Widget


class OneLine(Widget):
    """Draws the first indicator of the file."""

    def render(self) -> str:
        lines = pl.read_csv(sys.argv[1], separator="\x01", has_header=False, quote_char=None, new_columns=["line"])
        frame = lines.select(pl.col("line").str.split_exact("\t", 16)).unnest("line")
        ref, name, *_ = frame.filter(pl.col("field_0") == "FD1").row(0)
        return f"{ref}  {name}"


class ControlApp(App[None]):
    """Nothing but the line."""

    def compose(self) -> ComposeResult:
        """The line."""
        yield OneLine()


if __name__ == "__main__":
    ControlApp().run()
