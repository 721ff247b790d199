"""The term of the filter language that finds the rows with the same cell as a subject has."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final

from tui.scorecard import readings
from tui.scorecard.field_kinds import exact, exact_range
from tui.scorecard.fields import FIELDS, comparator_name
from tui.scorecard.periods import key as month_key
from tui.scorecard.query_scan import Value, quote
from tui.scorecard.readings import NONE
from tui.scorecard.subject import Subject
from tui.scorecard.views import Figure

MONTH_COLUMN: Final = re.compile(r"month-(?P<back>\d{1,3})", re.ASCII)
"""The key of a month's column, so many months before the period."""


def like(column_key: str, subject: Subject, among: Iterable[Subject] = ()) -> str:
    """The term that finds the rows whose cell in this column is the same as the subject's: `rag:r`.

    Figures are the same by their value, missing ones by their reason, refs and names by their service area, trends by
    going up, down or nowhere. `among` are the subjects that it is for: an area is then named by the letters of its
    refs where these mean that area alone. Any other column is taken for that of the comparator with this key.
    """
    if column_key in ("ref", "name"):
        return _area_term(subject, among)
    if write := _COLUMNS.get(column_key):
        return write(subject)
    if match := MONTH_COLUMN.fullmatch(column_key):
        month = readings.month_before(subject.indicator.period, int(match["back"]))
        return _figure_term(month_key(month), readings.figure_of(month)(subject))
    return _figure_term(comparator_name(column_key), readings.figure_of_comparator(column_key)(subject))


def _area_term(subject: Subject, among: Iterable[Subject]) -> str:
    """`area:cin` where that finds the area and nothing else, else `area="Child in Need"`."""
    area, letters = subject.indicator.area.casefold(), readings.prefix(subject.indicator)
    others = list(among)
    if others and letters.isascii() and letters:
        found = FIELDS["area"].matcher(":", Value(letters, 0, len(letters))).test
        if all(found(each) == (each.indicator.area.casefold() == area) for each in others):
            return f"area:{letters}"
    return f"area={quote(subject.indicator.area)}"


def _figure_term(name: str, figure: Figure | None) -> str:
    why = readings.reason(figure)
    return f"{name}:{why}" if why else _number_term(name, readings.number(figure))


def _number_term(name: str, number: float | None) -> str:
    return f"{name}:{NONE}" if number is None else f"{name}={exact(number)}"


def _current(subject: Subject) -> str:
    figure = readings.current(subject)
    return _figure_term("missing" if readings.reason(figure) else "value", figure)


def _previous(subject: Subject) -> str:
    return _figure_term("previous", readings.previous(subject))


def _gap(subject: Subject) -> str:
    return _number_term("vtarget", readings.signed_gap(subject))


def _trend(subject: Subject) -> str:
    moved = readings.trend(subject)
    if moved is None:
        return f"trend:{NONE}"
    return f"trend{'>' if moved > 0 else '<' if moved < 0 else '='}0"


def _target(subject: Subject) -> str:
    low, high = readings.target_ends(subject)
    if low is not None or high is not None:
        return f"target={exact(low) if low is not None and low == high else exact_range(low, high)}"
    target = subject.indicator.target
    return f"target={quote(target.text)}" if target else "target:no"


def _assigned(subject: Subject) -> str:
    name = subject.review.assigned
    return f"assigned={quote(name)}" if name else f"assigned:{NONE}"


_COLUMNS: Final[dict[str, Callable[[Subject], str]]] = {
    "current": _current,
    "trend": _trend,
    "target": _target,
    "gap": _gap,
    "rating": lambda subject: f"rag:{readings.rating(subject)}",
    "direction": lambda subject: f"dir:{readings.direction(subject)}",
    "signal": lambda subject: f"signal:{readings.signal(subject)}",
    "previous": _previous,
    "review": lambda subject: f"state:{subject.review.state}",
    "assigned": _assigned,
    "comment": lambda subject: f"comment:{'yes' if readings.has_comment(subject) else 'no'}",
}
