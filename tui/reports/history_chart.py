"""The history of one indicator as a chart: its months, its target, its comparators, and where data is missing."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

import msgspec

from tui.reports.canvas import Canvas
from tui.reports.cells import Cell, Line, Tone, cut, joined
from tui.reports.figures import figure_text
from tui.reports.glyphs import ASCII, Glyphs
from tui.reports.limits import draw_limits, flagged, limit_values
from tui.reports.plain_text import clipped, visible
from tui.scorecard.insight_views import ChartPoint
from tui.scorecard.periods import short_label
from tui.scorecard.views import IndicatorView, Point

MOST_MONTHS: Final = 36
_LEAST_HEIGHT: Final = 4
_LEAST_PLOT: Final = 12
_MARGIN_ROWS: Final = 1.3
"""Rows left free above the highest value and below the lowest, for the figures written there."""


class Reference(msgspec.Struct, frozen=True):
    """A level to compare with: the target or a benchmark. The second end of a range has no name."""

    value: float
    name: str
    figure: str
    tone: Tone


class Scale(msgspec.Struct, frozen=True):
    """From a value to a row of dots, the highest value on top."""

    low: float
    high: float
    dots: int

    def dot(self, value: float) -> int:
        """The row of dots of a value, 0 on top."""
        return round((self.high - value) / (self.high - self.low) * (self.dots - 1))


def history_chart(
    indicator: IndicatorView, width: int, height: int, glyphs: Glyphs, limits: Sequence[ChartPoint] = ()
) -> list[Line]:
    """At most `height` lines of `width` cells; nothing where no month has a value or there is no room.

    With process limits, these stand in place of the comparators, and flagged months bear a point of their own.
    """
    points = indicator.history[-MOST_MONTHS:]
    values = [point.figure.value for point in points if point.figure.value is not None]
    references = [one for one in _references(indicator, glyphs) if one.tone == "target" or not limits]
    if not values or height < _LEAST_HEIGHT:
        return []
    scale_values = [*values, *(reference.value for reference in references), *limit_values(limits)]
    rows = height - 2
    fine = glyphs is not ASCII
    scale = _scale(scale_values, rows, fine)
    ticks = _ticks(scale, rows, fine, indicator.unit)
    label_width = max(map(len, ticks.values()))
    notes = _notes(references, scale, fine, max(width // 3, 12))
    note_width = max((len(note) for note, _ in notes.values()), default=0)
    if width - label_width - note_width - 3 < _LEAST_PLOT:
        notes, note_width = {}, 0
    plot = width - label_width - 1 - (note_width + 1 if note_width else 0)
    if plot < _LEAST_PLOT:
        return []
    canvas = Canvas(plot, rows, fine)
    columns = _columns(len(points), plot)
    _draw_references(canvas, references, scale, glyphs)
    column_of = {point.period: column for point, column in zip(points, columns, strict=True)}
    draw_limits(canvas, limits, column_of, lambda level: scale.dot(level) // canvas.rows, glyphs)
    _draw_months(canvas, points, columns, scale, glyphs, flagged(limits))
    lines: list[Line] = []
    for row, line in enumerate(canvas.lines("line")):
        note = [Cell(f" {notes[row][0]}", notes[row][1])] if row in notes else []
        label = ticks.get(row, "")
        lines.append([Cell(f"{label:>{label_width}}{glyphs.axis}", "quiet"), *line, *note])
    axis = _axis([point.period for point in points], columns, plot, label_width, glyphs)
    return [cut(line, width) for line in (*lines, *axis)]


def _references(indicator: IndicatorView, glyphs: Glyphs) -> list[Reference]:
    found = []
    if target := indicator.target:
        text = clipped(visible(target.text), 8, glyphs.ellipsis)
        ends = list(dict.fromkeys(end for end in (target.high, target.low) if end is not None))
        found += [Reference(end, "" if position else "target", text, "target") for position, end in enumerate(ends)]
    for one in indicator.benchmarks:
        if one.figure.value is not None:
            name = clipped(visible(one.short_name), 6, glyphs.ellipsis)
            found.append(Reference(one.figure.value, name, figure_text(one.figure, glyphs), "benchmark"))
    return found


def _scale(values: Sequence[float], rows: int, fine: bool) -> Scale:
    """A scale that holds all values, with a margin for what is written over and under them."""
    low, high = min(values), max(values)
    span = high - low or max(abs(high) * 0.1, 1.0)
    margin = span * _MARGIN_ROWS / max(rows - 2 * _MARGIN_ROWS, 1)
    floor = max(low - margin, 0.0) if low >= 0 else low - margin
    return Scale(floor, high + margin, rows * (4 if fine else 1))


def _ticks(scale: Scale, rows: int, fine: bool, unit: str) -> dict[int, str]:
    """Labels of the vertical axis by row, at round values; no percentage above 100 is named."""
    step = _round_step((scale.high - scale.low) / max(rows / 3, 1))
    digits = max(0, -math.floor(math.log10(step)))
    top = 100.0 if unit == "percent" and scale.low < 100 else scale.high
    ticks: dict[int, str] = {}
    value = math.ceil(scale.low / step) * step
    while value <= min(scale.high, top) + step * 1e-9:
        ticks.setdefault(scale.dot(value) // (4 if fine else 1), f"{value + 0.0:.{digits}f}")
        value += step
    return ticks or {0: f"{scale.high:.{digits}f}"}


def _round_step(least: float) -> float:
    """The smallest of 1, 2 and 5 times a power of ten that is not below `least`."""
    power = 10.0 ** math.floor(math.log10(least))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= least * (1 - 1e-9))


def _notes(references: Sequence[Reference], scale: Scale, fine: bool, longest: int) -> dict[int, tuple[str, Tone]]:
    """What stands at the right of each row: the levels that lie there; equal figures are named together."""
    by_row: dict[int, dict[str, list[Reference]]] = {}
    for reference in references:
        if reference.name:
            row = by_row.setdefault(scale.dot(reference.value) // (4 if fine else 1), {})
            row.setdefault(reference.figure, []).append(reference)
    return {row: (_as_fits(figures, longest), next(iter(figures.values()))[0].tone) for row, figures in by_row.items()}


def _as_fits(figures: dict[str, list[Reference]], longest: int) -> str:
    """The first levels of a row, as many as fit whole; the bars of the gaps name the rest."""
    text = ""
    for figure, found in figures.items():
        longer = joined([text, f"{' '.join(one.name for one in found)} {figure}"])
        if len(longer) > longest:
            break
        text = longer
    return text


def _columns(count: int, width: int) -> list[int]:
    """The column of each month: the same distance between any two, never stretched beyond 12."""
    if count == 1:
        return [width // 2]
    margin = 3 if width > 30 else 1
    step = min((width - 1 - 2 * margin) / (count - 1), 12.0)
    return [margin + round(position * step) for position in range(count)]


def _draw_references(canvas: Canvas, references: Sequence[Reference], scale: Scale, glyphs: Glyphs) -> None:
    for reference in sorted(references, key=lambda one: one.tone != "target"):
        sign = glyphs.target_line if reference.tone == "target" else glyphs.comparator_line
        canvas.rule(scale.dot(reference.value) // canvas.rows, sign, reference.tone)


def _draw_months(
    canvas: Canvas,
    points: Sequence[Point],
    columns: Sequence[int],
    scale: Scale,
    glyphs: Glyphs,
    flags: Mapping[date, Tone],
) -> None:
    """Lines between neighbouring months that both have a value, then the points, then labels that matter."""
    rows: list[int | None] = []
    before: tuple[int, int] | None = None
    for point, column in zip(points, columns, strict=True):
        value = point.figure.value
        dot = None if value is None else (column * canvas.columns, scale.dot(value))
        if dot and before:
            canvas.line(*before, *dot)
        before = dot
        rows.append(dot[1] // canvas.rows if dot else None)
    for point, column, row in zip(points, columns, rows, strict=True):
        if row is None:
            reason = glyphs.missing[point.figure.missing or "blank"]
            canvas.write(column - len(reason) // 2, canvas.height - 1, reason, "quiet")
        elif point.period in flags:
            canvas.write(column, row, glyphs.point, flags[point.period])
        elif len(points) <= canvas.width // 3 or point is points[-1]:
            canvas.write(column, row, glyphs.point, "strong" if point is points[-1] else "line")
    for position in _labelled(points, columns):
        row = rows[position]
        if row is not None:
            _label(
                canvas,
                columns[position],
                row,
                figure_text(points[position].figure, glyphs),
                position == len(points) - 1,
            )


def _labelled(points: Sequence[Point], columns: Sequence[int]) -> list[int]:
    """The points whose value is written out, the most important first: last, highest, lowest, first, the rest."""
    known = [position for position, point in enumerate(points) if point.figure.value is not None]
    value = {position: points[position].figure.value or 0.0 for position in known}
    first = [known[-1], max(known, key=lambda each: value[each]), min(known, key=lambda each: value[each]), known[0]]
    room = len(columns) < 2 or columns[1] - columns[0] >= 7
    return list(dict.fromkeys([*first, *(known if room else [])]))


def _label(canvas: Canvas, column: int, row: int, text: str, strong: bool) -> None:
    """Write a value above its point, or below it, where nothing is hidden by it."""
    start = min(max(column - len(text) // 2, 0), canvas.width - len(text))
    for at in (row - 1, row + 1):
        if canvas.free(start, at, len(text)):
            canvas.write(start, at, text, "strong" if strong else "plain")
            return


def _axis(periods: Sequence[date], columns: Sequence[int], plot: int, margin: int, glyphs: Glyphs) -> list[Line]:
    """The line under the plot with its ticks, and the months below it."""
    ticks = [glyphs.floor] * plot
    labels = [" "] * (plot + 3)  # the last may reach under the notes
    end = -1
    distance = columns[1] - columns[0] if len(columns) > 1 else plot
    every = next(months for months in (1, 2, 3, 6, 12, 24) if months * distance >= 7 or months == 24)
    for position, (period, column) in enumerate(zip(periods, columns, strict=True)):
        if (len(periods) - 1 - position) % every:
            continue
        ticks[column] = glyphs.tick
        text = short_label(period)
        start = max(column - len(text) // 2, 0)
        if start > end and start + len(text) <= len(labels):
            labels[start : start + len(text)] = text
            end = start + len(text)
    return [
        [Cell(" " * margin + glyphs.corner + "".join(ticks), "quiet")],
        [Cell(" " * (margin + 1) + "".join(labels).rstrip(), "quiet")],
    ]


def missing_note(indicator: IndicatorView) -> str:
    """What to say in place of a chart that cannot be drawn."""
    reasons = dict.fromkeys(point.figure.missing or "" for point in indicator.history)
    return joined(["no month has a value:", ", ".join(reason.replace("_", " ") for reason in reasons if reason)], " ")
