"""What a reading has found so far: rows of the tidy frames, and problems; there is only ever more of it."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from tui.scorecard.catalogue import Area, Catalogue, Indicator
from tui.scorecard.problems import Problem, Severity
from tui.scorecard.recorder import Recorder
from tui.sources.lines import reading_order
from tui.sources.published.outline import Section

_NOT_STATED: Final = "Area not stated"
_ROWS_OF_A_SHEET: Final = 1 << 20
"""No sheet has more: it keeps the rows of one sheet before those of the next."""

_AFTER_LETTERS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"
"""What follows the letters of a ref: its number and a small letter."""


class Recording:
    """Rows and problems of the scorecard of one authority and month, from one source."""

    def __init__(self, catalogue: Catalogue, authority: str, report: date, source: str) -> None:
        self.catalogue = catalogue
        self.authority = authority
        self.report = report
        self.source = source
        self.recorder = Recorder(authority, source)
        self.problems: list[Problem] = []
        self.places: dict[str, str] = {}
        """Where each ref stands."""
        self.sheets: dict[str, int] = {}
        """The quoted names of a workbook's sheets, numbered from 1."""
        self._areas: dict[str, Area | None] = {}
        self._letters_tell = all(area.prefix.isalpha() and area.prefix.isupper() for area in catalogue.areas.values())

    def in_order(self) -> tuple[Problem, ...]:
        """The problems as they stand in the source."""
        return tuple(sorted(self.problems, key=lambda problem: self.reading_order(problem.place)))

    def reading_order(self, place: str) -> tuple[int, int, int]:
        """Sheet, line and column of a place."""
        return reading_order(place, self.source, self.sheets)

    def line_order(self, place: str) -> int:
        """Where a place's line stands in the whole source."""
        sheet, line, _ = self.reading_order(place)
        return max(sheet - 1, 0) * _ROWS_OF_A_SHEET + line

    def area_of(self, ref: str, section: Section, own: str = "") -> str:
        """The display name of a ref's area: by its heading, unless the catalogue knows it and the ref better.

        `own` is the area that its row gives itself.
        """
        if section.area and not section.area.listed:
            return section.area.name
        entry = self.catalogue.indicators.get(ref)
        stated = self.catalogue.area_named(own) if own else None
        area = self.catalogue.areas[entry.area] if entry else stated
        if area is None and own:
            return own
        area = area or self._area_by_prefix(ref)
        return area.name if area else section.area.name if section.area else _NOT_STATED

    def _area_by_prefix(self, ref: str) -> Area | None:
        """The area whose prefix begins a ref: looked up once for all refs that begin with the same letters."""
        if not self._letters_tell:
            return self.catalogue.area_of_ref(ref)
        letters = ref.rstrip(_AFTER_LETTERS)
        if letters not in self._areas:
            self._areas[letters] = self.catalogue.area_of_ref(letters)
        return self._areas[letters]

    def list_row(self, ref: str, name: str, row: str, place: str, area: str) -> Indicator | None:
        """List an indicator; the catalogue's entry of it, null where it has none that applies."""
        self.add("listing", ref=ref, name=name, row=row, place=place, area=area, order=self.line_order(place))
        return self.entry_of(ref, name, place)

    def entry_of(self, ref: str, name: str, place: str) -> Indicator | None:
        """The catalogue's entry of an indicator; that of another one which bears the same ref is listed."""
        if ref not in self.catalogue.indicators:
            return None
        entry = self.catalogue.entry_for(ref, name)
        if entry is None:
            message = f"{ref} is “{name}” here, which is not the catalogue's {ref}: its unit and polarity are not used"
            self.note("warning", place, message, ref)
        return entry

    def publish(self, ref: str, marks: dict[str, Any]) -> None:
        """Add the published rating and arrow of an indicator."""
        self.add("published", ref=ref, period=self.report, **marks)

    def add(self, frame: str, **fields: Any) -> None:
        """Add a row to one frame."""
        self.recorder.add(frame, publication=self.report, **fields)

    def note(
        self, severity: Severity, place: str, message: str, ref: str | None = None, *, code: str | None = None
    ) -> None:
        """Add a problem."""
        self.problems.append(Problem(severity, place, message, ref, code))
