"""Which rows of a large table are plain: every cell holds what its column can hold, and nothing is to be said of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

import msgspec
import polars as pl

from tui.scorecard.catalogue import Catalogue
from tui.scorecard.missing import UNREADABLE
from tui.scorecard.values import Value, parse_value
from tui.sources.grids import Grid
from tui.sources.lines import GridLine
from tui.sources.published.columns import Column, Heading
from tui.sources.published.marks import parse_direction, parse_rating, says_no_mark
from tui.sources.published.scales import JUDGED, OF_A_ROW, SMALLEST_POINTS, few_beside, is_small
from tui.sources.published.target_words import note_of_target
from tui.sources.published.titles import NAMING_TITLES, Kind

_REF: Final = r"^[A-Z]{1,5}[0-9]{1,4}[a-z]?$"
"""A ref as it is written without help."""

_NAME: Final = r"[A-Za-z]{2}"
_SIMPLE: Final = r"^[0-9]{1,15}(?:\.[0-9]{1,15})?%?$"
_LEAST_CELLS: Final = 3
_UNCLEAR: Final = "?"


class TableColumns:
    """The columns under a heading that are read, and those that are not."""

    def __init__(self, heading: Heading) -> None:
        self.read: list[Column] = []
        self.unread: list[int] = []
        seen = set()
        for column in heading.columns:
            if column.kind == "unknown" or column.identity in seen:
                self.unread.append(column.index)
            else:
                seen.add(column.identity)
                self.read.append(column)
        self.ref = heading.find("ref")
        self.name = heading.find("name")
        self.count = len(heading.columns)

    def of(self, kinds: Iterable[Kind]) -> list[Column]:
        """The columns of these kinds that are read."""
        wanted = set(kinds)
        return [column for column in self.read if column.kind in wanted]

    def names(self, kinds: Iterable[Kind]) -> list[str]:
        """Their names in the frame of a grid."""
        return [str(column.index) for column in self.of(kinds)]


class TextsRead(msgspec.Struct, frozen=True):
    """Every different text of some columns, read once: a frame of `text, value, missing, percent, small`."""

    frame: pl.DataFrame

    def texts(self, which: pl.Expr) -> list[str]:
        """The texts of which something is true."""
        return self.frame.filter(which)["text"].to_list()


def reader_of(grid: Grid) -> Callable[[str], Value]:
    """How a text of a grid is read as a figure."""
    line = GridLine(grid.source, 0, (), grid.decimals)
    return lambda text: parse_value(line.numeral(text))


def texts_read(frame: pl.DataFrame, names: list[str], read: Callable[[str], Value]) -> TextsRead:
    """Read the different texts of these columns: plain numbers at once, all others one by one."""
    different = pl.concat([frame[name] for name in names] or [pl.Series("0", [], pl.String)]).unique().drop_nulls()
    texts = different.alias("text").to_frame()
    simple = texts.filter(pl.col("text").str.contains(_SIMPLE))
    others = texts.filter(~pl.col("text").str.contains(_SIMPLE))["text"].to_list()
    values = [read(text) for text in others]
    number = pl.col("text").str.strip_suffix("%").cast(pl.Float64)
    percent = pl.col("text").str.ends_with("%")
    small = (pl.col("value") > 0) & (pl.col("value") <= 1) & pl.col("text").str.contains(".", literal=True)
    schema = {"text": pl.String, "value": pl.Float64, "missing": pl.String, "percent": pl.Boolean, "small": pl.Boolean}
    by_hand = pl.DataFrame(
        {
            "text": others,
            "value": [value.number for value in values],
            "missing": [value.missing for value in values],
            "percent": [value.percent for value in values],
            "small": [is_small(value) for value in values],
        },
        schema=schema,
    )
    at_once = simple.with_columns(
        number.alias("value"), pl.lit(None, pl.String).alias("missing"), percent.alias("percent")
    )
    return TextsRead(pl.concat([at_once.with_columns((small & ~percent).alias("small")), by_hand]))


def texts_of(grid: Grid, frame: pl.DataFrame, heading: Heading) -> TextsRead:
    """The different texts of all figures under a heading, read."""
    names = [name for name in TableColumns(heading).names(JUDGED) if name in frame.columns]
    return texts_read(frame, names, reader_of(grid))


def plain_rows(grid: Grid, frame: pl.DataFrame, heading: Heading, texts: TextsRead, catalogue: Catalogue) -> pl.Series:
    """Which rows of a grid's frame are plain under a heading; `texts` are those of their figures.

    `frame` numbers its rows in the grid as `at`, and says as `told` which of them it holds as they are.
    """
    columns = TableColumns(heading)
    if columns.ref is None or columns.name is None or grid.decimals == "unclear" or not _holds(frame, columns.count):
        return pl.repeat(value=False, n=frame.height, eager=True)
    judged = columns.names(JUDGED)
    ref, name = pl.col(str(columns.ref)), pl.col(str(columns.name))
    known = list(catalogue.indicators)
    beyond = [each for each in frame.columns if each.isdigit() and int(each) >= columns.count]
    conditions = [
        pl.col("told"),
        (ref.str.contains(_REF) | ref.is_in(known)) & ref.is_first_distinct() & ref.is_last_distinct(),
        name.str.contains(_NAME) & ~name.str.to_lowercase().is_in(list(NAMING_TITLES)),
        *(pl.col(each).is_null() | (pl.col(each) == "") for each in beyond),
        *(pl.col(each) == "" for each in columns.names(["trend"])),
        *_within(judged, texts.texts(pl.col("missing") == UNREADABLE)),
        *_marks(grid, frame, columns),
        *_targets(grid, frame, columns),
    ]
    if grid.fixed:
        conditions += _in_scale(frame, columns, texts)
    else:
        conditions += [pl.col(str(at)).is_not_null() for at in range(columns.count)]
    return frame.select(pl.all_horizontal(conditions).fill_null(value=False)).to_series()


def _holds(frame: pl.DataFrame, count: int) -> bool:
    """Whether a frame has a column for each of so many cells, and they are enough for a row."""
    return _LEAST_CELLS <= count and str(count - 1) in frame.columns


def _within(names: list[str], unwanted: list[str]) -> list[pl.Expr]:
    """That none of these columns holds one of the unwanted texts."""
    return [~pl.col(name).is_in(unwanted) for name in names] if unwanted else []


def _marks(grid: Grid, frame: pl.DataFrame, columns: TableColumns) -> list[pl.Expr]:
    """That ratings and arrows can be read, and that no colour contradicts a letter or is unclear."""
    found = []
    for kind, parse in (("rating", parse_rating), ("direction", parse_direction)):
        for column in columns.of([kind]):  # type: ignore[list-item]
            name = str(column.index)
            others = [text for text in frame[name].unique().drop_nulls() if text and parse(text) is None]
            found += _within([name], [text for text in others if not says_no_mark(text)])
            fills = grid.marks(column.index) if kind == "rating" else None
            if fills is not None:
                fill = pl.lit(fills.gather(frame["at"]))
                letters = {text: parse(text) for text in frame[name].unique().drop_nulls() if parse(text)}
                letter = pl.col(name).replace_strict(letters, default=None, return_dtype=pl.String)
                blank = pl.col(name) == ""
                found.append(fill.is_null() | ((fill != _UNCLEAR) & (blank | (letter == fill).fill_null(value=False))))
    return found


def _targets(grid: Grid, frame: pl.DataFrame, columns: TableColumns) -> list[pl.Expr]:
    """That nothing is to be said of a target: it has a number, or is blank."""
    found, line = [], GridLine(grid.source, 0, (), grid.decimals)
    for column in columns.of(["target"]):
        texts = frame[str(column.index)].unique().drop_nulls()
        words = [text for text in texts if note_of_target(line.numeral(text))]
        found += _within([str(column.index)], words)
    return found


# ---- scales: the rows of which `tui.sources.published.scales` would say something are not plain


def _in_scale(frame: pl.DataFrame, columns: TableColumns, read: TextsRead) -> list[pl.Expr]:
    names = columns.names(OF_A_ROW)
    if not names:
        return []
    words = read.texts(pl.col("missing").is_not_null() & ~pl.col("percent"))
    percent = [pl.col(name).str.ends_with("%") for name in names]
    found = _no_fractions(frame, columns.names(JUDGED), read)
    signed = pl.sum_horizontal(percent)
    if not words and len(names) > 1:  # every cell is a figure, so none is the only one of its row
        return [*found, (signed == 0) | (signed == len(names))]
    other = [pl.col(name).is_in(words) for name in names]
    bare = [~(one | another) for one, another in zip(percent, other, strict=True)]
    return [*found, (signed == 0) | (pl.sum_horizontal(bare) == 0), *_not_lone(frame, names, percent, bare)]


def _no_fractions(frame: pl.DataFrame, names: list[str], read: TextsRead) -> list[pl.Expr]:
    """That no figure is near the others of its row once multiplied by a hundred."""
    small = read.texts(pl.col("small"))
    if not small:
        return []
    rows = frame.filter(pl.any_horizontal(pl.col(name).is_in(small) for name in names))
    long = rows.unpivot(index="at", on=names, value_name="text").join(read.frame, on="text", how="left")
    points = long.filter(pl.col("value") > SMALLEST_POINTS).group_by("at").agg(pl.col("value").median().alias("middle"))
    near = (pl.col("value") * 100).is_between(pl.col("middle") / 2, pl.col("middle") * 2)
    odd = long.filter("small").join(points, on="at").filter(near)["at"].unique()
    return [~pl.col("at").is_in(odd.to_list())]


def _not_lone(frame: pl.DataFrame, names: list[str], percent: list[pl.Expr], bare: list[pl.Expr]) -> list[pl.Expr]:
    """That no figure without a % sign is alone in its row, in a column where almost all others have one."""
    counts = frame.select(
        *(each.sum().alias(f"percent {name}") for each, name in zip(percent, names, strict=True)),
        *(each.sum().alias(f"bare {name}") for each, name in zip(bare, names, strict=True)),
    ).row(0, named=True)
    rare = [
        name
        for name in names
        if counts[f"bare {name}"] and few_beside(counts[f"bare {name}"], counts[f"percent {name}"])
    ]
    if not rare:
        return []
    alone = pl.sum_horizontal(*percent, *bare) == 1
    return [~(alone & bare[names.index(name)]) for name in rare]
