"""Large tables taken apart: plain rows in blocks, read at once, and all other lines, read one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import msgspec
import polars as pl

from tui.scorecard.catalogue import Catalogue
from tui.scorecard.frames import Frames
from tui.sources.decoding import Line
from tui.sources.grids import Grid
from tui.sources.lines import Lines
from tui.sources.published.areas import read_area_heading
from tui.sources.published.bare_months import ANY_MONTH
from tui.sources.published.block_frames import BlockFrames
from tui.sources.published.columns import NUMERIC, Heading, names_rows
from tui.sources.published.headings import find_heading
from tui.sources.published.outline import Row, Section, read_row
from tui.sources.published.plain import TableColumns, TextsRead, plain_rows, texts_of
from tui.sources.published.polarity import polarity_note
from tui.sources.published.refs import RowName
from tui.sources.published.titles import NAMING_TITLES

if TYPE_CHECKING:
    from tui.sources.published.rows import RowReader

_LEAST_ROWS: Final = 64
"""A block of fewer rows is not worth its making."""

_MOST_HEADINGS: Final = 200
_FEW: Final = 200
"""So few lines are looked at one by one sooner than at once."""

_ANY_REF: Final = r"^[A-Za-z]{1,5}[ -]?[0-9]{1,4}[A-Za-z]?$"
_FIRST_CELLS: Final = 3
_NOT_WORD: Final = r"[^a-z0-9%+]+"


class Block:
    """Rows of a grid under one heading.

    `frame` holds their cells, and their positions in the grid as `at`; `texts` are those of their figures, read.
    """

    def __init__(self, grid: Grid, heading: Heading, frame: pl.DataFrame, texts: TextsRead) -> None:
        self.grid = grid
        self.heading = heading
        self._frame = frame
        self._texts = texts
        self._columns = TableColumns(heading)
        self.positions: list[int] = frame["at"].to_list()
        self.numbers = [grid.numbers[at] for at in self.positions]
        self.refs: list[str] = frame[str(self._columns.ref)].to_list()

    @property
    def places(self) -> list[str]:
        """The place of every row."""
        before, after = self.grid.place_parts(0)
        return [f"{before}{number}{after}" for number in self.numbers]

    def names(self) -> Iterator[tuple[int, RowName]]:
        """The number of every row, and what it is called."""
        names = self._frame[str(self._columns.name)]
        return zip(self.numbers, map(RowName, self.refs, names), strict=True)

    def has_figures(self, index: int) -> bool:
        """Whether a column holds a figure."""
        return bool(self._frame[str(index)].str.contains("[0-9]").any())

    def without(self, refs: set[str], catalogue: Catalogue) -> tuple[Block, list[Row]]:
        """The block without the rows of these refs, and those rows."""
        gone = pl.Series(self.refs, dtype=pl.String).is_in(list(refs))
        lines = [self.grid.line(at) for at in self._frame.filter(gone)["at"]]
        rows = [row for line in lines if (row := read_row(line, self.heading, catalogue))]
        return Block(self.grid, self.heading, self._frame.filter(~gone), self._texts), rows

    def read(self, reading: RowReader, heading: Heading, section: Section) -> Frames:
        """Everything that the rows hold; what is to say of them goes to the reading.

        `heading` is the one that the block was judged by, with the months of the scorecard.
        """
        columns = TableColumns(heading)
        rows = self._frame.with_columns(pl.Series("line", self.numbers, pl.Int64))
        made = BlockFrames(self.grid, columns, rows, self._texts, reading)
        self._count(reading, columns, made)
        self._note_entries(reading, columns)
        return made.frames(section, self._areas(reading, columns, section))

    def signs(self, index: int) -> tuple[int, int]:
        """How many figures of a column have a % sign, and how many have none."""
        cells = self._frame[str(index)]
        signed = int(cells.str.ends_with("%").sum())
        return signed, int(cells.str.contains("[0-9]").sum()) - signed

    def _areas(self, reading: RowReader, columns: TableColumns, section: Section) -> pl.Series:
        """The display name of every row's area."""
        stated = next((self._frame[str(each.index)].to_list() for each in columns.of(["area"])), [""] * len(self.refs))
        return pl.Series(
            [reading.area_of(ref, section, own) for ref, own in zip(self.refs, stated, strict=True)], dtype=pl.String
        )

    def _note_entries(self, reading: RowReader, columns: TableColumns) -> None:
        """Compare the rows that the catalogue knows with it."""
        known = [at for at, ref in enumerate(self.refs) if ref in reading.catalogue.indicators]
        names, places = self._frame[str(columns.name)], self.places if known else []
        polarities = columns.of(["polarity"])
        unknown = len(self.refs)
        entries = {at: reading.entry_of(self.refs[at], names[at], places[at]) for at in known}
        for column in polarities[:1]:
            texts = self._frame[str(column.index)]
            filled = int((texts != "").sum())
            unknown = filled
            for at, entry in entries.items():
                if entry is None or not texts[at]:
                    continue
                unknown -= 1
                if message := polarity_note(column.title, texts[at], entry):
                    before, after = self.grid.place_parts(column.index)
                    reading.note("info", f"{before}{self.numbers[at]}{after}", message, self.refs[at])
        reading.tally.polarities += unknown if polarities else 0

    def _count(self, reading: RowReader, columns: TableColumns, made: BlockFrames) -> None:
        """Add to what is counted of the table."""
        tally = reading.tally
        for index in columns.unread:
            tally.left[index] += int((self._frame[str(index)] != "").sum())
        for column in columns.of(["rating"]):
            texts, ratings = made.rated(column)
            tally.rated[column.index] += int(ratings.is_not_null().sum())
            conditional = self.grid.conditional(column.index)
            if conditional is not None:
                blank = (texts == "") & conditional.gather(self._frame["at"])
                tally.conditional[column.index] += int(blank.sum())
        if not columns.of(["rating"]):
            tally.by_condition += sum(self._by_condition(str(column.index)) for column in columns.of(NUMERIC))
            fills = [self.grid.marks(column.index) for column in columns.of(NUMERIC)]
            tally.coloured += sum(
                int(fill.gather(self._frame["at"]).is_in(["R", "A", "G"]).sum()) for fill in fills if fill is not None
            )

    def _by_condition(self, name: str) -> int:
        """How many figures of a column only a condition could colour."""
        conditional = self.grid.conditional(int(name))
        if conditional is None:
            return 0
        fills = self.grid.marks(int(name))
        bare = conditional if fills is None else conditional & fills.is_null()
        return int((bare.gather(self._frame["at"]) & (self._frame[name] != "")).sum())


