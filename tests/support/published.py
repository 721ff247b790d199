"""Published texts: the bundled one, altered copies of it, and small ones made up for a test."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from typing import Any

from tui import bundled
from tui.scorecard.catalogue import Catalogue
from tui.scorecard.catalogue_file import load_catalogue
from tui.scorecard.model import Scorecard
from tui.scorecard.overview import overview
from tui.scorecard.problems import Problem
from tui.scorecard.views import IndicatorView
from tui.sources.decoding import split_lines
from tui.sources.published.reader import read_published

SOURCE = "a.txt"
SEPTEMBER = date(2023, 9, 30)
FIGURES = ("observations", "outturns", "benchmarks", "targets")

Line = list[str]


@cache
def catalogue() -> Catalogue:
    return load_catalogue(bundled.catalogue_path())


@cache
def seed_text() -> str:
    return bundled.sample_path().read_text("utf-8")


def cells_of(text: str) -> list[Line]:
    """The cells of each line, white space at their ends left off."""
    lines = re.split(r"\r\n|\n|\r", text)
    return [[" ".join(re.sub("[\u200b\ufeff]", " ", cell).split()) for cell in line.split("\t")] for line in lines]


def text_of(lines: Sequence[Sequence[str]]) -> str:
    return "\n".join("\t".join(line) for line in lines)


def altered(change: Callable[[int, Line], Line | None]) -> str:
    """The bundled text with each line changed, or left out where the change gives null; lines count from 1."""
    lines = [change(number, line) for number, line in enumerate(cells_of(seed_text()), 1)]
    return text_of([line for line in lines if line is not None])


def is_heading(line: Line) -> bool:
    return "Ref" in line and "Indicator" in line


def is_row(line: Line) -> bool:
    """Whether a line of the bundled text is one of its rows."""
    return len(line) >= 13 and not is_heading(line) and line[0] not in ("-", "Outcom")


def table(columns: Sequence[str], *rows: Sequence[str], month: str | None = "September 2023") -> str:
    """A small scorecard: its month, one heading, its rows."""
    return text_of([[month or ""], list(columns), *map(list, rows)])


def read(text: str, known: Catalogue | None = None, **how: Any) -> Scorecard:
    return read_published(split_lines(text, SOURCE), known or catalogue(), **{"authority": "Tameside", **how})


def shown(scorecard: Scorecard) -> dict[str, IndicatorView]:
    """The finished rows by ref."""
    return {indicator.ref: indicator for indicator in overview(scorecard).indicators}


def found(scorecard: Scorecard, words: str) -> list[Problem]:
    """The problems that say this."""
    return [problem for problem in scorecard.problems if words in problem.message]


def values(scorecard: Scorecard, ref: str) -> list[float | None]:
    """The months of an indicator, oldest first."""
    frame = scorecard.frames.observations
    return frame.filter(frame["ref"] == ref).sort("period")["value"].to_list()


def benchmarks(scorecard: Scorecard, ref: str) -> dict[str, float | None]:
    frame = scorecard.frames.benchmarks
    return dict(frame.filter(frame["ref"] == ref).select("comparator", "value").rows())


def numbers(scorecard: Scorecard) -> set[tuple[str, str, str, float]]:
    """Every figure that was read as a number: frame, ref, what it is of, and the number."""
    read_as: set[tuple[str, str, str, float]] = set()
    for row in scorecard.frames.observations.drop_nulls("value").to_dicts():
        read_as.add(("observation", row["ref"], str(row["period"]), row["value"]))
    for row in scorecard.frames.outturns.drop_nulls("value").to_dicts():
        read_as.add(("outturn", row["ref"], row["year"], row["value"]))
    for row in scorecard.frames.benchmarks.drop_nulls("value").to_dicts():
        read_as.add(("benchmark", row["ref"], row["comparator"], row["value"]))
    for row in scorecard.frames.targets.drop_nulls("low").to_dicts():
        read_as.add(("target", row["ref"], "low", row["low"]))
    return read_as


def ratings(scorecard: Scorecard) -> dict[str, str]:
    frame = scorecard.frames.published.drop_nulls("rating")
    return dict(frame.select("ref", "rating").rows())
