"""One pass over the sections of a published scorecard: its rows and problems, and the scorecard of them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from tui.scorecard.assembly import About, Parts
from tui.scorecard.catalogue import Catalogue
from tui.scorecard.missing import UNREADABLE
from tui.scorecard.model import Scorecard
from tui.scorecard.periods import key, previous_financial_year
from tui.scorecard.views import Overview
from tui.sources.decoding import Line
from tui.sources.lines import SheetLine, quoted
from tui.sources.published.alignment import align, is_fixed, lies_as_it_stands, lies_whole, strays
from tui.sources.published.columns import Column, Heading
from tui.sources.published.fragments import Fragment, Loose, other_headings, settle
from tui.sources.published.heading_notes import HeadingNotes
from tui.sources.published.marks import parse_arrow, parse_rating
from tui.sources.published.outline import Row, Section, Table
from tui.sources.published.refs import BY_NAME, MADE_UP, made_up_ref
from tui.sources.published.rows import Tally

if TYPE_CHECKING:
    from tui.scorecard.frames import Frames
    from tui.sources.published.blocks import Block


class Reading(HeadingNotes):
    """One pass over the sections of a text; it only ever adds rows and problems."""

    def __init__(self, catalogue: Catalogue, authority: str, report: date, source: str) -> None:
        super().__init__(catalogue, authority, report, source)
        self.heads: dict[str, str] = {}
        self.headings: set[str] = set()
        """The places of headings whose months were looked at."""
        self.made_up: dict[str, str] = {}
        """By the place of each row without a ref the one that it is given."""
        self.tally = Tally()
        self.conditional = []
        self.blocks: list[Frames] = []
        """What large tables hold beside the rows that were read one by one."""

    def glance(self) -> Overview | None:
        """What is published, before anything is computed of it; null where that would not be all, or not fast."""
        if self.later_months or self.blocks:
            return None
        rows = self.recorder.rows
        about = About(self.authority, self.report, self.catalogue, tuple(self.problems), self.heads, (self.source,))
        return Parts(
            about,
            listing=rows["listing"],
            observations=rows["observations"],
            outturns=rows["outturns"],
            targets=rows["targets"],
            published=rows["published"],
        ).overview()

    def scorecard(self) -> Scorecard:
        """The scorecard with its frames."""
        return Scorecard(
            authority=self.authority,
            period=self.report,
            catalogue=self.catalogue,
            frames=self._frames(),
            problems=self.in_order(),
            heads=self.heads,
            sources=(self.source,),
            of_one_month=not self.later_months,
        )

    def _frames(self) -> Frames:
        frames = self.recorder.frames()
        if not self.blocks:
            return frames
        from tui.sources.published.block_frames import stacked

        return stacked([frames, *self.blocks])

    # ---- sheets

    def number_sheets(self, lines: Sequence[Line]) -> None:
        """Learn the order of the sheets."""
        sheets = dict.fromkeys(line.sheet for line in lines if isinstance(line, SheetLine))
        self.sheets = {quoted(sheet): number for number, sheet in enumerate(sheets, 1)}

    def headed(self, sections: Sequence[Section]) -> list[Section]:
        """The sections that are read; sheets without any column headings are listed instead."""
        headed = {section.sheet for section in sections if any(table.heading for table in section.tables)}
        kept = [section for section in sections if section.sheet is None or section.sheet in headed]
        apart = [section for section in sections if section.sheet is not None and section.sheet not in headed]
        for sheet, group in groupby(apart, key=lambda section: section.sheet):
            self._note_unheaded(str(sheet), list(group))
        return kept

    def _note_unheaded(self, sheet: str, sections: Sequence[Section]) -> None:
        loose = sum(len(section.loose) + len(section.fragments) for section in sections)
        rows = [row for section in sections for table in section.tables for row in table.rows]
        cells = loose + sum(len(row.line.filled()) for row in rows)
        if cells:
            message = (
                f"sheet {sheet} has no column headings such as Ref, Indicator, Sep-23: its {cells} cells are not read"
            )
            self.note("warning", sections[0].place, message, code="no_headings")

    # ---- sections and tables

    def read_section(self, section: Section) -> None:
        """Read everything from one area heading to the next."""
        if section.area and section.area.head:
            self.heads[section.area.name] = section.area.head
        has_rows = any(table.rows or table.block for table in section.tables)
        if has_rows and section.heading and section.inherited:
            self.note(
                "warning",
                section.place,
                f"no column headings: months and columns are taken from {section.heading.line.title},"
                " the years of the benchmarks are not stated",
                code="no_headings",
            )
        for table in section.tables:
            self._read_table(table, section)
        self._read_fragments(section)

    def _read_table(self, table: Table, section: Section) -> None:
        if table.heading is None:
            for row in table.rows:
                message = "a row without column headings: what its figures are is not stated; put headings above it"
                self.note("error", row.line.place(), message, code="rows_without_headings")
            return
        self.tally = Tally()
        if not table.heading.has("ref"):
            self._name_rows(table)
        if table.block:
            self._read_plain(table, table.block, section)
        rows = [row for row in table.rows if self._admit(row)]
        columns, block = table.heading.columns, table.block
        for (length, _, _), group in groupby(rows, key=lambda row: _lie(row, columns, block)):
            self._read_block(list(group), length, table.heading, section)
        place = table.heading.line.place()
        if place not in self.headings:
            self.headings.add(place)
            self.note_dates(table.heading)
            self.note_months(table.heading)
        self.note_unread(table.heading)
        self.note_counted(table.heading, table.block)

    def _name_rows(self, table: Table) -> None:
        """Count the rows that the catalogue knows by their names: where no column holds refs, none was lost."""
        for row in table.rows:
            if row.restored == BY_NAME:
                row.restored = None
                self.tally.named += 1

    def _read_plain(self, table: Table, block: Block, section: Section) -> None:
        """Read the plain rows of a large table at once; those that cannot be are read like all others."""
        assert table.heading is not None
        others = {row.ref for row in table.rows}
        repeated = [ref for ref in block.refs if ref in self.places or ref in others]
        if repeated:
            block, rows = block.without(set(repeated), self.catalogue)
            table.block = block
            table.rows = sorted([*table.rows, *rows], key=lambda row: row.line.number)
        self.places.update(zip(block.refs, block.places, strict=True))
        self.blocks.append(block.read(self, table.heading, section))

    def name_lost(self, sections: Sequence[Section]) -> None:
        """Make up refs for the rows that have none, from their names.

        Where several rows bear a name, only month and line tell them apart: the next scorecard has no such refs.
        """
        rows = [row for section in sections for table in section.tables for row in table.rows if not row.ref]
        times = Counter(made_up_ref(row.name) for row in rows)
        for row in rows:
            ref = made_up_ref(row.name)
            sheet = f"{row.line.sheet}!" if isinstance(row.line, SheetLine) else ""
            self.made_up[row.line.place()] = (
                ref if times[ref] == 1 and ref != MADE_UP else f"{ref}@{key(self.report)}:{sheet}{row.line.number}"
            )

    def _admit(self, row: Row) -> bool:
        """Whether a row is the first of its ref; a row whose ref is lost for good gets one that was made up."""
        place = row.line.place()
        if row.ref is None:
            row.ref = self.made_up[place]
            message = f"the ref of “{row.name}” is lost; shown as {row.ref}"
            if row.shared:
                message += f"; “{row.ref_text}” stands for several indicators"
            self.note("warning", place, message, row.ref, code="lost_ref")
        if row.restored:
            lost = f"“{row.ref_text}”" if row.ref_text else "blank"
            self.note("warning", place, f"ref {lost} restored as {row.ref} {row.restored}", row.ref)
        if row.ref in self.places:
            message = f"{row.ref} stands at {self.places[row.ref]} already; this row is not read: keep one of the two"
            self.note("error", place, message, row.ref, code="repeated_ref")
            return False
        self.places[row.ref] = place
        return True

    def _read_block(self, rows: list[Row], length: int, heading: Heading, section: Section) -> None:
        """Read neighbouring rows of one length, which lie under the headings in the same way."""
        if is_fixed(rows[0].line, heading.columns):
            for row in rows:
                alignment = lies_as_it_stands(row.line, heading)
                if alignment is None:
                    self._note_uncertain([row], len(row.line.cells), heading)
                self.read_row(row, alignment, heading, section)
            return
        alignment = align([row.line.cells for row in rows], heading.columns)
        if alignment and alignment.lost:
            apart = strays([row.line.cells for row in rows], heading.columns, alignment)
            if any(apart) and not all(apart):
                for _, part in groupby(zip(rows, apart, strict=True), key=lambda pair: pair[1]):
                    self._read_block([row for row, _ in part], length, heading, section)
                return
        if alignment is None:
            self._note_uncertain(rows, length, heading)
        elif alignment.lost:
            lost = ", ".join(column.title for column in alignment.lost)
            how = "read as having lost" if alignment.left_out else "cut off before"
            how = "it is not certain that it lost just" if alignment.uncertain else how
            message = f"{_refs(rows)}: {_cells(length, heading)}; {how} {lost}"
            self.note("warning", rows[0].line.place(), message, rows[0].ref, code="lost_columns")
        for row in rows:
            self.read_row(row, alignment, heading, section)

    def _note_uncertain(self, rows: Sequence[Row], length: int, heading: Heading) -> None:
        message = (
            f"{_refs(rows)}: {_cells(length, heading)}; which figure belongs where is not certain, so none is read"
        )
        self.note("warning", rows[0].line.place(), message, rows[0].ref, code="uncertain_columns")

    # ---- fragments

    def _read_fragments(self, section: Section) -> None:
        settled = settle(section.fragments, section.loose)
        self.problems += [*settled.problems, *other_headings(section.loose)]
        for fragment in section.fragments:
            self.places[fragment.ref] = fragment.place
            area = self.area_of(fragment.ref, section)
            self.list_row(fragment.ref, fragment.name, "fragment", fragment.place, area)
            self._read_fragment(fragment, settled.rating, settled.arrow, section.heading)

    def _read_fragment(
        self, fragment: Fragment, rating: Loose | None, arrow: Loose | None, heading: Heading | None
    ) -> None:
        """Keep what is certain of a fragment; its figures are missing as unreadable."""
        message = f"{fragment.ref} has no row: its figures are unreadable"
        self.note("error", fragment.place, message, fragment.ref)
        fields = {"ref": fragment.ref, "missing": UNREADABLE, "place": fragment.place}
        months = [column.period for column in heading.columns if column.kind == "month"] if heading else []
        for period in dict.fromkeys([*months, self.report]):
            self.add("observations", period=period, **fields)
        if heading and heading.has("previous"):
            self.add("outturns", year=previous_financial_year(self.report), **fields)
        marks: dict[str, Any] = {"place": fragment.place}
        if rating:
            marks |= {"rating": parse_rating(rating.text), "rating_text": rating.text, "place": rating.place}
        if arrow:
            marks |= {
                "direction": parse_arrow(arrow.text),
                "direction_text": arrow.text,
                "direction_place": arrow.place,
            }
        self.publish(fragment.ref, marks)


def _lie(row: Row, columns: Sequence[Column], block: Block | None) -> tuple[int, bool, int]:
    """What rows have in common that lie under the headings in the same way, and stand together."""
    if is_fixed(row.line, columns):
        return 0, True, 0
    before = bisect_left(block.numbers, row.line.number) if block else 0
    return len(row.line.cells), lies_whole(row.line.cells, columns), before


def _refs(rows: Sequence[Row]) -> str:
    return f"{rows[0].ref}" if len(rows) == 1 else f"{rows[0].ref} to {rows[-1].ref}"


def _cells(length: int, heading: Heading) -> str:
    return f"{length} cells under {len(heading.columns)} headings"
