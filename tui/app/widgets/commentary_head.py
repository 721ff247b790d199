"""What the numbers say of the indicator that is commented on, where there is no room for its page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from textual.geometry import Size

from tui.app.widgets.drawing import Drawing
from tui.reports.cells import Line
from tui.reports.commentary_head import commentary_head
from tui.scorecard.subject import Subject

_MOST_LINES: Final = 4


class CommentaryHead(Drawing):
    """A few lines: ref, name and figure, then what commentary rests on."""

    DEFAULT_CSS = "CommentaryHead { height: auto; padding: 0 1; }"

    def __init__(self, subject: Subject) -> None:
        super().__init__()
        self._subject = subject

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As high as its lines."""
        return len(self.lines(width, 0))

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The lines."""
        return commentary_head(self._subject, width, _MOST_LINES)
