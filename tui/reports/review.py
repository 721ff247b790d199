"""What was said of an indicator: in a column of the table, under a row of triage, and on an indicator's page."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

import msgspec

from tui.reports.cells import Cell, Line, Tone, joined
from tui.reports.figures import difference
from tui.reports.glyphs import Glyphs
from tui.reports.grid import Column, Grid, GridArea
from tui.reports.grid_rows import GridRow, GridRows
from tui.reports.plain_text import clipped, visible
from tui.scorecard.periods import MONTHS
from tui.scorecard.review import OPEN, STATE_WORDS, Review, Reviews, State
from tui.scorecard.views import AreaView, Overview

if TYPE_CHECKING:
    from tui.scorecard.triage import Case

REVIEW_COLUMN: Final = Column(key="review", title="Rev", align="left", width=3, importance=6)
_AFTER: Final = "signal"
_LONGEST_NAME: Final = 30
_STATE_TONES: Final[dict[State, Tone]] = {
    "open": "plain",
    "reviewed": "better",
    "needs_explanation": "accent",
    "escalated": "worse",
    "snoozed": "quiet",
}


def with_review_column(grid: Grid, overview: Overview, reviews: Reviews, glyphs: Glyphs) -> Grid:
    """The grid with a column of reviews; the same one where nothing was said of any indicator."""
    if not reviews:
        return grid
    at = next(position for position, column in enumerate(grid.columns, 1) if column.key == _AFTER)

    def reviewed(area: AreaView, table: GridArea) -> GridArea:
        def row(position: int) -> GridRow:
            plain, review = table.rows[position], reviews.get(area.indicators[position].ref, OPEN)
            cells = (*plain.cells[:at], review_cell(review, glyphs), *plain.cells[at:])
            return msgspec.structs.replace(plain, cells=cells)

        subtitles = (*table.subtitles[:at], "", *table.subtitles[at:])
        return GridArea(GridRows(len(table.rows), row), subtitles)

    areas = tuple(reviewed(*pair) for pair in zip(overview.areas, grid.areas, strict=True))
    return msgspec.structs.replace(grid, areas=areas, columns=(*grid.columns[:at], REVIEW_COLUMN, *grid.columns[at:]))


def review_cell(review: Review, glyphs: Glyphs) -> Cell:
    """A sign for the state, and one where there is commentary."""
    comment = glyphs.comment if review.comment else ""
    text = glyphs.states[review.state] + comment
    return Cell(text.rstrip() and text, _STATE_TONES[review.state] if review.state != "open" else "accent")


def case_note(case: Case, glyphs: Glyphs, *, draft: bool = False) -> Line:
    """Why a case stands where it does, whose it is, whether a draft is unsaved, and how its commentary begins."""
    review = case.subject.review
    cells = [Cell(visible(_why(case)), "quiet")]
    if review.state not in ("open", "reviewed"):
        cells.append(Cell(f"  {STATE_WORDS[review.state]}", _STATE_TONES[review.state]))
    if review.assigned:
        cells.append(Cell(f"  @{clipped(visible(review.assigned), _LONGEST_NAME, glyphs.ellipsis)}", "accent"))
    if draft:
        cells.append(Cell("  unsaved draft", "accent"))
    if review.comment:
        cells.append(Cell(f"  {glyphs.comment} {visible(review.comment.text)}", "plain"))
    return cells


def _why(case: Case) -> str:
    """The reasons; where there is only the rating, what there is beside it."""
    if len(case.reasons) - any(reason.kind == "uncommented" for reason in case.reasons) != 1:
        return case.words
    one = case.subject.indicator
    return joined(
        [
            case.words,
            "" if one.target else "no target published",
            f"{difference(one.since_last_month.by, one.unit)} since {one.since_last_month.since}"
            if one.since_last_month
            else "",
        ],
        ", ",
    )


def points_words(case: Case) -> str:
    """What each reason weighs: `128.8 points: R for 3 months 100, 11 pp below target 13.8, ...`."""
    weighed = ", ".join(f"{reason.words} {reason.points:+.4g}" for reason in case.reasons if reason.points)
    return f"{case.points:g} points: {weighed}"


def moment(at: datetime) -> str:
    """`3 October 2023 14:02 UTC`"""
    return f"{at.day} {MONTHS[at.month - 1]} {at.year} {at:%H:%M} UTC"


def review_facts(review: Review) -> list[tuple[str, str, Tone]]:
    """What was said, as facts of a page: a word, a sentence, its tone."""
    facts: list[tuple[str, str, Tone]] = []
    if review.state_at is not None and review.state != "open":
        words = f"{STATE_WORDS[review.state]} by {visible(review.state_author)}, {moment(review.state_at)}"
        facts.append(("Review", words, _STATE_TONES[review.state]))
    if review.assigned:
        facts.append(("Assigned to", visible(review.assigned), "accent"))
    if comment := review.comment:
        paragraphs = [line for line in comment.text.split("\n") if line.strip()]
        facts += [("" if at else "Commentary", visible(text), "plain") for at, text in enumerate(paragraphs)]
        facts.append(("", f"{visible(comment.author)}, {moment(comment.at)}", "quiet"))
        if comment.beside:
            facts.append(("", "another version was saved at the same time: v shows both", "worse"))
    return facts
