"""The years of benchmarks: differing or not stated (`benchmark_year`), or long past (`stale`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final, Literal

import polars as pl

from tui.scorecard.audit.figures import comparator_names
from tui.scorecard.audit.material import Material
from tui.scorecard.audit.wording import listed, sentence
from tui.scorecard.finding import Finding
from tui.scorecard.periods import long_label, month_end
from tui.scorecard.problems import Severity

OLDEST: Final = 2
"""Years after the end of a benchmark's year at which it is too old to compare with."""

_FINANCIAL_YEAR: Final = re.compile(r"(?P<start>(?:19|20)\d\d)\s*[/\-–]\s*(?:\d\d)?\d\d")


def benchmark_years(material: Material) -> Iterator[Finding]:
    """Areas whose benchmarks are of different years, or of years that are not stated; one finding an area each."""
    for area in _by_area(material):
        stated, unstated = area.drop_nulls("year"), area.filter(pl.col("year").is_null())
        years, name = _commonest_first(area), area["area"][0]
        if len(years) > 1:
            yield _differing(material, name, stated, years)
        if not unstated.is_empty():
            yield _not_stated(material, name, unstated)


def old_benchmarks(material: Material, oldest: int = OLDEST) -> Iterator[Finding]:
    """Benchmarks of a year that ended more than `oldest` years before the period; one finding an area."""
    for area in _by_area(material):
        ages = {year: _months_since(year, material.period) for year in _commonest_first(area)}
        old = [year for year, age in ages.items() if age is not None and age > 12 * oldest]
        cells = area.filter(pl.col("year").is_in(old))
        if not cells.is_empty():
            age = max(ages[year] or 0 for year in old)
            which = "which" if len(old) == 1 else "the oldest of which"
            text = (
                f"the {_names(cells)} benchmarks of {cells['area'][0]} are of {listed(sorted(old))},"
                f" {which} ended {age} months before {long_label(material.period)}"
            )
            yield _finding(material, cells, "stale", "info", listed(sorted(old)), f"{age} months old", text)


def _by_area(material: Material) -> list[pl.DataFrame]:
    """The benchmarks that have a value, area by area, with the comparators' names (`who`)."""
    indicators = material.indicators.select("ref", "area", "position")
    benchmarks = material.frames.benchmarks.drop_nulls("value").join(indicators, on="ref")
    named = benchmarks.with_columns(comparator_names(material).alias("who"))
    return named.sort("position", maintain_order=True).partition_by("area", maintain_order=True)


def _commonest_first(area: pl.DataFrame) -> list[str]:
    years = area.drop_nulls("year").group_by("year").len().sort("len", "year", descending=True)
    return years["year"].to_list()


def _differing(material: Material, area: str, stated: pl.DataFrame, years: list[str]) -> Finding:
    """A warning where one row compares with different years; else rows have a year each, which is worth knowing."""
    usual = pl.col("year") == years[0]
    odd, others = stated.filter(~usual), stated.filter(usual)
    other_years = listed(sorted(years[1:]))
    mixed = not stated.filter(pl.col("year").n_unique().over("ref") > 1).is_empty()
    text = (
        f"the {_names(odd)} benchmarks of {area} are of {other_years}, those of {_names(others)} of {years[0]}"
        if mixed
        else f"the benchmarks of {_refs(odd)} are of {other_years}, the others of {area} of {years[0]}"
    )
    computed = f"{years[0]} for {others.height} of {stated.height} benchmarks"
    return _finding(material, odd, "benchmark_year", "warning" if mixed else "info", other_years, computed, text)


def _not_stated(material: Material, area: str, cells: pl.DataFrame) -> Finding:
    count = f"{cells.height} benchmark{'' if cells.height == 1 else 's'}"
    text = f"{count} of {area} {'has' if cells.height == 1 else 'have'} no year stated ({_refs(cells)})"
    return _finding(material, cells, "benchmark_year", "info", "not stated", f"{count} without a year", text)


def _finding(
    material: Material,
    cells: pl.DataFrame,
    kind: Literal["benchmark_year", "stale"],
    severity: Severity,
    published: str,
    computed: str,
    text: str,
) -> Finding:
    return Finding(
        ref=cells["ref"][0],
        kind=kind,
        severity=severity,
        period=material.period,
        published=published,
        computed=computed,
        text=sentence(text),
        places=tuple(cells["place"].drop_nulls().unique(maintain_order=True)),
    )


def _names(cells: pl.DataFrame) -> str:
    return listed(cells["who"].unique(maintain_order=True))


def _refs(cells: pl.DataFrame) -> str:
    return listed(cells["ref"].unique(maintain_order=True))


def _months_since(year: str, period: date) -> int | None:
    """Months from the end of a benchmark's year to the period: of March for 2021/22, of December for 2021."""
    if match := _FINANCIAL_YEAR.fullmatch(year.strip()):
        end = month_end(int(match["start"]) + 1, 3)
    elif re.fullmatch(r"(?:19|20)\d\d", year.strip()):
        end = month_end(int(year), 12)
    else:
        return None
    return (period.year - end.year) * 12 + period.month - end.month
