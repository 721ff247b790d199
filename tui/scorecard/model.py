"""A scorecard as it was read: one authority, one period, its frames and what could not be read."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import msgspec

from tui.scorecard.catalogue import Catalogue
from tui.scorecard.problems import Problem

if TYPE_CHECKING:
    from tui.scorecard.frames import Frames


class Scorecard(msgspec.Struct, frozen=True):
    """`heads` maps an area's display name to the head of service that the source itself publishes.

    `of_one_month` says that the frames hold nothing but the publication of `period`, each thing in it once: there is
    nothing to choose from.
    """

    authority: str
    period: date
    catalogue: Catalogue
    frames: Frames
    problems: tuple[Problem, ...]
    heads: dict[str, str]
    sources: tuple[str, ...]
    of_one_month: bool = False
