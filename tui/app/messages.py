"""What workers tell the app."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual.message import Message

from tui.app.loading import Loaded
from tui.scorecard.review import Reviews

if TYPE_CHECKING:
    from tui.scorecard.diff.record import Diff
    from tui.sources.identity import Fingerprint


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


class AuthoritiesFound(Message):
    """The authorities among which somebody can choose; `trouble` says why they cannot be read, or is empty."""

    def __init__(self, names: Sequence[str], trouble: str = "") -> None:
        super().__init__()
        self.names = names
        self.trouble = trouble


class SourcesChanged(Message):
    """The `files` on disk are not those that were read any more, and nobody is writing them.

    `gone` is a source that is not there any more, if any.
    """

    def __init__(self, files: tuple[Fingerprint, ...], gone: Path | None) -> None:
        super().__init__()
        self.files = files
        self.gone = gone


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


class ChangesFound(Message):
    """What changed since the last publication; null where there is none before, `trouble` why it is not known."""

    def __init__(self, diff: Diff | None, trouble: str = "") -> None:
        super().__init__()
        self.diff = diff
        self.trouble = trouble
