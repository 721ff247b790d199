"""The published scorecard as text, rows separated by tabs, as a format."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from tui.scorecard.model import Scorecard
from tui.sources.decoding import read_text, split_lines
from tui.sources.format import Ask
from tui.sources.published.reader import Reading, read_rows
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
        lines = split_lines(read_text(path), path.name)
        return read_rows(lines, ask.catalogue, authority=ask.authority or ask.catalogue.authority, period=ask.period)

    def read(self, path: Path, ask: Ask) -> Scorecard:
        """The scorecard of the text."""
        return self.rows(path, ask).scorecard()


PUBLISHED_TEXT: Final = PublishedText()
