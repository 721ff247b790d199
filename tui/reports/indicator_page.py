"""Everything about one indicator on one page, laid out for the room there is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tui.reports.cells import Cell, Line, Tone, beside, cut, wrap
from tui.reports.detail import fact_lines
from tui.reports.gap_chart import gap_chart
from tui.reports.glyphs import Glyphs
from tui.reports.history_chart import history_chart, missing_note
from tui.reports.plain_text import visible
from tui.reports.review import review_facts
from tui.scorecard.insight_views import Insight
from tui.scorecard.subject import Subject
from tui.scorecard.views import IndicatorView

_SIDE_BY_SIDE_FROM: Final = 100
_CHART_SHARE: Final = 0.52
_MOST_TITLE_LINES: Final = 2
_LEAST_CHART: Final = 9
_MOST_CHART: Final = 20
_FACT_WORD: Final = 18
_MOST_FACT_LINES: Final = 4
_MOST_COMMENT_LINES: Final = 40
_COLUMN_GAP: Final = 3


def indicator_page(subject: Subject, width: int, height: int, glyphs: Glyphs, why: str = "") -> list[Line]:
    """Title, history chart, benchmark gaps and facts; what matters most comes first where lines are few.

    What was said of the indicator, and `why` it stands where it does in triage, come before the facts. Wide pages
    have the chart on the left and the rest beside it; narrow ones have one under the other and may be longer than
    `height`.
    """
    indicator, insight = subject.indicator, subject.insight
    title = _title(indicator, width)
    room = height - len(title)
    if width >= _SIDE_BY_SIDE_FROM:
        left_width = round(width * _CHART_SHARE)
        right_width = width - left_width - _COLUMN_GAP
        gaps, facts = gap_chart(indicator, right_width, glyphs), _facts(subject, why, right_width)
        chart = _chart(indicator, left_width, min(max(room, _LEAST_CHART), _MOST_CHART), glyphs, insight)
        blank: list[Line] = [[]] if gaps and len(gaps) + len(facts) < room else []
        both = beside(chart, [*gaps, *blank, *facts], left_width, _COLUMN_GAP)
        return [cut(line, width) for line in (*title, *both)]
    gaps, facts = gap_chart(indicator, width, glyphs), _facts(subject, why, width)
    spare = room - len(gaps) - len(facts) - 1 - bool(gaps)
    chart = _chart(indicator, width, min(max(spare, _LEAST_CHART), _MOST_CHART), glyphs, insight)
    return [cut(line, width) for line in (*title, *chart, [], *gaps, *([[]] if gaps else []), *facts)]


def _title(indicator: IndicatorView, width: int) -> list[Line]:
    """Ref, full name and rating; a long name goes on in a second line."""
    ref = visible(indicator.ref)
    rating = [Cell("  "), Cell(f" {indicator.rating} ", indicator.rating)] if indicator.rating else []  # type: ignore[arg-type]
    room = max(width - len(ref) - 2 - 5, 10)
    first, *others = wrap(visible(indicator.name), room, _MOST_TITLE_LINES) or [""]
    lines: list[Line] = [[Cell(ref, "accent"), Cell("  "), Cell(first, "strong"), *rating]]
    return [*lines, *([Cell(" " * (len(ref) + 2) + other, "strong")] for other in others)]


def _chart(
    indicator: IndicatorView, width: int, height: int, glyphs: Glyphs, insight: Insight | None
) -> Sequence[Line]:
    limits = insight.chart if insight else ()
    return history_chart(indicator, width, height, glyphs, limits) or [[Cell(missing_note(indicator), "quiet")]]


def _facts(subject: Subject, why: str, width: int) -> list[Line]:
    reviewed = review_facts(subject.review)
    triage: list[tuple[str, str, Tone]] = [("In triage", visible(why), "quiet")] if why else []
    lines: list[Line] = []
    for word, text, tone in (*reviewed, *triage, *fact_lines(subject.indicator, subject.insight)):
        most = _MOST_COMMENT_LINES if (word, text, tone) in reviewed else _MOST_FACT_LINES
        pieces = wrap(text, max(width - _FACT_WORD, 10), most)
        for position, piece in enumerate(pieces):
            lines.append([Cell(f"{'' if position else word:<{_FACT_WORD}}", "quiet"), Cell(piece, tone)])
    return lines
