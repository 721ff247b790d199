"""What looks wrong in a source although every cell of it was read: for `scorecard check`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

import polars as pl

from tui.scorecard.fractions import fractions, fractions_throughout
from tui.scorecard.frames import Frames
from tui.scorecard.model import Scorecard
from tui.scorecard.overview import figures_as_published, known_frames
from tui.scorecard.periods import long_label, short_label
from tui.scorecard.places import column_number, reading_order, sheet_numbers
from tui.scorecard.problems import Problem
from tui.scorecard.revisions import Revision, conflicts

_FRACTION: Final = 1.0
"""A percentage below this may be a fraction, where the rest of its row is far above it."""

_FAR_ABOVE: Final = 20.0
_MONTHS_IN_A_MESSAGE: Final = 6

_CELL: Final = r":(\d+):(\d+)$"
_SHEET_CELL: Final = r":([^:]*)!([A-Z]{1,3})(\d+)$"
_ROW: Final = ("source", "sheet", "line")


def checked(scorecard: Scorecard) -> tuple[Problem, ...]:
    """The problems of a scorecard with the oddities of its sources, in the order of their places."""
    known = {(problem.place, problem.code) for problem in scorecard.problems}
    found = [problem for problem in oddities(scorecard) if (problem.place, problem.code) not in known]
    # Rows are listed in the order of their book, and so are its sheets.
    sheets = sheet_numbers(scorecard.frames.listing.sort("order")["place"].drop_nulls())
    return tuple(sorted([*scorecard.problems, *found], key=lambda problem: reading_order(problem.place, sheets)))


def oddities(scorecard: Scorecard) -> Iterator[Problem]:
    """What no reader could tell, for it takes more than one cell to see it."""
    yield from map(contradiction, conflicts(scorecard.frames))
    yield from _fractions(scorecard)
    frames = known_frames(scorecard)
    yield from _not_in_points(scorecard, frames)
    yield from _out_of_order(scorecard)
    yield from _no_current(scorecard, frames)


def contradiction(one: Revision) -> Problem:
    """What is to be said of a figure that one month's publication gives twice, and differently."""
    here = _words(one.previous_text or one.previous_mark or one.previous_missing)
    counts = _words(one.text or one.mark or one.missing)
    message = f"{one.subject}: {here} here, {counts} at {one.place}, which counts"
    return Problem("warning", one.previous_place or "", message, one.ref, "twice")


def _words(said: str | None) -> str:
    return f"“{said}”" if said else "nothing"


def _fractions(scorecard: Scorecard) -> Iterator[Problem]:
    """Percentages that are written as fractions (0.84) in a row of percent points (84.0)."""
    catalogue = scorecard.catalogue
    names = scorecard.frames.listing.select("ref", "name").unique("ref").rows()
    entries = [(ref, catalogue.entry_for(ref, name or "")) for ref, name in names]
    shares = [ref for ref, entry in entries if entry and entry.unit == "percent"]
    row = ["ref", "publication", "source"]
    bare = ~pl.col("text").fill_null("").str.contains("%", literal=True)
    small = (pl.col("value") > 0) & (pl.col("value") < _FRACTION) & bare
    found = (
        scorecard.frames.observations.filter(pl.col("ref").is_in(shares) & pl.col("value").is_not_null())
        .with_columns(usual=pl.col("value").median().over(row), small=small)
        .filter(pl.col("small") & (pl.col("usual") > _FAR_ABOVE))
    )
    for ref, text, place, usual in found.select("ref", "text", "place", "usual").rows():
        message = (
            f"“{text}” may be a fraction: the other percentages of its row are about {usual:.0f}; write it in points"
        )
        yield Problem("warning", place or "", message, ref, "mixed_scale")


def _not_in_points(scorecard: Scorecard, frames: Frames) -> Iterator[Problem]:
    """Percentages of the current month that are fractions, or may be."""
    figures = figures_as_published(scorecard, frames)
    current = frames.observations.filter(pl.col("period") == scorecard.period)
    places = dict(current.select("ref", "place").iter_rows())
    found = fractions(figures, frames)
    targets = dict(frames.targets.select("ref", "place").iter_rows())
    for ref, text, points, of in found.iter_rows():
        held, where = ("the figure", targets) if of == "target" else ("what it is held against", places)
        message = (
            f"“{text}” is a fraction, and {held} is in points (about {points:.0f}): nothing is derived"
            " of it; write it in points, or with a % sign"
        )
        yield Problem("warning", where.get(ref) or "", message, ref, "mixed_scale")
    for ref, text in fractions_throughout(figures, frames).join(found, on="ref", how="anti").iter_rows():
        message = (
            f"“{text}” and every other month of its row lie between 0 and 1: read as so many per cent; if they are"
            " fractions, write them in points"
        )
        yield Problem("info", places.get(ref) or "", message, ref, "small_percentages")


def _no_current(scorecard: Scorecard, frames: Frames) -> Iterator[Problem]:
    """That no figure is of the scorecard's own month, while months before it have figures."""
    figures = frames.observations.drop_nulls("value")
    newest = figures["period"].max()
    if not isinstance(newest, date) or newest >= scorecard.period:
        return
    first = figures.filter(pl.col("period") == newest).row(0, named=True)
    message = (
        f"no figure is of {long_label(scorecard.period)}, the scorecard's own month: the newest are of"
        f" {long_label(newest)}; where its title names the month of publication, let it name that of the figures"
    )
    yield Problem("warning", first["place"] or "", message, code="no_current_figures")


def _out_of_order(scorecard: Scorecard) -> Iterator[Problem]:
    """Tables whose months stand neither from old to new nor from new to old; once for each order of a source."""
    months = scorecard.frames.observations.filter(pl.col("period") < pl.col("publication"))
    cells = _cells(months).sort(*_ROW, "column")
    step = pl.col("period").diff()
    beside = pl.all_horizontal(pl.col(name).eq_missing(pl.col(name).shift()) for name in _ROW)
    steps = cells.select(*_ROW, later=step > timedelta(), beside=beside & (step != timedelta())).filter("beside")
    odd = steps.group_by(_ROW).agg(pl.col("later").n_unique().alias("ways")).filter(pl.col("ways") > 1)
    rows = (
        cells.join(odd, on=_ROW, how="semi", nulls_equal=True, maintain_order="left")
        .group_by(_ROW, maintain_order=True)
        .agg("period", pl.col("ref", "place").first())
        .unique(["source", "period"], keep="first", maintain_order=True)
    )
    for ref, place, found in rows.select("ref", "place", "period").rows():
        shown = ", ".join(map(short_label, found[:_MONTHS_IN_A_MESSAGE]))
        message = f"months stand out of order ({shown}); each is read as its heading says"
        yield Problem("info", place, message, ref, "month_order")


def _cells(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with `sheet`, `line` and `column` of their places; the columns of a sheet are numbered too."""
    place = pl.col("place")
    letters = place.str.extract(_SHEET_CELL, 2)
    numbers = {name: column_number(name) for name in rows.select(letters.unique()).to_series().drop_nulls()}
    return rows.select(
        "source",
        "ref",
        "period",
        "place",
        sheet=place.str.extract(_SHEET_CELL, 1),
        line=pl.coalesce(place.str.extract(_CELL, 1), place.str.extract(_SHEET_CELL, 3)).cast(pl.Int64, strict=False),
        column=pl.coalesce(
            place.str.extract(_CELL, 2).cast(pl.Int64, strict=False),
            letters.replace_strict(numbers, default=None, return_dtype=pl.Int64),
        ),
    )
