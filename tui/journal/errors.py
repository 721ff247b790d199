"""What can go wrong with a journal: each message says what happened, where, and what to do."""

from __future__ import annotations

from pathlib import Path


class JournalError(Exception):
    """The journal cannot be used as asked; nothing in it was changed. The message is for people."""

    def __init__(self, path: Path, message: str) -> None:
        self.path = path
        self.said = message
        """The message without the path."""
        super().__init__(f"{path}: {message}")


class MissingFolderError(JournalError):
    """The folder of a named journal does not exist, or cannot be entered."""


class NotAJournalError(JournalError):
    """Something else stands where the journal is expected."""


class NewerError(JournalError):
    """A newer program made the journal."""


class LockedError(JournalError):
    """Another program kept the journal locked for longer than anybody waits."""


class ReadOnlyError(JournalError):
    """The file or its folder may not be written."""


class CorruptError(JournalError):
    """The file is damaged."""


class FullError(JournalError):
    """The disk, or what may be used of it, is full."""


class NetworkError(JournalError):
    """The journal lies on a network file system."""


class UnstorableError(JournalError):
    """A text, a name or a ref that a journal cannot keep."""


class RefusedEventError(JournalError):
    """An event that does not fit the journal; `position` counts the events given, from 0."""

    def __init__(self, path: Path, position: int, reason: str) -> None:
        self.position = position
        self.reason = reason
        super().__init__(path, f"event {position + 1}: {reason}")


class DraftError(JournalError):
    """A draft cannot be kept, or its file is damaged."""
