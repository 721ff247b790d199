"""Indicators in words, for Markdown that is read aloud: no sign, no letter for a rating, no drawing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec

from tui.reports.cells import Cell, joined
from tui.reports.figures import difference, figure_words, judgement
from tui.reports.glyphs import ASCII, Glyphs
from tui.reports.grid_columns import ARROW_KINDS, RATING_KINDS
from tui.reports.plain_text import visible
from tui.reports.sheets import Heading, Sheet
from tui.scorecard.insight_views import Insight, Insights
from tui.scorecard.mark_words import DIRECTION_WORDS, RATING_WORDS, SIGNAL_WORDS
from tui.scorecard.missing import MISSING_WORDS
from tui.scorecard.periods import long_label
from tui.scorecard.views import AreaView, IndicatorView, Overview

WORDS: Final[Glyphs] = msgspec.structs.replace(
    ASCII,
    up=DIRECTION_WORDS["up"],
    down=DIRECTION_WORDS["down"],
    same=DIRECTION_WORDS["same"],
    missing=dict(MISSING_WORDS),
    signals=dict(SIGNAL_WORDS),
)
"""Words where the other sets have signs."""

_CONTRADICTED: Final = "contradicted by the figures"


def area_sheets(overview: Overview, areas: Sequence[AreaView], insights: Insights | None = None) -> list[Sheet]:
    """A sheet an area with everything that is published of each indicator."""
    return [_area_sheet(overview, area, insights) for area in areas]


def _area_sheet(overview: Overview, area: AreaView, insights: Insights | None) -> Sheet:
    before = sorted({point.period for one in area.indicators for point in one.history} - {overview.period})
    headings = (
        Heading("Ref"),
        Heading("Indicator", wraps=True),
        Heading("Rating"),
        Heading(long_label(overview.period), "right"),
        Heading("Target", "right"),
        Heading("Against target"),
        Heading("Direction"),
        Heading("Signal"),
        *(Heading(long_label(period), "right") for period in before),
        Heading("Last year", "right"),
        *(Heading(visible(each.name), "right") for each in overview.comparators),
    )

    def row(one: IndicatorView) -> tuple[Cell, ...]:
        insight = insights.by_ref.get(one.ref) if insights else None
        benchmarks = {each.comparator: each.figure for each in one.benchmarks}
        months = [one.figure_at(period) for period in before]
        figures = [*months, one.previous_year, *(benchmarks.get(each.key) for each in overview.comparators)]
        return (
            Cell(visible(one.ref)),
            Cell(visible(one.short_name)),
            _rating(one, insight),
            Cell(figure_words(one.current)),
            Cell(visible(one.target.text) if one.target else ""),
            Cell(joined([difference(one.gap, one.unit), judgement(one.gap)], ", ") if one.gap else ""),
            Cell(_direction(one, insight)),
            Cell(SIGNAL_WORDS[insight.signal.state] if insight else ""),
            *(Cell(figure_words(figure) if figure else "") for figure in figures),
        )

    return Sheet(
        f"{visible(area.name)}, {long_label(overview.period)}", headings, tuple(row(one) for one in area.indicators)
    )


def _rating(one: IndicatorView, insight: Insight | None) -> Cell:
    word = RATING_WORDS.get(one.rating or "", "not rated")
    return Cell(joined([word, _CONTRADICTED if _contradicted(insight, RATING_KINDS) else ""], ", "))


def _direction(one: IndicatorView, insight: Insight | None) -> str:
    words = WORDS.direction(one.direction)
    return joined([words, _CONTRADICTED if words and _contradicted(insight, ARROW_KINDS) else ""], ", ")


def _contradicted(insight: Insight | None, kinds: frozenset[str]) -> bool:
    return insight is not None and any(finding.kind in kinds for finding in insight.findings)
