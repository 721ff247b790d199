"""Putting a document on disk whole or not at all, and never over another one unasked."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path


class SavingError(Exception):
    """A document that was not saved; the message says where and why. What stood there is untouched."""


def save(path: Path, text: str, *, force: bool = False) -> None:
    """Write `text` and a line end as UTF-8.

    Raises `SavingError` where a file of that name exists, unless `force`, and where it cannot be written.
    """
    target = Path(os.path.realpath(path))  # a link stays, and what it names is written
    if target.is_dir():
        raise SavingError(f"{path}: is a folder; name a file in it")
    if target.exists() and not force:
        raise SavingError(f"{path}: exists already; --force writes over it, -o with another name keeps both")
    temporary = target.with_name(f".{target.name[:100]}.{secrets.token_hex(4)}.tmp")
    try:
        _write(temporary, text)
        temporary.replace(target)
    except OSError as error:
        raise SavingError(f"{path}: cannot be written ({(error.strerror or str(error)).lower()})") from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _write(path: Path, text: str) -> None:
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(f"{text}\n")
        file.flush()
        os.fsync(file.fileno())
