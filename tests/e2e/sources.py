"""Sources that tests make, alter on disk and look at."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from tests.support.published import catalogue, seed_text, table
from tests.support.terminal import Terminal
from tests.support.workbooks import MadeSheet, write
from tui.scorecard.periods import add_months, long_label, month_end, short_label

JULY, AUGUST, SEPTEMBER = (month_end(2023, month) for month in (7, 8, 9))
SIZES: Final = [(80, 24), (120, 40)]

Rows = Mapping[str, tuple[Sequence[str], str]]
"""Months up to the scorecard's own, and the rating, by ref."""


def save(path: Path, period: date, rows_: Rows) -> Path:
    """A published scorecard of these indicators."""
    long = max(len(figures) for figures, _ in rows_.values())
    months = [short_label(add_months(period, -ago)) for ago in range(long - 1, 0, -1)]
    known = catalogue().indicators
    lines = [
        [ref, known[ref].name, *[""] * (long - len(figures)), *figures, rating]
        for ref, (figures, rating) in rows_.items()
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(table(["Ref", "Indicator", *months, "Current", "RAG"], *lines, month=long_label(period)), "utf-8")
    return path


def tidy(path: Path, figures: Mapping[str, Sequence[int]]) -> Path:
    """A tidy CSV file: an authority's figures of FD1, FD2..., all of September 2023."""
    lines = ["record,authority,publication,ref,period,value"]
    for name, values in figures.items():
        for ref, value in zip(("FD1", "FD2", "CIN1"), values, strict=False):
            lines.append(f"observation,{name},2023-09,{ref},2023-09,{value}")
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def workbook(path: Path, cin21: str) -> Path:
    lines = [[cell.strip() for cell in line.split("\t")] for line in altered(cin21).splitlines()]
    return write(path, MadeSheet("Sheet1", [[cell or None for cell in line] for line in lines]))


def september(ref: str) -> str:
    """The figure of September in the bundled text."""
    return next(line for line in seed_text().splitlines() if line.startswith(f"{ref}\t")).split("\t")[7].strip()


def write_whole(path: Path, text: str) -> Path:
    """As programs do that save without a moment in which half is there."""
    beside = path.with_name(f"{path.name}.new")
    beside.write_text(text, "utf-8")
    beside.replace(path)
    return path


def altered(text: str = "199") -> str:
    """The bundled scorecard with another figure of CIN21."""
    assert "\t185\t" in seed_text()
    return seed_text().replace("\t185\t", f"\t{text}\t")


def ready(app: Terminal, words: str = "Contacts received") -> None:
    """Wait until everything is there."""
    app.wait_for(words)
    app.wait_for("…T", timeout=20)  # what is derived comes after the first rows
    app.wait_quiet()


def leave(app: Terminal, words: str) -> None:
    """Press esc, and wait until what it leaves is gone; what follows esc at once would be taken for alt."""
    app.press("escape")
    app.wait_gone(words)


def framed(app: Terminal) -> list[str]:
    """What stands in the frame in front, once its four sides are whole."""
    app.wait_quiet()
    lines = app.lines()
    top = max(row for row, line in enumerate(lines) if "╭" in line)
    left, right = lines[top].index("╭"), lines[top].index("╮")
    bottom = next(row for row in range(top, len(lines)) if lines[row][left : left + 1] == "╰")
    assert lines[bottom][right] == "╯"
    inner = lines[top + 1 : bottom]
    assert {(line[left], line[right]) for line in inner} == {("│", "│")}
    return [line[left + 1 : right].strip() for line in inner]


def figure(app: Terminal, ref: str) -> str:
    """The figure of the scorecard's month in an indicator's row."""
    app.wait_quiet(30)
    title = re.search(r"^ Ref .* ([A-Z][a-z]{2}-\d{2})\s", app.text(), re.MULTILINE)
    row = re.search(rf"^[▌ ]{ref} .*$", app.text(), re.MULTILINE)
    assert title, app.text()
    assert row, app.text()
    return row[0][: title.end(1) - title.start()].split()[-1]
