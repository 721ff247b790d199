"""What analysts said of an indicator in a period: its state, whose it is, its commentary. Derived, never stored."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final, Literal, get_args

import msgspec

State = Literal["open", "reviewed", "needs_explanation", "escalated", "snoozed"]
STATES: Final[tuple[State, ...]] = get_args(State)

DECIDED: Final[frozenset[State]] = frozenset({"reviewed", "escalated"})
"""States in which an analyst is done with an indicator: it was looked at, and what follows was decided."""

STATE_WORDS: Final[dict[State, str]] = {
    "open": "open",
    "reviewed": "reviewed",
    "needs_explanation": "needs explanation",
    "escalated": "escalated",
    "snoozed": "snoozed until next period",
}


class Key(msgspec.Struct, frozen=True, order=True):
    """What commentary is about: one indicator of one authority in one period (a month's last day)."""

    authority: str
    period: date
    ref: str


class Comment(msgspec.Struct, frozen=True, gc=False):
    """One version of a commentary; `at` is in UTC and aware, `version` names its event in the journal.

    `beside` is the version that somebody else saved while this one was written from an older one: both are kept,
    this one is shown. Null where nobody did.
    """

    text: str
    author: str
    at: datetime
    version: str
    beside: str | None = None


class Review(msgspec.Struct, frozen=True):
    """The present state of one indicator in one period. `assigned` is a name, empty where it is nobody's."""

    state: State = "open"
    state_author: str = ""
    state_at: datetime | None = None
    assigned: str = ""
    comment: Comment | None = None

    @property
    def decided(self) -> bool:
        """Whether the indicator is done with: reviewed, or escalated to somebody."""
        return self.state in DECIDED


OPEN: Final = Review()
"""Where nothing was said yet."""

Reviews = dict[str, Review]
"""The reviews of one authority and period by ref; a ref without one is `OPEN`."""
