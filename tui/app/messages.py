"""What workers tell the app."""

from __future__ import annotations

from collections.abc import Sequence

from textual.message import Message

from tui.app.loading import Loaded
from tui.scorecard.review import Reviews


class ScorecardRead(Message):
    """The scorecard was read."""

    def __init__(self, loaded: Loaded) -> None:
        super().__init__()
        self.loaded = loaded


class ReadingFailed(Message):
    """The scorecard could not be read."""

    def __init__(self, reason: str) -> None:
        super().__init__()
        self.reason = reason


class ReviewsRead(Message):
    """What was said of this scorecard's indicators; `words` are for the last line, or empty."""

    def __init__(self, reviews: Reviews, words: str = "") -> None:
        super().__init__()
        self.reviews = reviews
        self.words = words


class JournalTrouble(Message):
    """The journal could not be read or written."""

    def __init__(self, reason: str) -> None:
        super().__init__()
        self.reason = reason


class DraftsFound(Message):
    """Refs whose commentary was being typed and is not saved; `words` as in `ReviewsRead`."""

    def __init__(self, refs: Sequence[str], words: str) -> None:
        super().__init__()
        self.refs = refs
        self.words = words
