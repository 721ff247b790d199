from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journal.making import store_in_memory
from tui.journal.journal import Journal


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.sqlite"


@pytest.fixture
def ada() -> Iterator[Journal]:
    """Ada's journal, on no disk."""
    with Journal(store_in_memory(), "Ada") as journal:
        yield journal


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that any user can get to, as pytest's own cannot be."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)
