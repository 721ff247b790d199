"""What all screens share: the scorecard, what of it is looked at, and what was said of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

import msgspec

from tui.app.loading import Loaded
from tui.app.look import Look
from tui.reports.glyphs import Glyphs
from tui.reports.grid import Grid, GridArea
from tui.reports.grid_rows import GridRow, GridRows
from tui.scorecard.criteria import Subjects
from tui.scorecard.review import OPEN, Key, Review, Reviews
from tui.scorecard.subject import Subject, subjects
from tui.scorecard.views import IndicatorView, Overview

if TYPE_CHECKING:
    from tui.scorecard.triage import Case


class DeskWatcher:
    """What shows something of the desk, and is told when it is another."""

    def desk_changed(self) -> None:
        """Show the desk as it is now."""
        raise NotImplementedError


class Desk:
    """The scorecard as it was read, and views of it that are worked out once a change."""

    def __init__(self, glyphs: Glyphs) -> None:
        self.glyphs = glyphs
        self.drafts: frozenset[str] = frozenset()
        """Refs whose commentary was being typed and is not saved yet."""
        self._loaded: Loaded | None = None
        self._look = Look()
        self._reviews: Reviews = {}
        self._marked: Loaded | None = None
        self._shown: Loaded | None = None
        self._cases: tuple[Case, ...] | None = None
        self._subjects: Subjects | None = None

    # ---- what it rests on

    @property
    def loaded(self) -> Loaded | None:
        """The scorecard as it was read, whole."""
        return self._loaded

    @loaded.setter
    def loaded(self, loaded: Loaded | None) -> None:
        self._loaded = loaded
        self._forget()

    @property
    def look(self) -> Look:
        """What is looked at."""
        return self._look

    @look.setter
    def look(self, look: Look) -> None:
        self._look = look
        self._shown = self._cases = None

    @property
    def reviews(self) -> Reviews:
        """What was said, by ref."""
        return self._reviews

    @reviews.setter
    def reviews(self, reviews: Reviews) -> None:
        self._reviews = reviews
        self._forget()

    def _forget(self) -> None:
        self._marked = self._shown = self._cases = self._subjects = None

    # ---- what follows

    @property
    def overview(self) -> Overview | None:
        """The whole scorecard; null until it is read."""
        return self._loaded.overview if self._loaded else None

    @property
    def complete(self) -> bool:
        """Whether everything of the scorecard is there, not only what the table shows first."""
        return self._loaded is not None and self._loaded.complete

    def review(self, indicator: IndicatorView | None) -> Review:
        """What was said of an indicator."""
        return self._reviews.get(indicator.ref, OPEN) if indicator else OPEN

    def key(self, indicator: IndicatorView) -> Key:
        """What commentary on an indicator is about."""
        assert self._loaded is not None
        return Key(self._loaded.overview.authority, indicator.period, indicator.ref)

    def is_here(self, key: Key) -> bool:
        """Whether commentary is on an indicator of this scorecard and period."""
        overview = self.overview
        return overview is not None and (key.authority, key.period) == (overview.authority, overview.period)

    def subject(self, indicator: IndicatorView) -> Subject:
        """An indicator with all that is known of it."""
        insight = self._loaded.insight(indicator) if self._loaded else None
        return Subject(indicator, insight, self.review(indicator))

    def subjects(self) -> Subjects:
        """Every indicator of the scorecard, in its order."""
        if self._subjects is None:
            loaded = self._loaded
            every = subjects(loaded.overview.indicators, loaded.insights, self._reviews) if loaded else ()
            self._subjects = Subjects(every)
        return self._subjects

    @property
    def comparators(self) -> list[str]:
        """The keys of the scorecard's comparators: filters and sorts may name them."""
        return [comparator.key for comparator in self._loaded.overview.comparators] if self._loaded else []

    @property
    def marked(self) -> Loaded | None:
        """The whole scorecard, its table with a column of reviews where anything was said."""
        if self._marked is None and self._loaded is not None:
            from tui.reports.review import with_review_column  # not before there are rows on screen

            grid = with_review_column(self._loaded.grid, self._loaded.overview, self._reviews, self.glyphs)
            self._marked = msgspec.structs.replace(self._loaded, grid=grid)
        return self._marked

    @property
    def shown(self) -> Loaded | None:
        """The scorecard as it is looked at: areas with the rows that are left, in their order."""
        marked = self.marked if self._reviews else self._loaded
        if marked is None or self._look.plain:
            return marked
        if self._shown is None:
            self._shown = _narrowed(marked, self._look, self.subjects())
        return self._shown

    @property
    def cases(self) -> tuple[Case, ...]:
        """All problems across service areas, worst first, before any filter."""
        if self._loaded is None:
            return ()
        if self._cases is None:
            from tui.scorecard.triage import triage

            self._cases = triage(self.subjects(), self._loaded.overview.weights, self._look.include)
        return self._cases


def _narrowed(loaded: Loaded, look: Look, every: Subjects) -> Loaded:
    """The scorecard with the rows that are left; `every` are the subjects of all its indicators, area by area."""
    keys = [comparator.key for comparator in loaded.overview.comparators]
    ends = list(accumulate(len(area.indicators) for area in loaded.overview.areas))
    left: list[list[int]] = [[] for _ in ends]
    for position in look.of(every, keys):
        left[bisect_right(ends, position)].append(position)
    areas, tables = [], []
    for area, table, end, positions in zip(loaded.overview.areas, loaded.grid.areas, ends, left, strict=True):
        start = end - len(area.indicators)
        indicators = tuple(every[position].indicator for position in positions)
        areas.append(msgspec.structs.replace(area, indicators=indicators))
        tables.append(msgspec.structs.replace(table, rows=_some_rows(table.rows, start, positions)))
    return msgspec.structs.replace(
        loaded,
        overview=msgspec.structs.replace(loaded.overview, areas=tuple(areas)),
        grid=msgspec.structs.replace(loaded.grid, areas=tuple(tables)),
    )


def _some_rows(rows: Sequence[GridRow], start: int, positions: Sequence[int]) -> GridRows:
    """Some rows of an area, by their positions in the scorecard, in which the area begins at `start`."""
    return GridRows(len(positions), lambda at: rows[positions[at] - start])


def triage_grid(loaded: Loaded, cases: Sequence[Case], glyphs: Glyphs, drafts: Collection[str]) -> Grid:
    """One table of these cases, each row with its reasons in a second line; `drafts` are refs with an unsaved one."""
    from tui.reports.grid import one_year
    from tui.reports.review import case_note, review_cell

    rows = {
        id(indicator): (table, position)
        for area, table in zip(loaded.overview.areas, loaded.grid.areas, strict=True)
        for position, indicator in enumerate(area.indicators)
    }

    def row(at: int) -> GridRow:
        case = cases[at]
        table, position = rows[id(case.subject.indicator)]
        return msgspec.structs.replace(
            table.rows[position],
            note=case_note(case, glyphs, draft=case.subject.indicator.ref in drafts),
            sign=review_cell(case.subject.review, glyphs),
        )

    concerned = {case.subject.indicator.area for case in cases}
    titled = [
        table.subtitles
        for area, table in zip(loaded.overview.areas, loaded.grid.areas, strict=True)
        if area.name in concerned
    ]
    subtitles = tuple(one_year(years) for years in zip(*titled, strict=True)) or ("",) * len(loaded.grid.columns)
    return msgspec.structs.replace(loaded.grid, areas=(GridArea(GridRows(len(cases), row), subtitles),), row_height=2)
