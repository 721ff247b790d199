"""Everything that `scorecard benchmarks` says: the comparison, and what it shows of headings and definitions."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

import msgspec
import polars as pl

from tui.scorecard.averages import averages, members
from tui.scorecard.catalogue import Catalogue
from tui.scorecard.comparison import compare, measured, own_number
from tui.scorecard.definitions import CANDIDATES, DEFINITIONS, of_the_same_topic, other_definitions, unexplained
from tui.scorecard.frames import Frames
from tui.scorecard.neighbour_models import neighbour_models
from tui.scorecard.problems import Problem
from tui.scorecard.years_out import years_out

Reader = Callable[[Collection[str]], tuple[pl.DataFrame, list[Problem]]]
"""Reads the measures of these codes as `tui.scorecard.averages.MEASURES`, and says what it could not read."""


class Study(msgspec.Struct, frozen=True):
    """`compared`, `headings`, `definitions` and `models` as the modules that make them say.

    `polarities` holds `ref, ours, dfe` where the catalogue ranks by another polarity than DfE gives. `listed` says
    whether the neighbours are those of the workbook, `ranked` whether the authority's DfE number is known.
    """

    authority: str
    catalogue: Catalogue
    compared: pl.DataFrame
    headings: pl.DataFrame
    definitions: pl.DataFrame
    models: pl.DataFrame
    polarities: pl.DataFrame
    listed: bool
    ranked: bool
    problems: tuple[Problem, ...]


def study(
    frames: Frames,
    catalogue: Catalogue,
    read: Reader,
    dictionary: pl.DataFrame,
    neighbours: Mapping[int, tuple[int, ...]],
    year: int | None = None,
    table: pl.DataFrame | None = None,
) -> Study:
    """Compare the benchmarks of one publication's frames with DfE's figures.

    `dictionary` holds `code, topic, name, polarity, no_quartile`; `neighbours` the statistical neighbours of each
    authority, of which those of the catalogue's `dfe_number` count (where they have none, the catalogue's members).
    `table` holds further measures (`MEASURES`) in which to look for other definitions.
    """
    entries = measured(frames, catalogue)
    measures, problems = read(entries["code"].to_list())
    listed = neighbours.get(catalogue.dfe_number or 0, ())
    compared = _without_quartiles(compare(frames, measures, catalogue, listed, year), dictionary)
    definitions, more = _definitions(compared, members(catalogue, listed), read, dictionary, table)
    number, (comparator, usual) = own_number(frames, catalogue), _neighbours(catalogue)
    return Study(
        authority=str(frames.listing["authority"].first() or catalogue.authority),
        catalogue=catalogue,
        compared=compared,
        headings=years_out(compared),
        definitions=definitions,
        models=neighbour_models(compared, measures, number, comparator, entries, usual, listed or usual),
        polarities=_polarities(entries, dictionary),
        listed=bool(listed),
        ranked=number is not None,
        problems=tuple(dict.fromkeys([*problems, *more])),
    )


def _definitions(
    compared: pl.DataFrame,
    groups: Mapping[str, tuple[int, ...]],
    read: Reader,
    dictionary: pl.DataFrame,
    table: pl.DataFrame | None,
) -> tuple[pl.DataFrame, list[Problem]]:
    """Other definitions of what the measures themselves leave unexplained; only then are more of them read."""
    odd = unexplained(compared)
    if odd.is_empty():
        return pl.DataFrame(schema=DEFINITIONS), []
    candidates = of_the_same_topic(odd, dictionary)
    measures, problems = read({*odd["code"], *candidates["code"]})
    if table is not None:
        measures = pl.concat([measures, table])
        candidates = pl.concat([candidates, _of_the_table(odd, table)])
    return other_definitions(odd, averages(measures, groups), candidates), problems


def _of_the_table(odd: pl.DataFrame, table: pl.DataFrame) -> pl.DataFrame:
    names = table.select("code").unique().with_columns(pl.col("code").str.replace_all("_", " ").alias("name"))
    return odd.select("ref").unique(maintain_order=True).join(names, how="cross").select(*CANDIDATES)


def _without_quartiles(compared: pl.DataFrame, dictionary: pl.DataFrame) -> pl.DataFrame:
    """The comparison, with no quartile where DfE gives none."""
    none = dictionary.filter("no_quartile")["code"].to_list()
    quartile = pl.when(~pl.col("code").is_in(none)).then("quartile")
    return compared.with_columns(quartile.alias("quartile"))


def _polarities(entries: pl.DataFrame, dictionary: pl.DataFrame) -> pl.DataFrame:
    """Where the catalogue ranks by another polarity than DfE gives: `ref, ours, dfe`."""
    dfe = dictionary.select("code", dfe="polarity")
    both = entries.select("ref", "code", ours="polarity").join(dfe, on="code", maintain_order="left")
    return both.filter(pl.col("ours").is_in(["high", "low"]), pl.col("ours") != pl.col("dfe")).drop("code")


def _neighbours(catalogue: Catalogue) -> tuple[str, tuple[int, ...]]:
    """The comparator of the statistical neighbours, and its members in the catalogue."""
    found = (each for each in catalogue.comparators.values() if each.kind == "neighbours")
    return next(((each.key, each.members) for each in found), ("", ()))
