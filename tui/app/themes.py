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

# Greys have less than 15% saturation: terminals of 256 colours then show a grey and not a navy blue.
DOMAIN_COLOURS: Final = {
    "rag-red": "#c9303b",
    "rag-red-text": "#ffffff",
    "rag-amber": "#f0b23c",
    "rag-amber-text": "#1b1405",
    "rag-green": "#1c7d48",
    "rag-green-text": "#ffffff",
    "better": "#62c897",
    "worse": "#ff8b87",
    "quiet": "#949aa3",
    "cursor": "#2d333c",
    "bar": "#1e2228",
    "chart-line": "#74b3f2",
    "chart-target": "#d9a6f5",
    "chart-benchmark": "#868c95",
}

_LIGHT_COLOURS: Final = {
    "rag-red": "#bd2430",
    "rag-red-text": "#ffffff",
    "rag-amber": "#f3b63f",
    "rag-amber-text": "#1b1405",
    "rag-green": "#1c7d48",
    "rag-green-text": "#ffffff",
    "better": "#14703f",
    "worse": "#b3202b",
    "quiet": "#5a6678",
    "cursor": "#d5e3f8",
    "bar": "#e9edf3",
    "chart-line": "#1f5fae",
    "chart-target": "#8433b0",
    "chart-benchmark": "#687487",
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
            primary="#74b3f2",
            secondary="#8fa3c4",
            accent="#74b3f2",
            warning="#f0b23c",
            error="#ff8b87",
            success="#62c897",
            foreground="#e0e3e8",
            background="#10141b",
            surface="#10141b",
            panel="#1e2228",
            dark=True,
            variables=dict(DOMAIN_COLOURS),
        ),
        Theme(
            name=LIGHT,
            primary="#1f5fae",
            secondary="#52637d",
            accent="#1f5fae",
            warning="#8a5a00",
            error="#b3202b",
            success="#14703f",
            foreground="#1d2633",
            background="#fcfcfa",
            surface="#fcfcfa",
            panel="#e9edf3",
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
