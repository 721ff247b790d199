"""Which columns of a grid are in view, and which of them the cursor is in."""

from __future__ import annotations

from tui.reports.grid import Fit, Grid, fit

_EMPTY = Grid((), (), 0, 1)


class ColumnView:
    """Ref and name stay put; the other columns scroll sideways, one at a time, as the cursor comes to them."""

    def __init__(self) -> None:
        self.grid = _EMPTY
        self.fit = Fit((), 0, 1)
        self._width = 1
        self._first = 0
        self._chosen: str | None = None

    def show(self, grid: Grid) -> None:
        """Take another grid; the cursor stays in its column where that is still there."""
        self.grid = grid
        if self._chosen not in {column.key for column in grid.columns}:
            self._chosen = None
            self._first = 0
        self.lay_out(self._width)

    def lay_out(self, width: int) -> None:
        """Take another width, or the same one with other columns."""
        self._width = width
        self.fit = fit(self.grid, width - 1)
        self._first = min(self._first, self._last_first())
        self._keep_in_view()

    def fit_to(self, width: int) -> None:
        """Take another width, where it is another."""
        if width != self._width:
            self.lay_out(width)

    @property
    def chosen(self) -> int | None:
        """The position in the grid of the column that the cursor is in; null in ref and name."""
        keys = [column.key for column in self.grid.columns]
        return keys.index(self._chosen) if self._chosen in keys else None

    @property
    def chosen_key(self) -> str:
        """The key of the column that the cursor is in; `ref` in ref and name."""
        return self._chosen or "ref"

    @property
    def scrolled(self) -> bool:
        """Whether there are columns to the left of those in view."""
        return self._first > 0

    @property
    def ends(self) -> bool:
        """Whether the last column of all is in view."""
        shown = self.visible()
        return not shown or shown[-1] == self.fit.order[-1]

    def visible(self) -> list[int]:
        """The columns in view, from the first one scrolled to."""
        if self._first == 0:
            return list(self.fit.order[: self.fit.fitting])
        room = self._room
        found: list[int] = []
        for position in self.fit.order[self._first :]:
            room -= self.grid.columns[position].width + 1
            if room < 0:
                break
            found.append(position)
        return found

    def move(self, by: int) -> bool:
        """Move the cursor by columns, scrolling where it leaves the view; whether it moved."""
        order = [self.grid.columns[position].key for position in self.fit.order]
        before = order.index(self._chosen) if self._chosen in order else -1
        wanted = min(max(before + by, -1), len(order) - 1)
        self._chosen = order[wanted] if wanted >= 0 else None
        self._keep_in_view()
        return wanted != before

    def _keep_in_view(self) -> None:
        if self.chosen is None:
            self._first = 0
            return
        at = self.fit.order.index(self.chosen)
        self._first = min(self._first, at)
        while self.chosen not in self.visible() and self._first < at:
            self._first += 1

    @property
    def _room(self) -> int:
        return self._width - self.grid.ref_width - 2 - self.fit.name_width

    def _last_first(self) -> int:
        """The furthest that columns can be scrolled: the last one is in view then."""
        if self.fit.fitting == len(self.fit.order):
            return 0
        room = self._room
        for count, position in enumerate(reversed(self.fit.order)):
            room -= self.grid.columns[position].width + 1
            if room < 0:
                return len(self.fit.order) - count
        return 0
