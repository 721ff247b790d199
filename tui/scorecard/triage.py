"""Triage: which indicators are problems, and in what order to look at them, worst first, with the reasons.

What is said of an indicator (reviewed, escalated, snoozed) does not move it, so that no row jumps away under the
cursor that decides about it; only commentary does, by the weight that its absence has.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Final, Literal, get_args

import msgspec

from tui.scorecard.subject import Subject
from tui.scorecard.triage_reasons import Reason, reasons, worse_than_all
from tui.scorecard.triage_weights import TriageWeights

__all__ = ["SWITCHES", "Case", "Reason", "Switch", "case_of", "is_problem", "triage"]

Switch = Literal["amber", "derived_red", "finding", "special_cause", "worse_than_all"]
"""What makes a problem beside a published Red: a published Amber; a derived Red; an error or a warning of the audit; a
special cause for the worse or where no direction is good; being worse than every comparator."""

SWITCHES: Final[tuple[Switch, ...]] = get_args(Switch)

_POINT_DIGITS: Final = 2


class Case(msgspec.Struct, frozen=True):
    """A subject in triage, with the reasons why it stands where it does."""

    subject: Subject
    reasons: tuple[Reason, ...]

    @property
    def points(self) -> float:
        """The sum of the reasons' points."""
        return round(math.fsum(reason.points for reason in self.reasons), _POINT_DIGITS)

    @property
    def words(self) -> str:
        """`R for 3 months, 11 pp below target, still falling`: the reasons without whether there is commentary.

        They hold names as published: pass them through `visible` before drawing.
        """
        return self.in_words(commentary=False)

    def in_words(self, *, commentary: bool = True) -> str:
        """The reasons as one text; without `commentary` for where its absence shows otherwise."""
        said = (reason for reason in self.reasons if commentary or reason.kind != "uncommented")
        return ", ".join(reason.words for reason in said)


def is_problem(subject: Subject, include: frozenset[Switch] = frozenset()) -> bool:
    """Whether a subject is a problem: published Red, or what is switched in."""
    return subject.indicator.rating == "R" or any(_holds(switch, subject) for switch in include)


def _holds(switch: Switch, subject: Subject) -> bool:
    one, insight = subject.indicator, subject.insight
    match switch:
        case "amber":
            return one.rating == "A"
        case "worse_than_all":
            return worse_than_all(one)
        case "derived_red":
            return insight is not None and insight.derived_rating == "R"
        case "special_cause":
            return insight is not None and insight.signal.state in ("concern", "changed")
        case "finding":
            return insight is not None and any(each.severity in ("error", "warning") for each in insight.findings)


def case_of(subject: Subject, weights: TriageWeights) -> Case:
    """The case that a subject makes."""
    return Case(subject, reasons(subject, weights))


def triage(
    subjects: Iterable[Subject], weights: TriageWeights, include: frozenset[Switch] = frozenset()
) -> tuple[Case, ...]:
    """The problems among `subjects`, worst first; those with equal points in the order in which they come."""
    cases = [case_of(subject, weights) for subject in subjects if is_problem(subject, include)]
    return tuple(sorted(cases, key=lambda case: -case.points))
