"""Ratings and arrows as page readers see them."""

from __future__ import annotations

from typing import Final

# Amber comes with a Latin, a Greek or a Cyrillic letter: they look the same on the page.
_RATINGS: Final = {
    "r": "R",
    "red": "R",
    "a": "A",
    "\u0391": "A",  # Greek capital alpha
    "\u03b1": "A",
    "\u0410": "A",  # Cyrillic capital a
    "\u0430": "A",
    "amber": "A",
    "g": "G",
    "green": "G",
}

_ARROWS: Final = {
    "↑": "up",
    "▲": "up",
    "⬆": "up",
    "⇧": "up",
    "↗": "up",
    "\\uparrow": "up",
    "\\nearrow": "up",
    "^": "up",
    "up": "up",
    "↓": "down",
    "▼": "down",
    "⬇": "down",
    "⇩": "down",
    "↘": "down",
    "\\downarrow": "down",
    "\\searrow": "down",
    "down": "down",
    "↔": "same",
    "→": "same",
    "⬌": "same",
    "►": "same",
    "=": "same",
    "\\leftrightarrow": "same",
    "\\rightarrow": "same",
    "same": "same",
    "no change": "same",
}

_UP_ARROW_MISREAD: Final = "1"
_AROUND_AN_ARROW: Final = " ()$.\ufe0e\ufe0f"


def parse_rating(text: str) -> str | None:
    """`R`, `A` or `G`; null for anything else."""
    return _RATINGS.get(text.strip(" ()").casefold())


def parse_arrow(text: str) -> str | None:
    """`up`, `down` or `same` for what is surely an arrow; null for anything else."""
    return _ARROWS.get(text.strip(_AROUND_AN_ARROW).casefold())


def parse_direction(text: str) -> str | None:
    """As `parse_arrow`, for a cell of the direction column: there, page readers take an up arrow for a 1."""
    return "up" if text.strip(_AROUND_AN_ARROW) == _UP_ARROW_MISREAD else parse_arrow(text)
