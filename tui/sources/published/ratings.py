"""A rating as it stands in a cell: a letter, a word, or the colour of the cell."""

from __future__ import annotations

import msgspec

from tui.scorecard.problems import Severity
from tui.sources.decoding import Line
from tui.sources.lines import Fill, SheetLine
from tui.sources.published.marks import is_dash, parse_rating, says_no_mark


class Rated(msgspec.Struct, frozen=True):
    """A rating, its text as published, and what is to say of it."""

    rating: str | None
    text: str
    severity: Severity = "info"
    message: str | None = None


def fill_of(line: Line, index: int) -> Fill | None:
    """The colour of a cell; null where it has none."""
    return line.fill(index) if isinstance(line, SheetLine) else None


def read_rating(text: str, fill: Fill | None) -> Rated:
    """The rating that a cell gives: by its letter, else by its colour where that is clearly red, amber or green.

    A word that says there is none counts before a colour; a dash does not.
    """
    mark = parse_rating(text)
    if says_no_mark(text):
        return _none(text, fill)
    if mark is None and fill is not None and fill.colour:
        return _by_colour(text, fill)
    if mark is None:
        return Rated(None, text, "error", unread_rating(text) if text else None)
    if fill is not None and fill.mark and fill.mark != mark:
        return Rated(mark, text, "warning", f"“{text}” stands in a cell with a {fill.name}; the letter is read")
    return Rated(mark, text)


def unread_rating(text: str) -> str:
    """What is to say of a cell that holds no rating."""
    return f"“{text}” is not a rating that can be read; write R, A or G, or leave the cell blank"


def _none(text: str, fill: Fill | None) -> Rated:
    if fill is None or fill.mark is None:
        return Rated(None, text)
    if is_dash(text):
        return _by_colour(text, fill)
    message = (
        f"“{text}” stands in a cell with a {fill.name}; no rating is read: write R, A or G there, or take the colour"
        " out"
    )
    return Rated(None, text, "warning", message)


def _by_colour(text: str, fill: Fill) -> Rated:
    if fill.mark is None:
        shown = f"“{text}” in a cell with {fill.name}" if text else fill.name
        message = f"{shown} is not clearly red, amber or green: not read as a rating; write R, A or G"
        return Rated(None, text or fill.name, "error", message)
    if text:
        return Rated(fill.mark, text, "info", f"“{text}” is not a rating; read from its cell's {fill.name}")
    return Rated(fill.mark, fill.name)
