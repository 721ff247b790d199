"""Colours of cells: from the theme, the palette or by themselves, and which of them are red, amber or green."""

from __future__ import annotations

import re
from collections.abc import Sequence
from colorsys import hls_to_rgb, rgb_to_hls
from typing import Final
from xml.etree.ElementTree import Element

from tui.sources.workbook.package import children, local, whole_number

_HEX: Final = re.compile(r"(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{6})")
_THEME_ORDER: Final = "lt1 dk1 lt2 dk2 accent1 accent2 accent3 accent4 accent5 accent6 hlink folHlink".split()
"""How cells number the colours of a theme."""

_OFFICE_THEME: Final = "FFFFFF 000000 E7E6E6 44546A 4472C4 ED7D31 A5A5A5 FFC000 5B9BD5 70AD47 0563C1 954F72".split()
_PALETTE: Final = (
    "000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF 000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF"
    " 800000 008000 000080 808000 800080 008080 C0C0C0 808080 9999FF 993366 FFFFCC CCFFFF 660066 FF8080 0066CC CCCCFF"
    " 000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF 00CCFF CCFFFF CCFFCC FFFF99 99CCFF FF99CC CC99FF FFCC99"
    " 3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 969696 003366 339966 003300 333300 993300 993366 333399 333333"
).split()

_HUES: Final = {"R": ((0, 15), (345, 360)), "A": ((20, 70),), "G": ((75, 165),)}
"""Degrees of the colour circle that are clearly red, amber (orange, yellow) or green."""

_LEAST_BRIGHT: Final = {"R": 0.4, "A": 0.7, "G": 0.25}
"""Darker ones are brown or black."""

_LEAST_COLOURED: Final = {"R": 0.15, "A": 0.35, "G": 0.15}
"""How far the strongest of red, green and blue is above the weakest: paler ones are shades of white.

A spreadsheet's own "Good" has 0.16, its "Bad" 0.22 and its "Neutral" 0.39. Between white and amber lies beige, so
amber must be stronger.
"""

_LEAST_SATURATED: Final = {"R": 0.45, "A": 0.6, "G": 0.38}
"""Duller ones (by hue, lightness and saturation) are grey, tan or khaki.

The dullest accents of Office themes are its red of 2007 (0.48), its greens (0.42) and its oranges (0.8); tan has 0.44.
"""


class Palette:
    """The colours that a workbook names by numbers."""

    def __init__(self, theme: Element | None = None, indexed: Sequence[str] = ()) -> None:
        self._theme = _of_theme(theme) if theme is not None else list(_OFFICE_THEME)
        self._indexed = indexed or _PALETTE

    def colour(self, element: Element) -> str | None:
        """Red, green and blue of a colour's element ("FF0000"); null for that of the system, or none."""
        base = self._base(element)
        return _tinted(base, _tint(element.get("tint"))) if base else None

    def _base(self, element: Element) -> str | None:
        if match := _HEX.fullmatch(element.get("rgb", "")):
            return match[1].upper()
        for name, colours in (("theme", self._theme), ("indexed", self._indexed)):
            if name in element.attrib:
                number = whole_number(element.get(name), len(colours))
                return colours[number] if number < len(colours) else None
        return None


def _of_theme(theme: Element) -> list[str]:
    """The theme's colours as cells number them."""
    scheme = next((each for each in theme.iter() if local(each) == "clrScheme"), None)
    found: dict[str, str] = {}
    for each in scheme if scheme is not None else ():
        value = next((child.get("lastClr") or child.get("val") or "" for child in each), "")
        if match := _HEX.fullmatch(value):
            found[local(each)] = match[1].upper()
    return [found.get(name, office) for name, office in zip(_THEME_ORDER, _OFFICE_THEME, strict=True)]


def indexed_colours(styles: Element) -> list[str]:
    """A palette of the workbook's own; empty where it has none."""
    return [
        str(match[1]).upper() if (match := _HEX.fullmatch(each.get("rgb", ""))) else "000000"
        for colours in children(styles, "colors")
        for group in children(colours, "indexedColors")
        for each in group
    ]


def _tint(text: str | None) -> float:
    try:
        tint = float(text or 0)
    except ValueError:
        return 0.0
    return tint if -1 <= tint <= 1 else 0.0


def _tinted(colour: str, tint: float) -> str:
    """A colour made lighter (up to 1) or darker (down to -1)."""
    if not tint:
        return colour
    hue, light, saturation = rgb_to_hls(*_parts(colour))
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return "".join(f"{round(part * 255):02X}" for part in hls_to_rgb(hue, light, saturation))


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return red, green, blue


def is_white(colour: str) -> bool:
    """Whether a colour is that of paper."""
    return colour == "FFFFFF"


def mark_of(colour: str) -> str | None:
    """R, A or G for a colour that is clearly one of them; null for any other."""
    parts = _parts(colour)
    hue, _, saturation = rgb_to_hls(*parts)
    bright, coloured, degrees = max(parts), max(parts) - min(parts), hue * 360
    mark = next((mark for mark, ranges in _HUES.items() if any(low <= degrees <= high for low, high in ranges)), None)
    if mark is None or coloured < _LEAST_COLOURED[mark]:
        return None
    return mark if bright >= _LEAST_BRIGHT[mark] and saturation >= _LEAST_SATURATED[mark] else None
