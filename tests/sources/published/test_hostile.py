"""Texts that mean harm, or are merely large."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from tests.support.accounting import assert_nothing_is_dropped
from tests.support.published import found, read, seed_text, shown, table
from tui.reports.detail import show_sheets
from tui.reports.gap_chart import gap_chart
from tui.reports.glyphs import UNICODE
from tui.reports.history_chart import history_chart
from tui.reports.indicator_page import indicator_page
from tui.reports.listing import list_csv, list_sheets
from tui.reports.paper import sheet_lines
from tui.reports.problems import report
from tui.reports.provenance import provenance_lines
from tui.reports.records import dumps, indicator_record
from tui.reports.sheets import to_markdown
from tui.reports.styled import text_of
from tui.scorecard.overview import overview
from tui.scorecard.subject import Subject

COLUMNS = (
    "Ref",
    "Indicator",
    "Aug-23",
    "Current",
    "Previous Year",
    "Target",
    "England Average (2021/22)",
    "Performance",
)
HOSTILE = {
    "escape": "\x1b[31mred\x1b]0;title\x07",
    "markup": "[red]x[/]",
    "override": "12\u202e%",
    "bell": "\x07",
    "delete": "\x7f",
    "C1": "\x9b31m",
    "mark": "\u061c\u200f",
    "isolate": "\u2066x\u2069",
    "tag": "\U000e0041",
    "surrogate-free-joiner": "\u200d\u2060",
    "long": "x" * 10_000,
    "digits": "9" * 10_000,
    "decimals": "0." + "1" * 10_000,
    "formula": "=cmd|' /C calc'!A0",
    "table": "a|b\\|c",
}
LONG = 10_000
LARGE: dict[str, Callable[[int], list[str]]] = {
    "rows": lambda number: [f"CIN{number + 100}", f"Indicator {number}", "1", "2", "3", "", "R", "1"],
    "short rows": lambda number: [f"CIN{number + 100}", f"Indicator {number}", "1", "2", "3"][: 3 + number % 3],
    "lost refs": lambda number: ["", f"Indicator {number}", "1", "2", "3", "", "R", "1"],
    "loose": lambda number: [f"{number}%"],
    "fragments": lambda number: [f"CIN{number // 2 + 100}" if number % 2 else f"piece {number}"],
    "unknown columns": lambda number: [f"CIN{number + 100}", f"Indicator {number}", *"12345678"],
}
"""Ten thousand lines of one kind, each made from its number."""


def scorecard_with(cell: str) -> str:
    rows = [
        ["FD1", cell, "1", "2", "3", "4", "5", "R"],
        ["FD2f", "MASH Screenings Completed within 72hrs", cell, cell, cell, cell, cell, cell],
        ["FD2e", "MASH Screenings Completed", "10", "12", cell, "14", "9", cell],
    ]
    return table(COLUMNS, *rows) + f"\n{cell}\n"


@pytest.mark.parametrize("cell", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_cells_are_unreadable_and_listed(cell: str) -> None:
    text = scorecard_with(cell)
    scorecard = read(text)
    assert_nothing_is_dropped(text, scorecard)
    one = shown(scorecard)["FD2f"]
    assert {point.figure.value for point in one.history} == {None}
    assert {point.figure.missing for point in one.history} <= {"unreadable", "blank"}
    assert (one.rating, one.gap) == (None, None)


def faces(text: str) -> list[str]:
    """Everything that any plain face prints of a scorecard."""
    seen = overview(read(text))
    sheets = list_sheets(seen, seen.areas, UNICODE, 160)
    for one in seen.indicators:
        sheets += show_sheets(one, UNICODE)
    printed = "\n".join(text_of(sheet_lines(sheet, width), "plain") for sheet in sheets for width in (160, 40))
    drawn = [
        line
        for one in seen.indicators
        for lines in (
            gap_chart(one, 80, UNICODE),
            history_chart(one, 80, 12, UNICODE),
            indicator_page(Subject(one), 120, 40, UNICODE),
            provenance_lines(one, 100, UNICODE),
        )
        for line in lines
    ]
    return [
        printed,
        to_markdown(sheets),
        list_csv(seen.indicators),
        dumps([indicator_record(one) for one in seen.indicators]),
        *(report(seen.problems, form) for form in ("table", "json", "csv", "md")),
        "\n".join("".join(cell.text for cell in line) for line in drawn),
    ]


@pytest.mark.parametrize("cell", HOSTILE.values(), ids=HOSTILE.keys())
def test_no_face_prints_what_a_terminal_would_obey(cell: str) -> None:
    for printed in faces(scorecard_with(cell)):
        obeyed = {character for character in printed if not character.isprintable() and character != "\n"}
        assert obeyed == set()


def test_markup_is_printed_as_it_is() -> None:
    assert "[red]x[/]" in faces(scorecard_with("[red]x[/]"))[0]


def test_json_stays_json_whatever_the_figures() -> None:
    for cell in HOSTILE.values():
        text = faces(scorecard_with(cell))[3]
        assert json.loads(text)[0]["indicator"] == " ".join(cell.replace("\u200b", " ").split())


def test_a_binary_like_text_without_a_month_is_refused_with_a_reason() -> None:
    from tui.sources.decoding import SourceError

    with pytest.raises(SourceError, match="does not state the month"):
        read("\x01\x02\t\x03" * 50)


@pytest.mark.parametrize("kind", LARGE)
def test_ten_thousand_lines_are_read_in_one_pass(kind: str) -> None:
    """A reader that compared every line with every other would take minutes here."""
    columns = ("Ref", "Indicator", "Jul-23", "Aug-23", "Current", "Target", "Performance", "Direction of Travel")
    rows = [LARGE[kind](number) for number in range(LONG)]
    scorecard = read(table(columns, ["FD1", "Contacts", "1", "2", "3", "", "R", "1"], *rows))
    assert len(scorecard.frames.listing) + len(scorecard.problems) > LONG / 2


def test_a_very_wide_table_is_read() -> None:
    columns = ["Ref", "Indicator", *(f"Column {number}" for number in range(1_000)), "Current"]
    scorecard = read(table(columns, ["FD1", "Contacts", *["1"] * 1_001], ["FD2", "Rate", *["1"] * 500]))
    assert len(found(scorecard, "heading not understood")) == 1_000


def test_the_seed_with_hostile_cells_keeps_every_other_figure() -> None:
    text = seed_text().replace("1107", "\x1b[2J", 1)
    scorecard = read(text)
    assert_nothing_is_dropped(text, scorecard)
    assert shown(scorecard)["FD1"].current.value == 1265.0
    assert found(scorecard, "is not a number")[0].place == "a.txt:25:3"
