"""How far triage has come, what remains of each service area, and what counts as a problem."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tui.app.look import Look
from tui.app.widgets.drawing import Drawing
from tui.reports.cells import Cell, Line, line_width, shortened
from tui.reports.glyphs import Glyphs
from tui.reports.plain_text import visible
from tui.scorecard.triage import Case, Switch
from tui.scorecard.views import Overview

_SWITCHES: Final[tuple[tuple[str, Switch, str, str], ...]] = (
    ("A", "amber", "Ambers", "Amber"),
    ("R", "derived_red", "Red by rule", "by rule"),
    ("F", "finding", "Audit findings", "findings"),
    ("S", "special_cause", "Special causes", "special"),
    ("W", "worse_than_all", "Worse than all comparators", "worst"),
)
_GAP: Final = 2


class Progress(Drawing):
    """Two lines: reviewed so far with what remains by area, and the switches."""

    DEFAULT_CSS = "Progress { height: 2; padding: 0 1; }"

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__()
        self._glyphs = glyphs
        self._overview: Overview | None = None
        self._cases: Sequence[Case] = ()
        self._look = Look()

    def show(self, overview: Overview, cases: Sequence[Case], look: Look) -> None:
        """Show how far triage of these cases has come."""
        self._overview, self._cases, self._look = overview, cases, look
        self.redraw()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """Progress, switches."""
        return [self._progress(width), self._switches(width)]

    def _progress(self, width: int) -> Line:
        counted = [case for case in self._cases if case.subject.review.state != "snoozed"]
        decided = sum(case.subject.review.decided for case in counted)
        snoozed = len(self._cases) - len(counted)
        done = bool(counted) and decided == len(counted)
        head: Line = [Cell(f"Reviewed {decided} of {len(counted)}", "better" if done else "strong")]
        tail = [Cell(f"{snoozed} snoozed", "quiet")] if snoozed else []
        parts: Line = ()
        for names, words in ((True, True), (False, True), (False, False)):
            by_area = self._by_area(counted, names=names, words=words)
            parts = [*head, *by_area, *([Cell(" " * _GAP), *tail] if tail else [])]
            if line_width(parts) <= width:
                break
        return shortened(parts, width, self._glyphs.ellipsis)

    def _by_area(self, counted: Sequence[Case], *, names: bool, words: bool) -> list[Cell]:
        """What remains of each area that has a problem, with its short name or its prefix, in words or as a number."""
        cells: list[Cell] = []
        for area in self._overview.areas if self._overview else ():
            of_area = [case for case in counted if case.subject.indicator.area == area.name]
            if not of_area:
                continue
            left = sum(not case.subject.review.decided for case in of_area)
            said = f"{left}{' left' if words else ''}" if left else "done" if words else "0"
            cells += [
                Cell(" " * (_GAP + words)),
                Cell(f"{visible(area.short_name if names else area.prefix)} ", "quiet"),
                Cell(said, "plain" if left else "better"),
            ]
        return cells

    def _switches(self, width: int) -> Line:
        line: Line = ()
        for short in (False, True):
            cells: list[Cell] = [Cell(f"{self._glyphs.on} Reds", "strong")]
            for key, switch, words, brief in _SWITCHES:
                on = switch in self._look.include
                cells += [Cell(" " * _GAP), *self._switch(key, brief if short else words, on=on)]
            if self._look.snoozed:
                cells += [Cell(" " * _GAP), *self._switch("Z", "snoozed", on=True)]
            line = cells
            if line_width(line) <= width:
                break
        return shortened(line, width, self._glyphs.ellipsis)

    def _switch(self, key: str, words: str, *, on: bool) -> list[Cell]:
        sign = self._glyphs.on if on else self._glyphs.off
        return [
            Cell(f"{sign} ", "accent" if on else "quiet"),
            Cell(key, "accent"),
            Cell(f" {words}", "plain" if on else "quiet"),
        ]
