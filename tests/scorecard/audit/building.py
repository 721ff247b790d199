"""Small scorecards to audit, and altered copies of the bundled one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any

import msgspec

from tui import bundled
from tui.scorecard.audit import Finding, audit
from tui.scorecard.catalogue import Area, Catalogue, Comparator, Identity, Indicator
from tui.scorecard.catalogue_file import load_catalogue
from tui.scorecard.model import Scorecard
from tui.scorecard.periods import add_months, key, month_end
from tui.scorecard.problems import Problem
from tui.scorecard.recorder import Recorder
from tui.scorecard.values import parse_target, parse_value
from tui.sources.decoding import read_text, split_lines
from tui.sources.published.marks import parse_direction, parse_rating
from tui.sources.published.reader import read_published

SEPTEMBER = month_end(2023, 9)
AREAS = {"one": "Area One", "two": "Area Two"}
COMPARATORS = {"nw": "North West", "england": "England"}
CODES = {  # what the reader's messages begin with or hold, and the code of each
    r"^no column headings": "no_headings",
    r"^a row without column headings": "rows_without_headings",
    r"^the ref of .* is lost; shown as": "lost_ref",
    r"; (read as having lost|cut off before) ": "lost_columns",
    r"; which figure belongs where is not certain": "uncertain_columns",
    r" stands at .* already": "repeated_ref",
    r"^heading not understood": "unknown_heading",
    r"” repeats “": "repeated_heading",
    r"later than the scorecard's own month$": "later_month",
}


class Row(msgspec.Struct):
    """One row of a scorecard: its cells as published, the months oldest first and ending with the current one."""

    ref: str
    months: Sequence[str] = ()
    unit: str = "percent"
    polarity: str = "high"
    basis: str = "month"
    decimals: int = 0
    target: str = ""
    rating: str = ""
    direction: str = ""
    outturn: str = ""
    benchmarks: dict[tuple[str, str | None], str] = {}
    area: str = "one"
    row: str = "whole"
    name: str | None = None
    known: bool = True


def build(
    *rows: Row, identities: Sequence[Identity] = (), period: date = SEPTEMBER, problems: Sequence[Problem] = ()
) -> Scorecard:
    """A scorecard with these rows; the place of a cell is `x.txt:LINE:COLUMN`."""
    recorder = Recorder("Somewhere", "x.txt")
    for line, row in enumerate(rows, 1):
        _record(recorder, row, line, period)
    return Scorecard(
        "Somewhere", period, _catalogue(rows, identities), recorder.frames(), tuple(problems), {}, ("x.txt",)
    )


def _record(recorder: Recorder, row: Row, line: int, period: date) -> None:
    def add(frame: str, column: int, **fields: Any) -> None:
        recorder.add(frame, publication=period, ref=row.ref, place=f"x.txt:{line}:{column}", **fields)

    def cell(text: str) -> dict[str, Any]:
        value = parse_value(text)
        return {"value": value.number, "text": value.text, "missing": value.missing}

    add("listing", 1, area=AREAS[row.area], name=row.name or f"Name of {row.ref}", row=row.row, order=line)
    for position, text in enumerate(row.months):
        month = add_months(period, position + 1 - len(row.months))
        add("observations", position + 3, period=month, **cell(text))
    if row.outturn:
        add("outturns", 90, year="2022/23", **cell(row.outturn))
    for column, ((comparator, year), text) in enumerate(row.benchmarks.items(), 91):
        add("benchmarks", column, comparator=comparator, year=year, **cell(text))
    if target := parse_target(row.target):
        add("targets", 99, period=period, low=target.low, high=target.high, text=target.text)
    marks = {"rating": parse_rating(row.rating), "rating_text": row.rating}
    marks |= {"direction": parse_direction(row.direction), "direction_text": row.direction}
    add("published", 100, period=period, direction_place=f"x.txt:{line}:101", **marks)


def _catalogue(rows: Sequence[Row], identities: Sequence[Identity]) -> Catalogue:
    return Catalogue(
        authority="Somewhere",
        dfe_number=None,
        areas={key: Area(key, name, name, order, key) for order, (key, name) in enumerate(AREAS.items())},
        comparators={key: Comparator(key, name, name, "region") for key, name in COMPARATORS.items()},
        indicators={row.ref: _indicator(row) for row in rows if row.known},
        identities={identity.key: identity for identity in identities},
    )


def _indicator(row: Row) -> Indicator:
    name = f"Name of {row.ref}"
    known = {"unit": row.unit, "polarity": row.polarity, "basis": row.basis, "decimals": row.decimals}
    return msgspec.convert({"ref": row.ref, "name": name, "short_name": name, "area": row.area, **known}, Indicator)


def found(*rows: Row, kind: str | None = None, **options: Any) -> list[Finding]:
    """What the audit finds in a scorecard with these rows, of one kind or of all."""
    return [one for one in audit(build(*rows, **options)) if kind in (None, one.kind)]


# ---- The bundled scorecard ----


def coded(problem: Problem) -> Problem:
    """The problem with the code that its reader gives it, if it has none yet."""
    codes = [code for pattern, code in CODES.items() if re.search(pattern, problem.message)]
    return problem if getattr(problem, "code", None) or not codes else msgspec.structs.replace(problem, code=codes[0])


@cache
def seed_lines() -> tuple[str, ...]:
    return tuple(read_text(bundled.sample_path()).split("\n"))


def seed(changes: dict[tuple[int, int], str] | None = None) -> Scorecard:
    """The September 2023 scorecard, with some cells changed, by line and column from 1."""
    lines = list(seed_lines())
    for (line, column), text in (changes or {}).items():
        cells = lines[line - 1].split("\t")
        cells[column - 1] = text
        lines[line - 1] = "\t".join(cells)
    catalogue = load_catalogue(bundled.catalogue_path())
    read = read_published(split_lines("\n".join(lines), "september-2023.txt"), catalogue, authority="Tameside")
    return msgspec.structs.replace(read, problems=tuple(map(coded, read.problems)))


def keys(findings: Sequence[Finding]) -> set[tuple[str, str, str]]:
    """Kind, ref and month of each finding."""
    return {(one.kind, one.ref, key(one.period)) for one in findings}
