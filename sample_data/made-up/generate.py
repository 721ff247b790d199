"""Publishes Exampleshire's scorecards, April 2021 to March 2024, as `exampleshire.csv` beside this file.

    python sample_data/made-up/generate.py

Each month has its own publication, which also repeats what has changed in earlier months since. A figure is always
computed from what was known at the time of the publication, so the figures of one publication agree with one
another. `exampleshire.py` draws what happened, `targets.toml` says what it is held against. Exampleshire does not
exist: its benchmarks are made up as well, near what such figures are in England.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from pathlib import Path
from typing import Any, Final

import tomli
from exampleshire import MODEL, MONTHS, UNDER_18S, Chance, Counts, draw_all, fraction_of, month_index, month_key

HERE: Final = Path(__file__).resolve().parent
OUTPUT: Final = HERE / "exampleshire.csv"
HEADER: Final = (
    *("record", "authority", "publication", "ref", "area", "name", "period", "year", "comparator"),
    *("value", "low", "high", "missing", "rating", "direction", "text"),
)
RECORDS: Final = ("listing", "observation", "outturn", "benchmark", "target", "published")
FIRST: Final = month_index("2021-04")  # the first month published
COMPARATORS: Final = ("gm", "nw", "sn", "england")
SCALE: Final = {"percent": 100, "rate_per_10000": 10_000, "ratio": 1, "count": 1}

Row = dict[str, str]

# ---- What went wrong with the data ----


@dataclass(frozen=True)
class Restated:
    """Months first published with other counts: off by `differences` until the publication `settled`."""

    month: str
    settled: str
    differences: dict[str, int]


RESTATED: Final = (
    Restated("2021-07", "2021-08", {"CIN21": 9}),  # one child's episodes entered twice
    Restated("2021-11", "2022-02", {"FD16": -17}),  # notifications found in another inbox
    Restated("2022-06", "2022-08", {"CIN6": -16, "CIN8": -12}),  # assessments signed off late
    Restated("2022-11", "2022-12", {"CF1": 3, "CF5": -3}),  # children who had left, still open on the system
    Restated("2023-03", "2023-05", {"SG6": -4}),  # minutes filed late: last year's outturn is restated too
    Restated("2023-05", "2023-06", {"EH5": -11, "EH6": -9}),  # a locality team's return came late
    Restated("2023-07", "2023-09", {"SG1": 12}),  # children found on roll elsewhere
    Restated("2023-10", "2023-11", {"WF5": -31}),  # sickness notes entered late
    Restated("2023-12", "2024-02", {"CIN16": -14}),
)

LATE: Final = {
    "2021-08": ("SG16", "SG17", "SG18", "SG19", "SG20"),
    "2021-12": ("WF5", "WF5a"),
    "2022-05": ("CIN22", "CIN23"),
    "2022-08": ("SG16", "SG17", "SG18", "SG19", "SG20"),
    "2022-10": ("CF24",),
    "2023-01": ("EH9", "EH9a"),
    "2023-04": ("CF14",),
    "2023-08": ("SG16", "SG17", "SG18", "SG19", "SG20"),
    "2023-12": ("WF5", "WF5a", "WF8", "WF9"),
}
"""Publications without figures for their own month; the next one has them."""

BEGINS: Final = {**dict.fromkeys(("CIN10a", "CIN10b", "CIN10c"), ("2021-05", "")), "WF7": ("2022-04", "-")}
"""Refs recorded only from a later month on, and what is published before it."""

MISSING: Final = {
    "": "blank",
    "-": "unavailable",
    "n/a": "not_applicable",
    "c": "suppressed",
    "Not Yet Available": "not_yet_available",
}

# ---- Targets and benchmarks ----

HELD_AGAINST: Final = tomli.loads((HERE / "targets.toml").read_text("utf-8"))
TARGETS: Final[dict[str, str]] = HELD_AGAINST["targets"]
BENCHMARKS: Final[dict[str, list[float]]] = HELD_AGAINST["benchmarks"]
BENCHMARK_YEARS: Final = {"2021-04": 2019, "2022-01": 2020, "2023-01": 2021, "2024-01": 2022}
"""The publications that bring newer benchmarks, and the financial year of those by its beginning."""

# ---- The catalogue ----


@dataclass(frozen=True)
class Indicator:
    """What publishing needs to know of an indicator."""

    ref: str
    name: str
    area: str
    unit: str
    polarity: str
    basis: str
    decimals: int
    numerator: str | None


def read_catalogue() -> tuple[str, dict[str, Indicator]]:
    """The authority's name, and its indicators by ref in the order of their areas and then of their refs."""
    document = tomli.loads((HERE / "indicators.toml").read_text("utf-8"))
    document = merged(tomli.loads((HERE / document["extends"]).read_text("utf-8")), document)
    areas = document["areas"]
    entries = sorted(
        document["indicators"].items(), key=lambda item: (areas[item[1]["area"]]["order"], natural(item[0]))
    )
    kept = ("name", "unit", "polarity", "basis", "decimals")
    return document["authority"]["name"], {
        ref: Indicator(
            ref=ref,
            area=areas[entry["area"]]["name"],
            numerator=entry.get("numerator"),
            **{key: entry[key] for key in kept},
        )
        for ref, entry in entries
    }


