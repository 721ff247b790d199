"""The versions of a commentary, to be read whole."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from tui.reports.cells import Cell, Line, Tone, wrap
from tui.reports.plain_text import visible
from tui.reports.review import moment
from tui.scorecard.periods import long_label
from tui.scorecard.review import Comment

_MOST_LINES: Final = 10_000
_INDENT: Final = 2


def version_lines(versions: Sequence[Comment], last: tuple[date, Comment] | None, width: int) -> list[Line]:
    """The newest version first, and below them what was said in the newest period before."""
    if not versions and last is None:
        return [[Cell("No commentary yet: c writes one.")]]
    lines: list[Line] = []
    for number, comment in reversed(list(enumerate(versions, 1))):
        shown = number == len(versions)
        words = f"Version {number}{' (shown)' if shown else ''}"
        lines += [*([[]] if lines else []), *_version(words, comment, width, "strong" if shown else "plain")]
        if comment.beside is not None:
            lines.append([Cell("  written while another version was saved: read both", "worse")])
    if last is not None:
        period, comment = last
        lines += [*([[]] if lines else []), *_version(long_label(period), comment, width, "quiet")]
    return lines


def _version(title: str, comment: Comment, width: int, tone: Tone) -> list[Line]:
    """A title with author and time, and the text with its line breaks."""
    lines: list[Line] = [[Cell(title, "accent"), Cell(f"  {visible(comment.author)}, {moment(comment.at)}", "quiet")]]
    for paragraph in comment.text.split("\n"):
        pieces = wrap(visible(paragraph), max(width - _INDENT, 10), _MOST_LINES) or [""]
        lines += [[Cell(" " * _INDENT), Cell(piece, tone)] for piece in pieces]
    return lines
