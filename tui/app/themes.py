"""The colours: a dark and a light theme, each also for the colour-blind, and one for terminals of 16 colours or none.

The variables of `DOMAIN_COLOURS` are the domain's own; a theme that does not set them gets the dark theme's. Every text
has a contrast of at least 4.5 to 1 (WCAG 2.2, AA) with everything it is drawn on.

In the themes for the colour-blind, ratings, and better and worse, are orange or dark red against blue, with pale yellow
for Amber: they stay apart for those who lack the cones for red (protanopia) or green (deuteranopia), and by their
lightness alone for everybody else. The tests simulate both with the matrices of Machado, Oliveira and Fernandes, "A
Physiologically-based Model for Simulation of Color Vision Deficiency", IEEE TVCG 15(6), 2009. Letters stay always.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from textual.theme import BUILTIN_THEMES, Theme

DARK: Final = "scorecard-dark"
LIGHT: Final = "scorecard-light"
COLOUR_BLIND: Final = "scorecard-colour-blind"
COLOUR_BLIND_LIGHT: Final = "scorecard-colour-blind-light"
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
    "chart-benchmark": "#a8a8a8",
}

_COLOUR_BLIND_COLOURS: Final = {
    **DOMAIN_COLOURS,
    "rag-red": "#d75f00",
    "rag-red-text": "#000000",
    "rag-amber": "#ffffaf",
    "rag-green": "#5fafff",
    "rag-green-text": "#000000",
    "better": "#afd7ff",
    "worse": "#ff8700",
    "chart-line": "#87d7ff",
    "chart-target": "#ffd75f",
}

_LIGHT_COLOURS: Final = {
    **DOMAIN_COLOURS,
    "better": "#005f00",
    "worse": "#af0000",
    "quiet": "#5f5f5f",
    "cursor": "#d7d7ff",
    "bar": "#e4e4e4",
    "chart-line": "#005faf",
    "chart-target": "#870087",
    "chart-benchmark": "#5f5f5f",
}

_COLOUR_BLIND_LIGHT_COLOURS: Final = {
    **_LIGHT_COLOURS,
    "rag-red": "#af0000",
    "rag-amber": "#ffd75f",
    "rag-green": "#0087d7",
    "rag-green-text": "#000000",
    "better": "#005faf",
    "worse": "#870000",
    "chart-target": "#5f5f00",
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
        _dark(DARK, "#5fafff", "#87afd7", DOMAIN_COLOURS),
        _light(LIGHT, "#005faf", "#5f5f87", _LIGHT_COLOURS),
        _dark(COLOUR_BLIND, "#d7afff", "#afafd7", _COLOUR_BLIND_COLOURS),
        _light(COLOUR_BLIND_LIGHT, "#5f0087", "#5f5f87", _COLOUR_BLIND_LIGHT_COLOURS),
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


def _dark(name: str, accent: str, secondary: str, colours: Mapping[str, str]) -> Theme:
    return _theme(
        name, (accent, secondary, colours["rag-amber"]), ("#e4e4e4", "#121212", "#262626"), colours, dark=True
    )


def _light(name: str, accent: str, secondary: str, colours: Mapping[str, str]) -> Theme:
    return _theme(name, (accent, secondary, "#875f00"), ("#1c1c1c", "#ffffff", "#e4e4e4"), colours, dark=False)


def _theme(
    name: str, signs: tuple[str, str, str], ground: tuple[str, str, str], colours: Mapping[str, str], *, dark: bool
) -> Theme:
    """A theme of accent, secondary and warning, on a ground of text, page and panel."""
    accent, secondary, warning = signs
    foreground, background, panel = ground
    return Theme(
        name=name,
        primary=accent,
        secondary=secondary,
        accent=accent,
        warning=warning,
        error=colours["worse"],
        success=colours["better"],
        foreground=foreground,
        background=background,
        surface=background,
        panel=panel,
        dark=dark,
        variables=dict(colours),
    )


def few_colours(environ: Mapping[str, str]) -> bool:
    """Whether a terminal has 16 colours or none by what it says of itself (as Rich reads it)."""
    if "NO_COLOR" in environ:
        return True
    if environ.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return False
    term = environ.get("TERM", "").strip().lower()
    return not (term.endswith("256color") or term.rpartition("-")[2] in ("kitty", "direct"))
