"""Any scorecard, as text, CSV, TSV or workbook, shuffled, renamed and with noise, is read back exactly or reported."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.sources.published.test_any_scorecard import (
    ARROWS,
    COMPARATORS,
    RATINGS,
    TARGETS,
    Cell,
    Written,
    figure,
    scorecards,
)
from tests.support.grids import csv
from tests.support.published import catalogue, text_of
from tests.support.workbooks import Made, MadeSheet, Value, write
from tui.scorecard.frames import Frames
from tui.scorecard.model import Scorecard
from tui.scorecard.periods import MONTHS, add_months
from tui.scorecard.problems import Problem
from tui.scorecard.values import parse_value
from tui.sources.decoding import Line, split_lines
from tui.sources.delimited import delimited_lines
from tui.sources.published.reader import read_published
from tui.sources.workbook import read_workbook_lines

Row = list[str]

SYNONYMS = {
    "Current": ["Current", "Current Performance", "Latest Value", "In Month"],
    "Previous Year": ["Previous Year", "Prev Year Outturn", "2022/23 Outturn", "Last Year"],
    "Target": ["Target", "Annual Target", "Target 2023/24", "TGT"],
    "Performance": ["Performance", "RAG", "RAG (in month)", "RAG Status"],
    "Direction of Travel": ["Direction of Travel", "DOT", "Direction"],
    "Last 12 Months": ["Last 12 Months", "Trend", "Sparkline"],
    "gm": ["Greater Manchester Average", "GM Ave", "Gtr Manchester Mean"],
    "nw": ["North West Average", "NW AVE", "Regional Ave."],
    "sn": ["Statistical Neighbour Average", "Stat Neigh Ave", "SN Avg"],
    "england": ["England Average", "NAT AVE", "National Benchmark"],
    "london": ["London Average", "LONDON AVE"],
}
REFS = ["Ref", "PI Ref", "Reference", "KPI No"]
NAMES = ["Indicator", "Performance Measure", "Description", "KPI Name"]
MONTH_FORMS: list[Callable[[date], str]] = [
    lambda day: f"{MONTHS[day.month - 1][:3]}-{day.year % 100:02d}",
    lambda day: f"{MONTHS[day.month - 1]} {day.year}",
    lambda day: f"{day.year}-{day.month:02d}",
    lambda day: f"{MONTHS[day.month - 1][:3].upper()} '{day.year % 100:02d}",
    lambda day: f"{day.month}/{day.day}/{day.year}",
    lambda day: f"{day:%d/%m/%Y}",
    lambda day: f"Actual {MONTHS[day.month - 1][:3]} {day.year}",
]
MISSPELT = ("4S", "see note", "l2%", "12..5", "??")
UNKNOWN = ("Narrative", "Owner", "Data source")


class Laid(msgspec.Struct, frozen=True):
    """A scorecard as it is laid out: rows of texts, and the misspelt cells by ref and title."""

    written: Written
    rows: list[Row]
    misspelt: dict[tuple[str, str], str]


@st.composite
def layouts(draw: st.DrawFn) -> Laid:
    written = draw(scorecards())
    form = draw(st.sampled_from(MONTH_FORMS))
    columns: list[str] = ["ref", "name", *written.titles]
    extra = draw(st.lists(st.sampled_from(UNKNOWN), unique=True, max_size=2))
    columns = draw(st.permutations([*columns, *extra, *["blank"] * draw(st.integers(0, 2))]))
    titles = [_title(draw, column, written.report, form) for column in columns]
    misspelt: dict[tuple[str, str], str] = {}
    rows: list[Row] = [[f"{MONTHS[written.report.month - 1]} {written.report.year}"], ["PERFORMANCE SCORECARD"], []]
    for area, entries in written.areas:
        rows += [[area.upper() + " - Head of Service - Ada Long"], *[[]] * draw(st.integers(0, 1)), titles]
        for ref, name, cells in entries:
            row = []
            for column in columns:
                text = _text(column, ref, name, cells)
                if column.startswith(("month", "Current", "Previous", *COMPARATORS)) and draw(st.integers(0, 19)) == 0:
                    text = misspelt[ref, column] = draw(st.sampled_from(MISSPELT))
                row.append(text)
            rows.append(row)
        rows += [[]] * draw(st.integers(0, 2))
    return Laid(written, rows, misspelt)


def _title(draw: st.DrawFn, column: str, report: date, form: Callable[[date], str]) -> str:
    if column in UNKNOWN:
        return column
    if column == "blank":
        return ""
    if column.startswith("month"):
        return form(add_months(report, -int(column.split()[1])))
    titles = REFS if column == "ref" else NAMES if column == "name" else SYNONYMS[COMPARATORS.get(column, column)]
    title = draw(st.sampled_from(titles)).replace("2023/24", financial_year(report))
    return f"{title} (2021/22)" if column in COMPARATORS else title


def financial_year(day: date) -> str:
    begins = day.year - (day.month < 4)
    return f"{begins}/{(begins + 1) % 100:02d}"


def _text(column: str, ref: str, name: str, cells: dict[str, Cell]) -> str:
    if column in UNKNOWN:
        return "a word"
    return {"ref": ref, "name": name, "blank": ""}.get(column) or ("" if column == "blank" else cells[column].text)


# ---- The layouts


def as_text(laid: Laid, folder: Path) -> Sequence[Line]:
    return split_lines(text_of(laid.rows), "a.txt")


def as_csv(laid: Laid, folder: Path) -> Sequence[Line]:
    return delimited_lines(csv(*laid.rows), "a.csv")


def as_tsv(laid: Laid, folder: Path) -> Sequence[Line]:
    return delimited_lines(csv(*laid.rows, delimiter="\t"), "a.tsv")


def as_workbook(laid: Laid, folder: Path) -> Sequence[Line]:
    made = MadeSheet("Scorecard", [[_cell(text) for text in row] for row in laid.rows])
    return read_workbook_lines(write(folder / "a.xlsx", made))


def _cell(text: str) -> Value:
    """A number as a number with its format, anything else as text."""
    value = parse_value(text)
    if value.number is None or text in ("1", "↑"):
        return text
    commas = "#,##0" if "," in text else "0"
    code = f"{commas}{'.' if value.decimals else ''}{'0' * value.decimals}{'%' if value.percent else ''}"
    return Made(value.number / (100 if value.percent else 1), code)


LAYOUTS = {"text": as_text, "csv": as_csv, "tsv": as_tsv, "workbook": as_workbook}


def expected(laid: Laid) -> dict[str, dict[tuple[Any, ...], tuple[Any, ...]]]:
    """What every frame must hold: by what a figure is of, its value, text and reason."""
    found: dict[str, dict[tuple[Any, ...], tuple[Any, ...]]] = {
        name: {} for name in ("observations", "outturns", "benchmarks", "targets", "published")
    }
    written = laid.written
    for _, rows in written.areas:
        for ref, _, cells in rows:
            for title, cell in cells.items():
                wrong = laid.misspelt.get((ref, title))
                is_ = figure(cell) if wrong is None else (None, wrong, "unreadable")
                if title.startswith("month"):
                    found["observations"][ref, add_months(written.report, -int(title.split()[1]))] = is_
                elif title == "Current":
                    found["observations"][ref, written.report] = is_
                elif title == "Previous Year":
                    found["outturns"][ref,] = is_
                elif title in COMPARATORS and is_[1]:
                    found["benchmarks"][ref, COMPARATORS[title], "2021/22"] = is_
                elif title == "Target" and cell.text:
                    found["targets"][ref,] = (*TARGETS[cell.text], cell.text)
            found["published"][ref,] = (
                RATINGS[cells["Performance"].text],
                ARROWS[cells["Direction of Travel"].text],
            )
    return found


def held(frames: Frames) -> dict[str, dict[tuple[Any, ...], tuple[Any, ...]]]:
    """What the frames hold, in the same form."""
    columns: dict[str, tuple[list[str], list[str]]] = {
        "observations": (["ref", "period"], ["value", "text", "missing"]),
        "outturns": (["ref"], ["value", "text", "missing"]),
        "benchmarks": (["ref", "comparator", "year"], ["value", "text", "missing"]),
        "targets": (["ref"], ["low", "high", "text"]),
        "published": (["ref"], ["rating", "direction"]),
    }
    return {
        name: dict(zip(getattr(frames, name).select(of).rows(), getattr(frames, name).select(is_).rows(), strict=True))
        for name, (of, is_) in columns.items()
    }


def assert_reported(laid: Laid, scorecard: Scorecard) -> None:
    """Every misspelt cell is a problem of its ref with its text, and every unknown column one."""
    errors = [(problem.ref, problem.message) for problem in scorecard.problems if problem.severity == "error"]
    for (ref, _), text in laid.misspelt.items():
        assert any(ref == of and f"“{text}”" in message for of, message in errors), (ref, text)


@pytest.mark.parametrize("layout", ["csv", "tsv", "workbook"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=15)
@given(laid=layouts())
def test_in_a_grid_it_is_read_back_exactly(layout: str, tmp_path: Path, laid: Laid) -> None:
    scorecard = read_published(LAYOUTS[layout](laid, tmp_path), catalogue(), authority="Tameside")
    wanted, got = expected(laid), held(scorecard.frames)
    assert scorecard.period == laid.written.report
    for name, figures in wanted.items():
        assert got[name] == figures, name
    assert_reported(laid, scorecard)
    unread = {problem.message.split("“")[1].split("”")[0] for problem in unknown(scorecard)}
    assert unread - {""} == {cell for row in laid.rows for cell in row if cell in UNKNOWN}


def unknown(scorecard: Scorecard) -> list[Problem]:
    return [problem for problem in scorecard.problems if problem.code == "unknown_heading"]


@settings(max_examples=15)
@given(laid=layouts())
def test_in_a_text_it_is_read_back_exactly_or_reported(laid: Laid) -> None:
    """A text may have lost cells, so what a misspelt cell makes uncertain is unreadable there: never wrong."""
    scorecard = read_published(as_text(laid, Path()), catalogue(), authority="Tameside")
    wanted, got = expected(laid), held(scorecard.frames)
    doubtful = {ref for ref, _ in laid.misspelt} | {
        problem.ref for problem in scorecard.problems if problem.code == "uncertain_columns"
    }
    for name, figures in wanted.items():
        for of, is_ in figures.items():
            if of[0] not in doubtful:
                assert got[name].get(of) == is_, (name, of)
            elif name in ("observations", "outturns", "benchmarks") and of in got[name]:
                assert got[name][of][0] in (None, is_[0]), (name, of)
    assert {ref for ref, _ in laid.misspelt} <= {problem.ref for problem in scorecard.problems}
