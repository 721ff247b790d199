"""`scorecard summary`: how many of each rating in each service area, and what is red."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tui.reports.cells import Cell, Tone
from tui.reports.plain_text import visible
from tui.reports.sheets import Heading, Sheet, to_csv
from tui.scorecard.periods import long_label
from tui.scorecard.views import AreaView, Overview, Ratings


def summary_sheet(overview: Overview, areas: Sequence[AreaView]) -> Sheet:
    """One row an area, with its reds by ref; a last row for the whole where there are several areas."""
    headings = (
        Heading("Service area", wraps=True),
        *(Heading(title, "right") for title in ("Red", "Amber", "Green", "Unrated")),
        Heading("What is red", wraps=True),
    )
    rows = [
        (
            Cell(visible(area.name)),
            *_counts(area.ratings),
            Cell(" ".join(visible(one.ref) for one in area.indicators if one.rating == "R")),
        )
        for area in areas
    ]
    if len(areas) > 1:
        rows.append((Cell("All service areas", "strong"), *_counts(overview.ratings), Cell("")))
    caption = f"{visible(overview.authority)} Children's Services Scorecard, {long_label(overview.period)}"
    return Sheet(caption, headings, tuple(rows))


def _counts(ratings: Ratings) -> tuple[Cell, ...]:
    counts: tuple[tuple[int, Tone], ...] = (
        (ratings.red, "worse"),
        (ratings.amber, "plain"),
        (ratings.green, "plain"),
        (ratings.unrated, "quiet"),
    )
    return tuple(Cell(str(count), tone if count else "quiet") for count, tone in counts)


def reading_note(overview: Overview) -> str:
    """How much of the source could not be read, in one sentence; empty where all was."""
    lost = sum(problem.severity == "error" for problem in overview.problems)
    helped = sum(problem.severity == "warning" for problem in overview.problems)
    if not lost + helped:
        return ""
    sources = ", ".join(visible(source) for source in overview.sources)
    counts = f"{lost} things could not be read, {helped} were read with help"
    return f"{sources}: {counts}; `scorecard check` lists them"


def summary_csv(areas: Sequence[AreaView]) -> str:
    """One row an area."""
    rows: list[list[Any]] = [
        [
            visible(area.name),
            visible(area.head_of_service),
            len(area.indicators),
            area.ratings.red,
            area.ratings.amber,
            area.ratings.green,
            area.ratings.unrated,
        ]
        for area in areas
    ]
    return to_csv("area head_of_service indicators red amber green unrated".split(), rows)
