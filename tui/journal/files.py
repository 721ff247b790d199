"""Writing a file so that it is there whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from tui.journal.location import sync_folder


def write_whole(path: Path, data: bytes) -> None:
    """Put a file in place of what is there; it and its name are on disk when this returns. Raises `OSError`."""
    beside = path.with_name(f".{path.name}.{os.urandom(8).hex()}")
    try:
        file = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        with os.fdopen(file, "wb") as opened:
            opened.write(data)
            opened.flush()
            os.fsync(file)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)
