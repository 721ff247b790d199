"""The signs that screens and reports draw with: Unicode, or ASCII where the terminal has no more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec

from tui.scorecard.missing import (
    BLANK,
    NOT_APPLICABLE,
    NOT_YET_AVAILABLE,
    ROUNDS_TO_ZERO,
    SUPPRESSED,
    UNAVAILABLE,
    UNREADABLE,
)
from tui.scorecard.review import State


class Glyphs(msgspec.Struct, frozen=True):
    """`levels` are the steps of a sparkline, lowest first; `missing` the smallest clear form of each reason.

    `contradiction` marks a published rating or arrow that the numbers contradict, `comment` that there is commentary;
    `on` and `off` stand before a switch.
    """

    levels: str
    up: str
    down: str
    same: str
    red_count: str
    cursor: str
    more_left: str
    more_right: str
    ellipsis: str
    separator: str
    bar: str
    half_bar_right: str
    half_bar_left: str
    axis: str
    point: str
    target_line: str
    comparator_line: str
    corner: str
    floor: str
    tick: str
    limit: str
    contradiction: str
    ascending: str
    descending: str
    states: dict[State, str]
    comment: str
    on: str
    off: str
    signals: dict[str, str]
    missing: dict[str, str]

    def direction(self, direction: str | None) -> str:
        """The arrow of a published direction; nothing where there is none."""
        return {"up": self.up, "down": self.down, "same": self.same}.get(direction or "", "")

    def sparkline(self, values: Sequence[float | None]) -> str:
        """One cell a value between the lowest and the highest; a blank where one is missing, never stretched.

        A flat series stands in the middle: there is no low or high in it.
        """
        known = [value for value in values if value is not None]
        if not known:
            return " " * len(values)
        low, span, top = min(known), max(known) - min(known), len(self.levels) - 1
        return "".join(
            " " if value is None else self.levels[round((value - low) / span * top) if span else top // 2]
            for value in values
        )


_MISSING: Final = {
    BLANK: "·",
    NOT_YET_AVAILABLE: "nya",
    NOT_APPLICABLE: "n/a",
    UNAVAILABLE: "-",
    SUPPRESSED: "[c]",
    ROUNDS_TO_ZERO: "~0",
    UNREADABLE: "?",
}


def _signals(improving: str, concern: str, changed: str, common: str, constant: str, few: str) -> dict[str, str]:
    """A sign and a letter for each state of a signal, so that no colour is needed."""
    return {
        "improving": f"{improving}I",
        "concern": f"{concern}C",
        "changed": f"{changed}S",
        "common": f"{common}N",
        "no_variation": f"{constant}F",
        "too_few": f"{few}T",
        "not_for_basis": "",
        "no_values": "",
    }


def _states(reviewed: str) -> dict[State, str]:
    """A sign for each state of a review."""
    return {"open": " ", "reviewed": reviewed, "needs_explanation": "?", "escalated": "!", "snoozed": "z"}


UNICODE: Final = Glyphs(
    levels="▁▂▃▄▅▆▇",  # not the full block: it would touch the row above
    up="↑",
    down="↓",
    same="↔",
    red_count="●",
    cursor="▌",
    more_left="‹",
    more_right="›",
    ellipsis="…",
    separator="│",
    bar="━",
    half_bar_right="╸",
    half_bar_left="╺",
    axis="│",
    point="●",
    target_line="╌",
    comparator_line="┈",
    corner="└",
    floor="─",
    tick="┬",
    limit="┄",
    contradiction="≠",
    ascending="▲",
    descending="▼",
    states=_states("✓"),
    comment="≡",
    on="■",
    off="□",
    signals=_signals("●", "●", "◆", "○", "─", "…"),
    missing=_MISSING,
)

ASCII: Final = Glyphs(
    levels=".:-=+*#",
    up="^",
    down="v",
    same="=",
    red_count="R",
    cursor=">",
    more_left="<",
    more_right=">",
    ellipsis="~",
    separator="|",
    bar="#",
    half_bar_right="#",
    half_bar_left="#",
    axis="|",
    point="o",
    target_line="=",
    comparator_line=".",
    corner="+",
    floor="-",
    tick="+",
    limit="-",
    contradiction="!",
    ascending="^",
    descending="v",
    states=_states("+"),
    comment='"',
    on="[x]",
    off="[ ]",
    signals=_signals("*", "*", "*", "o", "-", "."),
    missing={**_MISSING, BLANK: "."},
)
