"""Where each number of an indicator stands in its source: as published, as read, and its place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from rich.cells import cell_len, set_cell_size

from tui.reports.cells import Cell, Line, cut, wrap
from tui.reports.figures import figure_words, year_text
from tui.reports.glyphs import Glyphs
from tui.reports.plain_text import clipped, visible
from tui.scorecard.insight_views import Insight
from tui.scorecard.mark_words import DIRECTION_WORDS, RATING_WORDS
from tui.scorecard.periods import short_label
from tui.scorecard.views import Figure, IndicatorView
from tui.sources.published.marks import says_no_mark

_MOST_TEXT_LINES: Final = 6
_LEAST_TEXT: Final = 12
_WORD: Final = 17


def provenance_lines(
    indicator: IndicatorView, width: int, glyphs: Glyphs, insight: Insight | None = None
) -> list[Line]:
    """One line a published cell: what it is, its text as published, how it was read, its place.

    Below them, what is derived of the indicator and from which of these.
    """
    return [*_cells(indicator, width, glyphs), *_derived(insight, width)]


def _derived(insight: Insight | None, width: int) -> list[Line]:
    """What each derived number rests on, in words."""
    if insight is None:
        return []
    entries: list[tuple[str, str]] = [
        ("Changes, gaps", "this month's figure less the month before, last year, the target or the benchmark above")
    ]
    if insight.rule:
        reason = f"[rules.{insight.rule}] of the catalogue: {insight.rating_reason}"
        entries.append(("Rating by rule", reason))
    if insight.signal.mean is not None:
        entries.append(("Signal, limits", f"the {insight.signal.points} months above that have a figure"))
    if insight.denominator:
        entries.append(("Cases", f"this month's figure of {insight.denominator}, of which this is a share"))
    if insight.run_rate:
        entries.append(("To be on target", "this month's figure, its target, and the months left to March"))
    codes = dict.fromkeys(each.code for each in insight.computed)
    if codes:
        means = "means of their authorities, and DfE's own rows of the region and England"
        entries.append(("DfE's figures", f"measure {', '.join(codes)} of DfE's interactive tool: {means}"))
    entries += [("Finding", f"{finding.text} ({', '.join(finding.places)})") for finding in insight.findings]
    lines: list[Line] = [[], [Cell("Derived from these", "accent")]]
    for word, text in entries:
        for position, piece in enumerate(wrap(visible(text), max(width - _WORD, 12), _MOST_TEXT_LINES)):
            lines.append(cut([Cell(f"{'' if position else word:<{_WORD}}", "quiet"), Cell(piece)], width))
    return lines


def _cells(indicator: IndicatorView, width: int, glyphs: Glyphs) -> list[Line]:
    rows = [("", "As published", "Read as", "Place"), *_rows(indicator)]
    what, longest, read, place = (max(cell_len(row[column]) for row in rows) for column in range(4))
    room = width - what - place - read - 6
    if room < _LEAST_TEXT:
        return _stacked(indicator, rows[1:], width, glyphs)
    text = min(longest, room)
    lines: list[Line] = [*_name(indicator, width)]
    for position, (name, published, value, where) in enumerate(rows):
        tone = "plain" if position else "quiet"
        pieces = wrap(published, text, _MOST_TEXT_LINES) or [""]
        lines.append(
            [
                Cell(set_cell_size(name, what + 2), "quiet"),
                Cell(set_cell_size(pieces[0], text + 2), "strong" if position else "quiet"),
                Cell(set_cell_size(value, read + 2), tone),  # type: ignore[arg-type]
                Cell(where, "quiet"),
            ]
        )
        lines += [[Cell(" " * (what + 2)), Cell(piece, "strong")] for piece in pieces[1:]]
    return [cut(line, width) for line in lines]


def _name(indicator: IndicatorView, width: int) -> list[Line]:
    note = {
        "restored": "Its ref was lost in the source and put back.",
        "fragment": "Its row is torn apart in the source: the figures near it are in no certain order.",
    }.get(indicator.row)
    lines: list[Line] = [[Cell(piece, "strong")] for piece in wrap(visible(indicator.name), width, _MOST_TEXT_LINES)]
    return [*lines, *([[Cell(piece, "quiet")] for piece in wrap(note, width, 3)] if note else []), []]


def _rows(indicator: IndicatorView) -> list[tuple[str, str, str, str]]:
    one = indicator
    rows = [_figure(short_label(point.period), point.figure) for point in one.history]
    if one.previous_year.place:
        rows.append(_figure(visible(one.previous_year_label or "last year"), one.previous_year))
    if one.target:
        ends = {f"{end:g}" for end in (one.target.low, one.target.high) if end is not None}
        rows.append(
            ("Target", visible(one.target.text), " to ".join(sorted(ends, key=float)) or "words", one.target.place)
        )
    rows += [_figure(f"{visible(each.short_name)}, {year_text(each.year)}", each.figure) for each in one.benchmarks]
    if one.rating_place and one.rating_text:
        rows.append(
            ("Rating", _letters(one.rating_text), _mark(one.rating, one.rating_text, RATING_WORDS), one.rating_place)
        )
    if one.direction_place and one.direction_text:
        read = _mark(one.direction, one.direction_text, DIRECTION_WORDS)
        rows.append(("Direction", _letters(one.direction_text), read, one.direction_place))
    return [(name, text, value, visible(place)) for name, text, value, place in rows]


def _mark(mark: str | None, text: str, words: Mapping[str, str]) -> str:
    """How a rating or an arrow was read: its word, or why there is none."""
    return words[mark] if mark else "none" if says_no_mark(text) else "unreadable"


def _figure(name: str, figure: Figure) -> tuple[str, str, str, str]:
    read = f"{figure.value:g}" if figure.value is not None else figure_words(figure)
    return name, visible(figure.text or ""), clipped(read, 24), figure.place or ""


def _letters(text: str) -> str:
    """A mark as published; a letter of another alphabet with its code, since it looks like ours."""
    shown = visible(text)
    return shown if text.isascii() or not text.isalpha() else f"{shown} (U+{ord(text[0]):04X})"


def _stacked(indicator: IndicatorView, rows: list[tuple[str, str, str, str]], width: int, glyphs: Glyphs) -> list[Line]:
    """The same, two lines a cell, for a narrow screen."""
    lines: list[Line] = [*_name(indicator, width)]
    for name, published, value, where in rows:
        text = clipped(published, max(width - len(name) - 2, 1), glyphs.ellipsis)
        lines.append([Cell(f"{name}  ", "quiet"), Cell(text, "strong")])
        lines.append([Cell(f"  {value}  "), Cell(where, "quiet")])
    return [cut(line, width) for line in lines]
