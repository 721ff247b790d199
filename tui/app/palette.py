"""From tones to styles: what each tone looks like in the theme in force."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

import msgspec
from rich.color import Color as RichColour
from rich.color import ColorType
from rich.color_triplet import ColorTriplet
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

_CUBE: Final = (0, 95, 135, 175, 215, 255)
_NUMBERS: Final = {
    **{
        ColorTriplet(_CUBE[red], _CUBE[green], _CUBE[blue]): 16 + 36 * red + 6 * green + blue
        for red in range(6)
        for green in range(6)
        for blue in range(6)
    },
    **{ColorTriplet(grey, grey, grey): 232 + step for step, grey in enumerate(range(8, 248, 10))},
}
"""The numbers of a terminal's 256 colours beyond its own 16: a cube of 216, and 24 greys."""


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
    found = {name: _numbered(Color.parse(value).rich_color) for name, value in colours}
    if few:
        # The terminal's own colours: a cursor and bars in reverse, and quiet text that stays readable.
        return Palette(_styles(found, None, none), _reversed(found, none), _styles(found, None, none))
    return Palette(*(_styles(found, found[name], none) for name in ("background", "cursor", "bar")))


def _numbered(colour: RichColour) -> RichColour:
    """The same colour by its number, where it is one of the 256: `38;5;75` and not `38;2;95;175;255`."""
    number = _NUMBERS.get(colour.triplet) if colour.triplet else None
    # The triplet stays: without one, Textual takes a colour for one of the terminal's 16 and converts it.
    return colour if number is None else RichColour(colour.name, ColorType.EIGHT_BIT, number, colour.triplet)


def _styles(found: dict[str, RichColour], background: RichColour | None, none: bool) -> dict[Tone, Style]:
    # The terminal's own red is hard to read on black: most terminals show it brighter in bold.
    bold = _BOLD if background is not None else _BOLD | {"worse"}
    styles = {
        tone: Style(
            color=None if background is None and found[name].is_default else found[name],
            bgcolor=background,
            bold=tone in bold or None,
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
    text, style = "", styles["plain"]
    for cell in fitted(line, width):
        here = styles[cell.tone]
        if here is not style and _same_ground(here, style):
            # A blank looks alike in every tone of one ground: joining it to its neighbour saves an escape sequence.
            if cell.text.isspace() or not cell.text:
                here = style
            elif text.isspace() or not text:
                style = here
        if here is not style:
            segments.append(Segment(text, style))
            text, style = "", here
        text += cell.text
    segments.append(Segment(text, style))
    return Strip(segments, width)


def _same_ground(one: Style, other: Style) -> bool:
    return one.bgcolor == other.bgcolor and one.reverse == other.reverse and not (one.underline or other.underline)
