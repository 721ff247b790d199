"""`scorecard list` and `scorecard reds`: indicators, one a row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tui.reports.cells import Cell
from tui.reports.figures import difference, figure_text
from tui.reports.glyphs import Glyphs
from tui.reports.grid import build_grid, fit
from tui.reports.plain_text import visible
from tui.reports.sheets import GAP, Heading, Sheet, to_csv
from tui.scorecard.insight_views import Insights
from tui.scorecard.periods import key, long_label
from tui.scorecard.views import Amount, AreaView, IndicatorView, Overview


def list_sheets(
    overview: Overview, areas: Sequence[AreaView], glyphs: Glyphs, width: int, insights: Insights | None = None
) -> list[Sheet]:
    """A sheet an area, with the columns that the width has room for: the table of the app on paper."""
    grid = build_grid(overview, glyphs, insights)
    fitted = fit(grid, width, gap=GAP)
    columns = [grid.columns[position] for position in fitted.order[: fitted.fitting]]
    headings = (
        Heading("Ref"),
        Heading("Indicator", wraps=True),
        *(Heading(column.title, column.align) for column in columns),
    )
    sheets = []
    for area, rows in zip(overview.areas, grid.areas, strict=True):
        if area not in areas:
            continue
        cells = (
            (
                Cell(row.ref),
                Cell(row.short_name),
                *(row.cells[position] for position in fitted.order[: fitted.fitting]),
            )
            for row in rows.rows
        )
        sheets.append(Sheet(f"{visible(area.name)} - {long_label(overview.period)}", headings, tuple(cells)))
    return sheets


def reds_sheet(overview: Overview, reds: Sequence[IndicatorView], glyphs: Glyphs) -> Sheet:
    """What is red, how far from its target and how it moved."""
    headings = (
        Heading("Ref"),
        Heading("Indicator", wraps=True),
        Heading("Current", "right"),
        Heading("Target", "right"),
        Heading("v target", "right"),
        Heading("Change", "right"),
        Heading("RAG", "centre"),
        Heading("Dir", "centre"),
    )
    rows = tuple(
        (
            Cell(visible(one.ref)),
            Cell(visible(one.short_name)),
            Cell(figure_text(one.current, glyphs), "quiet" if one.current.missing else "strong"),
            Cell(visible(one.target.text) if one.target else ""),
            _difference_cell(one.gap, one.unit),
            _difference_cell(one.since_last_month.by if one.since_last_month else None, one.unit),
            Cell(" R ", "R"),
            Cell(glyphs.direction(one.direction)),
        )
        for one in reds
    )
    caption = f"{visible(overview.authority)}, {long_label(overview.period)}: {len(reds)} red"
    return Sheet(caption, headings, rows)


def _difference_cell(amount: Amount | None, unit: str) -> Cell:
    if amount is None:
        return Cell()
    return Cell(difference(amount, unit), "worse" if amount.better is False else "plain")


def list_csv(indicators: Sequence[IndicatorView]) -> str:
    """One row an indicator: figures as numbers, a column a month (`2023-04`) and two a comparator."""
    periods = sorted({point.period for indicator in indicators for point in indicator.history})
    comparators = list(dict.fromkeys(one.comparator for indicator in indicators for one in indicator.benchmarks))
    headings = [
        *"area ref indicator unit polarity basis period current current_text missing".split(),
        *"previous_year previous_year_text target_low target_high target_text gap rating direction".split(),
        *(key(period) for period in periods),
        *(name for comparator in comparators for name in (comparator, f"{comparator}_year")),
        "place",
    ]

    def row(one: IndicatorView) -> list[Any]:
        history = {point.period: point.figure.value for point in one.history}
        benchmarks = {benchmark.comparator: benchmark for benchmark in one.benchmarks}
        target = one.target
        found = [benchmarks.get(comparator) for comparator in comparators]
        return [
            *(visible(text) for text in (one.area, one.ref, one.name)),
            *(one.unit, one.polarity, one.basis, key(one.period)),
            *(one.current.value, visible(one.current.text or ""), one.current.missing),
            *(one.previous_year.value, visible(one.previous_year.text or "")),
            *((target.low, target.high, visible(target.text)) if target else (None, None, None)),
            *(one.gap.amount if one.gap else None, one.rating, one.direction),
            *(history.get(period) for period in periods),
            *(part for each in found for part in ((each.figure.value, each.year) if each else (None, None))),
            one.place,
        ]

    return to_csv(headings, [row(indicator) for indicator in indicators])
