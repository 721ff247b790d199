"""The colours: a dark and a light theme, and one for terminals of 16 colours or none.

The variables of `DOMAIN_COLOURS` are the domain's own; a theme that does not set them gets the dark theme's.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from textual.theme import BUILTIN_THEMES, Theme

DARK: Final = "scorecard-dark"
LIGHT: Final = "scorecard-light"
SIXTEEN: Final = "scorecard-ansi"

# Every colour is one of the 256 that terminals number: it looks the same with 256 colours as with all, and is
# told to the terminal in half the bytes (see palette.py).
DOMAIN_COLOURS: Final = {
    "rag-red": "#d70000",
    "rag-red-text": "#ffffff",
    "rag-amber": "#ffaf00",
    "rag-amber-text": "#000000",
    "rag-green": "#00875f",
    "rag-green-text": "#ffffff",
    "better": "#87d787",
    "worse": "#ff8787",
    "quiet": "#9e9e9e",
    "cursor": "#303030",
    "bar": "#262626",
    "chart-line": "#5fafff",
    "chart-target": "#d7afff",
    "chart-benchmark": "#8a8a8a",
}

_LIGHT_COLOURS: Final = {
    **DOMAIN_COLOURS,
    "better": "#005f00",
    "worse": "#af0000",
    "quiet": "#626262",
    "cursor": "#d7d7ff",
    "bar": "#e4e4e4",
    "chart-line": "#005faf",
    "chart-target": "#870087",
    "chart-benchmark": "#6c6c6c",
}

# Names, not numbers: the terminal's own palette decides, as its user chose it.
_SIXTEEN_COLOURS: Final = {
    "rag-red": "ansi_red",
    "rag-red-text": "ansi_bright_white",
    "rag-amber": "ansi_yellow",
    "rag-amber-text": "ansi_black",
    "rag-green": "ansi_green",
    "rag-green-text": "ansi_black",
    "better": "ansi_green",
    "worse": "ansi_red",
    "quiet": "ansi_default",
    "cursor": "ansi_default",
    "bar": "ansi_default",
    "chart-line": "ansi_cyan",
    "chart-target": "ansi_magenta",
    "chart-benchmark": "ansi_default",
}


def themes() -> list[Theme]:
    """The themes that the app brings."""
    sixteen = BUILTIN_THEMES["ansi-dark"]
    return [
        Theme(
            name=DARK,
            primary="#5fafff",
            secondary="#87afd7",
            accent="#5fafff",
            warning="#ffaf00",
            error="#ff8787",
            success="#87d787",
            foreground="#e4e4e4",
            background="#121212",
            surface="#121212",
            panel="#262626",
            dark=True,
            variables=dict(DOMAIN_COLOURS),
        ),
        Theme(
            name=LIGHT,
            primary="#005faf",
            secondary="#5f5f87",
            accent="#005faf",
            warning="#875f00",
            error="#af0000",
            success="#005f00",
            foreground="#1c1c1c",
            background="#ffffff",
            surface="#ffffff",
            panel="#e4e4e4",
            dark=False,
            variables=dict(_LIGHT_COLOURS),
        ),
        Theme(
            name=SIXTEEN,
            primary="ansi_cyan",
            secondary=sixteen.secondary,
            warning=sixteen.warning,
            error=sixteen.error,
            success=sixteen.success,
            accent="ansi_cyan",
            foreground=sixteen.foreground,
            background=sixteen.background,
            surface=sixteen.surface,
            panel=sixteen.panel,
            boost=sixteen.boost,
            dark=True,
            ansi=True,
            variables={**sixteen.variables, **_SIXTEEN_COLOURS},
        ),
    ]


def few_colours(environ: Mapping[str, str]) -> bool:
    """Whether a terminal has 16 colours or none by what it says of itself (as Rich reads it)."""
    if "NO_COLOR" in environ:
        return True
    if environ.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return False
    term = environ.get("TERM", "").strip().lower()
    return not (term.endswith("256color") or term.rpartition("-")[2] in ("kitty", "direct"))
