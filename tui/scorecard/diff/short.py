"""What indicators are called where there is little room, by their refs."""

from __future__ import annotations

from typing import Final

from tui.scorecard.model import Scorecard
from tui.scorecard.short_names import shortened

_WIDTH: Final = 30


def short_names(scorecard: Scorecard) -> dict[str, str]:
    """The catalogue's short name of every indicator ever listed, else its newest name cut to 30 cells."""
    listing = scorecard.frames.listing.sort("publication", maintain_order=True).unique("ref", keep="last")
    found: dict[str, str] = {}
    for ref, name in listing.select("ref", "name").iter_rows():
        entry = scorecard.catalogue.entry_for(ref, name or "")
        found[ref] = entry.short_name if entry else shortened(name or "", _WIDTH)
    return found
