"""The gaps of one indicator as bars: one for its target, one for each comparator."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec

from tui.reports.cells import Cell, Line, Tone, cut, joined
from tui.reports.figures import difference, figure_text, judgement, signed, year_text
from tui.reports.glyphs import Glyphs
from tui.reports.plain_text import clipped, visible
from tui.scorecard.views import Amount, IndicatorView

_FULL_NAMES_FROM: Final = 64
"""From this width on, comparators are named in full."""
_LEAST_HALF: Final = 4
_MOST_HALF: Final = 24
_LONGEST_TARGET: Final = 12


class _Row(msgspec.Struct, frozen=True):
    name: str
    figure: str
    year: str
    gap: Amount | None
    of: float | None
    """What the gap is a percentage of: the figure compared with."""


def gap_chart(indicator: IndicatorView, width: int, glyphs: Glyphs) -> list[Line]:
    """One line a gap: name, figure, year, bar, difference, better or worse; a heading above the bars.

    With a polarity, bars to the right are better; without one, they are higher. Nothing where there is
    neither a target nor a benchmark; no bars where there is no room for them.
    """
    rows = _rows(indicator, width, glyphs)
    if not rows:
        return []
    names, figures, years = (max(len(getattr(row, field)) for row in rows) for field in ("name", "figure", "year"))
    words = [_words(row, indicator) for row in rows]
    fixed = names + figures + years + max(map(len, words)) + 7
    half = min((width - fixed) // 2, _MOST_HALF)
    if half < _LEAST_HALF:
        return [cut(_without_bar(row, names, indicator), width) for row in rows]
    most = max((abs(row.gap.amount) for row in rows if row.gap), default=0.0)
    judged = indicator.polarity in ("high", "low")
    sides = ("worse", "better") if judged else ("lower", "higher")
    lead = names + figures + years + 4 + half
    heading: Line = [Cell(f"{sides[0]:>{lead}}{glyphs.axis}{sides[1]}", "quiet")]
    lines: list[Line] = [heading]
    for row, word in zip(rows, words, strict=True):
        tone = _tone(row.gap)
        lines.append(
            [
                Cell(f"{row.name:<{names}} "),
                Cell(f"{row.figure:>{figures}}", "strong"),
                Cell(f"  {row.year:<{years}} ", "quiet"),
                *_bar(row.gap, indicator.polarity, most, half, tone, glyphs),
                Cell(f"  {word}", tone),
            ]
        )
    return [cut(line, width) for line in lines]


def _without_bar(row: _Row, names: int, indicator: IndicatorView) -> Line:
    """A gap where there is no room for its bar: what it is, and the figure with its year at the end."""
    figure = f"  {row.figure} {row.year}"
    return [Cell(f"{row.name:<{names}}  "), Cell(_words(row, indicator), _tone(row.gap)), Cell(figure, "quiet")]


def _rows(indicator: IndicatorView, width: int, glyphs: Glyphs) -> list[_Row]:
    rows = []
    if indicator.target:
        text = clipped(visible(indicator.target.text), _LONGEST_TARGET, glyphs.ellipsis)
        ends = {indicator.target.low, indicator.target.high}
        rows.append(_Row("Target", text, "", indicator.gap, ends.pop() if len(ends) == 1 else None))
    for one in indicator.benchmarks:
        name = one.name if width >= _FULL_NAMES_FROM else one.short_name
        figure = clipped(figure_text(one.figure, glyphs), _LONGEST_TARGET, glyphs.ellipsis)
        rows.append(
            _Row(clipped(visible(name), 24, glyphs.ellipsis), figure, year_text(one.year), one.gap, one.figure.value)
        )
    return rows


def _words(row: _Row, indicator: IndicatorView) -> str:
    if row.gap is None:
        return ""
    if not row.gap.amount:
        return "on target" if row.name == "Target" else "equal"
    # The unit of a rate is said beside the chart; here it would leave no room for a bar.
    size = difference(row.gap, indicator.unit) if indicator.unit == "percent" else signed(row.gap)
    return joined([size, _share(row, indicator.unit), judgement(row.gap)], " ")


def _share(row: _Row, unit: str) -> str:
    """The gap in per cent, where it is not in percentage points already: `(+29%)`."""
    if unit == "percent" or not row.of or row.gap is None:
        return ""
    return f"({row.gap.amount / row.of * 100:+.0f}%)"


def _tone(gap: Amount | None) -> Tone:
    return "plain" if gap is None or gap.better is None else "better" if gap.better else "worse"


def _bar(gap: Amount | None, polarity: str, most: float, half: int, tone: Tone, glyphs: Glyphs) -> Sequence[Cell]:
    """A bar from the axis in the middle, in steps of half a cell."""
    amount = 0.0 if gap is None else gap.amount
    rightwards = -amount if polarity == "low" else amount
    halves = round(abs(amount) / most * half * 2) if most else 0
    halves = max(halves, 1) if amount else 0
    full, rest = divmod(halves, 2)
    blank = " " * (half - full - rest)
    right, left = " " * half, " " * half
    if rightwards > 0:
        right = glyphs.bar * full + glyphs.half_bar_right * rest + blank
    elif rightwards < 0:
        left = blank + glyphs.half_bar_left * rest + glyphs.bar * full
    return Cell(left, tone), Cell(glyphs.axis, "quiet"), Cell(right, tone)
