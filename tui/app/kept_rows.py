"""The rows of the last time on screen before anything is read, and those of this time kept for the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from tui.app import kept_view
from tui.app.loading import Loaded
from tui.reports.glyphs import Glyphs
from tui.reports.grid import build_grid
from tui.sources.kept.folder import cache_folder
from tui.sources.request import Request

if TYPE_CHECKING:
    from tui.sources.kept.inputs import Inputs


class Shown(msgspec.Struct, frozen=True):
    """Kept rows that are on screen, and what they were kept as."""

    loaded: Loaded
    body: bytes


def find(request: Request, glyphs: Glyphs) -> Shown | None:
    """The rows kept for a request, where they are certain to be what reading it would show first."""
    found = kept_view.find(request)
    return Shown(Loaded(found[0], build_grid(found[0], glyphs)), found[1]) if found else None


class Taking:
    """Takes down what a reading shows first, in the reader's thread, and keeps it when it was read to its end."""

    def __init__(self, request: Request, shown: Shown | None) -> None:
        self._request = request
        self._shown = shown
        self._body: bytes | None = None
        self._inputs: Inputs | None = None
        if cache_folder() is not None:
            from tui.sources.kept.taking import inputs_of

            self._inputs = inputs_of(request)

    def first(self, loaded: Loaded) -> Loaded:
        """What was read first; the very object that is on screen already where it is the same."""
        self._body = kept_view.packed(loaded.overview)
        shown = self._shown
        return shown.loaded if shown and not loaded.complete and shown.body == self._body else loaded

    def whole(self) -> None:
        """Keep it, unless that is what is kept already, or the files have changed while they were read."""
        shown = self._shown
        if self._inputs is not None and self._body is not None and not (shown and shown.body == self._body):
            kept_view.keep(self._request, self._inputs, self._body)
