"""Reads a published scorecard's text into the tidy frames."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any, Final

from tui.scorecard.assembly import About, Parts
from tui.scorecard.catalogue import Catalogue
from tui.scorecard.model import Scorecard
from tui.scorecard.periods import add_months, long_label, previous_financial_year
from tui.scorecard.problems import Problem, Severity
from tui.scorecard.recorder import Recorder
from tui.scorecard.values import BLANK, UNREADABLE, Value, parse_target, parse_value
from tui.scorecard.views import Overview
from tui.sources.decoding import Line, SourceError
from tui.sources.published.alignment import Alignment, align, lies_whole, strays
from tui.sources.published.columns import Column, Heading
from tui.sources.published.fragments import Fragment, Loose, settle
from tui.sources.published.marks import parse_arrow, parse_direction, parse_rating
from tui.sources.published.outline import Row, Section, Table, outline

_NOT_STATED: Final = "Area not stated"


def read_published(
    lines: Sequence[Line], catalogue: Catalogue, *, authority: str, period: date | None = None
) -> Scorecard:
    """The scorecard that the lines hold; arguments and errors are those of `read_rows`."""
    return read_rows(lines, catalogue, authority=authority, period=period).scorecard()


def read_rows(lines: Sequence[Line], catalogue: Catalogue, *, authority: str, period: date | None = None) -> Reading:
    """The rows of the scorecard that the lines hold; `period` is its month where the text does not state it.

    Raises `SourceError` where the text holds no indicator, or neither it nor `period` gives a month.
    """
    document = outline(lines, catalogue, period)
    reading = Reading(catalogue, authority, document.report, lines[0].source)
    reading.problems += document.problems
    for section in document.sections:
        reading.read_section(section)
    if not reading.places:
        raise SourceError(
            f"{lines[0].source}: no indicator found; expected rows of tab-separated cells under headings"
            " such as Ref, Indicator, Apr-23, Current, Target"
        )
    return reading


class Reading:
    """One pass over the sections of a text; it only ever adds rows and problems."""

    def __init__(self, catalogue: Catalogue, authority: str, report: date, source: str) -> None:
        self.catalogue = catalogue
        self.authority = authority
        self.report = report
        self.source = source
        self.recorder = Recorder(authority, source)
        self.problems: list[Problem] = []
        self.heads: dict[str, str] = {}
        self.places: dict[str, str] = {}
        """Where each ref stands."""
        self.later_months = False
        self.headings: set[int] = set()
        """The lines of headings whose months were looked at."""
        self.left: Counter[int] = Counter()
        """How many filled cells of the table stand under each column that is not read."""

    def glance(self) -> Overview | None:
        """What is published, before anything is computed of it; null where months must be chosen first."""
        if self.later_months:
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
            frames=self.recorder.frames(),
            problems=tuple(sorted(self.problems, key=lambda problem: _reading_order(problem.place))),
            heads=self.heads,
            sources=(self.source,),
            of_one_month=not self.later_months,
        )

    # ---- sections and tables

    def read_section(self, section: Section) -> None:
        """Read everything from one area heading to the next."""
        if section.area and section.area.head:
            self.heads[section.area.name] = section.area.head
        has_rows = any(table.rows for table in section.tables)
        if has_rows and section.heading and section.inherited:
            self._note(
                "warning",
                section.place,
                f"no column headings: months and columns are taken from line {section.heading.line.number},"
                " the years of the benchmarks are not stated",
                code="no_headings",
            )
        for table in section.tables:
            self._read_table(table, section)
        self._read_fragments(section)

    def _read_table(self, table: Table, section: Section) -> None:
        if table.heading is None:
            for row in table.rows:
                message = "a row without column headings: what its figures are is not stated"
                self._note("error", row.line.place(), message, code="rows_without_headings")
            return
        self.left = Counter()
        rows = [row for row in table.rows if self._admit(row)]
        columns = table.heading.columns
        for (length, _), group in groupby(
            rows, key=lambda row: (len(row.line.cells), lies_whole(row.line.cells, columns))
        ):
            self._read_block(list(group), length, table.heading, section)
        if table.heading.line.number not in self.headings:
            self.headings.add(table.heading.line.number)
            self._note_months(table.heading)
        self._note_unread(table.heading)

    def _note_unread(self, heading: Heading) -> None:
        """List the columns that cannot be read, headings not understood or standing twice, with their cells."""
        first: dict[Any, Column] = {}
        for column in heading.columns:
            place, cells = heading.line.place(column.index), self.left[column.index]
            unread = f"its {cells} cells are not read"
            severity: Severity = "error" if cells else "info"
            if column.kind == "unknown" and (column.title or cells):
                self._note(
                    severity, place, f"heading not understood: “{column.title}”; {unread}", code="unknown_heading"
                )
            elif column.kind != "unknown" and column.identity in first:
                message = f"“{column.title}” repeats “{first[column.identity].title}”; {unread}"
                self._note(severity, place, message, code="repeated_heading")
            first.setdefault(column.identity, column)

    def _note_months(self, heading: Heading) -> None:
        """List months that do not go with the scorecard's own."""
        dated = [column for column in heading.columns if column.kind == "month" and column.period]
        for column in dated:
            if column.period and column.period > self.report:
                self.later_months = True
                place = heading.line.place(column.index)
                message = f"“{column.title}” is later than the scorecard's own month"
                self._note("warning", place, message, code="later_month")
        current = heading.find("current")
        last = max((column.period for column in dated if column.period), default=self.report)
        if current is not None and last < add_months(self.report, -1):
            title = heading.columns[current].title
            message = f"“{title}” is read as {long_label(self.report)}, but the month before it is {long_label(last)}"
            self._note("warning", heading.line.place(current), message)

    def _admit(self, row: Row) -> bool:
        """Whether a row is the first of its ref; a row whose ref is lost for good gets its line's number."""
        place = row.line.place()
        if row.ref is None:
            row.ref = f"?{row.line.number}"
            message = f"the ref of “{row.name}” is lost; shown as {row.ref}"
            self._note("warning", place, message, row.ref, code="lost_ref")
        if row.restored:
            lost = f"“{row.ref_text}”" if row.ref_text else "blank"
            self._note("warning", place, f"ref {lost} restored as {row.ref} {row.restored}", row.ref)
        if row.ref in self.places:
            message = f"{row.ref} stands at {self.places[row.ref]} already; this row is not read"
            self._note("error", place, message, row.ref, code="repeated_ref")
            return False
        self.places[row.ref] = place
        return True

    def _read_block(self, rows: list[Row], length: int, heading: Heading, section: Section) -> None:
        """Read neighbouring rows of one length, which lie under the headings in the same way."""
        alignment = align([row.line.cells for row in rows], heading.columns)
        if alignment and alignment.lost:
            apart = strays([row.line.cells for row in rows], heading.columns, alignment)
            if any(apart) and not all(apart):
                for _, part in groupby(zip(rows, apart, strict=True), key=lambda pair: pair[1]):
                    self._read_block([row for row, _ in part], length, heading, section)
                return
        refs = f"{rows[0].ref}" if len(rows) == 1 else f"{rows[0].ref} to {rows[-1].ref}"
        cells = f"{length} cells under {len(heading.columns)} headings"
        if alignment is None:
            message = f"{refs}: {cells}; which figure belongs where is not certain, so none is read"
            self._note("warning", rows[0].line.place(), message, rows[0].ref, code="uncertain_columns")
        elif alignment.lost:
            lost = ", ".join(column.title for column in alignment.lost)
            how = "read as having lost" if alignment.left_out else "cut off before"
            how = "it is not certain that it lost just" if alignment.uncertain else how
            message = f"{refs}: {cells}; {how} {lost}"
            self._note("warning", rows[0].line.place(), message, rows[0].ref, code="lost_columns")
        for row in rows:
            self._read_row(row, alignment, heading, section)

    # ---- rows

    def _read_row(self, row: Row, alignment: Alignment | None, heading: Heading, section: Section) -> None:
        assert row.ref is not None
        self._list(row.ref, row.name, "restored" if row.restored else "whole", row.line.place(), section)
        marks: dict[str, Any] = {}
        read: set[Any] = set()
        for column in heading.columns:
            index = alignment.cell_of[column.index] if alignment else column.index
            if index is None or index >= len(row.line.cells) or column.kind in ("ref", "name"):
                continue
            if column.kind == "unknown" or column.identity in read:
                self.left[column.index] += bool(row.line.cells[index])
                continue
            read.add(column.identity)
            text, place = row.line.cells[index], row.line.place(index)
            certain = alignment is not None and column.index not in alignment.uncertain
            if column.kind == "rating":
                marks |= {
                    "rating_text": text,
                    "place": place,
                    "rating": self._mark(row.ref, text, place, certain, "rating"),
                }
            elif column.kind == "direction":
                mark = self._mark(row.ref, text, place, certain, "direction")
                marks |= {"direction_text": text, "direction_place": place, "direction": mark}
            elif column.kind == "trend":
                self._note_debris(row.ref, text, place)
            else:
                self._record(row.ref, column, text, place, section.inherited, certain)
        self._publish(row.ref, {"place": row.line.place()} | marks)
        for index in range(len(heading.columns), len(row.line.cells)):
            if text := row.line.cells[index]:
                self._note("error", row.line.place(index), f"“{text}” stands beyond the last heading", row.ref)

    def _record(self, ref: str, column: Column, text: str, place: str, inherited: bool, certain: bool) -> None:
        """Add one figure to the frame that its column names."""
        if column.kind == "target":
            self._record_target(ref, text, place, certain)
            return
        value = parse_value(text)
        if not certain and value.missing != BLANK:
            self._note("error", place, f"“{text}” may belong to another column than {column.title}", ref)
            value = Value(value.text, missing=UNREADABLE)
        elif value.missing == UNREADABLE:
            self._note("error", place, f"{column.title}: “{text}” is not a number", ref)
        fields = {"ref": ref, "value": value.number, "text": value.text, "missing": value.missing, "place": place}
        if column.kind == "previous":
            self._add("outturns", year=column.year or previous_financial_year(self.report), **fields)
        elif column.kind == "comparator" and value.missing != BLANK:
            assert column.comparator is not None
            year = None if inherited else column.year
            self._add("benchmarks", comparator=column.comparator.key, year=year, **fields)
        elif column.kind in ("month", "current"):
            self._add("observations", period=column.period or self.report, **fields)

    def _record_target(self, ref: str, text: str, place: str, certain: bool) -> None:
        target = parse_target(text)
        if target is None:
            return
        if not certain:
            self._note("error", place, f"“{text}” may belong to another column than the target", ref)
            return
        self._add(
            "targets", ref=ref, period=self.report, low=target.low, high=target.high, text=target.text, place=place
        )

    def _mark(self, ref: str, text: str, place: str, certain: bool, what: str) -> str | None:
        mark = parse_rating(text) if what == "rating" else parse_direction(text)
        if text and (mark is None or not certain):
            self._note("error", place, f"“{text}” is not a {what} that can be read", ref)
        return mark if certain else None

    def _note_debris(self, ref: str, text: str, place: str) -> None:
        if parse_value(text).number is not None or parse_rating(text):
            self._note("error", place, f"“{text}” stands under the drawn trend: where it belongs is not certain", ref)
        elif text:
            self._note("info", place, f"“{text}” is what remains of a drawn trend; it carries no figure", ref)

    # ---- fragments

    def _read_fragments(self, section: Section) -> None:
        settled = settle(section.fragments, section.loose)
        self.problems += settled.problems
        for fragment in section.fragments:
            self.places[fragment.ref] = fragment.place
            self._list(fragment.ref, fragment.name, "fragment", fragment.place, section)
            self._read_fragment(fragment, settled.rating, settled.arrow, section.heading)

    def _read_fragment(
        self, fragment: Fragment, rating: Loose | None, arrow: Loose | None, heading: Heading | None
    ) -> None:
        """Keep what is certain of a fragment; its figures are missing as unreadable."""
        message = f"{fragment.ref} has no row: its figures are unreadable"
        self._note("error", fragment.place, message, fragment.ref)
        fields = {"ref": fragment.ref, "missing": UNREADABLE, "place": fragment.place}
        months = [column.period for column in heading.columns if column.kind == "month"] if heading else []
        for period in dict.fromkeys([*months, self.report]):
            self._add("observations", period=period, **fields)
        if heading and heading.has("previous"):
            self._add("outturns", year=previous_financial_year(self.report), **fields)
        marks: dict[str, Any] = {"place": fragment.place}
        if rating:
            marks |= {"rating": parse_rating(rating.text), "rating_text": rating.text, "place": rating.place}
        if arrow:
            marks |= {
                "direction": parse_arrow(arrow.text),
                "direction_text": arrow.text,
                "direction_place": arrow.place,
            }
        self._publish(fragment.ref, marks)

    # ---- adding

    def _area(self, ref: str, section: Section) -> str:
        """The display name of a ref's area: by its heading, unless the catalogue knows it and the ref better."""
        if section.area and not section.area.listed:
            return section.area.name
        entry = self.catalogue.indicators.get(ref)
        area = self.catalogue.areas[entry.area] if entry else self.catalogue.area_of_ref(ref)
        return area.name if area else section.area.name if section.area else _NOT_STATED

    def _list(self, ref: str, name: str, row: str, place: str, section: Section) -> None:
        line, _ = _reading_order(place)
        self._add("listing", ref=ref, name=name, row=row, place=place, area=self._area(ref, section), order=line)
        if self.catalogue.indicators.get(ref) and not self.catalogue.entry_for(ref, name):
            message = f"{ref} is “{name}” here, which is not the catalogue's {ref}: its unit and polarity are not used"
            self._note("warning", place, message, ref)

    def _publish(self, ref: str, marks: dict[str, Any]) -> None:
        self._add("published", ref=ref, period=self.report, **marks)

    def _add(self, frame: str, **fields: Any) -> None:
        self.recorder.add(frame, publication=self.report, **fields)

    def _note(
        self, severity: Severity, place: str, message: str, ref: str | None = None, *, code: str | None = None
    ) -> None:
        self.problems.append(Problem(severity, place, message, ref, code))


def _reading_order(place: str) -> tuple[int, int]:
    """The line and column of a place."""
    _, line, column = place.rsplit(":", 2)
    return int(line), int(column)
