"""Any scorecard in the published layout is read back exactly as it was written."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from tests.support.accounting import assert_nothing_is_dropped
from tests.support.published import Line, catalogue, read, text_of
from tui.scorecard.periods import MONTHS, add_months, month_end
from tui.scorecard.words import normal

COMPARATORS = {
    "Greater Manchester Average": "gm",
    "North West Average": "nw",
    "Statistical Neighbour Average": "sn",
    "England Average": "england",
    "London Average": "london",
}
MISSING = {
    "": "blank",
    "Not Yet Available": "not_yet_available",
    "N/A": "not_applicable",
    "-": "unavailable",
    "[c]": "suppressed",
    "low": "rounds_to_zero",
}
RATINGS = {"": None, "R": "R", "A": "A", "\u0391": "A", "\u0410": "A", "G": "G", "Red": "R", "amber": "A"}
ARROWS = {"": None, "1": "up", "↑": "up", "\\downarrow": "down", "↔": "same", "\\leftrightarrow": "same"}
DEBRIS = ("", "\\sim", "\\frown", "$\\overline{}$", "<u> </u>", "$\\phantom{1000000")
TARGETS: dict[str, tuple[float | None, float | None]] = {
    "20-24%": (20.0, 24.0),
    "fewer than 85": (None, 85.0),
    "at least 90%": (90.0, None),
    "above statistical neighbour average": (None, None),
    "1,250": (1250.0, 1250.0),
}
UNLISTED_AREAS = ("Fostering", "Youth Justice", "Virtual School")


class Cell(msgspec.Struct, frozen=True):
    text: str
    number: float | None = None
    missing: str | None = None


class Written(msgspec.Struct, frozen=True):
    """A scorecard as it is meant: the figures by column title."""

    report: date
    months: int
    titles: list[str]
    areas: list[tuple[str, list[tuple[str, str, dict[str, Cell]]]]]


def _as_figure(hundredths: int, decimals: int, commas: bool, percent: bool) -> Cell:
    number = round(hundredths / 100, decimals)
    text = f"{number:{',' if commas else ''}.{decimals}f}{'%' if percent else ''}"
    return Cell(text, float(text.replace(",", "").removesuffix("%")))


figures = st.builds(_as_figure, st.integers(0, 99_999_999), st.integers(0, 2), st.booleans(), st.booleans())
absences = st.sampled_from([Cell(text, None, reason) for text, reason in MISSING.items()])
words = st.text("abcdefghij", min_size=3, max_size=9)
names = st.builds(" ".join, st.lists(words, min_size=2, max_size=6)).filter(
    lambda name: catalogue().ref_named(name) is None and not normal(name).startswith("head")
)


@st.composite
def scorecards(draw: st.DrawFn) -> Written:
    report = month_end(draw(st.integers(2015, 2035)), draw(st.integers(1, 12)))
    months = draw(st.integers(1, 6))
    comparators = draw(st.lists(st.sampled_from(sorted(COMPARATORS)), unique=True))
    optional = draw(st.lists(st.sampled_from(["Previous Year", "Target", "Last 12 Months"]), unique=True))
    titles = [*(f"month {back}" for back in range(1, months + 1)), "Current", *comparators, *optional]
    titles = draw(st.permutations([*titles, "Performance", "Direction of Travel"]))
    listed = {area.name: area.prefix for area in catalogue().areas.values()} | dict.fromkeys(UNLISTED_AREAS, "XY")
    chosen = draw(st.lists(st.sampled_from(sorted(listed)), min_size=1, max_size=3, unique=True))
    numbers = st.lists(st.integers(1, 999), min_size=1, max_size=4, unique=True)
    used: set[str] = set()
    areas = []
    for area in chosen:
        refs = [f"{listed[area]}{number}" for number in draw(numbers)]
        rows = [_row(draw, ref, titles) for ref in refs if ref not in used]
        used |= set(refs)
        areas.append((area, rows))
    return Written(report, months, titles, areas)


def _row(draw: st.DrawFn, ref: str, titles: list[str]) -> tuple[str, str, dict[str, Cell]]:
    entry = catalogue().indicators.get(ref)
    name = entry.name if entry and draw(st.booleans()) else draw(names)
    return ref, name, {title: draw(_cells(title)) for title in titles}


def _cells(title: str) -> st.SearchStrategy[Cell]:
    if title == "Performance":
        return st.sampled_from([Cell(text) for text in RATINGS])
    if title == "Direction of Travel":
        return st.sampled_from([Cell(text) for text in ARROWS])
    if title == "Last 12 Months":
        return st.sampled_from([Cell(text) for text in DEBRIS])
    if title == "Target":
        return st.sampled_from([Cell(""), *(Cell(text) for text in TARGETS)])
    return st.one_of(figures, absences)


def published(written: Written) -> str:
    """The scorecard as text: a title, then each area with its headings and rows."""
    lines: list[Line] = [[f"{MONTHS[written.report.month - 1]} {written.report.year}"], ["PERFORMANCE SCORECARD"], []]
    for area, rows in written.areas:
        lines += [[f"{area.upper()} - Head of Service - Ada Long"], []]
        lines.append(["Ref", "Indicator", *(_title(title, written.report) for title in written.titles)])
        lines += [[ref, name, *(cells[title].text for title in written.titles)] for ref, name, cells in rows]
        lines.append([])
    return text_of(lines)


def _title(title: str, report: date) -> str:
    if title.startswith("month"):
        period = add_months(report, -int(title.split()[1]))
        return f"{MONTHS[period.month - 1][:3]}-{period.year % 100:02d}"
    return f"{title} (2021/22)" if title in COMPARATORS else title


def figure(cell: Cell) -> tuple[float | None, str, str | None]:
    return cell.number, cell.text, cell.missing


@given(scorecards())
def test_any_scorecard_is_read_back_exactly(written: Written) -> None:
    text = published(written)
    scorecard = read(text)
    frames = scorecard.frames
    rows = [(area, *row) for area, found in written.areas for row in found]
    assert scorecard.period == written.report
    assert list(frames.listing["ref"]) == [ref for _, ref, _, _ in rows]
    assert list(frames.listing["name"]) == [name for _, _, name, _ in rows]
    assert list(frames.listing["area"]) == [area for area, _, _, _ in rows]

    expected: dict[str, set[Any]] = {"observations": set(), "outturns": set(), "benchmarks": set(), "targets": set()}
    marks = set()
    for _, ref, _, cells in rows:
        for title, cell in cells.items():
            if title.startswith("month"):
                expected["observations"].add((ref, add_months(written.report, -int(title.split()[1])), *figure(cell)))
            elif title == "Current":
                expected["observations"].add((ref, written.report, *figure(cell)))
            elif title == "Previous Year":
                expected["outturns"].add((ref, *figure(cell)))
            elif title in COMPARATORS and cell.text:
                expected["benchmarks"].add((ref, COMPARATORS[title], "2021/22", *figure(cell)))
            elif title == "Target" and cell.text:
                expected["targets"].add((ref, *TARGETS[cell.text], cell.text))
        marks.add((ref, RATINGS[cells["Performance"].text], ARROWS[cells["Direction of Travel"].text]))
    columns = {
        "observations": ("ref", "period", "value", "text", "missing"),
        "outturns": ("ref", "value", "text", "missing"),
        "benchmarks": ("ref", "comparator", "year", "value", "text", "missing"),
        "targets": ("ref", "low", "high", "text"),
    }
    for name, names_of_columns in columns.items():
        found = getattr(frames, name).select(names_of_columns).rows()
        assert sorted(map(repr, found)) == sorted(map(repr, expected[name])), name
    assert set(frames.published.select("ref", "rating", "direction").rows()) == marks
    assert [problem for problem in scorecard.problems if problem.severity == "error"] == []
    assert_nothing_is_dropped(text, scorecard)


CELLS = st.one_of(st.text(max_size=8), st.sampled_from(["CIN8", "FD2", "7%", "12", "R", "↑", "May-23", "n/a", "", ""]))


@given(st.lists(st.lists(CELLS, max_size=9), max_size=10))
def test_of_any_text_under_a_heading_nothing_is_dropped(lines: list[Line]) -> None:
    start = ["September 2023", "Ref\tIndicator\tAug-23\tCurrent\tTarget\tPerformance", "FD1\tContacts\t1\t2\t3\tR", ""]
    text = "\n".join(start) + text_of(lines)
    scorecard = read(text)
    assert "FD1" in set(scorecard.frames.listing["ref"])
    assert_nothing_is_dropped(text, scorecard)
