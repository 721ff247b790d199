"""All formats, and which of them a file is of."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Final, cast

from tui.sources.decoding import SourceError, UnknownFormatError, unreadable
from tui.sources.encodings import as_utf8, encoding_of
from tui.sources.file_bytes import SAVE_FIRST, beginning, is_pipe
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

_DECODED: Final = (
    "published_text.PUBLISHED_TEXT",
    "tidy_formats.TIDY_DELIMITED",
    "tidy_formats.TIDY_LINES",
    "published_delimited.PUBLISHED_DELIMITED",
)
"""Those that read their files from end to end and in any encoding; the others want a file, in their own."""


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
    _check_name(path)
    raw = head_of(path)
    head = as_utf8(raw)
    if is_pipe(path) and not _may_be_piped(head):
        raise SourceError(f"{path}: is a pipe, of which only text is read; {SAVE_FIRST}")
    if seeming := seems(path, head):
        raise UnknownFormatError(f"{path}: is {seeming}")
    for name, each in zip(FORMATS, formats(), strict=True):
        if each.recognises(path, head):
            if name not in _DECODED:
                _refuse_undecoded(path, raw, each)
            return each
    if not named and text_of(head) is not None:
        raise UnknownFormatError(f"{path}: nothing of a scorecard is recognised in it")
    return _by_ending(path)


def head_of(path: Path) -> bytes:
    """How a file or pipe begins. Raises `SourceError` where it cannot be read, or is a device or a socket."""
    try:
        return beginning(path, HEAD)
    except OSError as error:
        raise unreadable(path, error) from error


def _check_name(path: Path) -> None:
    """Raise `SourceError` for a name that is no text: no place could be said with it."""
    try:
        path.name.encode()
    except UnicodeEncodeError as error:
        raise SourceError(f"{path}: its name is not text in UTF-8; rename the file") from error


def _may_be_piped(head: bytes) -> bool:
    """Whether it is text; an archive or Parquet is read here and there, which a pipe does not allow."""
    return text_of(head) is not None and not head.startswith((b"PK\x03\x04", b"PAR1"))


def _refuse_undecoded(path: Path, raw: bytes, form: Format) -> None:
    """Raise `SourceError` for a file that a format would have to read through decoding, and does not."""
    if is_pipe(path):
        raise SourceError(f"{path}: is a pipe with {form.name}; {SAVE_FIRST}")
    if as_utf8(raw) != raw:
        encoding = str(encoding_of(raw)).upper()
        raise SourceError(f"{path}: is in {encoding}, in which {form.name} is not read; save it as UTF-8")


def _by_ending(path: Path) -> Format:
    ending = path.suffix.lower()
    found = next((each for each in formats() if ending in each.endings), None)
    if found is None:
        expected = ", ".join(each.name for each in formats())
        raise UnknownFormatError(f"{path}: nothing of a scorecard is recognised in it; expected {expected}")
    return found
