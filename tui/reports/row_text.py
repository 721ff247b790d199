"""An indicator's row as text to paste elsewhere: one line, parted by tabs as spreadsheets take it."""

from __future__ import annotations

from tui.reports.figures import difference, figure_words
from tui.reports.plain_text import visible
from tui.scorecard.mark_words import DIRECTION_WORDS, RATING_WORDS
from tui.scorecard.periods import short_label
from tui.scorecard.review import STATE_WORDS
from tui.scorecard.subject import Subject


def row_text(subject: Subject) -> str:
    """Ref, name, month, figure, target, gap, rating, direction, state: what the table shows, in words."""
    one = subject.indicator
    cells = [
        one.ref,
        one.name,
        short_label(one.period),
        figure_words(one.current),
        f"target {one.target.text}" if one.target else "no target",
        difference(one.gap, one.unit) if one.gap else "",
        RATING_WORDS.get(one.rating or "", "not rated"),
        DIRECTION_WORDS.get(one.direction or "", ""),
        STATE_WORDS[subject.review.state],
    ]
    return "\t".join(visible(cell) for cell in cells)
