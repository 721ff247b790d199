"""The journal's one record: an event, which is never changed and never deleted."""

from __future__ import annotations

from datetime import datetime
from typing import Final, Literal, get_args

import msgspec

from tui.scorecard.review import Key

Kind = Literal["comment", "state", "assignment", "undo"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)


class Event(msgspec.Struct, frozen=True):
    """One row of the journal; `at` is in UTC and aware.

    `text` is the commentary, the state, or the name that it was assigned to (empty: nobody); an undo has none.
    `parent` is the version that a comment was written from (null: from none), or the event that an undo undoes.
    """

    uid: str
    kind: Kind
    author: str
    at: datetime
    key: Key
    text: str = ""
    parent: str | None = None


class Saved(msgspec.Struct, frozen=True):
    """A commentary that is on disk, and the one that somebody else had saved meanwhile, if any: both are kept."""

    event: Event
    beside: Event | None = None


class Added(msgspec.Struct, frozen=True):
    """How many events an import brought, and how many were in the journal already."""

    new: int
    known: int
