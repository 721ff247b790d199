"""What reading the tidy form costs, against polars' bare read of the same file.

python -m benchmarks.tidy
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import polars as pl

from benchmarks.figures import Figure, alternate, ratio
from tui.reports.tidy_files import Form, write_tidy
from tui.reports.tidy_table import SCHEMA
from tui.scorecard.catalogue import Area, Catalogue
from tui.scorecard.periods import add_months
from tui.sources.tidy import read_tidy
from tui.sources.tidy.columns import RECORDS

ROWS = 500_000
BOUND = 3.0
LATEST = date(2024, 3, 31)
MONTHS = 36
COMPARATORS = ("gm", "nw", "sn", "england")
CATALOGUE = Catalogue("Exampleshire", None, {"a": Area("a", "Area 0", "Area 0", 1, "A")}, {}, {})
SEED = 20240331


def reading(pairs: int = 15, rows: int = ROWS) -> Iterator[Figure]:
    """CSV and Parquet of as many records, each against polars' bare read of the same file."""
    table = any_table(rows)
    with TemporaryDirectory() as folder:
        for form in ("csv", "parquet"):
            path = Path(folder) / f"tidy.{form}"
            yield _figure(path, form, table, pairs)


def _figure(path: Path, form: Form, table: pl.DataFrame, pairs: int) -> Figure:
    with path.open("wb") as file:
        write_tidy(table, form, file)

    def ours() -> float:
        start = perf_counter()
        read_tidy(path, CATALOGUE)
        return perf_counter() - start

    def bare() -> float:
        start = perf_counter()
        _ = pl.read_csv(path) if form == "csv" else pl.read_parquet(path)
        return perf_counter() - start

    against = f"polars' bare read of the same {table.height:,} rows"
    return ratio(f"tidy {form}", *alternate(ours, bare, pairs), bound=BOUND, against=against)


def any_table(rows: int) -> pl.DataFrame:
    """A tidy table as `scorecard convert` writes it: about so many records of three years, a kind after the other."""
    chance = random.Random(SEED)
    publications = [add_months(LATEST, -back) for back in reversed(range(MONTHS))]
    indicators = max(rows // (MONTHS * 5), 1)
    parts = [_listing(indicators)]
    parts += [_of_publication(month, indicators, chance) for month in publications]
    return pl.concat([pl.concat(parts).filter(record=record) for record in RECORDS])


def _listing(indicators: int) -> pl.DataFrame:
    numbers = range(indicators)
    return _frame(
        {
            "record": "listing",
            "publication": LATEST,
            "ref": [f"A{number}" for number in numbers],
            "area": [f"Area {number // 100}" for number in numbers],
            "name": [f"Indicator number {number} within so many working days (%)" for number in numbers],
            "row": "whole",
            "order": list(numbers),
            "source": "2024-03.txt",
            "place": [f"2024-03.txt:{number + 5}:1" for number in numbers],
        }
    )


def _of_publication(month: date, indicators: int, chance: random.Random) -> pl.DataFrame:
    """The current month, a restated one, two benchmarks and the marks of every indicator."""
    source = f"{month:%Y-%m}.txt"

    def figures(kind: str, column: int, **more: object) -> pl.DataFrame:
        values = [round(chance.gauss(80, 9), 1) for _ in range(indicators)]
        return _marks(kind, column, value=values, text=[f"{value}%" for value in values], **more)

    def _marks(kind: str, column: int, **more: object) -> pl.DataFrame:
        return _frame(
            {
                "record": kind,
                "publication": month,
                "ref": [f"A{number}" for number in range(indicators)],
                "source": source,
                "place": [f"{source}:{number + 5}:{column}" for number in range(indicators)],
                **more,
            }
        )

    letters = [chance.choice("RAG") for _ in range(indicators)]
    return pl.concat(
        [
            figures("observation", 8, period=month),
            figures("observation", 7, period=add_months(month, -1)),
            figures("benchmark", 11, comparator=chance.choice(COMPARATORS[:2]), year="2022/23"),
            figures("benchmark", 13, comparator=chance.choice(COMPARATORS[2:]), year="2022/23"),
            _marks("published", 14, period=month, rating=letters, rating_text=letters),
        ]
    )


def _frame(columns: dict[str, object]) -> pl.DataFrame:
    """Records of these columns; what stands alone holds for all of them, and what is not given is null."""
    listed = pl.DataFrame({name: values for name, values in columns.items() if isinstance(values, list)})
    alone = {name: pl.lit(value) for name, value in columns.items() if not isinstance(value, list)}
    known = {"authority": pl.lit("Exampleshire"), **{name: pl.col(name) for name in listed.columns}, **alone}
    return listed.select(known.get(name, pl.lit(None)).cast(kind).alias(name) for name, kind in SCHEMA.items())


def main() -> int:
    over = False
    for figure in reading():
        print(figure, flush=True)
        over |= figure.over
    return int(over)


if __name__ == "__main__":
    sys.exit(main())
