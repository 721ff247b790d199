"""From tones to styles: what each tone looks like in the theme in force."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

import msgspec
from rich.color import Color as RichColour
from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.color import Color
from textual.strip import Strip

from tui.reports.cells import Line, Tone, fitted

_FOREGROUNDS: Final[dict[Tone, str]] = {
    "plain": "foreground",
    "strong": "foreground",
    "quiet": "quiet",
    "accent": "primary",
    "better": "better",
    "worse": "worse",
    "line": "chart-line",
    "target": "chart-target",
    "benchmark": "chart-benchmark",
}
_BOLD: Final[frozenset[Tone]] = frozenset({"strong", "accent"})
_RATINGS: Final[dict[Tone, str]] = {"R": "rag-red", "A": "rag-amber", "G": "rag-green"}


class Palette(msgspec.Struct, frozen=True):
    """Styles by tone: on the page, on the row under the cursor, and on bars such as the title."""

    page: dict[Tone, Style]
    cursor: dict[Tone, Style]
    bar: dict[Tone, Style]


def palette_of(app: App[Any]) -> Palette:
    """The palette of an app's theme."""
    names = {"background", "cursor", "bar", *_FOREGROUNDS.values()}
    names |= {name + end for name in _RATINGS.values() for end in ("", "-text")}
    variables = app.theme_variables
    return _palette(tuple((name, variables[name]) for name in sorted(names)), app.native_ansi_color, app.no_color)


@lru_cache(maxsize=8)
def _palette(colours: tuple[tuple[str, str], ...], few: bool, none: bool) -> Palette:
    found = {name: Color.parse(value).rich_color for name, value in colours}
    if few:
        # The terminal's own colours: a cursor and bars in reverse, and quiet text that stays readable.
        return Palette(_styles(found, None, none), _reversed(found, none), _styles(found, None, none))
    return Palette(*(_styles(found, found[name], none) for name in ("background", "cursor", "bar")))


def _styles(found: dict[str, RichColour], background: RichColour | None, none: bool) -> dict[Tone, Style]:
    styles = {
        tone: Style(
            color=None if background is None and found[name].is_default else found[name],
            bgcolor=background,
            bold=tone in _BOLD or None,
        )
        for tone, name in _FOREGROUNDS.items()
    }
    return {**styles, "tab": _tab(found, background), **_chips(found, none)}


def _tab(found: dict[str, RichColour], background: RichColour | None) -> Style:
    """The tab in front: the page's accent as its ground."""
    if background is None:
        return Style(bold=True, reverse=True)
    return Style(color=found["background"], bgcolor=found["primary"], bold=True)


def _reversed(found: dict[str, RichColour], none: bool) -> dict[Tone, Style]:
    return {
        **{tone: Style(reverse=True, bold=tone in _BOLD or None) for tone in _FOREGROUNDS},
        "tab": Style(bold=True),
        **_chips(found, none),
    }


def _chips(found: dict[str, RichColour], none: bool) -> dict[Tone, Style]:
    """Ratings as letters on their colour; without colour, red is reversed and amber underlined."""
    if none:
        return {"R": Style(bold=True, reverse=True), "A": Style(bold=True, underline=True), "G": Style(bold=True)}
    return {tone: Style(color=found[f"{name}-text"], bgcolor=found[name], bold=True) for tone, name in _RATINGS.items()}


def to_strip(line: Line, width: int, styles: dict[Tone, Style]) -> Strip:
    """A line as a strip of exactly `width` cells; neighbours of one style become one segment."""
    segments: list[Segment] = []
    text, style = "", None
    for cell in fitted(line, width):
        here = styles[cell.tone]
        # A blank looks alike in every tone of one background: joining it saves an escape sequence.
        if here is not style and style is not None and cell.text.isspace() and _same_ground(here, style):
            here = style
        if style is not None and here is not style:
            segments.append(Segment(text, style))
            text = ""
        text, style = text + cell.text, here
    if text:
        segments.append(Segment(text, style))
    return Strip(segments, width)


def _same_ground(one: Style, other: Style) -> bool:
    return one.bgcolor == other.bgcolor and one.reverse == other.reverse and not (one.underline or other.underline)
