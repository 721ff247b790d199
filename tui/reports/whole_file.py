"""Putting a file on disk whole or not at all, and never over another one unasked."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from tui.scorecard.problems import why


class FileError(Exception):
    """A file that was not written; the message says where and why. What stood there is untouched."""


def check_free(path: Path, *, force: bool = False) -> None:
    """Raise `FileError` where the path is a folder, or, unless `force`, a file is there already."""
    if path.is_dir():
        raise FileError(f"{path}: is a folder; name a file in it")
    if path.exists() and not force:
        raise FileError(f"{path}: exists already; --force writes over it, -o with another name keeps both")


def write_whole(path: Path, write: Callable[[BinaryIO], object], *, force: bool = False) -> None:
    """Make a file of what `write` writes; another process sees it all or not at all.

    Raises `FileError` where `check_free` does and where it cannot be written, and what `write` raises.
    """
    check_free(path, force=force)
    target = Path(os.path.realpath(path))  # a link stays, and what it names is written
    temporary = target.with_name(f".{target.name[:100]}.{secrets.token_hex(4)}.tmp")
    try:
        with temporary.open("xb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    except OSError as error:
        raise FileError(f"{path}: cannot be written ({why(error)})") from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
