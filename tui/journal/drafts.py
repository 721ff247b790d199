"""What is being typed and is not saved yet: one small file a key and author, so that no lost line loses it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Final

import msgspec

from tui.journal.errors import DraftError
from tui.journal.files import write_whole
from tui.journal.location import make_private
from tui.journal.times import parse_month, parse_time, time_text
from tui.scorecard.periods import key as period_key
from tui.scorecard.problems import why
from tui.scorecard.review import Key

_ENDING: Final = ".json"
_SET_ASIDE: Final = ".damaged"


class Draft(msgspec.Struct, frozen=True):
    """A commentary in the making, begun from the version `based_on` (null: from none); `at` is in UTC and aware."""

    key: Key
    author: str
    text: str
    based_on: str | None
    at: datetime


class _Stored(msgspec.Struct, frozen=True):
    """A draft as its file holds it."""

    author: str
    at: str
    authority: str
    period: str
    ref: str
    based_on: str | None
    text: str


def default_folder() -> Path:
    """The drafts of whoever runs the program, in the state folder of their system."""
    from platformdirs import user_state_path

    return user_state_path("scorecard", appauthor=False) / "drafts"


class Drafts:
    """The drafts in a folder. `damaged` tells of every file that could not be read; none is ever deleted."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.damaged: list[DraftError] = []
        self._sound: set[Path] = set()

    def keep(self, draft: Draft) -> None:
        """Put a draft in place of the one with its key and author; it is on disk when this returns.

        Raises `DraftError`.
        """
        path = self.path_of(draft.key, draft.author)
        try:
            make_private(self.folder)
            if path not in self._sound:
                self._read(path)  # what cannot be read is set aside, not written over
            write_whole(path, _encoded(draft))
        except OSError as error:
            raise _unusable(path, error) from error
        self._sound.add(path)

    def find(self, key: Key, author: str) -> Draft | None:
        """The draft of an author with that key; null where there is none. Raises `DraftError`."""
        return self._read(self.path_of(key, author))

    def all(self, author: str) -> list[Draft]:
        """Every draft of an author, newest first. Raises `DraftError`."""
        try:
            paths = sorted(self.folder.glob(f"*{_ENDING}"))
        except OSError as error:
            raise _unusable(self.folder, error) from error
        found = [draft for path in paths if (draft := self._read(path)) and draft.author == author]
        return sorted(found, key=lambda draft: draft.at, reverse=True)

    def drop(self, key: Key, author: str) -> None:
        """Delete the draft with that key and author, if there is one. Raises `DraftError`."""
        path = self.path_of(key, author)
        try:
            path.unlink(missing_ok=True)
        except NotADirectoryError:
            return
        except OSError as error:
            raise _unusable(path, error) from error
        self._sound.discard(path)

    def path_of(self, key: Key, author: str) -> Path:
        """Where a draft lies: named by a hash, so that whatever a ref holds, the file stays in the folder."""
        name = json.dumps([author, key.authority, period_key(key.period), key.ref])
        return self.folder / (hashlib.sha256(name.encode()).hexdigest()[:32] + _ENDING)

    def _read(self, path: Path) -> Draft | None:
        try:
            data = path.read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise _unusable(path, error) from error
        try:
            draft = _decoded(data)
        except (ValueError, RecursionError) as error:
            self._set_aside(path, str(error))
            return None
        self._sound.add(path)
        return draft

    def _set_aside(self, path: Path, reason: str) -> None:
        """Give a damaged file another name, so that nothing is written over it."""
        kept = next(each for each in _other_names(path) if not each.exists())
        with suppress(OSError):
            path.rename(kept)
        self.damaged.append(
            DraftError(
                kept if kept.exists() else path, f"is a damaged draft ({reason}); it was kept for you to look at"
            )
        )


def _other_names(path: Path) -> Iterator[Path]:
    return (path.with_name(f"{path.name}{_SET_ASIDE}{number or ''}") for number in count())


def _encoded(draft: Draft) -> bytes:
    """One line of JSON in ASCII: it holds whatever can be typed, halves of characters too."""
    key = draft.key
    period, at = period_key(key.period), time_text(draft.at)
    stored = _Stored(draft.author, at, key.authority, period, key.ref, draft.based_on, draft.text)
    return json.dumps(msgspec.structs.asdict(stored)).encode() + b"\n"


def _decoded(data: bytes) -> Draft:
    """Raises `ValueError` for anything that is not the whole of a draft."""
    stored = msgspec.convert(json.loads(data), _Stored)
    key = Key(stored.authority, parse_month(stored.period), stored.ref)
    return Draft(key, stored.author, stored.text, stored.based_on, parse_time(stored.at))


def _unusable(path: Path, error: OSError) -> DraftError:
    reason = why(error)
    return DraftError(path, f"the draft cannot be kept or read ({reason}); check the folder's permissions and the disk")
