"""What is read off a subject to filter and to sort by it: plain values, null where there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache
from itertools import takewhile
from math import isfinite
from typing import Final

from tui.scorecard.catalogue import NOT_PUBLISHED
from tui.scorecard.missing import UNREADABLE
from tui.scorecard.periods import add_months
from tui.scorecard.rating_history import months_in_a_row
from tui.scorecard.subject import Subject
from tui.scorecard.views import Amount, Figure, History, IndicatorView
from tui.scorecard.words import normal

ABSENT: Final = "absent"
"""The reason of a figure for which there is no cell at all."""

NONE: Final = "none"

SPECIAL: Final = frozenset({"improving", "concern", "changed"})
"""Signals of a special cause."""

NO_SIGNAL: Final = frozenset({"not_for_basis", "no_values"})
"""Signals that say nothing, as where there is none."""

TREND_MONTHS: Final = 12
"""The months of a trend, the current one included."""

_NOISE_DIGITS: Final = 6
"""No difference is given more exactly: longer fractions are noise of the machine."""

ReadFigure = Callable[[Subject], Figure | None]
ReadNumber = Callable[[Subject], float | None]


def number(figure: Figure | None) -> float | None:
    """The number of a figure."""
    return _finite(figure.value) if figure else None


def reason(figure: Figure | None) -> str:
    """Why a figure has no number; empty where it has one."""
    if figure is None:
        return ABSENT
    return "" if number(figure) is not None else figure.missing or UNREADABLE


def current(subject: Subject) -> Figure:
    """The figure of the current month."""
    return subject.indicator.current


def previous(subject: Subject) -> Figure:
    """Last year's figure."""
    return subject.indicator.previous_year


@lru_cache(maxsize=256)  # the same column is read by the same function
def figure_of(month: date) -> ReadFigure:
    """How to read the figure of a month."""

    def read(subject: Subject) -> Figure | None:
        return subject.indicator.figure_at(month)

    return read


@lru_cache(maxsize=256)
def figure_of_comparator(key: str) -> ReadFigure:
    """How to read a comparator's figure."""

    def read(subject: Subject) -> Figure | None:
        return next((each.figure for each in subject.indicator.benchmarks if each.comparator == key), None)

    return read


@lru_cache(maxsize=256)  # subjects share their period
def month_before(period: date, back: int) -> date:
    """The month so many months before another."""
    return add_months(period, -back)


def signed_gap(subject: Subject) -> float | None:
    """The figure less its target, in the indicator's unit."""
    return _amount(subject.indicator.gap)


def adverse_gap(subject: Subject) -> float | None:
    """How far the figure is on the wrong side of its target: 0 on it, negative beyond it.

    Null without a target and where no direction is good; where near the target is good, either side is wrong.
    """
    gap, polarity = signed_gap(subject), subject.indicator.polarity
    if gap is None or polarity not in ("high", "low", "near"):
        return None
    return abs(gap) if polarity == "near" else gap if polarity == "low" else 0.0 - gap


def change(subject: Subject) -> float | None:
    """The change since last month, signed."""
    since = subject.indicator.since_last_month
    return _amount(since.by) if since else None


def change_since_last_year(subject: Subject) -> float | None:
    """The change against last year, signed."""
    since = subject.indicator.against_last_year
    return _amount(since.by) if since else None


def trend(subject: Subject) -> float | None:
    """The latest less the earliest figure of the months that a sparkline shows; null where there are not two."""
    before = month_before(subject.indicator.period, TREND_MONTHS)
    history = subject.indicator.history
    if isinstance(history, History):
        ends = history.ends(before)
        return round(ends[1] - ends[0], _NOISE_DIGITS) if ends else None
    values = [value for point in history if point.period > before and (value := number(point.figure)) is not None]
    return round(values[-1] - values[0], _NOISE_DIGITS) if len(values) > 1 else None


def months_at_rating(subject: Subject) -> float | None:
    """How many months in a row it has had its published rating, this one included; null without one."""
    history = subject.insight.rating_history if subject.insight else ()
    return months_in_a_row(history, subject.indicator.period, basis=subject.indicator.basis) or None


def target_ends(subject: Subject) -> tuple[float | None, float | None]:
    """The low and the high end of the target, each null where it has none."""
    target = subject.indicator.target
    return (_finite(target.low), _finite(target.high)) if target else (None, None)


def worse_than_all(subject: Subject) -> bool:
    """Whether it is worse than every comparator that it can be compared with, and there is one."""
    gaps = [benchmark.gap.better for benchmark in subject.indicator.benchmarks if benchmark.gap]
    return bool(gaps) and all(better is False for better in gaps)


def rating(subject: Subject) -> str:
    """The published rating: r, a, g or none."""
    return _rating(subject.indicator.rating)


def derived_rating(subject: Subject) -> str:
    """The derived rating: r, a, g or none."""
    return _rating(subject.insight.derived_rating if subject.insight else None)


def direction(subject: Subject) -> str:
    """The published arrow: up, down, same or none."""
    return subject.indicator.direction or NONE


def judged_change(subject: Subject) -> str:
    """The change since last month read through polarity: better, worse or empty."""
    since = subject.indicator.since_last_month
    better = since.by.better if since else None
    return "" if better is None else "better" if better else "worse"


def signal(subject: Subject) -> str:
    """The state of the signal; none where nothing is said of one."""
    state = subject.insight.signal.state if subject.insight else NONE
    return NONE if state in NO_SIGNAL else state


def findings(subject: Subject) -> Iterator[str]:
    """The kinds and the severities of the audit's findings."""
    for finding in subject.insight.findings if subject.insight else ():
        yield finding.kind
        yield finding.severity


def has_comment(subject: Subject) -> bool:
    """Whether there is commentary."""
    comment = subject.review.comment
    return comment is not None and bool(comment.text.strip())


def head_of_service(subject: Subject) -> str:
    """The head of service; empty where none is published."""
    head = subject.indicator.head_of_service
    return "" if head == NOT_PUBLISHED else head


def prefix(indicator: IndicatorView) -> str:
    """The letters that an indicator's ref begins with, in small letters: those of its area."""
    return "".join(takewhile(str.isalpha, indicator.ref)).casefold()


def search_text(indicator: IndicatorView) -> str:
    """The normalised words of its ref, names and area, a blank before each."""
    return _search_text(indicator.ref, indicator.name, indicator.short_name, indicator.area)


# A key press asks the same of every indicator again, so they are kept, also those of the largest files.
@lru_cache(maxsize=1 << 17)
def _search_text(ref: str, name: str, short_name: str, area: str) -> str:
    return f" {normal(f'{ref} {name} {short_name} {area}')}"


@lru_cache(maxsize=1 << 17)
def normal_name(text: str) -> str:
    """The normalised words of a name, a blank before each."""
    return f" {normal(text)}"


def _rating(letter: str | None) -> str:
    return letter.lower() if letter in ("R", "A", "G") else NONE


def _amount(amount: Amount | None) -> float | None:
    return _finite(amount.amount) if amount else None


def _finite(value: float | None) -> float | None:
    return value if value is not None and isfinite(value) else None
