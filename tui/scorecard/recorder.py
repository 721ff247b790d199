"""Rows of the tidy frames as a reader finds them, cell by cell; the frames themselves come of them later."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from tui.scorecard.frames import Frames

FRAMES: Final = ("observations", "outturns", "benchmarks", "targets", "published", "listing")


class Recorder:
    """Collects rows by frame; `tui.scorecard.frames.SCHEMAS` says what each may hold."""

    def __init__(self, authority: str, source: str) -> None:
        self._common = {"authority": authority, "source": source}
        self.rows: dict[str, list[dict[str, Any]]] = {name: [] for name in FRAMES}

    def add(self, frame: str, **fields: Any) -> None:
        """Add a row to one frame; a column not given is null."""
        self.rows[frame].append({**self._common, **fields})

    def frames(self) -> Frames:
        """Everything added so far."""
        from tui.scorecard.frames import frames_of  # polars: the first rows on screen do not wait for it

        return frames_of(self.rows)
