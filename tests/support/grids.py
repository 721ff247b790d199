"""Scorecards of delimited texts and workbooks, read with the bundled catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.support.published import catalogue
from tests.support.workbooks import MadeSheet, write
from tui.scorecard.model import Scorecard
from tui.sources.delimited import delimited_lines
from tui.sources.published.reader import read_published
from tui.sources.workbook import read_workbook_lines

SOURCE = "a.csv"


def read_text(text: str, **how: Any) -> Scorecard:
    """A delimited text, read."""
    return read_published(delimited_lines(text, SOURCE), catalogue(), **{"authority": "Tameside", **how})


def read_book(path: Path, *sheets: MadeSheet, about: dict[str, Any] | None = None, **how: Any) -> Scorecard:
    """A workbook of these sheets, written and read."""
    write(path, *sheets, **(about or {}))
    return read_published(read_workbook_lines(path), catalogue(), **{"authority": "Tameside", **how})


def csv(*rows: Sequence[str], delimiter: str = ",") -> str:
    """Rows as a text; cells that need quotes have them."""
    return "".join(delimiter.join(_quoted(cell, delimiter) for cell in row) + "\r\n" for row in rows)


def _quoted(cell: str, delimiter: str) -> str:
    needed = any(mark in cell for mark in (delimiter, '"', "\n", "\r"))
    return '"' + cell.replace('"', '""') + '"' if needed else cell


def observed(scorecard: Scorecard, ref: str) -> list[tuple[str, float | None, str, str]]:
    """The months of an indicator: month, value, text, place without the file's name."""
    frame = scorecard.frames.observations
    rows = frame.filter(frame["ref"] == ref).sort("period").select("period", "value", "text", "place").rows()
    return [(f"{period:%Y-%m}", value, text, place.partition(":")[2]) for period, value, text, place in rows]


def compared(scorecard: Scorecard, ref: str) -> list[tuple[str, str | None, float | None]]:
    """The benchmarks of an indicator: comparator, year, value."""
    frame = scorecard.frames.benchmarks
    return frame.filter(frame["ref"] == ref).select("comparator", "year", "value").rows()


def marked(scorecard: Scorecard, ref: str) -> tuple[str | None, str | None, str | None]:
    """The published rating of an indicator, its text, and its arrow."""
    frame = scorecard.frames.published
    rows = frame.filter(frame["ref"] == ref).select("rating", "rating_text", "direction").rows()
    rating, text, direction = rows[0]
    return rating, text, direction


def said(scorecard: Scorecard) -> list[str]:
    """Every problem as `check` prints it."""
    return [f"{problem.severity} {problem.place} {problem.message}" for problem in scorecard.problems]
