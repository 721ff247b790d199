"""The published scorecard as text, rows separated by tabs, as a format."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from tui.scorecard.model import Scorecard
from tui.scorecard.values import tidy_spaces
from tui.sources.decoding import Line, read_text, split_lines
from tui.sources.format import Ask
from tui.sources.grids import LEAST_LINES
from tui.sources.lines import Lines
from tui.sources.published.reader import read_rows
from tui.sources.published.reading import Reading
from tui.sources.seeming import text_of

_OTHERS: Final = (".csv", ".tsv", ".tab", ".json", ".jsonl", ".ndjson")
"""Endings that say how a text is to be taken apart, which is another way than ours."""

_HEADING: Final = re.compile(r"(?im)(?:^|\t)[ ]*(?:ref|indicator)\.?[ ]*(?:\t|$)")
_ROW: Final = re.compile(r"(?m)^[A-Za-z]{1,5}[ -]?\d{1,4}[A-Za-z]?\t[^\t\r\n]*\t")


class PublishedText:
    """Text of one month's scorecard, copied from a page or taken from a PDF."""

    name: Final = "a published scorecard as text"
    endings: Final = (".txt", "")

    def recognises(self, path: Path, head: bytes) -> bool:
        """Whether there is a heading or a row of it, with tabs."""
        text = text_of(head)
        if text is None or "\t" not in text or path.suffix.lower() in _OTHERS:
            return False
        is_tidy = "record" in text[: text.find("\n") + 1].split("\t")
        return not is_tidy and bool(_HEADING.search(text) or _ROW.search(text))

    def rows(self, path: Path, ask: Ask) -> Reading:
        """The rows of the text."""
        lines = tabbed_lines(read_text(path), path.name)
        return read_rows(lines, ask.catalogue, authority=ask.of_nobody, wanted=ask.authority, period=ask.period)

    def read(self, path: Path, ask: Ask) -> Scorecard:
        """The scorecard of the text."""
        return self.rows(path, ask).scorecard()


def tabbed_lines(text: str, source: str) -> Sequence[Line]:
    """The lines of a published text, as `tui.sources.decoding.split_lines` gives them: of a large one, on demand."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.count("\n") < LEAST_LINES:
        return split_lines(text, source)
    from tui.sources.text_grid import TextGrid  # a text of usual size does not wait for it

    def make(number: int, line: str) -> Line:
        return Line(source, number, tuple(map(tidy_spaces, line.split("\t"))))

    lines = text.split("\n")
    return Lines([TextGrid(source, text, lines, range(1, len(lines) + 1), "\t", make, fixed=False)])


PUBLISHED_TEXT: Final = PublishedText()
