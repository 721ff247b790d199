"""What stands above a commentary while it is written: the figure, its gap, why it is a problem."""

from __future__ import annotations

from typing import Final

from tui.reports.cells import Cell, Line, wrap
from tui.reports.detail import fact_lines
from tui.reports.plain_text import visible
from tui.scorecard.subject import Subject

_WORD: Final = 18
_FIRST: Final = ("Change", "Against last year", "Target", "Signal", "Findings", "Rating by rule")


def commentary_head(subject: Subject, width: int, most: int) -> list[Line]:
    """At most `most` lines: ref and name with its rating and figure, then the facts that commentary rests on."""
    one = subject.indicator
    facts = fact_lines(one, subject.insight)
    rating = [Cell("  "), Cell(f" {one.rating} ", one.rating)] if one.rating else []  # type: ignore[arg-type]
    figure = f"{facts[0][0]}: {facts[0][1]}"
    room = max(width - len(one.ref) - len(figure) - 12, 10)
    name = wrap(visible(one.name), room, 1) or [""]
    lines: list[Line] = [
        [Cell(visible(one.ref), "accent"), Cell("  "), Cell(name[0], "strong"), *rating, Cell(f"  {figure}", "strong")]
    ]
    for word, text, tone in facts[1:]:
        if word in _FIRST and len(lines) < most:
            lines.append([Cell(f"{word:<{_WORD}}", "quiet"), Cell((wrap(text, width - _WORD, 1) or [""])[0], tone)])
    return lines
