"""What reading a large published scorecard costs, against polars' bare read of the same file.

    python -m benchmarks.sources

Both run in one process and in turn: `reading` compares the readers alone, and `opening` two fresh processes, which is
what a user waits for.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

import polars as pl

from benchmarks.figures import Figure, alternate, ratio
from tests.support.grids import csv
from tests.support.terminal import clean_environment
from tests.support.workbooks import Made, MadeSheet, Value, write
from tui import bundled
from tui.scorecard.catalogue_file import load_catalogue
from tui.scorecard.model import Scorecard
from tui.scorecard.periods import add_months, short_label
from tui.sources.decoding import read_text
from tui.sources.delimited import read_delimited_lines
from tui.sources.published.reader import read_published
from tui.sources.published_text import tabbed_lines
from tui.sources.workbook import read_workbook_lines

INDICATORS: Final = 2_000
MANY: Final = 100_000
_MONTHS: Final = 30
_REPORT: Final = date(2023, 9, 30)
_SEED: Final = 20230930
_BOUNDS: Final = {".txt": 3.0, ".csv": 3.0, ".xlsx": 2.0}
_TITLES: Final = [
    "Current Performance",
    "Previous Year",
    "Target",
    "GM Ave (2021/22)",
    "NW Ave (2021/22)",
    "Stat Neigh Ave (2021/22)",
    "NAT AVE (2021/22)",
    "RAG (in month)",
    "DOT",
]
_READ: Final = """
import sys
from pathlib import Path
from tui import bundled
from tui.scorecard.catalogue_file import load_catalogue
from tui.sources.format import Ask
from tui.sources.{module} import {form}
{form}.read(Path(sys.argv[1]), Ask(load_catalogue(bundled.catalogue_path())))
"""
_BARE: Final = "import sys, polars; polars.{call}"
_FORMS: Final = {
    ".txt": ("published_text", "PUBLISHED_TEXT"),
    ".csv": ("published_delimited", "PUBLISHED_DELIMITED"),
    ".xlsx": ("published_workbook", "PUBLISHED_WORKBOOK"),
}
_CALLS: Final = {
    ".txt": "read_csv(sys.argv[1], separator='\\t', skip_rows=1)",
    ".csv": "read_csv(sys.argv[1], skip_rows=1)",
    ".xlsx": "read_excel(sys.argv[1])",
}


def reading(pairs: int) -> Iterator[Figure]:
    """Text, CSV and workbook of 2,000 indicators, read within one process."""
    with TemporaryDirectory() as folder:
        for path in made(Path(folder), INDICATORS):
            ours, control = _readers(path)
            yield _compared(f"reading {path.suffix[1:]}", ours, control, pairs, path)


def many(pairs: int) -> Figure:
    """A CSV of 100,000 indicators."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "many.csv"
        path.write_text(csv(*rows(MANY)), encoding="utf-8")
        return _compared(f"reading csv of {MANY:,}", *_readers(path), pairs, path)


def opening(pairs: int) -> Iterator[Figure]:
    """The same files, from the start of a process to its end."""
    with TemporaryDirectory() as folder:
        for path in made(Path(folder), INDICATORS):
            module, form = _FORMS[path.suffix]
            ours = _process(_READ.format(module=module, form=form), path)
            control = _process(_BARE.format(call=_CALLS[path.suffix]), path)
            yield _compared(f"opening {path.suffix[1:]}", ours, control, pairs, path)


def made(folder: Path, indicators: int) -> list[Path]:
    """The same scorecard as text, CSV and workbook."""
    table = rows(indicators)
    text, delimited = folder / "large.txt", folder / "large.csv"
    text.write_text("\n".join("\t".join(row) for row in table), encoding="utf-8")
    delimited.write_text(csv(*table), encoding="utf-8")
    sheet = MadeSheet("Front Door", [[_cell(text) for text in row] for row in table])
    return [text, delimited, write(folder / "large.xlsx", sheet)]


def rows(indicators: int) -> list[list[str]]:
    """A month, a heading of 41 columns, and the rows of so many indicators."""
    chance = Random(_SEED)
    months = [short_label(add_months(_REPORT, -back)) for back in range(_MONTHS, 0, -1)]
    table = [["September 2023"], ["Ref", "Indicator", *months, *_TITLES]]
    for number in range(indicators):
        figures = [_figure(chance, percent=number % 2 > 0) for _ in range(_MONTHS + 7)]
        ref = f"{chr(65 + number // 9_000)}X{number % 9_000 + 1}"
        table.append([ref, f"Made-up measure {number}", *figures, chance.choice("RAG"), chance.choice("↑↓↔")])
    return table


def _figure(chance: Random, *, percent: bool) -> str:
    return f"{chance.uniform(20, 99):.1f}%" if percent else str(chance.randint(1, 2_000))


def _cell(text: str) -> Value:
    if text.endswith("%"):
        return Made(round(float(text[:-1]) / 100, 3), "0.0%")
    return int(text) if text.isdigit() else text


def _readers(path: Path) -> tuple[Callable[[], object], Callable[[], object]]:
    catalogue = load_catalogue(bundled.catalogue_path())

    def ours() -> Scorecard:
        if path.suffix == ".xlsx":
            return read_published(read_workbook_lines(path), catalogue, authority="Exampleshire")
        lines = read_delimited_lines(path) if path.suffix == ".csv" else tabbed_lines(read_text(path), path.name)
        return read_published(lines, catalogue, authority="Exampleshire")

    def control() -> pl.DataFrame:
        if path.suffix == ".xlsx":
            return pl.read_excel(path)
        return pl.read_csv(path, separator="," if path.suffix == ".csv" else "\t", skip_rows=1)

    return ours, control


def _process(code: str, path: Path) -> Callable[[], object]:
    command = [sys.executable, "-c", code, str(path)]
    return lambda: subprocess.run(command, stdout=subprocess.PIPE, env=clean_environment(), check=True)


def _compared(name: str, ours: Callable[[], object], control: Callable[[], object], pairs: int, path: Path) -> Figure:
    measured = alternate(lambda: _seconds(ours), lambda: _seconds(control), pairs)
    return ratio(name, *measured, bound=_BOUNDS[path.suffix], against="polars' bare read of the same file")


def _seconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def main() -> int:
    figures = [*reading(pairs=15), many(pairs=3), *opening(pairs=7)]
    for figure in figures:
        print(figure)
    return int(any(figure.over for figure in figures))


if __name__ == "__main__":
    sys.exit(main())
