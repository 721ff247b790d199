"""The column that says which way is good ("Good perf is: High"): compared with the catalogue, and used for nothing."""

from __future__ import annotations

from typing import Final

import msgspec

from tui.scorecard.catalogue import Indicator
from tui.scorecard.words import normal

_WORDS: Final[dict[str, str]] = {
    "high": "high|higher|h|up|increase|increasing|bigger|bigger is better|high is good|higher is better|maximise|more",
    "low": "low|lower|l|down|decrease|decreasing|smaller|smaller is better|low is good|lower is better|minimise|less",
    "near": "near|near target|on target|in range|within range|range|plan|plan is best",
    "none": "n a|na|none|neutral|no polarity|not applicable|monitor|monitoring|context|contextual|neither",
}
_POLARITIES: Final = {word: polarity for polarity, words in _WORDS.items() for word in words.split("|")}
_SIGNS: Final = {"↑": "high", "▲": "high", "+": "high", "↓": "low", "▼": "low", "-": "none", "–": "none"}


class Published(msgspec.Struct):
    """What the polarity column of one table says: `unknown` counts rows of which the catalogue says nothing."""

    unknown: int = 0


def parse_polarity(text: str) -> str | None:
    """`high`, `low`, `near` or `none`; null for anything else."""
    return _SIGNS.get(text.strip()) or _POLARITIES.get(normal(text))


def polarity_note(title: str, text: str, entry: Indicator) -> str | None:
    """What is to say of a published polarity beside the catalogue's; null where they agree."""
    published = parse_polarity(text)
    if published is None:
        return f"{title}: “{text}” is not understood; the catalogue's polarity ({entry.polarity}) is used"
    if published == entry.polarity:
        return None
    return f"{title}: published as “{text}”, in the catalogue {entry.polarity}, which is used"
