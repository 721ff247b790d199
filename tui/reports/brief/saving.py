"""Putting a document on disk whole or not at all, and never over another one unasked."""

from __future__ import annotations

from pathlib import Path

from tui.reports.whole_file import FileError, write_whole

SavingError = FileError
"""A document that was not saved; the message says where and why. What stood there is untouched."""


def save(path: Path, text: str, *, force: bool = False) -> None:
    """Write `text` and a line end as UTF-8.

    Raises `SavingError` where a file of that name exists, unless `force`, and where it cannot be written.
    """
    write_whole(path, lambda file: file.write(f"{text}\n".encode()), force=force)