def merged(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """`above` over `below`, table by table."""
    both = below.keys() & above.keys()
    return below | above | {key: merged(below[key], above[key]) for key in both if isinstance(above[key], dict)}


def natural(ref: str) -> tuple[str, int, str]:
    """Sorts FD2 before FD2a, and that before FD16."""
    prefix, number, suffix = re.split(r"(\d+)", ref, maxsplit=1)
    return prefix, int(number), suffix


# ---- Figures ----


@dataclass(frozen=True)
class Cell:
    """A published cell: its text, and the number in it unless that is missing."""

    text: str
    number: Fraction | None = None

    def fields(self) -> Row:
        """The columns of a row that say what the cell says."""
        number = self.text.strip("%").replace(",", "")
        return {"text": self.text, "value": number} if self.number is not None else missing_fields(self.text)


def missing_fields(text: str) -> Row:
    """The columns of a row whose value is missing."""
    return {"text": text, "missing": MISSING[text]}


def rounded(number: Fraction, decimals: int) -> Fraction:
    """A figure at its published precision, halves up."""
    return Fraction(floor(number * 10**decimals + Fraction(1, 2)), 10**decimals)


def written(number: Fraction, indicator: Indicator) -> str:
    """`1,107`, `84%`, `84.2%`: a rounded number as a scorecard writes it."""
    whole, fraction = divmod(int(number * 10**indicator.decimals), 10**indicator.decimals)
    digits = f".{fraction:0{indicator.decimals}d}" if indicator.decimals else ""
    return f"{whole:,}{digits}{'%' if indicator.unit == 'percent' else ''}"


def window(indicator: Indicator, month: int) -> range:
    """The months that a month's figure counts."""
    months = {"ytd": month % 12 + 1, "rolling_12": 12, "quarter": 3}.get(indicator.basis, 1)
    if indicator.basis == "quarter" and MODEL[fraction_of(indicator.ref)[0]].standing:
        months = 1
    return range(month - months + 1, month + 1)


class Books:
    """The counts as they were known at one publication, and the figures that follow from them."""

    def __init__(self, counts: dict[str, Counts], indicators: dict[str, Indicator], publication: int) -> None:
        self.publication = publication
        self._indicators = indicators
        self._counts = dict(counts)
        for restated in RESTATED:
            if publication < month_index(restated.settled):
                self._apply(restated)

    def _apply(self, restated: Restated) -> None:
        for name, difference in restated.differences.items():
            self._counts[name] = list(self._counts[name])
            self._counts[name][month_index(restated.month)] += difference

    def observed(self, ref: str, month: int) -> Cell:
        """The cell of one month."""
        begins, before = BEGINS.get(ref, (month_key(FIRST), ""))
        if month < month_index(begins):
            return Cell(before)
        if month == self.publication and ref in LATE.get(month_key(month), ()):
            return Cell("Not Yet Available")
        indicator = self._indicators[ref]
        if indicator.basis == "quarter" and month % 3 != 2:
            return Cell("")
        return self._figure(indicator, window(indicator, month))

    def outturn(self, ref: str, march: int) -> Cell:
        """The cell of the financial year that ends in a March: for counts in a month or quarter, their average."""
        if ref in BEGINS and march - 11 < month_index(BEGINS[ref][0]):
            return Cell("-")
        indicator = self._indicators[ref]
        months = range(march - 11, march + 1)
        if indicator.basis == "month":
            return self._figure(indicator, months, parts=12)
        if indicator.basis == "quarter" and len(window(indicator, march)) > 1:
            return self._figure(indicator, months, parts=4)
        return self._figure(indicator, window(indicator, march))

    def _figure(self, indicator: Indicator, months: range, parts: int = 1) -> Cell:
        """The figure over some months; a count is divided into `parts`."""
        top, bottom = fraction_of(indicator.ref)
        numerator = self._sum(top, months) * SCALE[indicator.unit]
        if indicator.unit == "count":
            denominator = 10**indicator.decimals * parts  # drawn in units of the last decimal
        elif indicator.unit == "rate_per_10000":
            denominator = UNDER_18S
        else:
            denominator = self._sum(bottom or "", months)
        if not denominator:
            return Cell("n/a")
        number = rounded(Fraction(numerator, denominator), indicator.decimals)
        if self._suppressed(indicator, number, months, parts):
            return Cell("c")
        return Cell(written(number, indicator), number)

    def _suppressed(self, indicator: Indicator, number: Fraction, months: range, parts: int) -> bool:
        """Whether it is a count of 1 to 5, or a share or rate that would give away such a count."""
        if indicator.unit == "count":
            return indicator.decimals == 0 and 1 <= number <= 5
        return indicator.numerator is not None and (
            self._figure(self._indicators[indicator.numerator], months, parts).text == "c"
        )

    def _sum(self, name: str, months: range) -> int:
        return sum(self._counts[name][month] for month in months)


# ---- Ratings and arrows ----


def target_of(indicator: Indicator, month: int) -> tuple[Fraction, Fraction] | None:
    """Both ends of a month's target; a count for the year to date grows month by month."""
    if indicator.ref not in TARGETS:
        return None
    years = TARGETS[indicator.ref].split()
    year = years[min((month - FIRST) // 12, len(years) - 1)]
    times = month % 12 + 1 if indicator.unit == "count" and indicator.basis == "ytd" else 1
    low, _, high = year.partition("-")
    return Fraction(low) * times, Fraction(high or low) * times


def rating_of(indicator: Indicator, number: Fraction, low: Fraction, high: Fraction) -> str:
    """Green on target or better, Amber within 10% of it, else Red; none without a good direction."""
    worse = {"high": low - number, "low": number - high}.get(indicator.polarity)
    if worse is None:
        return ""
    missed = low if indicator.polarity == "high" else high
    return "G" if worse <= 0 else "A" if worse <= missed / 10 else "R"


def direction_of(number: Fraction, before: Fraction) -> str:
    """The sign of the change between two published numbers."""
    return "same" if number == before else "up" if number > before else "down"


# ---- Rows ----


class Publisher:
    """Publishes month after month; keeps what has been published so as not to repeat it."""

    def __init__(self) -> None:
        self.authority, self.indicators = read_catalogue()
        self._counts = draw_all()
        self._published: dict[tuple[str, str, int], Cell] = {}

    def rows(self) -> Iterator[Row]:
        """Every row of the file, in its order."""
        by_record: dict[str, list[Row]] = {record: [] for record in RECORDS}
        by_record["listing"] = list(self._listing())
        for publication in range(FIRST, MONTHS):
            books = Books(self._counts, self.indicators, publication)
            for ref, indicator in self.indicators.items():
                by_record["observation"] += self._observations(books, ref)
                by_record["outturn"] += self._outturns(books, ref)
                by_record["benchmark"] += benchmarks(indicator, publication)
                by_record["target"] += targets(indicator, publication)
                by_record["published"] += verdicts(books, indicator)
        for record, rows in by_record.items():
            for row in rows:
                yield {"record": record, "authority": self.authority, **row}

    def _listing(self) -> Iterator[Row]:
        for ref, indicator in self.indicators.items():
            yield {"publication": month_key(MONTHS - 1), "ref": ref, "area": indicator.area, "name": indicator.name}

    def _observations(self, books: Books, ref: str) -> Iterator[Row]:
        for month in range(FIRST, books.publication + 1):
            cell = books.observed(ref, month)
            if self._is_new("observation", ref, month, cell):
                yield {**issue(books.publication, ref), "period": month_key(month), **cell.fields()}

    def _outturns(self, books: Books, ref: str) -> Iterator[Row]:
        march = books.publication - books.publication % 12 - 1
        cell = books.outturn(ref, march)
        if self._is_new("outturn", ref, march, cell):
            yield {**issue(books.publication, ref), "year": financial_year(march), **cell.fields()}

    def _is_new(self, record: str, ref: str, month: int, cell: Cell) -> bool:
        key = (record, ref, month)
        changed = self._published.get(key) != cell
        self._published[key] = cell
        return changed


def issue(publication: int, ref: str) -> Row:
    """The columns that every row of a publication has."""
    return {"publication": month_key(publication), "ref": ref}


def financial_year(month: int) -> str:
    """`2021/22`"""
    start = int(month_key(month - month % 12)[:4])
    return f"{start}/{(start + 1) % 100:02d}"


def targets(indicator: Indicator, month: int) -> Iterator[Row]:
    """The target published for a month."""
    ends = target_of(indicator, month)
    if ends is None:
        return
    low, high = (written(end, indicator) for end in ends)
    yield {
        **issue(month, indicator.ref),
        "period": month_key(month),
        "low": low.strip("%"),
        "high": high.strip("%"),
        "text": low if low == high else f"{low.strip('%')}-{high}",
    }


def benchmarks(indicator: Indicator, publication: int) -> Iterator[Row]:
    """The benchmarks of a newer year, where the publication brings one."""
    year = BENCHMARK_YEARS.get(month_key(publication))
    if year is None or indicator.ref not in BENCHMARKS:
        return
    *levels, change = BENCHMARKS[indicator.ref]
    years_ago = year - max(BENCHMARK_YEARS.values())
    for comparator, level in zip(COMPARATORS, levels, strict=True):
        stray = 1 + 0.01 * Chance(f"{indicator.ref} {comparator} {year}").normal()
        number = rounded(Fraction((level + change * years_ago) * stray), indicator.decimals)
        yield {
            **issue(publication, indicator.ref),
            "comparator": comparator,
            "year": f"{year}/{(year + 1) % 100:02d}",
            **Cell(written(number, indicator), number).fields(),
        }


def verdicts(books: Books, indicator: Indicator) -> Iterator[Row]:
    """The rating and the arrow of a publication's own month; no row where it has neither."""
    month, ref = books.publication, indicator.ref
    number = books.observed(ref, month).number
    if number is None:
        return
    ends = target_of(indicator, month)
    rating = rating_of(indicator, number, *ends) if ends else ""
    before = books.observed(ref, month - 1).number if month > FIRST else None
    direction = direction_of(number, before) if before is not None else ""
    if rating or direction:
        yield {**issue(month, ref), "period": month_key(month), "rating": rating, "direction": direction}


def csv_text() -> str:
    """The whole file."""
    text = io.StringIO()
    writer = csv.DictWriter(text, HEADER, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(Publisher().rows())
    return text.getvalue()


if __name__ == "__main__":
    OUTPUT.write_text(csv_text(), encoding="utf-8", newline="\n")
