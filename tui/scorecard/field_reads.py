"""The words of each field of words that hold for a subject."""

from __future__ import annotations

from collections.abc import Callable

from tui.scorecard import readings
from tui.scorecard.readings import NONE
from tui.scorecard.subject import Subject

ReadWords = Callable[[Subject], tuple[str, ...]]


def ratings(subject: Subject) -> tuple[str, ...]:
    """The published rating: r, a, g or none."""
    return (readings.rating(subject),)


def derived_ratings(subject: Subject) -> tuple[str, ...]:
    """The derived rating: r, a, g or none."""
    return (readings.derived_rating(subject),)


def directions(subject: Subject) -> tuple[str, ...]:
    """The published arrow, and the change since last month read through polarity."""
    return readings.direction(subject), readings.judged_change(subject)


def signals(subject: Subject) -> tuple[str, ...]:
    """The state of the signal, and whether it is a special cause."""
    state = readings.signal(subject)
    return (state, "special") if state in readings.SPECIAL else (state,)


def findings(subject: Subject) -> tuple[str, ...]:
    """Whether the audit found anything, of which kinds and how grave."""
    found = tuple(readings.findings(subject))
    return ("yes", *found) if found else ("no",)


def missing(subject: Subject) -> tuple[str, ...]:
    """Whether the current figure is missing, and why."""
    reason = readings.reason(subject.indicator.current)
    return ("yes", reason) if reason else ("no",)


def states(subject: Subject) -> tuple[str, ...]:
    """The state of the review."""
    return (subject.review.state,)


def units(subject: Subject) -> tuple[str, ...]:
    """The unit; a rate whatever it is counted per."""
    return (subject.indicator.unit.partition("_")[0],)


def polarities(subject: Subject) -> tuple[str, ...]:
    """The polarity."""
    return (subject.indicator.polarity,)


def bases(subject: Subject) -> tuple[str, ...]:
    """The basis, or none."""
    return (subject.indicator.basis or NONE,)


def has_target(subject: Subject) -> bool:
    """Whether a target is published."""
    return subject.indicator.target is not None


def has_head(subject: Subject) -> bool:
    """Whether a head of service is published."""
    return bool(readings.head_of_service(subject))


def is_assigned(subject: Subject) -> bool:
    """Whether it is somebody's."""
    return bool(subject.review.assigned)


def is_decided(subject: Subject) -> bool:
    """Whether an analyst is done with it."""
    return subject.review.decided
