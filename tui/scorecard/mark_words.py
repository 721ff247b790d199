"""The plain words of ratings, arrows and signals: the same on every screen, in every report and in every finding."""

from __future__ import annotations

from typing import Final

RATING_WORDS: Final = {"R": "Red", "A": "Amber", "G": "Green"}
DIRECTION_WORDS: Final = {"up": "up", "down": "down", "same": "no change"}
SIGNAL_WORDS: Final = {
    "improving": "improving",
    "concern": "concern",
    "changed": "changed",
    "common": "no special cause",
    "no_variation": "no variation",
    "too_few": "too few for a signal",
    "not_for_basis": "",
    "no_values": "",
}
"""The plain word of each state of a signal; nothing where its reason says it all."""
