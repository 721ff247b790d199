"""What the checks work on: the figures of a scorecard as of its period, with what the catalogue knows of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

import msgspec
import polars as pl

from tui.scorecard.audit.wording import subject
from tui.scorecard.catalogue import Catalogue
from tui.scorecard.frames import Frames
from tui.scorecard.gap import decimals
from tui.scorecard.model import Scorecard
from tui.scorecard.overview import known_frames
from tui.scorecard.places import source_of
from tui.scorecard.problems import Problem

TOLERANCE: Final = 1e-9
"""Two floats this near to one another (in proportion) are one number."""

_INDICATORS: Final = {
    "ref": pl.String,
    "position": pl.Int32,
    "area": pl.String,
    "name": pl.String,
    "row": pl.String,
    "row_place": pl.String,
    "known": pl.Boolean,
    "unit": pl.String,
    "polarity": pl.String,
    "basis": pl.String,
    "decimals": pl.Int32,
}


class Material(msgspec.Struct, frozen=True):
    """One scorecard, prepared.

    `indicators`: one row a listed indicator in the scorecard's order (`_INDICATORS`; `name` reads as the subject of
    a sentence, `known` says whether the catalogue has it; an unknown one has its unit read off its figures and no
    basis). `months`: their observations (`period, value, text, missing, place`) by indicator and month, with those
    columns, and with `shown` (the figure as published), `digits`
    after its point, `half` (the most that rounding changed it by), and `least` and `most`, between which it was
    before rounding. A whole number that counts something is exact.
    """

    period: date
    catalogue: Catalogue
    frames: Frames
    problems: tuple[Problem, ...]
    indicators: pl.DataFrame
    months: pl.DataFrame

    @property
    def current(self) -> pl.DataFrame:
        """The months' rows of the period itself, those without a value too."""
        return self.months.filter(pl.col("period") == self.period)

    def known(self, refs: Sequence[str]) -> bool:
        """Whether the scorecard lists all these refs and they are the catalogue's indicators."""
        return set(refs) <= set(self.indicators.filter("known")["ref"])


def prepare(scorecard: Scorecard) -> Material:
    """The material of a scorecard, as it was known at its period."""
    frames = known_frames(scorecard)
    indicators = _indicators(scorecard.catalogue, frames)
    newest = frames.listing.filter(pl.col("publication") == pl.col("publication").max())
    sources = set(newest["source"])
    return Material(
        period=scorecard.period,
        catalogue=scorecard.catalogue,
        frames=frames,
        problems=tuple(problem for problem in scorecard.problems if source_of(problem.place) in sources),
        indicators=indicators,
        months=_months(frames.observations, indicators),
    )


def _months(observations: pl.DataFrame, indicators: pl.DataFrame) -> pl.DataFrame:
    """The observations of the indicators with what is known of these, by indicator and month."""
    observed = observations.select("ref", "period", "value", "text", "missing", "place")  # sorted by ref and period
    return with_rounding(indicators.join(observed, on="ref", maintain_order="left_right"))


def _indicators(catalogue: Catalogue, frames: Frames) -> pl.DataFrame:
    percent = set(frames.observations.filter(pl.col("text").str.ends_with("%"))["ref"].unique())
    listed = _in_order(catalogue, frames.listing)
    known: list[tuple[Any, ...]] = []
    for ref, name in listed.select("ref", pl.col("name").fill_null("")).iter_rows():
        entry = catalogue.entry_for(ref, name)
        if entry:
            about = (entry.unit, entry.polarity, entry.basis, entry.decimals)
            known.append((subject(entry.short_name), True, *about))
        else:
            known.append((subject(name), False, "percent" if ref in percent else "count", "none", None, None))
    schema = {name: _INDICATORS[name] for name in ("name", "known", "unit", "polarity", "basis", "decimals")}
    return pl.concat([listed.drop("name"), pl.DataFrame(known, schema, orient="row")], how="horizontal").select(
        pl.col(name).cast(kind) for name, kind in _INDICATORS.items()
    )


def _in_order(catalogue: Catalogue, listing: pl.DataFrame) -> pl.DataFrame:
    """The listing in the order in which a scorecard is shown: the catalogue's areas first.

    Returns `ref, position, area, name, row, row_place`.
    """
    rows = listing.sort("order")
    areas = dict.fromkeys([*(area.name for area in catalogue.areas.values()), *rows["area"]])
    place_of = {area: place for place, area in enumerate(areas)}
    return (
        rows.with_columns(
            pl.Series("area_order", [place_of[area] for area in rows["area"]], pl.Int32),
            pl.col("row").replace("", None).fill_null("whole"),
        )
        .sort("area_order", maintain_order=True)
        .with_row_index("position")
        .select("ref", "position", "area", "name", "row", row_place="place")
    )


def with_rounding(figures: pl.DataFrame) -> pl.DataFrame:
    """The figures with `shown, digits, half, least, most`; `figures` holds `value, text, unit, known, decimals`."""
    in_value = pl.col("value").round(6).cast(pl.String).str.extract(r"\.(\d*[1-9])0*$").str.len_chars().fill_null(0)
    exact = (pl.col("unit") == "count") & (pl.col("decimals") == 0) & (pl.col("digits") == 0)
    step = pl.lit(10.0).pow(-pl.col("digits").cast(pl.Float64))
    return (
        figures.with_columns(pl.max_horizontal(decimals("text"), in_value).cast(pl.Int32).alias("digits"))
        .with_columns(pl.when(exact).then(0.0).otherwise(step / 2).alias("half"))
        .with_columns(
            pl.coalesce("text", plain_number("value")).alias("shown"),
            pl.when(pl.col("value") >= 0)
            .then((pl.col("value") - pl.col("half")).clip(0.0))
            .otherwise(pl.col("value") - pl.col("half"))
            .alias("least"),
            (pl.col("value") + pl.col("half")).alias("most"),
        )
    )


def plain_number(column: str) -> pl.Expr:
    """A number as text where no text was published: `84`, `84.5`."""
    return pl.col(column).round(6).cast(pl.String).str.replace(r"\.0$", "")


def slack(value: pl.Expr) -> pl.Expr:
    """What floats may differ by at the size of `value` and still be one number."""
    return TOLERANCE * pl.max_horizontal(value.abs(), 1.0)


def month_number(period: str = "period") -> pl.Expr:
    """Months counted without gaps, so that neighbours differ by one."""
    return pl.col(period).dt.year() * 12 + pl.col(period).dt.month()


def financial_year(period: str = "period") -> pl.Expr:
    """The calendar year in which the period's financial year begins."""
    return pl.col(period).dt.year() - (pl.col(period).dt.month() < 4).cast(pl.Int32)
