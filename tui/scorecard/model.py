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
    nothing to choose from. `latest` says that figures are the latest revisions, not what was published by `period`.
    """

    authority: str
    period: date
    catalogue: Catalogue
    frames: Frames
    problems: tuple[Problem, ...]
    heads: dict[str, str]
    sources: tuple[str, ...]
    of_one_month: bool = False
    latest: bool = False
    heads_by_month: tuple[tuple[date, dict[str, str]], ...] = ()
    """The heads of service of each publication, oldest first; empty where `heads` are those of all."""

    def at(self, period: date, latest: bool = False) -> Scorecard:
        """The same scorecard as of another of its periods; nothing is read or copied for it.

        Raises `tui.scorecard.publications.PeriodError` for a month that was not published.
        """
        from tui.scorecard.publications import check_period

        check_period(self, period)
        known = [heads for month, heads in self.heads_by_month if month <= period]
        heads = {area: head for each in known for area, head in each.items()} if self.heads_by_month else self.heads
        return msgspec.structs.replace(self, period=period, latest=latest, heads=heads)
