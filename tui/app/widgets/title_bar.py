"""The first line: whose scorecard, of which month, and how many of each rating."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tui.app.widgets.drawing import Drawing
from tui.reports.cells import Cell, Line, fitted, line_width
from tui.reports.plain_text import clipped, visible
from tui.scorecard.periods import long_label, short_label
from tui.scorecard.views import Overview

_UNRATED_FROM: Final = 70
_PROBLEMS_FROM: Final = 76
_PROBLEMS_IN_WORDS_FROM: Final = 100


class TitleBar(Drawing):
    """Title on the left, ratings of the whole scorecard on the right."""

    ON_BAR = True
    DEFAULT_CSS = "TitleBar { height: 1; }"

    def __init__(self) -> None:
        super().__init__()
        self._overview: Overview | None = None

    def show(self, overview: Overview) -> None:
        """Show the title of a scorecard."""
        self._overview = overview
        self.redraw()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The one line, with as many words as it has room for."""
        if self._overview is None:
            return [[Cell(" Scorecard", "strong")]]
        counts = self._counts(self._overview, width)
        room = width - line_width(counts) - 2
        return [[*fitted(self._title(self._overview, room), room + 1), *counts]]

    @staticmethod
    def _title(overview: Overview, room: int) -> Line:
        authority, month = visible(overview.authority), long_label(overview.period)
        for words, period in (
            (f"{authority} Children's Services Scorecard", month),
            (f"{authority} Children's Services", month),
            (authority, month),
            (clipped(authority, max(room - 10, 4)), short_label(overview.period)),
        ):
            if len(words) + len(period) + 4 <= room:
                break
        return [Cell(f" {words}", "strong"), Cell(f"  {period}", "accent")]

    @staticmethod
    def _counts(overview: Overview, width: int) -> list[Cell]:
        ratings = overview.ratings
        cells = [
            *(Cell(" R ", "R"), Cell(f" {ratings.red}  ", "strong")),
            *(Cell(" A ", "A"), Cell(f" {ratings.amber}  ", "strong")),
            *(Cell(" G ", "G"), Cell(f" {ratings.green} ", "strong")),
        ]
        problems = sum(problem.severity != "info" for problem in overview.problems)
        notes = [f"unrated {ratings.unrated}"] if width >= _UNRATED_FROM else []
        if problems and width >= _PROBLEMS_FROM:
            notes.append(f"P {problems}{' unclear' if width >= _PROBLEMS_IN_WORDS_FROM else ''}")
        return [*cells, *([Cell(f" {'  '.join(notes)} ", "quiet")] if notes else [])]
