"""What the exception briefing says: everything is decided and worded here, the faces only set it.

Problems stand by service area in the scorecard's order, the worst first within each: a head of service answers for
one area and takes those pages to the meeting, while the order across areas is the analyst's and stays on the triage
screen. The headline table above them says which area to turn to first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import PureWindowsPath
from typing import Final, Literal

import msgspec

from tui.reports.brief.headline import Headline, headline
from tui.reports.brief.problem import Entry, entry
from tui.reports.plain_text import visible
from tui.reports.review import moment
from tui.scorecard.insight_views import Insights
from tui.scorecard.periods import long_label
from tui.scorecard.review import Review, Reviews
from tui.scorecard.subject import subjects
from tui.scorecard.triage import Switch, triage
from tui.scorecard.views import AreaView, Overview

Only = Literal["reviewed", "unreviewed"]

SWITCH_WORDS: Final[dict[Switch, str]] = {
    "amber": "rated Amber",
    "derived_red": "Red by rule",
    "finding": "with an audit finding",
    "special_cause": "with a special cause",
    "worse_than_all": "worse than every comparator",
}
"""What else counts as a problem where a switch is on."""

NONE: Final = "None."


class AreaPart(msgspec.Struct, frozen=True):
    """A service area with its problems, the worst first."""

    name: str
    head_of_service: str
    entries: tuple[Entry, ...]


class Mention(msgspec.Struct, frozen=True):
    """A problem that is only named."""

    ref: str
    name: str
    area: str


class Briefing(msgspec.Struct, frozen=True):
    """The briefing of one authority and period.

    `made` says from what and when, `scope` what is listed. `areas` are those that have a problem to list;
    `without_commentary` names the listed problems of which nobody wrote. Every text is on one line and safe to show.
    """

    title: str
    made: str
    scope: str
    headline: Headline
    areas: tuple[AreaPart, ...]
    without_commentary: tuple[Mention, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All problems listed."""
        return tuple(each for area in self.areas for each in area.entries)


def briefing(
    overview: Overview,
    insights: Insights,
    reviews: Reviews,
    *,
    areas: Sequence[AreaView] | None = None,
    only: Only | None = None,
    include: Iterable[Switch] = (),
    author: str = "",
    made: datetime | None = None,
) -> Briefing:
    """The briefing of these areas (all where none are named), with only the problems that are reviewed or are not.

    `include` are the switches of the triage, `author` is who made it (nobody is named where it is empty), `made` when
    (now where it is null). The headline counts whole areas, whatever is listed below it.
    """
    chosen = overview.areas if areas is None else areas
    switches = frozenset(include)
    cases = [
        triage(subjects(area.indicators, insights, reviews), overview.weights, include=switches) for area in chosen
    ]
    listed = [[case for case in found if _wanted(case.subject.review, only)] for found in cases]
    parts = tuple(
        AreaPart(visible(area.name), visible(area.head_of_service), tuple(map(entry, found)))
        for area, found in zip(chosen, listed, strict=True)
        if found
    )
    return Briefing(
        title=f"{visible(overview.authority)} Children's Services: exception briefing, {long_label(overview.period)}",
        made=_made(overview.sources, author, made or datetime.now(UTC)),
        scope=_scope(sum(map(len, cases)), sum(map(len, listed)), switches, only),
        headline=headline(chosen, insights, [[case.subject for case in found] for found in cases]),
        areas=parts,
        without_commentary=_without_commentary(parts),
    )


def _wanted(review: Review, only: Only | None) -> bool:
    return only is None or review.decided == (only == "reviewed")


def _made(sources: Sequence[str], author: str, at: datetime) -> str:
    """Files by their names alone: where they lie is nobody's business who is handed the briefing."""
    names = [visible(PureWindowsPath(source).name or source) for source in sources]
    by = f"by {visible(author.strip())} " if author.strip() else ""
    return f"From {' and '.join(names) or 'a source without a name'}; made {by}on {moment(at.astimezone(UTC))}."


def _scope(problems: int, listed: int, switches: frozenset[Switch], only: Only | None) -> str:
    """What counts as a problem, how many there are, and which of them are listed."""
    kinds = ["rated Red as published", *(words for switch, words in SWITCH_WORDS.items() if switch in switches)]
    what = f"{', '.join(kinds[:-1])} or {kinds[-1]}" if len(kinds) > 1 else kinds[0]
    if not problems:
        return f"No problems: no indicator is {what}."
    some = "1 problem: the indicator" if problems == 1 else f"{problems} problems: the indicators"
    order = "The worst stands first in each service area."
    if only is None:
        return f"{some} {what}. {order}"
    which = "reviewed" if only == "reviewed" else "not reviewed yet"
    verb = "is" if listed == 1 else "are"
    return f"{some} {what}. Listed {verb} the {listed} that {verb} {which}. {order}"


def _without_commentary(parts: Iterable[AreaPart]) -> tuple[Mention, ...]:
    return tuple(
        Mention(each.ref, each.name, part.name) for part in parts for each in part.entries if each.commentary is None
    )
