"""All formats, and which of them a file is of."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Final, cast

from tui.sources.decoding import SourceError, UnknownFormatError
from tui.sources.folder import is_pipe
from tui.sources.format import HEAD, Format
from tui.sources.seeming import seems, text_of

FORMATS: Final = (
    "published_text.PUBLISHED_TEXT",
    "tidy_formats.TIDY_DELIMITED",
    "tidy_formats.TIDY_PARQUET",
    "tidy_formats.TIDY_LINES",
    "tidy_formats.TIDY_WORKBOOK",
    "ees.EES",
    "published_delimited.PUBLISHED_DELIMITED",
    "published_workbook.PUBLISHED_WORKBOOK",
)
"""Every format in the order to ask them: module and object. They are imported one after the other, so that the
published text, which is asked first, waits for none."""


def formats() -> Iterator[Format]:
    """The formats in the order to ask them."""
    for each in FORMATS:
        module, name = each.split(".")
        yield cast("Format", getattr(import_module(f"tui.sources.{module}"), name))


def format_of(path: Path, *, named: bool = True) -> Format:
    """The format of a file: by its content, else by its ending.

    A text of which nothing is recognised goes by its ending only where the user `named` it: a folder holds notes too.
    Raises `UnknownFormatError`, which says what the file seems to be, and `SourceError` where it cannot be read.
    """
    if is_pipe(path):
        return _by_ending(path)  # a pipe can be read once only: nothing can be told of it beforehand
    head = head_of(path)
    if seeming := seems(path, head):
        raise UnknownFormatError(f"{path}: is {seeming}")
    for each in formats():
        if each.recognises(path, head):
            return each
    if not named and text_of(head) is not None:
        raise UnknownFormatError(f"{path}: nothing of a scorecard is recognised in it")
    return _by_ending(path)


def head_of(path: Path) -> bytes:
    """How a file begins. Raises `SourceError` where it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(HEAD)
    except OSError as error:
        raise SourceError(f"{path}: cannot be read ({(error.strerror or 'unknown error').lower()})") from error


def _by_ending(path: Path) -> Format:
    ending = path.suffix.lower()
    found = next((each for each in formats() if ending in each.endings), None)
    if found is None:
        expected = ", ".join(each.name for each in formats())
        raise UnknownFormatError(f"{path}: nothing of a scorecard is recognised in it; expected {expected}")
    return found
