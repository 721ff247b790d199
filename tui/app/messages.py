"""What workers tell the app."""

from __future__ import annotations

from collections.abc import Sequence

from textual.message import Message

from tui.app.loading import Loaded
from tui.scorecard.review import Reviews


class ScorecardRead(Message):
    """The scorecard was read; `number` tells one reading from those that it took the place of."""

    def __init__(self, loaded: Loaded, number: int) -> None:
        super().__init__()
        self.loaded = loaded
        self.number = number


class ReadingFailed(Message):
    """The scorecard could not be read; `names` are the authorities to choose from, where only a choice is missing."""

    def __init__(self, reason: str, number: int, names: Sequence[str] = ()) -> None:
        super().__init__()
        self.reason = reason
        self.number = number
        self.names = names


class StillReading(Message):
    """Reading takes a while."""

    def __init__(self, words: str, number: int) -> None:
        super().__init__()
        self.words = words
        self.number = number

    def can_replace(self, message: Message) -> bool:
        """The newest says it all."""
        return isinstance(message, StillReading)


class SourcesChanged(Message):
    """The files on disk are not those that were read any more; `settled` says that nobody is writing them."""

    def __init__(self, *, settled: bool) -> None:
        super().__init__()
        self.settled = settled


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
