"""A screen in ASCII: whatever a widget draws, of ours or of Textual, a file's text or a sign."""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from tui.reports.ascii_text import to_ascii


class AsciiScreen(LineFilter):
    """Puts an ASCII character in the place of every other one, as wide as that was."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments in ASCII."""
        return [
            segment if segment.text.isascii() else Segment(to_ascii(segment.text), segment.style, segment.control)
            for segment in segments
        ]
