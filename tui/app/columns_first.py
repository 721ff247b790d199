"""The desk of somebody who has said which columns come first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from tui.app.desk import Desk
from tui.reports.glyphs import Glyphs

if TYPE_CHECKING:
    from tui.app.loading import Loaded


class ColumnsFirst(Desk):
    """Puts these columns first in the table of whatever is read."""

    def __init__(self, glyphs: Glyphs, columns: Sequence[str]) -> None:
        super().__init__(glyphs)
        self._columns = columns

    @property
    def loaded(self) -> Loaded | None:
        """The scorecard as it was read, whole."""
        return self._loaded

    @loaded.setter
    def loaded(self, loaded: Loaded | None) -> None:
        from tui.reports.grid_order import arranged

        self._loaded = loaded and msgspec.structs.replace(loaded, grid=arranged(loaded.grid, self._columns))
        self._forget()
