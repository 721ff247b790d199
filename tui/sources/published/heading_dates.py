"""Dates as headings: "30/09/2023" and "9/30/2023" are September 2023; of "09/10/2023" its neighbours tell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Final, Literal

import msgspec

from tui.scorecard.periods import long_label, month_end
from tui.scorecard.problems import Severity

Order = Literal["day first", "month first"]

_DATE: Final = re.compile(r"(?P<first>\d{1,2})(?P<mark>[/.\-])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4}|\d{2})")
_YEAR_FIRST: Final = re.compile(r"(?P<year>\d{4})[/.\-](?P<month>\d{1,2})[/.\-]\d{1,2}")
_TIME: Final = re.compile(r"[ T]0{1,2}:00(?::00(?:\.0+)?)?$")


class DateNote(msgspec.Struct, frozen=True):
    """What is to say of the date in the heading of the column at `index`."""

    index: int
    severity: Severity
    message: str


class Dated(msgspec.Struct, frozen=True):
    """The months of those headings that are dates, by column, and what is to say of them."""

    months: dict[int, date] = {}
    notes: tuple[DateNote, ...] = ()


def months_of_dates(titles: Sequence[str], others: Mapping[int, date]) -> Dated:
    """The months of the titles that are dates; `others` are the months that the other titles name without doubt.

    Dates of one table are written in one order: a date that can be read only one way tells for all. Where none can,
    the order counts in which they and their neighbours are different months that follow one another.
    """
    readings = {index: read for index, title in enumerate(titles) if (read := _readings(title))}
    if not readings:
        return Dated()
    certain = {index: only for index, read in readings.items() if (only := _only(read))}
    open_ones = {index: read for index, read in readings.items() if index not in certain}
    known = {**others, **certain}
    if not open_ones:
        return Dated(certain)
    order, why = _order(readings, certain, known, open_ones)
    if order is None:
        return Dated(certain, tuple(_undecided(index, titles[index], read) for index, read in open_ones.items()))
    chosen = {index: read[order] for index, read in open_ones.items()}
    notes = tuple(_decided(index, titles[index], chosen[index], open_ones[index], why) for index in chosen)
    return Dated({**certain, **chosen}, notes)


def _readings(title: str) -> dict[Order, date]:
    """The months that a title can mean, by how it would be read."""
    text = _TIME.sub("", title.strip())
    if match := _YEAR_FIRST.fullmatch(text):
        month = int(match["month"])
        return {"day first": month_end(int(match["year"]), month)} if 1 <= month <= 12 else {}
    match = _DATE.fullmatch(text)
    if match is None:
        return {}
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    year += 2000 if year < 100 else 0
    found: dict[Order, date] = {}
    if 1 <= second <= 12 and _is_day(first, year, second):
        found["day first"] = month_end(year, second)
    if 1 <= first <= 12 and _is_day(second, year, first):
        found["month first"] = month_end(year, first)
    return found


def _is_day(day: int, year: int, month: int) -> bool:
    return year >= 1900 and 1 <= day <= month_end(year, month).day


def _only(read: Mapping[Order, date]) -> date | None:
    months = set(read.values())
    return months.pop() if len(months) == 1 else None


def _order(
    readings: Mapping[int, Mapping[Order, date]],
    certain: Mapping[int, date],
    known: Mapping[int, date],
    open_ones: Mapping[int, Mapping[Order, date]],
) -> tuple[Order | None, str]:
    """In which order the dates that can be read both ways are written, and what says so."""
    told = {next(iter(readings[index])) for index in certain if len(readings[index]) == 1}
    if len(told) == 1:
        return told.pop(), "as the other dates of these headings are written"
    scores = {order: _sequence({**known, **{at: read[order] for at, read in open_ones.items()}}) for order in _ORDERS}
    day, month = scores["day first"], scores["month first"]
    if day == month:
        return None, ""
    return ("day first" if day > month else "month first"), "by the months beside it"


_ORDERS: Final[tuple[Order, Order]] = ("day first", "month first")


def _sequence(months: Mapping[int, date]) -> int:
    """How many neighbours follow one another by a month; a month that stands twice counts against it."""
    in_order = [months[index] for index in sorted(months)]
    steps = [(after.year - before.year) * 12 + after.month - before.month for before, after in pairwise(in_order)]
    ahead, back = steps.count(1), steps.count(-1)
    return max(ahead, back) - (len(in_order) - len(set(in_order)))


def _decided(index: int, title: str, chosen: date, read: Mapping[Order, date], why: str) -> DateNote:
    first, second = (long_label(month) for month in read.values())
    message = f"“{title}” could be {first} or {second}; read as {long_label(chosen)}, {why}"
    return DateNote(index, "warning", message)


def _undecided(index: int, title: str, read: Mapping[Order, date]) -> DateNote:
    first, second = (long_label(month) for month in read.values())
    message = f"“{title}” could be {first} or {second}, and nothing beside it tells which; write its month as a word"
    return DateNote(index, "error", message)