class Condensed(msgspec.Struct, frozen=True):
    """The lines that are read one by one, and the blocks by the index of the line that each follows."""

    lines: list[Line]
    blocks: dict[int, Block]


def condense(source: Lines, catalogue: Catalogue) -> Condensed:
    """Take the plain rows out of the grids of a source."""
    lines: list[Line] = []
    blocks: dict[int, Block] = {}
    for part in source.parts:
        if isinstance(part, Grid):
            _Condensing(part, catalogue, lines, blocks).run()
        else:
            lines += part
    return Condensed(lines, blocks)


class _Condensing:
    """One grid taken apart, from its first line to its last."""

    def __init__(self, grid: Grid, catalogue: Catalogue, lines: list[Line], blocks: dict[int, Block]) -> None:
        self.grid = grid
        self.catalogue = catalogue
        self.lines = lines
        self.blocks = blocks
        self.frame = grid.frame().with_columns(pl.int_range(pl.len(), dtype=pl.Int64).alias("at"))

    def run(self) -> None:
        """Add the lines and blocks of the grid."""
        start, headings = 0, self._headings(self._like_headings())
        for count, at in enumerate(headings):
            if at < start or count == _MOST_HEADINGS:
                continue
            self._add_lines(range(start, at))
            end = headings[count + 1] if count + 1 < len(headings) else len(self.grid)
            start = self._segment(at, end)
        self._add_lines(range(start, len(self.grid)))

    def _like_headings(self) -> pl.DataFrame:
        """The lines that do not begin as rows do, and those that begin with a title of rows."""
        first = pl.col([name for name in self.frame.columns[:_FIRST_CELLS] if name != "at"])
        row = pl.any_horizontal(first.str.contains(_ANY_REF)).fill_null(value=False)
        return self.frame.filter(~row | pl.any_horizontal(_is_title(first)).fill_null(value=False))

    def _headings(self, candidates: pl.DataFrame) -> list[int]:
        """The positions of those lines that name the columns of rows."""
        if candidates.height > _FEW:
            candidates = candidates.filter(pl.any_horizontal(_is_title(pl.exclude("at"))).fill_null(value=False))
        return [at for at in candidates["at"] if names_rows(self.grid.line(at).cells)]

    def _segment(self, at: int, end: int) -> int:
        """Add the table whose heading names its rows at a position, up to `end` or another heading; where it ends."""
        heading, first = self._heading(at)
        self._add_lines(range(at, first))
        if heading is None or end - first < _LEAST_ROWS:
            self._add_lines(range(first, end))
            return end
        part = self.frame.slice(first, end - first)
        told = self.grid.told(len(heading.line.cells)).slice(first, end - first)
        texts = texts_of(self.grid, part, heading)
        plain = plain_rows(self.grid, part.with_columns(told.alias("told")), heading, texts, self.catalogue)
        others = part.filter(~plain)
        if further := self._headings(others):
            end = further[0]
            part, plain = part.head(end - first), plain.head(end - first)
            others = others.filter(pl.col("at") < end)
        bounds = [first, *self._areas(others), end]
        for start, stop in pairwise(bounds):
            within = part["at"].is_between(start, stop, closed="left")
            self._run(Block(self.grid, heading, part.filter(plain & within), texts), start, stop)
        return end

    def _heading(self, at: int) -> tuple[Heading | None, int]:
        """The heading that names its rows at a position, and where its table begins."""
        lines = [self.grid.line(each) for each in range(max(at - 1, 0), min(at + 2, len(self.grid)))]
        own = at - max(at - 1, 0)
        named = [names_rows(line.cells) for line in lines]
        for position in range(own, -1, -1):
            heading = find_heading(lines, position, named, self.catalogue, ANY_MONTH)
            if heading and (position == own or heading.under):
                taken = 2 if heading.under else 1
                return heading, at + position - own + taken
        return None, at + 1

    def _areas(self, others: pl.DataFrame) -> list[int]:
        """The positions of those lines that head a service area."""
        cells = pl.exclude("at")
        single = others.filter(pl.sum_horizontal((cells != "").fill_null(value=False)) == 1)["at"]
        found = []
        for at in single:
            filled = self.grid.line(at).filled()
            if len(filled) == 1 and read_area_heading(filled[0][1], self.catalogue):
                found.append(at)
        return found

    def _run(self, block: Block, start: int, stop: int) -> None:
        """Add the lines of one area: its plain rows as a block, after its first line."""
        if len(block.positions) < _LEAST_ROWS:
            self._add_lines(range(start, stop))
            return
        taken = set(block.positions)
        others = [at for at in range(start, stop) if at not in taken]
        if others and others[0] == start and start not in taken and self.lines:
            self._add_lines(others[:1])
            others = others[1:]
        self.blocks[len(self.lines) - 1] = block
        self._add_lines(others)

    def _add_lines(self, positions: Sequence[int]) -> None:
        self.lines += [self.grid.line(at) for at in positions]


def _is_title(cells: pl.Expr) -> pl.Expr:
    """Which cells hold a title that names rows, as `tui.scorecard.words.normal` reads them, or nearly so."""
    words = cells.str.to_lowercase().str.replace_all(_NOT_WORD, " ").str.strip_chars()
    return words.is_in(list(NAMING_TITLES))
